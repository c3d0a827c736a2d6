// VL runtime: base class, transport, toasts, modals and the display components.
export const B = JSON.parse(document.getElementById('vl-boot').textContent);
export const L = B.labels;
export const esc = s => String(s ?? '').replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
export const fmt = (s, ...a) => s.replace(/\{(\d)\}/g, (_, i) => a[i]);
export const wait = ms => new Promise(r => setTimeout(r, ms));
let uid = 100;
export const id = p => `${p}-${++uid}`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(await (await fetch('/assets/vl.css')).text());

export class VL extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [sheet];
  }
  connectedCallback() { if (!this._up) { this._up = true; this.render(); } }
  $(s) { return this.shadowRoot.querySelector(s); }
  $$(s) { return [...this.shadowRoot.querySelectorAll(s)]; }
  html(h) { this.shadowRoot.innerHTML = h; }
  fire(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true })); }
  render() {}
}

let serial = 0;
export async function call(descriptor, params = {}) {
  const n = ++serial;
  const res = await fetch(`/s/sfsites/vl?r=${n}&c.${descriptor}=1`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'x-vl-token': B.token },
    body: JSON.stringify({ actions: [{ id: `${n};a`, descriptor, params }] }),
  });
  if (res.status === 401) { location.assign('/'); return new Promise(() => {}); }
  const a = res.ok ? (await res.json()).actions[0] : { state: 'ERROR', error: [{ message: L.e_srv }] };
  if (a.state !== 'SUCCESS') {
    toast('error', a.error[0].message);
    throw new Error(a.error[0].message);
  }
  return a.returnValue;
}

export function toast(kind, text) {
  let host = document.querySelector('vl-toast-container');
  if (!host) host = document.body.appendChild(document.createElement('vl-toast-container'));
  host.show(kind, text);
}
customElements.define('vl-toast-container', class extends VL {
  render() { this.html('<div class="toasts" aria-live="polite"></div>'); }
  show(kind, text) {
    const d = document.createElement('div');
    d.className = `toast ${kind}`;
    d.setAttribute('role', kind === 'error' ? 'alert' : 'status');
    d.innerHTML = `<span>${esc(text)}</span><button type="button" title="${esc(L.close)}"><span aria-hidden="true">✕</span></button>`;
    d.querySelector('button').onclick = () => d.remove();
    this.$('.toasts').append(d);
    setTimeout(() => d.remove(), 6000);
  }
});

// openModal({title, body: Node, buttons: [{label, brand, disabled, key}]}) -> element with .done (Promise of the key, or null)
export function openModal({ title, body, buttons }) {
  const m = document.createElement('vl-modal');
  m.setAttribute('heading', title);
  body.slot = 'body';
  m.append(body);
  const foot = document.createElement('div');
  foot.slot = 'footer';
  m.buttons = {};
  m.done = new Promise(ok => { m._ok = ok; });
  for (const b of buttons) {
    const e = document.createElement('vl-button');
    e.setAttribute('label', b.label);
    if (b.brand) e.setAttribute('variant', 'brand');
    if (b.disabled) e.setAttribute('disabled', '');
    e.addEventListener('click', () => { if (!e.hasAttribute('disabled')) m.close(b.key); });
    m.buttons[b.key] = e;
    foot.append(e, ' ');
  }
  m.append(foot);
  document.body.append(m);
  return m;
}
customElements.define('vl-modal', class extends VL {
  render() {
    const h = id('modal-heading');
    this.html(`<div class="back"></div><section class="dlg" role="dialog" aria-modal="true" aria-labelledby="${h}" tabindex="-1">
      <header><h2 id="${h}">${esc(this.getAttribute('heading'))}</h2><button type="button" class="btn bare icon x" title="${esc(L.close)}"><span aria-hidden="true">✕</span></button></header>
      <div class="in"><slot name="body"></slot></div><footer><slot name="footer"></slot></footer></section>`);
    this.$('.x').onclick = () => this.close(null);
    this.addEventListener('keydown', e => { if (e.key === 'Escape') this.close(null); });
    this.$('.dlg').focus();
  }
  close(key) { this.remove(); this._ok(key); }
});

customElements.define('vl-button', class extends VL {
  static observedAttributes = ['label', 'disabled'];
  render() {
    const icon = this.getAttribute('icon');
    this.html(`<button type="button" part="button" class="btn ${esc(this.getAttribute('variant') || 'neutral')} ${icon ? 'icon' : ''}"></button>`);
    this.addEventListener('click', e => { if (this.hasAttribute('disabled')) e.stopImmediatePropagation(); }, true);
    this.attributeChangedCallback();
  }
  attributeChangedCallback() {
    const b = this._up && this.$('button');
    if (!b) return;
    const icon = this.getAttribute('icon'), label = this.getAttribute('label');
    b.disabled = this.hasAttribute('disabled');
    if (icon) { b.title = label; b.innerHTML = `<span aria-hidden="true">${esc(icon)}</span><span class="assistive">${esc(label)}</span>`; } else b.textContent = label;
  }
});

