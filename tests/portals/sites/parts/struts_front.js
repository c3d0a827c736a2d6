/* portal-core 1.4.2 - menu, dialogs, validation, overlays. (c) Webteam. Do not edit, see /src/main/js */
var Portal = { msg: {} };
(function () {
  function id(x) { return document.getElementById(x); }
  function all(sel, root) { return Array.prototype.slice.call((root || document).querySelectorAll(sel)); }
  function on(el, ev, fn) { if (el) { el.addEventListener(ev, fn, false); } }
  function make(tag, cls, txt) { var e = document.createElement(tag); if (cls) { e.className = cls; } if (txt) { e.appendChild(document.createTextNode(txt)); } return e; }
  Portal.chooseRole = function (n) { var f = document.forms['roleForm']; f.elements['roleIdx'].value = n; f.submit(); };

  /* ---- mega menu: opens after 180 ms of hover (hoverIntent), a click pins it */
  function megaMenu() {
    all('.mega-item').forEach(function (li) {
      var timer = null, top = li.querySelector('.mega-top');
      if (!li.querySelector('.mega-panel')) { return; }
      function open() { all('.mega-item.open').forEach(function (o) { if (o !== li) { o.classList.remove('open'); } }); li.classList.add('open'); }
      on(li, 'mouseenter', function () { clearTimeout(timer); timer = setTimeout(open, 180); });
      on(li, 'mouseleave', function () { clearTimeout(timer); timer = setTimeout(function () { li.classList.remove('open'); }, 350); });
      on(top, 'click', function () { clearTimeout(timer); open(); });
    });
    on(document, 'click', function (e) { if (!e.target.closest('.mega')) { all('.mega-item.open').forEach(function (o) { o.classList.remove('open'); }); } });
  }
  /* ---- own question, no window.confirm (blocked by some proxies) */
  Portal.ask = function (text, yes) {
    var o = id('askOverlay'); id('askText').innerHTML = ''; id('askText').appendChild(document.createTextNode(text)); o.style.display = 'block';
    id('askYes').onclick = function () { o.style.display = 'none'; yes(); return false; };
    id('askNo').onclick = function () { o.style.display = 'none'; return false; };
    return false;
  };
  /* ---- dialog (subset of jQuery UI 1.7) */
  Portal.dialog = function (el, buttons, home, onclose) {
    var w = make('div', 'ui-dialog ui-widget ui-widget-content ui-corner-all'), bar = make('div', 'ui-dialog-titlebar ui-widget-header'), x = make('a', 'ui-dialog-titlebar-close', 'x');
    var shade = make('div', 'ui-widget-overlay'), pane = make('div', 'ui-dialog-buttonpane'), parent = el.parentNode, title = el.getAttribute('title') || el.dlgTitle;
    el.dlgTitle = title; el.removeAttribute('title'); el.classList.add('ui-dialog-content');
    w.setAttribute('role', 'dialog'); w.setAttribute('tabindex', '-1'); x.href = '#'; x.setAttribute('role', 'button');
    bar.appendChild(x); bar.appendChild(make('span', 'ui-dialog-title', title)); w.appendChild(bar);
    function close() { parent.appendChild(el); el.style.display = ''; w.parentNode.removeChild(w); shade.parentNode.removeChild(shade); }
    on(x, 'click', function (e) { e.preventDefault(); if (onclose) { onclose(); } close(); });
    buttons.forEach(function (b) { var k = make('button', 'ui-state-default ui-corner-all', b[0]); k.type = 'button'; on(k, 'click', function () { if (b[1]) { b[1](); } close(); }); pane.appendChild(k); });
    w.appendChild(el); w.appendChild(pane); document.body.appendChild(shade);
    (home || document.body).appendChild(w); /* IE: must stay in the form or the boxes aren't posted */
    w.focus();
  };
  /* ---- validation, after jquery.validate 1.5 */
  function fail(el, key) { el.classList.add('error'); var l = make('label', 'error', Portal.msg[key]); l.setAttribute('for', el.id); l.setAttribute('generated', 'true'); el.parentNode.appendChild(l); }
  function clear(el) { el.classList.remove('error'); all('label.error', el.parentNode).forEach(function (l) { l.parentNode.removeChild(l); }); }
  function check(el) {
    clear(el); var v = el.value.replace(/^\s+|\s+$/g, ''), c = el.classList;
    if (c.contains('required') && !v) { fail(el, 'e.required'); return false; }
    if (v && c.contains('email') && !/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(v)) { fail(el, 'e.email'); return false; }
    if (v && c.contains('phone') && !/^\+?[0-9 .\/()\-]{8,22}$/.test(v)) { fail(el, 'e.phone'); return false; }
    if (v && c.contains('techuser') && !/^[a-z0-9]{8,20}$/.test(v)) { fail(el, 'e.user'); return false; }
    return true;
  }
  function channel() { var r = document.querySelector('input[name=channel]:checked'); return r ? r.value : ''; }
  function validate(form) {
    var ok = true, bad = null;
    all('input[type=text],input[type=password]', form).forEach(function (el) { if (!check(el)) { ok = false; bad = bad || el; } });
    if (id('channel1')) {
      clear(id('channel1')); if (!channel()) { fail(id('channel1'), 'e.channel'); ok = false; }
      all('input.sftp', form).forEach(function (el) { clear(el); if (channel() === 'SFTP' && !el.value) { fail(el, 'e.required'); ok = false; } });
      var box = id('appOpen'); clear(box); if (!all('input[name=applications]:checked').length) { fail(box, 'e.apps'); ok = false; }
    }
    if (bad) { bad.focus(); }
    return ok;
  }
  function formReady(form) {
    var pressed = null, sent = false;
    all('input[type=submit]', form).forEach(function (b) { on(b, 'click', function () { pressed = b; }); });
    all('input[type=text]', form).forEach(function (el) { on(el, 'blur', function () { if (el.value || el.classList.contains('error')) { check(el); } }); });
    function go(b) { var h = make('input'); h.type = 'hidden'; h.name = b.name; h.value = b.value; form.appendChild(h); if (b.id === 'finish') { id('waitOverlay').style.display = 'block'; } sent = true; form.submit(); }
    on(form, 'submit', function (e) {
      var b = pressed || form.querySelector('.fwd'); pressed = null;
      if (sent) { e.preventDefault(); return; }
      if (b && b.id === 'cancel') { e.preventDefault(); Portal.ask(Portal.msg['ask.can'], function () { go(b); }); return; }
      if (b && b.id === 'finish') { e.preventDefault(); Portal.ask(Portal.msg['ask.fin'], function () { go(b); }); return; }
      if ((!b || b.classList.contains('fwd')) && !validate(form)) { e.preventDefault(); return; }
      sent = true;
    });
    on(window, 'pageshow', function () { sent = false; });
  }
  function applications() {
    var dlg = id('appDialog'), before = [];
    if (!dlg) { return; }
    function boxes() { return all('input[name=applications]'); }
    function summary() {
      var ul = id('appSummary'), n = 0; ul.innerHTML = '';
      boxes().forEach(function (b) { if (b.checked) { n++; ul.appendChild(make('li', '', b.parentNode.querySelector('label').firstChild.nodeValue)); } });
      if (!n) { ul.appendChild(make('li', 'hint', Portal.msg['apps.none'])); }
    }
    function undo() { boxes().forEach(function (b, i) { b.checked = before[i]; }); }
    on(id('appOpen'), 'click', function (e) {
      e.preventDefault(); before = boxes().map(function (b) { return b.checked; });
      Portal.dialog(dlg, [[Portal.msg.ok, function () { summary(); clear(id('appOpen')); }], [Portal.msg.cancel, undo]], id('configurationForm'), undo);
    });
    on(id('appAll'), 'click', function (e) { e.preventDefault(); boxes().forEach(function (b) { b.checked = true; }); });
    on(id('appNone'), 'click', function (e) { e.preventDefault(); boxes().forEach(function (b) { b.checked = false; }); });
    function sftp() { id('sftpBlock').style.display = channel() === 'SFTP' ? '' : 'none'; }
    all('input[name=channel]').forEach(function (r) { on(r, 'click', function () { clear(id('channel1')); sftp(); }); });
    sftp(); summary();
  }
  function userName() {
    var el = id('configurationForm') && id('username');
    on(el, 'change', function () {
      id('userFree').innerHTML = ''; if (!/^[a-z0-9]{8,20}$/.test(el.value)) { return; }
      var x = new XMLHttpRequest(); x.open('GET', '/structmsg/checkUsername.do?username=' + encodeURIComponent(el.value) + '&_=' + new Date().getTime(), true);
      x.onreadystatechange = function () { if (x.readyState === 4 && x.status === 200) { if (x.responseText === 'true') { id('userFree').innerHTML = Portal.msg['user.free']; } else { clear(el); fail(el, 'e.taken'); } } };
      x.send(null);
    });
  }
  on(document, 'DOMContentLoaded', function () {
    document.body.className = document.body.className.replace('no-js', 'js');
    megaMenu(); applications(); userName(); all('form.validate').forEach(formReady);
    all('a.popup').forEach(function (a) { on(a, 'click', function (e) { e.preventDefault(); window.open(a.href, 'help', 'width=460,height=420,scrollbars=yes,resizable=yes'); }); });
    all('a.ask').forEach(function (a) { on(a, 'click', function (e) { e.preventDefault(); Portal.ask(Portal.msg[a.rel], function () { location.href = a.href; }); }); });
    all('.ui-accordion-header').forEach(function (h, i) { var c = h.nextElementSibling; if (i === 0) { c.classList.add('ui-accordion-content-active'); }
      on(h, 'click', function (e) { e.preventDefault(); all('.ui-accordion-content-active').forEach(function (o) { o.classList.remove('ui-accordion-content-active'); }); c.classList.add('ui-accordion-content-active'); }); });
    all('.ui-auto-dialog').forEach(function (d) { setTimeout(function () { Portal.dialog(d, [[Portal.msg.close, null]], null, null); }, 250); });
  });
}());
