// Kern: elementen, vertalingen, http, router, toasts, bevestigingsvenster.
export const state = { lang: 'nl', strings: {}, user: null, quality: null };
let comp = 10;
let ids = 0;
export const uid = () => `pr_id_${++ids}`;
export const nextComponent = () => { comp = 10 + (comp + 7) % 90; };

export function h(tag, attrs = {}, ...kids) {
  const el = document.createElement(tag);
  el.setAttribute(`_ngcontent-vlx-c${comp}`, '');
  for (const [k, v] of Object.entries(attrs || {})) {
    if (v === null || v === undefined || v === false) continue;
    if (k.startsWith('on')) el.addEventListener(k.slice(2), v);
    else if (k === 'routerlink') {
      el.setAttribute('routerlink', '');
      el.href = link(v);
      el.addEventListener('click', (e) => { e.preventDefault(); navigate(v); });
    } else el.setAttribute(k, v === true ? '' : v);
  }
  for (const kid of kids.flat(3)) if (kid !== null && kid !== undefined && kid !== false) el.append(kid);
  return el;
}

export function t(key, vars) {
  let s = key.split('.').reduce((o, k) => (o || {})[k], state.strings);
  if (typeof s !== 'string') return key;
  for (const [k, v] of Object.entries(vars || {})) s = s.replace(`{${k}}`, v);
  return s;
}
export const errText = (code) => { const s = t(`fout.${code}`); return s.startsWith('fout.') ? t('fout.TECH') : s; };

export const wait = (ms) => new Promise((r) => setTimeout(r, ms));
export async function http(method, url, body) {
  const headers = {};
  const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/);
  if (token) headers['X-XSRF-TOKEN'] = decodeURIComponent(token[1]);
  if (body && !(body instanceof FormData)) { headers['Content-Type'] = 'application/json'; body = JSON.stringify(body); }
  let res;
  try { res = await fetch(`/api/v1/${url}`, { method, headers, body }); } catch (e) { throw { fout: 'TECH' }; }
  const data = res.status === 204 ? null : await res.json().catch(() => ({ fout: 'TECH' }));
  if (res.ok) return data;
  if (res.status === 401 && url !== 'sessie') {
    state.user = null;
    toast('warn', errText('NIET_AANGEMELD'));
    navigate('aanmelden');
  }
  throw { status: res.status, ...data };
}

// ---- router
const routes = [];
let renderShell = null;
let turn = 0;
export const link = (p) => `/${state.lang}/${p}`;
export const route = (pattern, page, opts = {}) => routes.push({
  re: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), page, ...opts });
export const setShell = (fn) => { renderShell = fn; };
export function navigate(path, replace) {
  history[replace ? 'replaceState' : 'pushState']({}, '', link(path));
  return render();
}
export async function setLang(lang) {
  if (state.loaded === lang) return;
  state.strings = await (await fetch(`/assets/i18n/${lang}.json`)).json();
  state.lang = state.loaded = lang;
  document.documentElement.lang = lang;
  document.title = t('titel');
}
export const path = () => location.pathname.replace(/^\/(fr|nl)\/?/, '').replace(/\/$/, '');

export async function render() {
  const mine = ++turn;
  document.querySelectorAll('body > .p-overlay').forEach((o) => o.remove());
  const m = location.pathname.match(/^\/(fr|nl)(\/|$)/);
  if (m) await setLang(m[1]);
  const here = m ? path() : '';
  const found = m ? routes.find((r) => r.re.test(here)) : routes.find((r) => r.root);
  if (!found) { navigate('start', true); return; }
  if (found.auth && !state.user) { navigate('aanmelden', true); return; }
  const params = here.match(found.re)?.groups || {};
  nextComponent();
  const outlet = renderShell(found, params, here);
  const node = await found.page(params);
  if (mine !== turn) return;
  if (node) { outlet.append(node); window.scrollTo(0, 0); }
}
window.addEventListener('popstate', render);

// ---- p-toast
export function toast(severity, summary, detail) {
  let box = document.querySelector('body > p-toast > .p-toast');
  if (!box) {
    box = h('div', { class: 'p-toast p-component p-toast-top-right' });
    document.body.append(h('p-toast', { class: 'p-element' }, box));
  }
  const item = h('p-toastitem', {}, h('div', { class: `p-toast-message p-toast-message-${severity}` },
    h('div', { class: 'p-toast-message-content', role: 'alert', 'aria-live': 'assertive' },
      h('span', { class: `p-toast-message-icon pi pi-${severity}` }),
      h('div', { class: 'p-toast-message-text' },
        h('div', { class: 'p-toast-summary' }, summary), h('div', { class: 'p-toast-detail' }, detail || '')),
      h('button', { type: 'button', class: 'p-toast-icon-close p-link', onclick: () => item.remove() },
        h('span', { class: 'p-toast-icon-close-icon pi pi-times' })))));
  box.append(item);
  setTimeout(() => item.remove(), 4000);
}

// ---- p-confirmDialog
export function confirmDialog({ header, message, accept, reject }) {
  return new Promise((resolve) => {
    const close = (v) => { mask.remove(); document.body.classList.remove('p-overflow-hidden'); resolve(v); };
    const yes = h('button', { pbutton: '', type: 'button', class: 'p-confirm-dialog-accept p-button p-component', onclick: () => close(true) },
      h('span', { class: 'p-button-icon p-button-icon-left pi pi-check' }), h('span', { class: 'p-button-label' }, accept));
    const mask = h('div', { class: 'p-dialog-mask p-component-overlay p-overlay' },
      h('div', { class: 'p-dialog p-confirm-dialog p-component', role: 'dialog', 'aria-modal': 'true' },
        h('div', { class: 'p-dialog-header' }, h('span', { class: 'p-dialog-title' }, header),
          h('button', { type: 'button', class: 'p-dialog-header-icon p-link', onclick: () => close(false) }, h('span', { class: 'pi pi-times' }))),
        h('div', { class: 'p-dialog-content' }, h('i', { class: 'p-confirm-dialog-icon pi pi-warn' }),
          h('span', { class: 'p-confirm-dialog-message' }, message)),
        h('div', { class: 'p-dialog-footer' },
          h('button', { pbutton: '', type: 'button', class: 'p-confirm-dialog-reject p-button p-button-text p-component', onclick: () => close(false) },
            h('span', { class: 'p-button-icon p-button-icon-left pi pi-times' }), h('span', { class: 'p-button-label' }, reject)), yes)));
    document.body.append(mask);
    document.body.classList.add('p-overflow-hidden');
    yes.focus();
  });
}
export const button = (label, opts = {}) => h('button', { pbutton: '', pripple: '', type: opts.type || 'button',
  class: `p-element p-button p-component ${opts.cls || ''}`, disabled: opts.disabled, onclick: opts.click || (() => {}) },
  opts.icon && h('span', { class: `p-button-icon p-button-icon-left pi pi-${opts.icon}`, 'aria-hidden': 'true' }),
  h('span', { class: 'p-button-label' }, label));
export const message = (severity, ...kids) => h('div', { class: `p-message p-message-${severity}`, role: 'alert' },
  h('div', { class: 'p-message-wrapper' }, h('span', { class: `p-message-icon pi pi-${severity}` }),
    h('span', { class: 'p-message-detail' }, kids)));
export const skeleton = (n, height = '2rem') => h('div', { class: 'skelet' }, Array.from({ length: n }, () =>
  h('p-skeleton', { class: 'p-element' }, h('div', { class: 'p-skeleton p-component', style: `width:100%;height:${height}` }))));
