/* Data grid: column headers, filter row, paging tool bar, row selection. And the menu tree. */
UX.grid = function (cfg) {
    var id = UX.id('gridpanel'), vid = UX.id('gridview'), state = { start: 0, limit: cfg.limit || 10, filter: {}, sort: '', dir: 'ASC', rows: [], total: 0, sel: -1 };
    var g = UX.el('<div class="x-panel x-grid" id="' + id + '"></div>');
    if (cfg.tbar) { g.appendChild(cfg.tbar); }
    var heads = '<div class="x-grid-header-ct" id="' + UX.id('headercontainer') + '">';
    cfg.columns.forEach(function (c) {
        c.hid = UX.id('gridcolumn');
        heads += '<div class="x-column-header" id="' + c.hid + '" style="width:' + c.width + 'px"><div class="x-column-header-inner" id="' + c.hid + '-titleEl"><span class="x-column-header-text">' + c.text + '</span></div>' +
            (cfg.filters ? '<div class="x-grid-filter"><input type="text" class="x-form-field x-form-text" id="' + UX.id('textfield') + '-inputEl" name="' + c.field + '" autocomplete="off"></div>' : '') + '</div>';
    });
    g.appendChild(UX.el(heads + '</div>'));
    var body = UX.el('<div class="x-panel-body x-grid-body" id="' + id + '-body"><div class="x-grid-view" id="' + vid + '"></div></div>');
    g.appendChild(body);
    var view = body.firstChild;

    function render() {
        var h = '<table class="x-grid-table" cellspacing="0" cellpadding="0" border="0"><tbody>';
        h += '<tr class="x-grid-header-row">' + cfg.columns.map(function (c) { return '<th style="width:' + c.width + 'px;height:0"></th>'; }).join('') + '</tr>';
        state.rows.forEach(function (r, i) {
            h += '<tr class="x-grid-row x-grid-data-row' + (i % 2 ? ' x-grid-row-alt' : '') + (i === state.sel ? ' x-grid-row-selected' : '') + '" data-recordindex="' + i + '" id="' + vid + '-record-' + (state.start + i) + '">';
            cfg.columns.forEach(function (c) {
                var v = r[c.field];
                h += '<td class="x-grid-cell x-grid-td"><div class="x-grid-cell-inner" unselectable="on">' + (UX.esc(v) || '&nbsp;') + '</div></td>';
            });
            h += '</tr>';
        });
        h += '</tbody></table>';
        if (!state.rows.length) { h += '<div class="x-grid-empty">' + L.empty + '</div>'; }
        view.innerHTML = h;
    }
    g.load = function () {
        var p = Object.assign({ start: state.start, limit: state.limit, filter: JSON.stringify(state.filter), sort: state.sort, dir: state.dir, page: state.start / state.limit + 1 }, cfg.params || {});
        UX.request(cfg.service, p, body, function (r) {
            state.rows = r.rows; state.total = r.total; state.sel = -1;
            render();
            if (pager) { pager.update(); }
            if (cfg.onLoad) { cfg.onLoad(r.rows); }
        });
    };
    g.selected = function () { return state.rows[state.sel]; };
    g.clearFilters = function () {
        state.filter = {}; state.start = 0;
        Array.prototype.forEach.call(g.querySelectorAll('.x-grid-filter input'), function (i) { i.value = ''; });
        g.load();
    };
    g.setParams = function (p) { cfg.params = p; state.start = 0; g.load(); };
    view.addEventListener('click', function (ev) {
        var row = UX.up(ev.target, 'x-grid-row', view);
        if (!row) { return; }
        state.sel = +row.getAttribute('data-recordindex');
        Array.prototype.forEach.call(view.querySelectorAll('.x-grid-row'), function (r) { r.classList.remove('x-grid-row-selected'); });
        row.classList.add('x-grid-row-selected');
    });
    view.addEventListener('dblclick', function (ev) {
        if (UX.up(ev.target, 'x-grid-row', view) && g.selected()) { cfg.onOpen(g.selected()); }
    });
    cfg.columns.forEach(function (c) {
        g.querySelector('#' + c.hid + '-titleEl').addEventListener('click', function () {
            state.dir = state.sort === c.field && state.dir === 'ASC' ? 'DESC' : 'ASC';
            state.sort = c.field;
            g.load();
        });
    });
    var timer;
    g.addEventListener('input', function (ev) {
        if (!UX.up(ev.target, 'x-grid-filter', g)) { return; }
        clearTimeout(timer);
        timer = setTimeout(function () {
            if (ev.target.value) { state.filter[ev.target.name] = ev.target.value; } else { delete state.filter[ev.target.name]; }
            state.start = 0;
            g.load();
        }, 500);
    });
    var pager = null;
    if (cfg.paging) {
        var go = function (n) { return function () { state.start = Math.max(0, n() * state.limit); g.load(); }; };
        var pages = function () { return Math.max(1, Math.ceil(state.total / state.limit)); };
        var cur = function () { return Math.floor(state.start / state.limit); };
        var input = UX.el('<input type="text" class="x-form-field x-form-text x-tbar-page-number" id="' + UX.id('numberfield') + '-inputEl" name="inputItem" size="2" value="1">');
        var b = [
            UX.button('', go(function () { return 0; }), { icon: 'x-tbar-page-first', qtip: L.first, cls: 'x-btn-icon' }),
            UX.button('', go(function () { return cur() - 1; }), { icon: 'x-tbar-page-prev', qtip: L.prev, cls: 'x-btn-icon' }),
            UX.button('', go(function () { return cur() + 1; }), { icon: 'x-tbar-page-next', qtip: L.next, cls: 'x-btn-icon' }),
            UX.button('', go(function () { return pages() - 1; }), { icon: 'x-tbar-page-last', qtip: L.last, cls: 'x-btn-icon' }),
            UX.button('', function () { g.load(); }, { icon: 'x-tbar-loading', qtip: L.refresh, cls: 'x-btn-icon' })
        ];
        pager = UX.toolbar([b[0], b[1], '-', L.page, input, L.of, '-', b[2], b[3], '-', b[4], '->', '&nbsp;'], 'paging');
        var texts = pager.querySelectorAll('.x-toolbar-text');
        pager.update = function () {
            input.value = cur() + 1;
            texts[1].textContent = UX.fmt(L.of, pages());
            texts[2].textContent = state.total ? UX.fmt(L.shown, state.start + 1, state.start + state.rows.length, state.total) : L.empty;
            b[0].setDisabled(cur() === 0); b[1].setDisabled(cur() === 0);
            b[2].setDisabled(cur() >= pages() - 1); b[3].setDisabled(cur() >= pages() - 1);
        };
        input.addEventListener('keydown', function (ev) {
            if (ev.keyCode === 13) { go(function () { return Math.min(pages(), Math.max(1, parseInt(input.value, 10) || 1)) - 1; })(); }
        });
        g.appendChild(pager);
    }
    render();
    return g;
};

