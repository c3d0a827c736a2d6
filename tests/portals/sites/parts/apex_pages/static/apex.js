/* The part of the apex namespace that the pages use. */
(function () {
  "use strict";
  var apex = (window.apex = window.apex || {});
  var L = window.apex_lang || { ok: "OK", cancel: "Cancel", close: "Close" };
  document.documentElement.className = document.documentElement.className.replace("no-js", "js");

  function el(tag, cls, attrs) {
    var e = document.createElement(tag), k;
    if (cls) { e.className = cls; }
    for (k in attrs || {}) { if (k === "text") { e.textContent = attrs[k]; } else { e.setAttribute(k, attrs[k]); } }
    return e;
  }
  apex.el = el;

  /* ---- page submission ---- */
  var submitting = false;
  function doSubmit(request) {
    if (submitting) { return; }
    submitting = true;
    var form = document.getElementById("wwvFlowForm"), right = document.getElementById("P33_APPS_RIGHT");
    document.getElementById("pRequest").value = request;
    if (right) {
      Array.prototype.forEach.call(right.options, function (o) {
        form.appendChild(el("input", "", { type: "hidden", name: "P33_APPS", value: o.value }));
      });
    }
    document.body.appendChild(el("span", "u-Processing", { role: "alert" }));
    form.submit();
  }
  apex.submit = function (o) {
    if (typeof o === "string") { o = { request: o }; }
    if (o.confirm) { apex.message.confirm(o.confirm, function (ok) { if (ok) { doSubmit(o.request); } }); } else { doSubmit(o.request); }
  };
  window.addEventListener("pageshow", function () { submitting = false; });

  /* ---- jQuery UI like dialogue ---- */
  var zIndex = 1000, count = 1;
  apex.openDialog = function (opt) {
    var id = "ui-id-" + count++, before = document.activeElement;
    var overlay = el("div", "ui-widget-overlay ui-front");
    var d = el("div", "ui-dialog ui-corner-all ui-widget ui-widget-content ui-front " + (opt.cls || ""),
      { tabindex: "-1", role: opt.role || "dialog", "aria-describedby": id + "_c", "aria-labelledby": id });
    overlay.style.zIndex = zIndex++; d.style.zIndex = zIndex++;
    if (opt.w) { d.style.width = opt.w + "px"; }
    var bar = el("div", "ui-dialog-titlebar ui-corner-all ui-widget-header ui-helper-clearfix");
    bar.appendChild(el("span", "ui-dialog-title", { id: id, text: opt.title || "\u00a0" }));
    var x = el("button", "ui-button ui-corner-all ui-widget ui-button-icon-only ui-dialog-titlebar-close", { type: "button", title: L.close });
    x.appendChild(el("span", "ui-button-icon ui-icon ui-icon-closethick"));
    x.appendChild(document.createTextNode(L.close));
    bar.appendChild(x);
    var c = el("div", "ui-dialog-content ui-widget-content", { id: id + "_c" });
    c.appendChild(opt.content);
    d.appendChild(bar); d.appendChild(c);
    var api = { el: d, close: function (why) {
      if (!d.parentNode) { return; }
      d.parentNode.removeChild(d); overlay.parentNode.removeChild(overlay);
      document.removeEventListener("keydown", esc, true);
      if (before && before.focus) { before.focus(); }
      if (opt.onClose) { opt.onClose(why); }
    } };
    function esc(e) { if (e.key === "Escape") { e.preventDefault(); api.close("cancel"); } }
    document.addEventListener("keydown", esc, true);
    x.addEventListener("click", function () { api.close("cancel"); });
    if (opt.buttons) {
      var pane = el("div", "ui-dialog-buttonpane ui-widget-content ui-helper-clearfix"), set = el("div", "ui-dialog-buttonset");
      opt.buttons.forEach(function (b) {
        var k = el("button", "ui-button ui-corner-all ui-widget " + (b.cls || ""), { type: "button", text: b.text });
        k.addEventListener("click", function () { api.close(b.why); });
        set.appendChild(k);
      });
      pane.appendChild(set); d.appendChild(pane);
    }
    document.body.appendChild(overlay); document.body.appendChild(d);
    d.focus();
    return api;
  };

  /* ---- messages ---- */
  apex.message = {
    confirm: function (text, then) {
      apex.openDialog({ cls: "ui-dialog--apex ui-dialog--notification ui-dialog-buttons", role: "alertdialog", w: 420,
        content: el("div", "a-AlertMessage-details", { text: text }),
        buttons: [{ text: L.cancel, why: "cancel" }, { text: L.ok, why: "ok", cls: "js-confirmBtn ui-button--hot" }],
        onClose: function (why) { then(why === "ok"); } });
    },
    showPageSuccess: function (text) {
      var box = document.getElementById("APEX_SUCCESS_MESSAGE"), w = el("div", "t-Body-alert"),
        a = el("div", "t-Alert t-Alert--success t-Alert--page", { id: "t_Alert_Success", role: "alert" }), b = el("div", "t-Alert-body"),
        x = el("button", "t-Button t-Button--closeAlert", { type: "button", title: L.close, text: "×" });
      b.appendChild(el("h2", "t-Alert-title", { text: text }));
      x.addEventListener("click", apex.message.hidePageSuccess);
      a.appendChild(b); a.appendChild(x); w.appendChild(a);
      box.innerHTML = ""; box.appendChild(w); box.classList.add("u-visible");
    },
    hidePageSuccess: function () { var b = document.getElementById("APEX_SUCCESS_MESSAGE"); b.innerHTML = ""; b.classList.remove("u-visible"); },
    clearErrors: function () { var b = document.getElementById("APEX_ERROR_MESSAGE"); b.innerHTML = ""; b.classList.remove("u-visible"); }
  };

  /* ---- modal dialogue pages in an iframe ---- */
  var open = null;
  apex.navigation = { dialog: function (url, o) {
    var frame = el("iframe", "", { src: url, title: o.title, width: "100%", height: o.h || 480, scrolling: "auto" });
    frame.style.minWidth = "95%";
    open = apex.openDialog({ cls: "ui-dialog--apex t-Dialog-page--standard", title: o.title, w: o.w, content: frame,
      onClose: function (why) {
        open = null;
        if (why === "saved") {
          document.dispatchEvent(new CustomEvent("apexafterclosedialog"));
          if (o.saved) { apex.message.showPageSuccess(o.saved); }
        }
      } });
  } };
  apex.closeFromFrame = function (why) { if (open) { open.close(why); } };
  apex.navigation.dialog.close = function () { window.parent.apex.closeFromFrame("saved"); };
  apex.navigation.dialog.cancel = function () { window.parent.apex.closeFromFrame("cancel"); };

  /* ---- partial page refresh ---- */
  apex.ajax = function (request, x01, then) {
    var body = new URLSearchParams();
    body.set("p_flow_id", "100");
    body.set("p_flow_step_id", document.getElementById("pFlowStepId").value);
    body.set("p_instance", document.getElementById("pInstance").value);
    body.set("p_request", request);
    body.set("x01", x01 == null ? "" : x01);
    fetch("wwv_flow.ajax", { method: "POST", body: body, credentials: "same-origin" })
      .then(function (r) { if (!r.ok) { throw new Error(r.status); } return r.text(); })
      .then(then).catch(function () { window.location.reload(); });
  };
})();
