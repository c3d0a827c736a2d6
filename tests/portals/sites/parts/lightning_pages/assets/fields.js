// base components: each returns {node, value(), error(message)}
import {h, icon, shadow, t, uid, apex, button, modal, spinner, lang} from './core.js';

const star = (required) => required ? h('abbr', {class: 'slds-required', title: 'required', part: 'required'}, '* ') : null;
function marker(element, control) {
  let help = null;
  return (message) => {
    if (help) help.remove();
    help = null;
    element.classList.toggle('slds-has-error', !!message);
    if (control) { if (message) control.setAttribute('aria-invalid', 'true'); else control.removeAttribute('aria-invalid'); }
    if (message) {
      help = h('div', {class: 'slds-form-element__help', 'data-help-message': true, role: 'alert'}, message);
      element.append(help);
    }
  };
}

export function input(label, {name, type = 'text', required, value, help, maxlength} = {}) {
  const id = uid('input');
  const box = h('input', {class: 'slds-input', type, id, name, maxlength, part: 'input', 'aria-required': required ? 'true' : null, value: value || ''});
  const element = h('div', {class: 'slds-form-element'},
    h('label', {class: 'slds-form-element__label slds-no-flex', for: id, part: 'label'}, star(required), label),
    h('div', {class: 'slds-form-element__control slds-grow'}, box),
    help ? h('div', {class: 'slds-form-element__help hint'}, help) : null);
  const error = marker(element, box);
  box.addEventListener('input', () => error(null));
  // late, so that a footer button does not move away under the pointer
  box.addEventListener('blur', () => setTimeout(() => { if (required && !box.value.trim()) error(t('errRequired')); }, 250));
  return {node: h('lightning-input', {class: 'slds-form-element'}, element), label, value: () => box.value, set: (v) => { box.value = v; error(null); }, error};
}

export function combobox(label, {name, options, value, required} = {}) {
  const id = uid('combobox-button');
  const text = h('span', {class: 'slds-truncate'});
  const dropdown = h('div', {class: 'slds-dropdown slds-dropdown_fluid slds-dropdown_left slds-dropdown_length-5', role: 'listbox', id: uid('dropdown-element')});
  const box = h('button', {id, type: 'button', role: 'combobox', name, class: 'slds-combobox__input slds-input_faux', 'aria-haspopup': 'listbox',
    'aria-expanded': 'false', 'aria-label': label, 'aria-controls': dropdown.id, 'aria-required': required ? 'true' : 'false'}, text);
  const trigger = h('div', {class: 'slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click'},
    h('div', {class: 'slds-combobox__form-element slds-input-has-icon', role: 'none'}, box, icon('down')), dropdown);
  const element = h('div', {class: 'slds-form-element'},
    h('label', {class: 'slds-form-element__label', for: id}, star(required), label), h('div', {class: 'slds-form-element__control'}, h('lightning-base-combobox', {}, trigger)));
  let chosen = value ?? null;
  const paint = () => { const o = options.find((x) => x.value === chosen); text.textContent = o ? o.label : t('select'); box.dataset.value = chosen ?? ''; };
  const open = (on) => {
    trigger.classList.toggle('slds-is-open', on);
    box.setAttribute('aria-expanded', on);
    dropdown.replaceChildren(...(on ? options.map((option) => h('lightning-base-combobox-item', {role: 'option', 'data-value': option.value, 'aria-selected': String(option.value === chosen),
      'aria-checked': String(option.value === chosen), class: 'slds-media slds-listbox__option slds-listbox__option_plain slds-media_small',
      onmousedown: (e) => e.preventDefault(), onclick: () => { chosen = option.value; paint(); open(false); }},
    h('span', {class: 'slds-media__body'}, h('span', {class: 'slds-truncate', title: option.label}, option.label)))) : []));
  };
  box.addEventListener('click', () => open(box.getAttribute('aria-expanded') !== 'true'));
  box.addEventListener('blur', () => setTimeout(() => open(false), 150));
  box.addEventListener('keydown', (e) => { if (e.key === 'Escape') open(false); });
  paint();
  return {node: shadow('lightning-combobox', element), label, value: () => chosen, set: (v) => { chosen = v; paint(); }, error: marker(element, box)};
}

export function radioGroup(label, {name, options, value, required, onchange} = {}) {
  const group = uid(name);
  const boxes = options.map((option) => {
    const id = `${option.value}-${uid('radio')}`;
    const box = h('input', {type: 'radio', id, value: option.value, name: group, 'aria-required': required ? 'true' : null, onchange: () => { error(null); onchange?.(option.value); }});
    box.checked = option.value === value;
    return {box, node: h('span', {class: 'slds-radio'}, box, h('label', {class: 'slds-radio__label', for: id},
      h('span', {class: 'slds-radio_faux'}), h('span', {class: 'slds-form-element__label'}, option.label)))};
  });
  const element = h('fieldset', {class: 'slds-form-element', role: 'radiogroup'},
    h('legend', {class: 'slds-form-element__legend slds-form-element__label'}, star(required), label), h('div', {class: 'slds-form-element__control'}, boxes.map((b) => b.node)));
  const error = marker(element);
  return {node: h('lightning-radio-group', {}, element), label, value: () => boxes.find((b) => b.box.checked)?.box.value ?? null, error};
}

