/* sap.m-like controls */
ui.button = function (text, fn, type, id) {
  id = id || ui.id("button");
  var b = h("button", { id: id, type: "button", "class": "sapMBtn" + (type ? " sapMBtn" + type : "") },
    h("span", { "class": "sapMBtnInner" }, h("bdi", { id: id + "-content" }, text)));
  b.addEventListener("click", fn);
  return b;
};
ui.link = function (text, fn) {
  return h("a", { "class": "sapMLnk", role: "link", tabindex: "0", id: ui.id("link"), href: "#", onclick: function (e) { e.preventDefault(); fn(); } }, text);
};
ui.strip = function (kind, text, extra) {
  return h("div", { id: ui.id("strip"), "class": "sapMMsgStrip sapMMsgStrip" + kind, role: "note" },
    h("span", { "class": "sapMMsgStripIcon", "aria-hidden": "true" }, kind === "Success" ? "✓" : kind === "Information" ? "i" : "!"),
    h("span", { "class": "sapMText" }, text), extra ? " " : null, extra);
};
ui.label = function (text, forId, req) {
  return h("label", { id: ui.id("label"), "class": "sapMLabel" + (req ? " sapMLabelRequired" : ""), "for": forId, title: text },
    h("span", { "class": "sapMLabelTextWrapper" }, h("bdi", {}, text)));
};
ui.input = function (opt) {
  var id = opt.id ? ui.vid(opt.id) : ui.id("input");
  var inner = h("input", { id: id + "-inner", "class": "sapMInputBaseInner", type: opt.type || "text", maxlength: opt.max,
    placeholder: opt.placeholder, "aria-required": opt.required ? "true" : null, readonly: opt.vhOnly, autocomplete: "off" });
  var msg = h("div", { id: id + "-message", "class": "sapMValueStateMessage", hidden: true });
  var wrap = h("div", { "class": "sapMInputBaseContentWrapper" }, inner);
  var root = h("div", { id: id, "class": "sapMInput sapMInputBase" }, wrap, msg);
  if (opt.valueHelp) {
    var icon = h("span", { id: id + "-vhi", "class": "sapUiIcon sapMInputBaseIcon", role: "button", "aria-label": ui.t("vh"), tabindex: "-1", "data-sap-ui-icon-content": "\uE1AF" });
    icon.addEventListener("click", function () { opt.valueHelp(); });
    if (opt.vhOnly) { inner.addEventListener("click", function () { opt.valueHelp(); }); }
    inner.addEventListener("keydown", function (e) {
      if (e.key === "F4" || (opt.vhOnly && e.key === "Enter")) { e.preventDefault(); opt.valueHelp(); }
    });
    wrap.appendChild(icon);
  }
  var c = { root: root, inner: inner, id: id, get: function () { return inner.value; }, set: function (v) { inner.value = v; c.state(null); },
    state: function (text) {
      root.classList.toggle("sapMInputBaseError", !!text);
      msg.hidden = !text; msg.textContent = text || "";
      if (text) { inner.setAttribute("aria-invalid", "true"); inner.setAttribute("aria-describedby", msg.id); }
      else { inner.removeAttribute("aria-invalid"); inner.removeAttribute("aria-describedby"); }
    }, focus: function () { inner.focus(); } };
  inner.addEventListener("input", function () { c.state(null); });
  c.row = function (text) { return h("div", { "class": "sapUiFormCLElement" }, ui.label(text, inner.id, opt.required), root); };
  return c;
};
ui.radios = function (labelText, items, fn) {
  var gid = ui.id("group"), value = null, msg = h("div", { "class": "sapMValueStateMessage", hidden: true, id: gid + "-message" });
  var lab = h("span", { id: gid + "-label", "class": "sapMLabel sapMLabelRequired" }, h("bdi", {}, labelText));
  var nodes = items.map(function (it, i) {
    var id = gid + "-" + i, l = h("label", { id: id + "-label", "class": "sapMRbBLabel" }, h("bdi", {}, it.text));
    var r = h("div", { id: id, role: "radio", "class": "sapMRb", tabindex: i ? "-1" : "0", "aria-checked": "false", "aria-labelledby": l.id,
      "aria-posinset": i + 1, "aria-setsize": items.length },
      h("div", { "class": "sapMRbB", "aria-hidden": "true" }, h("span", { "class": "sapMRbDot" }),
        h("input", { type: "radio", id: id + "-RB", name: gid, value: it.key, tabindex: "-1" })), l);
    function pick() {
      value = it.key;
      nodes.forEach(function (n) {
        n.setAttribute("aria-checked", String(n === r)); n.tabIndex = n === r ? 0 : -1;
        n.classList.toggle("sapMRbSel", n === r); n.querySelector("input").checked = n === r;
      });
      c.state(null); fn(it.key);
    }
    ui.press(r, pick);
    r.addEventListener("keydown", function (e) {
      var d = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[e.key];
      if (d) { e.preventDefault(); var n = nodes[(i + d + nodes.length) % nodes.length]; n.focus(); n.click(); }
    });
    return r;
  });
  var c = { root: h("div", { "class": "sapUiFormCLElement" }, lab, h("div", { id: gid, role: "radiogroup", "class": "sapMRbG", "aria-labelledby": lab.id }, nodes), msg),
    get: function () { return value; }, state: function (t) { msg.hidden = !t; msg.textContent = t || ""; }, focus: function () { nodes[0].focus(); } };
  return c;
};
ui.checkBox = function (label, fn) {
  var id = ui.id("checkbox"), cb = h("input", { type: "checkbox", id: id + "-CB", tabindex: "-1", "aria-hidden": "true" });
  var el = h("div", { id: id, role: "checkbox", "class": "sapMCb", tabindex: "0", "aria-checked": "false", "aria-label": label },
    h("div", { "class": "sapMCbBg" }, h("span", { "class": "sapMCbMark", "aria-hidden": "true" }), cb));
  el.setSelected = function (on) { el.setAttribute("aria-checked", String(on)); el.classList.toggle("sapMCbSel", on); cb.checked = on; };
  ui.press(el, function (e) { e.stopPropagation(); fn(el.getAttribute("aria-checked") !== "true"); });
  return el;
};
/* table in MultiSelect mode, the whole row toggles */
ui.selectTable = function (title, heads, rows, fn) {
  var tid = ui.id("table"), sel = {}, msg = h("div", { "class": "sapMValueStateMessage", hidden: true });
  var head = h("span", { id: tid + "-title", "class": "sapMTitle sapMTitleH5", role: "heading", "aria-level": "4" });
  var all = ui.checkBox(ui.t("app.all"), function (on) { rows.forEach(function (r) { mark(r, on); }); });
  var trs = {};
  function mark(r, on) {
    if (on) { sel[r.Code] = true; } else { delete sel[r.Code]; }
    trs[r.Code].tr.setAttribute("aria-selected", String(on)); trs[r.Code].tr.classList.toggle("sapMLIBSelected", on);
    trs[r.Code].cb.setSelected(on); count(); c.state(null); fn();
  }
  function count() {
    var n = Object.keys(sel).length;
    head.textContent = title + " (" + n + "/" + rows.length + ")"; all.setSelected(n === rows.length);
  }
  var body = h("tbody", { id: tid + "-tblBody" }, rows.map(function (r) {
    var cb = ui.checkBox(ui.t("app.sel"), function (on) { mark(r, on); });
    var tr = h("tr", { id: ui.id("item"), "class": "sapMLIB sapMListTblRow", tabindex: "0", "aria-selected": "false" },
      h("td", { "class": "sapMListTblSelCol" }, cb), h("td", { "class": "sapMListTblCell" }, h("span", { "class": "sapMText" }, r.Text)),
      h("td", { "class": "sapMListTblCell" }, h("span", { "class": "sapMText" }, r.Info)));
    trs[r.Code] = { tr: tr, cb: cb };
    ui.press(tr, function () { mark(r, !sel[r.Code]); });
    return tr;
  }));
  var c = { root: h("div", { id: tid, "class": "sapMList sapMTable" }, h("div", { "class": "sapMTB", role: "toolbar" }, head),
    h("table", { id: tid + "-listUl", "class": "sapMListTbl", "aria-labelledby": tid + "-title", "aria-multiselectable": "true", role: "grid" },
      h("thead", {}, h("tr", {}, h("th", { "class": "sapMListTblSelCol" }, all), heads.map(function (x) { return h("th", {}, x); }))), body), msg),
    get: function () { return rows.filter(function (r) { return sel[r.Code]; }).map(function (r) { return r.Code; }); },
    texts: function () { return rows.filter(function (r) { return sel[r.Code]; }).map(function (r) { return r.Text; }); },
    state: function (t) { msg.hidden = !t; msg.textContent = t || ""; }, focus: function () { trs[rows[0].Code].tr.focus(); } };
  count();
  return c;
};
ui.tile = function (title, sub, icon, fn) {
  var id = ui.id("tile");
  return ui.press(h("div", { id: id, "class": "sapMGT", role: "button", tabindex: "0", "aria-label": title + " " + sub },
    h("div", { "class": "sapMGTHdrTxt" }, h("span", { id: id + "-title-inner" }, title)), h("div", { "class": "sapMGTSubHdrTxt" }, sub),
    h("div", { "class": "sapMGTIcon", "aria-hidden": "true" }, icon)), fn);
};
ui.list = function (items, headText) {
  var id = ui.id("list");
  return h("div", { id: id, "class": "sapMList" }, headText ? h("header", { "class": "sapMListHdr", role: "heading", "aria-level": "2" }, headText) : null,
    h("ul", { id: id + "-listUl", "class": "sapMListUl", role: "list" }, items.length ? items.map(function (it) {
      return ui.press(h("li", { id: ui.id("item"), "class": "sapMLIB sapMLIBTypeNavigation sapMLIBActionable", role: "listitem", tabindex: "0" },
        h("div", { "class": "sapMLIBContent" }, h("div", { "class": "sapMSLITitle" }, it.text), it.info ? h("div", { "class": "sapMSLIDescription" }, it.info) : null),
        h("span", { "class": "sapMLIBImgNav", "aria-hidden": "true" }, "›")), it.press);
    }) : h("li", { "class": "sapMListNoData" }, ui.t("nodata"))));
};
/* read-only SimpleForm */
ui.display = function (pairs) {
  return h("div", { "class": "sapUiForm sapUiSimpleForm", id: ui.id("form") }, pairs.filter(function (p) { return p[1]; }).map(function (p) {
    var l = ui.label(p[0]);
    return h("div", { "class": "sapUiFormCLElement" }, l, h("span", { id: ui.id("text"), "class": "sapMText", "aria-labelledby": l.id }, p[1]));
  }));
};
