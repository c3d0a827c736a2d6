(function () {
  'use strict';
  const handlers = new WeakMap();
  const svg = { svg: 1, path: 1, circle: 1 };
  let roots = [], id = null, queue = Promise.resolve(), stopped = false;

  function build(n) {
    if (typeof n === 'string') return document.createTextNode(n);
    const el = svg[n.t] ? document.createElementNS('http://www.w3.org/2000/svg', n.t) : document.createElement(n.t);
    for (const k in n.a) attr(el, k, n.a[k]);
    if (Object.keys(n.e).length) handlers.set(el, n.e);
    for (const c of n.c) el.appendChild(build(c));
    return el;
  }
  function attr(el, k, v) {
    if (k === 'value' && 'value' in el) { el.value = v === null ? '' : v; return; }
    if (k === 'checked') { el.checked = v !== null; return; }
    if (v === null) el.removeAttribute(k); else el.setAttribute(k, v);
  }
  function at(path) {
    let el = roots[path[0]];
    for (let i = 1; i < path.length; i++) el = el.childNodes[path[i]];
    return el;
  }
  function apply(e) {
    switch (e[0]) {
      case 't': at(e[1]).data = e[2]; break;
      case 'a': attr(at(e[1]), e[2], e[3]); break;
      case 'e': handlers.set(at(e[1]), e[2]); break;
      case 'r': at(e[1]).replaceWith(build(e[2])); break;
      case 'd': at(e[1]).remove(); break;
      case 'i': { const p = at(e[1]); p.insertBefore(build(e[3]), p.childNodes[e[2]] || null); break; }
      case 'nav': if (e[2]) history.replaceState(null, '', e[1]); else history.pushState(null, '', e[1]); window.scrollTo(0, 0); break;
      case 'load': stopped = true; location.href = e[1]; break;
      case 'title': document.title = e[1]; break;
      case 'js': { let f = window; for (const part of e[1].split('.')) f = f[part]; f.apply(null, e[2]); break; }
    }
  }
  function send(msg) {
    queue = queue.then(() => fetch('/_blazor?id=' + id, {
      method: 'POST', body: JSON.stringify(msg), headers: { 'Content-Type': 'text/plain;charset=UTF-8', 'X-Requested-With': 'XMLHttpRequest' }
    })).catch(() => { });
    return queue;
  }
  async function poll() {
    let missed = 0;
    while (!stopped) {
      try {
        const r = await fetch('/_blazor?id=' + id + '&_=' + Date.now());
        if (r.status === 404) { modal('components-reconnect-rejected'); return; }
        if (r.status === 204) return;
        const text = await r.text();
        missed = 0; modal('components-reconnect-hide');
        if (text) for (const batch of JSON.parse(text)) for (const e of batch) apply(e);
      } catch (err) {
        if (stopped) return;
        if (++missed > 8) { modal('components-reconnect-failed'); return; }
        modal('components-reconnect-show');
        await new Promise(f => setTimeout(f, 1500));
      }
    }
  }
  function modal(cls) { document.getElementById('components-reconnect-modal').className = cls; }

  function dispatch(type, target, value) {
    for (let el = target; el && el !== document; el = el.parentNode) {
      const h = handlers.get(el);
      if (h && h[type] !== undefined) {
        const msg = { type: 'event', name: type, handler: h[type] };
        if (value !== undefined) msg.value = value;
        send(msg);
        return true;
      }
    }
    return false;
  }
  document.addEventListener('click', ev => {
    if (ev.button !== 0) return;
    const a = ev.target.closest && ev.target.closest('a');
    if (a) {
      const href = a.getAttribute('href');
      if (href && href[0] === '/' && !a.target && !/^\/(Identity|Culture)/.test(href) && !ev.ctrlKey && !ev.metaKey) {
        ev.preventDefault();
        if (!dispatch('click', ev.target)) send({ type: 'location', url: href });
        return;
      }
    }
    if (ev.target.closest && ev.target.closest('[disabled]')) return;
    dispatch('click', ev.target);
  });
  document.addEventListener('input', ev => {
    if (ev.target.type !== 'file') dispatch('input', ev.target, ev.target.value);
  });
  document.addEventListener('change', ev => {
    const t = ev.target;
    if (t.type === 'file') return window.mudFileUpload.send(t, (handlers.get(t) || {}).change, send);
    dispatch('change', t, t.type === 'checkbox' ? t.checked : t.value);
  });
  document.addEventListener('focusout', ev => dispatch('blur', ev.target));
  window.addEventListener('popstate', () => send({ type: 'location', url: location.pathname, replace: true }));
  window.addEventListener('pagehide', () => { stopped = true; if (id) navigator.sendBeacon('/_blazor/disconnect?id=' + id); });
  window.addEventListener('pageshow', ev => { if (ev.persisted) location.reload(); });

  async function start() {
    roots = [document.getElementById('app'), document.getElementById('mud-providers')];
    const r = await fetch('/_blazor/negotiate?negotiateVersion=1', { method: 'POST' });
    id = (await r.json()).connectionId;
    roots[0].textContent = '';
    send({ type: 'start', url: location.pathname });
    poll();
  }
  start();
})();
