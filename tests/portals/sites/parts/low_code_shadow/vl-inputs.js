// VL runtime: input components. Each has name, value, setError(message).
import { VL, L, B, esc, fmt, id, call, busy, wait, openModal } from './vl-core.js';

class Field extends VL {
  _o = [];
  get name() { return this.getAttribute('name'); }
  get required() { return this.hasAttribute('required'); }
  labelHtml(forId, tag = 'label') {
    const help = this.getAttribute('help');
    return `<${tag} class="lbl" ${tag === 'label' ? `for="${forId}"` : `id="${forId}"`}>${this.required ? '<abbr class="req" title="*">*</abbr>' : ''}${esc(this.getAttribute('label'))}</${tag}>${help ? `<vl-help content="${esc(help)}"></vl-help>` : ''}`;
  }
  errHtml() { this._eid = id('err'); return `<div class="err" id="${this._eid}" role="status"></div>`; }
  setError(msg) {
    this.$('.err').textContent = msg || '';
    this.$('.fe').classList.toggle('has-error', !!msg);
    const c = this.$('.ctl');
    if (c) { if (msg) { c.setAttribute('aria-invalid', 'true'); c.setAttribute('aria-describedby', this._eid); } else { c.removeAttribute('aria-invalid'); c.removeAttribute('aria-describedby'); } }
  }
}

customElements.define('vl-input', class extends Field {
  get value() { return this._v || ''; }
  set value(v) { this._v = v || ''; if (this._up) this.$('input').value = this._v; }
  render() {
    const i = id('input');
    this.html(`<div class="fe">${this.labelHtml(i)}<div><input class="ctl" id="${i}" type="${esc(this.getAttribute('type') || 'text')}" maxlength="${esc(this.getAttribute('maxlength') || 120)}" autocomplete="off" ${this.required ? 'aria-required="true"' : ''}></div>${this.errHtml()}</div>`);
    const e = this.$('input');
    e.value = this.value;
    e.addEventListener('input', () => { this._v = e.value; if (e.value) this.setError(''); });
    e.addEventListener('blur', () => { if (this.required && !e.value.trim()) this.setError(L.e_req); });
  }
  focus() { this.$('input').focus(); }
});

customElements.define('vl-combobox', class extends Field {
  set options(o) { this._o = o; }
  get value() { return this._v; }
  set value(v) { this._v = v; if (this._up) this.paint(); }
  render() {
    const i = id('combobox');
    this.html(`<div class="fe" style="position:relative">${this.labelHtml(i)}<button type="button" id="${i}" class="ctl" style="text-align:left" role="combobox" aria-haspopup="listbox" aria-expanded="false"></button>
      <div class="dd full" role="listbox" hidden>${this._o.map(o => `<div role="option" data-value="${esc(o.value)}">${esc(o.label)}</div>`).join('')}</div>${this.errHtml()}</div>`);
    const b = this.$('button'), l = this.$('[role=listbox]');
    const show = on => { l.hidden = !on; b.setAttribute('aria-expanded', on); };
    b.onclick = () => show(l.hidden);
    b.onblur = () => setTimeout(() => show(false), 200);
    this.$$('[role=option]').forEach(o => { o.onmousedown = e => e.preventDefault(); o.onclick = () => { this.value = o.dataset.value; show(false); }; });
    this.paint();
  }
  paint() {
    this.$('button').textContent = this._o.find(o => o.value === this._v)?.label || '--';
    this.$$('[role=option]').forEach(o => o.setAttribute('aria-selected', o.dataset.value === this._v));
  }
});

customElements.define('vl-radio-cards', class extends Field {
  set options(o) { this._o = o; }
  get value() { return this._v || ''; }
  set value(v) { this._v = v; if (this._up) this.$$('input').forEach(i => { i.checked = i.value === v; }); }
  render() {
    const n = id('radio');
    this.html(`<div class="fe"><fieldset class="cards"><legend class="lbl"><abbr class="req" title="*">*</abbr>${esc(this.getAttribute('label'))}</legend>${this._o.map((o, i) => `<div>
      <input class="assistive" type="radio" name="${n}" id="${n}-${i}" value="${esc(o.value)}"><label class="c" for="${n}-${i}"><strong>${esc(o.label)}</strong><br><span class="mut">${esc(o.hint)}</span></label></div>`).join('')}</fieldset>${this.errHtml()}</div>`);
    this.$$('input').forEach(i => { i.checked = i.value === this._v; i.onchange = () => { this._v = i.value; this.setError(''); this.fire('cardchange', i.value); }; });
  }
});

