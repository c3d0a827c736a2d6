/* Shell (header, footer, cookies) and start. */
function Header(path) {
  const nav = store.user && store.context && h('ul', { className: 'ant-menu ant-menu-horizontal ant-menu-dark', role: 'menu' }, [['/espace', 'navHome'], ['/acces', 'navAccess'], ['/aide', 'navHelp']].map(([p, k]) =>
    h('li', { className: cx('ant-menu-item', (path === p || (p !== '/' && path.startsWith(p + '/'))) && 'ant-menu-item-selected'), role: 'menuitem', onClick: () => navigate(p) }, h('span', { className: 'ant-menu-title-content' }, t(k)))));
  return h('header', { className: 'ant-layout-header' }, h('div', { className: 'logo', onClick: () => navigate(store.context ? '/espace' : '/') }, 'socialsecurity', h('em', {}, '.be')), nav || h('span', { className: 'tagline' }, t('tagline')),
    h('div', { className: 'header-right' },
      store.user && Dropdown(t('loggedInAs') + ' ' + store.user, [{ label: t('changeCompany'), onClick: () => navigate('/entreprises') }, { label: t('logOut'), onClick: async () => {
        await api('POST', '/logout', {}); store.user = store.context = store.draft = null; navigate('/');
      } }]),
      Segmented([{ value: 'fr', label: 'FR' }, { value: 'nl', label: 'NL' }], store.lang, (l) => { location.hash = '#/' + l + (path === '/' ? '' : path); })));
}
route('/aide', 'navHelp', (box) => box.append(Result('info', t('notHere'), null, Button({ onClick: () => navigate('/acces') }, t('back')))), { user: true, context: true });

function cookieBar() {
  if (localStorage.getItem('cookiesOk') || document.querySelector('.cookie-bar')) return;
  const bar = h('div', { className: 'cookie-bar' }, h('span', {}, t('cookieText')), Link(t('cookieMore'), () => {}), Button({ size: 'sm', onClick: () => { localStorage.setItem('cookiesOk', '1'); bar.remove(); } }, t('cookieOk')));
  document.body.append(bar);
}

async function renderRoute() {
  closeLayers();
  const root = document.getElementById('root'), at = currentPath(), mine = ++renderSeq;
  if (!at) { root.replaceChildren(splash()); document.title = 'Sécurité sociale – Sociale zekerheid'; return; }
  store.lang = at.lang;
  document.documentElement.lang = at.lang;
  localStorage.setItem('lang', at.lang);
  const r = routes.find((x) => x.path === at.path);
  if (r && r.user && !store.user) { message('warning', t('sessionExpired')); return navigate('/connexion'); }
  if (r && r.context && !store.context) return navigate('/entreprises');
  const box = h('div', { className: 'page' });
  root.replaceChildren(h('div', { className: 'ant-layout' }, Header(at.path),
    store.user && store.context && h('div', { className: 'entity-bar' }, store.context.name + ' · ' + store.context.number, Tag(store.context.quality[store.lang] + ' – ' + store.context.levelLabel[store.lang])),
    box, h('footer', { className: 'ant-layout-footer' }, t('footer'))));
  cookieBar();
  document.title = (r ? t(r.title) + ' | ' : '') + t('portal');
  window.scrollTo(0, 0);
  if (!r) return box.append(Result('404', '404', t('notHere'), Button({ onClick: () => navigate('/') }, t('backHome'))));
  try { await r.page(box); } catch (e) { if (mine === renderSeq && e.status !== 401) message('error', t('err_http')); }
}
window.addEventListener('hashchange', renderRoute);
(async () => {
  document.getElementById('root').append(h('div', { className: 'ant-spin ant-spin-lg ant-spin-spinning first' }, h('span', { className: 'ant-spin-dot ant-spin-dot-spin' })));
  try { Object.assign(store, await api('GET', '/session')); } catch (e) { /* shown as logged out */ }
  renderRoute();
})();
