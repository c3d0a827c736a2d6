// theme layout and router
import {h, t, lang, link, navigate, onNavigate, apex, icon} from './core.js';
import {lookup} from './fields.js';
import * as open from './public.js';
import * as pages from './pages.js';
import {register} from './register.js';

const app = document.getElementById('app');
const main = h('main', {id: 'main', class: 'contentRegion', tabindex: '-1'});
const bar = h('header', {class: 'themeHeader'});

function menu(label, shown, items) {
  const list = h('div', {class: 'slds-dropdown slds-dropdown_right', role: 'menu'});
  const trigger = h('button', {type: 'button', class: 'slds-button', 'aria-haspopup': 'true', 'aria-expanded': 'false', title: label}, shown, ' ', icon('down'));
  const box = h('div', {class: 'slds-dropdown-trigger slds-dropdown-trigger_click'}, trigger, list);
  const set = (on) => {
    box.classList.toggle('slds-is-open', on);
    trigger.setAttribute('aria-expanded', on);
    list.replaceChildren(...(on ? items.map(([text, act]) => h('div', {class: 'slds-dropdown__item'}, h('a', {href: 'javascript:void(0)', role: 'menuitem', onmousedown: (e) => e.preventDefault(), onclick: (e) => { e.preventDefault(); set(false); act(); }}, text))) : []));
  };
  trigger.addEventListener('click', () => set(trigger.getAttribute('aria-expanded') !== 'true'));
  trigger.addEventListener('blur', () => setTimeout(() => set(false), 150));
  return box;
}

function drawHeader() {
  const user = window.LWR.user;
  const swap = (code) => () => { location.href = location.pathname.replace(/^\/(fr|nl)/, `/${code}`); };
  const search = user ? lookup(t('searchPlaceholder'), {placeholder: t('searchPlaceholder'),
    search: async (term) => term.trim() ? (await apex('CompanyController.getCompanies', {search: term, limit: 6})).rows.map((r) => ({...r, label: r.name, meta: r.number})) : [],
    onpick: (r) => navigate(`/${lang}/company/${r.id}`)}).node : null;
  bar.replaceChildren(h('a', {href: '#main', class: 'slds-assistive-text skip', onclick: (e) => { e.preventDefault(); main.focus(); }}, t('skip')),
    h('div', {class: 'slds-grid header-row'}, h('a', {class: 'logo', href: '/', title: t('siteTitle')}, '❀ socialsecurity.be'), h('div', {class: 'global-search'}, search),
      window.LWR.language ? menu(t('langPick'), lang === 'fr' ? 'Français' : 'Nederlands', [['Français', swap('fr')], ['Nederlands', swap('nl')]]) : null,
      user ? menu(t('profile'), user, [[t('logOut'), async () => { await apex('LoginController.logout'); sessionStorage.removeItem('qualityId'); window.LWR.user = null; navigate(`/${lang}/`); }]]) : null),
    window.LWR.language ? h('nav', {class: 'comm-navigation', 'aria-label': t('navMain')}, h('ul', {class: 'slds-grid'}, [[t('navHome'), `/${lang}/`],
      ...(user ? [[t('navCompanies'), `/${lang}/companies`], [t('navAccess'), `/${lang}/access`]] : [])].map(([label, url]) => h('li', {}, link(url, {class: location.pathname === url ? 'current' : null}, label))))) : null);
}

const ROUTES = [
  [/^\/international$/, open.international, true], [/^\/$/, open.languages, true], [/^\/..\/$/, open.home, true], [/^\/..\/professionals$/, open.professionals, true],
  [/^\/..\/connect$/, open.connect, true], [/^\/..\/connect\/methods$/, open.methods, true], [/^\/..\/login$/, open.login, true],
  [/^\/..\/companies$/, pages.companies], [/^\/..\/company\/(\w+)$/, pages.company],
  [/^\/..\/quality\/(\w+)$/, (id) => pages.inQuality(id, '', pages.qualityHome)], [/^\/..\/quality\/(\w+)\/(data|users)$/, (id) => pages.inQuality(id, '', pages.soon)],
  [/^\/..\/quality\/(\w+)\/structured-messages$/, (id) => pages.inQuality(id, 'structured', pages.structured)],
  [/^\/..\/quality\/(\w+)\/structured-messages\/register$/, (id) => pages.inQuality(id, 'structured/register', register)],
  [/^\/..\/quality\/(\w+)\/structured-messages\/certificates$/, (id) => pages.inQuality(id, 'structured/certificates', pages.soon)],
  [/^\/..\/access\/?(.*)$/, pages.access],
];

function route() {
  const path = location.pathname;
  document.getElementById('overlays').replaceChildren();
  for (const [shape, make, free] of ROUTES) {
    const found = path.match(shape);
    if (!found) continue;
    if (!free && !window.LWR.user) return navigate(`/${lang}/login?startURL=${encodeURIComponent(path)}`);
    drawHeader();
    main.replaceChildren(make(...found.slice(1)));
    const title = main.querySelector('h1');
    document.title = title ? `${title.textContent}` : t('siteTitle');
    return;
  }
  drawHeader();
  main.replaceChildren(h('h1', {}, t('errNoRecord')));
}

app.append(h('div', {class: 'siteforceContentArea'}, bar, main, h('footer', {class: 'themeFooter'}, t('footer'), ' · ', h('a', {href: 'javascript:void(0)'}, t('privacy')), ' · ', h('a', {href: 'javascript:void(0)'}, t('legal')))));
onNavigate(route);
route();
