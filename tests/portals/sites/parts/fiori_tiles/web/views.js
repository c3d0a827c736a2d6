/* page frame and the simpler views */
ui.page = function (title, content, footer, back) {
  ui.views += 1;
  var root = h("div", { id: "__xmlview" + ui.views, "class": "sapUiView sapUiXMLView" }, h("div", { id: ui.vid("page"), "class": "sapMPage" },
    h("header", { "class": "sapMPageHeader sapMBar" }, back ? h("button", { type: "button", id: ui.vid("page-navButton"), "class": "sapMBtn sapMBtnTransparent", title: ui.t("back"), "aria-label": ui.t("back"), onclick: back }, "‹") : null,
      h("h1", { "class": "sapMTitle", id: ui.vid("page-title") }, title)),
    h("section", { "class": "sapMPageEnableScrolling" }, content),
    footer ? h("footer", { "class": "sapMPageFooter sapMBar" }, h("span", { "class": "sapMTBSpacer" }), footer) : null));
  var port = document.getElementById("viewPort");
  port.textContent = ""; port.appendChild(root);
  document.title = title; window.scrollTo(0, 0);
};
ui.go = function (hash) { if (location.hash === hash) { ui.route(); } else { location.hash = hash; } };
ui.na = function () { ui.box("info", ui.t("tile.na"), ["close"]); };
ui.subject = function () {
  return h("div", { "class": "sapMObjectHeader", id: ui.vid("objectHeader") }, h("span", { "class": "sapMOHTitle" }, ui.ctx.Name),
    h("span", { "class": "sapMOHAttr" }, ui.ctx.Number), h("span", { "class": "sapMOHAttr" }, ui.ctx.QualityText + " (" + ui.ctx.RoleText + ")"));
};
var views = {};

views["Company-select"] = function () {
  ui.views += 1;
  var box = h("div", { id: ui.vid("roles") }, ui.strip("Information", ui.t("company.noroles")));
  var field = ui.input({ id: "companyInput", vhOnly: true, required: true, placeholder: ui.t("company.ph"), valueHelp: function () {
    ui.selectDialog({ title: ui.t("company.dialog"), load: function (q, skip) {
      return ui.call("GET", "/CompanySet?$format=json&$top=10&$skip=" + skip + "&search=" + encodeURIComponent(q), null, true).then(function (d) {
        return { count: d.__count, rows: d.results.map(function (r) { return { text: r.Name, info: r.Number, data: r }; }) };
      });
    }, pick: function (r) {
      field.set(r.Name + " (" + r.Number + ")");
      ui.call("GET", "/RoleSet?company=" + r.Number).then(function (d) {
        box.textContent = "";
        box.appendChild(ui.list(d.results.map(function (x) {
          return { text: x.Text, press: function () {
            ui.call("POST", "/Context", { Company: x.Company, Quality: x.Quality, Role: x.Role }).then(function (c) { ui.ctx = c; ui.go("#Shell-home"); }).catch(ui.ignore);
          } };
        }), ui.t("company.roles")));
      }).catch(ui.ignore);
    } });
  } });
  ui.views -= 1;
  ui.page(ui.t("company.title"), [h("p", { "class": "sapMText" }, ui.t("company.intro")), h("div", { "class": "sapUiForm" }, field.row(ui.t("company.label"))), box]);
};

views["Shell-home"] = function () {
  var access = [ui.tile(ui.t("tile.own"), ui.t("tile.own.s"), "☺", ui.na)];
  if (ui.ctx.Manager) {
    access.push(ui.tile(ui.t("tile.users"), ui.t("tile.users.s"), "⚇", ui.na));
    access.push(ui.tile(ui.t("tile.sm"), ui.t("tile.sm.s"), "⇄", function () { ui.go("#StructuredMessages-manage"); }));
  }
  ui.page(ui.t("flp.my"), [ui.subject(),
    h("section", { "class": "sapUshellTileContainer" }, h("h2", { "class": "sapUshellContainerTitle" }, ui.t("flp.access.long")), h("div", { "class": "prtTiles" }, access)),
    h("section", { "class": "sapUshellTileContainer" }, h("h2", { "class": "sapUshellContainerTitle" }, ui.t("flp.other")), h("div", { "class": "prtTiles" },
      ui.tile(ui.t("tile.ebox"), ui.t("tile.ebox.s"), "✉", ui.na), ui.tile(ui.t("tile.db2p"), ui.t("tile.db2p.s"), "◔", ui.na)))]);
};