export function dualListbox(label, {options, value = [], required, help} = {}) {
  const sides = {source: {title: t('appsAvailable'), marked: new Set()}, selected: {title: t('appsSelected'), marked: new Set()}};
  let chosen = [...value];
  const live = h('div', {class: 'slds-assistive-text', 'aria-live': 'assertive'});
  const keys = h('div', {class: 'slds-assistive-text', id: uid('keyboard-interaction')}, t('appsKeys'));
  function move(to) {
    const {marked} = to === 'selected' ? sides.source : sides.selected;
    if (!marked.size) return;
    chosen = to === 'selected' ? [...chosen, ...options.map((o) => o.value).filter((v) => marked.has(v))] : chosen.filter((v) => !marked.has(v));
    marked.clear();
    if (chosen.length) error(null);
    paint();
  }
  function column(key) {
    const side = sides[key], head = uid(`${key}-list`);
    side.list = h('ul', {class: 'slds-listbox slds-listbox_vertical', role: 'listbox', 'aria-labelledby': head, 'aria-describedby': keys.id, 'aria-multiselectable': 'true',
      onkeydown: (e) => {
        if ((e.ctrlKey || e.metaKey) && e.key === 'ArrowRight' && key === 'source') move('selected');
        if ((e.ctrlKey || e.metaKey) && e.key === 'ArrowLeft' && key === 'selected') move('source');
      }});
    return h('div', {class: 'slds-dueling-list__column slds-dueling-list__column_responsive'}, h('span', {class: 'slds-form-element__label', id: head}, side.title),
      h('div', {class: 'slds-dueling-list__options'}, side.list));
  }
  const mover = (to, shape) => h('lightning-button-icon', {}, h('button', {type: 'button', class: 'slds-button slds-button_icon slds-button_icon-container', title: t('moveTo', sides[to].title),
    onclick: () => move(to)}, icon(shape), h('span', {class: 'slds-assistive-text'}, t('moveTo', sides[to].title))));
  function paint() {
    for (const [key, side] of Object.entries(sides)) {
      const shown = key === 'selected' ? chosen.map((v) => options.find((o) => o.value === v)) : options.filter((o) => !chosen.includes(o.value));
      side.list.replaceChildren(...shown.map((option, place) => {
        const item = h('div', {class: 'slds-listbox__option slds-listbox__option_plain slds-media slds-media_small slds-media_inline', role: 'option', tabindex: place ? '-1' : '0',
          'aria-selected': 'false', 'data-value': option.value, onclick: (e) => {
            if (!e.ctrlKey && !e.metaKey) side.marked.clear();
            side.marked.has(option.value) ? side.marked.delete(option.value) : side.marked.add(option.value);
            for (const other of side.list.querySelectorAll('[role=option]')) other.setAttribute('aria-selected', side.marked.has(other.dataset.value));
            item.focus();
          }}, h('span', {class: 'slds-media__body'}, h('span', {class: 'slds-truncate', title: option.label}, option.label)));
        return h('li', {role: 'presentation', class: 'slds-listbox__item', 'data-value': option.value}, item);
      }));
    }
    live.textContent = '';
  }
  const title = uid('group-label');
  const element = h('div', {class: 'slds-form-element', role: 'group', 'aria-labelledby': title},
    h('div', {class: 'slds-form-element__label slds-form-element__legend', id: title}, star(required), label), help ? h('div', {class: 'hint'}, help) : null,
    h('div', {class: 'slds-form-element__control'}, h('div', {class: 'slds-dueling-list'}, live, keys, column('source'),
      h('div', {class: 'slds-dueling-list__column'}, mover('selected', 'right'), mover('source', 'left')), column('selected'))));
  const error = marker(element);
  paint();
  return {node: shadow('lightning-dual-listbox', element), label, value: () => chosen, error};
}