customElements.define('vl-dual-listbox', class extends Field {
  set options(o) { this._o = o; }
  get value() { return this._v || []; }
  set value(v) { this._v = [...(v || [])]; if (this._up) this.paint(); }
  render() {
    const g = id('dl');
    const list = (k, label) => `<div class="col"><span class="lbl" id="${g}-${k}">${esc(label)}</span><ul role="listbox" aria-multiselectable="true" aria-labelledby="${g}-${k}" data-k="${k}" tabindex="0"></ul></div>`;
    this.html(`<div class="fe" role="group" aria-labelledby="${g}">${this.labelHtml(g, 'span')}<div class="dl">${list('source', L.avail)}
      <div class="mv"><vl-button icon="▶" label="${esc(L.mv_r)}" data-to="selected"></vl-button><vl-button icon="◀" label="${esc(L.mv_l)}" data-to="source"></vl-button></div>${list('selected', L.chosen)}</div>${this.errHtml()}</div>`);
    this.sel = { source: new Set(), selected: new Set() };
    this.$$('vl-button').forEach(b => b.addEventListener('click', () => this.move(b.dataset.to)));
    this.$$('ul').forEach(u => {
      u.addEventListener('click', e => { const o = e.target.closest('[role=option]'); if (o) this.choose(u.dataset.k, o.dataset.value, e); });
      u.addEventListener('keydown', e => this.key(u, e));
    });
    this.paint();
  }
  items(k) { return k === 'selected' ? this.value.map(v => this._o.find(o => o.value === v)) : this._o.filter(o => !this.value.includes(o.value)); }
  paint() {
    for (const u of this.$$('ul')) {
      const k = u.dataset.k;
      u.innerHTML = this.items(k).map(o => `<li role="presentation"><div role="option" tabindex="-1" data-value="${o.value}" title="${esc(o.label)}" aria-selected="${this.sel[k].has(o.value)}">${esc(o.label)}</div></li>`).join('');
    }
  }
  mark(k) { this.$$(`ul[data-k=${k}] [role=option]`).forEach(o => o.setAttribute('aria-selected', this.sel[k].has(o.dataset.value))); }
  choose(k, v, e) {
    const s = this.sel[k], other = k === 'source' ? 'selected' : 'source';
    this.sel[other].clear(); this.mark(other);
    if (e.shiftKey && this.anchor) {
      const all = this.items(k).map(o => o.value), [a, b] = [all.indexOf(this.anchor), all.indexOf(v)].sort((x, y) => x - y);
      s.clear(); all.slice(Math.max(a, 0), b + 1).forEach(x => s.add(x));
    } else if (e.ctrlKey || e.metaKey) { s.has(v) ? s.delete(v) : s.add(v); this.anchor = v; } else { s.clear(); s.add(v); this.anchor = v; }
    this.mark(k);
    this.$(`ul[data-k=${k}] [data-value="${v}"]`).focus();
  }
  key(u, e) {
    const all = [...u.querySelectorAll('[role=option]')], at = all.indexOf(this.shadowRoot.activeElement);
    if (e.ctrlKey && e.key === 'ArrowRight') this.move('selected');
    else if (e.ctrlKey && e.key === 'ArrowLeft') this.move('source');
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { const n = all[at + (e.key === 'ArrowDown' ? 1 : -1)] || all[Math.max(at, 0)]; if (n) this.choose(u.dataset.k, n.dataset.value, e.shiftKey ? { ctrlKey: true } : {}); } else return;
    e.preventDefault();
  }
  move(to) {
    const s = this.sel[to === 'selected' ? 'source' : 'selected'];
    if (!s.size) return;
    this._v = to === 'selected' ? [...this.value, ...this.items('source').map(o => o.value).filter(v => s.has(v))] : this.value.filter(v => !s.has(v));
    s.clear();
    if (this.value.length) this.setError('');
    this.paint();
  }
});

