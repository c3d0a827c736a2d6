/* Form, inputs, Select, AutoComplete, Radio, Upload, Transfer. */
function Form(name, values) {
  const form = { name, values, items: {} };
  form.set = (k, v) => { values[k] = v; const it = form.items[k]; if (it && it.touched) it.check(); };
  form.error = (k, text) => { const it = form.items[k]; if (it) it.show(text); };
  form.validate = async () => {
    let first = null;
    for (const it of Object.values(form.items)) {
      it.touched = true;
      const bad = await it.check();
      if (bad && !first) first = it;
    }
    if (first) first.el.scrollIntoView({ block: 'center' });
    return !first;
  };
  return form;
}
/* rules: functions (value) -> undefined | message | promise of them */
function FormItem(form, name, { label, required, rules = [], extra, control, tooltip }) {
  const id = form.name + '_' + name;
  const explain = h('div', { className: 'ant-form-item-explain' });
  const el = h('div', { className: 'ant-form-item' }, h('div', { className: 'ant-row ant-form-item-row' },
    label && h('div', { className: 'ant-col ant-form-item-label' }, h('label', { htmlFor: id, title: label, className: cx(required && 'ant-form-item-required') }, label,
      tooltip && h('span', { className: 'ant-form-item-tooltip', title: tooltip }, '?'))),
    h('div', { className: 'ant-col ant-form-item-control' },
      h('div', { className: 'ant-form-item-control-input' }, h('div', { className: 'ant-form-item-control-input-content' }, control(id, form))),
      explain, extra && h('div', { className: 'ant-form-item-extra' }, extra))));
  const item = form.items[name] = { el, touched: false };
  item.show = (text) => {
    el.classList.toggle('ant-form-item-has-error', !!text);
    explain.replaceChildren(...(text ? [h('div', { className: 'ant-form-item-explain-error', role: 'alert' }, text)] : []));
  };
  item.check = async () => {
    const v = form.values[name];
    let bad = required && (v === undefined || v === null || v === '' || (Array.isArray(v) && !v.length) || (typeof v === 'string' && !v.trim())) ? (typeof required === 'string' ? required : t('err_required')) : null;
    for (const r of rules) bad = bad || (v ? await r(v) : null);
    item.show(bad);
    return bad;
  };
  return el;
}

const Input = (name, props = {}) => (id, form) => {
  const el = h('input', { id, className: 'ant-input', type: 'text', value: form.values[name] || '', ...props, onInput: (e) => form.set(name, e.target.value),
    onBlur: () => { if (form.values[name]) { form.items[name].touched = true; form.items[name].check(); } } });
  if (!props.suffix) return el;
  return h('span', { className: 'ant-input-affix-wrapper' }, el, h('span', { className: 'ant-input-suffix' }, props.suffix(el)));
};
const Password = (name) => (id, form) => {
  const el = h('input', { id, className: 'ant-input', type: 'password', autocomplete: 'current-password', onInput: (e) => form.set(name, e.target.value) });
  return h('span', { className: 'ant-input-affix-wrapper ant-input-password' }, el, h('span', { className: 'ant-input-suffix' },
    h('span', { role: 'img', tabindex: '-1', className: 'anticon ant-input-password-icon', onClick: () => { el.type = el.type === 'password' ? 'text' : 'password'; } }, '👁')));
};

/* the floating list that Select and AutoComplete share: a virtual list at the end of <body> */
function popupList(anchor, listId, getOptions, pick, current) {
  const ROW = 32, SHOWN = 8;
  const options = getOptions();
  const inner = h('div', { className: 'rc-virtual-list-holder-inner' });
  const filler = h('div', { style: { height: options.length * ROW + 'px', position: 'relative', overflow: 'hidden' } }, inner);
  const holder = h('div', { className: 'rc-virtual-list-holder', style: { maxHeight: SHOWN * ROW + 'px', overflowY: 'auto' } }, filler);
  const aria = h('div', { role: 'listbox', id: listId, style: { height: '0px', width: '0px', overflow: 'hidden' } },
    options.slice(0, 2).map((o, i) => h('div', { role: 'option', id: listId + '_' + i, 'aria-label': o.label, 'aria-selected': String(o.value === current) }, o.value)));
  const draw = () => {
    const from = Math.max(0, Math.floor(holder.scrollTop / ROW) - 1);
    inner.style.transform = 'translateY(' + from * ROW + 'px)';
    inner.replaceChildren(...options.slice(from, from + SHOWN + 2).map((o) => h('div', { title: o.label, 'aria-selected': String(o.value === current), onClick: () => pick(o),
      className: cx('ant-select-item ant-select-item-option', o.value === current && 'ant-select-item-option-selected', o.disabled && 'ant-select-item-option-disabled') },
    h('div', { className: 'ant-select-item-option-content' }, o.label), h('span', { className: 'ant-select-item-option-state', unselectable: 'on', 'aria-hidden': 'true' }))));
  };
  holder.addEventListener('scroll', draw);
  draw();
  const r = anchor.getBoundingClientRect();
  return h('div', { style: { position: 'absolute', top: '0px', left: '0px', width: '100%' } },
    h('div', { className: 'ant-select-dropdown ant-select-dropdown-placement-bottomLeft', onMousedown: (e) => e.preventDefault(),
      style: { left: r.left + scrollX + 'px', top: r.bottom + scrollY + 4 + 'px', width: r.width + 'px' } },
    h('div', {}, aria, options.length ? h('div', { className: 'rc-virtual-list', style: { position: 'relative' } }, holder) : h('div', { className: 'ant-select-item-empty' }, t('noData')))));
}

