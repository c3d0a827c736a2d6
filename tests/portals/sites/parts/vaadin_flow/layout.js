/* grid, upload, login form, layouts, overlays */
class Grid extends Base {
  static leaf = true; static own = true; static props = ['items', 'columns', 'button', 'filter', 'value'];
  static css = `:host{display:block;border:1px solid #d5dce6;height:320px}#scroller{height:100%;overflow:auto;position:relative}
thead{position:sticky;top:0;background:#f5f7fa;z-index:1;display:block}tr{display:flex;width:100%}td,th{flex:1;padding:4px 12px;min-width:0;text-align:left;box-sizing:border-box;height:42px}
thead tr+tr th{height:56px}tbody{display:block;position:relative}tbody tr{position:absolute;height:42px;border-bottom:1px solid #e6ebf1}`;
  static html = '<div id="scroller"><table id="table" role="grid" style="display:block"><thead role="rowgroup"></thead><tbody role="rowgroup"></tbody></table></div>';
  cell(slot) { return this.el('v-grid-cell-content', slot); }
  update(p) {
    const head = this.shadowRoot.querySelector('thead'), sc = this.shadowRoot.getElementById('scroller');
    this.items = p.items; this.p = p;
    if (!this.rows) {
      this.rows = [];
      head.innerHTML = '<tr>' + p.columns.map((c, i) => `<th><slot name="h${i}"></slot></th>`).join('') + '<th></th></tr><tr><th><slot name="f0"></slot></th></tr>';
      p.columns.forEach((c, i) => this.cell('h' + i).textContent = c);
      const tf = document.createElement('v-text-field'); tf.update({placeholder: p.filter}); tf.$k = this.$k;
      tf.style.padding = 0; this.cell('f0').append(tf);
      let t; tf.input.oninput = () => { clearTimeout(t); t = setTimeout(() => { tf.$v = tf.input.value; Flow.send(this.$k, 'filter', tf.input.value); }, 400); };
      tf.addEventListener('change', e => e.stopPropagation());
      sc.onscroll = () => this.draw();
      const body = this.shadowRoot.querySelector('tbody');
      for (let r = 0; r < 8; r++) {
        const tr = document.createElement('tr'); tr.setAttribute('role', 'row');
        tr.innerHTML = [...p.columns, 0].map((c, i) => `<td role="gridcell"><slot name="c${r}-${i}"></slot></td>`).join('');
        body.append(tr);
        const row = {tr, cells: p.columns.map((c, i) => this.cell(`c${r}-${i}`)), last: this.cell(`c${r}-${p.columns.length}`)};
        const b = document.createElement('v-button'); b.setAttribute('theme', 'tertiary small'); b.textContent = p.button;
        b.onclick = () => Flow.send(this.$k, 'row', row.key);
        row.last.append(b); this.rows.push(row);
      }
    }
    this.shadowRoot.querySelector('tbody').style.height = p.items.length * 42 + 'px';
    this.shadowRoot.getElementById('table').setAttribute('aria-rowcount', p.items.length + 2);
    this.draw();
  }
  draw() {
    const n = this.items.length, top = Math.max(0, Math.min(Math.floor(this.shadowRoot.getElementById('scroller').scrollTop / 42), n - 8));
    for (let i = top; i < top + 8; i++) {
      const row = this.rows[i % 8], it = this.items[i];
      row.tr.style.display = it ? '' : 'none'; row.tr.style.transform = `translateY(${i * 42}px)`; row.tr.setAttribute('aria-rowindex', i + 3);
      if (!it) { row.key = null; row.cells.forEach(c => c.textContent = ''); row.last.hidden = true; continue; }
      row.key = it.key; row.last.hidden = false; row.cells.forEach((c, k) => { if (c.textContent !== it.cells[k]) c.textContent = it.cells[k]; });
    }
  }
}
class Upload extends Base {
  static leaf = true; static own = true; static props = ['button', 'drop', 'file', 'error', 'accept'];
  static css = ':host{display:block;border:1px dashed #b4c0d0;border-radius:6px;padding:10px;max-width:30em}[hidden]{display:none}';
  static html = '<div part="primary-buttons"><slot name="add-button"></slot> <span part="drop-label"><slot name="drop-label"></slot></span></div><slot name="file-list"></slot><slot></slot><input type="file" id="fileInput" hidden>';
  update(p) {
    const fi = this.shadowRoot.getElementById('fileInput');
    if (!this.btn) {
      this.btn = this.el('v-button', 'add-button'); this.dl = this.el('span', 'drop-label'); this.list = this.el('v-upload-file-list', 'file-list');
      this.btn.onclick = () => { fi.value = ''; fi.click(); };
      fi.onchange = () => fi.files[0] && this.up(fi.files[0]);
      this.ondragover = e => e.preventDefault();
      this.ondrop = e => { e.preventDefault(); if (e.dataTransfer.files[0]) this.up(e.dataTransfer.files[0]); };
    }
    if (p.accept) fi.accept = p.accept;
    this.btn.textContent = p.button; this.dl.textContent = p.drop;
    this.list.innerHTML = '';
    if (p.file || p.error) {
      const f = document.createElement('v-upload-file'); f.innerHTML = '<div part="name"></div><div part="error"></div>';
      f.children[0].textContent = p.file ? '✓ ' + p.file : ''; f.children[1].textContent = p.error || ''; this.list.append(f);
    }
  }
  async up(file) {
    const d = new FormData(); d.append('file', file); showBar(true);
    await fetch(`/VAADIN/dynamic/resource/${Flow.ui}/${this.$k}/upload`, {method: 'POST', body: d});
    showBar(false); Flow.send(this.$k, 'upload-finished');
  }
}
class LoginForm extends Base {
  static leaf = true; static own = true; static props = ['i18n', 'error'];
  static css = ':host{display:block;max-width:360px;background:#fff;padding:24px}[part=error-message]{background:#fde3e1;padding:12px;margin-bottom:8px}[hidden]{display:none}h5{margin:0}';
  static html = '<section part="form"><h2 part="form-title"></h2><div part="error-message" hidden><h5></h5><p></p></div><slot name="form"></slot><slot name="forgot-password"></slot></section>';
  update(p) {
    const t = p.i18n, q = s => this.shadowRoot.querySelector(s);
    q('h2').textContent = t.title; q('[part=error-message]').hidden = !p.error; q('h5').textContent = t.bad1; q('p').textContent = t.bad2;
    if (this.form) return;
    const f = this.form = this.el('form', 'form', {method: 'POST', action: '/login'}), go = () => {
      const miss = [[u, t.user], [w, t.pw]].filter(([x]) => !x.input.value);
      [u, w].forEach(x => x.toggleAttribute('invalid', !x.input.value));
      if (miss.length) miss[0][0].input.focus(); else { b.setAttribute('disabled', ''); f.submit(); } };
    const u = document.createElement('v-text-field'), w = document.createElement('v-password-field'), b = document.createElement('v-button'), g = document.createElement('v-button');
    u.update({label: t.user, name: 'username', error: t.req}); w.update({label: t.pw, name: 'password', error: t.req});
    for (const x of [u, w]) { x.removeAttribute('invalid'); x.setAttribute('required', ''); x.input.removeAttribute('aria-invalid'); x.input.addEventListener('change', e => e.stopImmediatePropagation(), true); x.addEventListener('keydown', e => e.key === 'Enter' && go()); }
    b.setAttribute('theme', 'primary contained submit'); b.textContent = t.login; b.onclick = go;
    g.slot = 'forgot-password'; g.setAttribute('theme', 'tertiary small'); g.textContent = t.forgot; g.onclick = () => notify({text: '02 511 51 51', theme: ''});
    f.append(u, w, b); this.append(g);
  }
}
const simple = (n, css, html, conn) => customElements.define('v-' + n, class extends Base { static css = css; static html = html; connectedCallback() { conn && conn(this); } });
simple('form-layout', ':host{display:grid;grid-template-columns:1fr 1fr;gap:0 24px;max-width:820px}@media(max-width:640px){:host{grid-template-columns:1fr}}', '<slot></slot>');
simple('app-layout', ':host{display:block}[part=navbar]{display:flex;align-items:center;gap:12px;background:#0b3d6e;color:#fff;padding:4px 16px;min-height:48px}#b{display:flex;min-height:80vh}[content]{flex:1;padding:20px}[part=drawer]{width:270px;background:#f0f3f7;padding:12px}:host([closed]) [part=drawer]{display:none}', '<div part="navbar"><slot name="navbar"></slot></div><div id="b"><div content><slot></slot></div><div part="drawer"><slot name="drawer"></slot></div></div>');
simple('drawer-toggle', ':host{cursor:pointer;padding:8px;font-size:20px}', '☰', e => { e.tabIndex = 0; e.setAttribute('role', 'button'); e.setAttribute('aria-label', 'Menu'); e.onclick = () => e.closest('v-app-layout').toggleAttribute('closed'); });
simple('tabs', ':host{display:flex;border-bottom:1px solid #d5dce6;margin-bottom:12px}', '<slot></slot>', e => e.setAttribute('role', 'tablist'));
simple('tab', ':host{padding:10px 14px;cursor:pointer;color:#4a5b73}:host([selected]){color:#0f5fcc;border-bottom:2px solid}:host([disabled]){opacity:.45;pointer-events:none}', '<slot></slot>', e => { e.setAttribute('role', 'tab'); e.setAttribute('aria-selected', e.hasAttribute('selected')); });
customElements.define('v-side-nav-item', class extends Base {
  static props = ['path', 'current']; static css = 'a{display:block;padding:8px;color:#22364f;text-decoration:none;border-radius:4px}:host([on]) a{background:#dbe7f8;color:#0f5fcc}[part=sub]{padding-left:16px;display:block}';
  static html = '<a part="link" router-link><slot name="prefix"></slot><slot></slot></a><span part="sub"><slot name="children"></slot></span>';
  update(p) { const a = this.shadowRoot.querySelector('a'); a.setAttribute('href', '/' + p.path); this.toggleAttribute('on', !!p.current); p.current ? a.setAttribute('aria-current', 'page') : a.removeAttribute('aria-current'); }
});
simple('dialog-overlay', ':host{position:fixed;inset:0;display:flex;align-items:center;justify-content:center;z-index:50}[part=backdrop]{position:absolute;inset:0;background:#1b2b4166}[part=overlay]{position:relative;background:#fff;border-radius:6px;padding:20px;max-width:440px}', '<div part="backdrop"></div><div part="overlay"><div part="header"><slot name="header"></slot></div><div part="content"><slot></slot></div><div part="footer"><slot name="footer"></slot></div></div>', e => e.setAttribute('role', 'alertdialog'));
for (const [n, c] of Object.entries({grid: Grid, upload: Upload, 'login-form': LoginForm})) customElements.define('v-' + n, c);
Flow.start();
