/* 'Enregistrer les données de configuration': the wizard. Its draft lives in the store. */
const CHANNELS = ['FTP', 'SFTP', 'Isabel', 'MQLink'];
const newDraft = () => ({ step: 0, contact: { language: store.lang }, channel: { applications: [] }, user: {} });

route('/acces/configuration', 'wizTitle', async (box) => {
  const body = h('div', { className: 'wizard' }, Skeleton(5));
  accessLayout(box, 'register', h('h1', { className: 'ant-typography' }, t('wizTitle')), body);
  const [{ mayRegister, technicalUser: u }, apps] = await Promise.all([api('GET', '/technical-user'), api('GET', '/applications')]);
  if (u) {
    const info = Button({ type: 'primary', onClick: () => navigate('/acces/information') }, t('mInfo'));
    return body.replaceChildren(Alert('warning', t('existsTitle'), t('existsText')), Descriptions(t('techUser'), info, techRows(u, true)));
  }
  if (!mayRegister) return body.replaceChildren(Result('403', t('notManager'), t('notManagerText'), Button({ onClick: () => navigate('/acces') }, t('back'))));
  store.draft = store.draft || newDraft();
  const appItems = apps.map((a) => ({ key: a.key, label: a[store.lang] }));
  const draft = store.draft;
  const go = (step) => { draft.step = step; draw(); window.scrollTo(0, 0); };
  const draw = () => {
    closeLayers();
    body.replaceChildren(Steps(draft.step, [0, 1, 2, 3, 4].map((i) => t('st' + i))), h('div', { className: 'steps-content' }, [stepIntro, stepContact, stepChannel, stepUser, stepCheck][draft.step]()));
  };
  const foot = (form, last) => h('div', { className: 'steps-action' }, draft.step > 0 && Button({ onClick: () => go(draft.step - 1) }, t('prev')),
    last || Button({ type: 'primary', onClick: async () => { if (!form || await form.validate()) go(draft.step + 1); } }, t('next')));

  const stepIntro = () => [h('p', {}, t('introText')), h('ul', {}, [1, 2, 3].map((i) => h('li', {}, t('intro' + i)))), foot(null)];

  const stepContact = () => {
    const form = Form('contact', draft.contact);
    const field = (name, label, rules, props) => FormItem(form, name, { label: t(label), required: true, rules, control: Input(name, props) });
    return [Alert('info', t('contactText')), h('div', { className: 'ant-form ant-form-vertical cols' },
      field('lastName', 'lastName'), field('firstName', 'firstName'),
      FormItem(form, 'function', { label: t('func'), required: true, control: AutoComplete('function', t('funcs'), t('funcPh')) }),
      FormItem(form, 'language', { label: t('contactLang'), required: true, control: Select('language', [{ value: 'fr', label: 'Français' }, { value: 'nl', label: 'Nederlands' }]) }),
      field('phone', 'phone', [(v) => (/^\+?[0-9 ./()-]{8,20}$/.test(v.trim()) ? null : t('err_phone_form'))], { type: 'tel' }),
      field('email', 'email', [(v) => (/^[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}$/.test(v.trim()) ? null : t('err_email_form'))])), foot(form)];
  };

  const stepChannel = () => {
    const form = Form('channel', draft.channel);
    const rest = h('div', {});
    const files = () => {
      delete form.items.sshKey; delete form.items.certificate; delete form.items.applications;
      const c = draft.channel.channel;
      rest.replaceChildren(...[
        c === 'SFTP' && FormItem(form, 'sshKey', { label: t('key'), required: t('err_keyMissing'), control: Dragger('sshKey', { kind: 'key', accept: '.pub,.txt,.key,.pem', title: t('keyTitle'), hint: t('keyHint') }) }),
        (c === 'SFTP' || c === 'FTP') && FormItem(form, 'certificate', { label: t('cert'), required: t('err_certMissing'), control: Dragger('certificate', { kind: 'cert', accept: '.cer', title: t('certTitle'), hint: t('certHint') }) }),
        (c === 'Isabel' || c === 'MQLink') && Alert('info', t('chNoFile')),
        c && FormItem(form, 'applications', { label: t('apps'), required: t('err_apps'), extra: t('appsQ'), control: Transfer('applications', appItems, [t('appsLeft'), t('appsRight')], [t('add'), t('remove')]) }),
      ].filter(Boolean));
    };
    const el = h('div', { className: 'ant-form ant-form-vertical' }, FormItem(form, 'channel', { label: t('channelQ'), required: t('err_channel'),
      control: RadioCards('channel', CHANNELS.map((c) => ({ value: c, label: c, text: t('ch' + c) })), files) }), rest);
    files();
    return [el, foot(form)];
  };

  const stepUser = () => {
    const form = Form('user', draft.user);
    const unique = async (v) => {
      if (!/^[a-z0-9]{8,20}$/.test(v)) return t('err_username_form');
      const r = await api('GET', '/usernames/' + encodeURIComponent(v));
      return r.available ? null : t('err_' + r.code);
    };
    const count = h('span', { className: 'ant-input-show-count-suffix' }, (draft.user.username || '').length + ' / 20');
    return [h('div', { className: 'ant-form ant-form-vertical' }, FormItem(form, 'username', { label: t('techName'), required: true, rules: [unique], extra: t('techRules'),
      control: Input('username', { autocomplete: 'off', suffix: (el) => { el.addEventListener('input', () => { count.textContent = el.value.length + ' / 20'; }); return count; } }) })), foot(form)];
  };

  const stepCheck = () => {
    const { contact: c, channel: ch, user } = draft;
    const warn = h('div', {});
    const edit = (i) => Link(t('change'), () => go(i));
    const files = [ch.channel === 'SFTP' && [t('key'), ch.sshKey.name], ['SFTP', 'FTP'].includes(ch.channel) && [t('cert'), ch.certificate.name]].filter(Boolean);
    const send = async () => {
      try {
        const u = await api('POST', '/registrations', { lang: store.lang, contact: c, channel: ch.channel, sshKey: ch.sshKey && ch.sshKey.uid, certificate: ch.certificate && ch.certificate.uid,
          applications: ch.applications, username: user.username });
        store.draft = null;
        done(u);
      } catch (e) {
        const list = Object.entries(e.errors || {}).map(([k, v]) => h('div', {}, k + ' : ' + t('err_' + v)));
        warn.replaceChildren(Alert('error', t('err_' + e.code), ...list));
      }
    };
    return [Alert('info', t('checkText')), warn,
      Descriptions(t('st1'), edit(1), [[t('lastName'), c.lastName], [t('firstName'), c.firstName], [t('func'), c.function], [t('phone'), c.phone], [t('email'), c.email]]),
      Descriptions(t('st2'), edit(2), [[t('channel'), ch.channel], ...files, [t('apps'), appItems.filter((a) => ch.applications.includes(a.key)).map((a) => Tag(a.label))]]),
      Descriptions(t('techUser'), edit(3), [[t('userName'), user.username]]),
      foot(null, Button({ type: 'primary', onClick: () => Modal({ confirm: true, title: t('confirmTitle'), content: t('confirmText', { name: user.username }), okText: t('confirmOk'), cancelText: t('cancel'), onOk: send }) }, t('confirm')))];
  };
  const done = (u) => {
    message('success', t('doneTitle'));
    body.replaceChildren(Result('success', t('doneTitle'), t('doneText')), Descriptions(t('techUser'), null, techRows(u)), h('p', { className: 'ant-typography-secondary' }, t('retained')),
      h('div', { className: 'steps-action' }, Button({ type: 'primary', onClick: () => navigate('/acces/information') }, t('toInfo'))));
  };
  draw();
}, { user: true, context: true });
