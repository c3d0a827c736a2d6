import { api, h, Link, navigate, state, t, url } from './core.js';
import { Button, Card, Collapsible, DropdownMenu } from './ui.js';
export function setLang(l) {
  const p = location.pathname.replace(/^\/(fr|nl)(?=\/|$)/, '/' + l);
  navigate(p.startsWith('/' + l) ? p : '/' + l);
}
export function Topbar() {
  const u = state.user;
  return h('header', { class: 'topbar sticky' }, h('div', { class: 'container' },
    Link({ href: '/', class: 'font-medium' }, 'Socialsecurity.be'),
    state.ctx && u && h('span', { class: 'badge' }, `${state.ctx.name} · ${state.ctx.number}`),
    h('div', { class: 'ml-auto flex gap-2' },
      DropdownMenu(state.lang.toUpperCase(), t('language'), [{ label: 'Français', onSelect: () => setLang('fr') }, { label: 'Nederlands', onSelect: () => setLang('nl') }]),
      u && DropdownMenu(u.name, t('user_menu'), [
        { label: t('change_company'), onSelect: () => navigate(url('/entreprises')) },
        { label: t('log_out'), onSelect: async () => { await api('DELETE', '/session'); state.user = state.ctx = state.draft = null; navigate('/'); } }]))));
}
function Cookie() {
  if (localStorage.cookieOk) return null;
  const c = h('div', { class: 'card cookie', role: 'region', 'aria-label': 'Cookies' }, h('div', { class: 'card-content space-y-2' }, h('p', { class: 'text-sm' }, t('cookie')),
    Button({ class: 'outline', onclick: () => { localStorage.cookieOk = '1'; c.remove(); } }, t('cookie_ok'))));
  return c;
}
export const Page = (...kids) => h('div', {}, Topbar(), h('main', { class: 'container space-y-4' }, kids), Cookie());
function Sidebar() {
  const here = location.pathname;
  const item = (p, label) => Link({ href: url(p), 'aria-current': here === url(p) ? 'page' : null }, label);
  const config = here.includes('/messages-structures');
  return h('aside', { class: 'card sidebar', style: 'align-self:start' }, h('nav', { 'aria-label': t('menu') },
    item('/espace', t('secure')),
    item('/messages-structures', t('structured')),
    config && h('div', { class: 'sub' }, item('/messages-structures/configuration', t('config')), item('/messages-structures/documentation', t('docs'))),
    h('div', { class: 'separator' }),
    Collapsible(t('access'), here.includes('/acces'), item('/acces/utilisateurs', t('users')),
      Collapsible(t('exchange'), here.includes('/acces/echange'), item('/acces/echange/information', t('info')))),
    Collapsible(t('mydata'), false, item('/acces/profil', state.user.name))));
}
export function SecurePage(title, ...kids) {
  const c = state.ctx;
  return Page(h('div', { class: 'layout' }, h('div', { class: 'space-y-4' },
    h('div', {}, h('h1', { class: 'tracking-tight' }, title), h('p', { class: 'text-sm text-muted-foreground', style: 'margin:0' }, `${c.quality_names[state.lang]} – ${c.number} – ${c.role_names[state.lang]}`)), kids), Sidebar()));
}
