/* small runtime: ids, elements, texts, service calls, busy indicator */
var ui = { counters: {}, views: 0, view: null, texts: {}, token: null, ctx: {}, lang: document.body.dataset.lang };
var SRV = "/sap/opu/odata/prt/ZTECHUSER_SRV";

ui.id = function (kind) {
  var n = ui.counters[kind] = (kind in ui.counters) ? ui.counters[kind] + 1 : 0;
  return "__" + kind + n;
};
ui.vid = function (name) { return "__xmlview" + ui.views + "--" + name; };
ui.t = function (key) {
  var args = [].slice.call(arguments, 1), s = ui.texts[key] || key;
  return s.replace(/\{(\d)\}/g, function (_, i) { return args[i]; });
};
function h(tag, attrs) {
  var el = document.createElement(tag);
  Object.keys(attrs || {}).forEach(function (k) {
    var v = attrs[k];
    if (v === null || v === undefined || v === false) { return; }
    if (k.slice(0, 2) === "on") { el.addEventListener(k.slice(2), v); }
    else { el.setAttribute(k, v === true ? "" : v); }
  });
  [].slice.call(arguments, 2).forEach(function add(c) {
    if (Array.isArray(c)) { c.forEach(add); }
    else if (c !== null && c !== undefined) { el.appendChild(c.nodeType ? c : document.createTextNode(c)); }
  });
  return el;
}
/* press by mouse, Enter or Space, as every sap.m control */
ui.press = function (el, fn) {
  el.addEventListener("click", fn);
  el.addEventListener("keydown", function (e) {
    if ((e.key === "Enter" || e.key === " ") && e.target === el) { e.preventDefault(); fn(e); }
  });
  return el;
};
ui.busyCount = 0;
ui.busy = function (on) {
  ui.busyCount += on ? 1 : -1;
  var b = document.getElementById("sapUiBusyIndicator");
  if (!b) {
    b = h("div", { id: "sapUiBusyIndicator", "class": "sapUiBlockLayer", hidden: true },
      h("div", { "class": "sapUiLocalBusyIndicatorAnimation", role: "progressbar", title: ui.t("busy") }, h("i"), h("i"), h("i")));
    document.body.appendChild(b);
  }
  b.hidden = ui.busyCount <= 0;
  document.getElementById("viewPort").setAttribute("aria-busy", String(ui.busyCount > 0));
};
ui.call = function (method, path, data, quiet) {
  var head = { Accept: "application/json" }, body;
  if (method !== "GET") { head["X-CSRF-Token"] = ui.token; }
  if (data instanceof FormData) { body = data; }
  else if (data) { head["Content-Type"] = "application/json"; body = JSON.stringify(data); }
  if (!quiet) { ui.busy(true); }
  return fetch(SRV + path, { method: method, headers: head, body: body, credentials: "same-origin" }).then(function (r) {
    if (r.headers.get("x-csrf-token")) { ui.token = r.headers.get("x-csrf-token"); }
    return r.json().then(function (j) {
      if (r.status === 401) {
        ui.box("error", ui.t("lost"), ["ok"]).then(function () { location.href = "/idp/" + ui.lang + "/target"; });
      }
      if (!r.ok) { throw { status: r.status, fields: (j.error || {}).fields || null }; }
      return j.d;
    });
  }).catch(function (e) {
    if (e.status !== 401 && !e.fields) { ui.box("error", ui.t("oops"), ["close"]); }
    throw e;
  }).finally(function () { if (!quiet) { ui.busy(false); } });
};
ui.ignore = function () {};
