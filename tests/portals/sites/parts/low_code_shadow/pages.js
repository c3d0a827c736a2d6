// The site's pages. Each is one component in the theme's slot.
import { VL, L, B, esc, fmt, call, busy } from './vl-core.js';

export const ROUTES = {
  '/s/entreprises': ['c-entity-picker', L.ent_title],
  '/s/accueil': ['c-home', L.home],
  '/s/messages-structures': ['c-structured-messages', L.sm],
  '/s/configuration': ['c-configuration-flow', L.sm_reg],
  '/s/acces': ['c-access', L.access],
  '/s/acces/information': ['c-information', L.info],
  '/s/indisponible': ['c-not-available', L.access],
};
const out = (label, value) => `<vl-output-field label="${esc(label)}">${esc(value)}</vl-output-field>`;
const highlights = (title, kicker) => `<div class="hl"><span class="mut">${esc(kicker)}</span><h1>${esc(title)}</h1><span class="mut">${esc(B.ctx.name)} • ${esc(B.ctx.number)} • ${esc(B.ctx.quality)}</span></div>`;

const techFields = t => `<div class="grid2">${out(L.f_tu, t.username)}${out(L.f_dossier, t.dossier)}${out(L.f_sender, t.sender)}${out(L.channel, t.channel)}${out(L.f_created, t.created)}${out(L.f_status, L.active)}</div>`;
const techRelated = t => `<h3>${esc(L.applications)} (${t.apps.length})</h3><table><tbody>${t.apps.map(a => `<tr><td>${esc(a)}</td></tr>`).join('')}</tbody></table><h3>${esc(L.s1)} (1)</h3><p>${esc(t.contact)}</p>`;

customElements.define('c-entity-picker', class extends VL {
  render() {
    this.html(`<vl-card heading="${esc(L.ent_title)}" icon="E"><p>${esc(L.ent_intro)}</p><vl-lookup label="${esc(L.ent_label)}" required help="${esc(L.ent_help)}"></vl-lookup>
      <p><a href="javascript:void(0)" id="adv">${esc(L.adv)}</a></p><div class="region" id="q"></div></vl-card>`);
    this.$('#adv').onclick = () => this.$('vl-lookup').advanced('');
    this.addEventListener('lookupchange', e => this.qualities(e.detail));
  }
  async qualities(ent) {
    const q = this.$('#q');
    q.innerHTML = '';
    if (!ent) return;
    const r = await busy(q, () => call('EntityLookup.qualities', { id: ent.id }));
    if (this.$('vl-lookup').value !== ent.id) return;
    q.innerHTML = `<h3>${esc(L.qual_title)}</h3><ul class="links">${r.rows.map(x => `<li><a href="javascript:void(0)" data-q="${x.quality}">${esc(x.label)}</a></li>`).join('')}</ul>`;
    q.querySelectorAll('a').forEach(a => {
      a.onclick = async () => { await busy(q, () => call('EntityLookup.choose', { id: ent.id, quality: a.dataset.q })); location.assign('/s/accueil'); };
    });
  }
});

customElements.define('c-home', class extends VL {
  render() {
    this.html(`${highlights(`${L.home_t}, ${B.user}`, L.home)}<div class="cols"><vl-card heading="${esc(L.home_t)}" icon="⌂"><p>${esc(L.home_b)}</p></vl-card>
      <vl-card heading="${esc(L.news)}" icon="N" color="#e16032"><ul class="links"><li>${esc(L.news_1)}</li><li>${esc(L.news_2)}</li></ul></vl-card></div>
      <div class="prompt" role="dialog" aria-label="${esc(L.guide_t)}"><b>${esc(L.guide_t)}</b><p>${esc(L.guide_b)}</p><button type="button" class="btn">${esc(L.guide_ok)}</button></div>`);
    const p = this.$('.prompt');
    if (sessionStorage.vlPrompt) p.remove();
    else p.querySelector('button').onclick = () => { sessionStorage.vlPrompt = 1; p.remove(); };
  }
});

customElements.define('c-not-available', class extends VL {
  render() { this.html(`<div class="alert info">${esc(L.na)}</div><p><a href="/s/accueil" data-nav>${esc(L.home)}</a></p>`); }
});

customElements.define('c-structured-messages', class extends VL {
  async render() {
    this.html(`${highlights(L.sm, L.access)}<div class="cols"><div class="region" id="r"></div><vl-card heading="${esc(L.menu)}" icon="≡" color="#0b5cab"><nav><ul class="links" id="m"></ul></nav></vl-card></div>`);
    const { ctx, tech } = await busy(this.$('#r'), () => call('ConfigRecord.status'));
    const link = (href, label) => `<li><a href="${href}" data-nav>${esc(label)}</a></li>`;
    this.$('#m').innerHTML = (ctx.manager ? link('/s/configuration', L.sm_reg) : '') + link('/s/indisponible', L.sm_hist) + link('/s/indisponible', L.sm_guide);
    this.$('#r').innerHTML = `${ctx.manager ? '' : `<div class="alert" role="alert">${esc(fmt(L.sm_forbid, ctx.role))}</div>`}
      <vl-tabset><vl-tab label="${esc(L.details)}">${tech ? techFields(tech) : `<p>${esc(L.sm_none)}</p>`}</vl-tab><vl-tab label="${esc(L.related)}">${tech ? techRelated(tech) : '<p>-</p>'}</vl-tab></vl-tabset>`;
  }
});

// the "Gestion d'accès" application: its own bar with drop-down items
const bar = '<div class="nav"><vl-menu id="n1"></vl-menu><vl-menu id="n2"></vl-menu></div>';
function fillBar(page) {
  const [a, b] = [page.$('#n1'), page.$('#n2')];
  a.setAttribute('label', L.users);
  a.items = [{ label: L.own, href: '/s/indisponible' }, { label: L.users, href: '/s/indisponible' }];
  b.setAttribute('label', L.ex);
  b.items = [{ label: L.info, href: '/s/acces/information' }, { label: L.sm_hist, href: '/s/indisponible' }];
}

customElements.define('c-access', class extends VL {
  render() {
    const c = B.ctx;
    this.html(`${bar}${highlights(L.access, L.apps)}<vl-tabset><vl-tab label="${esc(L.details)}"><div class="grid2">${out(L.f_ent, c.name)}${out(L.col_nr, c.number)}${out(L.f_quality, c.quality)}${out(L.f_role, c.role)}${out(L.col_place, c.place)}${out(L.f_id, c.id)}</div></vl-tab>
      <vl-tab label="${esc(L.related)}"><h3>${esc(L.users)} (1)</h3><table><tbody><tr><td>${esc(B.user)}</td><td>${esc(c.role)}</td></tr></tbody></table></vl-tab></vl-tabset>`);
    fillBar(this);
  }
});

customElements.define('c-information', class extends VL {
  async render() {
    this.html(`${bar}${highlights(L.info, L.ex)}<div class="region" id="r"></div>`);
    fillBar(this);
    const { tech } = await busy(this.$('#r'), () => call('ConfigRecord.status'));
    this.$('#r').innerHTML = tech ? `<vl-tabset><vl-tab label="${esc(L.details)}">${techFields(tech)}</vl-tab><vl-tab label="${esc(L.related)}">${techRelated(tech)}</vl-tab></vl-tabset>`
      : `<div class="alert info">${esc(L.sm_none)}</div>`;
  }
});
