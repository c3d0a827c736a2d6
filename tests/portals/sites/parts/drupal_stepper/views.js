'use strict';
/* The views around the wizard, the frame of the page and the router. */
let companies = null;
const list = { text: '', page: 0, size: 5 };

function go(rest) { history.pushState(null, '', path(rest)); render(); }

async function loadWords(lang) {
  app.lang = lang;
  document.documentElement.lang = lang;
  app.words = await (await fetch(`/espace/assets/i18n/${lang}.json`)).json();
}

// views ------------------------------------------------------------------------------------------------
async function companiesView() {
  if (!companies) companies = ((await api('GET', '/entreprises')).data.items) || [];
  const holder = h('mat-nav-list', { role: 'list', class: 'mat-mdc-nav-list' });
  const pager = h('mat-paginator', { role: 'group', 'aria-label': t('pages') });
  const draw = () => {
    const wanted = list.text.trim().toLowerCase(), digits = wanted.replace(/\D/g, '');
    const found = companies.filter((c) => local(c.name).toLowerCase().includes(wanted) || (digits.length > 2 && c.number.replace(/\D/g, '').includes(digits)));
    list.page = Math.min(list.page, Math.max(0, Math.ceil(found.length / list.size) - 1));
    const from = list.page * list.size, shown = found.slice(from, from + list.size);
    holder.replaceChildren(...(shown.length ? shown.map((c) => h('div', { role: 'listitem' }, link(`entreprises/${c.number}`, { class: 'mat-mdc-list-item' },
      h('span', { class: 'mdc-list-item__primary-text' }, local(c.name)), h('span', { class: 'mdc-list-item__secondary-text' }, c.number,
        ' · ', t(c.roles.length > 1 ? 'quality.n' : 'quality.1', { n: c.roles.length }))))) : [h('p', { role: 'status' }, t('companies.none'))]));
    const step = (label, change, off) => h('button', { type: 'button', 'aria-label': label, title: label, disabled: off, onclick: () => { list.page += change; draw(); } }, change > 0 ? '›' : '‹');
    pager.replaceChildren(h('span', { 'aria-live': 'polite' }, found.length ? `${from + 1} – ${from + shown.length} ${t('of')} ${found.length}` : ''),
      step(t('page.previous'), -1, !list.page), step(t('page.next'), 1, from + list.size >= found.length));
  };
  draw();
  return h('app-entreprises', null, h('h1', null, t('companies.h')), h('p', null, t('companies.p')),
    field({ values: list, errors: {}, show: {}, focus: {}, mark() {} }, 'text', { label: 'companies.search', optional: true, control: 'recherche',
      oninput: () => { list.page = 0; draw(); } }), holder, pager);
}

async function rolesView(number) {
  if (!companies) companies = ((await api('GET', '/entreprises')).data.items) || [];
  const found = companies.find((c) => c.number === number);
  if (!found) return notice('companies.none', 'entreprises', 'menu.change');
  const choose = async (role) => {
    const { ok } = await api('PUT', '/mandat', { number, quality: role.quality });
    if (!ok) return;
    app.me = (await api('GET', '/me')).data;
    toast(t('toast.mandate', { name: local(found.name) }));
    go('accueil');
  };
  return h('app-qualites', null, h('h1', null, local(found.name)), h('p', null, t('roles.p')),
    h('ul', { class: 'roles' }, found.roles.map((role) => h('li', null, h('a', { href: 'javascript:void(0)', class: 'role-link',
      onclick: (e) => { e.preventDefault(); choose(role); } }, t('roles.line', { quality: local(role.label), number, function: t(`fn.${role.function}`) }))))),
    link('entreprises', { class: 'back' }, '‹ ', t('menu.change')));
}

function notice(key, rest, label, values) {
  return h('div', { class: 'notice', role: 'alert' }, h('p', null, t(key, values)), rest ? link(rest, null, t(label)) : null);
}

