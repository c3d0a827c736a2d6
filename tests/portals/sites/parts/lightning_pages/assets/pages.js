// pages after log-in, other than the flow
import {h, t, lang, link, button, card, navigate, apex, toast, icon, shadow, spinner, tabset, notice, dl, uid} from './core.js';

const header = (kind, title, extra) => h('div', {class: 'slds-page-header'}, h('div', {class: 'slds-page-header__row slds-grid'},
  h('div', {}, h('div', {class: 'slds-text-title'}, kind), h('h1', {class: 'slds-page-header__title'}, title)), extra));
export const loadInto = (node, work) => {
  node.replaceChildren(spinner());
  work().then((made) => node.replaceChildren(...[made].flat().filter(Boolean))).catch((e) => node.replaceChildren(notice('error', e.message)));
  return node;
};

export function companies() {
  const body = h('tbody', {}), status = h('span', {class: 'slds-text-body_small', role: 'status'}), foot = h('div', {class: 'slds-card__footer'}), wait = h('div', {});
  const rows = [];
  let term = '', timer;
  function rowMenu(row) {
    const list = h('div', {class: 'slds-dropdown slds-dropdown_right', role: 'menu'});
    const trigger = h('button', {class: 'slds-button slds-button_icon slds-button_icon-border-filled slds-button_icon-x-small', type: 'button', 'aria-haspopup': 'true', 'aria-expanded': 'false', title: t('showActions')},
      icon('down'), h('span', {class: 'slds-assistive-text'}, t('showActions')));
    const box = h('lightning-button-menu', {class: 'slds-dropdown-trigger slds-dropdown-trigger_click'}, trigger, list);
    const open = (on) => {
      box.classList.toggle('slds-is-open', on);
      trigger.setAttribute('aria-expanded', on);
      list.replaceChildren(...(on ? [[t('rowOpen'), () => navigate(`/${lang}/company/${row.id}`)], [t('rowCopy'), () => { navigator.clipboard?.writeText(row.number); toast('success', t('copied')); }]]
        .map(([label, act]) => h('div', {class: 'slds-dropdown__item', role: 'presentation'}, h('a', {href: 'javascript:void(0)', role: 'menuitem', tabindex: '0', onmousedown: (e) => e.preventDefault(),
          onclick: (e) => { e.preventDefault(); open(false); act(); }}, h('span', {class: 'slds-truncate'}, label)))) : []));
    };
    trigger.addEventListener('click', () => open(trigger.getAttribute('aria-expanded') !== 'true'));
    trigger.addEventListener('blur', () => setTimeout(() => open(false), 150));
    return box;
  }
  const draw = (row, place) => h('tr', {class: 'slds-hint-parent'}, h('td', {class: 'slds-cell-edit num'}, String(place + 1)),
    h('th', {scope: 'row'}, link(`/${lang}/company/${row.id}`, {class: 'slds-truncate', 'data-recordid': row.id, title: row.name}, row.name)),
    h('td', {}, h('lightning-formatted-text', {}, row.number)), h('td', {}, String(row.count)), h('td', {}, rowMenu(row)));
  async function load(offset) {
    wait.replaceChildren(spinner());
    const asked = term;
    const answer = await apex('CompanyController.getCompanies', {search: asked, offset, limit: 12});
    if (asked !== term) return;
    if (!offset) { rows.length = 0; body.replaceChildren(); }
    for (const row of answer.rows) { body.append(draw(row, rows.length)); rows.push(row); }
    if (!rows.length) body.append(h('tr', {}, h('td', {colspan: '5'}, t('none'))));
    status.textContent = t('items', rows.length, answer.total);
    foot.replaceChildren(...(rows.length < answer.total ? [h('a', {href: 'javascript:void(0)', role: 'button', class: 'slds-card__footer-action', onclick: () => load(rows.length)}, t('more'))] : []));
    wait.replaceChildren();
  }
  const search = h('input', {type: 'search', class: 'slds-input', placeholder: t('listSearch'), 'aria-label': t('listSearch'), name: 'company-search-input',
    oninput: () => { clearTimeout(timer); timer = setTimeout(() => { term = search.value; load(0); }, 350); }});
  const table = h('table', {class: 'slds-table slds-table_bordered', role: 'grid', 'aria-label': t('companiesTitle')}, h('thead', {}, h('tr', {}, h('th', {class: 'num'}),
    [t('colName'), t('colNumber'), t('colQualities')].map((c) => h('th', {scope: 'col', 'aria-label': c}, h('span', {class: 'slds-truncate', title: c}, c))), h('th', {scope: 'col'}, h('span', {class: 'slds-assistive-text'}, t('colAction'))))), body);
  load(0).catch(() => {});
  return shadow('c-company-list', header(t('companiesTitle'), t('companiesHint'), h('div', {class: 'list-search'}, search)), h('div', {class: 'slds-card list'}, h('div', {class: 'list-status'}, status), wait, table, foot));
}

export const company = (id) => loadInto(h('c-company-detail', {}), async () => {
  const found = await apex('CompanyController.getCompany', {companyId: id});
  return [header(t('company'), found.name, h('div', {}, h('div', {class: 'slds-text-title'}, t('colNumber')), h('div', {}, found.number))),
    tabset([[t('tabQualities'), () => h('div', {}, h('p', {class: 'lead'}, t('qualitiesHint')), found.qualities.map((q) => h('article', {class: 'slds-tile slds-card quality'},
      h('h3', {class: 'slds-tile__title'}, link(`/${lang}/quality/${q.id}`, {}, t('roleLink', q.name, found.number, q.role))),
      h('div', {class: 'slds-tile__detail'}, `${t('role')} : ${q.role}`))))],
    [t('tabDetails'), () => dl([[t('colName'), found.name], [t('colNumber'), found.number], [t('colQualities'), String(found.qualities.length)]])]])];
});

