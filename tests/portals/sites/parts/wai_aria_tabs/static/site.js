(function () {
  'use strict';
  const $ = (s, r) => (r || document).querySelector(s), $$ = (s, r) => [...(r || document).querySelectorAll(s)];
  const body = document.body, lang = body.dataset.lang;
  const post = (url, data) => fetch(url, { method: 'POST', keepalive: true,
    body: new URLSearchParams({ _csrf: body.dataset.csrf, ...data }) });
  const PREV = ['ArrowUp', 'ArrowLeft'], NEXT = ['ArrowDown', 'ArrowRight'];
  const move = (e, list, cur) => {              // where an arrow, Home or End leads in a list
    const n = list.length, i = list.indexOf(cur);
    const j = NEXT.includes(e.key) ? (i + 1) % n : PREV.includes(e.key) ? (i - 1 + n) % n : e.key === 'Home' ? 0 : e.key === 'End' ? n - 1 : -1;
    if (j >= 0) e.preventDefault();
    return list[j];
  };
  // toast: filled after loading, so that it is announced
  const toast = $('#toast');
  if (toast && toast.dataset.msg) setTimeout(() => {
    toast.textContent = toast.dataset.msg; toast.classList.add('on');
    setTimeout(() => { toast.textContent = ''; toast.classList.remove('on'); }, 5000);
  }, 150);
  // disclosure navigation
  $$('.disclosure button').forEach((b) => {
    const sub = document.getElementById(b.getAttribute('aria-controls'));
    const open = (on) => b.setAttribute('aria-expanded', on);
    if ($$('a', sub).some((a) => location.pathname.startsWith(a.pathname))) open(true);
    b.addEventListener('click', () => open(b.getAttribute('aria-expanded') !== 'true'));
    b.parentNode.addEventListener('keydown', (e) => { if (e.key === 'Escape') { open(false); b.focus(); } });
  });
  // grid: one tab stop, arrows between cells
  const grid = $('[role=grid]');
  if (grid) {
    const rows = $$('tr', grid).map((r) => [...r.cells].map((c) => $('a', c) || c));
    rows.flat().forEach((c) => { c.tabIndex = -1; });
    const first = (rows[1] || rows[0])[0]; first.tabIndex = 0;
    grid.addEventListener('keydown', (e) => {
      const y = rows.findIndex((r) => r.includes(e.target)), x = y < 0 ? -1 : rows[y].indexOf(e.target);
      const d = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key];
      const to = d && x >= 0 && (rows[y + d[0]] || [])[x + d[1]];
      if (to) { e.preventDefault(); e.target.tabIndex = -1; to.tabIndex = 0; to.focus(); }
    });
  }
  const dlg = $('#roles');
  if (dlg) {
    dlg.removeAttribute('open'); dlg.showModal();
    dlg.addEventListener('close', () => { const a = document.getElementById(dlg.dataset.back); if (a) a.focus(); });
  }
  // tabs: arrows move the focus, Enter follows (manual activation)
  const tabs = $$('[role=tab]');
  tabs.forEach((tab) => tab.addEventListener('keydown', (e) => {
    const to = move(e, tabs, tab);
    if (to) { tabs.forEach((x) => { x.tabIndex = -1; }); to.tabIndex = 0; to.focus(); }
    if (e.key === ' ') { e.preventDefault(); if (tab.href) tab.click(); }
  }));
  // radio group
  const radios = $$('[role=radio]');
  const choose = (r) => {
    radios.forEach((x) => { x.setAttribute('aria-checked', x === r); x.tabIndex = x === r ? 0 : -1; });
    $('input[name=channel]').value = r.dataset.value; $('#sftp').hidden = r.dataset.value !== 'SFTP'; r.focus();
  };
  radios.forEach((r) => {
    r.addEventListener('click', () => choose(r));
    r.addEventListener('keydown', (e) => {
      const to = move(e, radios, r);
      if (to) choose(to); else if (e.key === ' ') { e.preventDefault(); choose(r); }
    });
  });
  $$('input.vh').forEach((f) => f.addEventListener('change', () => {
    if (f.files.length) document.getElementById('name-' + f.id).textContent = f.files[0].name;
  }));
  // list box with several choices; the hidden inputs follow
  const box = $('[role=listbox]');
  if (box) {
    const opts = $$('[role=option]', box), say = $('#apps-n');
    let cur = null;
    const sync = () => {
      const on = opts.filter((o) => o.getAttribute('aria-selected') === 'true');
      $$('input[name=applications]').forEach((h) => h.remove());
      on.forEach((o) => box.after(Object.assign(document.createElement('input'), { type: 'hidden', name: 'applications', value: o.dataset.value })));
      say.textContent = say.dataset.tpl.replace('#', on.length);
    };
    const act = (o) => {
      opts.forEach((x) => x.classList.toggle('active', x === o)); cur = o;
      box.setAttribute('aria-activedescendant', o.id); o.scrollIntoView({ block: 'nearest' });
    };
    const flip = (o) => { o.setAttribute('aria-selected', o.getAttribute('aria-selected') !== 'true'); sync(); };
    opts.forEach((o) => o.addEventListener('click', () => { act(o); flip(o); }));
    box.addEventListener('focus', () => act(cur || opts[0]));
    box.addEventListener('keydown', (e) => {
      const to = move(e, opts, cur);
      if (to) act(to); else if (e.key === ' ') { e.preventDefault(); flip(cur); } else if (e.key.length === 1 && !e.ctrlKey) {
        const hit = opts.find((o) => o.textContent.toLowerCase().startsWith(e.key.toLowerCase())); if (hit) act(hit);
      }
    });
    sync();
  }
  // errors: focus on the summary, links lead to the field
  const sum = $('.summary');
  if (sum) {
    sum.focus();
    $$('a', sum).forEach((a) => a.addEventListener('click', (e) => {
      const f = $(a.hash); if (!f) return;
      e.preventDefault(); ($('[tabindex="0"]', f) || f).focus(); f.scrollIntoView({ block: 'center' });
    }));
  }
  $$('form[data-autosave]').forEach((f) => f.addEventListener('change', () => {
    post(f.dataset.autosave, Object.fromEntries(new FormData(f))).then((r) => { if (r.status === 204) $('#autosave').textContent = f.dataset.saved; });
  }));
  $$('form[method=post]').forEach((f) => f.addEventListener('submit', (e) => {    // no double click
    if (f.dataset.sent) e.preventDefault(); f.dataset.sent = '1'; setTimeout(() => { delete f.dataset.sent; }, 8000);
  }));
  $$('[data-show]').forEach((b) => b.addEventListener('click', () => {
    const p = document.getElementById(b.dataset.show), on = p.type === 'password';
    p.type = on ? 'text' : 'password'; b.setAttribute('aria-pressed', on);
  }));
  // chat, survey, warning before the time-out
  const bubble = $('.bubble'), panel = $('#chat-panel');
  if (bubble) {
    bubble.addEventListener('click', () => { panel.hidden = !panel.hidden; bubble.setAttribute('aria-expanded', !panel.hidden); if (!panel.hidden) $('#chat-q').focus(); });
    $('form', panel).addEventListener('submit', (e) => {
      e.preventDefault();
      [$('#chat-q').value, e.target.dataset.answer].forEach((x) => $('[role=log]', panel).append(Object.assign(document.createElement('p'), { textContent: x })));
      $('#chat-q').value = '';
    });
  }
  const survey = $('#survey');
  if (survey) {
    setTimeout(() => { survey.hidden = false; requestAnimationFrame(() => requestAnimationFrame(() => survey.classList.add('in'))); }, 1500);
    const shut = () => { survey.remove(); post(`/${lang}/enquete`); };
    $$('button', survey).forEach((b) => b.addEventListener('click', shut));
    survey.addEventListener('keydown', (e) => { if (e.key === 'Escape') shut(); });
  }
  const warn = $('#timeout');
  if (warn) {
    const arm = () => setTimeout(() => warn.showModal(), (body.dataset.idle - 120) * 1000);
    if (body.dataset.idle > 240) arm();
    $('button', warn).addEventListener('click', () => { warn.close(); post(`/${lang}/actif`); arm(); });
  }
})();
