// Bouwstenen in de trant van PrimeNG.
import { h, t, uid, http, toast, errText, button } from './core.js';

/** Reactief veld: waarde, validator, aangeraakt. */
export class Control {
  constructor(value, check) { this.value = value; this.check = check; this.touched = false; this.extra = null; this.subs = []; }
  get error() { return this.extra || (this.check && this.check(this.value)); }
  set(v) { this.value = v; this.extra = null; this.dirty = true; this.tell(); }
  touch() { this.touched = true; this.tell(); }
  tell() { this.subs.forEach((f) => f()); }
}
export const required = (v) => (String(v ?? '').trim() ? null : 'VERPLICHT');

function ngClasses(el, ctl) {
  const c = el.classList;
  c.toggle('ng-touched', ctl.touched); c.toggle('ng-untouched', !ctl.touched);
  c.toggle('ng-dirty', !!ctl.dirty); c.toggle('ng-pristine', !ctl.dirty);
  c.toggle('ng-invalid', !!ctl.error); c.toggle('ng-valid', !ctl.error);
}
function errorLine(ctl) {
  const spot = h('div', { class: 'veldfout' });
  const sync = () => {
    const show = ctl.error && (ctl.touched || ctl.extra) ? ctl.error : null;
    if (spot.dataset.code === (show || '')) return;
    spot.dataset.code = show || '';
    spot.replaceChildren(...(show ? [h('small', { class: 'p-error' }, errText(show))] : []));
  };
  ctl.subs.push(sync); sync();
  return spot;
}

export function textField(ctl, key, label, opts = {}) {
  const input = h('input', { pinputtext: '', id: key, type: opts.type || 'text', formcontrolname: key,
    class: 'p-inputtext p-component p-element', autocomplete: 'off', maxlength: opts.max || 60 });
  input.value = ctl.value || '';
  const sync = () => { ngClasses(input, ctl); input.classList.toggle('p-filled', !!input.value); };
  input.addEventListener('input', () => ctl.set(input.value));
  input.addEventListener('blur', () => ctl.touch());
  ctl.subs.push(sync); sync();
  return h('div', { class: 'field col-12 md:col-6' },
    h('span', { class: 'p-float-label' }, input, h('label', { for: key }, label, opts.free ? '' : ' *')),
    opts.hint && h('small', { class: 'hint' }, opts.hint), errorLine(ctl));
}

/** Overlay-paneel aan body, onder het anker; sluit bij klik ernaast. */
function overlay(anchor, panel, onHide) {
  const r = anchor.getBoundingClientRect();
  panel.classList.add('p-overlay');
  panel.style.cssText = `position:absolute;z-index:1001;min-width:${r.width}px;left:${r.left + scrollX}px;top:${r.bottom + scrollY}px`;
  document.body.append(panel);
  const hide = () => {
    panel.remove();
    document.removeEventListener('mousedown', outside);
    document.removeEventListener('keydown', esc);
    onHide();
  };
  const outside = (e) => { if (!panel.contains(e.target) && !anchor.contains(e.target)) hide(); };
  const esc = (e) => { if (e.key === 'Escape') hide(); };
  document.addEventListener('mousedown', outside);
  document.addEventListener('keydown', esc);
  return hide;
}

export function dropdown(ctl, key, label, options, placeholder) {
  let hide = null;
  const hidden = h('input', { type: 'text', readonly: true, id: key, role: 'combobox', 'aria-haspopup': 'listbox', 'aria-expanded': 'false' });
  const text = h('span', { class: 'p-dropdown-label p-inputtext' });
  const box = h('div', { class: 'p-dropdown p-component' }, h('div', { class: 'p-hidden-accessible' }, hidden), text,
    h('div', { role: 'button', class: 'p-dropdown-trigger', 'aria-haspopup': 'listbox', 'aria-expanded': 'false' },
      h('span', { class: 'p-dropdown-trigger-icon pi pi-chevron-down' })));
  const host = h('p-dropdown', { formcontrolname: key, class: 'p-element p-inputwrapper' }, box);
  const sync = () => {
    const o = options.find((x) => x.value === ctl.value);
    text.textContent = o ? o.label : placeholder;
    text.classList.toggle('p-placeholder', !o);
    host.classList.toggle('p-inputwrapper-filled', !!o);
    ngClasses(host, ctl);
  };
  const choose = (o) => { ctl.set(o.value); hide(); hidden.focus(); };
  const show = () => {
    if (hide) { hide(); return; }
    const list = h('ul', { class: 'p-dropdown-items', role: 'listbox' }, options.map((o) => h('p-dropdownitem', { class: 'p-element' },
      h('li', { class: `p-ripple p-dropdown-item${o.value === ctl.value ? ' p-highlight' : ''}`, role: 'option', 'aria-label': o.label,
        'aria-selected': String(o.value === ctl.value), onclick: () => choose(o) }, h('span', {}, o.label)))));
    hidden.setAttribute('aria-expanded', 'true');
    hide = overlay(box, h('div', { class: 'p-dropdown-panel p-component' }, h('div', { class: 'p-dropdown-items-wrapper' }, list)), () => {
      hide = null; hidden.setAttribute('aria-expanded', 'false'); ctl.touch();
    });
  };
  box.addEventListener('click', () => { hidden.focus(); show(); });
  hidden.addEventListener('keydown', (e) => {
    const i = options.findIndex((o) => o.value === ctl.value);
    if (e.key === 'ArrowDown') { e.preventDefault(); ctl.set(options[Math.min(i + 1, options.length - 1)].value); }
    else if (e.key === 'ArrowUp') { e.preventDefault(); ctl.set(options[Math.max(i - 1, 0)].value); }
    else if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); show(); }
  });
  ctl.subs.push(sync); sync();
  return h('div', { class: 'field col-12 md:col-6' }, h('label', { class: 'boven', for: key }, label, ' *'), host, errorLine(ctl));
}

