import { h, busy } from './dom.js';
import { t, errorText } from './i18n.js';
import { post, state } from './api.js';
import { go } from './router.js';
import { textField } from './forms.js';
import { link } from './layout.js';
import { tile } from './views-public.js';

export function audience() {
  if (state.session.authenticated) { go('/mandates'); return null; }
  return h('div', {}, h('h1', {}, t('login.title')), h('p', {}, t('login.which')), h('div.tiles', {},
    tile(t('aud.citizen'), t('login.citizen'), '/login/citizen'),
    tile(t('aud.enterprise'), t('login.enterprise'), '/login/enterprise'),
    tile(t('login.pro'), t('login.pro.text'), '/login/professional')));
}

function method(title, body) {
  const box = h('div.body', { hidden: true }, body);
  return h('div.method', {}, h('div.head', { onclick: () => { box.hidden = !box.hidden; } }, h('span', {}, title), h('span', {}, '›')), box);
}

function codesForm() {
  const failed = h('div.notice.bad', { hidden: true });
  const user = textField(t('login.user'), { name: 'username', autocomplete: 'username' });
  const pass = textField(t('login.password'), { type: 'password', name: 'password', autocomplete: 'current-password' });
  pass.el.append(h('button.linkish.reveal', {
    type: 'button', onclick: (e) => {
      pass.input.type = pass.input.type === 'password' ? 'text' : 'password';
      e.target.textContent = t(pass.input.type === 'password' ? 'login.show' : 'login.hide');
    },
  }, t('login.show')));
  const button = h('button.btn.primary', { type: 'submit' }, t('login.button'));
  const form = h('form', { noValidate: true }, failed, user.el, pass.el,
    h('div.actions', {}, h('button.linkish', { type: 'button', onclick: () => { failed.hidden = false; failed.textContent = t('login.forgot.text'); } }, t('login.forgot')), button));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.hidden = true;
    user.error(user.input.value.trim() ? null : 'required');
    pass.error(pass.input.value ? null : 'required');
    if (!user.input.value.trim() || !pass.input.value) return;
    try {
      state.session = await busy(button, () => post('/session', { username: user.input.value, password: pass.input.value }));
      go('/mandates');
    } catch (problem) {
      pass.input.value = '';
      failed.hidden = false;
      failed.textContent = errorText(problem.status === 401 ? 'login.refused' : 'network');
    }
  });
  return form;
}

export function methods({ audience: kind }) {
  if (state.session.authenticated) { go('/mandates'); return null; }
  const off = () => h('p', {}, t('login.off'));
  const pro = kind === 'professional';
  return h('div.narrow', {}, h('h1', {}, t(pro ? 'login.pro.title' : 'login.title')), h('p', {}, t('login.how')),
    method(t('login.eid'), off()), method(t('login.itsme'), off()),
    pro && method(t('login.codes'), codesForm()),
    h('p', {}, link('/login', '‹ ' + t('login.other'))));
}