customElements.define('vl-file-upload', class extends Field {
  get value() { return this._doc ? this._doc.id : ''; }
  set doc(d) { this._doc = d; if (this._up) this.list(); }
  render() {
    const i = id('file'), g = id('up'), acc = this.getAttribute('accept');
    this.html(`<div class="fe up" role="group" aria-labelledby="${g}">${this.labelHtml(g, 'span')}<div><div class="box"><input class="assistive" type="file" id="${i}" aria-labelledby="${g} ${i}-b" ${acc ? `accept="${acc}"` : ''}>
      <label class="btn" id="${i}-b" for="${i}"><span aria-hidden="true">⇪ </span>${esc(L.up_btn)}</label><span class="mut">${esc(L.up_drop)}</span></div></div><div class="files"></div>${this.errHtml()}</div>`);
    const inp = this.$('input'), box = this.$('.box');
    inp.onchange = () => { if (inp.files[0]) this.send(inp.files[0]); };
    box.ondragover = e => { e.preventDefault(); box.classList.add('over'); };
    box.ondragleave = () => box.classList.remove('over');
    box.ondrop = e => { e.preventDefault(); box.classList.remove('over'); if (e.dataTransfer.files[0]) this.send(e.dataTransfer.files[0]); };
    this.list();
  }
  list() {
    const d = this._doc;
    this.$('.files').innerHTML = d ? `<div class="pill" style="margin-top:.4rem"><span><b>${esc(d.name)}</b><br><small class="mut">${esc(d.info)}</small></span><button type="button" class="btn bare" title="${esc(L.up_del)} ${esc(d.name)}"><span aria-hidden="true">✕</span></button></div>` : '';
    const b = this.$('.files button');
    if (b) b.onclick = () => { this._doc = null; this.list(); };
  }
  async send(file) {
    const body = document.createElement('div');
    body.innerHTML = `<div class="row"><b>${esc(file.name)}</b> <small>${Math.ceil(file.size / 1024)} KB</small><div style="height:.4rem;background:#e5e5e5;margin:.4rem 0"><i role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0" style="display:block;height:100%;width:0;background:#0176d3;transition:width .2s"></i></div><p class="st" role="status"></p></div><p class="n"></p>`;
    const bar = body.querySelector('i'), to = p => { bar.style.width = `${p}%`; bar.setAttribute('aria-valuenow', p); };
    const n = k => { body.querySelector('.n').textContent = fmt(L.up_n, k); };
    n(0);
    const m = openModal({ title: L.up_title, body, buttons: [{ label: L.up_done, brand: true, disabled: true, key: 'done' }] });
    let got = null, msg = L.e_srv;
    try {
      const fd = new FormData();
      fd.append('kind', this.name);
      fd.append('file', file);
      const post = fetch('/s/sfsites/upload', { method: 'POST', headers: { 'x-vl-token': B.token }, body: fd });
      for (const p of [15, 40, 70]) { to(p); await wait(160); }
      const r = await (await post).json();
      if (r.ok) got = r.doc; else msg = r.message || msg;
    } catch (e) { /* network: the general message */ }
    to(100);
    await wait(200);
    const st = body.querySelector('.st');
    if (got) { st.textContent = '✔'; st.style.color = '#2e844a'; n(1); } else { st.textContent = msg; st.style.color = '#ba0517'; bar.style.background = '#ba0517'; }
    m.buttons.done.removeAttribute('disabled');
    const key = await m.done;
    this.$('input').value = '';
    if (!got) this.setError(msg);
    else if (key === 'done') { this._doc = got; this.setError(''); this.list(); }
  }
});

customElements.define('vl-lookup', class extends Field {
  get value() { return this._sel?.id || ''; }
  render() {
    if (this._sel) {
      this.html(`<div class="fe">${this.labelHtml('x', 'span')}<div class="pill"><i class="tile" aria-hidden="true">E</i><span>${esc(this._sel.name)} - ${esc(this._sel.number)}</span><button type="button" class="btn bare" title="${esc(L.clear_sel)}"><span aria-hidden="true">✕</span></button></div>${this.errHtml()}</div>`);
      this.$('.pill button').onclick = () => { this._sel = null; this.render(); this.fire('lookupchange', null); this.$('input').focus(); };
      return;
    }
    const i = id('lookup');
    this.html(`<div class="fe" style="position:relative">${this.labelHtml(i)}<div><input class="ctl" id="${i}" type="text" role="combobox" aria-autocomplete="list" aria-expanded="false" aria-controls="${i}-l" autocomplete="off" placeholder="${esc(L.ent_ph)}"></div>
      <div class="dd full" role="listbox" id="${i}-l" hidden></div>${this.errHtml()}</div>`);
    const e = this.$('input');
    e.onfocus = () => this.suggest(e.value);
    e.oninput = () => { clearTimeout(this._t); this._t = setTimeout(() => this.suggest(e.value), 300); };
    e.onblur = () => setTimeout(() => this.open(false), 250);
    e.onkeydown = ev => {
      const all = this.$$('[role=option]'), at = all.findIndex(o => o.classList.contains('on'));
      if (ev.key === 'Escape') this.open(false);
      else if (ev.key === 'Enter') { if (at >= 0) all[at].click(); else this.advanced(e.value); } else if (ev.key === 'ArrowDown' || ev.key === 'ArrowUp') {
        const n = Math.max(0, Math.min(all.length - 1, at + (ev.key === 'ArrowDown' ? 1 : -1)));
        all.forEach((o, k) => o.classList.toggle('on', k === n));
        ev.preventDefault();
      }
    };
  }
  open(on) { const l = this.$('[role=listbox]'); if (l) { l.hidden = !on; this.$('input').setAttribute('aria-expanded', on); } }
  async suggest(q) {
    const n = this._n = (this._n || 0) + 1, typed = q.trim().length >= 2;
    const r = typed ? await call('EntityLookup.search', { q, page: 1, size: 4 }) : await call('EntityLookup.recent');
    const l = this.$('[role=listbox]');
    if (!l || n !== this._n || this.shadowRoot.activeElement !== this.$('input')) return;
    l.innerHTML = (!typed && r.rows.length ? `<small style="padding:.3rem .8rem;display:block">${esc(L.recent)}</small>` : '')
      + (typed && !r.total ? `<small style="padding:.3rem .8rem;display:block">${esc(L.no_result)} « ${esc(q)} »</small>` : '')
      + r.rows.map((o, k) => `<div role="option" aria-selected="false" data-k="${k}"><span>${esc(o.name)}</span><br><small>${esc(o.number)} • ${esc(o.place)}</small></div>`).join('')
      + `<div role="option" aria-selected="false" data-k="adv">🔍 ${typed ? `${esc(L.adv_for)} « ${esc(q)} »` : `${esc(L.adv)}…`}</div>`;
    this.open(true);
    this.$$('[role=option]').forEach(o => { o.onmousedown = e => e.preventDefault(); o.onclick = () => { this.open(false); if (o.dataset.k === 'adv') this.advanced(typed ? q : ''); else this.pick(r.rows[+o.dataset.k]); }; });
  }
  pick(o) { this._sel = o; this.render(); this.fire('lookupchange', o); }
  async advanced(q) {
    const body = document.createElement('vl-entity-search');
    body.query = q;
    const m = openModal({ title: L.adv, body, buttons: [{ label: L.cancel, key: 'no' }, { label: L.pick, brand: true, disabled: true, key: 'ok' }] });
    body.addEventListener('rowselect', () => m.buttons.ok.removeAttribute('disabled'));
    if (await m.done === 'ok') this.pick(body.chosen);
  }
});

