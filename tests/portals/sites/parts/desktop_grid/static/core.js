/* Small component kit (id generator, elements, buttons, windows, message boxes, masks, requests). */
var UX = { seed: 1008, z: 19000 };
UX.id = function (type) { UX.seed += 1; return type + '-' + UX.seed; };
UX.fmt = function (s) {
    var a = arguments;
    return s.replace(/\{(\d)\}/g, function (m, n) { return a[+n + 1]; });
};
UX.esc = function (s) {
    return String(s === undefined || s === null ? '' : s).replace(/&/g, '&amp;').replace(/</g, '&lt;')
        .replace(/>/g, '&gt;').replace(/"/g, '&quot;');
};
UX.el = function (html) {
    var t = document.createElement(/^<tr/.test(html) ? 'tbody' : 'div');
    t.innerHTML = html;
    return t.firstChild;
};
UX.show = function (e, on) { e.style.display = on ? '' : 'none'; };
UX.up = function (e, cls, stop) {
    while (e && e !== stop && e !== document) {
        if (e.classList && e.classList.contains(cls)) { return e; }
        e = e.parentNode;
    }
    return null;
};

/* ---- button: <a role="button"> with nested spans, as the 4.2 theme does */
UX.button = function (text, handler, opts) {
    opts = opts || {};
    var id = UX.id('button');
    var e = UX.el('<a class="x-btn x-unselectable ' + (opts.cls || '') + '" role="button" hidefocus="on" unselectable="on" tabindex="0" id="' + id + '"' +
        (opts.qtip ? ' data-qtip="' + UX.esc(opts.qtip) + '"' : '') + '><span id="' + id + '-btnWrap" class="x-btn-wrap"><span class="x-btn-button">' +
        '<span id="' + id + '-btnInnerEl" class="x-btn-inner" unselectable="on">' + (text || '&nbsp;') + '</span>' +
        '<span role="img" class="x-btn-icon-el ' + (opts.icon || '') + '"></span></span></span></a>');
    function go(ev) {
        ev.preventDefault();
        if (!e.classList.contains('x-btn-disabled')) { handler.call(e, ev); }
    }
    e.addEventListener('click', go);
    e.addEventListener('keydown', function (ev) { if (ev.keyCode === 13 || ev.keyCode === 32) { go(ev); } });
    e.setDisabled = function (d) { e.classList[d ? 'add' : 'remove']('x-btn-disabled', 'x-item-disabled'); };
    e.setText = function (s) { e.querySelector('.x-btn-inner').innerHTML = s; };
    return e;
};
UX.toolbar = function (items, dock) {
    var id = UX.id('toolbar');
    var bar = UX.el('<div class="x-toolbar x-toolbar-' + (dock || 'default') + '" id="' + id + '"></div>');
    items.forEach(function (it) {
        if (it === '->') { bar.appendChild(UX.el('<div class="x-toolbar-fill"></div>')); }
        else if (it === '-') { bar.appendChild(UX.el('<div class="x-toolbar-separator"></div>')); }
        else if (typeof it === 'string') { bar.appendChild(UX.el('<div class="x-toolbar-text" id="' + UX.id('tbtext') + '">' + it + '</div>')); }
        else { bar.appendChild(it); }
    });
    return bar;
};

/* ---- load mask over an element */
UX.mask = function (target, text) {
    UX.unmask(target);
    var m = UX.el('<div class="x-mask-wrap"><div class="x-mask"></div><div class="x-mask-msg x-mask-loading" id="' + UX.id('loadmask') + '"><div class="x-mask-msg-text">' + (text || L.loading) + '</div></div></div>');
    target.appendChild(m);
    target.uxMask = m;
};
UX.unmask = function (target) {
    if (target.uxMask && target.uxMask.parentNode) { target.uxMask.parentNode.removeChild(target.uxMask); }
    target.uxMask = null;
};

/* ---- window */
UX.window = function (cfg) {
    var id = UX.id(cfg.type || 'window'), z = (UX.z += 10);
    var shade = UX.el('<div class="x-mask x-modal-mask" style="z-index:' + (z - 1) + '" id="' + id + '-modal"></div>');
    var w = UX.el('<div class="x-window x-layer x-window-default" id="' + id + '" style="width:' + cfg.width + 'px;z-index:' + z + '">' +
        '<div class="x-header x-window-header" id="' + id + '_header"><span class="x-header-text x-window-header-text" id="' + id + '_header_hd-textEl">' + cfg.title + '</span>' +
        '<div class="x-tool" id="' + UX.id('tool') + '"><img src="data:image/gif;base64,R0lGODlhAQABAID/AMDAwAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==" class="x-tool-img x-tool-close" role="presentation"></div></div>' +
        '<div class="x-window-body" id="' + id + '-body"></div></div>');
    var body = w.querySelector('.x-window-body');
    if (cfg.height) { body.style.height = cfg.height + 'px'; }
    if (cfg.content) { body.appendChild(cfg.content); }
    if (cfg.buttons) { w.appendChild(UX.toolbar(cfg.buttons, 'footer')); }
    w.close = function () {
        [w, shade].forEach(function (e) { if (e.parentNode) { e.parentNode.removeChild(e); } });
        if (cfg.onClose) { cfg.onClose(); }
    };
    w.querySelector('.x-tool-close').addEventListener('click', function () {
        if (cfg.beforeClose) { cfg.beforeClose(); } else { w.close(); }
    });
    document.body.appendChild(shade);
    document.body.appendChild(w);
    w.style.left = Math.max(0, (window.innerWidth - cfg.width) / 2) + 'px';
    w.style.top = Math.max(0, (window.innerHeight - w.offsetHeight) / 2) + 'px';
    var head = w.querySelector('.x-window-header');
    head.addEventListener('mousedown', function (ev) {
        if (UX.up(ev.target, 'x-tool', head)) { return; }
        var dx = ev.clientX - w.offsetLeft, dy = ev.clientY - w.offsetTop;
        function move(e) { w.style.left = (e.clientX - dx) + 'px'; w.style.top = Math.max(0, e.clientY - dy) + 'px'; }
        function stop() { document.removeEventListener('mousemove', move); document.removeEventListener('mouseup', stop); }
        document.addEventListener('mousemove', move);
        document.addEventListener('mouseup', stop);
        ev.preventDefault();
    });
    w.body = body;
    return w;
};

/* ---- message boxes */
UX.Msg = {
    box: function (title, text, icon, labels, done) {
        var win, content = UX.el('<div class="x-message-box-body"><div class="x-message-box-icon x-message-box-' + icon + '"></div><div class="x-form-display-field" id="' + UX.id('displayfield') + '-inputEl">' + text + '</div></div>');
        var answered = false;
        function end(which) { if (answered) { return; } answered = true; win.close(); if (done) { done(which); } }
        var buttons = labels.map(function (l) { return UX.button(l[1], function () { end(l[0]); }); });
        win = UX.window({ type: 'messagebox', title: title, width: 420, content: content, buttons: ['->'].concat(buttons, ['->']), beforeClose: function () { end('cancel'); } });
        win.classList.add('x-message-box');
        buttons[0].focus();
    },
    alert: function (title, text, done) { this.box(title, text, 'info', [['ok', L.ok]], done); },
    error: function (text, done) { this.box(L.error, text, 'error', [['ok', L.ok]], done); },
    confirm: function (title, text, done) { this.box(title, text, 'question', [['yes', L.yes], ['no', L.no]], done); }
};

/* ---- requests */
UX.expired = function () { window.location.href = SITE + '/login/codes.htm?m=expired'; };
UX.request = function (name, params, maskTarget, done, text) {
    var x = new XMLHttpRequest(), parts = [];
    Object.keys(params || {}).forEach(function (k) { parts.push(encodeURIComponent(k) + '=' + encodeURIComponent(params[k])); });
    if (maskTarget) { UX.mask(maskTarget, text); }
    x.open('POST', '/umoe/srv/' + name + '?_dc=' + new Date().getTime());
    x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8');
    x.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
    x.onreadystatechange = function () {
        if (x.readyState !== 4) { return; }
        if (maskTarget) { UX.unmask(maskTarget); }
        if (x.status !== 200) { UX.Msg.error(L.server); return; }
        var r = JSON.parse(x.responseText);
        if (r.expired) { UX.expired(); return; }
        done(r);
    };
    x.send(parts.join('&'));
};
/* upload the old way: real form into a hidden iframe */
UX.upload = function (form, name, maskTarget, done) {
    var fid = UX.id('ext-gen-frame');
    var frame = UX.el('<iframe id="' + fid + '" name="' + fid + '" class="x-hide-display" src="about:blank"></iframe>');
    document.body.appendChild(frame);
    UX.mask(maskTarget, L.saving);
    setTimeout(function () {
        frame.addEventListener('load', function () {
            var doc = frame.contentWindow.document, area = doc.querySelector('textarea');
            var text = area ? area.value : doc.body.textContent;
            UX.unmask(maskTarget);
            setTimeout(function () { document.body.removeChild(frame); }, 100);
            var r;
            try { r = JSON.parse(text); } catch (e) { UX.Msg.error(L.server); return; }
            if (r.expired) { UX.expired(); return; }
            done(r);
        });
        form.action = '/umoe/srv/' + name;
        form.method = 'POST';
        form.enctype = 'multipart/form-data';
        form.target = fid;
        form.submit();
    }, 30);
};

/* ---- quick tips (data-qtip) */
UX.initTips = function () {
    var tip = UX.el('<div class="x-tip x-layer" id="ext-quicktips-tip" style="display:none"></div>');
    document.body.appendChild(tip);
    document.addEventListener('mouseover', function (ev) {
        var e = ev.target;
        while (e && e.getAttribute && !e.getAttribute('data-qtip')) { e = e.parentNode; }
        if (e && e.getAttribute) {
            tip.textContent = e.getAttribute('data-qtip');
            tip.style.left = (ev.clientX + 12) + 'px';
            tip.style.top = (ev.clientY + 18) + 'px';
            tip.style.display = 'block';
        } else { tip.style.display = 'none'; }
    });
};
