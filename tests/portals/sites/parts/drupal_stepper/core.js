'use strict';
/* Rendering, words, HTTP, overlays and the small set of "material" controls the views are made of. */
const app = { lang: 'fr', words: {}, me: null, serial: 0 };
const API = '/espace/api/v2';
const overlays = document.querySelector('.cdk-overlay-container');

function h(tag, props, ...children) {
  const el = document.createElement(tag);
  el.setAttribute('_ngcontent-ng-c3079214855', '');
  for (const [key, value] of Object.entries(props || {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) el.addEventListener(key.slice(2), value);
    else if (key in el && (key === 'checked' || key === 'value' || key === 'disabled' || key === 'hidden')) el[key] = value;
    else el.setAttribute(key, value === true ? '' : value);
  }
  el.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return el;
}

function t(key, values) {
  return (app.words[key] || key).replace(/\{\{(\w+)\}\}/g, (_, name) => (values || {})[name] ?? '');
}
const local = (both) => both[app.lang] || both.fr;
const uid = (kind) => `${kind}-${app.serial++}`;
const path = (rest) => `/espace/${app.lang}/${rest}`;

async function api(method, url, body) {
  const xsrf = (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]*)/) || [])[1] || '';
  const form = body instanceof FormData;
  const headers = { 'X-XSRF-TOKEN': xsrf, Accept: 'application/json' };
  if (body && !form) headers['Content-Type'] = 'application/json';
  busy(1);
  try {
    const response = await fetch(API + url, { method, headers, body: form ? body : body && JSON.stringify(body) });
    if (response.status === 401) expired();
    return { status: response.status, ok: response.ok, data: response.status === 204 ? {} : await response.json() };
  } catch (failure) {
    toast(t('err.network'), true);
    return { status: 0, ok: false, data: {} };
  } finally { busy(-1); }
}

let pending = 0;
function busy(change) {
  pending += change;
  const bar = document.querySelector('mat-progress-bar');
  if (bar) bar.style.visibility = pending ? 'visible' : 'hidden';
}

function toast(message, bad) {
  overlays.querySelectorAll('.toast-pane').forEach((old) => old.remove());
  const pane = h('div', { class: 'cdk-overlay-pane toast-pane' },
    h('mat-snack-bar-container', { class: bad ? 'mdc-snackbar bad' : 'mdc-snackbar' },
      h('div', { class: 'mdc-snackbar__label', 'aria-live': 'polite', role: bad ? 'alert' : 'status' }, message),
      h('button', { type: 'button', onclick: () => pane.remove() }, t('close'))));
  overlays.append(pane);
  setTimeout(() => pane.remove(), 4500);
}

