// Openbaar deel: taal, doelgroep, aanmelden.
import { h, t, state, http, navigate, route, toast, button, message } from './core.js';
import { Control, required, textField } from './widgets.js';

const card = (title, text, target, cls = '') => h('a', { class: `p-card p-component kaart ${cls}`, ...target },
  h('div', { class: 'p-card-body' }, h('div', { class: 'p-card-title' }, title), text && h('div', { class: 'p-card-content' }, text)));

route('', () => {
  const lang = (code, land, word) => h('a', { class: 'taalknop', href: `/${code}/start`,
    onclick: (e) => { e.preventDefault(); state.lang = code; navigate('start'); } }, h('small', {}, land), h('span', { lang: code }, word));
  return h('app-taalkeuze', {}, h('div', { class: 'taalkeuze' },
    h('h1', {}, h('span', { lang: 'nl' }, 'De Belgische Sociale Zekerheid'), h('br'), h('span', { lang: 'fr' }, 'La Sécurité Sociale Belge')),
    h('div', { class: 'talenrij' }, lang('nl', 'België', 'Nederlands'), lang('fr', 'Belgique', 'Français'),
      h('a', { class: 'taalknop stil', href: '#', onclick: (e) => { e.preventDefault();
        toast('info', 'International', 'You cannot register through the international access.'); } }, h('small', {}, 'International'), 'INT'))));
}, { root: true });

route('start', () => h('app-start', {}, h('h1', {}, t('start.kop')), h('div', { class: 'kaarten' },
  card(t('start.burger'), t('start.burgertxt'), { href: '#', onclick: (e) => { e.preventDefault(); toast('info', t('start.elders')); } }),
  card(t('start.ondern'), t('start.onderntxt'), { href: '#', onclick: (e) => { e.preventDefault(); toast('info', t('start.elders')); } }),
  card(t('start.ambt'), t('start.ambttxt'), { routerlink: 'professioneel' })), h('p', { class: 'hint' }, t('start.int'))));

route('professioneel', () => h('app-professioneel', {}, h('h1', {}, t('prof.kop')), h('p', {}, t('prof.intro')),
  h('div', { class: 'kaarten' },
    h('div', { class: 'p-card p-component' }, h('div', { class: 'p-card-body' }, h('div', { class: 'p-card-title' }, t('prof.beveiligd')),
      h('p', {}, t('prof.beveiligdtxt')), state.user ? button(t('ond.kop'), { click: () => navigate('ondernemingen') })
        : button(t('kop.aanmelden'), { icon: 'lock', click: () => navigate('aanmelden') }))),
    h('div', { class: 'p-card p-component' }, h('div', { class: 'p-card-body' }, h('div', { class: 'p-card-title' }, t('prof.nieuws')),
      h('ul', {}, h('li', {}, t('prof.nieuws1')), h('li', {}, t('prof.nieuws2'))))))));

route('aanmelden', () => {
  if (state.user) { navigate('ondernemingen', true); return null; }
  const other = { tabindex: 0, role: 'button', onclick: () => toast('info', t('start.elders')) };
  return h('app-doelgroep', {}, h('h1', {}, t('doel.kop')), h('div', { class: 'rijen' },
    card(t('doel.burger'), null, other), card(t('doel.ondern'), null, other),
    card(t('doel.prof'), null, { routerlink: 'aanmelden/professional' })));
});

route('aanmelden/professional', () => {
  const off = { tabindex: 0, role: 'button', onclick: () => toast('warn', t('meth.nietnu')) };
  return h('app-methode', {}, h('h1', {}, t('meth.kop')), h('div', { class: 'rijen' },
    card(t('meth.eid'), null, off), card(t('meth.itsme'), null, off),
    card(t('meth.codes'), t('meth.codestxt'), { routerlink: 'aanmelden/toegangscodes' })));
});

route('aanmelden/toegangscodes', () => {
  const name = new Control('', required);
  const pass = new Control('', required);
  const spot = h('p-messages', {});
  const go = button(t('codes.knop'), { type: 'submit', cls: 'breed', disabled: true });
  const sync = () => { go.disabled = !!(name.error || pass.error); };
  name.subs.push(sync); pass.subs.push(sync);
  const field = textField(pass, 'wachtwoord', t('codes.ww'), { type: 'password', free: true });
  const input = field.querySelector('input');
  input.classList.add('p-password-input');
  input.after(h('i', { class: 'oog pi pi-eye', title: t('codes.toon'), onclick: () => { input.type = input.type === 'password' ? 'text' : 'password'; } }));
  const form = h('form', { novalidate: true, class: 'ng-untouched aanmeldvak', onsubmit: async (e) => {
    e.preventDefault();
    go.disabled = true; go.classList.add('p-button-loading');
    try {
      const got = await http('POST', 'sessie', { gebruikersnaam: name.value.trim(), wachtwoord: pass.value });
      state.user = got.naam;
      navigate('ondernemingen');
    } catch (err) {
      spot.replaceChildren(message('error', err.status === 401 ? t('codes.fout') : t('fout.TECH')));
      input.value = ''; pass.set('');
      go.classList.remove('p-button-loading');
    }
  } }, h('div', { class: 'grid' }, textField(name, 'gebruikersnaam', t('codes.naam'), { free: true }), field), go,
  h('p', {}, h('a', { href: '#', onclick: (e) => { e.preventDefault(); toast('info', 'Contact Center', '02 511 51 51'); } }, t('codes.vergeten'))));
  return h('app-toegangscodes', {}, h('h1', {}, t('codes.kop')), spot, form);
});
