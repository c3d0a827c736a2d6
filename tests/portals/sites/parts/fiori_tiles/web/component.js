/* shell bar, routing, start */
ui.shell = function () {
  var s = document.getElementById("shell"), id = "userActionsMenu";
  s.textContent = "";
  var menu = h("div", { id: id + "-popover", "class": "sapMPopover", role: "menu", hidden: true },
    h("a", { "class": "sapMLIB", role: "menuitem", href: "#Company-select" }, ui.t("flp.change")),
    h("a", { "class": "sapMLIB", role: "menuitem", href: "/flp/" + (ui.lang === "fr" ? "nl" : "fr") + "#Shell-home" }, ui.lang === "fr" ? "Nederlands" : "Français"),
    h("a", { "class": "sapMLIB", role: "menuitem", href: "/idp/" + ui.lang + "/logout" }, ui.t("logout")));
  var avatar = h("button", { type: "button", id: id, "class": "sapMBtn sapUshellAvatar", "aria-haspopup": "menu", title: ui.ctx.User, onclick: function (e) { e.stopPropagation(); menu.hidden = !menu.hidden; } }, (ui.ctx.User || "?").slice(0, 2).toUpperCase());
  document.addEventListener("click", function () { menu.hidden = true; });
  var access = h("a", { "class": "sapMLnk sapUshellNavItem", id: "__navItem1", href: "#AccessManagement-display" }, ui.t("flp.access"));
  s.appendChild(h("header", { "class": "sapUshellShellHead", role: "banner" }, h("a", { "class": "sapUshellLogo", href: "#Shell-home", "aria-label": ui.t("home") }, "◆"),
    h("span", { "class": "sapUshellAppTitle" }, ui.t("site")),
    h("nav", { "class": "sapUshellAnchorBar" }, h("a", { "class": "sapMLnk sapUshellNavItem", id: "__navItem0", href: "#Shell-home" }, ui.t("flp.my")), access),
    h("span", { "class": "sapMTBSpacer" }), avatar, menu));
};
ui.route = function () {
  var name = location.hash.replace(/^#/, "") || "Company-select";
  document.getElementById("sap-ui-static").textContent = "";
  if (!views[name] || !ui.ctx.Number) { name = ui.ctx.Number ? (views[name] ? name : "Shell-home") : "Company-select"; }
  views[name]();
};
ui.busy(true);
fetch("/i18n/" + ui.lang + ".json").then(function (r) { return r.json(); }).then(function (t) {
  ui.texts = t;
  return ui.call("GET", "/Context");
}).then(function (c) {
  ui.ctx = c; ui.shell(); ui.route();
  window.addEventListener("hashchange", ui.route);
}).finally(function () { ui.busy(false); });