views["AccessManagement-display"] = function () {
  var tiles = [ui.tile(ui.t("tile.own"), ui.t("tile.own.s"), "☺", ui.na)];
  if (ui.ctx.Manager) { tiles.push(ui.tile(ui.t("tile.users"), ui.t("tile.users.s"), "⚇", ui.na)); }
  tiles.push(ui.tile(ui.t("tile.ex"), ui.t("tile.ex.s"), "⇅", function () { ui.go("#Exchange-display"); }));
  ui.page(ui.t("flp.access"), [ui.subject(), h("div", { "class": "prtTiles" }, tiles)], null, function () { ui.go("#Shell-home"); });
};

views["Exchange-display"] = function () {
  ui.page(ui.t("tile.ex"), [ui.subject(), ui.list([
    { text: ui.t("ex.info"), info: ui.t("ex.info.s"), press: function () { ui.go("#Sender-display"); } },
    { text: ui.t("ex.stats"), info: ui.t("ex.stats.s"), press: ui.na }])], null, function () { ui.go("#AccessManagement-display"); });
};

views["StructuredMessages-manage"] = function () {
  if (!ui.ctx.Manager) {
    ui.page(ui.t("tile.sm"), [ui.subject(), ui.strip("Error", ui.t("norights"))], null, function () { ui.go("#Shell-home"); });
    return;
  }
  ui.page(ui.t("tile.sm"), [ui.subject(), h("div", { "class": "prtSplit" }, h("p", { "class": "sapMText" }, ui.t("sm.intro")), ui.list([
    { text: ui.t("sm.register"), info: ui.t("sm.register.s"), press: function () { ui.go("#TechnicalUser-create"); } },
    { text: ui.t("sm.docs"), info: ui.t("sm.docs.s"), press: ui.na }], ui.t("sm.menu")))], null, function () { ui.go("#Shell-home"); });
};

/* object page with anchor bar */
views["Sender-display"] = function () {
  ui.call("GET", "/Context").then(function (c) {
    ui.ctx = c;
    var u = c.TechnicalUser, back = function () { ui.go("#Exchange-display"); };
    if (!u) { ui.page(ui.t("ex.info"), [ui.subject(), ui.strip("Information", ui.t("i.none"))], null, back); return; }
    var secs = [["general", [[ui.t("u.label"), u.username], [ui.t("sender"), u.sender_number], [ui.t("i.created"), u.created]]],
      ["contact", ["lastName", "firstName", "function", "phone", "email"].map(function (k) { return [ui.t("c." + k), u.contact[k]]; })],
      ["channel", [[ui.t("ch.label"), u.channel], [ui.t("up.key"), u.keyFile], [ui.t("up.cert"), u.certFile], [ui.t("app.title"), u.apps.join(", ")]]]];
    var parts = secs.map(function (s) {
      return h("section", { id: ui.id("section"), "class": "sapUxAPObjectPageSection", role: "region", "aria-label": ui.t("i." + s[0]) }, h("h2", { "class": "sapMSubTitle" }, ui.t("i." + s[0])), ui.display(s[1]));
    });
    var bar = h("div", { "class": "sapUxAPAnchorBar", role: "listbox" }, secs.map(function (s, i) {
      return h("button", { type: "button", "class": "sapMBtn sapUxAPAnchorBarButton", role: "option", "aria-selected": String(!i), onclick: function (e) {
        [].forEach.call(bar.children, function (b) { b.setAttribute("aria-selected", String(b === e.currentTarget)); });
        parts[i].scrollIntoView({ behavior: "smooth" });
      } }, ui.t("i." + s[0]));
    }));
    ui.page(ui.t("ex.info"), [h("div", { "class": "sapUxAPObjectPageHeader" }, h("span", { "class": "sapMOHTitle" }, u.username), h("span", { "class": "sapMOHAttr" }, ui.t("i.sub")),
      h("div", {}, h("span", { "class": "sapMLabel" }, ui.t("sender")), " ", h("span", { "class": "sapMObjectNumber" }, u.sender_number))), ui.subject(), bar, parts],
      [ui.button(ui.t("back"), back)], back);
  }).catch(ui.ignore);
};

ui.done = function (u) {
  ui.page(ui.t("done.title"), [ui.strip("Success", ui.t("done.strip")), ui.subject(),
    h("div", { "class": "sapUxAPObjectPageHeader" }, ui.display([[ui.t("u.label"), u.username], [ui.t("ch.label"), u.channel]]),
      h("div", { "class": "prtKpi" }, h("div", { "class": "sapMLabel", id: ui.vid("kpiLabel") }, ui.t("sender")), h("div", { "class": "sapMObjectNumber", id: ui.vid("senderNumber") }, u.sender_number))),
    h("p", { "class": "sapMText" }, ui.t("done.text"))], [ui.button(ui.t("done.back"), function () { ui.go("#Shell-home"); }, "Emphasized")]);
};
