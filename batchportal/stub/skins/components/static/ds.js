// The design system of this portal: web components whose controls lie in open shadow trees.

const CSS = `:host { display: block; margin: 14px 0 }
label, .w { display: block }
.cap { display: block; font-weight: 600 }
abbr { color: #c4161c; text-decoration: none }
small { display: block; color: #5b6b79; font-weight: 400; margin: 2px 0 6px }
input { font: inherit; width: 100%; box-sizing: border-box; padding: 9px 11px; border: 1px solid #7d8b97; border-radius: 6px }
:host([bad]) input { border-color: #c4161c }
.er { color: #c4161c; font-size: 13px; min-height: 18px }`;

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const star = () => ` <abbr title="${document.body.dataset.must}">*</abbr>`;

class DsInput extends HTMLElement {
  static formAssociated = true;

  constructor() {
    super();
    this.i = this.attachInternals();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    const a = (name) => this.getAttribute(name) || '';
    const mark = this.hasAttribute('required') ? star() : '';
    const input = (more) => `<input type="${a('type') || 'text'}" value="${escape(a('value'))}" autocomplete="off" ${more} aria-describedby="er">`;
    const field = this.hasAttribute('split')
      ? `<div class="w"><span class="cap" id="cap">${escape(a('label'))}${mark}</span><small id="hlp">${escape(a('help'))}</small>${input('aria-labelledby="cap hlp"')}</div>`
      : `<label><span class="cap">${escape(a('label'))}${mark}</span><small>${escape(a('help'))}</small>${input('')}</label>`;
    this.shadowRoot.innerHTML = `<style>${CSS}</style>${field}<div class="er" id="er" role="alert"></div>`;
    this.f = this.shadowRoot.querySelector('input');
    this.er = this.shadowRoot.querySelector('.er');
    this.i.setFormValue(this.f.value);
    this.f.addEventListener('input', () => {
      this.i.setFormValue(this.f.value);
      this.last = null;
    });
    this.f.addEventListener('blur', () => this.check());
    this.f.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && this.i.form) {
        event.preventDefault();
        this.i.form.requestSubmit();
      }
    });
  }

  async check() {
    const name = this.getAttribute('check');
    if (!name) return true;
    const value = this.f.value;
    if (this.last && this.last.value === value) return this.last.ok;
    const answer = await fetch(`/api/valider?c=${encodeURIComponent(name)}&v=${encodeURIComponent(value)}`).then((r) => r.json());
    if (this.f.value !== value) return false;
    this.last = { value, ok: answer.ok };
    this.er.textContent = answer.ok ? '' : answer.message;
    this.toggleAttribute('bad', !answer.ok);
    return answer.ok;
  }
}
customElements.define('ds-input', DsInput);

class DsFile extends HTMLElement {
  static formAssociated = true;

  constructor() {
    super();
    this.i = this.attachInternals();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    const a = (name) => this.getAttribute(name) || '';
    this.shadowRoot.innerHTML = `<style>${CSS}</style><div class="w"><span class="cap" id="cap">${escape(a('label'))}${star()}</span><small id="hlp">${escape(a('help'))}</small><input type="file" aria-labelledby="cap hlp"></div>`;
    const f = this.shadowRoot.querySelector('input');
    f.addEventListener('change', () => {
      const data = new FormData();
      if (f.files[0]) data.append(a('name'), f.files[0]);
      this.i.setFormValue(data);
    });
  }
}
customElements.define('ds-file', DsFile);

class DsButton extends HTMLElement {
  static formAssociated = true;

  constructor() {
    super();
    this.i = this.attachInternals();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    const second = this.hasAttribute('secondary');
    this.shadowRoot.innerHTML = `<style>:host { display: inline-block }
button { font: inherit; font-weight: 600; padding: 10px 20px; border-radius: 22px; border: 2px solid #0b5c86; cursor: pointer; background: ${second ? '#fff' : '#0b5c86'}; color: ${second ? '#0b5c86' : '#fff'} }
button[disabled] { opacity: .5 }</style><button type="button"><slot></slot></button>`;
    this.shadowRoot.querySelector('button').addEventListener('click', () => {
      const address = this.getAttribute('href');
      if (address) location.href = address;
      else if (this.getAttribute('type') === 'submit' && this.i.form) this.i.form.requestSubmit();
    });
  }
}
customElements.define('ds-button', DsButton);

