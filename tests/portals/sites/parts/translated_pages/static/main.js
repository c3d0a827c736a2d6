// Opstart en omlijsting (kop, voet, cookiebalk, zijbalk).
import { h, t, state, http, navigate, render, setShell, path, button, toast, link } from './core.js';
import { sideBar, resetMenu } from './secure.js';
import './public.js';
import './wizard.js';

const root = document.querySelector('app-root');

function cookieBar() {
  if (localStorage.getItem('cookies')) return '';
  const bar = h('app-cookies', {}, h('div', { class: 'cookiebalk' }, h('span', {}, t('cookie.tekst')),
    button(t('cookie.ok'), { cls: 'p-button-sm', click: () => { localStorage.setItem('cookies', '1'); bar.remove(); } })));
  return bar;
}

async function logOut() {
  await http('DELETE', 'sessie').catch(() => null);
  state.user = null;
  resetMenu();
  navigate('start');
}

function header(bare) {
  const langs = bare ? '' : h('ul', { class: 'talen' }, ['nl', 'fr'].map((l) => h('li', {}, h('a', { href: `/${l}/${path()}`,
    class: l === state.lang ? 'actief' : '', onclick: (e) => { e.preventDefault(); history.pushState({}, '', `/${l}/${path()}`); render(); } }, l.toUpperCase()))));
  const right = bare ? '' : state.user
    ? [h('span', { class: 'wie pi pi-user' }, state.user), h('a', { class: 'knoplink', tabindex: 0, onclick: logOut }, t('kop.afmelden'))]
    : h('a', { class: 'knoplink', routerlink: 'aanmelden' }, t('kop.aanmelden'));
  return h('app-kop', {}, h('div', { class: 'kop' },
    h('a', { class: 'logo', href: '/' }, h('span', {}, 'Socialsecurity'), '.be'), langs, h('div', { class: 'rechts' }, right)));
}

setShell((found, params, here) => {
  const outlet = h('div', { class: 'inhoud' });
  const main = h('main', {}, h('router-outlet'), outlet);
  const body = [main];
  if (found.side) body.push(sideBar(params, here));
  root.replaceChildren(header(found.root), h('div', { class: `romp${found.side ? ' met-zijbalk' : ''}` }, body),
    h('footer', {}, found.root ? '© socialsecurity.be' : [h('span', {}, '© socialsecurity.be'), h('span', {}, `${t('kop.contact')}: 02 511 51 51`)]),
    found.root ? '' : cookieBar());
  return outlet;
});

(async () => {
  const who = await http('GET', 'sessie').catch(() => ({}));
  state.user = who.naam || null;
  render();
})();