export function multiSelect(ctl, key, label, options, words) {
  let hide = null;
  const hidden = h('input', { type: 'text', readonly: true, id: key, 'aria-haspopup': 'listbox', 'aria-expanded': 'false', role: 'listbox' });
  const text = h('div', { class: 'p-multiselect-label' });
  const box = h('div', { class: 'p-multiselect p-component' }, h('div', { class: 'p-hidden-accessible' }, hidden),
    h('div', { class: 'p-multiselect-label-container' }, text),
    h('div', { class: 'p-multiselect-trigger' }, h('span', { class: 'p-multiselect-trigger-icon pi pi-chevron-down' })));
  const host = h('p-multiselect', { formcontrolname: key, class: 'p-element p-inputwrapper' }, box);
  const mark = (on) => h('div', { class: 'p-checkbox p-component' },
    h('div', { class: `p-checkbox-box${on ? ' p-highlight' : ''}` }, h('span', { class: `p-checkbox-icon${on ? ' pi pi-check' : ''}` })));
  const sync = () => {
    const on = options.filter((o) => ctl.value.includes(o.value));
    text.textContent = !on.length ? words.placeholder : on.length > 3 ? words.many.replace('{n}', on.length) : on.map((o) => o.label).join(', ');
    text.classList.toggle('p-placeholder', !on.length);
    ngClasses(host, ctl);
  };
  const panel = () => {
    let filter = '';
    const list = h('ul', { class: 'p-multiselect-items p-component', role: 'listbox', 'aria-multiselectable': 'true' });
    const all = h('div', { class: 'p-multiselect-all', title: words.all });
    const fill = () => {
      list.replaceChildren(...options.filter((o) => o.label.toLowerCase().includes(filter)).map((o) => {
        const on = ctl.value.includes(o.value);
        return h('p-multiselectitem', { class: 'p-element' }, h('li', { class: `p-ripple p-multiselect-item${on ? ' p-highlight' : ''}`, role: 'option',
          tabindex: 0, 'aria-label': o.label, 'aria-selected': String(on),
          onclick: () => { ctl.set(on ? ctl.value.filter((v) => v !== o.value) : [...ctl.value, o.value]); fill(); } },
        mark(on), h('span', {}, o.label)));
      }));
      all.replaceChildren(mark(ctl.value.length === options.length));
    };
    all.addEventListener('click', () => { ctl.set(ctl.value.length === options.length ? [] : options.map((o) => o.value)); fill(); });
    const search = h('input', { type: 'text', role: 'textbox', class: 'p-multiselect-filter p-inputtext p-component', placeholder: words.filter });
    search.addEventListener('input', () => { filter = search.value.toLowerCase(); fill(); });
    fill();
    return h('div', { class: 'p-multiselect-panel p-component' },
      h('div', { class: 'p-multiselect-header' }, all, h('div', { class: 'p-multiselect-filter-container' }, search),
        h('button', { type: 'button', class: 'p-multiselect-close p-link', onclick: () => hide() }, h('span', { class: 'pi pi-times' }))),
      h('div', { class: 'p-multiselect-items-wrapper' }, list));
  };
  const show = () => {
    if (hide) { hide(); return; }
    hidden.setAttribute('aria-expanded', 'true');
    hide = overlay(box, panel(), () => { hide = null; hidden.setAttribute('aria-expanded', 'false'); ctl.touch(); });
  };
  box.addEventListener('click', show);
  hidden.addEventListener('keydown', (e) => { if (e.key === 'Enter' || e.key === ' ' || e.key === 'ArrowDown') { e.preventDefault(); if (!hide) show(); } });
  ctl.subs.push(sync); sync();
  return h('div', { class: 'field col-12' }, h('label', { class: 'boven', for: key }, label, ' *'), host,
    h('small', { class: 'hint' }, words.hint), errorLine(ctl));
}

