/* Wizard in a modal window: card layout, buttons in the bottom tool bar. */
function openWizard(onDone) {
    var current = 0, win, cards, username = '';
    function card(title, items, tag) {
        var c = UX.el('<' + (tag || 'div') + ' class="x-panel x-card" id="' + UX.id('panel') + '"><div class="x-card-title">' + title + '</div></' + (tag || 'div') + '>');
        items.forEach(function (i) { c.appendChild(typeof i === 'string' ? UX.el('<div class="x-component">' + i + '</div>') : i); });
        UX.show(c, false);
        return c;
    }
    var contact = ['lastName', 'firstName', 'job', 'phone', 'mail'].map(function (n) { return UX.textfield(n, L[n], n === 'mail' ? 40 : 30); });
    var key = UX.filefield('sshKey', L.key), cert = UX.filefield('certificate', L.cert);
    var keys = UX.fieldset(L.keys, [key, cert]);
    UX.show(keys, false);
    var combo = UX.combo('channel', L.channel, CHANNELS, function (v) { UX.show(keys, v === 'SFTP'); });
    var apps = UX.checkGrid(APPS, L.appCol);
    var hidden = UX.el('<input type="hidden" name="applications">');
    var appsError = UX.el('<div class="x-form-invalid-under" id="' + UX.id('component') + '" style="display:none"></div>');
    var user = UX.textfield('username', L.username, 24);
    var review = UX.el('<div class="x-review"></div>'), done = UX.el('<div class="x-review"></div>');
    cards = [
        card(L.intro, [L.introText]),
        card(L.contactHead, contact),
        card(L.channelHead, [combo, '<i>' + L.channelNote + '</i>', keys, '<div class="x-form-cb-group">' + L.apps + ' :</div>', apps, appsError, hidden], 'form'),
        card(L.userHead, [user, '<i>' + L.userNote + '</i>']),
        card(L.reviewHead, [L.reviewText, review]),
        card(L.doneHead, [done])
    ];
    var back = UX.button('&lt; ' + L.back, function () { show(current - 1); });
    var next = UX.button(L.forward + ' &gt;', forward);
    var cancel = UX.button(L.cancel, leave);
    var stepText = UX.el('<div class="x-toolbar-text" id="' + UX.id('tbtext') + '"></div>');

    function leave() {
        if (current === cards.length - 1) { win.close(); return; }
        UX.Msg.confirm(L.confirmTitle, L.cancelAsk, function (b) { if (b === 'yes') { win.close(); } });
    }
    function show(n) {
        current = n;
        cards.forEach(function (c, i) { UX.show(c, i === n); });
        var last = n === cards.length - 1;
        UX.show(back, !last);
        UX.show(cancel, !last);
        back.setDisabled(n === 0);
        next.setText(last ? L.close : n === 4 ? L.confirm : L.forward + ' &gt;');
        stepText.textContent = UX.fmt(L.step, n + 1, cards.length);
        win.body.scrollTop = 0;
        var first = cards[n].querySelector('input[type=text]:not([readonly])');
        if (first) { first.focus(); }
    }
    function errors(r, fields, extra) {
        Object.keys(r.errors || {}).forEach(function (k) {
            var f = fields.filter(function (x) { return x.name === k; })[0];
            if (f) { f.markInvalid(r.errors[k]); } else if (extra) { extra(k, r.errors[k]); }
        });
        UX.Msg.error(L.formErr);
    }
    function valid(fields) { return fields.map(function (f) { return f.validate(); }).every(function (x) { return x; }); }
    function table(rows) {
        return '<table class="x-review-table" cellspacing="0">' + rows.map(function (r) {
            return '<tr><td class="x-review-label">' + r[0] + ' :</td><td class="x-review-value">' + r[1] + '</td></tr>';
        }).join('') + '</table>';
    }
    var steps = [
        function () { show(1); },
        function () {
            if (!valid(contact)) { return; }
            var p = {};
            contact.forEach(function (f) { p[f.name] = f.value(); });
            UX.request('contact', p, win, function (r) { if (r.success) { show(2); } else { errors(r, contact); } });
        },
        function () {
            var sftp = combo.value() === 'SFTP', ok = valid(sftp ? [combo, key, cert] : [combo]);
            hidden.value = apps.codes().join(',');
            UX.show(appsError, false);
            if (!ok) { return; }
            UX.upload(cards[2], 'channel', win, function (r) {
                if (r.success) { show(3); return; }
                errors(r, [combo, key, cert], function (k, text) { appsError.textContent = text; UX.show(appsError, true); });
            });
        },
        function () {
            if (!valid([user])) { return; }
            UX.request('user', { username: user.value() }, win, function (r) {
                if (!r.success) { errors(r, [user]); return; }
                var v = r.review, e = UX.esc;
                username = v.username;
                var rows = [[L.company, e(v.company)], [L.quality, e(v.quality)]];
                ['lastName', 'firstName', 'job', 'phone', 'mail'].forEach(function (n) { rows.push([L[n], e(v[n])]); });
                rows.push([L.channel, e(v.channel)]);
                if (v.channel === 'SFTP') { rows.push([L.key, e(v.key)], [L.cert, e(v.cert)]); }
                rows.push([L.applications, v.applications.map(e).join('<br>')], [L.username, '<b>' + e(v.username) + '</b>']);
                review.innerHTML = table(rows);
                show(4);
            });
        },
        function () {
            UX.Msg.confirm(L.confirmTitle, UX.fmt(L.sure, UX.esc(username)), function (b) {
                if (b !== 'yes') { return; }
                UX.request('confirm', {}, win, function (r) {
                    if (!r.success) { UX.Msg.error(r.msg); return; }
                    done.innerHTML = '<p>' + L.doneText + '</p>' + table([[L.username, UX.esc(r.username)], [L.sender, '<b>' + UX.esc(r.sender) + '</b>']]);
                    show(5);
                    onDone();
                }, L.saving);
            });
        },
        function () { win.close(); }
    ];
    function forward() { steps[current](); }
    var body = UX.el('<div class="x-card-layout"></div>');
    cards.forEach(function (c) { body.appendChild(c); });
    cards[2].addEventListener('submit', function (ev) { ev.preventDefault(); });
    win = UX.window({ title: L.wizard, width: 620, height: 430, content: body, buttons: [stepText, '->', back, next, '-', cancel], beforeClose: leave, onClose: function () { combo.destroy(); } });
    show(0);
}
