// Site theme, app launcher and router.
import { VL, L, B, esc, wait } from './vl-core.js';
import './vl-inputs.js';
import { ROUTES } from './pages.js';
import './flow.js';

const APPS = [
  ['GA', L.access, '/s/acces', '#5867e8'], ['EB', 'e-Box Enterprise', '/s/indisponible', '#e16032'],
  ['DI', 'Dimona', '/s/indisponible', '#2e844a'], ['DM', 'DmfA', '/s/indisponible', '#9050e9'],
];
const ITEMS = [
  ['⌂', L.home, '/s/accueil'], ['D', L.own, '/s/indisponible'], ['U', L.users, '/s/indisponible'], ['M', L.sm, '/s/messages-structures'],
];

customElements.define('vl-app-launcher', class extends VL {
  render() {
    const row = ([k, l, h, c]) => `<li><a href="${h}" data-nav data-label="${esc(l)}"><span class="tile" style="background:${c || '#747474'}" aria-hidden="true">${k}</span><span>${esc(l)}</span></a></li>`;
    this.html(`<button type="button" class="waffle" title="${esc(L.launcher)}" aria-haspopup="dialog" aria-expanded="false">${'<i></i>'.repeat(9)}<span class="assistive">${esc(L.launcher)}</span></button>
      <div class="panel" role="dialog" aria-label="${esc(L.launcher)}" hidden><div style="display:flex"><h2 style="flex:1">${esc(L.menu)}</h2><button type="button" class="btn bare icon" title="${esc(L.close)}"><span aria-hidden="true">✕</span></button></div>
      <input class="ctl" type="search" placeholder="${esc(L.launcher_find)}" aria-label="${esc(L.launcher_find)}"><div class="list"></div></div>`);
    const [w, p, list] = [this.$('.waffle'), this.$('.panel'), this.$('.list')];
    const show = async on => {
      p.hidden = !on;
      w.setAttribute('aria-expanded', on);
      if (!on || list.childElementCount) return;
      list.innerHTML = `<p class="mut">${esc(L.loading)}…</p>`;
      await wait(250);
      list.innerHTML = `<h3>${esc(L.apps)}</h3><ul>${APPS.map(row).join('')}</ul><h3>${esc(L.items)}</h3><nav aria-label="${esc(L.menu)}"><ul>${ITEMS.map(row).join('')}</ul></nav>`;
    };
    w.onclick = () => show(p.hidden);
    this.$('.btn').onclick = () => show(false);
    list.onclick = e => { if (e.target.closest('a')) show(false); };
    this.$('input').oninput = e => { const q = e.target.value.toLowerCase(); this.$$('.list li').forEach(li => { li.hidden = !li.textContent.toLowerCase().includes(q); }); };
    this.addEventListener('keydown', e => { if (e.key === 'Escape') { show(false); w.focus(); } });
    document.addEventListener('click', e => { if (!e.composedPath().includes(this)) show(false); });
  }
});

customElements.define('vl-app', class extends VL {
  render() {
    const c = B.ctx;
    this.html(`<header class="hd"><strong>Socialsecurity.be</strong><div class="ctx">${c ? `<b>${esc(c.name)} - ${esc(c.number)}</b>${esc(c.quality)} (${esc(c.role)})` : ''}</div>
      ${c ? '<vl-app-launcher></vl-app-launcher>' : ''}<vl-menu right label="${esc(B.user)}"></vl-menu></header><main><slot></slot></main>`);
    this.$('vl-menu').items = [
      { label: L.change_ent, href: '/s/entreprises', full: true },
      { label: L.other_lang, href: `?language=${B.lang === 'fr' ? 'nl' : 'fr'}`, full: true }, { label: L.logout, href: '/s/logout', full: true },
    ];
    this.addEventListener('navigate', e => this.go(e.detail));
    document.addEventListener('click', e => {
      const a = e.composedPath().find(x => x.matches && x.matches('a[data-nav]'));
      if (!a || e.ctrlKey || e.metaKey) return;
      e.preventDefault();
      this.go(a.getAttribute('href'));
    });
    addEventListener('popstate', () => this.show());
    this.show();
  }
  go(path) { history.pushState({}, '', path); this.show(); }
  show() {
    let [tag, title] = ROUTES[location.pathname] || ROUTES['/s/accueil'];
    if (!B.ctx) [tag, title] = ROUTES['/s/entreprises'];
    document.title = `${title} | ${L.app}`;
    this.replaceChildren(document.createElement(tag));
    scrollTo(0, 0);
  }
});
