import { api, h, Link, navigate, route, state, t, url } from './core.js';
import { Button, Card, Skeleton } from './ui.js';
import { SecurePage } from './shell.js';
const S = { secure: true, ctx: true };
export const KV = rows => h('dl', { class: 'kv' }, rows.map(([k, v, c]) => [h('dt', {}, k), h('dd', { class: c }, v)]));
route(/^\/espace$/, show => show(SecurePage(t('welcome', { n: state.user.name }), Card({ title: t('secure'), description: t('secure_text') },
  KV([[t('enterprise'), state.ctx.name], [t('no_enterprise'), state.ctx.number], [t('quality'), state.ctx.quality_names[state.lang]], [t('role'), state.ctx.role_names[state.lang]]])))), S);
route(/^\/messages-structures$/, show => show(SecurePage(t('structured'), Card({ title: t('structured') }, h('p', {}, t('structured_text'))))), S);
route(/^\/messages-structures\/documentation$/, show => show(SecurePage(t('docs'), Card({ title: t('docs') }, t('docs_text')))), S);
route(/^\/acces\/utilisateurs$/, show => show(SecurePage(t('users'), Card({ title: t('users') }, t('users_text')))), S);
route(/^\/acces\/profil$/, show => show(SecurePage(t('mydata'), Card({ title: t('mydata') }, KV([[t('username'), state.user.username]])))), S);
export function Exists(u, n) {
  return h('div', { class: 'alert', role: 'alert' }, h('h5', { class: 'font-medium', style: 'margin:0;font-size:15px' }, t('exists_t')), h('p', {}, t('exists', { u, n })), Link({ href: url('/acces/echange/information') }, t('see_info')));
}
route(/^\/messages-structures\/configuration$/, async show => {
  show(SecurePage(t('config'), Skeleton()));
  const d = await api('GET', '/technical-user');
  if (d.technical_user) return show(SecurePage(t('config'), Exists(d.technical_user.username, d.technical_user.sender_number)));
  if (!d.may_create) return show(SecurePage(t('config'), h('div', { class: 'alert destructive', role: 'alert' }, h('div', { class: 'font-medium' }, t('not_manager_t')), t('not_manager'))));
  show(SecurePage(t('config'), Card({ title: t('intro_t'), description: t('intro_d'), footer: [h('span'), Button({ onclick: () => { state.draft = state.draft || { contact: {}, lang: state.lang, applications: [] }; navigate(url('/messages-structures/configuration/contact')); } }, t('next'))] },
    h('ul', {}, h('li', {}, t('intro_1')), h('li', {}, t('intro_2'))))));
}, S);
route(/^\/acces\/echange\/information$/, async show => {
  show(SecurePage(t('info'), Skeleton()));
  const u = (await api('GET', '/technical-user')).technical_user;
  if (!u) return show(SecurePage(t('info'), Card({ title: t('exchange'), description: t('info_d') }, h('p', {}, t('info_none')))));
  const c = u.contact;
  show(SecurePage(t('info'), Card({ title: t('exchange'), description: t('info_d') }, KV([[t('username'), u.username, 'font-medium'], [t('sender'), u.sender_number, 'font-medium'], [t('channel'), u.channel],
    [t('apps'), u.application_names.map(a => a[state.lang]).join(', ')], [t('contact_person'), `${c.first_name} ${c.last_name} (${c.function})`], [t('created'), u.created.split('-').reverse().join('/')]]))));
}, S);
