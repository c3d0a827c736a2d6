/* registration: sap.m.Wizard with steps revealed one below the other, then review page */
views["TechnicalUser-create"] = function () {
  var back = function () { ui.go("#StructuredMessages-manage"); };
  if (!ui.ctx.Manager) { ui.go("#StructuredMessages-manage"); return; }
  ui.call("GET", "/Context").then(function (c) {
    ui.ctx = c;
    if (c.TechnicalUser) {
      ui.page(ui.t("w.title"), [ui.subject(), ui.strip("Warning", ui.t("exists", c.TechnicalUser.username, c.TechnicalUser.sender_number),
        ui.link(ui.t("exists.link"), function () { ui.go("#Sender-display"); }))], null, back);
      return null;
    }
    return ui.call("GET", "/ValueHelp").then(function (vh) { startWizard(vh, back); });
  }).catch(ui.ignore);
};

function startWizard(vh, back) {
  var fields = {}, steps = [], reached = 0, touched = false, host;
  function touch() { touched = true; }
  ui.views += 1;
  ["lastName", "firstName", "function", "phone", "email"].forEach(function (k) {
    fields[k] = ui.input({ id: k === "function" ? null : k, required: true, max: 80, type: k === "email" ? "email" : k === "phone" ? "tel" : "text",
      valueHelp: k === "function" ? function () {
        ui.selectDialog({ title: ui.t("c.dialog"), load: function (q) {
          var rows = vh.functions.filter(function (f) { return f.toLowerCase().indexOf(q.toLowerCase()) >= 0; });
          return Promise.resolve({ count: rows.length, rows: rows.map(function (f) { return { text: f, data: f }; }) });
        }, pick: function (f) { fields["function"].set(f); touch(); } });
      } : null });
    fields[k].inner.addEventListener("input", touch);
  });
  var sftp = h("div", { hidden: true, id: ui.vid("sftpBox"), "class": "prtUploads" });
  fields.channel = ui.radios(ui.t("ch.label"), [{ key: "01", text: "FTP" }, { key: "02", text: ui.t("ch.rec", "SFTP") }, { key: "03", text: "Isabel" }, { key: "04", text: "MQLink" }],
    function (k) { sftp.hidden = k !== "02"; touch(); });
  fields.key = ui.upload("key", ui.t("up.key"), ui.t("up.key.h"), ".pub,.txt,.key,text/plain", touch);
  fields.cert = ui.upload("cert", ui.t("up.cert"), ui.t("up.cert.h"), ".cer", touch);
  sftp.appendChild(fields.key.root); sftp.appendChild(fields.cert.root);
  fields.applications = ui.selectTable(ui.t("app.title"), [ui.t("app.name"), ui.t("app.desc")], vh.apps, touch);
  fields.username = ui.input({ id: "techUser", required: true, max: 40 });
  fields.username.inner.addEventListener("input", touch);
  ui.views -= 1;

  var defs = [["intro", "1", []],
    ["contact", "2", ["lastName", "firstName", "function", "phone", "email"].map(function (k) { return fields[k].row(ui.t("c." + k)); })],
    ["channel", "3", [fields.channel.root, sftp, fields.applications.root]],
    ["user", "4", [fields.username.row(ui.t("u.label"))]]];
  var nav = h("ul", { "class": "sapMWizardProgressNavList", role: "listbox", "aria-label": ui.t("w.title") });
  steps = defs.map(function (d, i) {
    var id = ui.id("step"), strip = h("div", {});
    var next = ui.button(ui.t(i === defs.length - 1 ? "w.review" : "w.next"), function () { advance(i); }, "Emphasized sapMWizardNextButton", id + "-nextButton");
    var root = h("div", { id: id, "class": "sapMWizardStep", role: "region", "aria-labelledby": id + "-Title", hidden: i > 0 },
      h("h2", { "class": "sapMWizardStepTitle", id: id + "-Title" }, (i + 1) + ". " + ui.t("w." + d[1])), h("p", { "class": "sapMText" }, ui.t("w." + d[1] + ".t")),
      strip, h("div", { "class": "sapUiForm" }, d[2]), next);
    var item = h("li", { "class": "sapMWizardProgressNavStep", role: "option", "aria-selected": String(!i), "aria-disabled": String(i > 0), "aria-label": ui.t("w.step") + " " + (i + 1) + " " + ui.t("w." + d[1]) },
      h("a", { "class": "sapMWizardProgressNavAnchor", tabindex: "-1", onclick: function () { if (!root.hidden) { root.scrollIntoView(); } } }, String(i + 1)));
    nav.appendChild(item);
    return { name: d[0], root: root, next: next, strip: strip, item: item };
  });
  function data() {
    var o = {};
    Object.keys(fields).forEach(function (k) { if (k !== "key" && k !== "cert") { o[k] = fields[k].get(); } });
    return o;
  }
  function mark(bad) {
    var first = null;
    Object.keys(fields).forEach(function (k) { fields[k].state(bad[k] || null); if (bad[k] && !first) { first = fields[k]; } });
    if (first) { first.focus(); }
  }
  function verify(i) {
    var s = steps[i];
    s.strip.textContent = "";
    return ui.call("POST", "/Check?step=" + s.name, data()).catch(function (e) {
      if (e.fields) {
        s.strip.appendChild(ui.strip("Error", ui.t("fix", Object.keys(e.fields).length)));
        mark(e.fields);
      }
      throw e;
    });
  }
  function advance(i) {
    var run = Promise.resolve();
    /* the last button looks at all the steps again, they may have been changed meanwhile */
    (i === steps.length - 1 ? steps : [steps[i]]).forEach(function (s) {
      run = run.then(function () { return verify(steps.indexOf(s)); });
    });
    run.then(function () {
      if (i === steps.length - 1) { review(); return; }
      reached = i + 1;
      steps[i].next.hidden = true;
      var n = steps[reached];
      n.root.hidden = false;
      steps.forEach(function (s, k) { s.item.setAttribute("aria-selected", String(k === reached)); s.item.setAttribute("aria-disabled", String(k > reached)); });
      setTimeout(function () {
        n.root.scrollIntoView({ behavior: "smooth" });
        var f = n.root.querySelector("input:not([tabindex='-1'])"); if (f) { f.focus({ preventScroll: true }); }
      }, 150);
    }).catch(ui.ignore);
  }
  function leave() {
    if (!touched) { back(); return; }
    ui.box("warn", ui.t("leave"), ["yes", "no"]).then(function (a) { if (a === "yes") { back(); } });
  }
  function wizardPage(at) {
    host = [ui.subject(), h("div", { id: ui.vid("createWizard"), "class": "sapMWizard" }, h("nav", { "class": "sapMWizardProgressNav" }, nav),
      h("section", { "class": "sapMWizardStepContainer" }, steps.map(function (s) { return s.root; })))];
    ui.page(ui.t("w.title"), host, [ui.button(ui.t("cancel"), leave, "Transparent")], leave);
    if (at !== undefined) { steps[at].root.scrollIntoView(); }
  }
  function panel(i, title, pairs) {
    return h("section", { "class": "sapMPanel", id: ui.id("panel") }, h("div", { "class": "sapMTB" }, h("h2", { "class": "sapMSubTitle" }, title), h("span", { "class": "sapMTBSpacer" }),
      i ? ui.link(ui.t("rv.edit"), function () { wizardPage(i); }) : null), ui.display(pairs));
  }
  function review() {
    var d = data(), chan = { "01": "FTP", "02": "SFTP", "03": "Isabel", "04": "MQLink" }[d.channel], key = fields.key.get(), cert = fields.cert.get(), is = d.channel === "02";
    var confirm = ui.button(ui.t("rv.confirm"), function () {
      ui.box("confirm", ui.t("rv.ask", d.username), ["ok", "cancel"]).then(function (a) {
        if (a !== "ok") { return; }
        confirm.disabled = true;
        ui.call("POST", "/TechnicalUserSet", d).then(function (u) {
          return ui.call("GET", "/Context").then(function (c) { ui.ctx = c; touched = false; ui.done(u); });
        }).catch(function (e) {
          confirm.disabled = false;
          if (e.fields) { wizardPage(); mark(e.fields); }
        });
      });
    }, "Emphasized");
    ui.page(ui.t("rv.title"), [ui.strip("Information", ui.t("rv.strip")),
      panel(0, ui.t("rv.company"), [[ui.t("rv.company"), ui.ctx.Name + " (" + ui.ctx.Number + ")"], [ui.t("rv.quality"), ui.ctx.QualityText]]),
      panel(1, ui.t("w.2"), ["lastName", "firstName", "function", "phone", "email"].map(function (k) { return [ui.t("c." + k), d[k]]; })),
      panel(2, ui.t("w.3"), [[ui.t("ch.label"), chan], [ui.t("up.key"), is ? key.name : null], [ui.t("up.cert"), is ? cert.name : null], [ui.t("app.title"), fields.applications.texts().join(", ")]]),
      panel(3, ui.t("w.4"), [[ui.t("u.label"), d.username]])],
      [confirm, ui.button(ui.t("cancel"), leave, "Transparent")], function () { wizardPage(steps.length - 1); });
  }
  wizardPage();
}
