/* Widgets of the pages: report, menus, tree, list of values, shuttle, drop zones, floating labels. */
(function () {
  "use strict";
  var apex = window.apex, el = apex.el, L = window.apex_lang;
  function $(id) { return document.getElementById(id); }
  function all(q, f) { Array.prototype.forEach.call(document.querySelectorAll(q), f); }

  /* menus */
  function hideMenus(but) {
    all(".a-Menu", function (m) { if (m !== but) { m.hidden = true; } });
    all(".js-menuButton", function (b) { if (!but || b.getAttribute("data-menu") !== but.id) { b.setAttribute("aria-expanded", "false"); } });
  }
  document.addEventListener("click", function (e) {
    var b = e.target.closest(".js-menuButton");
    if (!b) { hideMenus(null); return; }
    var m = $(b.getAttribute("data-menu")), r = b.getBoundingClientRect();
    hideMenus(m);
    m.hidden = !m.hidden;
    b.setAttribute("aria-expanded", String(!m.hidden));
    m.style.top = r.bottom + window.scrollY + "px";
    m.style.left = Math.max(0, Math.min(r.left, window.innerWidth - 260)) + "px";
  });

  /* interactive report */
  var report = $("R10_ir");
  function refresh(what, x) {
    report.classList.add("is-loading");
    apex.ajax(what, x, function (html) { report.innerHTML = html; report.classList.remove("is-loading"); });
  }
  if (report) {
    report.addEventListener("click", function (e) {
      var b = e.target.closest("[data-ir]");
      if (e.target.id === "R10_search_button") { refresh("SEARCH", $("R10_search_field").value); }
      if (b && b.type !== "checkbox") { e.preventDefault(); refresh(b.getAttribute("data-ir"), b.getAttribute("data-x")); }
    });
    report.addEventListener("change", function (e) { if (e.target.type === "checkbox") { refresh("TOGGLE", e.target.getAttribute("data-x")); } });
    report.addEventListener("keydown", function (e) {
      if (e.key === "Enter" && e.target.id === "R10_search_field") { e.preventDefault(); refresh("SEARCH", e.target.value); }
    });
  }

  /* enter key: log-in submits, other text items do nothing */
  document.addEventListener("keydown", function (e) {
    if (e.key !== "Enter" || e.target.tagName !== "INPUT" || e.defaultPrevented) { return; }
    e.preventDefault();
    var r = e.target.getAttribute("data-enter-submit");
    if (r) { apex.submit({ request: r }); }
  });

  /* navigation tree */
  all(".a-TreeView-toggle", function (t) {
    t.addEventListener("click", function () {
      var li = t.parentNode, ul = li.querySelector("ul"), a = li.querySelector("a");
      ul.hidden = !ul.hidden;
      li.classList.toggle("is-open", !ul.hidden);
      a.setAttribute("aria-expanded", String(!ul.hidden));
    });
  });
  var nav = $("t_Button_navControl");
  if (nav) {
    var setNav = function (on) {
      document.body.classList.toggle("js-navExpanded", on);
      document.body.classList.toggle("js-navCollapsed", !on);
      nav.setAttribute("aria-expanded", String(on));
      try { sessionStorage.setItem("ORA_WWV_apex.nav", on ? "Y" : "N"); } catch (x) { /* none */ }
    };
    var kept = null;
    try { kept = sessionStorage.getItem("ORA_WWV_apex.nav"); } catch (x) { /* none */ }
    setNav(kept ? kept === "Y" : window.innerWidth > 992);
    nav.addEventListener("click", function () { setNav(!document.body.classList.contains("js-navExpanded")); });
  }

  /* floating labels */
  function float(i) {
    var c = i.closest(".t-Form-fieldContainer--floatingLabel");
    if (c) { c.classList.toggle("js-show-label", !!i.value || document.activeElement === i); }
  }
  all(".t-Form-fieldContainer--floatingLabel input:not([type=hidden])", function (i) {
    ["focus", "blur", "input", "change"].forEach(function (n) { i.addEventListener(n, function () { float(i); }); });
    float(i);
  });

  /* popup list of values */
  all("input.apex-item-popup-lov", function (input) {
    var values = JSON.parse($(input.getAttribute("data-lov")).textContent), hidden = $(input.id + "_HIDDENVALUE");
    function choose(n) {
      hidden.value = n; input.value = values[n];
      float(input);
      var other = String(n) === input.getAttribute("data-other");
      $("P32_AUTRE_ZONE").hidden = !other;
      if (!other) { $("P32_FONCTION_AUTRE").value = ""; }
    }
    function show() {
      if (input.getAttribute("aria-expanded") === "true") { return; }
      var box = el("div", "a-PopupLOV-dialog"), bar = el("div", "a-PopupLOV-searchBar"),
        search = el("input", "a-PopupLOV-search apex-item-text", { type: "text", "aria-label": L.search, placeholder: L.search + "...", autocomplete: "off" }),
        go = el("button", "a-Button a-PopupLOV-doSearch", { type: "button", "aria-label": L.search, title: L.search, text: "⌕" }),
        res = el("div", "a-PopupLOV-results a-TMV"), list = el("ul", "a-IconList", { role: "listbox", tabindex: "0" });
      bar.appendChild(search); bar.appendChild(go); res.appendChild(list); box.appendChild(bar); box.appendChild(res);
      var label = $(input.id + "_LABEL").firstChild.textContent.trim();
      var d = apex.openDialog({ cls: "ui-dialog-popuplov", title: label, w: 380, content: box, onClose: function () { input.setAttribute("aria-expanded", "false"); } });
      input.setAttribute("aria-expanded", "true");
      function fill() {
        var q = search.value.trim().toLowerCase(), some = false;
        list.innerHTML = "";
        values.forEach(function (v, n) {
          if (v.toLowerCase().indexOf(q) < 0) { return; }
          some = true;
          var li = el("li", "a-IconList-item", { role: "option", "data-id": n, "aria-selected": String(String(n) === hidden.value), text: v });
          li.addEventListener("click", function () { choose(n); d.close("ok"); });
          list.appendChild(li);
        });
        if (!some) { list.appendChild(el("li", "a-TMV-message", { text: L.none })); }
      }
      var timer = null;
      search.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(fill, 250); });
      search.addEventListener("keydown", function (e) { if (e.key === "Enter") { e.preventDefault(); fill(); } });
      go.addEventListener("click", fill);
      fill();
      search.focus();
    }
    input.addEventListener("click", show);
    input.addEventListener("keydown", function (e) { if (e.key === "ArrowDown" || e.key === "Enter") { e.preventDefault(); show(); } });
    $(input.id + "_lov_btn").addEventListener("click", show);
  });

  /* channel: dynamic action */
  all("input[name=P33_CANAL]", function (r) {
    r.addEventListener("change", function () { $("R33K_ZONE").hidden = r.value !== "SFTP"; });
  });
  document.addEventListener("apexafterclosedialog", function () {
    apex.ajax("REFRESH", "", function (html) { $("R33K_report").innerHTML = html; });
  });

  /* shuttle */
  var left = $("P33_APPS_LEFT"), right = $("P33_APPS_RIGHT");
  if (left) {
    var start = [left.innerHTML, right.innerHTML];
    var move = function (from, to, every) {
      Array.prototype.slice.call(from.options).forEach(function (o) { if (every || o.selected) { to.appendChild(o); o.selected = false; } });
    };
    var shift = function (by) {
      var os = Array.prototype.slice.call(right.options);
      if (by > 0) { os.reverse(); }
      os.forEach(function (o) {
        if (!o.selected) { return; }
        var n = by < 0 ? o.previousElementSibling : o.nextElementSibling;
        if (n && !n.selected) { right.insertBefore(by < 0 ? o : n, by < 0 ? n : o); }
      });
    };
    var on = function (k, f) { $("P33_APPS_" + k).addEventListener("click", f); };
    on("MOVE", function () { move(left, right); });
    on("MOVE_ALL", function () { move(left, right, true); });
    on("REMOVE", function () { move(right, left); });
    on("REMOVE_ALL", function () { move(right, left, true); });
    on("RESET", function () { left.innerHTML = start[0]; right.innerHTML = start[1]; });
    on("UP", function () { shift(-1); });
    on("DOWN", function () { shift(1); });
    left.addEventListener("dblclick", function () { move(left, right); });
    right.addEventListener("dblclick", function () { move(right, left); });
  }

  /* drop zones */
  all(".js-filedrop", function (z) {
    var input = z.querySelector("input[type=file]"), name = z.querySelector(".apex-item-filedrop-name");
    input.addEventListener("change", function () { name.textContent = input.files.length ? input.files[0].name : ""; });
    ["dragover", "dragenter"].forEach(function (n) { z.addEventListener(n, function (e) { e.preventDefault(); z.classList.add("is-over"); }); });
    z.addEventListener("dragleave", function () { z.classList.remove("is-over"); });
    z.addEventListener("drop", function (e) {
      e.preventDefault();
      z.classList.remove("is-over");
      input.files = e.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  /* links of the error notification put the focus on the item */
  document.addEventListener("click", function (e) {
    var a = e.target.closest(".a-Notification-link");
    if (a) { e.preventDefault(); var i = $(a.getAttribute("data-for")); if (i) { i.scrollIntoView({ block: "center" }); i.focus(); } }
  });
})();