/* grid with a check box column (selection model "checkbox", SIMPLE) */
UX.checkGrid = function (rows, header) {
    var id = UX.id('gridpanel'), vid = UX.id('gridview');
    var h = '<div class="x-panel x-grid x-check-grid" id="' + id + '"><div class="x-grid-header-ct"><div class="x-column-header x-column-header-checkbox" id="' + UX.id('gridcolumn') + '" style="width:24px"><span class="x-column-header-text">&nbsp;</span></div>' +
        '<div class="x-column-header" style="width:420px"><span class="x-column-header-text">' + header + '</span></div></div><div class="x-grid-body"><div class="x-grid-view" id="' + vid + '"><table class="x-grid-table" cellspacing="0" cellpadding="0"><tbody>';
    rows.forEach(function (r, i) {
        h += '<tr class="x-grid-row" data-recordindex="' + i + '"><td class="x-grid-cell x-grid-cell-row-checker" style="width:24px"><div class="x-grid-cell-inner"><div class="x-grid-row-checker">&nbsp;</div></div></td>' +
            '<td class="x-grid-cell"><div class="x-grid-cell-inner" unselectable="on">' + UX.esc(r.name) + '</div></td></tr>';
    });
    var g = UX.el(h + '</tbody></table></div></div></div>');
    g.addEventListener('click', function (ev) {
        var all = g.querySelectorAll('.x-grid-row'), head = UX.up(ev.target, 'x-column-header-checkbox', g), row = UX.up(ev.target, 'x-grid-row', g);
        if (head) {
            head.classList.toggle('x-grid-hd-checker-on');
            Array.prototype.forEach.call(all, function (r) { r.classList[head.classList.contains('x-grid-hd-checker-on') ? 'add' : 'remove']('x-grid-row-selected'); });
        } else if (row) { row.classList.toggle('x-grid-row-selected'); }
    });
    g.codes = function () {
        return Array.prototype.map.call(g.querySelectorAll('.x-grid-row-selected'), function (r) { return rows[+r.getAttribute('data-recordindex')].code; });
    };
    return g;
};

/* tree: rows of a table; folders open on click */
UX.tree = function (nodes, onLeaf) {
    var vid = UX.id('treeview'), px = 'data:image/gif;base64,R0lGODlhAQABAID/AMDAwAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==';
    var t = UX.el('<div class="x-panel x-tree-panel" id="' + UX.id('treepanel') + '"><div class="x-tree-view" id="' + vid + '"><table class="x-grid-table" cellspacing="0"><tbody></tbody></table></div></div>');
    var tb = t.querySelector('tbody');
    nodes.forEach(function (n) {
        function row(text, leaf, depth) {
            return UX.el('<tr class="x-grid-row ' + (leaf ? 'x-grid-tree-node-leaf' : 'x-grid-tree-node-collapsed') + '"><td class="x-grid-cell x-grid-cell-treecolumn"><div class="x-grid-cell-inner x-grid-cell-inner-treecolumn" unselectable="on">' +
                (depth ? '<img src="' + px + '" class="x-tree-elbow-empty" alt="">' : '') + '<img src="' + px + '" class="x-tree-elbow-img ' + (leaf ? 'x-tree-elbow' : 'x-tree-expander') + '" alt=""><img src="' + px + '" class="x-tree-icon x-tree-icon-' + (leaf ? 'leaf' : 'parent') + '" alt="">' +
                '<span class="x-tree-node-text">' + text + '</span></div></td></tr>');
        }
        var r = row(n.text, !n.children, 0), kids = [];
        tb.appendChild(r);
        (n.children || []).forEach(function (c) {
            var k = row(c.text, true, 1);
            UX.show(k, false);
            k.addEventListener('click', function () { onLeaf(c); });
            tb.appendChild(k);
            kids.push(k);
        });
        r.addEventListener('click', function () {
            if (!n.children) { onLeaf(n); return; }
            var open = r.classList.toggle('x-grid-tree-node-expanded');
            kids.forEach(function (k) { UX.show(k, open); });
        });
    });
    return t;
};
