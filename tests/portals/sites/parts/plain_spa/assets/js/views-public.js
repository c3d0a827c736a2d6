import { h } from './dom.js';
import { t } from './i18n.js';
import { href, go } from './router.js';
import { link } from './layout.js';

export function tile(title, text, path) {
  return h('div.tile', { onclick: () => go(path) }, h('strong', {}, title), h('span', {}, text));
}

// '/': the choice of language
export function home() {
  const column = (l, head, title, text, button) => h('a.tile', { href: `/${l}`, 'data-nav': true, lang: l.slice(0, 2) },
    h('span', {}, head), h('strong', {}, title), h('p', {}, text), h('div.btn.primary', {}, button));
  return h('div.wrap', { style: 'padding-top:4rem' },
    h('div.hero', {}, h('h1', {}, 'Socialsecurity.be'), h('p', {}, 'Choisissez votre langue · Kies uw taal')),
    h('div.tiles', {},
      column('fr', 'BELGIQUE', 'La Sécurité Sociale Belge', 'Informations et services en ligne', 'Français'),
      column('nl', 'BELGIË', 'De Belgische Sociale Zekerheid', 'Informatie en onlinediensten', 'Nederlands'),
      column('fr/international', 'International', 'Belgian Social Security', 'Coming to Belgium, leaving Belgium', 'International')));
}

export function audiences() {
  return [
    h('div.hero', {}, h('h1', {}, t('home.title')), h('p', {}, t('home.lead'))),
    h('div.tiles', {},
      tile(t('aud.citizen'), t('aud.citizen.text'), '/citizen'),
      tile(t('aud.enterprise'), t('aud.enterprise.text'), '/enterprise'),
      tile(t('aud.professional'), t('aud.professional.text'), '/professional'))];
}

export const plain = (kind) => () => h('div.card', {},
  h('h1', {}, t('aud.' + kind)), h('p', {}, t('aud.' + kind + '.page')), link('', t('nav.start')));

export const international = () => h('div.card', {},
  h('h1', {}, 'International'), h('div.notice.warn', {}, t('int.text')), h('a', { href: '/', 'data-nav': true }, t('nav.start')));

export function professional() {
  return [
    h('div.hero', {}, h('h1', {}, t('aud.professional')), h('p', {}, t('pro.lead')),
      h('a.btn', { href: href('/login'), 'data-nav': true }, t('login.button'))),
    h('div.tiles', {}, [1, 2, 3].map((n) => h('div.card', {}, h('h2', {}, t(`pro.card${n}`)), h('p', {}, t(`pro.card${n}.text`)))))];
}
