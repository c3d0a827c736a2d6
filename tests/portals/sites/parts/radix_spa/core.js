// Small render helper, router, API client.
import { messages } from './i18n.js';
export const state = { lang: 'fr', user: null, ctx: null, csrf: '', draft: null };
export const t = (k, v = {}) => {
  const m = messages[k]; let s = m ? m[state.lang === 'nl' ? 1 : 0] : k;
  for (const n in v) s = s.replace('{' + n + '}', v[n]);
  return s;
};
let n = 0;
export const useId = () => ':r' + (n++).toString(36) + ':';
export function h(tag, props, ...kids) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v == null || v === false) continue;
    if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (k === 'style') e.style.cssText = v;
    else e.setAttribute(k, v === true ? '' : v);
  }
  for (const k of kids.flat(9)) if (k != null && k !== false) e.append(k);
  return e;
}
export const routes = [];
export const route = (re, view, opts = {}) => routes.push({ re, view, ...opts });
export function navigate(path, replace) {
  history[replace ? 'replaceState' : 'pushState']({}, '', path); render();
}
export const url = p => '/' + state.lang + p;
export function Link(props, ...kids) {
  return h('a', { ...props, onclick: e => {
    if (e.metaKey || e.ctrlKey || e.button) return;
    e.preventDefault(); navigate(e.currentTarget.getAttribute('href'));
  } }, kids);
}
export class ApiError extends Error { constructor(status, body) { super(body.error); this.status = status; this.body = body; } }
export async function api(method, path, body) {
  const r = await fetch('/api' + path, { method, credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': state.csrf }, body: body && JSON.stringify(body) });
  const j = await r.json();
  if (r.status === 401) { state.user = null; navigate(url('/connexion'), true); }
  if (!r.ok) throw new ApiError(r.status, j);
  return j;
}
export function uploadFile(kind, file, onProgress) {
  return new Promise((ok, no) => {
    const x = new XMLHttpRequest(), f = new FormData();
    f.append('kind', kind); f.append('file', file);
    x.open('POST', '/api/uploads'); x.setRequestHeader('X-CSRF-Token', state.csrf);
    x.upload.onprogress = e => onProgress(Math.round(90 * e.loaded / e.total));
    x.onload = () => { const j = JSON.parse(x.responseText); x.status < 300 ? ok(j) : no(new ApiError(x.status, j)); };
    x.onerror = () => no(new Error('network'));
    x.send(f);
  });
}
let token = 0;
export async function render() {
  const path = location.pathname, m0 = path.match(/^\/(fr|nl)(?=\/|$)/);
  if (m0) state.lang = m0[1];
  document.documentElement.lang = state.lang;
  document.title = t('site');
  document.querySelectorAll('[data-portal]').forEach(e => e.remove());
  const mine = ++token, rest = m0 ? path.slice(3) || '/' : path;
  for (const r of routes) {
    const m = rest.match(r.re);
    if (!m) continue;
    if (r.secure && !state.user) return navigate(url('/connexion'), true);
    if (r.ctx && !state.ctx) return navigate(url('/entreprises'), true);
    const root = document.getElementById('root');
    const show = node => { if (mine === token) { root.replaceChildren(node); scrollTo(0, 0); } };
    try { await r.view(show, m); } catch (e) { if (!(e instanceof ApiError && e.status === 401)) { console.error(e); show(h('div', { class: 'container' }, h('div', { class: 'alert destructive', role: 'alert' }, t('oops')))); } }
    return;
  }
  document.getElementById('root').replaceChildren(h('div', { class: 'container' }, h('h1', {}, '404'), Link({ href: '/' }, t('home'))));
}
addEventListener('popstate', render);
