import { h, replace } from './dom.js';
import { t, errorText } from './i18n.js';
import { post } from './api.js';

let serial = 0;

// One text field with floating label. Returns {el, input, error(code)}
export function textField(label, { value = '', type = 'text', hint, name, onblur, onchange, autocomplete = 'off' } = {}) {
  const id = `f${++serial}`;
  const message = h('p.field-error', { hidden: true });
  const input = h('input', { id, type, name, placeholder: ' ', autocomplete, spellcheck: false });
  input.value = value;
  const el = h('div.field', {}, input, h('label', { htmlFor: id }, label), hint && h('p.field-hint', {}, hint), message);
  const error = (code) => {
    el.classList.toggle('bad', !!code);
    message.hidden = !code;
    message.textContent = code ? errorText(code) : '';
  };
  input.addEventListener('input', () => { error(null); if (onchange) onchange(input.value); });
  if (onblur) input.addEventListener('blur', () => onblur(input.value));
  return { el, input, error };
}

// Upload zone: sends the file at once, keeps the token that the server gives
export function uploadField(label, hint, { kind, accept, value, onchange }) {
  let current = value || null;
  const message = h('p.field-error', { hidden: true });
  const picker = h('input', { type: 'file', accept, hidden: true });
  const info = h('div');
  const zone = h('div.drop', {}, h('button.btn.small', { type: 'button', onclick: () => picker.click() }, t('file.browse')), info);
  const error = (code) => { message.hidden = !code; message.textContent = code ? errorText(code) : ''; };
  const show = () => replace(info, current
    ? [h('div.name', {}, '✔ ' + current.name), h('small', {}, current.detail)]
    : h('small', {}, t('file.none')));
  async function send(file) {
    if (!file) return;
    error(null);
    replace(info, h('span.spinner'));
    const form = new FormData();
    form.append('file', file);
    try {
      current = await post('/uploads/' + kind, form);
    } catch (problem) {
      current = null;
      error(problem.message);
    }
    picker.value = '';
    show();
    onchange(current);
  }
  picker.addEventListener('change', () => send(picker.files[0]));
  zone.addEventListener('dragover', (e) => { e.preventDefault(); zone.classList.add('over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', (e) => { e.preventDefault(); zone.classList.remove('over'); send(e.dataTransfer.files[0]); });
  show();
  return { el: h('div', {}, h('h3', {}, label), h('p.field-hint', {}, hint), zone, picker, message), error };
}

export function radioCards(name, options, value, onchange) {
  const message = h('p.field-error', { hidden: true });
  const cards = options.map((o) => {
    const input = h('input', { type: 'radio', name, value: o.value, checked: o.value === value });
    const card = h('label.choice', { class: o.value === value ? 'on' : '' }, input, h('b', {}, o.label), h('small', {}, o.help));
    input.addEventListener('change', () => {
      cards.forEach((c) => c.classList.toggle('on', c === card));
      message.hidden = true;
      onchange(o.value);
    });
    return card;
  });
  const error = (code) => { message.hidden = !code; message.textContent = code ? errorText(code) : ''; };
  return { el: h('div', {}, h('div.choices', {}, cards), message), error };
}

export function checkList(options, chosen, onchange) {
  const message = h('p.field-error', { hidden: true });
  const set = new Set(chosen);
  const boxes = options.map((o) => {
    const input = h('input', { type: 'checkbox', name: 'applications', value: o.id, checked: set.has(o.id) });
    input.addEventListener('change', () => {
      if (input.checked) set.add(o.id); else set.delete(o.id);
      message.hidden = true;
      onchange([...set]);
    });
    return h('label.check', {}, input, h('span', {}, o.name, h('small', {}, o.help)));
  });
  const error = (code) => { message.hidden = !code; message.textContent = code ? errorText(code) : ''; };
  return { el: h('div', {}, h('div.checks', {}, boxes), message), error };
}