/* A page with its menu in the right-hand column. */
function withMenu(main, title, items) {
  return h('div', { class: 'with-menu' }, h('section', null, main), h('nav', { class: 'side-nav', 'aria-label': title }, h('h2', null, title),
    h('ul', null, items.map(([rest, key, sub]) => h('li', null, sub ? subMenu(key, sub) : link(rest, here() === rest ? { class: 'active', 'aria-current': 'page' } : null, t(key)))))));
}
function subMenu(key, items) {
  const body = h('ul', { hidden: !items.some(([rest]) => rest === here()) });
  const head = h('button', { type: 'button', class: 'sub', 'aria-expanded': String(!body.hidden), onclick: () => { body.hidden = !body.hidden; head.setAttribute('aria-expanded', String(!body.hidden)); } }, t(key));
  body.append(...items.map(([rest, name]) => h('li', null, link(rest, here() === rest ? { 'aria-current': 'page', class: 'active' } : null, t(name)))));
  return [head, body];
}
const here = () => location.pathname.split('/').slice(3).join('/');
const HOME_MENU = [['donnees-propres', 'm.own'], ['utilisateurs', 'm.users'], ['messages-structures', 'm.messages']];
const MESSAGE_MENU = [['messages-structures/configuration', 'm.config'], ['messages-structures/documentation', 'm.docs'], ['accueil', 'm.back']];
const ACCESS_MENU = [['donnees-propres', 'm.own'], ['utilisateurs', 'm.users'],
  ['', 'm.exchange', [['gestion-acces/information', 'm.info'], ['messages-structures/documentation', 'm.docs']]]];

const simple = (title, text, menu, menuTitle) => () => withMenu([h('h1', null, t(title)), h('p', null, t(text))], t(menuTitle), menu);

async function configurationView(result) {
  const state = await loadWizard();
  if (state.refused) return withMenu([h('h1', null, t('m.config')), notice('refused.p')], t('m.messages'), MESSAGE_MENU);
  if (result && state.result) return resultView(state.result);
  if (state.exists) {
    return withMenu([h('h1', null, t('m.config')), notice('exists.p', 'gestion-acces/information', 'exists.link',
      { name: state.exists.username, number: state.exists.sender_number })], t('m.messages'), MESSAGE_MENU);
  }
  return state.ready ? wizardView() : h('div');
}

function dataRows(pairs) {
  return h('dl', { class: 'facts' }, pairs.map(([key, value]) => h('div', null, h('dt', null, t(key)), h('dd', null, value))));
}

function resultView(r) {
  return h('app-configuration-resultat', null, h('mat-card', { class: 'mat-mdc-card success' },
    h('h1', { tabindex: '-1' }, t('result.h')), h('p', null, t('result.p')),
    dataRows([['result.file', r.file_reference], ['result.date', r.created.split('-').reverse().join('/')], ['number', r.enterprise_number], ['technical', r.username],
      ['sender', r.sender_number], ['channel.short', r.channel], ['result.phone', '02 511 51 51']]),
    h('p', { class: 'note' }, t('result.later'))), link('gestion-acces', { class: 'mdc-button' }, t('m.access')), ' ', link('accueil', null, t('m.back')));
}

async function informationView() {
  const { data } = await api('GET', '/utilisateur-technique');
  const r = data.item;
  return withMenu([h('h1', null, t('m.info')), r ? dataRows([['technical', r.username], ['sender', r.sender_number], ['channel.short', r.channel],
    ['apps.short', r.applications.join(', ')], ['info.contact', `${r.contact.first_name} ${r.contact.last_name}, ${r.contact.phone}, ${r.contact.email}`],
    ['info.since', r.created.split('-').reverse().join('/')]]) : notice('info.none')], t('m.access'), ACCESS_MENU);
}

function profileView() {
  const p = app.me.person;
  return h('div', null, h('h1', null, t('menu.profile')), dataRows([['last_name', p.last], ['first_name', p.first], ['login.name', p.login]]));
}

const ROUTES = {
  entreprises: companiesView, profil: profileView, accueil: simple('home.h', 'home.p', HOME_MENU, 'menu'),
  'donnees-propres': simple('m.own', 'own.p', HOME_MENU, 'menu'), utilisateurs: simple('m.users', 'users.p', HOME_MENU, 'menu'),
  'messages-structures': simple('m.messages', 'messages.p', MESSAGE_MENU, 'm.messages'),
  'messages-structures/documentation': simple('m.docs', 'docs.p', MESSAGE_MENU, 'm.messages'),
  'messages-structures/configuration': () => configurationView(false), 'messages-structures/configuration/resultat': () => configurationView(true),
  'gestion-acces': simple('m.access', 'access.p', ACCESS_MENU, 'm.access'), 'gestion-acces/information': informationView,
};