export function selectButton(ctl, key, options) {
  const box = h('div', { class: 'p-selectbutton p-buttonset p-component', role: 'group' });
  const items = options.map((o) => {
    const pick = () => { ctl.touched = true; ctl.set(o); };
    return h('div', { pripple: '', class: 'p-ripple p-element p-button p-component', role: 'button', tabindex: 0, 'aria-pressed': 'false', title: o,
      onclick: pick, onkeydown: (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); pick(); } } },
    h('span', { class: 'p-button-label' }, o));
  });
  box.append(...items);
  const host = h('p-selectbutton', { formcontrolname: key, class: 'p-element' }, box);
  const sync = () => {
    items.forEach((el, i) => {
      const on = options[i] === ctl.value;
      el.classList.toggle('p-highlight', on); el.setAttribute('aria-pressed', String(on));
    });
    ngClasses(host, ctl);
  };
  ctl.subs.push(sync); sync();
  return h('div', { class: 'field' }, host, errorLine(ctl));
}

async function send(kind, file, ctl) {
  const form = new FormData();
  form.append('soort', kind); form.append('bestand', file);
  try {
    const got = await http('POST', 'bestanden', form);
    ctl.touched = true; ctl.set(got);
    toast('success', t('kan.klaar'), got.naam);
    return true;
  } catch (e) {
    ctl.touched = true; ctl.set(null); ctl.extra = e.fout || 'TECH'; ctl.tell();
    return false;
  }
}

/** p-fileUpload mode="basic", auto. */
export function basicUpload(ctl, kind, label, hint) {
  const spot = h('div', {});
  const draw = () => {
    const input = h('input', { type: 'file' });
    input.addEventListener('change', () => { if (input.files[0]) send(kind, input.files[0], ctl).then(draw); });
    const choose = h('span', { pripple: '', class: 'p-ripple p-element p-button p-component p-fileupload-choose', tabindex: 0 },
      h('span', { class: 'p-button-icon p-button-icon-left pi pi-plus' }), h('span', { class: 'p-button-label' }, ctl.value ? ctl.value.naam : t('kan.bladeren')), input);
    choose.addEventListener('click', (e) => { if (e.target !== input) input.click(); });
    choose.addEventListener('keydown', (e) => { if (e.key === 'Enter') input.click(); });
    spot.replaceChildren(h('p-fileupload', { mode: 'basic', class: 'p-element' },
      h('div', { class: 'p-fileupload p-fileupload-basic p-component' }, choose)),
    ctl.value ? h('small', { class: 'hint goed' }, ctl.value.info) : '');
  };
  draw();
  return h('div', { class: 'field col-12' }, h('div', { class: 'veldkop' }, label, ' *'), h('small', { class: 'hint' }, hint), spot, errorLine(ctl));
}

/** p-fileUpload mode="advanced": kiezen, dan verzenden. */
export function advancedUpload(ctl, kind, label, hint) {
  let pending = null;
  const spot = h('div', {});
  const take = (file) => { pending = file; ctl.touched = false; ctl.set(null); draw(); };
  const size = (n) => `${(n / 1024).toFixed(3)} KB`;
  const draw = () => {
    const input = h('input', { type: 'file', accept: '.cer' });
    input.addEventListener('change', () => input.files[0] && take(input.files[0]));
    const choose = h('span', { pripple: '', class: 'p-ripple p-element p-button p-component p-fileupload-choose', tabindex: 0 },
      input, h('span', { class: 'p-button-icon p-button-icon-left pi pi-plus' }), h('span', { class: 'p-button-label' }, t('kan.bladeren')));
    choose.addEventListener('click', (e) => { if (e.target !== input) input.click(); });
    const row = (name, bytes, badge, gone) => h('div', { class: 'p-fileupload-row' }, h('div', { class: 'p-fileupload-filename' }, name),
      h('div', {}, size(bytes)), h('span', { class: `p-badge ${badge[1]}` }, badge[0]),
      h('div', {}, h('button', { type: 'button', pbutton: '', class: 'p-button p-button-text p-button-icon-only', onclick: gone }, h('span', { class: 'p-button-icon pi pi-times' }))));
    const content = h('div', { class: 'p-fileupload-content' },
      pending ? h('div', { class: 'p-fileupload-files' }, row(pending.name, pending.size, [t('kan.wacht'), 'p-badge-warning'], () => { pending = null; draw(); }))
        : ctl.value ? h('div', { class: 'p-fileupload-files' }, row(ctl.value.naam, ctl.value.grootte, [t('kan.klaar'), 'p-badge-success'], () => { ctl.set(null); draw(); }))
          : h('p', { class: 'leeg' }, t('kan.sleep')));
    content.addEventListener('dragover', (e) => e.preventDefault());
    content.addEventListener('drop', (e) => { e.preventDefault(); if (e.dataTransfer.files[0]) take(e.dataTransfer.files[0]); });
    spot.replaceChildren(h('p-fileupload', { class: 'p-element' }, h('div', { class: 'p-fileupload p-fileupload-advanced p-component' },
      h('div', { class: 'p-fileupload-buttonbar' }, choose,
        button(t('kan.upload'), { icon: 'upload', disabled: !pending, click: async () => { const f = pending; pending = null; await send(kind, f, ctl); draw(); } }),
        button(t('kan.wis'), { icon: 'times', disabled: !pending, click: () => { pending = null; draw(); } })), content)));
  };
  draw();
  return h('div', { class: 'field col-12' }, h('div', { class: 'veldkop' }, label, ' *'), h('small', { class: 'hint' }, hint), spot, errorLine(ctl));
}
