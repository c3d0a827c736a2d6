/* Companies, qualities, secured pages with the menu on the right. */
route('/entreprises', 'companiesTitle', (box) => {
  let q = '', timer = null;
  const table = Table({ size: 8, load: (page, size) => api('GET', `/companies?q=${encodeURIComponent(q)}&page=${page}&size=${size}`), columns: [
    { title: t('company'), render: (r) => r.name }, { title: t('enterpriseNumber'), render: (r) => r.number }, { title: t('nQualities'), render: (r) => Tag(r.roles) },
    { title: t('actions'), render: (r) => h('div', { className: 'ant-space' }, Link(t('select'), () => chooseRole(r)), h('span', { className: 'ant-divider-vertical' }),
      Link(t('card'), () => Modal({ title: r.name, okText: t('close'), content: Descriptions(null, null, [[t('company'), r.name], [t('enterpriseNumber'), r.number], [t('nQualities'), r.roles]]) }))) }] });
  const search = h('span', { className: 'ant-input-affix-wrapper ant-input-search' }, h('input', { className: 'ant-input', type: 'text', placeholder: t('companyFind'),
    onInput: (e) => { q = e.target.value; clearTimeout(timer); timer = setTimeout(() => table.reload(true), 350); } }));
  box.append(h('h1', { className: 'ant-typography' }, t('companiesTitle')), h('p', { className: 'ant-typography' }, t('companiesIntro')), search, table);
}, { user: true });

function chooseRole(company) {
  Drawer(t('rolesTitle'), async (body, close) => {
    body.append(Skeleton(3));
    const data = await api('GET', `/companies/${company.number}/roles`);
    body.replaceChildren(h('p', { className: 'ant-typography' }, t('rolesIntro', { name: data.name })), h('div', { className: 'ant-list ant-list-split' },
      data.roles.map((r) => h('div', { className: 'ant-list-item' }, Link(t('roleLine', { quality: r.quality[store.lang], number: data.number, level: r.levelLabel[store.lang] }), async () => {
        store.context = await api('POST', '/context', { number: data.number, quality: r.id });
        store.draft = null;
        close(); navigate('/acces');
      })))));
  });
}

const openedMenus = new Set();
function accessLayout(box, selected, ...content) {
  const soon = () => message('info', t('notHere'));
  const items = [
    { key: 'own', label: t('mOwn'), onClick: soon },
    { key: 'users', label: t('mUsers'), children: [{ key: 'new', label: t('mUsersNew'), onClick: soon }, { key: 'find', label: t('mUsersFind'), onClick: soon }] },
    { key: 'struct', label: t('mStruct'), children: [{ key: 'register', label: t('mRegister'), onClick: () => navigate('/acces/configuration') }, { key: 'add', label: t('mAddChannel'), disabled: true }] },
    { key: 'exchange', label: t('mExchange'), children: [{ key: 'info', label: t('mInfo'), onClick: () => navigate('/acces/information') }, { key: 'faq', label: t('mFaq'), onClick: soon }] },
  ];
  box.append(h('div', { className: 'ant-layout ant-layout-has-sider' }, h('main', { className: 'ant-layout-content' }, ...content),
    h('aside', { className: 'ant-layout-sider ant-layout-sider-light' }, h('div', { className: 'ant-layout-sider-children' }, Menu(items, openedMenus, selected)))));
}
const contextRows = () => [[t('company'), store.context.name], [t('enterpriseNumber'), store.context.number], [t('quality'), store.context.quality[store.lang]], [t('level'), store.context.levelLabel[store.lang]]];

route('/espace', 'secWelcome', (box) => box.append(h('h1', { className: 'ant-typography' }, t('secWelcome')), h('p', { className: 'ant-typography' }, t('secIntro')),
  Descriptions(null, null, contextRows())), { user: true, context: true });
route('/acces', 'accessTitle', (box) => accessLayout(box, null, h('h1', { className: 'ant-typography' }, t('accessTitle')), h('p', { className: 'ant-typography' }, t('accessIntro')),
  Descriptions(null, null, contextRows())), { user: true, context: true });

function techRows(u, short) {
  const rows = [[t('userName'), u.username], [t('sender'), u.sender_number], [t('channel'), Tag(u.channel, 'blue')]];
  if (!short) rows.push([t('apps'), u.applications.map((a) => Tag(a[store.lang]))], [t('contact'), `${u.contact.firstName} ${u.contact.lastName} (${u.contact.function})`], [t('created'), u.created]);
  return rows;
}
route('/acces/information', 'infoTitle', async (box) => {
  const body = h('div', {}, Skeleton(5));
  accessLayout(box, 'info', h('h1', { className: 'ant-typography' }, t('mExchange')), h('h3', { className: 'ant-typography' }, t('infoTitle')), body);
  const { technicalUser: u } = await api('GET', '/technical-user');
  body.replaceChildren(u ? Descriptions(t('techUser'), null, techRows(u)) : Empty(t('noTech')));
}, { user: true, context: true });
