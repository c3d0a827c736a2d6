/* fields and buttons: shadow root for the frame, label and input slotted from the light DOM */
let uid = 0;
class Base extends HTMLElement {
  constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = `<style>${this.constructor.css || ''}</style>` + this.constructor.html; }
  el(tag, slot, attrs = {}) { const e = document.createElement(tag); if (slot) e.slot = slot; for (const k in attrs) e.setAttribute(k, attrs[k]); this.append(e); return e; }
}
const FRAME = `:host{display:inline-flex;flex-direction:column;width:100%;max-width:26em;padding:4px 0 8px;font-size:15px}
:host([hidden]){display:none}[part=label]{color:#4a5b73;font-size:13px;font-weight:500;padding-bottom:3px}
:host([required]) [part=label]::after{content:' •';color:#1676f3}
[part=input-field]{display:flex;background:#e8ecf1;border-radius:4px;min-height:36px;align-items:center;padding:0 8px}
:host([invalid]) [part=input-field]{background:#fde3e1}
[part=helper-text]{font-size:12px;color:#66768c}[part=error-message]{font-size:12px;color:#c5221f}:host(:not([invalid])) [part=error-message]{display:none}
[part=toggle-button]{cursor:pointer;padding:0 4px}`;
const frame = (suffix = '') => `<div class="v-field-container"><div part="label"><slot name="label"></slot></div>
<div part="input-field"><slot name="prefix"></slot><slot name="input"></slot>${suffix}</div>
<div part="helper-text"><slot name="helper"></slot></div><div part="error-message"><slot name="error-message"></slot></div></div>`;

