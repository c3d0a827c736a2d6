(function () {
  function go(e) {
    var el = e.target.closest("[data-nav]");
    if (el && (e.type === "click" || e.key === "Enter" || e.key === " ")) { e.preventDefault(); location.href = el.dataset.nav; }
  }
  document.addEventListener("click", go);
  document.addEventListener("keydown", go);
  var bar = document.getElementById("__bar0");
  if (document.cookie.indexOf("cookieok=1") < 0 && document.documentElement.lang) { bar.hidden = false; }
  document.getElementById("__button0").addEventListener("click", function () {
    document.cookie = "cookieok=1; path=/"; bar.hidden = true;
  });
})();