const Select = (name, options, { placeholder, onChange } = {}) => (id, form) => {
  const listId = 'rc_select_' + uidSeq++;
  let pop = null;
  const search = h('input', { id, type: 'search', autocomplete: 'off', readOnly: true, unselectable: 'on', className: 'ant-select-selection-search-input', role: 'combobox',
    'aria-expanded': 'false', 'aria-haspopup': 'listbox', 'aria-owns': listId + '_list', 'aria-autocomplete': 'list', 'aria-controls': listId + '_list', style: { opacity: 0 } });
  const shown = h('span', {});
  const selector = h('div', { className: 'ant-select-selector' }, h('span', { className: 'ant-select-selection-search' }, search), shown);
  const el = h('div', { className: 'ant-select ant-select-outlined ant-select-single ant-select-show-arrow' }, selector,
    h('span', { className: 'ant-select-arrow', unselectable: 'on', 'aria-hidden': 'true' }, Icon('down', 'ant-select-suffix')));
  const draw = () => {
    const o = options.find((x) => x.value === form.values[name]);
    shown.className = o ? 'ant-select-selection-item' : 'ant-select-selection-placeholder';
    shown.textContent = o ? o.label : placeholder || '';
    if (o) shown.title = o.label; else shown.removeAttribute('title');
  };
  const hide = () => { if (!pop) return; pop.remove(); pop = null; el.classList.remove('ant-select-open'); search.setAttribute('aria-expanded', 'false'); document.removeEventListener('mousedown', outside); };
  const outside = (e) => { if (!el.contains(e.target) && !(pop && pop.contains(e.target))) hide(); };
  const show = () => {
    pop = popupList(el, listId + '_list', () => options, (o) => { hide(); if (o.disabled) return; form.set(name, o.value); form.items[name] && form.items[name].check(); draw(); onChange && onChange(o.value); }, form.values[name]);
    document.body.append(pop); layers.push(hide);
    el.classList.add('ant-select-open'); search.setAttribute('aria-expanded', 'true');
    document.addEventListener('mousedown', outside);
  };
  el.addEventListener('mousedown', (e) => { e.preventDefault(); search.focus({ preventScroll: true }); pop ? hide() : show(); });
  search.addEventListener('keydown', (e) => {
    if (e.key === 'Escape') return hide();
    if (!['ArrowDown', 'ArrowUp', 'Enter', ' '].includes(e.key)) return;
    e.preventDefault();
    if (!pop) return show();
    if (e.key === 'Enter') return hide();
    const i = options.findIndex((x) => x.value === form.values[name]);
    const o = options[Math.min(options.length - 1, Math.max(0, i + (e.key === 'ArrowUp' ? -1 : 1)))];
    form.set(name, o.value); draw(); onChange && onChange(o.value);
  });
  draw();
  return el;
};
const AutoComplete = (name, suggestions, placeholder) => (id, form) => {
  const listId = 'rc_select_' + uidSeq++;
  let pop = null;
  const hide = () => { if (pop) { pop.remove(); pop = null; input.setAttribute('aria-expanded', 'false'); } };
  const show = () => {
    hide();
    const q = input.value.trim().toLowerCase();
    const options = suggestions.filter((s) => s.toLowerCase().includes(q)).map((s) => ({ value: s, label: s }));
    if (!options.length) return;
    pop = popupList(el, listId + '_list', () => options, (o) => { input.value = o.value; hint.hidden = true; form.set(name, o.value); hide(); });
    input.setAttribute('aria-expanded', 'true');
    document.body.append(pop); layers.push(hide);
  };
  const input = h('input', { id, type: 'search', autocomplete: 'off', className: 'ant-select-selection-search-input', role: 'combobox', 'aria-expanded': 'false', 'aria-haspopup': 'listbox',
    'aria-owns': listId + '_list', 'aria-autocomplete': 'list', 'aria-controls': listId + '_list', value: form.values[name] || '',
    onInput: () => { form.set(name, input.value); hint.hidden = !!input.value; show(); }, onFocus: show, onBlur: hide });
  const hint = h('span', { className: 'ant-select-selection-placeholder' }, placeholder);
  hint.hidden = !!input.value;
  const el = h('div', { className: 'ant-select ant-select-outlined ant-select-auto-complete ant-select-single ant-select-show-search' },
    h('div', { className: 'ant-select-selector' }, h('span', { className: 'ant-select-selection-search' }, input), hint));
  return el;
};

