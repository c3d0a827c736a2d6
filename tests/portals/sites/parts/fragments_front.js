/* hx-lite: what we use of htmx, nothing more (boost, get/post, blur/change/input/click/load triggers, oob, push) */
(function () {
  'use strict';
  var main = function () { return document.getElementById('contenu'); }, pending = new Map(), nav = null;
  function token() { return document.querySelector('meta[name=csrf-token]').content; }
  function renew(t) {
    if (!t) return;
    document.querySelector('meta[name=csrf-token]').content = t;
    document.querySelectorAll('input[name=_csrf]').forEach(function (i) { i.value = t; });
  }
  function wait(ms) { return new Promise(function (r) { setTimeout(r, ms); }); }
  async function send(method, url, o) {
    var h = { 'HX-Request': 'true', 'HX-Target': o.target.id || '', 'HX-Current-URL': location.pathname };
    if (method !== 'GET') h['X-CSRF-Token'] = token();
    var res = await fetch(url, { method: method, headers: h, body: o.body, signal: o.signal, credentials: 'same-origin' });
    var text = await res.text();
    renew(res.headers.get('X-CSRF-Token'));
    if (o.stale && o.stale()) return;
    var target = res.headers.get('HX-Retarget') ? main() : o.target, whole = target === main();
    if (!target.isConnected) return;
    if (whole) { target.classList.add('hx-swapping'); await wait(120); if (o.signal && o.signal.aborted) return; }
    var tpl = document.createElement('template');
    tpl.innerHTML = text;
    var title = tpl.content.querySelector('title');
    if (title) { document.title = title.textContent; title.remove(); }
    tpl.content.querySelectorAll('[hx-swap-oob]').forEach(function (n) {
      var old = document.getElementById(n.id), how = n.getAttribute('hx-swap-oob');
      n.remove(); n.removeAttribute('hx-swap-oob');
      if (!old) return;
      if (how === 'beforeend') old.append.apply(old, Array.from(n.childNodes)); else old.replaceWith(n);
    });
    var fresh = Array.from(tpl.content.children);
    if (o.swap === 'outerHTML' && !whole) {
      var focus = target.contains(document.activeElement) && document.activeElement.id;
      target.replaceWith(tpl.content);
      if (focus && document.getElementById(focus)) document.getElementById(focus).focus();
    } else target.replaceChildren(tpl.content);
    if (whole) {
      target.classList.remove('hx-swapping');
      var to = res.headers.get('HX-Push-Url') || ((method === 'GET' && o.push) || res.redirected ? res.url : null);
      if (to) {
        to = new URL(to, location.href);
        var same = to.pathname + to.search === location.pathname + location.search;
        history[same || o.push === 'no' ? 'replaceState' : 'pushState']({ hx: 1 }, '', to.pathname + to.search);
      }
      if (!o.quiet) { window.scrollTo(0, 0); target.focus({ preventScroll: true }); }
    }
    ready(fresh);
  }
  function navigate(method, url, o) {
    o = o || {};
    if (nav) nav.abort();
    pending.forEach(function (c) { c.abort(); }); pending.clear();
    var mine = nav = new AbortController(), bar = document.getElementById('progress');
    bar.classList.add('on'); main().setAttribute('aria-busy', 'true');
    return send(method, url, { target: main(), body: o.body, push: o.push === undefined ? true : o.push, signal: mine.signal }).catch(function (e) {
      if (e.name !== 'AbortError') { toast('Connexion interrompue / Verbinding verbroken'); main().classList.remove('hx-swapping'); }
    }).finally(function () { if (nav === mine) { nav = null; bar.classList.remove('on'); main().removeAttribute('aria-busy'); } });
  }
  function toast(m) { var d = document.createElement('div'); d.className = 'toast erreur'; d.textContent = m; document.getElementById('toasts').append(d); ready([d]); }
  function part(el) {
    var target = document.querySelector(el.getAttribute('hx-target')), post = el.hasAttribute('hx-post'), key = el.getAttribute('hx-target');
    if (el.hasAttribute('hx-toggle') && target.childNodes.length) { target.replaceChildren(); return; }
    if (pending.has(key)) pending.get(key).abort();
    var c = new AbortController(), url = el.getAttribute(post ? 'hx-post' : 'hx-get'), o = { target: target, swap: el.getAttribute('hx-swap'), signal: c.signal, quiet: true };
    pending.set(key, c);
    if (post) {
      if (el.type === 'file') { o.body = new FormData(); o.body.append(el.name, el.files[0]); }
      else { o.body = new URLSearchParams([[el.name, el.value]]); var sent = el.value; o.stale = function () { return el.isConnected && el.value !== sent; }; }
    } else if (el.name) url += '?' + new URLSearchParams([[el.name, el.value]]);
    if (target === main()) o.push = 'no';
    send(post ? 'POST' : 'GET', url, o).catch(function () {}).finally(function () { if (pending.get(key) === c) pending.delete(key); });
  }
  function trigger(el, name) { return el && el.matches && el.getAttribute('hx-trigger') === name; }
  function ready(nodes) {
    nodes.forEach(function (n) {
      if (!n.querySelectorAll) return;
      [n].concat(Array.from(n.querySelectorAll('[hx-trigger=load]'))).forEach(function (e) { if (trigger(e, 'load')) setTimeout(function () { if (e.isConnected) part(e); }, 700); });
    });
    document.querySelectorAll('.toast:not([data-t])').forEach(function (t) { t.dataset.t = 1; setTimeout(function () { t.remove(); }, 5000); });
  }
  document.addEventListener('click', function (e) {
    var b = e.target.closest('[data-menu]'), open = document.querySelector('.menu:not([hidden])');
    if (open && !open.contains(e.target) && !b) { open.hidden = true; document.querySelector('[data-menu]').setAttribute('aria-expanded', 'false'); }
    if (b) { var m = document.getElementById(b.dataset.menu); m.hidden = !m.hidden; b.setAttribute('aria-expanded', String(!m.hidden)); return; }
    if (e.target.closest('[data-close]')) { e.target.closest('.toast').remove(); return; }
    if (e.target.closest('[data-cookies]')) { document.cookie = 'cookieok=1;path=/;max-age=31536000'; document.getElementById('cookies').hidden = true; return; }
    var eye = e.target.closest('[data-eye]');
    if (eye) { var p = document.getElementById(eye.dataset.eye); p.type = p.type === 'password' ? 'text' : 'password'; return; }
    var a = e.target.closest('a[href]');
    if (!a || e.defaultPrevented || e.button || e.ctrlKey || e.metaKey || e.shiftKey || a.target || a.origin !== location.origin || a.dataset.hxBoost === 'false' || a.getAttribute('href')[0] === '#') return;
    e.preventDefault();
    if (trigger(a, 'click')) part(a); else navigate('GET', a.href);
  });
  document.addEventListener('submit', function (e) {
    var f = e.target;
    e.preventDefault();
    if (f.dataset.busy) return;
    if (f.method === 'get') { navigate('GET', f.getAttribute('action') + '?' + new URLSearchParams(new FormData(f))); return; }
    var body = new FormData(f);
    if (f.enctype !== 'multipart/form-data') body = new URLSearchParams(body);
    f.dataset.busy = 1;
    var buttons = f.querySelectorAll('button:not([type=button])');
    buttons.forEach(function (b) { b.disabled = true; });
    navigate('POST', f.getAttribute('action'), { body: body, push: false }).finally(function () { delete f.dataset.busy; buttons.forEach(function (b) { b.disabled = false; }); });
  });
  document.addEventListener('focusin', function (e) { if (trigger(e.target, 'blur')) e.target.dataset.was = e.target.value; });
  document.addEventListener('focusout', function (e) { if (trigger(e.target, 'blur') && e.target.value !== (e.target.dataset.was || '') && e.target.isConnected && !nav) part(e.target); });
  document.addEventListener('change', function (e) { if (trigger(e.target, 'change') && (e.target.type !== 'file' || e.target.files.length)) part(e.target); });
  var timer;
  document.addEventListener('input', function (e) { if (!trigger(e.target, 'input')) return; clearTimeout(timer); timer = setTimeout(function () { if (e.target.isConnected) part(e.target); }, 300); });
  window.addEventListener('popstate', function () { navigate('GET', location.href, { push: 'no' }); });
  history.replaceState({ hx: 1 }, '', location.pathname + location.search);
  if (!/cookieok=1/.test(document.cookie)) document.getElementById('cookies').hidden = false;
  ready([document.body]);
})();
