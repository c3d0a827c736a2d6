// pages before log-in
import {h, t, lang, link, button, card, navigate, apex, toast, icon, uid} from './core.js';

const tile = (title, text, onclick, href) => h('c-audience-tile', {class: 'tile'},
  h('a', {href: href || 'javascript:void(0);', class: 'tile-link', onclick: (e) => { e.preventDefault(); onclick(); }},
    h('h2', {class: 'slds-text-heading_small'}, title), text ? h('p', {}, text) : null));
const unavailable = () => toast('info', t('notHere'));

export function languages() {
  const one = (code, country, name) => h('div', {class: 'language', lang: code}, h('h2', {}, country),
    h('a', {href: `/${code}/`, class: 'slds-button slds-button_brand', hreflang: code}, name));
  return h('div', {class: 'languages'}, h('h1', {class: 'slds-text-heading_large'}, 'La Sécurité Sociale Belge – De Belgische Sociale Zekerheid'),
    h('div', {class: 'slds-grid tiles'}, one('fr', 'BELGIQUE', 'Français'), one('nl', 'BELGIË', 'Nederlands'),
      h('div', {class: 'language', lang: 'en'}, h('h2', {}, 'International'), h('a', {href: '/international'}, 'English'))));
}

export const international = () => h('div', {}, h('h1', {class: 'slds-text-heading_large'}, 'The Belgian Social Security'),
  h('ul', {class: 'slds-list_dotted'}, ['Coming2Belgium', 'Leaving Belgium', 'Working in Belgium'].map((x) => h('li', {}, h('a', {href: 'javascript:void(0)'}, x)))),
  h('p', {}, h('a', {href: '/'}, 'Choose another language')));

export const home = () => h('div', {}, h('h1', {class: 'slds-text-heading_large'}, t('siteTitle')), h('p', {class: 'lead'}, t('audienceTitle')),
  h('div', {class: 'slds-grid tiles'}, tile(t('citizen'), t('citizenText'), unavailable), tile(t('enterprise'), t('enterpriseText'), unavailable),
    tile(t('civil'), t('civilText'), () => navigate(`/${lang}/professionals`), `/${lang}/professionals`)));

export const professionals = () => h('div', {}, h('h1', {class: 'slds-text-heading_large'}, t('civil')), h('p', {class: 'lead'}, t('civilIntro')),
  h('div', {class: 'slds-grid tiles'},
    card(t('civilServices'), h('ul', {class: 'slds-list_dotted'}, ['svc1', 'svc2', 'svc3', 'svc4'].map((key) => h('li', {}, h('a', {href: 'javascript:void(0)', onclick: unavailable}, t(key)))))),
    card(t('civilSecured'), button(t('logIn'), {onclick: () => navigate(`/${lang}/${window.LWR.user ? 'companies' : 'connect'}`)}, 'brand'))));

export const connect = () => h('div', {class: 'narrow'}, h('h1', {class: 'slds-text-heading_medium'}, t('audienceQ')),
  tile(t('asCitizen'), '', unavailable), tile(t('asEnterprise'), '', unavailable), tile(t('asPro'), t('asProText'), () => navigate(`/${lang}/connect/methods`)));

export function methods() {
  const no = () => toast('warning', t('methodNo'));
  return h('div', {class: 'narrow'}, h('h1', {class: 'slds-text-heading_medium'}, t('methodQ')),
    tile(t('mEid'), '', no), tile(t('mItsme'), '', no), tile(t('mCodes'), t('mCodesText'), () => navigate(`/${lang}/login`)));
}

export function login() {
  const error = h('div', {class: 'login-error', 'aria-live': 'assertive'});
  const field = (label, type, shape) => {
    const id = uid('sfdc');
    const box = h('input', {id, type, class: `input sfdc_${type === 'text' ? 'username' : type}input sfdc_input`, placeholder: label, autocorrect: 'off', autocapitalize: 'off', 'aria-label': label});
    return {box, node: h('div', {class: 'sfdc'}, h('span', {class: 'login-icon'}, icon(shape)), box)};
  };
  const name = field(t('username'), 'text', 'user'), word = field(t('password'), 'password', 'error');
  const go = h('button', {class: 'slds-button slds-button--brand slds-button_brand loginButton uiButton--none uiButton', type: 'button', onclick: send}, h('span', {class: 'label bBody'}, t('logIn')));
  async function send() {
    error.replaceChildren();
    go.disabled = true;
    try {
      const answer = await apex('LoginController.login', {username: name.box.value, password: word.box.value});
      window.LWR.user = answer.user;
      const start = new URLSearchParams(location.search).get('startURL');
      navigate(start && start.startsWith(`/${lang}/`) ? start : `/${lang}/companies`);
    } catch (problem) {
      word.box.value = '';
      error.replaceChildren(h('div', {class: 'error uiMessage', role: 'alert'}, problem.message));
    }
    go.disabled = false;
  }
  for (const box of [name.box, word.box]) box.addEventListener('keydown', (e) => { if (e.key === 'Enter') send(); });
  return h('div', {class: 'salesforceIdentityLoginBody2'}, h('div', {class: 'login-logo', 'aria-hidden': 'true'}, '❀'), h('h1', {class: 'slds-assistive-text'}, t('loginTitle')),
    h('div', {class: 'salesforceIdentityLoginForm2'}, error, name.node, word.node, h('div', {class: 'sfdc'}, go),
      h('div', {class: 'login-links'}, h('a', {href: 'javascript:void(0)', onclick: unavailable}, t('forgot')), h('a', {href: 'javascript:void(0)', onclick: unavailable}, t('noAccount')))));
}
