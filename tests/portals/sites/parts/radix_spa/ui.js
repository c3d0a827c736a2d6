// Primitives in the manner of Radix UI / shadcn.
import { h, t, useId, uploadFile } from './core.js';
export const Button = (props, ...kids) => h('button', { type: 'button', ...props, class: 'btn ' + (props.class || '') }, kids);
export const Card = ({ title, description, footer }, ...kids) => h('div', { class: 'card rounded-xl border shadow-sm' },
  title && h('div', { class: 'card-header flex flex-col space-y-1.5', style: 'display:block' }, h('div', { class: 'card-title' }, title), description && h('div', { class: 'text-sm text-muted-foreground' }, description)),
  h('div', { class: 'card-content' }, kids), footer && h('div', { class: 'card-footer' }, footer));
export const Skeleton = (rows = 4) => Card({ title: h('div', { class: 'skeleton', style: 'width:220px' }) }, Array.from({ length: rows }, (_, i) => h('div', { class: 'skeleton', style: `width:${90 - i * 9}%` })));
const hideOthers = on => { const r = document.getElementById('root'); on ? r.setAttribute('aria-hidden', 'true') : r.removeAttribute('aria-hidden'); document.body.style.pointerEvents = on ? 'none' : ''; };
const place = (el, anchor) => { const b = anchor.getBoundingClientRect(); el.style.left = b.left + scrollX + 'px'; el.style.top = b.bottom + scrollY + 4 + 'px'; el.style.minWidth = b.width + 'px'; };
function layer(anchor, content, { modal, onClose }) {
  const wrap = h('div', { 'data-radix-popper-content-wrapper': '', 'data-portal': '', class: 'popper' }, content);
  document.body.append(wrap); place(wrap, anchor);
  if (wrap.getBoundingClientRect().right > innerWidth) wrap.style.left = innerWidth - wrap.offsetWidth - 12 + 'px';
  const close = () => { wrap.remove(); if (modal) hideOthers(false); document.removeEventListener('pointerdown', out, true); document.removeEventListener('keydown', key, true); removeEventListener('popstate', close); onClose(); };
  const out = e => { if (!wrap.contains(e.target)) { e.stopPropagation(); close(); } };
  const key = e => {
    if (e.key === 'Escape') { e.stopPropagation(); close(); anchor.focus(); return; }
    const items = [...wrap.querySelectorAll('[role=option],[role=menuitem]')].filter(x => !x.hidden);
    const i = items.indexOf(document.activeElement);
    if (e.key === 'ArrowDown') { e.preventDefault(); (items[i + 1] || items[0])?.focus(); }
    else if (e.key === 'ArrowUp') { e.preventDefault(); (items[i - 1] || items.at(-1))?.focus(); }
    else if ((e.key === 'Enter' || e.key === ' ') && i >= 0) { e.preventDefault(); items[i].dispatchEvent(new Event('choose')); }
  };
  setTimeout(() => wrap.isConnected && document.addEventListener('pointerdown', out, true)); document.addEventListener('keydown', key, true); addEventListener('popstate', close);
  if (modal) hideOthers(true);
  return { wrap, close };
}
const opens = f => ({ onpointerdown: e => { if (e.button === 0) { e.preventDefault(); f(); } }, onkeydown: e => { if (['Enter', ' ', 'ArrowDown'].includes(e.key)) { e.preventDefault(); f(); } } });
export function Select({ id, options, value, placeholder, onChange, describedby }) {
  let lay = null; const list = 'radix-' + useId();
  const span = h('span', { style: 'pointer-events:none', 'data-placeholder': value ? null : '' });
  const native = h('select', { 'aria-hidden': 'true', tabindex: '-1', class: 'sr-only', onchange: e => set(e.target.value) }, h('option', { value: '' }), options.map(o => h('option', { value: o.value }, o.label)));
  const set = v => { value = v; native.value = v; const o = options.find(x => x.value === v); span.textContent = o ? o.label : placeholder; o ? span.removeAttribute('data-placeholder') : span.setAttribute('data-placeholder', ''); onChange?.(v); };
  const open = () => {
    if (lay) return;
    const box = h('div', { role: 'listbox', id: list, 'data-state': 'open' }, options.map(o => {
      const pick = () => { lay.close(); set(o.value); btn.focus(); };
      return h('div', { role: 'option', tabindex: '-1', class: 'item', 'aria-selected': String(o.value === value), 'data-state': o.value === value ? 'checked' : 'unchecked', onpointerup: pick, onchoose: pick }, h('span', {}, o.label));
    }));
    btn.setAttribute('aria-expanded', 'true'); btn.dataset.state = 'open';
    lay = layer(btn, box, { modal: true, onClose: () => { lay = null; btn.setAttribute('aria-expanded', 'false'); btn.dataset.state = 'closed'; } });
    (box.querySelector('[aria-selected=true]') || box.firstChild).focus();
  };
  const btn = h('button', { type: 'button', role: 'combobox', id, class: 'select-trigger', 'aria-controls': list, 'aria-expanded': 'false', 'aria-autocomplete': 'none', 'aria-describedby': describedby, 'data-state': 'closed', ...opens(open) }, span, h('span', { 'aria-hidden': 'true' }, '▾'));
  span.textContent = options.find(o => o.value === value)?.label || placeholder; native.value = value || '';
  return h('div', { style: 'position:relative' }, btn, native);
}
export function RadioGroup({ options, value, onChange, labelledby }) {
  const g = h('div', { role: 'radiogroup', 'aria-labelledby': labelledby, class: 'grid gap-2' });
  const set = v => { value = v; g.querySelectorAll('[role=radio]').forEach(b => { const on = b.value === v; b.setAttribute('aria-checked', on); b.dataset.state = on ? 'checked' : 'unchecked'; b.nextSibling.checked = on; }); onChange(v); };
  for (const o of options) {
    const id = useId() + '-form-item', on = o.value === value;
    g.append(h('div', { class: 'row' }, h('button', { type: 'button', role: 'radio', id, value: o.value, class: 'radio', 'aria-checked': String(on), 'data-state': on ? 'checked' : 'unchecked', onclick: () => set(o.value) }),
      h('input', { type: 'radio', 'aria-hidden': 'true', tabindex: '-1', class: 'bubble', value: o.value, checked: on }), h('label', { for: id, class: 'font-normal' }, o.label)));
  }
  return g;
}
export function Checkbox({ label, checked, onChange }) {
  const id = useId() + '-form-item';
  const bub = h('input', { type: 'checkbox', 'aria-hidden': 'true', tabindex: '-1', class: 'bubble', checked });
  const btn = h('button', { type: 'button', role: 'checkbox', id, class: 'checkbox', 'aria-checked': String(!!checked), 'data-state': checked ? 'checked' : 'unchecked', value: 'on', onclick: () => { checked = !checked; btn.setAttribute('aria-checked', String(checked)); btn.dataset.state = checked ? 'checked' : 'unchecked'; bub.checked = checked; onChange(checked); } });
  return h('div', { class: 'row' }, btn, bub, h('label', { for: id, class: 'text-sm font-normal' }, label));
}
export function DropdownMenu(label, aria, items) {
  let lay = null;
  const open = () => {
    if (lay) return;
    const menu = h('div', { role: 'menu', 'data-state': 'open' }, items.map(i => { const go = () => { lay.close(); i.onSelect(); };
      return h('div', { role: 'menuitem', tabindex: '-1', class: 'item', onclick: go, onchoose: go }, i.label); }));
    btn.setAttribute('aria-expanded', 'true');
    lay = layer(btn, menu, { modal: true, onClose: () => { lay = null; btn.setAttribute('aria-expanded', 'false'); } });
  };
  const btn = h('button', { type: 'button', class: 'btn ghost', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': aria, ...opens(open) }, label, h('span', { 'aria-hidden': 'true' }, '▾'));
  return btn;
}
export function CommandCombobox({ options, placeholder, search, empty, onSelect }) {
  let lay = null; const span = h('span', {}, placeholder);
  const open = () => {
    const items = options.map(o => { const pick = () => { lay.close(); span.textContent = o.label; onSelect(o); };
      return h('div', { role: 'option', 'cmdk-item': '', tabindex: '-1', class: 'item', 'aria-selected': 'false', 'data-value': o.label.toLowerCase(), onclick: pick, onchoose: pick }, h('div', {}, o.name), h('div', { class: 'text-sm text-muted-foreground' }, o.number)); });
    const none = h('div', { 'cmdk-empty': '', class: 'item text-sm', hidden: true }, empty), lid = 'radix-' + useId();
    const norm = s => s.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f.]/g, '');
    const box = h('div', { role: 'dialog', 'data-state': 'open' }, h('div', { 'cmdk-root': '' },
      h('input', { class: 'input', 'cmdk-input': '', role: 'combobox', type: 'text', autocomplete: 'off', 'aria-expanded': 'true', 'aria-controls': lid, placeholder: search,
        onkeydown: e => { if (e.key === 'Enter') items.find(i => !i.hidden)?.click(); },
        oninput: e => { const q = norm(e.target.value); let k = 0; items.forEach(i => { i.hidden = !norm(i.dataset.value).includes(q); if (!i.hidden) k++; }); none.hidden = k > 0; } }),
      h('div', { role: 'listbox', id: lid, 'cmdk-list': '', class: 'cmd-list' }, none, items)));
    btn.setAttribute('aria-expanded', 'true');
    lay = layer(btn, box, { onClose: () => { lay = null; setTimeout(() => btn.setAttribute('aria-expanded', 'false')); } });
    box.querySelector('input').focus();
  };
  const btn = h('button', { type: 'button', role: 'combobox', class: 'select-trigger', 'aria-expanded': 'false', 'aria-haspopup': 'dialog', onclick: () => { if (btn.getAttribute('aria-expanded') === 'false') open(); } }, span, h('span', { 'aria-hidden': 'true' }, '⇅'));
  return btn;
}
export function AlertDialog({ title, description, cancel, action, destructive, onAction }) {
  const a = useId(), b = useId(); hideOthers(true);
  const close = () => { port.remove(); hideOthers(false); document.removeEventListener('keydown', esc); };
  const esc = e => { if (e.key === 'Escape') close(); };
  const no = Button({ class: 'outline', onclick: close }, cancel);
  const port = h('div', { 'data-portal': '' }, h('div', { class: 'overlay', 'data-state': 'open' }),
    h('div', { role: 'alertdialog', class: 'dialog', 'data-state': 'open', 'aria-labelledby': a, 'aria-describedby': b, tabindex: '-1' }, h('h2', { id: a }, title), h('p', { id: b, class: 'text-sm text-muted-foreground' }, description),
      h('div', { class: 'flex gap-2', style: 'justify-content:flex-end' }, no, Button({ class: destructive ? 'destructive' : '', onclick: () => { close(); onAction(); } }, action))));
  document.body.append(port); document.addEventListener('keydown', esc); no.focus();
}
export function toast(title, text, variant = '') {
  let v = document.querySelector('.toasts');
  if (!v) document.body.append(v = h('ol', { class: 'toasts', role: 'region', 'aria-label': 'Notifications (F8)', tabindex: '-1' }));
  const li = h('li', { class: 'toast ' + variant, role: 'status', 'aria-live': 'polite', 'data-state': 'open' }, h('div', { class: 'font-medium' }, title), text && h('div', { class: 'text-sm' }, text));
  v.append(li); setTimeout(() => li.remove(), 4500);
}
export function FormItem({ label, description, check, control, value = '', type = 'text', autocomplete, name, onInput, labelFor = true }) {
  const id = useId() + '-form-item', msg = h('p', { id: id + '-message', class: 'text-sm text-destructive', hidden: true });
  const el = control ? control(id, id + '-message') : h('input', { id, name, type, class: 'input', value, autocomplete, 'aria-invalid': 'false', 'aria-describedby': id + '-description', oninput: e => { onInput?.(e.target.value); if (!msg.hidden) validate(); }, onblur: () => validate() });
  const setError = s => { msg.textContent = s || ''; msg.hidden = !s; const c = document.getElementById(id) || el; c.setAttribute('aria-invalid', s ? 'true' : 'false'); };
  const validate = () => { const s = check ? check(control ? undefined : el.value) : ''; setError(s); return !s; };
  return { node: h('div', { class: 'space-y-2' }, h('label', { class: 'label', for: labelFor ? id : null }, label), el, description && h('p', { id: id + '-description', class: 'text-sm text-muted-foreground' }, description), msg), validate, setError, input: el };
}
export function Dropzone({ id, kind, accept, value, onChange, onError }) {
  const list = h('ul', { style: 'list-style:none;padding:0;margin:0' });
  const show = f => list.replaceChildren(...(f ? [h('li', { class: 'file flex justify-between items-center' }, h('span', {}, f.name, h('span', { class: 'text-sm text-muted-foreground' }, ' · ' + f.info)), Button({ class: 'ghost', 'aria-label': t('remove') + ' ' + f.name, onclick: () => { onChange(null); show(null); } }, '✕'))] : []));
  const take = async file => {
    if (!file) return; onError(''); onChange(null);
    const bar = h('div', { style: 'width:4%' });
    list.replaceChildren(h('li', { class: 'file' }, h('span', {}, file.name), h('div', { class: 'progress', role: 'progressbar' }, bar)));
    try { const f = await uploadFile(kind, file, p => { bar.style.width = p + '%'; }); onChange(f); show(f); toast(t('uploaded'), f.name); }
    catch (e) { show(null); onError(t(e.body?.error || 'oops')); }
  };
  const input = h('input', { type: 'file', accept, tabindex: '-1', style: 'display:none', onclick: e => e.stopPropagation(), onchange: e => { take(e.target.files[0]); e.target.value = ''; } });
  const zone = h('div', { class: 'dropzone', id, role: 'presentation', tabindex: '0', onclick: () => input.click(), onkeydown: e => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); input.click(); } }, ondragover: e => { e.preventDefault(); zone.classList.add('over'); }, ondragleave: () => zone.classList.remove('over'), ondrop: e => { e.preventDefault(); zone.classList.remove('over'); take(e.dataTransfer.files[0]); } }, input, h('p', { class: 'text-sm' }, t('drop'), ' ', h('span', { style: 'color:#1d4ed8' }, t('browse'))), h('p', { class: 'text-sm text-muted-foreground' }, accept));
  if (value) show(value);
  return h('div', {}, zone, list);
}
export function Collapsible(label, open, ...kids) {
  const id = 'radix-' + useId(), body = h('div', { id, class: 'sub', hidden: !open, 'data-state': open ? 'open' : 'closed' }, kids);
  const btn = h('button', { type: 'button', class: 'nav', 'aria-controls': id, 'aria-expanded': String(!!open), onclick: () => { open = !open; body.hidden = !open; btn.setAttribute('aria-expanded', String(open)); } }, h('span', {}, label), h('span', { 'aria-hidden': 'true' }, '›'));
  return h('div', {}, btn, body);
}
