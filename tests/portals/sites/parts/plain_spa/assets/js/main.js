import { h, replace, toast } from './dom.js';
import { setLang, t, errorText } from './i18n.js';
import { state, refreshSession } from './api.js';
import { start, match, route, swap } from './router.js';
import { frame, notFound } from './layout.js';
import * as pub from './views-public.js';
import * as login from './views-login.js';
import * as secure from './views-secure.js';
import { wizard } from './wizard.js';

route('', pub.audiences);
route('/international', pub.international);
route('/citizen', pub.plain('citizen'));
route('/enterprise', pub.plain('enterprise'));
route('/professional', pub.professional);
route('/login', login.audience);
route('/login/:audience', login.methods);
route('/mandates', secure.enterprises, { auth: true });
route('/mandates/:number', secure.mandates, { auth: true });
route('/app', secure.dashboard, { auth: true, mandate: true, side: 'main' });
route('/app/own-data', secure.ownData, { auth: true, mandate: true, side: 'main' });
route('/app/users', secure.users, { auth: true, mandate: true, side: 'main' });
route('/app/messages', secure.messages, { auth: true, mandate: true, side: 'messages' });
route('/app/messages/channels', secure.channels, { auth: true, mandate: true, side: 'messages' });
route('/app/messages/configuration', wizard, { auth: true, mandate: true, side: 'messages' });
route('/app/access', secure.access, { auth: true, mandate: true, side: 'access' });
route('/app/access/history', secure.history, { auth: true, mandate: true, side: 'access' });
route('/app/access/information', secure.information, { auth: true, mandate: true, side: 'access' });

const root = document.getElementById('app');
let ticket = 0;

async function render() {
  const mine = ++ticket;
  const parts = location.pathname.match(/^\/(fr|nl)(\/.*)?$/);
  if (!parts) {
    await setLang('fr');
    document.title = 'Socialsecurity.be';
    if (location.pathname !== '/') return replace(root, frame(notFound(), {}));
    return replace(root, pub.home());
  }
  await setLang(parts[1]);
  const path = (parts[2] || '').replace(/\/$/, '');
  const found = match(path);
  if (!found) return replace(root, frame(notFound(), {}));
  try {
    await refreshSession();
    if (found.options.auth && !state.session.authenticated) return swap('/login');
    if (found.options.mandate && !state.session.mandate) return swap('/mandates');
    const slow = setTimeout(() => root.classList.add('loading'), 150);
    const view = await found.view(found.params);
    clearTimeout(slow);
    root.classList.remove('loading');
    if (mine !== ticket || !view) return;
    replace(root, frame(view, { ...found.options, path }));
  } catch (error) {
    if (error.status === 401) {
      toast(errorText('session.expired'));
      return swap('/login');
    }
    console.error(error);
    if (mine !== ticket) return;
    replace(root, frame(h('div.notice.bad', {}, errorText(error.status === 403 ? 'mandate.level' : 'network')), { ...found.options, path }));
  }
  const title = root.querySelector('h1');
  document.title = (title ? title.textContent + ' - ' : '') + t('site.title');
  if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); }
  window.scrollTo(0, 0);
}

start(render);
