/* Home, audience page, log-in. */
const clickCard = (title, text, onClick, extra) => h('div', { className: cx('ant-card ant-card-bordered ant-card-hoverable', extra), onClick },
  h('div', { className: 'ant-card-body' }, h('div', { className: 'ant-card-meta' }, h('div', { className: 'ant-card-meta-detail' },
    h('div', { className: 'ant-card-meta-title' }, title), h('div', { className: 'ant-card-meta-description' }, text)))));

/* language splash: '#/' without a language */
function splash() {
  const go = (lang) => () => { location.hash = '#/' + lang; };
  return h('div', { className: 'splash' }, h('div', { className: 'logo big' }, 'socialsecurity', h('em', {}, '.be')),
    h('div', { className: 'splash-grid' }, [['fr', 'Français', 'La Sécurité Sociale belge'], ['nl', 'Nederlands', 'De Belgische sociale zekerheid']].map(([l, name, text]) =>
      h('div', { lang: l }, Button({ type: 'primary', size: 'lg', block: true, onClick: go(l) }, name), h('p', {}, text))),
    h('div', { lang: 'en' }, Button({ size: 'lg', block: true, onClick: () => Modal({ title: 'International (INT)', content: 'Coming to Belgium, leaving Belgium, working in Belgium. Registration for Belgian companies is not possible here.', okText: 'Close' }) }, 'International'), h('p', {}, 'Belgian Social Security'))));
}

route('/', 'portal', (box) => {
  box.append(h('h1', { className: 'ant-typography' }, t('welcome')), h('h3', { className: 'ant-typography' }, t('whoAreYou')),
    h('div', { className: 'grid3' },
      clickCard(t('audCitizen'), t('audCitizenText'), () => navigate('/citoyen')),
      clickCard(t('audEnterprise'), t('audEnterpriseText'), () => navigate('/entreprise')),
      clickCard(t('audPro'), t('audProText'), () => navigate('/professionnel'))));
});
for (const [path, title] of [['/citoyen', 'audCitizen'], ['/entreprise', 'audEnterprise']]) {
  route(path, title, (box) => box.append(h('h1', { className: 'ant-typography' }, t(title)),
    Result('info', t('notHere'), null, Button({ type: 'primary', onClick: () => navigate('/') }, t('backHome')))));
}
route('/professionnel', 'proTitle', (box) => {
  box.append(h('div', { className: 'page-head' }, h('h1', { className: 'ant-typography' }, t('proTitle')),
    Button({ type: 'primary', onClick: () => navigate('/connexion') }, t('logIn'))),
  h('p', { className: 'ant-typography' }, t('proIntro')), Alert('info', t('proSecured')),
  h('div', { className: 'grid2' }, Card(t('news1'), null, h('p', {}, t('news1Text'))), Card(t('news2'), null, h('p', {}, t('news2Text')))));
});

route('/connexion', 'loginTitle', (box) => {
  const methods = h('div', {});
  const form = Form('login_target', {});
  const off = () => message('warning', t('mOff'));
  const show = (target) => {
    if (target !== 'pro') return methods.replaceChildren(Alert('warning', t('tgOff')));
    methods.replaceChildren(h('h3', { className: 'ant-typography' }, t('loginHow')), h('div', { className: 'ant-list ant-list-bordered' },
      [[t('mEid'), 'CSAM', off], [t('mApp'), 'CSAM', off], [t('mCodes'), t('mCodesText'), () => navigate('/connexion/codes')]].map(([a, b, f]) =>
        h('div', { className: 'ant-list-item method', onClick: f }, h('div', { className: 'ant-list-item-meta' }, h('div', { className: 'ant-list-item-meta-title' }, a),
          h('div', { className: 'ant-list-item-meta-description' }, b)), Icon('right')))));
  };
  box.append(h('h1', { className: 'ant-typography' }, t('loginTitle')), Card(null, null,
    h('div', { className: 'ant-form ant-form-vertical' }, FormItem(form, 'target', { label: t('loginAs'), control: Select('target',
      [['citizen', 'tgCitizen'], ['enterprise', 'tgEnterprise'], ['pro', 'tgPro'], ['health', 'tgHealth'], ['limosa', 'tgLimosa']].map(([value, k]) => ({ value, label: t(k) })),
      { placeholder: t('loginAsPh'), onChange: show }) })), methods));
});

route('/connexion/codes', 'codesTitle', (box) => {
  const form = Form('login', {});
  const warn = h('div', {});
  const button = Button({ type: 'primary', htmlType: 'submit', block: true }, t('logIn'));
  const el = h('form', { className: 'ant-form ant-form-vertical', novalidate: true, onSubmit: async (e) => {
    e.preventDefault();
    if (button.disabled || !(await form.validate())) return;
    button.disabled = true; button.classList.add('ant-btn-loading'); warn.replaceChildren();
    try {
      store.user = (await api('POST', '/login', form.values)).user;
      navigate('/entreprises');
    } catch (err) {
      warn.replaceChildren(Alert('error', t('err_' + err.code)));
    } finally { button.disabled = false; button.classList.remove('ant-btn-loading'); }
  } }, warn,
  FormItem(form, 'username', { label: t('userName'), required: true, control: Input('username', { autocomplete: 'username' }) }),
  FormItem(form, 'password', { label: t('password'), required: true, control: Password('password') }), button,
  h('div', { className: 'login-links' }, Link(t('forgot'), () => message('info', 'Contact Center : 02 555 00 10')), Link(t('otherMethod'), () => navigate('/connexion'))));
  box.append(h('div', { className: 'narrow' }, Card(t('codesTitle'), null, el)));
});
