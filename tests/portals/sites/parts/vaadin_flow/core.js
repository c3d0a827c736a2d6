/* client engine: patches the light DOM from the server's tree, sends events */
const Flow = window.Flow = {ui: document.body.dataset.ui, csrf: document.body.dataset.csrf, queue: [], busy: false, sync: 0};
const bar = document.createElement('v-connection-indicator');
bar.innerHTML = '<div class="v-loading-indicator" style="display:none"></div>';
document.body.append(bar);
const showBar = on => bar.firstChild.style.display = on ? 'block' : 'none';

function make(n) {
  const el = document.createElement(n.t);
  el.$k = n.k; el.$srv = true;
  if (n.ev && !el.constructor.own) el.addEventListener('click', () => Flow.send(n.k, 'click'));
  return el;
}
function apply(el, n) {
  const props = n.p || {}, last = el.$p || {};
  for (const k in last) if (!(k in props) && typeof last[k] !== 'object') el.removeAttribute(k);
  if (el.update) el.update(props);
  for (const k in props) {
    if (el.constructor.props && el.constructor.props.includes(k)) continue;
    if (props[k] === false || props[k] == null) el.removeAttribute(k);
    else if (el.getAttribute(k) !== String(props[k])) el.setAttribute(k, props[k] === true ? '' : props[k]);
  }
  el.$p = props;
  if (!el.constructor.leaf) patch(el, n.c || []);
}
function patch(parent, nodes) {
  const old = new Map();
  for (const c of parent.childNodes) if (c.$srv && c.$k) old.set(c.$k, c);
  const fresh = nodes.map(n => {
    if (typeof n === 'string') {
      const t = [...parent.childNodes].find(c => c.nodeType === 3 && c.data === n && !c.$u) || document.createTextNode(n);
      t.$srv = t.$u = true; return t;
    }
    const have = old.get(n.k);
    const el = have && have.localName === n.t ? have : make(n);
    apply(el, n); return el;
  });
  for (const c of [...parent.childNodes]) if (c.$srv && !fresh.includes(c)) c.remove();
  let at = null;
  for (let i = fresh.length - 1; i >= 0; i--) {
    if (fresh[i].parentNode !== parent || (at && fresh[i].nextSibling !== at)) parent.insertBefore(fresh[i], at);
    at = fresh[i]; delete fresh[i].$u;
  }
}
Flow.send = (node, event, value) => {
  Flow.queue.push({node, event, value});
  setTimeout(flush, 0);
};
async function flush() {
  if (Flow.busy || !Flow.queue.length) return;
  Flow.busy = true;
  const rpc = Flow.queue.splice(0);
  const timer = setTimeout(() => showBar(true), 80);
  try {
    const r = await fetch('/?v-r=uidl&v-uiId=' + Flow.ui, {method: 'POST', headers: {'Content-Type': 'application/json; charset=UTF-8'},
      body: JSON.stringify({csrfToken: Flow.csrf, rpc, syncId: Flow.sync, clientId: Flow.sync})});
    if (r.status === 403) { location.reload(); return; }
    const text = await r.text();
    receive(JSON.parse(text.replace(/^for\(;;\);/, ''))[0]);
  } finally {
    clearTimeout(timer); showBar(false); Flow.busy = false; flush();
  }
}
function receive(m) {
  Flow.sync = m.syncId;
  if (m.redirect) { location.href = m.redirect; return; }
  if (m.path !== undefined && '/' + m.path !== location.pathname) history.pushState({}, '', '/' + m.path);
  document.title = m.title;
  document.documentElement.lang = m.lang;
  patch(document.getElementById('outlet'), m.view);
  for (const o of [...document.querySelectorAll('body > v-dialog-overlay')]) if (!m.overlays.some(x => x.k === o.$k)) o.remove();
  for (const o of m.overlays) {
    let el = [...document.querySelectorAll('body > v-dialog-overlay')].find(x => x.$k === o.k);
    if (!el) { el = make(o); document.body.append(el); }
    apply(el, o);
  }
  for (const n of m.notes) notify(n);
}
function notify(n) {
  let box = document.querySelector('v-notification-container');
  if (!box) document.body.append(box = document.createElement('v-notification-container'));
  const card = document.createElement('v-notification-card');
  card.setAttribute('role', 'alert'); card.setAttribute('theme', n.theme); card.textContent = n.text;
  box.append(card);
  setTimeout(() => { card.remove(); if (!box.children.length) box.remove(); }, 4500);
}
document.addEventListener('click', e => {
  const a = e.composedPath().find(x => x.localName === 'a' && x.hasAttribute('router-link'));
  if (a && !e.ctrlKey && !e.metaKey) { e.preventDefault(); Flow.send('', 'navigate', a.getAttribute('href').replace(/^\//, '')); }
});
addEventListener('popstate', () => Flow.send('', 'navigate', location.pathname.slice(1)));
Flow.start = () => Flow.send('', 'navigate', location.pathname.slice(1) + location.search);
