import { h, replace } from './dom.js';
import { lang, t } from './i18n.js';
import { state, del } from './api.js';
import { href, go } from './router.js';

export const link = (path, caption, props = {}) => h('a', { href: href(path), 'data-nav': true, ...props }, caption);

function languages(path) {
  return h('nav.langs', {}, ['fr', 'nl'].map((l) => h('a', {
    href: `/${l}${path || ''}`, 'data-nav': true, class: l === lang ? 'on' : '', lang: l,
    title: l === 'fr' ? 'Français' : 'Nederlands',
  }, l.toUpperCase())));
}

async function logOut() {
  await del('/session');
  sessionStorage.clear();
  state.session = { authenticated: false };
  go('');
}

function topbar(path) {
  const s = state.session;
  return h('header.topbar', {}, h('div.wrap', {},
    h('a.brand', { href: '/', 'data-nav': true }, h('i', {}, '✿ '), 'Socialsecurity', h('i', {}, '.be')),
    h('div.grow'),
    s.authenticated
      ? h('div.userbox', {}, s.name, s.mandate && h('small', {}, `${s.mandate.name} (${s.mandate.formatted})`))
      : !(path || '').startsWith('/login') && link('/login', t('login.link')),
    s.authenticated && h('button.btn.small', { type: 'button', onclick: logOut }, t('logout')),
    languages(path)));
}

function navbar(path) {
  const s = state.session;
  if (!s.authenticated) return null;
  const entry = (to, caption, on) => link(to, caption, { class: on ? 'on' : '' });
  return h('nav.navbar', {}, h('div.wrap', {},
    entry('/mandates', t('nav.mandates'), path.startsWith('/mandates')),
    s.mandate && entry('/app', t('nav.home'), path === '/app'),
    s.mandate && entry('/app/access', t('nav.access'), path.startsWith('/app/access'))));
}

function side(kind, path) {
  const manager = state.session.mandate.manager;
  const item = (to, key, sub) => link(to, t(key), { class: (sub ? 'sub ' : '') + (path === to ? 'on' : '') });
  if (kind === 'access') {
    const inside = path !== '/app/access';
    const body = h('div', { hidden: !inside }, item('/app/access/information', 'side.information', true),
      item('/app/access/history', 'side.history', true));
    const group = h('div.group', {
      class: inside ? 'open' : '',
      onclick: () => { body.hidden = !body.hidden; group.classList.toggle('open', !body.hidden); },
    }, t('side.exchange'));
    return h('aside.side', {}, h('h2', {}, t('nav.access')), item('/app/own-data', 'side.own'),
      item('/app/users', 'side.users'), group, body);
  }
  return h('aside.side', {}, h('h2', {}, t('side.title')),
    item('/app', 'side.dashboard'), item('/app/own-data', 'side.own'), item('/app/users', 'side.users'),
    manager && item('/app/messages', 'side.messages'),
    manager && kind === 'messages' && [item('/app/messages/configuration', 'side.configuration', true),
      item('/app/messages/channels', 'side.channels', true)]);
}

function context() {
  const m = state.session.mandate;
  return h('div.context', {}, t('context'), ' ', h('b', {}, m.quality), ` ; ${t('enterprise.number')} ${m.formatted} (${m.level})`);
}

function cookieBar() {
  if (localStorage.getItem('cookies')) return null;
  const bar = h('div.cookiebar', {}, t('cookies.text'), h('button.btn.small', {
    type: 'button', onclick: () => { localStorage.setItem('cookies', '1'); bar.remove(); },
  }, t('cookies.ok')));
  return bar;
}

export function frame(view, options) {
  const path = options.path || '';
  const main = h('main', {}, options.side && state.session.mandate
    ? h('div.wrap', {}, context(), h('div.shell', {}, h('section', {}, view), side(options.side, path)))
    : h('div.wrap', {}, view));
  return [topbar(path), navbar(path), main,
    h('footer', {}, h('div.wrap', {}, [1, 2, 3].map((n) => link('', t('footer.' + n))))), cookieBar()];
}

export const notFound = () => h('div.card', {}, h('h1', {}, t('notfound')), link('', t('nav.start')));

// key-value rows used by review, result and information
export function rows(pairs) {
  return h('div.kv', {}, pairs.map(([k, v]) => [h('div.k', {}, k), h('div', {}, v)]));
}