/* segmented control (language) and radio cards (channel) */
function Segmented(options, value, onChange) {
  const group = 'seg' + uidSeq++;
  return h('div', { className: 'ant-segmented' }, h('div', { className: 'ant-segmented-group' }, options.map((o) =>
    h('label', { className: cx('ant-segmented-item', o.value === value && 'ant-segmented-item-selected') },
      h('input', { className: 'ant-segmented-item-input', type: 'radio', name: group, checked: o.value === value, onChange: () => onChange(o.value) }),
      h('div', { className: 'ant-segmented-item-label', title: o.label }, o.label)))));
}
const RadioCards = (name, options, onChange) => (id, form) => {
  const group = h('div', { className: 'ant-radio-group ant-radio-group-outline radio-cards', id });
  const cards = options.map((o) => {
    const input = h('input', { type: 'radio', className: 'ant-radio-button-input', name: id, value: o.value,
      onChange: () => { form.set(name, o.value); form.items[name].check(); draw(); onChange(o.value); } });
    const span = h('span', {}, input, h('span', { className: 'ant-radio-button-inner' }));
    const label = h('label', {}, span, h('span', {}, h('strong', {}, o.label), h('small', {}, o.text)));
    group.append(label);
    return { o, input, span, label };
  });
  const draw = () => cards.forEach(({ o, input, span, label }) => {
    const on = form.values[name] === o.value;
    input.checked = on;
    span.className = cx('ant-radio-button', on && 'ant-radio-button-checked');
    label.className = cx('ant-radio-button-wrapper', on && 'ant-radio-button-wrapper-checked');
  });
  draw();
  return group;
};

const Dragger = (name, { kind, accept, title, hint }) => (id, form) => {
  const list = h('div', { className: 'ant-upload-list ant-upload-list-text' });
  const draw = (f) => list.replaceChildren(...(f ? [h('div', { className: 'ant-upload-list-item-container' }, h('div', { className: 'ant-upload-list-item ant-upload-list-item-' + f.status },
    h('div', { className: 'ant-upload-icon' }, Icon('dot', f.status === 'uploading' && 'anticon-spin')), h('span', { className: 'ant-upload-list-item-name', title: f.name }, f.name),
    f.remark && h('span', { className: 'upload-remark' }, f.remark),
    h('span', { className: 'ant-upload-list-item-actions' }, h('button', { type: 'button', title: t('removeFile'), className: 'ant-btn ant-btn-text ant-btn-icon-only', onClick: () => { form.set(name, null); draw(null); } }, Icon('delete')))))] : []));
  const send = async (file) => {
    draw({ name: file.name, status: 'uploading' });
    form.values[name] = null;
    const body = new FormData();
    body.append('kind', kind); body.append('file', file);
    try {
      const r = await api('POST', '/uploads', body);
      form.set(name, { ...r, status: 'done' }); draw({ ...r, status: 'done' });
      form.error(name, null);
      message('success', t('uploaded', { name: file.name }));
    } catch (e) {
      draw({ name: file.name, status: 'error' });
      form.error(name, t('err_' + e.code));
      message('error', t('uploadFailed', { name: file.name }));
    }
  };
  const input = h('input', { type: 'file', accept, style: { display: 'none' }, onClick: (e) => e.stopPropagation(), onChange: () => { if (input.files[0]) { const f = input.files[0]; send(f); input.value = ''; } } });
  const zone = h('div', { className: 'ant-upload ant-upload-drag', onDragover: (e) => e.preventDefault(), onDrop: (e) => { e.preventDefault(); if (e.dataTransfer.files[0]) send(e.dataTransfer.files[0]); } },
    h('span', { tabindex: '0', className: 'ant-upload ant-upload-btn', role: 'button', onClick: () => input.click() }, input,
      h('div', { className: 'ant-upload-drag-container' }, h('p', { className: 'ant-upload-drag-icon' }, Icon('inbox')), h('p', { className: 'ant-upload-text' }, title), h('p', { className: 'ant-upload-hint' }, hint))));
  draw(form.values[name]);
  return h('span', { className: 'ant-upload-wrapper', id }, zone, list);
};

