// h(), labels, server calls, toasts, modals, spinners, the router's navigate()
export const L = window.LABELS;
export const lang = window.LWR.language || 'fr';
export const t = (key, ...args) => (L[key] ?? key).replace(/\{(\d)\}/g, (m, i) => args[i]);
let counter = 10;
export const uid = (word) => `${word}-${++counter}`;

export function h(tag, props, ...kids) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (key === 'value' && 'value' in node && tag !== 'li') node.value = value;
    else node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== false));
  return node;
}

// components with a native shadow root
const sheet = new CSSStyleSheet();
fetch('/assets/slds.css').then((r) => r.text()).then((css) => sheet.replaceSync(css));
export function shadow(tag, ...kids) {
  const host = document.createElement(tag);
  const root = host.attachShadow({mode: 'open'});
  root.adoptedStyleSheets = [sheet];
  root.append(...kids);
  return host;
}

const SHAPES = {
  down: 'M5 8l7 8 7-8z', check: 'M4 12l5 6L20 6', close: 'M5 5l14 14M19 5L5 19', upload: 'M12 20V5M5 11l7-7 7 7M4 21h16',
  right: 'M8 5l8 7-8 7z', left: 'M16 5l-8 7 8 7z', search: 'M10 4a6 6 0 100 12 6 6 0 000-12zM15 15l5 5', error: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 8v5M12 16v1',
  user: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4 21c0-6 16-6 16 0', file: 'M6 3h8l4 4v14H6z',
};
export function icon(name) {
  const span = document.createElement('lightning-primitive-icon');
  span.innerHTML = `<svg class="slds-icon slds-icon_x-small" focusable="false" aria-hidden="true" viewBox="0 0 24 24" data-key="${name}"><path d="${SHAPES[name]}"></path></svg>`;
  return span;
}
export const spinner = () => h('lightning-spinner', {class: 'slds-spinner_container'},
  h('div', {class: 'slds-spinner slds-spinner_brand', role: 'status'}, h('span', {class: 'slds-assistive-text'}, t('loading')), h('div', {class: 'slds-spinner__dot-a'})));

export async function apex(name, params) {
  const [classname, method] = name.split('.');
  const response = await fetch('/webruntime/api/apex/execute', {
    method: 'POST', headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({namespace: '', classname, method, isContinuation: false, language: lang, params: params || {}}),
  });
  const body = await response.json();
  if (response.ok) return body.returnValue;
  if (response.status === 401) {
    window.LWR.user = null;
    navigate(`/${lang}/login?startURL=${encodeURIComponent(location.pathname)}`);
  }
  throw new Error(body.message);
}

export function toast(variant, message) {
  const box = h('div', {class: `slds-notify slds-notify_toast slds-theme_${variant}`, role: 'status'},
    h('span', {class: 'slds-assistive-text'}, variant),
    h('div', {class: 'slds-notify__content'}, h('span', {class: 'toastMessage forceActionsText'}, message)),
    h('button', {class: 'slds-button slds-button_icon slds-notify__close', title: t('close'), onclick: () => box.remove()}, icon('close')));
  document.getElementById('toasts').append(box);
  setTimeout(() => box.remove(), 5000);
}

export function modal(title, body, footer) {
  const heading = uid('modal-heading');
  const overlay = h('lightning-modal', {},
    h('section', {class: 'slds-modal slds-fade-in-open', role: 'dialog', 'aria-modal': 'true', tabindex: '-1', 'aria-labelledby': heading},
      h('div', {class: 'slds-modal__container'},
        h('header', {class: 'slds-modal__header'}, h('h1', {class: 'slds-modal__title', id: heading, tabindex: '-1'}, title)),
        h('div', {class: 'slds-modal__content'}, body),
        h('footer', {class: 'slds-modal__footer'}, footer))),
    h('div', {class: 'slds-backdrop slds-backdrop_open', role: 'presentation'}));
  document.getElementById('overlays').append(overlay);
  overlay.querySelector('h1').focus();
  return {close: () => overlay.remove()};
}

let render = () => {};
export const onNavigate = (handler) => { render = handler; window.addEventListener('popstate', handler); };
export function navigate(url) { history.pushState({}, '', url); window.scrollTo(0, 0); render(); }
export const link = (url, props, ...kids) => h('a', {href: url, ...props,
  onclick: (event) => { if (!event.ctrlKey && !event.metaKey) { event.preventDefault(); navigate(url); } }}, ...kids);
export const button = (label, props, variant = 'neutral') => h('lightning-button', {},
  h('button', {type: 'button', class: `slds-button slds-button_${variant}`, ...props}, label));
export const card = (title, ...kids) => h('article', {class: 'slds-card'},
  h('div', {class: 'slds-card__header slds-grid'}, h('h2', {class: 'slds-card__header-title'}, title)),
  h('div', {class: 'slds-card__body slds-card__body_inner'}, ...kids));
export const notice = (theme, ...kids) => h('div', {class: `slds-scoped-notification slds-theme_${theme}`, role: 'status'}, h('div', {}, ...kids));
export const dl = (pairs) => h('dl', {class: 'slds-grid slds-wrap detail'}, pairs.map(([label, value]) =>
  h('div', {class: 'slds-form-element slds-form-element_readonly'}, h('dt', {class: 'slds-form-element__label'}, label),
    h('dd', {class: 'slds-form-element__static'}, ...(Array.isArray(value) ? value.map((v) => h('div', {}, v)) : [value || ''])))));

export function tabset(tabs) {
  const body = h('div', {});
  const items = tabs.map(([label, make], place) => {
    const id = uid('tab');
    const anchor = h('a', {class: 'slds-tabs_default__link', href: 'javascript:void(0)', role: 'tab', id: `${id}__item`, 'aria-controls': id,
      tabindex: place ? '-1' : '0', 'data-label': label, onclick: (e) => { e.preventDefault(); show(place); }}, label);
    return {id, anchor, make, li: h('li', {class: 'slds-tabs_default__item', role: 'presentation', title: label}, anchor)};
  });
  function show(place) {
    items.forEach((item, i) => { item.li.classList.toggle('slds-is-active', i === place); item.anchor.setAttribute('aria-selected', i === place); });
    const item = items[place];
    body.replaceChildren(h('lightning-tab', {class: 'slds-tabs_default__content slds-show', id: item.id, role: 'tabpanel', 'aria-labelledby': `${item.id}__item`}, item.make()));
  }
  show(0);
  return h('lightning-tabset', {class: 'slds-tabs_default'}, h('ul', {class: 'slds-tabs_default__nav', role: 'tablist'}, items.map((i) => i.li)), body);
}
