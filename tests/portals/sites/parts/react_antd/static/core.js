/* Small render helpers, store, API client and hash router. */
const I18N = {};
const store = { lang: 'fr', user: null, context: null, draft: null, cookies: false };

function h(tag, props, ...children) {
  const svg = tag === 'svg' || tag === 'path';
  const el = svg ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v === null || v === undefined || v === false) continue;
    if (k.startsWith('on')) el.addEventListener(k.slice(2).toLowerCase(), v);
    else if (k === 'className') el.setAttribute('class', v);
    else if (k === 'htmlFor') el.setAttribute('for', v);
    else if (k === 'style' && typeof v === 'object') Object.assign(el.style, v);
    else if (k === 'value') el.value = v;
    else if (k === 'checked' || k === 'disabled' || k === 'readOnly') el[k] = true;
    else el.setAttribute(k, v === true ? '' : v);
  }
  const add = (c) => {
    if (Array.isArray(c)) c.forEach(add);
    else if (c !== null && c !== undefined && c !== false) el.append(c.nodeType ? c : String(c));
  };
  children.forEach(add);
  return el;
}
const cx = (...names) => names.filter(Boolean).join(' ');

function t(key, args) {
  let s = (I18N[store.lang] || I18N.fr)[key];
  if (s === undefined) s = key;
  for (const [k, v] of Object.entries(args || {})) s = s.replaceAll('{' + k + '}', v);
  return s;
}

const ICONS = {
  down: 'M884 256h-75c-5 0-10 2.500-13 6.600L512 654 228 262c-3-4-7.800-6.600-13-6.600h-75c-6.500 0-10.300 7.400-6.500 12.700l352 486c13 17.600 39 17.600 52 0l352-486c4-5.300 0-12.700-6.500-12.700z',
  right: 'M765 486 314 134a8 8 0 0 0-13 6v77c0 5 2 9.600 6 12.600L667 512 307 794c-4 3-6 7.700-6 12.600v77c0 7 7.700 10.700 13 6.300l450-352a32 32 0 0 0 1-52z',
  close: 'M564 512 827 199c4-5 1-13-6-13h-80c-5 0-9 2-12 6L512 450 295 192c-3-4-7-6-12-6h-80c-7 0-10 8-6 13l263 313-263 313c-4 5-1 13 6 13h80c5 0 9-2 12-6l217-258 217 258c3 4 7 6 12 6h80c7 0 10-8 6-13L564 512z',
  inbox: 'M885 413 716 155a32 32 0 0 0-27-15H335a32 32 0 0 0-27 15L139 413a32 32 0 0 0-5 17v414c0 18 14 32 32 32h692c18 0 32-14 32-32V430c0-6-2-12-5-17zM820 804H204V468h153l61 142h188l61-142h153v336z',
  left: 'M724 218v-77c0-7-8-11-13-6L260 486a32 32 0 0 0 0 51l450 352c6 4 14 1 14-6v-77c0-5-2-10-6-13L358 512l360-281c4-3 6-8 6-13z',
  delete: 'M360 184h-8v-8h320v8h-8 72v72h128c18 0 32 14 32 32v32c0 4-4 8-8 8h-60l-25 523c-2 34-30 61-64 61H285c-34 0-62-27-64-61l-25-523h-60c-4 0-8-4-8-8v-32c0-18 14-32 32-32h128v-72h72z',
  dot: 'M512 64a448 448 0 1 0 0 896 448 448 0 0 0 0-896z',
};
function Icon(name, cls) {
  return h('span', { role: 'img', 'aria-label': name, className: cx('anticon', 'anticon-' + name, cls) },
    h('svg', { viewBox: '64 64 896 896', width: '1em', height: '1em', fill: 'currentColor', 'aria-hidden': 'true' },
      h('path', { d: ICONS[name] || ICONS.dot })));
}

async function api(method, path, body) {
  const headers = { Accept: 'application/json' };
  let payload = body;
  if (method !== 'GET') {
    const m = document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/);
    headers['X-XSRF-TOKEN'] = m ? decodeURIComponent(m[1]) : '';
  }
  if (body && !(body instanceof FormData)) {
    headers['Content-Type'] = 'application/json';
    payload = JSON.stringify(body);
  }
  const res = await fetch('/api' + path, { method, headers, body: payload, credentials: 'same-origin' });
  const json = await res.json().catch(() => ({}));
  if (res.ok) return json;
  if (res.status === 401) {
    store.user = null; store.context = null;
    message('warning', t('sessionExpired'));
    navigate('/connexion');
  } else if (res.status === 409 && json.code === 'no_context') navigate('/entreprises');
  throw Object.assign(new Error(json.code || 'http'), { code: json.code || 'http', errors: json.errors, status: res.status });
}

/* ---- router: #/fr/entreprises ---- */
const routes = [];
function route(path, title, page, opts) { routes.push({ path, title, page, ...(opts || {}) }); }
function navigate(path) {
  const target = '#/' + store.lang + path;
  if (location.hash === target) renderRoute(); else location.hash = target;
}
let renderSeq = 0;
function currentPath() {
  const m = location.hash.match(/^#\/(fr|nl)(\/.*)?$/);
  return m ? { lang: m[1], path: m[2] || '/' } : null;
}