const Transfer = (name, items, titles, operations) => (id, form) => {
  const root = h('div', { className: 'ant-transfer', id });
  const marked = new Set(), filter = { left: '', right: '' };
  const operation = h('div', { className: 'ant-transfer-operation' });
  const side = (which) => {
    const box = h('div', { className: 'ant-transfer-list' });
    const body = h('ul', { className: 'ant-transfer-list-content' });
    const count = h('span', { className: 'ant-transfer-list-header-selected' });
    const made = {};
    const row = (x) => {
      const toggle = () => { marked.has(x.key) ? marked.delete(x.key) : marked.add(x.key); draw(); };
      if (!made[x.key]) {
        const input = h('input', { type: 'checkbox', className: 'ant-checkbox-input', onChange: toggle });
        const mark = h('span', {}, input, h('span', { className: 'ant-checkbox-inner' }));
        const label = h('label', { className: 'ant-checkbox-wrapper ant-transfer-checkbox' }, mark);
        const li = h('li', { title: x.label, onClick: (e) => { if (!label.contains(e.target)) toggle(); } }, label, h('span', { className: 'ant-transfer-list-content-item-text' }, x.label));
        made[x.key] = { li, input, mark };
      }
      const { li, input, mark } = made[x.key], on = marked.has(x.key);
      input.checked = on;
      mark.className = cx('ant-checkbox', on && 'ant-checkbox-checked');
      li.className = cx('ant-transfer-list-content-item', on && 'ant-transfer-list-content-item-checked');
      return li;
    };
    const mine = () => items.filter((x) => form.values[name].includes(x.key) === (which === 'right'));
    box.draw = () => {
      const rows = mine().filter((x) => x.label.toLowerCase().includes(filter[which].toLowerCase()));
      const n = mine().filter((x) => marked.has(x.key)).length;
      count.textContent = (n ? n + '/' : '') + t('nItems', { n: mine().length });
      const nodes = rows.length ? rows.map((x) => row(x)) : [h('div', { className: 'ant-transfer-list-body-not-found' }, t('noData'))];
      if (nodes.length !== body.children.length || nodes.some((n2, i) => body.children[i] !== n2)) body.replaceChildren(...nodes);
    };
    box.append(h('div', { className: 'ant-transfer-list-header' }, count, h('span', { className: 'ant-transfer-list-header-title' }, titles[which === 'left' ? 0 : 1])),
      h('div', { className: 'ant-transfer-list-body ant-transfer-list-body-with-search' }, h('div', { className: 'ant-transfer-list-body-search-wrapper' },
        h('span', { className: 'ant-input-affix-wrapper ant-transfer-list-search' }, h('input', { className: 'ant-input', type: 'text', placeholder: t('searchHere'), onInput: (e) => { filter[which] = e.target.value; box.draw(); } }))), body));
    return box;
  };
  const left = side('left'), right = side('right');
  const move = (to) => {
    const keys = items.map((x) => x.key).filter((k) => marked.has(k) && form.values[name].includes(k) === (to === 'left'));
    keys.forEach((k) => marked.delete(k));
    form.set(name, to === 'right' ? [...form.values[name], ...keys] : form.values[name].filter((k) => !keys.includes(k)));
    if (form.values[name].length) form.error(name, null);
    draw();
  };
  const draw = () => {
    left.draw(); right.draw();
    const has = (inRight) => [...marked].some((k) => form.values[name].includes(k) === inRight);
    operation.replaceChildren(Button({ type: 'primary', size: 'sm', icon: 'right', disabled: !has(false), onClick: () => move('right') }, operations[0]),
      Button({ type: 'primary', size: 'sm', icon: 'left', disabled: !has(true), onClick: () => move('left') }, operations[1]));
  };
  draw();
  root.append(left, operation, right);
  return root;
};
