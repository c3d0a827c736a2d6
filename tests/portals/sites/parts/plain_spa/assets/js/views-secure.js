import { h, replace } from './dom.js';
import { t } from './i18n.js';
import { get, put, state } from './api.js';
import { go } from './router.js';
import { link, rows } from './layout.js';

const PAGE = 8;
const digits = (text) => text.replace(/\D/g, '');

export async function enterprises() {
  const { items } = await get('/enterprises');
  let shown = PAGE;
  const list = h('ul.list');
  const more = h('button.btn', { type: 'button', onclick: () => { shown += PAGE; draw(); } }, t('ent.more'));
  const count = h('p.field-hint');
  const search = h('input', { type: 'search', placeholder: t('ent.search'), style: 'width:100%;font:inherit;padding:.7rem', oninput: () => { shown = PAGE; draw(); } });
  function draw() {
    const wanted = search.value.trim().toLowerCase();
    const number = /^[\d. ]+$/.test(wanted) ? digits(wanted) : '';
    const hits = items.filter((e) => !wanted || e.name.toLowerCase().includes(wanted) || (number && e.number.includes(number)));
    replace(list, hits.slice(0, shown).map((e) => h('li', {}, link(`/mandates/${e.number}`,
      [h('span.num', {}, e.formatted), h('span', {}, e.name), h('span.town', {}, e.town)]))),
      !hits.length && h('li', { style: 'padding:1rem' }, t('ent.none')));
    more.hidden = hits.length <= shown;
    count.textContent = t('ent.count', { shown: Math.min(shown, hits.length), all: hits.length });
  }
  draw();
  return h('div', {}, h('h1', {}, t('ent.title')), h('p', {}, t('ent.lead')), search, list, count, more);
}

export async function mandates({ number }) {
  const e = await get('/enterprises/' + number);
  const choose = async (event, m) => {
    event.preventDefault();
    state.session = await put('/session/mandate', { enterprise: e.number, mandate: m.id });
    go('/app');
  };
  return h('div', {}, h('h1', {}, e.name), h('p', {}, `${e.formatted} · ${e.town}`), h('p', {}, t('mandate.lead')),
    h('ul.list', {}, e.mandates.map((m) => h('li', {}, h('a', { href: '#', onclick: (event) => choose(event, m) },
      `${m.quality} ; ${t('enterprise.number')} ${e.formatted} (${m.level})`)))),
    link('/mandates', '‹ ' + t('mandate.back')));
}

export function dashboard() {
  const m = state.session.mandate;
  return [h('h1', {}, t('dash.title')), h('div.card', {}, h('p', {}, t('dash.lead', { name: m.name })),
    !m.manager && h('div.notice.warn', {}, t('dash.user')))];
}

export function ownData() {
  const m = state.session.mandate;
  return [h('h1', {}, t('side.own')), h('div.card', {}, rows([[t('own.name'), state.session.name],
    [t('own.enterprise'), `${m.name} (${m.formatted})`], [t('own.quality'), m.quality], [t('own.level'), m.level]]))];
}

export const users = () => [h('h1', {}, t('side.users')), h('div.card', {}, h('p', {}, t('users.text')),
  rows([[state.session.name, state.session.mandate.level]]))];

export const messages = () => [h('h1', {}, t('side.messages')), h('div.card', {}, h('p', {}, t('msg.lead')), h('p', {}, t('msg.lead2')))];

export const channels = () => [h('h1', {}, t('side.channels')), h('div.card', {}, ['FTP', 'SFTP', 'Isabel', 'MQLink'].map((c) =>
  [h('h2', {}, c), h('p', {}, t('channel.' + c.toUpperCase()))]))];

export const access = () => [h('h1', {}, t('nav.access')), h('div.card', {}, h('p', {}, t('access.lead')))];

export const history = () => [h('h1', {}, t('side.history')), h('div.card', {}, h('p', {}, t('history.none')))];

export async function information() {
  const user = await get('/technical-user');
  if (!user.exists) {
    return [h('h1', {}, t('info.title')), h('div.card', {}, h('div.notice', {}, t('info.none')))];
  }
  return [h('h1', {}, t('info.title')), h('div.card', {}, h('p', {}, t('info.lead')), technicalUser(user))];
}

export function technicalUser(user) {
  const c = user.contact;
  return rows([
    [t('user.name'), h('b', {}, user.username)],
    [t('user.sender'), h('b', {}, user.senderNumber)],
    [t('user.channel'), user.channel],
    [t('user.applications'), user.applications.join(', ')],
    [t('user.contact'), `${c.firstName} ${c.lastName}, ${c.role}`],
    [t('c.phone'), c.phone],
    [t('c.email'), c.email],
    [t('user.since'), user.since.split('-').reverse().join('/')]]);
}