class TextField extends Base {
  static leaf = true; static own = true; static css = FRAME; static html = frame();
  static props = ['label', 'value', 'error', 'helper', 'type', 'placeholder', 'name', 'autocomplete', 'items'];
  setup() {
    if (this.input) return;
    const id = ++uid;
    this.lab = this.el('label', 'label', {for: `input-${this.localName}-${id}`, id: `label-${this.localName}-${id}`});
    this.help = this.el('div', 'helper');
    this.err = this.el('div', 'error-message', {id: `error-message-${this.localName}-${id}`});
    this.input = this.el('input', 'input', {id: `input-${this.localName}-${id}`, type: this.constructor.type || 'text', autocomplete: 'off'});
    this.wire();
  }
  wire() { this.input.addEventListener('change', () => { this.$v = this.input.value; Flow.send(this.$k, 'change', this.input.value); }); }
  update(p) {
    this.setup();
    this.lab.textContent = p.label || ''; this.help.textContent = p.helper || '';
    this.err.textContent = p.error || ''; this.toggleAttribute('invalid', !!p.error);
    if (p.error) { this.input.setAttribute('aria-invalid', 'true'); this.input.setAttribute('aria-describedby', this.err.id); }
    else this.input.removeAttribute('aria-invalid');
    if (p.placeholder) this.input.placeholder = p.placeholder;
    if (p.name) this.input.name = p.name;
    if (p.autocomplete) this.input.autocomplete = p.autocomplete;
    if ((p.value || '') !== (this.$v || '')) { this.$v = p.value || ''; this.input.value = this.$v; }
  }
}
class EmailField extends TextField { static type = 'email'; }
class PasswordField extends TextField {
  static type = 'password'; static html = frame('<slot name="reveal"></slot>');
  wire() { super.wire(); const b = this.el('v-password-field-button', 'reveal', {tabindex: 0, role: 'button'}); b.textContent = '👁'; b.onclick = () => this.input.type = this.input.type === 'password' ? 'text' : 'password'; }
}
class ComboBox extends TextField {
  static html = frame('<span part="toggle-button" aria-hidden="true">▾</span>');
  wire() {
    const i = this.input;
    i.setAttribute('role', 'combobox'); i.setAttribute('aria-autocomplete', 'list'); i.setAttribute('aria-expanded', 'false');
    this.shadowRoot.querySelector('[part=toggle-button]').onclick = () => this.ov ? this.close() : (i.focus(), this.open(''));
    i.onclick = () => this.ov || this.open('');
    i.oninput = () => this.open(i.value);
    i.onkeydown = e => {
      if (e.key === 'Escape') { this.close(); i.value = this.$v || ''; }
      if (e.key === 'ArrowDown') { if (!this.ov) this.open(''); else this.move(1); e.preventDefault(); }
      if (e.key === 'ArrowUp' && this.ov) { this.move(-1); e.preventDefault(); }
      if (e.key === 'Enter' && this.ov) this.commit();
    };
    i.addEventListener('blur', () => this.commit());
  }
  update(p) { super.update(p); this.items = p.items || []; }
  move(d) { const n = this.ov.children.length; this.at = ((this.at ?? -1) + d + n) % n; [...this.ov.children].forEach((c, k) => c.toggleAttribute('focused', k === this.at)); }
  open(f) {
    this.close(); this.at = null;
    const o = this.ov = document.createElement('v-combo-box-overlay'), r = this.input.getBoundingClientRect();
    o.setAttribute('role', 'listbox'); o.style.cssText = `left:${r.left - 8}px;top:${r.bottom + 6}px;min-width:${r.width}px`;
    for (const t of this.items.filter(x => x.toLowerCase().includes(f.toLowerCase()))) {
      const it = document.createElement('v-combo-box-item');
      it.setAttribute('role', 'option'); it.textContent = t; it.setAttribute('aria-selected', t === this.$v);
      it.onmousedown = e => e.preventDefault();
      it.onclick = () => this.pick(t);
      o.append(it);
    }
    if (!o.children.length) { this.ov = null; return; }
    document.body.append(o); this.input.setAttribute('aria-expanded', 'true');
  }
  close() { if (this.ov) this.ov.remove(); this.ov = null; this.input.setAttribute('aria-expanded', 'false'); }
  pick(t) { this.close(); this.input.value = t; if (t !== this.$v) { this.$v = t; Flow.send(this.$k, 'change', t); } }
  commit() {
    const f = this.ov && this.at != null ? this.ov.children[this.at].textContent : this.items.find(x => x.toLowerCase() === this.input.value.trim().toLowerCase());
    if (f) this.pick(f); else { this.close(); this.input.value = this.$v || ''; }
  }
  disconnectedCallback() { if (this.input) this.close(); }
}
class Button extends Base {
  static css = `:host{display:inline-block;cursor:pointer;background:#e4e9f0;color:#0f5fcc;font-weight:500;border-radius:4px;padding:8px 16px;user-select:none;margin:2px}
:host([theme~=primary]){background:#1676f3;color:#fff}:host([theme~=tertiary]){background:none;padding:6px 4px}:host([disabled]){opacity:.5;pointer-events:none}`;
  static html = '<div class="v-button-container"><span part="prefix" aria-hidden="true"><slot name="prefix"></slot></span><span part="label"><slot></slot></span></div>';
  connectedCallback() {
    if (!this.hasAttribute('tabindex')) { this.tabIndex = 0; this.setAttribute('role', 'button'); }
    this.onkeydown = e => { if ((e.key === 'Enter' || e.key === ' ') && e.target === this) { e.preventDefault(); this.click(); } };
  }
}
const CHOICE = `:host{display:inline-flex;align-items:center}label{padding:4px}`;
class Checkbox extends Base { static leaf = true; static css = CHOICE; static html = '<div class="v-checkbox-container"><slot name="input"></slot><slot name="label"></slot></div>'; }
class RadioButton extends Checkbox {}
class Group extends Base {
  static leaf = true; static own = true; static props = ['label', 'items', 'value', 'error'];
  static css = FRAME + ':host{max-width:none}[part=group-field]{display:flex;flex-direction:column;flex-wrap:wrap}';
  static html = `<div class="v-group-field-container"><div part="label"><slot name="label"></slot></div><div part="group-field"><slot></slot></div><div part="error-message"><slot name="error-message"></slot></div></div>`;
  update(p) {
    const one = this.constructor.one, now = one ? [p.value] : p.value || [];
    if (!this.lab) {
      this.lab = this.el('label', 'label', {id: 'label-' + ++uid}); this.err = this.el('div', 'error-message');
      this.setAttribute('role', one ? 'radiogroup' : 'group'); this.setAttribute('aria-labelledby', this.lab.id);
      this.boxes = p.items.map(t => {
        const b = this.el(one ? 'v-radio-button' : 'v-checkbox'), id = 'input-' + b.localName + '-' + ++uid, i = document.createElement('input'), l = document.createElement('label');
        i.type = one ? 'radio' : 'checkbox'; i.slot = 'input'; i.id = id; i.name = one ? 'g' + this.lab.id : ''; i.value = one ? ++uid : 'on';
        l.slot = 'label'; l.htmlFor = id; l.textContent = t; b.append(i, l);
        i.onchange = () => Flow.send(this.$k, 'change', one ? t : p.items.filter((x, k) => this.boxes[k].checked));
        return i;
      });
    }
    this.lab.textContent = p.label; this.err.textContent = p.error || ''; this.toggleAttribute('invalid', !!p.error);
    const s = JSON.stringify(now);
    if (s !== this.$s) { this.$s = s; if (!Flow.queue.some(q => q.node === this.$k)) p.items.forEach((t, k) => this.boxes[k].checked = now.includes(t)); }
  }
}
class CheckboxGroup extends Group {}
class RadioGroup extends Group { static one = true; }
for (const [n, c] of Object.entries({'text-field': TextField, 'email-field': EmailField, 'password-field': PasswordField, 'combo-box': ComboBox, button: Button, checkbox: Checkbox, 'radio-button': RadioButton, 'checkbox-group': CheckboxGroup, 'radio-group': RadioGroup})) customElements.define('v-' + n, c);