function sideNav(title, items, current) {
  const head = uid('nav');
  const one = ([label, url]) => h('lightning-vertical-navigation-item', {class: `slds-nav-vertical__item${url === current ? ' slds-is-active' : ''}`},
    link(url, {class: 'slds-nav-vertical__action', 'aria-current': url === current ? 'page' : null}, label));
  const section = ([label, kids]) => {
    const open = kids.some((k) => k[1] === current), id = uid('section');
    const list = h('div', {id, class: open ? 'slds-show' : 'slds-hide'}, kids.map(one));
    const toggle = h('button', {type: 'button', class: 'slds-button slds-nav-vertical__action slds-nav-vertical__action_overflow', 'aria-controls': id, 'aria-expanded': String(open), onclick: () => {
      const on = toggle.getAttribute('aria-expanded') !== 'true';
      toggle.setAttribute('aria-expanded', on); list.className = on ? 'slds-show' : 'slds-hide';
    }}, icon('right'), h('span', {class: 'slds-nav-vertical__action-text'}, label));
    return h('div', {class: 'slds-nav-vertical__overflow'}, toggle, list);
  };
  return h('lightning-vertical-navigation', {}, h('nav', {class: 'slds-nav-vertical', 'aria-label': title}, h('div', {class: 'slds-nav-vertical__section'},
    h('h2', {id: head, class: 'slds-nav-vertical__title'}, title), items.map((i) => Array.isArray(i[1]) ? section(i) : one(i)))));
}

const remember = (q) => sessionStorage.setItem('qualityId', q.id);
export const inQuality = (id, view, make) => loadInto(h('c-quality-layout', {}), async () => {
  const q = await apex('AccessController.getContext', {qualityId: id});
  remember(q);
  const base = `/${lang}/quality/${q.id}`;
  const here = location.pathname.replace(/\/$/, '');
  const structured = view.startsWith('structured');
  const items = structured
    ? [[t('nStruct'), `${base}/structured-messages`], ...(q.manager ? [[t('nRegister'), `${base}/structured-messages/register`]] : []), [t('nCert'), `${base}/structured-messages/certificates`], [t('nBack'), base]]
    : [[t('nQuality'), base], [t('nOwn'), `${base}/data`], [t('nUsers'), `${base}/users`], [t('nStruct'), `${base}/structured-messages`], [t('nChange'), `/${lang}/companies`]];
  return [header(`${q.company.name} (${q.company.number})`, q.name, h('span', {class: 'slds-badge'}, q.role)),
    h('div', {class: 'slds-grid layout'}, h('aside', {class: 'layout-side'}, sideNav(structured ? t('nStruct') : t('nMenu'), items, here)), h('div', {class: 'layout-main'}, make(q)))];
});
export const qualityHome = (q) => card(t('nQuality'), h('p', {}, t('qualityIntro', q.role)));
export const soon = () => card(t('nMenu'), h('p', {}, t('soon')));
export const structured = (q) => card(t('nStruct'), h('p', {}, t('structIntro')), q.manager ? null : notice('info', t('errNotManager')));

export const access = (view) => {
  const id = sessionStorage.getItem('qualityId');
  if (!id) return h('div', {}, header(t('accessTitle'), t('accessTitle')), notice('info', t('accessNoQuality'), ' ', link(`/${lang}/companies`, {}, t('navCompanies'))));
  return loadInto(h('c-access-layout', {}), async () => {
    const q = await apex('AccessController.getContext', {qualityId: id});
    const base = `/${lang}/access`;
    const items = [[t('navHome'), base], [t('nAccUsers'), [[t('nAccCreate'), `${base}/users/new`], [t('nAccFind'), `${base}/users/search`]]],
      [t('nExchange'), [[t('nInfo'), `${base}/exchange/information`], [t('nAccChannel'), `${base}/exchange/channels`]]]];
    return [header(`${q.company.name} (${q.company.number})`, t('accessTitle')), h('div', {class: 'slds-grid layout'},
      h('aside', {class: 'layout-side'}, sideNav(t('accessTitle'), items, location.pathname.replace(/\/$/, ''))),
      h('div', {class: 'layout-main'}, view === 'exchange/information' ? information(q) : view ? soon() : card(t('accessTitle'), h('p', {}, t('accessIntro'), ' ', h('strong', {}, q.name)), link(`/${lang}/companies`, {}, t('nChange')))))];
  });
};

function information(q) {
  const user = q.technicalUser;
  if (!user) return card(t('infoTitle'), dl([[t('quality'), q.name], [t('colNumber'), q.company.number]]), notice('info', t('infoNone')));
  return card(t('infoTitle'), tabset([
    [t('tabTech'), () => dl([[t('techName'), user.username], [t('sender'), user.sender_number], [t('channel'), user.channel], [t('applications'), user.applications],
      [t('quality'), q.name], [t('colNumber'), q.company.number], [t('contactPerson'), user.contact], [t('createdOn'), user.created]])],
    [t('tabHistory'), () => h('p', {}, t('historyLine', user.created, user.username))]]));
}
