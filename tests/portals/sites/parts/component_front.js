/* ---------- core ---------- */
let uid = 0; const nid = p => `ss-${p}-${++uid}`;
function h(tag, props, ...kids) {
  const el = document.createElement(tag);
  for (const [k, v] of Object.entries(props || {})) {
    if (v == null || v === false) continue;
    if (k.startsWith('on')) el.addEventListener(k.slice(2).toLowerCase(), v);
    else if (k[0] === '.') el[k.slice(1)] = v;
    else el.setAttribute(k, v === true ? '' : v);
  }
  el.append(...kids.flat(3).filter(x => x != null && x !== false)); return el;
}
const cookie = n => (document.cookie.match('(?:^|; )' + n + '=([^;]*)') || [])[1] || '';
async function api(method, path, body, extra = {}) {
  const headers = { Accept: 'application/json', ...extra };
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN');
  if (body !== undefined && !(body instanceof FormData)) { headers['Content-Type'] = 'application/json'; body = JSON.stringify(body); }
  const r = await fetch('/api/v1' + path, { method, headers, body });
  const data = r.status === 204 ? null : await r.json().catch(() => null);
  if (!r.ok) throw Object.assign(new Error(data?.code || 'HTTP ' + r.status), { status: r.status, data });
  return data;
}
function toast(text, kind = '') {
  const box = document.querySelector('.toasts') || document.body.appendChild(h('div', { class: 'toasts', 'aria-live': 'polite' }));
  const el = h('div', { class: 'toast ' + kind, role: 'status' }, text); box.append(el); setTimeout(() => el.remove(), 5000);
}
function fail(e) {
  if (e.status === 401) { S.session = null; toast(t('expired'), 'error'); go('/' + S.lang); }
  else if (e.data?.code === 'NO_CONTEXT') go(`/${S.lang}/app/mandats`, true);
  else toast(T.fr[e.message] ? t(e.message) : t('netErr', { c: e.message }), 'error');
}
/* ---------- component library ---------- */
const sheet = css => { const s = new CSSStyleSheet(); s.replaceSync(css); return s; };
const BTN = sheet(':host{display:inline-block}button{font:inherit;border:0;border-radius:22px;padding:10px 24px;background:#0b5c7a;color:#fff;cursor:pointer}:host([flat]) button{background:none;color:#0b5c7a;box-shadow:inset 0 0 0 1px #0b5c7a}button:disabled{opacity:.5;cursor:default}');
customElements.define('ss-button', class extends HTMLElement {
  static observedAttributes = ['disabled'];
  constructor() { super(); const r = this.attachShadow({ mode: 'open', delegatesFocus: true }); r.adoptedStyleSheets = [BTN];
    r.append(this.b = h('button', { type: 'button', part: 'button' }, h('slot'))); this.addEventListener('click', e => { if (this.hasAttribute('disabled')) e.stopImmediatePropagation(); }, true); }
  attributeChangedCallback() { this.b.disabled = this.hasAttribute('disabled'); }
});
const FIELD = sheet(':host{display:block;margin:18px 0}.w{position:relative}input{width:100%;box-sizing:border-box;font:inherit;padding:20px 14px 6px;border:1px solid #8b9aa3;border-radius:6px}input:focus{outline:2px solid #00a68c}label{position:absolute;left:15px;top:13px;color:#5b6770;pointer-events:none;transition:.15s}input:focus+label,input:not(:placeholder-shown)+label{top:3px;font-size:12px}.h{color:#5b6770;font-size:13px}.e{color:#b3261e;font-size:14px}:host([invalid]) input{border-color:#b3261e}.ok{color:#1b7a4b;font-size:14px}');
customElements.define('ss-text-field', class extends HTMLElement {
  constructor() { super(); const r = this.attachShadow({ mode: 'open', delegatesFocus: true }); r.adoptedStyleSheets = [FIELD]; }
  connectedCallback() {
    if (this.i) return; const id = nid('input'), a = n => this.getAttribute(n);
    this.i = h('input', { id, type: a('type') || 'text', placeholder: ' ', autocomplete: 'off', 'aria-required': 'true', 'aria-describedby': id + 'd', '.value': this._v || '' });
    this.m = h('div', { id: id + 'd', 'aria-live': 'polite' }, h('span', { class: 'h' }, a('hint') || ''));
    this.shadowRoot.append(h('div', { class: 'w' }, this.i, h('label', { for: id }, a('label'), h('span', { 'aria-hidden': 'true' }, ' *'))), this.m);
    this.i.addEventListener('blur', () => { if (!this.i.value.trim()) this.error = 'REQUIRED'; });
    this.i.addEventListener('input', () => { this.error = null; });
  }
  get value() { return this.i ? this.i.value : this._v; } set value(v) { this._v = v; if (this.i) this.i.value = v; }
  say(text, cls) { this.m.replaceChildren(h('span', { class: cls }, text)); }
  set error(code) { this.toggleAttribute('invalid', !!code); this.i.setAttribute('aria-invalid', !!code); this.say(code ? t(code) : this.getAttribute('hint') || '', code ? 'e' : 'h'); }
});
function popup(anchor, content, onClose) {                     // overlay container at the end of <body>
  const r = anchor.getBoundingClientRect(), below = innerHeight - r.bottom > 260 || r.top < 260;
  const pane = h('div', { class: 'pane' }, content), host = h('div', { class: 'overlay' }, h('div', { class: 'backdrop', onclick: close }), pane);
  Object.assign(pane.style, { left: Math.min(r.left, innerWidth - 300) + 'px', minWidth: Math.min(Math.max(r.width, 260), 860) + 'px' }, below ? { top: r.bottom + 4 + 'px', maxHeight: Math.min(320, innerHeight - r.bottom - 12) + 'px' } : { bottom: innerHeight - r.top + 4 + 'px' });
  function close() { host.remove(); document.removeEventListener('keydown', esc, true); onClose?.(); }
  function esc(e) { if (e.key === 'Escape') { e.stopPropagation(); close(); anchor.focus(); } }
  document.addEventListener('keydown', esc, true); document.body.append(host); return close;
}
customElements.define('ss-select', class extends HTMLElement {  // props: label, placeholder, options | loader, multiple, value(s), error
  connectedCallback() {
    if (this.tr) return; const id = nid('select'); this.value ??= this.multiple ? [] : null; this.known ??= {};
    for (const o of this.options || []) this.known[o.value] = o;
    this.tr = h('div', { id, class: 'trigger', role: 'combobox', tabindex: 0, 'aria-haspopup': 'listbox', 'aria-expanded': 'false', 'aria-labelledby': id + 'l', 'aria-required': 'true', onclick: () => this.openPopup(),
      onkeydown: e => { if (['Enter', ' ', 'ArrowDown'].includes(e.key)) { e.preventDefault(); this.openPopup(); } } }, h('span'));
    this.append(h('span', { class: 'lbl', id: id + 'l' }, this.label + ' *'), this.tr, this.ch = h('div', { class: 'chips' }), this.er = h('div', { class: 'err' })); this.paint();
  }
  paint() {
    const many = this.multiple, txt = many ? (this.value.length ? t('nSel', { n: this.value.length }) : '') : this.known[this.value]?.label;
    this.tr.firstChild.replaceWith(h('span', { class: txt ? '' : 'ph' }, txt || this.placeholder || t('pick')));
    if (many) this.ch.replaceChildren(...this.value.map(v => h('span', { class: 'chip' }, this.known[v].label.split(' – ')[0] + ' ', h('button', { type: 'button', 'aria-label': t('remove') + ' ' + this.known[v].label, onclick: () => this.pick(v) }, '×'))));
  }
  set error(c) { this.classList.toggle('bad', !!c); this.er.textContent = c ? t(c) : ''; }
  pick(v) {
    if (this.multiple) this.value = this.value.includes(v) ? this.value.filter(x => x !== v) : [...this.value, v]; else this.value = v;
    this.error = null; this.paint(); this.list?.querySelectorAll('[role=option]').forEach(o => o.setAttribute('aria-selected', [].concat(this.value).includes(o._v)));
    this.dispatchEvent(new CustomEvent('ss-change', { bubbles: true, detail: this.value })); if (!this.multiple) this.shut?.();
  }
  openPopup() {
    if (this.shut) return; const lid = nid('listbox'); let group, page = 0, q = '', timer, turn = 0;
    const list = this.list = h('div', { id: lid, role: 'listbox', tabindex: -1, 'aria-multiselectable': this.multiple ? 'true' : null, 'aria-labelledby': this.tr.id + 'l' });
    const add = o => { this.known[o.value] = o; if (o.group && o.group !== group) list.append(h('div', { class: 'grp' }, t(group = o.group)));
      list.append(h('div', { role: 'option', id: nid('option'), '._v': o.value, 'aria-selected': String([].concat(this.value).includes(o.value)), onclick: () => this.pick(o.value) }, o.label, o.sub && h('small', null, o.sub))); };
    const load = async fresh => {
      const me = ++turn; if (fresh) { page = 0; list.replaceChildren(h('div', { class: 'skel' }), h('div', { class: 'skel' })); }
      list.setAttribute('aria-busy', 'true');
      try { const r = await this.loader(q, page); if (me !== turn) return; if (fresh) list.replaceChildren(); more.hidden = true; r.items.forEach(add);
        const rest = r.total - list.querySelectorAll('[role=option]').length; if (rest > 0) { more.hidden = false; more.textContent = t('more', { n: rest }); }
        if (!r.total) list.append(h('div', { class: 'grp' }, t('none'))); } catch (e) { fail(e); }
      list.removeAttribute('aria-busy');
    };
    const more = h('button', { type: 'button', class: 'more', hidden: true, onclick: () => { page++; load(false); } });
    const box = this.loader && h('input', { type: 'search', placeholder: t('search'), 'aria-label': t('search'), 'aria-controls': lid, oninput: e => { q = e.target.value; clearTimeout(timer); timer = setTimeout(() => load(true), 300); } });
    const keys = e => { const os = [...list.querySelectorAll('[role=option]')]; let i = os.findIndex(o => o.classList.contains('active'));
      if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); os[i]?.classList.remove('active'); i = Math.max(0, Math.min(os.length - 1, i + (e.key === 'ArrowDown' ? 1 : -1))); os[i]?.classList.add('active'); os[i]?.scrollIntoView({ block: 'nearest' }); list.setAttribute('aria-activedescendant', os[i]?.id || ''); }
      else if (e.key === 'Enter' || (e.key === ' ' && e.target !== box)) { if (os[i]) { e.preventDefault(); os[i].click(); } } else if (e.key === 'Tab') this.shut(); };
    const wrap = h('div', { onkeydown: keys }, box, list, more, this.multiple && h('button', { type: 'button', class: 'more', onclick: () => this.shut() }, t('close')));
    this.tr.setAttribute('aria-expanded', 'true'); this.tr.setAttribute('aria-controls', lid);
    const close = popup(this.tr, wrap, () => { this.shut = this.list = null; this.tr.setAttribute('aria-expanded', 'false'); this.tr.removeAttribute('aria-controls'); });
    this.shut = () => { close(); this.tr.focus(); };
    if (this.loader) load(true); else this.options.forEach(add); (box || list).focus();
  }
});
const UP = sheet(':host{display:block;margin:18px 0}.z{border:2px dashed #8b9aa3;border-radius:8px;padding:14px;background:#fafcfc}.z.over{border-color:#00a68c}.l{font-size:14px;margin-bottom:4px}.h{color:#5b6770;font-size:13px}.e{color:#b3261e;font-size:14px}button{font:inherit;border:1px solid #0b5c7a;background:#fff;color:#0b5c7a;border-radius:18px;padding:6px 16px;cursor:pointer}small{display:block;color:#5b6770;word-break:break-all}');
customElements.define('ss-upload', class extends HTMLElement {  // uploads as soon as a file is chosen; .file = server's answer
  constructor() { super(); this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [UP]; }
  connectedCallback() {
    if (this.z) return; const k = this.getAttribute('kind'), id = nid('upload');
    this.inp = h('input', { id, type: 'file', accept: k === 'certificate' ? '.cer' : null, hidden: true, onchange: () => this.inp.files[0] && this.send(this.inp.files[0]) });
    this.z = h('div', { class: 'z', ondragover: e => { e.preventDefault(); this.z.classList.add('over'); }, ondragleave: () => this.z.classList.remove('over'), ondrop: e => { e.preventDefault(); this.z.classList.remove('over'); e.dataTransfer.files[0] && this.send(e.dataTransfer.files[0]); } });
    this.er = h('div', { class: 'e', role: 'alert' });
    this.shadowRoot.append(h('label', { class: 'l', for: id }, t(k) + ' *'), this.inp, this.z, h('div', { class: 'h' }, t(k + 'H')), this.er); this.paint();
  }
  paint(busy) {
    const f = this.file, k = this.getAttribute('kind');
    this.z.replaceChildren(...(busy ? [h('span', { role: 'progressbar' }, t('uploading'))] : f ? [h('b', null, f.name), ' ', h('button', { type: 'button', onclick: () => { this.file = null; this.paint(); this.tell(); } }, t('remove')), h('small', null, f.detail)]
      : [h('button', { type: 'button', 'aria-label': `${t('browse')} ${t(k)}`, onclick: () => this.inp.click() }, t('browse')), ' ', h('span', { class: 'h' }, t('drop'))]));
  }
  tell() { this.dispatchEvent(new CustomEvent('ss-change', { bubbles: true, composed: true, detail: this.file })); }
  set error(c) { this.er.textContent = c ? (T.fr[c] ? t(c) : t('netErr', { c })) : ''; }
  async send(file) {
    this.error = null; this.file = null; this.paint(true); const fd = new FormData(); fd.append('kind', this.getAttribute('kind')); fd.append('file', file, file.name);
    try { this.file = await api('POST', '/uploads', fd); } catch (e) { if (e.status === 401) fail(e); else this.error = e.message; }
    this.inp.value = ''; this.paint(); this.tell();
  }
});
const btn = (k, fn, o = {}) => h('ss-button', { ...o, onclick: fn }, t(k));
const skeleton = n => h('div', { 'aria-busy': 'true' }, Array.from({ length: n }, () => h('div', { class: 'skel' })));
const grid = rows => h('dl', { class: 'grid' }, rows.filter(Boolean).map(([k, v]) => [h('dt', null, k), h('dd', null, v)]));
/* ---------- log-in (authorization code + PKCE) ---------- */
const b64u = buf => btoa(String.fromCharCode(...new Uint8Array(buf))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
async function signIn() {
  const c = await api('GET', '/config'), state = b64u(crypto.getRandomValues(new Uint8Array(12))), ver = b64u(crypto.getRandomValues(new Uint8Array(32)));
  sessionStorage.setItem('ss.pkce', JSON.stringify({ state, ver, lang: S.lang }));
  const ch = b64u(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ver)));
  location.assign(`${c.issuer}/authorize?` + new URLSearchParams({ response_type: 'code', client_id: c.clientId, redirect_uri: location.origin + '/auth/callback', scope: 'openid profile mandates', state, code_challenge: ch, code_challenge_method: 'S256', ui_locales: S.lang }));
}
async function callback(out) {
  const p = JSON.parse(sessionStorage.getItem('ss.pkce') || '{}'), q = new URLSearchParams(location.search); S.lang = p.lang || 'fr';
  out.replaceChildren(h('div', { class: 'boot' }, h('p', null, h('span', { class: 'spinner' }), ' ', t('signing')))); sessionStorage.removeItem('ss.pkce');
  try { if (!p.state || q.get('state') !== p.state) throw new Error('state'); S.session = await api('POST', '/session', { code: q.get('code'), codeVerifier: p.ver }); S.wiz = null; go(`/${S.lang}/app/mandats`, true); }
  catch (e) { toast(t('signFail'), 'error'); go('/' + S.lang, true); }
}
async function signOut() { try { await api('DELETE', '/session'); } catch (e) { /* already gone */ } S.session = S.wiz = null; toast(t('bye')); go('/' + S.lang); }
/* ---------- pages ---------- */
const P = s => `/${S.lang}/${s}`, CFG = 'app/messages-structures/configuration', C = () => S.session.context;
const qName = c => L(c.qualityName);
const pages = {
  splash: out => out.append(h('h1', null, 'Socialsecurity.be'), h('div', { class: 'tiles' }, [['fr', 'BELGIQUE', 'La Sécurité Sociale Belge', 'Français'], ['nl', 'BELGIË', 'De Belgische Sociale Zekerheid', 'Nederlands'], ['en', 'International', 'Working in Belgium', 'English (INT)']].map(([l, a, b, c]) =>
    h('a', { class: 'card', href: '/' + l, lang: l }, h('span', { class: 'muted' }, a), h('h2', null, c), h('span', null, b))))),
  intl: out => out.append(h('h1', null, 'International'), h('div', { class: 'card' }, 'Coming to Belgium · Leaving Belgium · Working in Belgium for companies'), h('div', { class: 'alert' }, 'Registration and secured services are not available through the international access. Please choose a national language.'), h('a', { href: '/' }, 'Back')),
  home: out => out.append(h('h1', null, t('site')), h('p', null, t('audIntro')), h('div', { class: 'tiles' }, [['cit', 'citoyens'], ['ent', 'entreprises'], ['pro', 'professionnels']].map(([k, s]) => h('a', { class: 'card', href: P(s) }, h('h2', null, t(k)), h('span', { class: 'muted' }, t(k + 'T')))))),
  audience: (out, k) => out.append(h('h1', null, t(k)), h('p', null, t(k + 'T')), h('h2', null, t('svc')), ...(k === 'cit' ? [3] : [1, 2, 3]).map(n => h('div', { class: 'card' }, h('h2', null, t('svc' + n)), h('p', null, t(`svc${n}T`)), h('span', { class: 'muted' }, '🔒 ' + t('onlyIn'))))),
  mandates: out => {
    const roles = h('div', { 'aria-live': 'polite' });
    const sel = h('ss-select', { '.label': t('entList'), '.loader': async (q, page) => { const r = await api('GET', '/mandates?' + new URLSearchParams({ q, page })); return { total: r.total, items: r.items.map(i => ({ value: i.enterprise, label: L(i.name), sub: i.enterprise })) }; },
      'onss-change': async e => { roles.replaceChildren(skeleton(3)); try { const r = await api('GET', '/mandates/' + e.detail); if (r.enterprise !== sel.value) return;
        roles.replaceChildren(h('h2', null, t('rolesH', { n: L(r.name) })), h('ul', { class: 'role-list' }, r.roles.map(x => h('li', null, h('a', { href: P(`app/mandats/${r.enterprise}/${x.quality}`) }, t('roleLine', { q: qName(x), e: r.enterprise, r: t(x.role) })))))); } catch (er) { fail(er); } } });
    out.append(h('h1', null, t('choose')), h('p', null, t('chooseT')), sel, roles);
  },
  async activate(out, ent, quality) { out.append(skeleton(4)); try { S.session = await api('PUT', '/session/context', { enterprise: ent, quality }); S.wiz = null; go(P('app/accueil'), true); } catch (e) { toast(t('noEnt'), 'error'); go(P('app/mandats'), true); } },
  dash: out => out.append(h('h1', null, t('hello', { n: S.session.user.name })), h('p', { class: 'muted' }, t('last', { d: S.session.user.lastLogin })), h('p', null, t('homeT', { n: L(C().name) })), ...[1, 2].map(n => h('div', { class: 'card' }, h('h2', null, t('news' + n)), t(`news${n}T`)))),
  soon: (out, k) => out.append(h('h1', null, t(k)), h('div', { class: 'alert' }, t('soon'))),
  async intro(out) {
    const slot = skeleton(5); out.append(h('h1', null, t('introH')), slot); const s = await api('GET', '/structured-messages/status');
    slot.replaceWith(s.eligible ? h('div', null, h('p', null, t('introT')), h('h2', null, t('need')), h('ul', null, [1, 2, 3, 4].map(n => h('li', null, t('need' + n, { e: C().enterprise })))), h('div', { class: 'acts' }, btn('next', () => go(P(CFG + '/assistant')))))
      : h('div', { class: 'alert', role: 'alert' }, t(s.reason, { u: s.username }), ' ', s.username && h('a', { href: P('app/gestion-acces/information') }, t('seeInfo'))));
  },
  wizard,
  async result(out, id) {
    const r = await api('GET', '/configurations/' + id), n = r.senderNumber;
    out.append(h('h1', null, t('doneH')), h('div', { class: 'alert ok' }, t('doneT')), h('div', { class: 'card' }, grid([[t('ref'), r.reference], [t('entNo'), r.enterprise], [t('tech'), r.username], [t('sender'), h('span', { class: 'num' }, n)], [t('chan'), r.channel], [t('ver'), '1'], [t('cc'), '02 511 51 51']]),
      h('p', { class: 'muted' }, t('fileH', { f: `FI.DMFA.${n.padStart(6, '0')}.${r.created.replace(/-/g, '')}.00001.R.1.1` }))), btn('print', () => print(), { flat: true }), ' ', btn('seeInfo', () => go(P('app/gestion-acces/information')), { flat: true }));
  },
  async info(out) {
    const slot = skeleton(6); out.append(h('h1', null, t('infoH')), slot); const { configuration: r } = await api('GET', '/structured-messages/information');
    slot.replaceWith(!r ? h('div', { class: 'alert' }, t('infoNone')) : h('div', { class: 'card' }, grid([[t('entNo'), r.enterprise], [t('quality'), qName(C())], [t('tech'), r.username], [t('sender'), h('span', { class: 'num' }, r.senderNumber)], [t('chan'), r.channel], [t('applications'), r.applications.join(', ')], [t('contact'), `${r.contact.first_name} ${r.contact.last_name} · ${r.contact.phone}`], [t('since'), r.created.split('-').reverse().join('/')]])));
  },
};
/* ---------- configuration wizard ---------- */
async function wizard(out) {
  out.append(h('h1', null, t('introH')), skeleton(8));
  const [apps, draft, st] = await Promise.all([api('GET', '/structured-messages/applications'), api('GET', '/draft'), api('GET', '/structured-messages/status')]);
  if (!st.eligible) return go(P(CFG), true);
  if (S.wiz?.id !== draft.id) S.wiz = { id: draft.id, step: 0, max: 0, username: draft.username || '', contact: draft.contact || { language: S.lang }, channel: draft.channel || { channel: null, applications: [] } };
  const w = S.wiz, fields = {}, ids = ['contact', 'channel', 'username', 'review'], head = h('ol', { class: 'steps' });
  const field = (k, o = {}) => fields[k] = h('ss-text-field', { name: k, label: t(k), ...o, '.value': w.contact[k] || '', oninput: e => { w.contact[k] = e.target.value; } });
  const acts = (i, extra) => h('div', { class: 'acts' }, i > 0 && btn('prev', () => show(i - 1), { flat: true }), extra || btn('next', e => submit(i, e.currentTarget)));
  const panel = (i, ...kids) => h('section', { class: 'panel off', id: 'ss-step-' + i, role: 'tabpanel', 'aria-labelledby': 'ss-step-label-' + i, tabindex: -1 }, ...kids);
  /* 2: channel cards, files, applications */
  const files = h('div');
  const radios = ['FTP', 'SFTP', 'ISABEL', 'MQLINK'].map(c => h('div', { role: 'radio', tabindex: 0, '._c': c, onclick: () => setChannel(c), onkeydown: e => { if (e.key === ' ' || e.key === 'Enter') { e.preventDefault(); setChannel(c); } } }, h('b', null, { ISABEL: 'Isabel', MQLINK: 'MQLink' }[c] || c), h('span', { class: 'muted' }, t(c))));
  const chErr = h('div', { class: 'err', role: 'alert' }); fields.channel = { set error(c) { chErr.textContent = c ? t(c) : ''; }, focus() { radios[0].focus(); } };
  const setChannel = c => {
    w.channel.channel = c; fields.channel.error = null; radios.forEach(r => r.setAttribute('aria-checked', String(r._c === c))); delete fields.ssh_key; delete fields.certificate;
    files.replaceChildren(...(c === 'SFTP' ? ['ssh_key', 'certificate'].map(k => fields[k] = h('ss-upload', { kind: k, '.file': w.channel[k], 'onss-change': e => { w.channel[k] = e.detail; } })) : []));
  };
  fields.applications = h('ss-select', { '.label': t('applications'), '.multiple': true, '.placeholder': t('appsPick'), '.options': apps.items.map(a => ({ value: a.code, label: L(a.label), group: a.group })), '.value': w.channel.applications, 'onss-change': e => { w.channel.applications = e.detail; } });
  /* 3: user name with asynchronous check */
  let timer; const un = fields.username = h('ss-text-field', { name: 'username', label: t('username'), '.value': w.username, oninput: () => { w.username = un.value; clearTimeout(timer); if (/^[a-z0-9]{8,20}$/.test(un.value)) timer = setTimeout(probe, 450); } });
  const probe = async () => { const v = un.value; un.say(t('checking'), 'h'); try { const r = await api('GET', '/usernames/' + v); if (un.value !== v) return; if (r.available) un.say(t('free'), 'ok'); else un.error = r.code; } catch (e) { fail(e); } };
  const review = h('div'), confirm = btn('confirm', () => send());
  const panels = [
    panel(0, h('h2', null, t('s1')), h('p', null, t('s1T')), field('last_name'), field('first_name'), field('function'), field('phone', { type: 'tel', hint: t('phoneH') }), field('email', { type: 'email' }),
      h('ss-select', { '.label': t('language'), '.options': ['fr', 'nl', 'de'].map(v => ({ value: v, label: t(v) })), '.value': w.contact.language, 'onss-change': e => { w.contact.language = e.detail; } }), acts(0)),
    panel(1, h('h2', null, t('s2T')), h('p', { id: 'ss-channel-l' }, t('channel') + ' *'), h('div', { class: 'cards', role: 'radiogroup', 'aria-labelledby': 'ss-channel-l' }, radios), chErr, files, fields.applications, acts(1)),
    panel(2, h('h2', null, t('s3')), h('p', null, t('s3T')), h('ul', null, [1, 2, 3].map(n => h('li', null, t('rule' + n)))), un, acts(2)),
    panel(3, h('h2', null, t('s4')), h('p', null, t('s4T')), review, acts(3, confirm)),
  ];
  if (w.channel.channel) setChannel(w.channel.channel); else radios.forEach(r => r.setAttribute('aria-checked', 'false'));
  function show(i, quiet) {
    w.step = i; w.max = Math.max(w.max, i);
    panels.forEach((p, n) => { p.classList.toggle('off', n !== i); p.setAttribute('aria-hidden', String(n !== i)); });
    head.replaceChildren(...ids.map((_, n) => h('li', { class: n === i ? 'now' : n <= w.max ? 'done' : '', id: 'ss-step-label-' + n, 'aria-current': n === i ? 'step' : null }, `${n + 1}. `, n < i ? h('button', { type: 'button', onclick: () => show(n) }, t('s' + (n + 1))) : t('s' + (n + 1)))));
    if (i === 3) fillReview(); if (!quiet) { panels[i].focus({ preventScroll: true }); scrollTo({ top: 0 }); }
  }
  function mark(list) { let first; for (const { field: f, code } of list) if (fields[f]) { fields[f].error = code; first ??= fields[f]; } toast(t('fix'), 'error'); (first?.tr || first)?.focus?.(); }
  async function submit(i, b) {
    const data = [w.contact, w.channel, { username: un.value }][i]; b.setAttribute('disabled', '');
    try { await api('PUT', '/draft/' + ids[i], data); show(i + 1); } catch (e) { if (e.data?.violations) mark(e.data.violations); else fail(e); }
    b.removeAttribute('disabled');
  }
  async function fillReview() {
    review.replaceChildren(skeleton(6)); confirm.setAttribute('disabled', ''); let d; try { d = await api('GET', '/draft'); } catch (e) { return fail(e); }
    const label = c => L(apps.items.find(a => a.code === c).label), sec = (i, rows) => h('div', null, h('h3', null, t('s' + (i + 1)), ' ', h('ss-button', { flat: true, onclick: () => show(i) }, t('edit'))), grid(rows)), k = d.contact, c = d.channel;
    review.replaceChildren(grid([[t('entNo'), C().enterprise], [t('quality'), qName(C())]]), sec(0, ['last_name', 'first_name', 'function', 'phone', 'email'].map(f => [t(f), k[f]]).concat([[t('language'), t(k.language)]])),
      sec(1, [[t('chan'), { ISABEL: 'Isabel', MQLINK: 'MQLink' }[c.channel] || c.channel], c.ssh_key && [t('ssh_key'), `${c.ssh_key.name} (${c.ssh_key.detail})`], c.certificate && [t('certificate'), `${c.certificate.name} (${c.certificate.detail})`], [t('applications'), h('div', null, c.applications.map(a => h('div', null, label(a))))]]), sec(2, [[t('username'), d.username]]));
    confirm.removeAttribute('disabled');
  }
  async function send() {
    confirm.setAttribute('disabled', '');
    try {
      let r = await api('POST', '/configurations', {}, { 'Idempotency-Key': w.id });
      stepper.replaceChildren(h('p', { role: 'status' }, t('saving')), h('div', { class: 'progress' }, h('i')));
      while (r.status === 'PENDING') { await new Promise(z => setTimeout(z, 500)); r = await api('GET', '/configurations/' + r.id); }
      S.wiz = null; toast(t('doneT'), 'ok'); go(P(`${CFG}/resultat/${r.id}`), true);
    } catch (e) { confirm.removeAttribute('disabled'); if (e.data?.violations) { show(ids.indexOf(e.data.step)); mark(e.data.violations); } else { fail(e); if (e.status === 409) go(P(CFG)); } }
  }
  const stepper = h('ss-stepper', null, head, panels);
  out.replaceChildren(h('h1', null, t('introH')), stepper); show(w.step, true);
}
/* ---------- shell and router ---------- */
const NAV = [['mHome', 'app/accueil'], ['mAcc', [['mOwn', 'app/gestion-acces/donnees'], ['mUsers', 'app/gestion-acces/utilisateurs'], ['mFind', 'app/gestion-acces/recherche'], ['mXch', [['mInfo', 'app/gestion-acces/information'], ['mPers', 'app/gestion-acces/contact']]]]], ['mMsg', [['mConf', CFG], ['mDoc', 'app/messages-structures/documentation']]]];
function navTree(items) {
  return h('ul', null, items.map(([k, to]) => { const li = h('li');
    const paint = () => li.replaceChildren(...(typeof to === 'string' ? [h('a', { href: P(to), class: location.pathname.startsWith('/' + S.lang + '/' + to) ? 'here' : null }, t(k))]
      : [h('button', { type: 'button', class: 'node', 'aria-expanded': String(S.open.has(k)), onclick: () => { S.open.has(k) ? S.open.delete(k) : S.open.add(k); paint(); li.firstChild.focus(); } }, h('span', null, t(k)), h('i', { 'aria-hidden': 'true' }, '›')), ...(S.open.has(k) ? [navTree(to)] : [])]));
    paint(); return li; }));
}
function setDrawer(on) { S.drawer = on; document.querySelector('nav.drawer')?.classList.toggle('open', on); document.querySelector('.drawer-back')?.classList.toggle('open', on); document.querySelector('.menu-toggle')?.setAttribute('aria-expanded', String(on)); }
function roleMenu(b) {
  const box = h('div', { role: 'menu' }, skeleton(3)), close = popup(b, box, () => b.setAttribute('aria-expanded', 'false')); b.setAttribute('aria-expanded', 'true');
  api('GET', '/mandates/' + C().enterprise).then(r => box.replaceChildren(...r.roles.map(x => h('div', { role: 'menuitem', tabindex: 0, onclick: () => { close(); go(P(`app/mandats/${r.enterprise}/${x.quality}`)); } }, (x.quality === C().quality ? '✓ ' : '') + `${qName(x)} (${t(x.role)})`)), h('div', { role: 'menuitem', tabindex: 0, onclick: () => { close(); go(P('app/mandats')); } }, t('switchEnt')))).catch(fail);
}
function layout(inApp, path) {
  const s = S.session, ctx = s?.context, rest = path.replace(/^\/(fr|nl)/, ''), pub = /^\/(fr|nl)/.test(path);
  const langs = pub && h('span', { class: 'langs' }, ['fr', 'nl'].map(l => h('a', { href: '/' + l + rest, class: l === S.lang ? 'on' : null, lang: l, 'aria-label': T[l].lang }, l.toUpperCase())));
  const bar = h('header', { class: 'bar' }, h('a', { class: 'brand', href: inApp && ctx ? P('app/accueil') : '/' }, '✿ Socialsecurity.be'), h('span', { class: 'grow' }),
    inApp && ctx && h('button', { class: 'iconbtn role-switch', type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: e => roleMenu(e.currentTarget) }, `${ctx.enterprise} · ${qName(ctx)} ▾`), langs,
    inApp ? h('button', { class: 'iconbtn', type: 'button', onclick: signOut }, t('logout')) : pub && rest.length > 1 && h('button', { class: 'iconbtn', type: 'button', onclick: e => { const b = e.currentTarget; b.disabled = true; signIn().catch(er => { b.disabled = false; fail(er); }); } }, t('connect')),
    inApp && ctx && h('button', { class: 'iconbtn menu-toggle', type: 'button', 'aria-expanded': 'false', onclick: () => setDrawer(!S.drawer) }, '☰ ' + t('menu')));
  const out = h('main', { id: 'content' });
  const nav = inApp && ctx && [h('div', { class: 'drawer-back', onclick: () => setDrawer(false) }), h('nav', { class: 'drawer', 'aria-label': t('menu') }, h('button', { class: 'node drawer-close', type: 'button', onclick: () => setDrawer(false) }, t('close'), ' ✕'), navTree(NAV))];
  const ck = !localStorage.getItem('ss.cookies') && h('div', { class: 'cookie', role: 'region', 'aria-label': 'Cookies' }, h('span', null, t('cookies')), h('button', { class: 'iconbtn', type: 'button', onclick: e => { localStorage.setItem('ss.cookies', '1'); e.target.parentNode.remove(); } }, t('goon')));
  document.querySelector('app-root').replaceChildren(...[bar, ...(nav || []), out, h('footer', { class: 'muted' }, '© ONSS / RSZ – v4.18.2'), ck].filter(Boolean)); S.drawer = false;
  return out;
}
const ROUTES = [[/^\/$/, 'splash'], [/^\/en/, 'intl'], [/^\/auth\/callback$/, 'callback'], [/^\/(fr|nl)\/?$/, 'home'], [/^\/(?:fr|nl)\/citoyens$/, 'audience', 'cit'], [/^\/(?:fr|nl)\/entreprises$/, 'audience', 'ent'], [/^\/(?:fr|nl)\/professionnels$/, 'audience', 'pro'],
  [/\/app\/mandats$/, 'mandates'], [/\/app\/mandats\/([^/]+)\/([^/]+)$/, 'activate'], [/\/app\/accueil$/, 'dash'], [/\/configuration$/, 'intro'], [/\/configuration\/assistant$/, 'wizard'], [/\/resultat\/(\w+)$/, 'result'], [/\/gestion-acces\/information$/, 'info'],
  [/\/gestion-acces\/donnees$/, 'soon', 'mOwn'], [/\/gestion-acces\/utilisateurs$/, 'soon', 'mUsers'], [/\/gestion-acces\/recherche$/, 'soon', 'mFind'], [/\/gestion-acces\/contact$/, 'soon', 'mPers'], [/\/documentation$/, 'soon', 'mDoc']];