// frame ------------------------------------------------------------------------------------------------
function header() {
  const p = app.me.person, m = app.me.mandate;
  const menu = h('button', { type: 'button', class: 'mat-mdc-menu-trigger', 'aria-haspopup': 'menu', 'aria-expanded': 'false', onclick: () => openMenu(menu) },
    h('span', { class: 'avatar', 'aria-hidden': 'true' }, p.first[0] + p.last[0]), t('menu.profile'), ' ▾');
  const tab = (rest, key) => link(rest, { class: 'mat-mdc-tab-link' + (here().startsWith(rest) ? ' active' : '') }, t(key));
  return h('app-header', null, h('div', { class: 'bar' }, link('accueil', { class: 'brand' }, t('brand')),
    m ? h('nav', { class: 'tabs', 'aria-label': t('menu.main') }, tab('accueil', 'm.home'), tab('gestion-acces', 'm.access')) : null,
    h('div', { class: 'lang' }, ['fr', 'nl'].map((l) => h('button', { type: 'button', lang: l, 'aria-pressed': String(l === app.lang), onclick: () => switchTo(l) }, l.toUpperCase()))), menu),
  m ? h('mat-chip-set', { class: 'acting', role: 'presentation' }, h('span', null, t('acting')), h('mat-chip', null, local(m.name)), h('mat-chip', null, m.number),
    h('mat-chip', null, `${local(m.label)} – ${t('fn.' + m.function)}`), link('entreprises', null, t('menu.change'))) : null,
  h('mat-progress-bar', { role: 'progressbar', 'aria-hidden': 'true', style: 'visibility:hidden' }));
}

function openMenu(trigger) {
  const close = () => { pane.remove(); trigger.setAttribute('aria-expanded', 'false'); };
  const item = (label, act) => h('button', { type: 'button', role: 'menuitem', class: 'mat-mdc-menu-item', onclick: () => { close(); act(); } }, label);
  const pane = h('div', { class: 'menu-wrapper', onclick: (e) => e.target === pane && close(), onkeydown: (e) => { if (e.key === 'Escape') { close(); trigger.focus(); } } },
    h('div', { role: 'menu', class: 'mat-mdc-menu-panel' }, item(t('menu.profile'), () => go('profil')), item(t('menu.change'), () => go('entreprises')),
      item(t('logout'), () => { location.href = `/${app.lang}/logout`; })));
  overlays.append(pane);
  trigger.setAttribute('aria-expanded', 'true');
  pane.querySelector('button').focus();
}

async function switchTo(lang) {
  const rest = here();
  await loadWords(lang);
  history.replaceState(null, '', path(rest));
  render();
}

let turn = 0;
async function render() {
  const mine = ++turn, rest = here() || 'entreprises';
  const company = rest.match(/^entreprises\/([\d.]+)$/);
  if (!app.me.mandate && !company && !['entreprises', 'profil'].includes(rest)) {
    history.replaceState(null, '', path('entreprises'));
    toast(t('toast.choose'), true);
    return render();
  }
  const view = company ? () => rolesView(company[1]) : ROUTES[rest] || (() => notice('lost', 'accueil', 'm.home'));
  const root = document.querySelector('app-root'), main = h('main', { id: 'contenu', 'aria-busy': 'true' }, h('div', { class: 'skeleton' }));
  root.replaceChildren(header(), main);
  document.title = t('brand');
  const drawn = await view();
  if (mine !== turn) return;
  main.replaceChildren(drawn);
  main.removeAttribute('aria-busy');
}

(async () => {
  await loadWords(location.pathname.split('/')[2] === 'nl' ? 'nl' : 'fr');
  const { ok, data } = await api('GET', '/me');
  if (!ok) return;
  app.me = data;
  window.addEventListener('popstate', async () => {
    const lang = location.pathname.split('/')[2];
    if (lang !== app.lang) await loadWords(lang);
    render();
  });
  render();
})();
