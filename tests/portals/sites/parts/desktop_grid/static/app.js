/* The viewport: north header, west accordion, centre tab panel. */
document.addEventListener('DOMContentLoaded', function () {
    var role = null, tabs = [], companyGrids = {};
    document.body.removeChild(document.getElementById('loading-mask'));
    UX.initTips();
    var port = UX.el('<div class="x-viewport" id="' + UX.id('viewport') + '"><div class="x-north"></div><div class="x-west x-panel"><div class="x-header x-panel-header"><span class="x-header-text x-panel-header-text">' + L.menu + '</span></div><div class="x-accordion"></div></div>' +
        '<div class="x-center x-tab-panel" id="' + UX.id('tabpanel') + '"><div class="x-tab-bar"></div><div class="x-tab-body"></div></div></div>');
    document.body.appendChild(port);
    var now = UX.el('<div class="x-toolbar-text" id="' + UX.id('tbtext') + '"></div>');
    port.querySelector('.x-north').appendChild(UX.toolbar(['<b class="app-title">' + TITLE + '</b>', '->', now, '-', L.welcome + ' ' + UX.esc(PERSON), UX.button(L.logout, function () { window.location.href = SITE + '/logout.htm'; })], 'north'));

    /* ---- tabs */
    var bar = port.querySelector('.x-tab-bar'), center = port.querySelector('.x-tab-body');
    function activate(t) {
        tabs.forEach(function (x) {
            UX.show(x.panel, x === t);
            x.tab.classList[x === t ? 'add' : 'remove']('x-tab-active');
        });
    }
    function drop(t) {
        bar.removeChild(t.tab);
        center.removeChild(t.panel);
        tabs.splice(tabs.indexOf(t), 1);
        if (tabs.length) { activate(tabs[tabs.length - 1]); }
    }
    function openTab(key, title, build, closable) {
        var t = tabs.filter(function (x) { return x.key === key; })[0];
        if (!t) {
            t = { key: key };
            t.tab = UX.el('<a class="x-tab x-unselectable" hidefocus="on" id="' + UX.id('tab') + '"><span class="x-tab-wrap"><span class="x-tab-inner">' + UX.esc(title) + '</span></span>' + (closable === false ? '' : '<span class="x-tab-close-btn" title="' + L.closeTab + '"></span>') + '</a>');
            t.panel = UX.el('<div class="x-panel x-tab-content" id="' + UX.id('panel') + '"></div>');
            t.tab.addEventListener('click', function (ev) {
                if (ev.target.classList.contains('x-tab-close-btn')) { drop(t); } else { activate(t); }
            });
            bar.appendChild(t.tab);
            center.appendChild(t.panel);
            tabs.push(t);
            build(t.panel, t);
        } else if (t.refresh) { t.refresh(); }
        activate(t);
        return t;
    }
    function opener(grid, action) {
        return function () {
            if (!grid().selected()) { UX.Msg.alert(L.info, L.pickRow); return; }
            action(grid().selected());
        };
    }

    /* ---- companies and qualities */
    function companiesTab() {
        openTab('companies', L.chooseCompany, function (panel) {
            var g;
            panel.appendChild(UX.el('<div class="x-help">' + L.companyHelp + '</div>'));
            g = UX.grid({
                service: 'companies', paging: true, filters: true, limit: 10, onOpen: rolesTab,
                tbar: UX.toolbar([UX.button(L.open, opener(function () { return g; }, rolesTab), { icon: 'icon-open' }), '-', UX.button(L.clearFilter, function () { g.clearFilters(); })], 'top'),
                columns: [{ field: 'number', text: L.number, width: 150 }, { field: 'name', text: L.name, width: 300 }, { field: 'place', text: L.place, width: 150 }]
            });
            panel.appendChild(g);
            g.load();
        }, false);
    }
    function rolesTab(company) {
        openTab('c' + company.number, company.name, function (panel) {
            var g;
            function pick(r) { chooseRole(company, r, g); }
            panel.appendChild(UX.el('<div class="x-help"><b>' + UX.esc(company.name) + '</b> - ' + company.number + '<br>' + L.roleHelp + '</div>'));
            g = UX.grid({
                service: 'roles', params: { company: company.number }, onOpen: pick,
                tbar: UX.toolbar([UX.button(L.chooseRole, opener(function () { return g; }, pick), { icon: 'icon-ok' })], 'top'),
                columns: [{ field: 'quality', text: L.quality, width: 280 }, { field: 'number', text: L.number, width: 150 }, { field: 'rank', text: L.rank, width: 180 }]
            });
            panel.appendChild(g);
            g.load();
        });
    }
    function chooseRole(company, r, g) {
        UX.request('select', { company: company.number, quality: r.code }, g, function (a) {
            if (!a.success) { UX.Msg.error(a.errors._); return; }
            role = a;
            now.innerHTML = L.current + ' : <b>' + UX.esc(a.name) + '</b> (' + a.number + ') - ' + UX.esc(a.quality);
            tabs.filter(function (t) { return t.key === 'role' || t.key === 'information'; }).forEach(drop);
            access.innerHTML = '';
            access.appendChild(accessTree());
            openTab('role', L.roleChosen, function (panel) {
                panel.appendChild(UX.el('<div class="x-help"><h3>' + UX.esc(a.quality) + ' ; ' + L.number.toLowerCase() + ' ' + a.number + ' (' + UX.esc(a.rank) + ')</h3><p>' + L.roleText + '</p></div>'));
            });
        });
    }

    /* ---- menu */
    function nothing() { UX.Msg.alert(L.info, L.nothing); }
    function accessTree() {
        return UX.tree([
            { text: L.own, run: nothing },
            { text: L.users, children: [{ text: L.createUser, run: nothing }, { text: L.findUsers, run: nothing }] },
            { text: L.messages, children: [{ text: L.register, run: register }] },
            { text: L.exchange, children: [{ text: L.information, run: informationTab }] }
        ], function (n) { n.run(); });
    }
    function register() {
        UX.request('start', {}, port, function (r) {
            if (r.success) { openWizard(function () { tabs.forEach(function (t) { if (t.key === 'information' && t.refresh) { t.refresh(); } }); }); return; }
            UX.Msg.box(L.register, r.msg, 'warning', [['ok', L.ok]], function () { if (r.exists) { informationTab(); } });
        });
    }
    function informationTab() {
        openTab('information', L.information, function (panel, t) {
            var g;
            panel.appendChild(UX.el('<div class="x-help"><b>' + L.infoHead + '</b><br>' + UX.esc(role.quality) + ' - ' + UX.esc(role.name) + ' (' + role.number + ')</div>'));
            g = UX.grid({
                service: 'information', onOpen: detail,
                tbar: UX.toolbar([UX.button(L.detail, opener(function () { return g; }, detail), { icon: 'icon-open' }), UX.button(L.refresh, function () { g.load(); })], 'top'),
                columns: [{ field: 'username', text: L.username, width: 180 }, { field: 'sender', text: L.sender, width: 160 }, { field: 'channel', text: L.channel, width: 90 }, { field: 'created', text: L.created, width: 110 }]
            });
            t.refresh = g.load;
            panel.appendChild(g);
            g.load();
        });
    }
    function detail(r) {
        var box = UX.el('<div class="x-card"></div>'), win;
        [[L.username, r.username], [L.sender, r.sender], [L.channel, r.channel], [L.applications, r.applications.join(', ')], [L.lastName, r.contact.lastName], [L.firstName, r.contact.firstName],
            [L.job, r.contact.job], [L.phone, r.contact.phone], [L.mail, r.contact.mail]].forEach(function (p) { box.appendChild(UX.display(p[0], p[1])); });
        win = UX.window({ title: L.detail, width: 480, content: box, buttons: ['->', UX.button(L.close, function () { win.close(); })] });
    }

    /* ---- accordion */
    var acc = port.querySelector('.x-accordion'), panels = [];
    function accordion(title, body) {
        var p = UX.el('<div class="x-panel x-accordion-item x-panel-collapsed" id="' + UX.id('panel') + '"><div class="x-header x-accordion-hd"><span class="x-header-text">' + title + '</span><div class="x-tool"><img src="data:image/gif;base64,R0lGODlhAQABAID/AMDAwAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==" class="x-tool-img x-tool-expand-bottom" role="presentation"></div></div><div class="x-panel-body" style="display:none"></div></div>');
        p.querySelector('.x-panel-body').appendChild(body);
        p.expand = function () {
            panels.forEach(function (q) {
                q.classList[q === p ? 'remove' : 'add']('x-panel-collapsed');
                UX.show(q.querySelector('.x-panel-body'), q === p);
            });
        };
        p.querySelector('.x-accordion-hd').addEventListener('click', p.expand);
        panels.push(p);
        acc.appendChild(p);
    }
    var access = UX.el('<div><div class="x-component x-note">' + L.noRole + '</div></div>');
    accordion(L.mine, UX.tree([{ text: L.chooseCompany, run: companiesTab }], function (n) { n.run(); }));
    accordion(L.access, access);
    accordion(L.help, UX.tree([{ text: L.manual, run: nothing }, { text: L.contact, run: function () { UX.Msg.alert(L.contact, L.callUs); } }], function (n) { n.run(); }));
    panels[0].expand();
    companiesTab();
});
