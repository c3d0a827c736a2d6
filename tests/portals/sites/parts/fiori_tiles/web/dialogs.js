/* dialogues: base, message box, select dialogue (value help), toast */
ui.dialog = function (opt) {
  var id = ui.id(opt.kind || "dialog"), before = document.activeElement, layer = document.getElementById("sap-ui-static");
  var block = h("div", { "class": "sapUiBLy", id: id + "-block" });
  var root = h("div", { id: id, "class": "sapMDialog " + (opt.css || ""), role: opt.role || "dialog", "aria-modal": "true", "aria-labelledby": id + "-title", tabindex: "-1" },
    h("header", { "class": "sapMDialogTitle" }, h("h1", { id: id + "-title", "class": "sapMDialogTitleText" }, opt.title)), opt.sub || null,
    h("section", { "class": "sapMDialogSection", id: id + "-cont" }, opt.content),
    h("footer", { "class": "sapMDialogFooter" }, opt.buttons));
  var d = { root: root, close: function () { block.remove(); root.remove(); if (before && before.focus) { before.focus(); } } };
  root.addEventListener("keydown", function (e) { if (e.key === "Escape") { (opt.escape || d.close)(); } });
  layer.appendChild(block); layer.appendChild(root);
  (root.querySelector(opt.focus || ".sapMBtnEmphasized") || root.querySelector("button")).focus();
  return d;
};
ui.box = function (kind, text, actions) {
  var title = { confirm: "box.confirm", warn: "box.warn", error: "box.error", info: "box.info" }[kind];
  return new Promise(function (done) {
    var d = ui.dialog({ kind: "mbox", css: "sapMMessageBox sapMMessageBox-" + kind, role: "alertdialog", title: ui.t(title),
      content: h("span", { "class": "sapMMsgBoxText" }, text), escape: function () { d.close(); done(null); },
      buttons: actions.map(function (a, i) { return ui.button(ui.t(a), function () { d.close(); done(a); }, i ? "Transparent" : "Emphasized"); }) });
  });
};
ui.toast = function (text) {
  var t = h("div", { "class": "sapMMessageToast", role: "alert", id: ui.id("toast") }, text);
  document.getElementById("sap-ui-static").appendChild(t);
  setTimeout(function () { t.remove(); }, 3000);
};
/* opt: title, load(search, skip) -> Promise {rows:[{text,info,data}], count}, pick(data) */
ui.selectDialog = function (opt) {
  var ul = h("ul", { id: ui.id("list") + "-listUl", "class": "sapMListUl", role: "listbox", "aria-label": opt.title }), shown = 0, timer, turn = 0;
  var more = h("div", { "class": "sapMGrowingListTrigger", role: "button", tabindex: "0", hidden: true, id: ui.id("trigger") });
  var field = h("input", { type: "search", id: ui.id("field") + "-I", "class": "sapMSFI", placeholder: ui.t("search"), "aria-label": ui.t("search"), autocomplete: "off" });
  function load(fresh) {
    var mine = ++turn;
    ul.setAttribute("aria-busy", "true");
    opt.load(field.value, fresh ? 0 : shown).then(function (res) {
      if (mine !== turn) { return; }
      if (fresh) { ul.textContent = ""; shown = 0; }
      res.rows.forEach(function (r) {
        ul.appendChild(ui.press(h("li", { id: ui.id("item"), "class": "sapMLIB sapMSLI sapMLIBActionable", role: "option", tabindex: "-1", "aria-selected": "false" },
          h("div", { "class": "sapMSLITitle" }, r.text), r.info ? h("div", { "class": "sapMSLIDescription" }, r.info) : null),
          function () { d.close(); opt.pick(r.data); }));
      });
      shown += res.rows.length;
      if (!shown) { ul.appendChild(h("li", { "class": "sapMListNoData" }, ui.t("nodata"))); }
      if (ul.firstChild) { ul.firstChild.tabIndex = 0; }
      more.hidden = shown >= res.count;
      more.textContent = ui.t("more") + " [ " + shown + " / " + res.count + " ]";
    }).catch(ui.ignore).finally(function () { ul.removeAttribute("aria-busy"); });
  }
  field.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(function () { load(true); }, 300); });
  field.addEventListener("keydown", function (e) { if (e.key === "Enter") { clearTimeout(timer); load(true); } });
  ui.press(more, function () { load(false); });
  ul.addEventListener("keydown", function (e) {
    var n = e.key === "ArrowDown" ? e.target.nextSibling : e.key === "ArrowUp" ? e.target.previousSibling : null;
    if (n) { e.preventDefault(); n.focus(); }
  });
  var d = ui.dialog({ title: opt.title, css: "sapMSelectDialog", focus: ".sapMSFI", content: [ul, more],
    sub: h("div", { "class": "sapMIBar sapMSubHeader" }, h("form", { "class": "sapMSF", onsubmit: function (e) { e.preventDefault(); } }, field)),
    buttons: [ui.button(ui.t("cancel"), function () { d.close(); }, "Transparent")] });
  load(true);
};