class DsAccordion extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    const open = this.hasAttribute('open');
    this.shadowRoot.innerHTML = `<style>:host { display: block; border: 1px solid #cbd5dc; border-radius: 8px; margin: 8px 0 }
h3 { margin: 0 }
button { width: 100%; text-align: left; font: inherit; font-weight: 600; padding: 12px 16px; background: #f1f6f9; border: 0; border-radius: 8px; cursor: pointer }
button::after { content: '\\25BE'; float: right }
.p { padding: 6px 16px 12px }
.p[hidden] { display: none }</style><h3><button type="button" aria-expanded="${open}" aria-controls="p"></button></h3><div class="p" id="p" role="region"${open ? '' : ' hidden'}><slot></slot></div>`;
    const button = this.shadowRoot.querySelector('button');
    const panel = this.shadowRoot.querySelector('.p');
    button.textContent = this.getAttribute('heading');
    button.onclick = () => {
      panel.hidden = !panel.hidden;
      button.setAttribute('aria-expanded', !panel.hidden);
    };
  }
}
customElements.define('ds-accordion', DsAccordion);

class DsCookie extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    if (document.cookie.includes('ck4=')) return;
    const a = (name) => escape(this.getAttribute(name));
    this.shadowRoot.innerHTML = `<style>div { position: fixed; right: 16px; bottom: 16px; width: 340px; background: #fff; border: 1px solid #0b5c86; border-radius: 10px; padding: 16px; box-shadow: 0 4px 20px #0004; z-index: 50 }
button { font: inherit; margin-right: 8px }</style><div role="region" aria-label="Cookies"><p>${a('text')}</p><button>${a('accept')}</button><button>${a('refuse')}</button></div>`;
    this.shadowRoot.querySelectorAll('button').forEach((button) => {
      button.onclick = () => {
        document.cookie = 'ck4=1;path=/';
        this.remove();
      };
    });
  }
}
customElements.define('ds-cookie', DsCookie);

// Drop-down menus: one open at a time, closed by a click beside it.
document.addEventListener('click', (event) => {
  const clicked = event.target.closest('[data-menu]');
  document.querySelectorAll('[data-menu]').forEach((opener) => {
    const list = document.getElementById(opener.dataset.menu);
    const inside = list.contains(event.target);
    if (opener === clicked) list.hidden = !list.hidden;
    else if (!inside && !(clicked && list.contains(clicked))) list.hidden = true;
    opener.setAttribute('aria-expanded', !list.hidden);
  });
});

document.querySelectorAll('[role=tab]').forEach((tab) => {
  tab.onclick = () => tab.parentNode.querySelectorAll('[role=tab]').forEach((other) => {
    other.setAttribute('aria-selected', other === tab);
    document.getElementById(other.getAttribute('aria-controls')).hidden = other !== tab;
  });
});

// Forms that ask the server about each field before they leave.
document.querySelectorAll('form[data-check]').forEach((form) => {
  let busy = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const fields = [...form.querySelectorAll('ds-input')];
    const results = await Promise.all(fields.map((field) => field.check()));
    busy = false;
    if (results.every(Boolean)) form.submit();
    else form.querySelector('ds-input[bad]')?.f.focus();
  });
});

document.querySelectorAll('form[data-once]').forEach((form) => form.addEventListener('submit', (event) => {
  if (form.dataset.sent) event.preventDefault();
  else form.dataset.sent = '1';
}));

document.querySelectorAll('[data-roles]').forEach((button) => button.addEventListener('click', () => {
  document.querySelectorAll('.roles').forEach((roles) => { roles.hidden = roles.id !== button.dataset.roles; });
}));

document.querySelectorAll('[name=canal]').forEach((radio) => radio.addEventListener('change', () => {
  document.getElementById('sftp').hidden = radio.value !== 'SFTP';
}));
