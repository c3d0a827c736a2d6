import { api, h, Link, navigate, route, state, t, url } from './core.js';
import { Button, Card, CommandCombobox, FormItem, RadioGroup, Skeleton, toast } from './ui.js';
import { Page } from './shell.js';
import { messages } from './i18n.js';
const col = (lang, head) => {
  const i = lang === 'nl' ? 1 : 0, m = k => messages[k][i];
  return h('div', { lang }, Card({ title: head, description: lang === 'nl' ? 'Nederlands' : 'Français' }, h('ul', { class: 'space-y-2', style: 'list-style:none;padding:0' },
    h('li', {}, Link({ href: `/${lang}/rubrique/citoyen` }, m('citizen'))), h('li', {}, Link({ href: `/${lang}/rubrique/entreprise` }, m('enterprise'))), h('li', {}, Link({ href: `/${lang}/professionnels` }, m('professional'))))));
};
const home = show => show(Page(h('h1', {}, 'La Sécurité Sociale Belge / De Belgische Sociale Zekerheid'), h('div', { class: 'grid-3' }, col('fr', 'BELGIQUE'), col('nl', 'BELGIË'),
  h('div', { lang: 'en' }, Card({ title: 'International', description: 'English (INT)' }, Link({ href: '/int' }, 'Coming to Belgium'))))));
route(/^\/$/, home);
route(/^\/int$/, show => show(Page(h('h1', {}, t('int_title')), h('div', { class: 'alert', role: 'alert' }, t('int_text')), Link({ href: '/' }, t('home')))));
route(/^\/rubrique\/(citoyen|entreprise)$/, (show, m) => show(Page(h('h1', {}, t(m[1] === 'citoyen' ? 'citizen' : 'enterprise')), h('p', {}, t('not_here')), Link({ href: '/' }, t('home')))));
route(/^\/professionnels$/, show => show(Page(h('div', { class: 'flex justify-between items-center' }, h('h1', {}, t('professional')), Button({ onclick: () => navigate(url(state.user ? '/entreprises' : '/connexion')) }, t('log_in'))),
  h('p', { class: 'text-muted-foreground' }, t('prof_intro')), h('div', { class: 'grid-2' }, Card({ title: t('services') }, t('services_text')), Card({ title: t('news') }, t('news_text'))))));
route(/^\/connexion$/, show => {
  let v = null; const lid = 'target-label', err = h('p', { class: 'text-sm text-destructive', hidden: true }, t('target_err'));
  show(Page(h('div', { style: 'max-width:520px;margin:40px auto' }, Card({ title: h('span', { id: lid }, t('target')), description: t('target_desc'), footer: [h('span'), Button({ onclick: () => {
    if (!v) { err.hidden = false; return; }
    if (v !== 'prof') return toast(t('not_here'), '', 'destructive');
    navigate(url('/connexion/moyen'));
  } }, t('next'))] },
  RadioGroup({ labelledby: lid, value: null, onChange: x => { v = x; err.hidden = true; }, options: [{ value: 'cit', label: t('target_cit') }, { value: 'ent', label: t('target_ent') }, { value: 'prof', label: t('target_prof') }] }), err))));
});
route(/^\/connexion\/moyen$/, show => show(Page(h('div', { style: 'max-width:520px;margin:40px auto' }, Card({ title: t('method'), description: t('target_prof') }, h('div', { class: 'space-y-4' },
  Button({ class: 'outline', style: 'width:100%', onclick: () => toast(t('method_soon')) }, t('method_eid')),
  Button({ class: 'outline', style: 'width:100%', onclick: () => navigate(url('/connexion/codes')) }, t('method_codes'))))))));
route(/^\/connexion\/codes$/, show => {
  const req = v => v ? '' : t('required');
  const u = FormItem({ label: t('username'), name: 'username', autocomplete: 'username', check: req }), p = FormItem({ label: t('password'), name: 'password', type: 'password', autocomplete: 'current-password', check: req });
  const box = h('div', { class: 'alert destructive', role: 'alert', hidden: true });
  const btn = Button({ type: 'submit', style: 'width:100%;justify-content:center' }, t('log_in'));
  const form = h('form', { novalidate: true, class: 'space-y-4', onsubmit: async e => {
    e.preventDefault(); box.hidden = true;
    if (![u, p].map(x => x.validate()).every(Boolean)) return;
    btn.disabled = true;
    try { state.user = (await api('POST', '/session', { username: u.input.value.trim(), password: p.input.value })).user; state.ctx = null; navigate(url('/entreprises')); }
    catch (x) { box.replaceChildren(h('div', { class: 'font-medium' }, t('login_failed')), t(x.body?.error || 'oops')); box.hidden = false; btn.disabled = false; }
  } }, box, u.node, p.node, btn);
  show(Page(h('div', { style: 'max-width:420px;margin:40px auto' }, Card({ title: t('method_codes'), description: t('codes_desc') }, form))));
});
route(/^\/entreprises$/, async show => {
  show(Page(h('h1', {}, t('companies')), Skeleton()));
  const list = await api('GET', '/companies');
  show(Page(h('h1', {}, t('companies')), Card({ title: t('enterprise'), description: t('companies_desc') }, CommandCombobox({ placeholder: t('company_ph'), search: t('company_search'), empty: t('company_none'),
    options: list.map(c => ({ ...c, label: `${c.name} ${c.number}` })), onSelect: c => navigate(url('/entreprises/' + c.id)) }))));
}, { secure: true });
route(/^\/entreprises\/(\d{10})$/, async (show, m) => {
  show(Page(Skeleton()));
  const c = await api('GET', '/companies/' + m[1]);
  const go = q => async e => { e.preventDefault(); state.ctx = await api('PUT', '/context', { company: c.id, quality: q }); state.draft = null; navigate(url('/espace')); };
  show(Page(Link({ href: url('/entreprises'), class: 'text-sm' }, '← ' + t('companies')), h('h1', {}, c.name), h('p', { class: 'text-muted-foreground' }, `${t('no_enterprise')} ${c.number}`),
    Card({ title: t('qualities'), description: t('qualities_desc') }, h('ul', { class: 'space-y-2' }, c.qualities.map(q => h('li', {}, h('a', { href: url('/espace'), onclick: go(q.quality) }, t('quality_link', { q: q.quality_names[state.lang], n: c.number, r: q.role_names[state.lang] }))))))));
}, { secure: true });