function dialog(title, text, actions) {
  const opener = document.activeElement;
  const id = uid('mat-mdc-dialog-title');
  const close = () => { pane.remove(); if (opener && opener.isConnected) opener.focus(); };
  const pane = h('div', { class: 'cdk-global-overlay-wrapper', onkeydown: (e) => e.key === 'Escape' && actions.length > 1 && close() },
    h('mat-dialog-container', { role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': id, tabindex: '-1' },
      h('h2', { id, class: 'mat-mdc-dialog-title' }, title),
      h('mat-dialog-content', null, text),
      h('mat-dialog-actions', null, actions.map(([label, act, primary]) =>
        button(label, () => { close(); if (act) act(); }, primary)))));
  overlays.append(pane);
  pane.querySelector('mat-dialog-actions button:last-child').focus();
}

function expired() {
  if (overlays.querySelector('mat-dialog-container')) return;
  dialog(t('expired.h'), t('expired.p'), [[t('login'), () => { location.href = `/${app.lang}/connexion`; }, true]]);
}

// controls ---------------------------------------------------------------------------------------------
function button(label, act, primary, extra) {
  return h('button', { type: 'button', class: primary ? 'mdc-button mat-mdc-unelevated-button mat-primary'
    : 'mdc-button mat-mdc-button', onclick: act, ...extra },
  h('span', { class: 'mat-mdc-button-persistent-ripple' }), h('span', { class: 'mdc-button__label' }, label));
}

function link(rest, props, ...children) {
  return h('a', { href: path(rest), routerlink: '/' + rest, ...props,
    onclick: (e) => { if (!e.ctrlKey && !e.metaKey) { e.preventDefault(); go(rest); } } }, ...children);
}

/* An outlined field with a floating label; says its own 'required' when it is left, the rest comes from the server. */
function field(form, name, options) {
  const id = uid('mat-input'), errorId = uid('mat-mdc-error'), hintId = uid('mat-mdc-hint');
  const o = options || {};
  const input = h('input', { id, type: o.type || 'text', formcontrolname: o.control || name, value: form.values[name] || '',
    class: 'mat-mdc-input-element mdc-text-field__input', 'aria-required': o.optional ? null : 'true', autocomplete: o.auto || 'off',
    'aria-describedby': o.hint ? hintId : null, maxlength: o.max || null,
    oninput: () => { form.values[name] = input.value; wrap.classList.toggle('mdc-floating', !!input.value);
      if (form.errors[name] === 'err.required' && input.value.trim()) form.mark(name, null);
      if (o.oninput) o.oninput(); },
    onblur: () => { if (!o.optional && !input.value.trim()) form.mark(name, 'err.required'); if (o.onblur) o.onblur(); } });
  const error = h('div', { class: 'mat-mdc-form-field-error-wrapper' });
  const tip = o.hint ? h('mat-hint', { id: hintId }, t(o.hint)) : null;
  const wrap = h('mat-form-field', { class: 'mat-mdc-form-field' + (input.value ? ' mdc-floating' : '') },
    h('div', { class: 'mdc-text-field mdc-text-field--outlined' },
      h('label', { for: id, id: id + '-label', class: 'mdc-floating-label' }, t(o.label || name),
        o.optional ? null : h('span', { 'aria-hidden': 'true', class: 'mat-mdc-form-field-required-marker' }, ' *')),
      input),
    h('div', { class: 'mat-mdc-form-field-subscript-wrapper' }, error, tip));
  form.show[name] = (key) => {
    error.replaceChildren(...(key ? [h('mat-error', { id: errorId, 'aria-live': 'polite' }, t(key))] : []));
    if (tip) tip.hidden = !!key;
    input.setAttribute('aria-invalid', key ? 'true' : 'false');
    input.setAttribute('aria-describedby', [key ? errorId : '', o.hint ? hintId : ''].join(' ').trim());
    wrap.classList.toggle('mat-form-field-invalid', !!key);
  };
  form.focus[name] = () => input.focus();
  if (form.errors[name]) form.show[name](form.errors[name]);
  return wrap;
}

function group(values) {
  const form = { values, errors: {}, show: {}, focus: {} };
  form.mark = (name, key) => { if (key) form.errors[name] = key; else delete form.errors[name]; if (form.show[name]) form.show[name](key); };
  form.set = (errors) => {
    Object.keys(form.errors).forEach((name) => errors[name] || form.mark(name, null));
    Object.entries(errors).forEach(([name, key]) => form.mark(name, key));
    const first = Object.keys(form.show).find((name) => errors[name]);
    if (first && form.focus[first]) form.focus[first]();
  };
  return form;
}

/* A file goes to the server as soon as it is chosen (or dropped). */
function uploader(form, kind, label, hint, accept) {
  const input = h('input', { type: 'file', hidden: true, class: 'file-input', accept: accept || null, id: uid('upload') , 'aria-label': label,
    onchange: () => { if (input.files[0]) send(input.files[0]); input.value = ''; } });
  const state = h('div', { class: 'upload-state' });
  const error = h('div', { class: 'mat-mdc-form-field-error-wrapper' });
  const pick = button(t('browse'), () => input.click(), false, { 'aria-describedby': input.id + '-t', class: 'mdc-button mat-mdc-outlined-button' });
  const refresh = () => {
    const file = form.values[kind];
    state.replaceChildren(...(file ? [h('mat-chip-row', { class: 'file-chip' }, h('strong', null, file.name), ' ', h('small', null, file.description), ' ',
      h('button', { type: 'button', 'aria-label': `${t('remove')} ${file.name}`, onclick: drop }, '✕'))] : [h('span', null, t('drop'))]));
  };
  const drop = async () => { await api('DELETE', `/configuration/fichiers/${kind}`); form.values[kind] = null; refresh(); };
  const send = async (file) => {
    const data = new FormData();
    data.append('file', file, file.name);
    state.replaceChildren(h('span', { role: 'status' }, t('uploading', { name: file.name })));
    const { ok, data: answer } = await api('POST', `/configuration/fichiers/${kind}`, data);
    form.values[kind] = ok ? answer.file : null;
    form.mark(kind, ok ? null : answer.error || 'err.network');
    refresh();
    if (ok) toast(t('toast.file', { name: file.name }));
  };
  form.show[kind] = (key) => error.replaceChildren(...(key ? [h('mat-error', { role: 'alert' }, t(key))] : []));
  form.focus[kind] = () => pick.focus();
  const zone = h('app-file-drop', { class: 'drop-zone', ondragover: (e) => e.preventDefault(),
    ondrop: (e) => { e.preventDefault(); if (e.dataTransfer.files[0]) send(e.dataTransfer.files[0]); } },
  h('p', { id: input.id + '-t', class: 'drop-title' }, label, h('span', { 'aria-hidden': 'true' }, ' *')), h('p', { class: 'drop-hint' }, hint), input, pick, state, error);
  refresh();
  if (form.errors[kind]) form.show[kind](form.errors[kind]);
  return zone;
}
