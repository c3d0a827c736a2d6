/* UploadCollection with one file, sent at once */
ui.upload = function (kind, title, hint, accept, changed) {
  var id = ui.id("uploadcollection"), file = null, value = h("span", { id: id + "-title", "class": "sapMTitle sapMTitleH5", role: "heading", "aria-level": "4" });
  var pick = h("input", { type: "file", id: id + "-uploader-fu", name: id + "-uploader", accept: accept, tabindex: "-1", title: ui.t("up.add") });
  var plus = h("button", { type: "button", id: id + "-uploader-fu_button", "class": "sapMBtn sapMBtnTransparent", "aria-label": ui.t("up.add"), title: ui.t("up.add"), onclick: function () { pick.click(); } }, "+");
  var msg = h("div", { "class": "sapMValueStateMessage", hidden: true, id: id + "-message" });
  var list = h("ul", { id: id + "-list-listUl", "class": "sapMListUl", role: "list", "aria-labelledby": id + "-title" });
  var root = h("div", { id: id, "class": "sapMUC" }, h("div", { "class": "sapMTB", role: "toolbar", id: id + "-toolbar" }, value,
    h("span", { "class": "sapMTBSpacer" }), h("div", { "class": "sapUiFup" }, plus, h("div", { "class": "sapUiFupInputMask" }, pick))),
    h("div", { "class": "sapMText sapMUCHint" }, hint), list, msg);
  function draw(state) {
    value.textContent = title + " (" + (file ? 1 : 0) + ")";
    list.textContent = "";
    plus.disabled = pick.disabled = !!file || !!state;
    if (state) {
      list.appendChild(h("li", { "class": "sapMLIB sapMUCItem", role: "listitem" }, state.name, h("span", { role: "progressbar", "class": "sapMUCStatus" }, ui.t("up.busy"))));
    } else if (file) {
      list.appendChild(h("li", { "class": "sapMLIB sapMUCItem", role: "listitem", id: ui.id("item") },
        h("span", { "class": "sapMUCIcon", "aria-hidden": "true" }, "▤"), h("span", { "class": "sapMUCFileName" }, file.name),
        h("span", { "class": "sapMUCStatus" }, ui.t("up.kb", Math.max(0.1, file.size / 1024).toFixed(1).replace(".", ","))),
        h("button", { type: "button", "class": "sapMBtn sapMBtnTransparent", "aria-label": ui.t("up.del"), title: ui.t("up.del"), onclick: remove }, "✕")));
    } else {
      list.appendChild(h("li", { "class": "sapMUCNoData" }, h("div", {}, ui.t("up.none")), h("div", { "class": "sapMSLIDescription" }, ui.t("up.hint"))));
    }
  }
  function remove() {
    ui.box("confirm", ui.t("up.ask", file.name), ["ok", "cancel"]).then(function (a) {
      if (a !== "ok") { return; }
      ui.call("DELETE", "/Attachment/" + kind).then(function () { file = null; draw(); changed(); }).catch(ui.ignore);
    });
  }
  function send(f) {
    var form = new FormData();
    form.append("file", f, f.name);
    c.state(null); draw({ name: f.name });
    ui.call("POST", "/Attachment/" + kind, form, true).then(function (d) { file = d; draw(); changed(); }).catch(function (e) {
      file = null; draw();
      if (e.fields) { c.state(f.name + " – " + e.fields[kind]); }
    });
    pick.value = "";
  }
  pick.addEventListener("change", function () { if (pick.files[0]) { send(pick.files[0]); } });
  root.addEventListener("dragover", function (e) { e.preventDefault(); });
  root.addEventListener("drop", function (e) { e.preventDefault(); if (!file && e.dataTransfer.files[0]) { send(e.dataTransfer.files[0]); } });
  var c = { root: root, get: function () { return file; }, focus: function () { plus.focus(); },
    state: function (t) { msg.hidden = !t; msg.textContent = t || ""; root.classList.toggle("sapMUCError", !!t); } };
  draw();
  return c;
};