export function fileUpload(label, {field, accept, interview, value, required, help, onload, onremove} = {}) {
  const id = uid('input-file'), formLabel = uid('form-label');
  const list = h('ul', {class: 'file-list'});
  const box = h('input', {type: 'file', class: 'slds-file-selector__input slds-assistive-text', id, accept, name: 'fileInput', 'aria-labelledby': `${formLabel} ${id}-label`, onchange: () => { if (box.files[0]) send(box.files[0]); }});
  const zone = h('lightning-primitive-file-droppable-zone', {class: 'slds-file-selector__dropzone', ondragover: (e) => e.preventDefault(),
    ondrop: (e) => { e.preventDefault(); if (e.dataTransfer.files[0]) send(e.dataTransfer.files[0]); }}, box,
  h('label', {class: 'slds-file-selector__body', for: id, id: `${id}-label`}, h('span', {class: 'slds-file-selector__button slds-button slds-button_neutral'}, icon('upload'), t('uploadButton')),
    h('span', {class: 'slds-file-selector__text'}, t('uploadDrop'))));
  const element = h('div', {class: 'slds-form-element'}, h('span', {class: 'slds-form-element__label', id: formLabel}, star(required), label), help ? h('div', {class: 'hint'}, help) : null,
    h('div', {class: 'slds-form-element__control'}, h('div', {class: 'slds-file-selector slds-file-selector_files'}, zone)), list);
  const error = marker(element, box);
  let held = value || null;
  function paint() {
    list.replaceChildren(...(held ? [h('li', {class: 'slds-pill'}, icon('file'), h('span', {class: 'slds-pill__label', title: held.name}, held.name),
      h('button', {type: 'button', class: 'slds-button slds-button_icon slds-pill__remove', title: `${t('removeFile')} ${held.name}`,
        onclick: async () => { await onremove(); held = null; paint(); }}, icon('close')))] : []));
  }
  async function send(file) {
    const bar = h('span', {class: 'slds-progress-bar__value', style: 'width: 15%'});
    const state = h('div', {class: 'upload-state'}, h('div', {class: 'slds-progress-bar', role: 'progressbar'}, bar));
    const count = h('span', {class: 'upload-count'}, t('uploadCount', 0));
    const done = button(t('done'), {disabled: true, onclick: () => { box_.close(); box.value = ''; }}, 'brand');
    const box_ = modal(t('uploadTitle'), h('div', {class: 'upload-row'}, icon('file'), h('div', {}, h('div', {class: 'slds-truncate'}, file.name), h('div', {class: 'hint'}, `${Math.ceil(file.size / 1024)} KB`)), state), [count, done]);
    const form = new FormData();
    form.append('field', field); form.append('interview', interview); form.append('language', lang); form.append('file', file);
    setTimeout(() => { bar.style.width = '70%'; }, 200);
    try {
      const response = await fetch('/webruntime/api/upload', {method: 'POST', body: form});
      const body = await response.json();
      if (!response.ok) throw new Error(body.message);
      held = {name: file.name, size: file.size};
      onload?.(held);
      state.replaceChildren(icon('check'));
      count.textContent = t('uploadCount', 1);
      error(null);
    } catch (problem) {
      held = null;
      state.replaceChildren(h('span', {class: 'slds-text-color_error'}, problem.message));
      error(problem.message);
    }
    paint();
    done.querySelector('button').disabled = false;
  }
  paint();
  return {node: shadow('lightning-file-upload', element), label, value: () => held, error};
}

export function lookup(label, {placeholder, help, search, onpick} = {}) {
  const id = uid('combobox-input');
  const list = h('div', {class: 'slds-dropdown slds-dropdown_fluid', role: 'listbox', id: uid('dropdown-element')});
  const box = h('input', {type: 'text', id, class: 'slds-combobox__input slds-input', role: 'combobox', autocomplete: 'off', placeholder, 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-haspopup': 'listbox', 'aria-controls': list.id});
  const trigger = h('div', {class: 'slds-combobox slds-dropdown-trigger slds-dropdown-trigger_click'}, h('div', {class: 'slds-combobox__form-element slds-input-has-icon'}, box, icon('search')), list);
  const open = (on) => { trigger.classList.toggle('slds-is-open', on); box.setAttribute('aria-expanded', on); if (!on) list.replaceChildren(); };
  let timer;
  const ask = () => { clearTimeout(timer); timer = setTimeout(async () => {
    open(true);
    list.replaceChildren(spinner());
    const found = await search(box.value).catch(() => []);
    list.replaceChildren(...(found.length ? found.map((item) => h('div', {class: 'slds-media slds-listbox__option slds-listbox__option_entity', role: 'option', 'data-recordid': item.id,
      onmousedown: (e) => e.preventDefault(), onclick: () => { box.value = item.label; open(false); onpick(item); }},
    h('span', {class: 'slds-media__body'}, h('span', {class: 'slds-listbox__option-text'}, item.label), h('span', {class: 'slds-listbox__option-meta'}, item.meta || '')))) : [h('div', {class: 'slds-listbox__option'}, t('searchNone'))]));
  }, 300); };
  box.addEventListener('focus', () => { if (help) ask(); });
  box.addEventListener('input', ask);
  box.addEventListener('blur', () => setTimeout(() => { clearTimeout(timer); open(false); }, 200));
  const element = h('div', {class: 'slds-form-element'}, h('label', {class: help ? 'slds-form-element__label' : 'slds-assistive-text', for: id}, label),
    h('div', {class: 'slds-form-element__control'}, h('div', {class: 'slds-combobox_container'}, trigger)), help ? h('div', {class: 'hint'}, help) : null);
  return {node: h('lightning-lookup', {}, element), label, value: () => box.value, error: marker(element)};
}
