(() => {
  'use strict';

  /* ------------------------------------------------------------ small things */
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const locale = () => (document.documentElement.lang === 'nl' ? 'nl' : 'fr');
  const WORDS = {
    fr: {
      saving: 'Un instant…', failed: 'Oups, un souci de connexion. Réessayez.', copied: 'Copié', copy: 'Copier',
      close: 'Fermer', none: 'Aucune entreprise trouvée.', page: 'Page {a} sur {b}', total: '{n} entreprises',
      previous: 'Page précédente', next: 'Page suivante', find: 'Rechercher une entreprise', sending: 'Envoi…',
      remove: 'Retirer', received: 'Fichier reçu', loading: 'Chargement…', details: 'Entreprise et rôles',
    },
    nl: {
      saving: 'Een ogenblik…', failed: 'Oeps, een verbindingsprobleem. Probeer opnieuw.', copied: 'Gekopieerd', copy: 'Kopiëren',
      close: 'Sluiten', none: 'Geen onderneming gevonden.', page: 'Pagina {a} van {b}', total: '{n} ondernemingen',
      previous: 'Vorige pagina', next: 'Volgende pagina', find: 'Een onderneming zoeken', sending: 'Bezig met versturen…',
      remove: 'Verwijder', received: 'Bestand ontvangen', loading: 'Laden…', details: 'Onderneming en rollen',
    },
  };
  const word = (key, values = {}) => {
    let text = WORDS[locale()][key];
    for (const [name, value] of Object.entries(values)) text = text.replace(`{${name}}`, value);
    return text;
  };
  const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }[c]));
  let count = 0;
  const freshId = () => `:r${(count += 1).toString(36)}:`;
  const portal = () => document.getElementById('headlessui-portal-root');
  const app = () => document.getElementById('app');
  const X = '<svg class="size-4 shrink-0" fill="none" viewBox="0 0 24 24" stroke-width="1.5" stroke="currentColor" aria-hidden="true"><path stroke-linecap="round" stroke-linejoin="round" d="M6 18 18 6M6 6l12 12"></path></svg>';
  const CHECK = X.replace('M6 18 18 6M6 6l12 12', 'm4.5 12.75 6 6 9-13.5');

  function flight(text) {
    const rows = {};
    for (const line of text.split('\n')) {
      const at = line.indexOf(':');
      if (at > 0) rows[line.slice(0, at)] = JSON.parse(line.slice(at + 1));
    }
    return rows;
  }

  /* ------------------------------------------------------------ toasts */
  function toast(text, tone = 'info', keep = false) {
    const item = document.createElement('li');
    item.className = `toast toast-${tone}`;
    item.setAttribute('role', 'status');
    item.textContent = text;
    $('[data-toaster]').appendChild(item);
    const drop = () => item.remove();
    if (!keep) setTimeout(drop, 4500);
    return {
      drop,
      settle(next, nextTone) {
        item.textContent = next;
        item.className = `toast toast-${nextTone}`;
        setTimeout(drop, 4500);
      },
    };
  }

  /* ------------------------------------------------------------ pop-ups (listbox, menu, combobox, popover) */
  let popup = null;

  function place(panel, anchor, sameWidth) {
    const box = anchor.getBoundingClientRect();
    panel.style.position = 'absolute';
    if (sameWidth) panel.style.width = `${box.width}px`;
    const height = panel.offsetHeight;
    const below = window.innerHeight - box.bottom;
    const up = below < height + 12 && box.top > height + 12;
    panel.style.top = `${window.scrollY + (up ? box.top - height - 6 : box.bottom + 6)}px`;
    const left = Math.min(box.left, document.documentElement.clientWidth - panel.offsetWidth - 8);
    panel.style.left = `${window.scrollX + Math.max(8, left)}px`;
  }

  function closePopup(refocus = false) {
    if (!popup) return;
    const { wrap, button, input } = popup;
    popup = null;
    wrap.remove();
    button.setAttribute('aria-expanded', 'false');
    button.removeAttribute('data-open');
    if (input) {
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }
    if (refocus) button.focus();
  }

  function openPopup({ template, button, anchor, input, sameWidth, items, onPick }) {
    closePopup();
    const wrap = document.createElement('div');
    wrap.setAttribute('data-headlessui-portal', '');
    wrap.appendChild(template.content.cloneNode(true));
    portal().appendChild(wrap);
    const panel = wrap.firstElementChild;
    place(panel, anchor || button, sameWidth);
    button.setAttribute('aria-expanded', 'true');
    button.setAttribute('data-open', '');
    if (panel.id) button.setAttribute('aria-controls', panel.id);
    if (input) input.setAttribute('aria-expanded', 'true');
    popup = { wrap, panel, button, input, items, onPick, active: null, typed: '', typedAt: 0 };
    return popup;
  }

  const options = () => (popup && popup.items ? $$(popup.items, popup.panel).filter((o) => !o.hidden) : []);

  function activate(option) {
    if (!popup) return;
    for (const other of options()) other.removeAttribute('data-focus');
    popup.active = option || null;
    const owner = popup.input || popup.panel;
    if (!option) { owner.removeAttribute('aria-activedescendant'); return; }
    option.setAttribute('data-focus', '');
    if (!option.id) option.id = `headlessui-item-${freshId()}`;
    owner.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  function pick(option) {
    if (!popup || !option) return;
    const { onPick } = popup;
    closePopup(true);
    if (onPick) onPick(option);
  }

  function popupKeys(event) {
    if (!popup) return false;
    if (!popup.items && event.key !== 'Escape') return false;
    const all = options();
    const at = all.indexOf(popup.active);
    const move = (to) => { event.preventDefault(); activate(all[Math.max(0, Math.min(all.length - 1, to))]); };
    switch (event.key) {
      case 'ArrowDown': move(at + 1); return true;
      case 'ArrowUp': move(at < 0 ? all.length - 1 : at - 1); return true;
      case 'Escape': event.preventDefault(); event.stopPropagation(); closePopup(true); return true;
      case 'Tab': closePopup(!popup.input); return true;
      case 'Home': case 'End':
        if (popup.input) return false;
        move(event.key === 'Home' ? 0 : all.length - 1); return true;
      case 'Enter':
        event.preventDefault();
        if (popup.active) popup.active.click(); else closePopup(true);
        return true;
      case ' ':
        if (popup.input) return false;
        event.preventDefault();
        if (popup.active) popup.active.click();
        return true;
      default:
        if (!popup.input && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
          const now = Date.now();
          popup.typed = (now - popup.typedAt < 600 ? popup.typed : '') + event.key.toLowerCase();
          popup.typedAt = now;
          activate(all.find((o) => o.textContent.trim().toLowerCase().startsWith(popup.typed)) || popup.active);
          return true;
        }
        return false;
    }
  }

  function openListbox(box) {
    const button = $('button', box);
    const hidden = $('input[type=hidden]', box);
    const template = $('template', box);
    openPopup({
      template, button, sameWidth: Boolean(hidden), items: '[role=option]',
      onPick(option) {
        const key = option.dataset.key;
        for (const other of $$('[role=option]', template.content)) {
          other.setAttribute('aria-selected', other.dataset.key === key ? 'true' : 'false');
        }
        $('[data-value]', button).textContent = $('[data-label]', option).textContent;
        if (hidden) hidden.value = key;
        clearError(box.closest('[data-field]'));
        const chosen = PICKS[box.dataset.pick];
        if (chosen) chosen(key, box);
      },
    });
    popup.panel.focus({ preventScroll: true });
    activate($('[role=option][aria-selected=true]', popup.panel) || options()[0]);
  }

  function openMenu(menu) {
    openPopup({ template: $('template', menu), button: $('button', menu), items: '[role=menuitem]' });
    popup.panel.focus({ preventScroll: true });
  }

  function openCombobox(box, all) {
    const input = $('input[role=combobox]', box);
    const button = $('button', box);
    const typed = all ? '' : input.value.trim().toLowerCase();
    if (!popup || popup.input !== input) {
      openPopup({
        template: $('template', box), button, anchor: input, input, sameWidth: true, items: '[role=option]',
        onPick(option) { input.value = option.textContent; input.focus(); clearError(box.querySelector('[data-field]')); },
      });
    }
    for (const option of $$('[role=option]', popup.panel)) option.hidden = !option.textContent.toLowerCase().includes(typed);
    const left = options();
    if (!left.length || (!all && left.length === 1 && left[0].textContent.toLowerCase() === typed)) closePopup(); else { activate(null); place(popup.panel, input, true); }
  }

  /* ------------------------------------------------------------ dialogs: slide-over, sheet, palette */
  let dialog = null;

  function closeDialog() {
    if (!dialog) return;
    const { wrap, before, onClose } = dialog;
    dialog = null;
    wrap.remove();
    app().inert = false;
    document.documentElement.style.overflow = '';
    if (before && before.isConnected) before.focus();
    if (onClose) onClose();
  }

  function openDialog({ kind, html, label, onClose }) {
    closePopup();
    closeDialog();
    const before = document.activeElement;
    const wrap = document.createElement('div');
    const id = freshId();
    wrap.setAttribute('data-headlessui-portal', '');
    const cross = kind === 'palette' ? '' : `<div class="flex justify-end"><button type="button" data-dismiss aria-label="${escape(word('close'))}" class="rounded-lg p-2 text-slate-500 hover:bg-slate-100">${X}</button></div>`;
    wrap.innerHTML = `<div class="backdrop" aria-hidden="true"></div><div class="stage stage-${kind}"><div role="dialog" aria-modal="true" tabindex="-1" id="headlessui-dialog-${id}" class="panel panel-${kind}">${cross}<div data-body>${html}</div></div></div>`;
    portal().appendChild(wrap);
    const box = $('[role=dialog]', wrap);
    dialog = { wrap, box, before, onClose, kind };
    name(label);
    app().inert = true;
    document.documentElement.style.overflow = 'hidden';
    box.focus({ preventScroll: true });
    return dialog;
  }

  function name(label) {
    const title = $('[data-panel-title]', dialog.box);
    if (title) {
      if (!title.id) title.id = `headlessui-dialog-title-${freshId()}`;
      dialog.box.setAttribute('aria-labelledby', title.id);
      dialog.box.removeAttribute('aria-label');
    } else if (label) dialog.box.setAttribute('aria-label', label);
  }

  function openSheet(key) {
    const template = $(`template[data-sheet-for="${key}"]`);
    if (template) openDialog({ kind: template.dataset.kind, html: template.innerHTML });
  }

  function openPalette() {
    const list = freshId();
    openDialog({
      kind: 'palette', label: word('find'),
      html: `<input type="text" role="combobox" data-palette-q aria-expanded="true" aria-autocomplete="list" aria-controls="${list}" aria-label="${escape(word('find'))}" placeholder="${escape(word('find'))}…" autocomplete="off" class="w-full border-b border-slate-200 bg-white px-4 py-3 text-base"><ul role="listbox" id="${list}" aria-label="${escape(word('find'))}" class="palette-list p-2"></ul>`,
    });
    $('[data-palette-q]', dialog.box).focus();
    fillPalette('');
  }

  let paletteRun = 0;
  async function fillPalette(q) {
    const run = (paletteRun += 1);
    const query = new URLSearchParams({ q, all: '1', locale: locale() });
    let data;
    try { data = await (await fetch(`/api/companies?${query}`)).json(); } catch { return; }
    if (run !== paletteRun || !dialog || dialog.kind !== 'palette' || !data.rows) return;
    $('[role=listbox]', dialog.box).innerHTML = data.rows.map((c, i) => `<li role="option" id="headlessui-combobox-option-${freshId()}" aria-selected="${i === 0}" data-go="/${locale()}/companies/${c.number}" class="option cursor-pointer rounded-lg px-3 py-2 text-sm"><span class="font-medium">${escape(c.name)}</span> <span class="text-slate-500">${escape(c.label)}</span></li>`).join('')
      || `<li class="px-3 py-2 text-sm text-slate-500">${escape(word('none'))}</li>`;
  }

  function paletteKeys(event) {
    const all = $$('[role=option]', dialog.box);
    const at = all.findIndex((o) => o.getAttribute('aria-selected') === 'true');
    if (event.key === 'Enter') { event.preventDefault(); if (all[at]) navigate(all[at].dataset.go); return; }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const to = Math.max(0, Math.min(all.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1)));
    all.forEach((o, i) => o.setAttribute('aria-selected', i === to ? 'true' : 'false'));
    if (all[to]) all[to].scrollIntoView({ block: 'nearest' });
  }

  /* ------------------------------------------------------------ router */
  let visit = 0;
  let here = location.pathname + location.search;
  let announcer = null;

  function announce(text) {
    if (!announcer) {
      const host = document.createElement('next-route-announcer');
      host.style.position = 'absolute';
      announcer = document.createElement('div');
      announcer.setAttribute('aria-live', 'assertive');
      announcer.id = '__next-route-announcer__';
      announcer.setAttribute('role', 'alert');
      announcer.style.cssText = 'position:absolute;border:0;height:1px;margin:-1px;padding:0;width:1px;clip:rect(0 0 0 0);overflow:hidden;white-space:nowrap';
      host.attachShadow({ mode: 'open' }).appendChild(announcer);
      document.body.appendChild(host);
    }
    announcer.textContent = text;
  }

  const isCompany = (path) => /^\/(fr|nl)\/companies\/\d{10}$/.test(path);

  async function getFlight(url, extra) {
    const joined = url.pathname + url.search + (url.search ? '&' : '?') + '_rsc=' + Math.random().toString(36).slice(2, 7);
    const response = await fetch(joined, { headers: { RSC: '1', 'Next-Url': location.pathname, ...extra } });
    return flight(await response.text());
  }

  async function navigate(href, { replace = false, pop = false } = {}) {
    const url = new URL(href, location.href);
    if (url.origin !== location.origin) { location.href = url.href; return; }
    const mine = (visit += 1);
    closePopup();
    const list = document.getElementById('companies-list');
    const over = isCompany(url.pathname) && list;
    closeDialog();
    if (!pop) history[replace ? 'replaceState' : 'pushState']({ tree: url.pathname }, '', url.pathname + url.search + url.hash);
    here = url.pathname + url.search;
    if (over) { await openCompany(url, mine); return; }
    const page = document.getElementById('page');
    page.setAttribute('aria-busy', 'true');
    page.innerHTML = document.getElementById('tpl-skeleton').innerHTML;
    window.scrollTo(0, 0);
    let rows;
    try {
      rows = await getFlight(url, {});
    } catch {
      if (mine === visit) location.assign(url.href);
      return;
    }
    if (mine !== visit) return;
    if (rows[0].redirect) { await navigate(rows[0].redirect, { replace: true }); return; }
    document.documentElement.lang = rows[0].lang;
    document.title = rows[0].title;
    app().innerHTML = rows[1];
    ready();
    announce(rows[0].title);
    const title = $('#page h1');
    if (title) { title.setAttribute('tabindex', '-1'); title.focus({ preventScroll: true }); }
  }

  async function openCompany(url, mine) {
    const bones = '<div class="animate-pulse"><div class="h-4 w-32 rounded bg-slate-200"></div><div class="mt-3 h-7 w-64 rounded bg-slate-200"></div><div class="mt-8 h-14 w-full rounded-xl bg-slate-200"></div><div class="mt-2 h-14 w-full rounded-xl bg-slate-200"></div></div>';
    openDialog({
      kind: 'over', html: bones, label: word('details'),
      onClose() {
        if (isCompany(location.pathname)) {
          history.replaceState({}, '', `/${locale()}/companies`);
          here = location.pathname;
        }
      },
    });
    const opened = dialog;
    let rows;
    try { rows = await getFlight(url, { 'Next-Intercept': 'panel' }); } catch { location.assign(url.href); return; }
    if (mine !== visit || dialog !== opened) return;
    if (rows[0].redirect) { await navigate(rows[0].redirect, { replace: true }); return; }
    $('[data-body]', dialog.box).innerHTML = rows[1];
    name();
  }

  window.addEventListener('popstate', () => {
    const now = location.pathname + location.search;
    if (now === here) return;
    here = now;
    if (dialog) dialog.onClose = null;
    if (/\/companies$/.test(location.pathname) && document.getElementById('companies-list') && location.pathname.startsWith(`/${locale()}/`)) {
      visit += 1;
      closeDialog();
      return;
    }
    navigate(location.href, { pop: true });
  });

  /* ------------------------------------------------------------ server actions, one after another */
  let queue = Promise.resolve();

  function callAction(id, body, path = location.pathname + location.search) {
    const run = async () => {
      const response = await fetch(path, { method: 'POST', headers: { 'Next-Action': id, Accept: 'text/x-component' }, body });
      if (!response.ok) throw new Error(`action ${response.status}`);
      return flight(await response.text())[1] || {};
    };
    const result = queue.then(run, run);
    queue = result.catch(() => {});
    return result;
  }

  function clearError(field) {
    if (!field) return;
    const note = $('[data-error]', field);
    if (note) note.remove();
    for (const control of $$('[aria-invalid]', field)) control.removeAttribute('aria-invalid');
  }

  function showError(field, text) {
    clearError(field);
    const note = document.createElement('p');
    note.id = freshId();
    note.setAttribute('data-error', '');
    note.className = 'mt-2 text-sm text-rose-700';
    note.textContent = text;
    field.appendChild(note);
    const control = $('input:not([type=hidden]), button[aria-haspopup=listbox]', field);
    if (control && !field.matches('[role=group]')) {
      control.setAttribute('aria-invalid', 'true');
      control.setAttribute('aria-describedby', note.id);
    }
    return field.matches('[role=group]') ? $('button', field) : control;
  }

  function applyErrors(form, errors) {
    for (const field of $$('[data-field]', form)) clearError(field);
    let first = null;
    for (const field of $$('[data-field]', form)) {
      const text = errors[field.dataset.field];
      if (text) { const control = showError(field, text); first = first || control; }
    }
    if (first) first.focus();
  }

  async function submit(form, back) {
    if (form.dataset.busy) return;
    form.dataset.busy = '1';
    const body = new FormData(form);
    if (back) body.append('intent', 'back');
    const button = form.id ? $(`button[type=submit][form="${form.id}"]`) : $('button[type=submit]', form);
    const caption = button ? button.innerHTML : '';
    if (button) {
      button.setAttribute('aria-disabled', 'true');
      if (!back) button.innerHTML = `<span class="spinner" aria-hidden="true"></span> ${escape(word('saving'))}`;
    }
    const note = form.dataset.pending ? toast(form.dataset.pending, 'info', true) : null;
    const free = () => {
      delete form.dataset.busy;
      if (button) { button.removeAttribute('aria-disabled'); button.innerHTML = caption; }
    };
    let value;
    try {
      value = await callAction(form.dataset.action, body);
    } catch {
      free();
      if (note) note.settle(word('failed'), 'error'); else toast(word('failed'), 'error');
      return;
    }
    if (value.toast) {
      const tone = value.tone || 'success';
      if (note) note.settle(value.toast, tone); else toast(value.toast, tone);
    } else if (note) note.drop();
    if (value.redirect) { await navigate(value.redirect); return; }
    free();
    const alert = $('[data-alert]', form);
    if (alert) {
      alert.innerHTML = value.alert ? `<p class="rounded-xl bg-rose-50 p-3 text-sm text-rose-900">${escape(value.alert)}</p>` : '';
      if (value.alert) { const password = $('input[name=password]', form); if (password) { password.value = ''; password.focus(); } }
    }
    if (value.errors) applyErrors(form, value.errors);
  }

  async function simpleCall(id) {
    closePopup();
    closeDialog();
    try {
      const value = await callAction(id, new FormData());
      if (value.toast) toast(value.toast, 'success');
      if (value.redirect) await navigate(value.redirect);
    } catch { toast(word('failed'), 'error'); }
  }

  /* ------------------------------------------------------------ what a choice in a listbox does */
  const PICKS = {
    locale(key) {
      const parts = location.pathname.split('/');
      parts[1] = key;
      navigate(parts.join('/') + location.search, { replace: true });
    },
    sort(key) {
      const state = lists.get(document.getElementById('companies-list'));
      if (state) { state.sort = key; state.page = 1; loadCompanies(state); }
    },
    async channel(key, box) {
      const place = document.getElementById('channel-details');
      const body = new FormData(box.closest('form'));
      for (const kind of ['sshKey', 'certificate']) body.delete(kind);
      place.setAttribute('aria-busy', 'true');
      place.innerHTML = '<div class="animate-pulse flex flex-col gap-4"><div class="h-28 w-full rounded-2xl bg-slate-200"></div><div class="h-28 w-full rounded-2xl bg-slate-200"></div><div class="h-40 w-full rounded-2xl bg-slate-200"></div></div>';
      try {
        const value = await callAction(place.dataset.call, body);
        if (!place.isConnected) return;
        if (value.redirect) { navigate(value.redirect); return; }
        if ($('input[name=channel]', box).value !== key) return;
        place.innerHTML = value.html;
      } catch { toast(word('failed'), 'error'); place.textContent = ''; }
      place.removeAttribute('aria-busy');
    },
  };

  /* ------------------------------------------------------------ list of companies */
  const lists = new Map();

  async function loadCompanies(state) {
    const run = (state.run += 1);
    const rows = $('[data-rows]', state.box);
    rows.setAttribute('aria-busy', 'true');
    const query = new URLSearchParams({ q: state.q, page: state.page, sort: state.sort, locale: locale() });
    let data;
    try { data = await (await fetch(`/api/companies?${query}`)).json(); } catch { toast(word('failed'), 'error'); return; }
    if (run !== state.run || !state.box.isConnected) return;
    if (!data.rows) { navigate(`/${locale()}/login?expired=1`); return; }
    state.page = data.page;
    rows.innerHTML = data.rows.map((c) => `<li class="row"><a href="/${locale()}/companies/${c.number}" class="flex items-center justify-between gap-4 p-4 hover:bg-teal-50"><span><span class="block font-semibold text-slate-900">${escape(c.name)}</span><span class="block text-sm text-slate-500">${escape(c.label)} · ${escape(c.city)}</span></span><span class="rounded-full bg-slate-100 px-2 text-xs text-slate-600" aria-hidden="true">${c.roles}</span></a></li>`).join('')
      || `<li class="p-4 text-sm text-slate-500">${escape(word('none'))}</li>`;
    rows.removeAttribute('aria-busy');
    const turn = (to, label, sign) => `<button type="button" data-turn="${to}" aria-label="${escape(label)}" ${to < 1 || to > data.pages ? 'disabled' : ''} class="rounded-lg border border-slate-300 bg-white px-3 py-2 font-semibold text-slate-700 disabled:opacity-40">${sign}</button>`;
    $('[data-pager]', state.box).innerHTML = `<span role="status">${escape(word('total', { n: data.total }))}</span><span class="flex items-center gap-3">${turn(data.page - 1, word('previous'), '‹')}<span>${escape(word('page', { a: data.page, b: data.pages }))}</span>${turn(data.page + 1, word('next'), '›')}</span>`;
  }

  /* ------------------------------------------------------------ files */
  function chip(file, kind) {
    return `<li data-chip class="flex items-center gap-3 rounded-xl border border-slate-200 bg-white px-3 py-2 text-sm"><span class="flex size-8 items-center justify-center rounded-lg bg-emerald-50 text-emerald-700">${CHECK}</span><span class="min-w-0 flex-1"><span class="block truncate font-medium text-slate-900">${escape(file.name)}</span><span class="block truncate text-xs text-slate-500">${escape(file.size)} · ${escape(file.info)}</span></span><button type="button" data-remove="${kind}" aria-label="${escape(word('remove'))} ${escape(file.name)}" class="rounded-lg p-1 text-slate-400 hover:bg-slate-100 hover:text-slate-700">${X}</button></li>`;
  }

  async function sendFile(zone, file) {
    const kind = zone.dataset.dropzone;
    const root = zone.closest('#channel-details');
    const chips = $('[data-chips]', zone);
    clearError(zone);
    chips.innerHTML = `<li data-chip aria-busy="true" class="flex items-center gap-3 rounded-xl border border-slate-200 bg-white px-3 py-2 text-sm text-slate-500"><span class="spinner" aria-hidden="true"></span><span class="truncate">${escape(file.name)} — ${escape(word('sending'))}</span></li>`;
    const body = new FormData();
    body.append('kind', kind);
    body.append('file', file, file.name);
    let value;
    try { value = await callAction(root.dataset.upload, body); } catch { value = { error: word('failed') }; }
    if (!zone.isConnected) return;
    if (value.redirect) { navigate(value.redirect); return; }
    if (value.error) { chips.textContent = ''; showError(zone, value.error); return; }
    chips.innerHTML = chip(value.file, kind);
    toast(word('received'), 'success');
  }

  function takeInput(input) {
    const zone = input.closest('[data-dropzone]');
    const file = input.files[0];
    if (!zone || !file) return;
    sendFile(zone, file);
    input.value = '';
  }

  async function removeFile(button) {
    const zone = button.closest('[data-dropzone]');
    const root = zone.closest('#channel-details');
    const body = new FormData();
    body.append('kind', button.dataset.remove);
    $('[data-chips]', zone).textContent = '';
    try { await callAction(root.dataset.dropAction, body); } catch { toast(word('failed'), 'error'); }
  }

  /* ------------------------------------------------------------ live check of the user name */
  let liveTimer = 0;
  function live(input) {
    const box = input.closest('[data-live]');
    const result = $('[data-live-result]', box);
    const path = location.pathname;
    clearTimeout(liveTimer);
    result.textContent = '';
    const value = input.value.trim();
    if (value.length < 8) return;
    liveTimer = setTimeout(async () => {
      const body = new FormData();
      body.append('username', value);
      try {
        const answer = await callAction(box.dataset.live, body, path);
        if (!box.isConnected || input.value.trim() !== value || !answer.message) return;
        result.textContent = answer.message;
        result.className = `mt-2 text-sm ${answer.free ? 'text-emerald-700' : 'text-rose-700'}`;
      } catch { /* the next step says it */ }
    }, 450);
  }

  /* ------------------------------------------------------------ events, on the document */
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    if (popup && !popup.wrap.contains(target) && !popup.button.contains(target) && target !== popup.input) closePopup();

    if (popup && popup.wrap.contains(target)) {
      const option = target.closest('[role=option]');
      if (option) { pick(option); return; }
    }
    const call = target.closest('button[data-call]');
    if (call) { simpleCall(call.dataset.call); return; }
    const goes = target.closest('[data-go]');
    if (goes) { navigate(goes.dataset.go); return; }
    if (target.closest('[data-dismiss]') || target.classList.contains('stage')) { closeDialog(); return; }

    const link = target.closest('a[href]');
    if (link) {
      const href = link.getAttribute('href');
      if (!href.startsWith('/') || link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (!/^\/(fr|nl)(\/|$|\?)/.test(href)) return;
      event.preventDefault();
      navigate(href);
      return;
    }
    const button = target.closest('button');
    if (!button) return;
    if (popup && popup.button === button) { closePopup(true); return; }
    const listbox = button.closest('[data-listbox]');
    if (listbox) { openListbox(listbox); return; }
    const menu = button.closest('[data-menu]');
    if (menu) { openMenu(menu); return; }
    const pop = button.closest('[data-popover]');
    if (pop) { openPopup({ template: $('template', pop), button }); return; }
    const combo = button.closest('[data-combobox]');
    if (combo) { $('input', combo).focus(); openCombobox(combo, true); return; }
    const toggled = button.closest('[data-switch]');
    if (toggled) {
      const on = button.getAttribute('aria-checked') !== 'true';
      button.setAttribute('aria-checked', on ? 'true' : 'false');
      const old = $('input', toggled);
      if (old) old.remove();
      if (on) toggled.insertAdjacentHTML('afterbegin', `<input type="hidden" name="${toggled.dataset.name}" value="${toggled.dataset.value}">`);
      clearError(toggled.closest('[data-field]'));
      return;
    }
    if (button.matches('[data-palette]')) { openPalette(); return; }
    if (button.dataset.sheet) { openSheet(button.dataset.sheet); return; }
    if (button.dataset.back) { submit(document.getElementById(button.dataset.back), true); return; }
    if (button.matches('[data-browse]')) { $('input[type=file]', button.closest('[data-drop]')).click(); return; }
    if (button.dataset.remove) { removeFile(button); return; }
    if (button.dataset.toast) { toast(button.dataset.toast, 'info'); return; }
    if (button.dataset.copy) { copy(button); return; }
    if (button.dataset.turn) {
      const state = lists.get(button.closest('[data-companies]'));
      state.page = Number(button.dataset.turn);
      loadCompanies(state);
      return;
    }
    if (button.matches('[data-eye]')) {
      const input = $('input', button.parentElement);
      const show = input.type === 'password';
      input.type = show ? 'text' : 'password';
      button.setAttribute('aria-pressed', show ? 'true' : 'false');
      return;
    }
    if (button.closest('[data-disclosure]') && button.hasAttribute('aria-controls')) {
      const open = button.getAttribute('aria-expanded') !== 'true';
      button.setAttribute('aria-expanded', open ? 'true' : 'false');
      document.getElementById(button.getAttribute('aria-controls')).hidden = !open;
      return;
    }
    if (button.matches('[data-cookies-ok]')) {
      document.cookie = 'portal.cookies=1; path=/; max-age=31536000; samesite=lax';
      button.closest('[data-cookies]').remove();
    }
  });

  async function copy(button) {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch { /* no permission: the number is readable all the same */ }
    const label = $('[data-copy-label]', button);
    if (label) {
      label.textContent = word('copied');
      setTimeout(() => { label.textContent = word('copy'); }, 2500);
    }
    toast(word('copied'), 'success');
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.dataset.action) return;
    event.preventDefault();
    clearTimeout(liveTimer);
    submit(form, false);
  });

  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-dropzone] input[type=file]')) takeInput(event.target);
  });

  let queryTimer = 0;
  document.addEventListener('input', (event) => {
    const input = event.target;
    if (input.matches('[data-q]')) {
      const state = lists.get(input.closest('[data-companies]'));
      clearTimeout(queryTimer);
      queryTimer = setTimeout(() => { state.q = input.value; state.page = 1; loadCompanies(state); }, 250);
    } else if (input.matches('[data-palette-q]')) fillPalette(input.value);
    else if (input.matches('[data-combobox] input[role=combobox]')) openCombobox(input.closest('[data-combobox]'), false);
    else if (input.closest('[data-live]')) live(input);
    if (input.hasAttribute('aria-invalid')) clearError(input.closest('[data-field]'));
  });

  document.addEventListener('focusin', (event) => {
    if (popup && popup.input && event.target !== popup.input && !popup.wrap.contains(event.target) && event.target !== popup.button) closePopup();
  });

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && $('[data-palette]')) { event.preventDefault(); openPalette(); return; }
    if (popupKeys(event)) return;
    if (dialog) {
      if (event.key === 'Escape') { event.preventDefault(); closeDialog(); return; }
      if (event.target.matches && event.target.matches('[data-palette-q]')) paletteKeys(event);
      return;
    }
    const button = event.target instanceof Element ? event.target.closest('[data-listbox] > button, [data-menu] > button') : null;
    if (button && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      button.click();
    } else if (event.key === 'ArrowDown' && event.target.matches && event.target.matches('[data-combobox] input')) {
      event.preventDefault();
      openCombobox(event.target.closest('[data-combobox]'), true);
    }
  });

  for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    document.addEventListener(kind, (event) => {
      const area = event.target instanceof Element ? event.target.closest('[data-drop]') : null;
      if (!area) return;
      event.preventDefault();
      area.toggleAttribute('data-over', kind === 'dragenter' || kind === 'dragover');
      if (kind === 'drop' && event.dataTransfer && event.dataTransfer.files[0]) sendFile(area.closest('[data-dropzone]'), event.dataTransfer.files[0]);
    });
  }
  window.addEventListener('resize', () => closePopup());

  /* ------------------------------------------------------------ after each drawing */
  function ready() {
    for (const link of $$('.navlink')) {
      const path = link.getAttribute('href');
      if (location.pathname === path || (path.endsWith('/access') && location.pathname.startsWith(path))) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const box = document.getElementById('companies-list');
    if (box && !lists.has(box)) {
      lists.clear();
      const state = { box, q: $('[data-q]', box).value, page: 1, sort: 'name', run: 0 };
      lists.set(box, state);
      loadCompanies(state);
    }
    for (const input of $$('[data-dropzone] input[type=file]')) if (input.files.length) takeInput(input);
  }

  self.__ready = ready;
  ready();
})();