async function render() {
  const path = location.pathname; S.lang = (path.match(/^\/(fr|nl)(\/|$)/) || [])[1] || S.lang; document.documentElement.lang = S.lang; document.title = t('site');
  const r = ROUTES.find(x => x[0].test(path)); if (!r) return go('/', true);
  document.querySelectorAll('.overlay').forEach(o => o.remove()); const inApp = path.includes('/app/');
  if (inApp && !S.session) { try { S.session = await api('GET', '/session'); } catch (e) { return fail(e); } if (location.pathname !== path) return; }
  if (inApp && !C() && !/\/mandats/.test(path)) return go(P('app/mandats'), true);
  const out = layout(inApp, path);
  try { await (r[1] === 'callback' ? callback(out) : pages[r[1]](out, ...(r[2] ? [r[2]] : path.match(r[0]).slice(1)))); } catch (e) { fail(e); }
  const h1 = out.querySelector('h1'); if (h1) document.title = `${h1.textContent} | ${t('site')}`;
}
function go(url, replace) { history[replace ? 'replaceState' : 'pushState'](null, '', url); scrollTo(0, 0); render(); }
addEventListener('popstate', render);
document.addEventListener('click', e => { const a = e.composedPath().find(n => n.matches?.('a[href^="/"]')); if (a && !e.ctrlKey && !e.metaKey && !e.defaultPrevented) { e.preventDefault(); go(a.getAttribute('href')); } });
render();