customElements.define('vl-help', class extends VL {
  render() {
    const t = id('help');
    this.html(`<span style="position:relative"><button type="button" class="q" aria-describedby="${t}"><span aria-hidden="true">i</span><span class="assistive">${esc(L.help)}</span></button>
      <span class="tip" role="tooltip" id="${t}" hidden>${esc(this.getAttribute('content'))}</span></span>`);
    const q = this.$('.q'), tip = this.$('.tip');
    q.onmouseenter = q.onfocus = () => { tip.hidden = false; };
    q.onmouseleave = q.onblur = () => { tip.hidden = true; };
  }
});

customElements.define('vl-spinner', class extends VL {
  render() { this.html(`<div class="spin" role="status"><i></i><span class="assistive">${esc(L.loading)}</span></div>`); }
});
export async function busy(region, job) {
  const s = document.createElement('vl-spinner');
  region.append(s);
  try { return await job(); } finally { s.remove(); }
}

customElements.define('vl-card', class extends VL {
  render() {
    this.html(`<article class="card"><header><span class="tile" style="background:${esc(this.getAttribute('color') || '#5867e8')}" aria-hidden="true">${esc(this.getAttribute('icon') || '▤')}</span>
      <h2>${esc(this.getAttribute('heading'))}</h2><span style="flex:1"></span><slot name="actions"></slot></header><div class="in"><slot></slot></div><footer hidden><slot name="footer"></slot></footer></article>`);
    this.$('slot[name=footer]').addEventListener('slotchange', e => { this.$('footer').hidden = !e.target.assignedNodes().length; });
  }
});

customElements.define('vl-output-field', class extends VL {
  render() {
    const edit = this.getAttribute('edit'), label = this.getAttribute('label');
    this.html(`<div class="of"><span class="test-id__field-label">${esc(label)}</span><div class="test-id__field-value"><slot></slot></div>
      ${edit ? `<button type="button" class="btn bare" title="${esc(L.edit)} ${esc(label)}"><span aria-hidden="true">✎</span></button>` : ''}</div>`);
    if (edit) this.$('button').onclick = () => this.fire('editfield', +edit);
  }
});

customElements.define('vl-tab', class extends VL { render() { this.html('<div role="tabpanel" class="in" style="padding:1rem"><slot></slot></div>'); } });
customElements.define('vl-tabset', class extends VL {
  render() {
    const tabs = [...this.children];
    this.html(`<div class="card"><ul class="tabs" role="tablist">${tabs.map((t, i) => `<li role="presentation"><a href="javascript:void(0)" role="tab" data-i="${i}">${esc(t.getAttribute('label'))}</a></li>`).join('')}</ul><slot></slot></div>`);
    const on = i => {
      tabs.forEach((t, k) => { t.hidden = k !== i; });
      this.$$('a').forEach((a, k) => { a.setAttribute('aria-selected', k === i); a.tabIndex = k === i ? 0 : -1; });
    };
    this.$$('a').forEach(a => { a.onclick = e => { e.preventDefault(); on(+a.dataset.i); }; });
    on(0);
  }
});

customElements.define('vl-menu', class extends VL {
  set items(v) { this._items = v; if (this._up) this.render(); }
  render() {
    this.html(`<div style="position:relative"><button type="button" class="btn bare" aria-haspopup="true" aria-expanded="false">${esc(this.getAttribute('label'))} <span aria-hidden="true">▾</span></button>
      <ul class="dd" role="menu" hidden ${this.hasAttribute('right') ? 'style="right:0"' : ''}>${(this._items || []).map(i => `<li role="presentation"><a role="menuitem" href="${esc(i.href)}" ${i.full ? '' : 'data-nav'}>${esc(i.label)}</a></li>`).join('')}</ul></div>`);
    const b = this.$('button'), ul = this.$('ul');
    const show = on => { ul.hidden = !on; b.setAttribute('aria-expanded', on); };
    b.onclick = () => show(ul.hidden);
    ul.onclick = () => show(false);
    if (!this._out) { this._out = e => { if (!e.composedPath().includes(this)) this.$('ul').hidden = true; }; document.addEventListener('click', this._out); }
  }
  disconnectedCallback() { document.removeEventListener('click', this._out); }
});

customElements.define('vl-path', class extends VL {
  set steps(v) { this._s = v; if (this._up) this.render(); }
  render() {
    const { labels = [], current = 0, locked } = this._s || {};
    this.html(`<ul class="path" role="listbox" aria-orientation="horizontal">${labels.map((l, i) => {
      const k = i < current ? 'complete' : i === current ? 'current' : 'incomplete';
      return `<li class="${k}" role="presentation"><a role="option" aria-selected="${i === current}" tabindex="${i === current ? 0 : -1}" data-i="${i}"><span class="assistive">${k === 'complete' ? esc(L.done_step) : k === 'current' ? esc(L.cur_step) : ''}</span><span title="${esc(l)}">${esc(l)}</span></a></li>`;
    }).join('')}</ul>`);
    if (!locked) this.$$('.complete a').forEach(a => { a.onclick = () => this.fire('pathselect', +a.dataset.i); });
  }
});