customElements.define('vl-entity-search', class extends VL {
  render() {
    const i = id('search');
    this.html(`<div style="display:flex;gap:.5rem;align-items:end;margin-bottom:.7rem"><div style="flex:1"><label class="lbl" for="${i}">${esc(L.ent_label)}</label><input class="ctl" id="${i}" type="search" value="${esc(this.query)}"></div><vl-button label="${esc(L.search)}" id="go"></vl-button></div>
      <div class="region"><div id="res"></div></div><div style="display:flex;gap:.5rem;align-items:center"><vl-button id="p" disabled label="${esc(L.page_prev)}"></vl-button><span class="mut" id="pg" style="flex:1;text-align:center"></span><vl-button id="n" disabled label="${esc(L.page_next)}"></vl-button></div>`);
    this.$('#go').addEventListener('click', () => this.load(1));
    this.$('input').onkeydown = e => { if (e.key === 'Enter') this.load(1); };
    this.$('#p').addEventListener('click', () => this.load(this.page - 1));
    this.$('#n').addEventListener('click', () => this.load(this.page + 1));
    this.load(1);
  }
  async load(page) {
    const q = this.$('input').value;
    this.$('#p').setAttribute('disabled', '');
    this.$('#n').setAttribute('disabled', '');
    const r = await busy(this.$('.region'), () => call('EntityLookup.search', { q, page, size: 5 }));
    this.page = r.page;
    this.$('#p').toggleAttribute('disabled', r.page <= 1);
    this.$('#n').toggleAttribute('disabled', r.page >= r.pages);
    this.$('#pg').textContent = r.total ? fmt(L.page_of, r.page, r.pages, r.total) : '';
    const g = id('row');
    this.$('#res').innerHTML = r.total ? `<table role="grid"><thead><tr><th><span class="assistive">${esc(L.pick)}</span></th><th>${esc(L.col_name)}</th><th>${esc(L.col_nr)}</th><th>${esc(L.col_place)}</th></tr></thead><tbody>${r.rows.map((o, k) => `<tr><td><input type="radio" name="${g}" id="${g}-${k}" value="${o.id}" ${this.chosen?.id === o.id ? 'checked' : ''}></td><th scope="row"><label for="${g}-${k}">${esc(o.name)}</label></th><td>${esc(o.number)}</td><td>${esc(o.place)}</td></tr>`).join('')}</tbody></table>` : `<p>${esc(L.no_result)} « ${esc(q)} ».</p>`;
    this.$$('#res input').forEach((x, k) => { x.onchange = () => { this.chosen = r.rows[k]; this.$$('tr').forEach(t => t.classList.toggle('sel', t.contains(x))); this.fire('rowselect', this.chosen); }; });
  }
});
