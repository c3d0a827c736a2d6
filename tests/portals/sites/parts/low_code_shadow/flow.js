// Screen flow "configuration": the server holds the interview, this component renders its screens.
import { VL, L, B, esc, fmt, call, busy, toast, openModal } from './vl-core.js';

const LANGS = [{ value: 'fr', label: 'Français' }, { value: 'nl', label: 'Nederlands' }, { value: 'de', label: 'Deutsch' }];
const input = (n, extra = '') => `<vl-input data-f name="${n}" label="${esc(L[n])}" required ${L[`h_${n}`] ? `help="${esc(L[`h_${n}`])}"` : ''} ${extra}></vl-input>`;
const upload = (n, extra = '') => `<vl-file-upload data-f name="${n}" label="${esc(L[n])}" required help="${esc(L[`h_${n}`])}" ${extra}></vl-file-upload>`;
const out = (label, value, step) => `<vl-output-field label="${esc(label)}" ${step ? `edit="${step}"` : ''}>${esc(value)}</vl-output-field>`;

customElements.define('c-configuration-flow', class extends VL {
  async render() {
    this.html(`<div class="hl"><span class="mut">${esc(L.sm)}</span><h1>${esc(L.sm_reg)}</h1></div><vl-path></vl-path>
      <article class="card"><div class="in region"><div id="body"></div></div></article><footer class="sticky" id="foot" hidden></footer>`);
    this.addEventListener('pathselect', e => this.send('GOTO', { to: e.detail }));
    this.addEventListener('editfield', e => this.send('GOTO', { to: e.detail }));
    this.addEventListener('cardchange', e => this.channel(e.detail));
    this.$('#foot').addEventListener('click', e => { const b = e.target.closest('vl-button'); if (b && !b.hasAttribute('disabled')) this.press(b.dataset.a); });
    this.addEventListener('keydown', e => { if (e.key === 'Enter' && e.composedPath()[0].matches('input:not([type=file])') && this.s?.step < 4) this.press('NEXT'); });
    this.load(await busy(this.$('.region'), () => call('FlowRuntime.start')));
  }

  load(s) {
    if (s.blocked) {
      this.$('vl-path').hidden = true;
      this.$('#foot').hidden = true;
      this.$('#body').innerHTML = `<div class="alert" role="alert">${esc(s.blocked)}</div><p><a href="/s/messages-structures" data-nav>${esc(L.sm)}</a></p>`;
      return;
    }
    this.s = s;
    this.$('vl-path').steps = { labels: [0, 1, 2, 3, 4, 5].map(i => L[`s${i}`]), current: s.step, locked: s.step === 5 };
    const body = this.$('#body');
    body.innerHTML = `<div id="top"></div><h2 tabindex="-1">${esc(L[`t${s.step}`])}</h2>${this[`screen${s.step}`](s)}`;
    for (const f of this.fields()) {
      if (f.name === 'contactLang') f.options = LANGS;
      if (f.name === 'channel') f.options = B.channels.map(c => ({ value: c, label: c, hint: L[`ch_${c}`] }));
      if (f.name === 'applications') f.options = s.apps;
      if (f.name === 'sshKey' || f.name === 'cert') f.doc = s.docs[f.name];
      else f.value = s.values[f.name];
      if (f._o.length) f.render();
    }
    if (s.step === 2) this.channel(s.values.channel, true);
    const btn = (a, label, brand, extra = '') => `<vl-button data-a="${a}" label="${esc(label)}" ${brand ? 'variant="brand"' : ''} ${extra}></vl-button>`;
    const foot = this.$('#foot');
    foot.hidden = false;
    foot.innerHTML = s.step === 5 ? `<span class="sp"></span>${btn('FINISH', L.finish, 1)}`
      : `${s.step ? btn('BACK', L.back) : ''}<span class="sp"></span>${btn('CANCEL', L.cancel)}${s.step === 4 ? btn('CONFIRM', L.confirm, 1) : btn('NEXT', L.next, 1)}`;
    body.querySelector('h2').focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  fields() { return [...this.$('#body').querySelectorAll('[data-f]')]; }
  values() { return Object.fromEntries(this.fields().filter(f => !f.closest('[hidden]')).map(f => [f.name, f.value])); }

  screen0() { return `<p>${esc(L.t0_b)}</p><ul><li>${esc(L.t0_1)}</li><li>${esc(L.t0_2)}</li><li>${esc(L.t0_3)}</li></ul>`; }
  screen1() {
    return `<p>${esc(L.t1_b)}</p><div class="grid2">${input('lastName')}${input('firstName')}${input('function')}${input('phone', 'type="tel"')}${input('email')}
      <vl-combobox data-f name="contactLang" label="${esc(L.contactLang)}"></vl-combobox></div>`;
  }
  screen2() {
    return `<vl-radio-cards data-f name="channel" label="${esc(L.channel)}" required></vl-radio-cards>
      <div class="region" id="sftp" style="min-height:0" hidden><div class="grid2">${upload('sshKey')}${upload('cert', 'accept=".cer"')}</div></div><br>
      <vl-dual-listbox data-f name="applications" label="${esc(L.applications)}" required help="${esc(L.app_help)}"></vl-dual-listbox>`;
  }
  screen3() { return `<p>${esc(L.t3_b)}</p><div class="grid2">${input('username', 'maxlength="40"')}</div><p class="mut">${esc(L.h_username)}</p>`; }
  screen4(s) {
    const v = s.values, apps = s.apps.filter(a => v.applications.includes(a.value));
    const lang = LANGS.find(l => l.value === v.contactLang);
    return `<p>${esc(L.t4_b)}</p><h3>${esc(L.t1)}</h3><div class="grid2">${['lastName', 'firstName', 'function', 'phone', 'email'].map(k => out(L[k], v[k], 1)).join('')}${out(L.contactLang, lang ? lang.label : '', 1)}</div>
      <h3>${esc(L.t2)}</h3><div class="grid2">${out(L.channel, v.channel, 2)}${v.channel === 'SFTP' ? ['sshKey', 'cert'].map(k => out(L[k], `${s.docs[k].name} (${s.docs[k].info})`, 2)).join('') : ''}</div>
      <vl-output-field label="${esc(L.applications)}" edit="2"><ul>${apps.map(a => `<li>${esc(a.label)}</li>`).join('')}</ul></vl-output-field>
      <h3>${esc(L.f_tu)}</h3><div class="grid2">${out(L.username, v.username, 3)}</div>`;
  }
  screen5(s) {
    const r = s.result;
    return `<p>${esc(L.t5_b)}</p><div class="grid2">${out(L.f_dossier, r.dossier)}${out(L.f_created, r.created)}${out(L.col_nr, B.ctx.number)}${out(L.f_sender, r.sender)}${out(L.f_tu, r.username)}${out(L.channel, r.channel)}</div><p class="mut">${esc(L.t5_ex)}</p>`;
  }

  async channel(c, now) {
    const box = this.$('#sftp');
    if (!box) return;
    if (c !== 'SFTP') { box.hidden = true; return; }
    if (!box.hidden) return;
    box.hidden = false;
    if (!now) await busy(box, () => new Promise(r => setTimeout(r, 350)));
  }

  async press(a) {
    if (this.lock) return;
    if (a === 'FINISH') return this.fire('navigate', '/s/messages-structures');
    if (a === 'CONFIRM') return this.confirm();
    if (a === 'CANCEL') {
      const body = document.createElement('p');
      body.textContent = L.quit_b;
      const m = openModal({ title: L.quit_t, body, buttons: [{ label: L.quit_n, key: 'no' }, { label: L.quit_y, brand: true, key: 'yes' }] });
      if (await m.done !== 'yes') return;
    }
    this.send(a);
  }
  async run(job) {
    if (this.lock) return null;
    this.lock = true;
    const buttons = [...this.$('#foot').querySelectorAll('vl-button')];
    buttons.forEach(b => b.setAttribute('disabled', ''));
    try { return await busy(this.$('.region'), job); } catch (e) { setTimeout(() => location.reload(), 1200); return null; } finally {
      this.lock = false;
      buttons.forEach(b => b.removeAttribute('disabled'));
    }
  }
  async send(action, more = {}) {
    const r = await this.run(() => call('FlowRuntime.navigate', { interview: this.s.interview, step: this.s.step, action, values: this.values(), ...more }));
    if (!r) return;
    if (r.cancelled) return this.fire('navigate', '/s/messages-structures');
    if (r.errors && r.step === this.s.step) this.errors(r.errors);
    else { this.load(r); if (r.errors) this.errors(r.errors); }
  }
  errors(err) {
    const fs = this.fields();
    for (const f of fs) f.setError(err[f.name]);
    const bad = fs.filter(f => err[f.name]);
    this.$('#top').innerHTML = `<div class="alert" role="alert"><b>${esc(L.e_top)}</b><ul>${bad.map(f => `<li>${esc(f.getAttribute('label'))}</li>`).join('')}</ul></div>`;
    toast('error', L.e_top);
    bad[0]?.scrollIntoView({ block: 'center' });
  }
  async confirm() {
    const r = await this.run(() => call('FlowRuntime.confirm', { interview: this.s.interview }));
    if (!r) return;
    this.load(r);
    if (r.errors) this.errors(r.errors);
    else if (r.result) toast('success', fmt(L.toast_ok, r.result.username));
  }
});
