'use strict';
/* The configuration wizard: a linear horizontal stepper, all of whose panels are in the document. */
const wizard = { key: null, step: 0, draft: null, contact: null, channel: null, user: null, open: { decl: true } };
const STEPS = ['intro', 'contact', 'channel', 'user', 'check'];

async function loadWizard() {
  const { status, data } = await api('GET', '/configuration');
  if (status === 403) return { refused: true };
  if (data.code === 'EXISTS') return { exists: data.item };
  if (status !== 200) return {};
  const d = data.draft;
  if (d.result) return { exists: d.result, result: d.result };
  if (wizard.key !== d.id) {
    Object.assign(wizard, { key: d.id, draft: d, step: d.reached ? Math.min(d.reached, 4) : 0, applications: data.applications, channels: data.channels,
      contact: group({ ...d.contact }), user: group({ username: d.username }),
      channel: group({ channel: d.channel, ssh: d.ssh, cer: d.cer, applications: new Set(d.applications) }) });
  }
  return { ready: true };
}

function wizardView() {
  const panels = STEPS.map((_, i) => h('div', { role: 'tabpanel', id: `cdk-step-content-0-${i}`, 'aria-labelledby': `cdk-step-label-0-${i}` }));
  const heads = STEPS.map((name, i) => h('mat-step-header', { role: 'tab', id: `cdk-step-label-0-${i}`, 'aria-controls': `cdk-step-content-0-${i}`,
    'aria-posinset': i + 1, 'aria-setsize': STEPS.length, onclick: () => { if (i <= wizard.draft.reached && i < 5) show(i); },
    onkeydown: (e) => { if ((e.key === 'Enter' || e.key === ' ') && i <= wizard.draft.reached) { e.preventDefault(); show(i); } } },
  h('div', { class: 'mat-step-icon' }, h('span', { 'aria-hidden': 'true' }, String(i + 1))), h('div', { class: 'mat-step-label' }, t(`step.${name}`))));
  const help = h('aside', { class: 'side-help', 'aria-label': t('help') });
  const content = [introStep, contactStep, channelStep, userStep, checkStep];

  function show(i, back) {
    wizard.step = i;
    panels.forEach((panel, k) => {
      panel.className = 'mat-horizontal-stepper-content' + (k === i ? '' : ' mat-horizontal-stepper-content-inactive');
      panel.inert = k !== i;
      heads[k].setAttribute('aria-selected', String(k === i));
      heads[k].setAttribute('tabindex', k === i ? '0' : '-1');
      heads[k].setAttribute('aria-disabled', String(k > wizard.draft.reached && k !== i));
      heads[k].classList.toggle('done', k < wizard.draft.reached && k !== i);
    });
    panels[i].replaceChildren(...[content[i](show)].flat());
    help.replaceChildren(h('h2', null, t('help')), ...t(`help.${STEPS[i]}`).split('|').map((text) => h('p', null, text)));
    window.scrollTo(0, 0);
  }
  // the panels that wait are drawn as well, as the component does it
  content.forEach((draw, i) => { if (i < 4) panels[i].replaceChildren(...[draw(show)].flat()); });
  show(wizard.step);
  return h('app-configuration-wizard', { class: 'with-help' },
    h('div', null, h('h1', null, t('m.config')),
      h('mat-horizontal-stepper', { class: 'mat-stepper-horizontal', 'aria-orientation': 'horizontal' },
        h('div', { class: 'mat-horizontal-stepper-header-container', role: 'tablist' },
          heads.map((head, i) => (i ? [h('div', { class: 'mat-stepper-horizontal-line' }), head] : head))),
        h('div', { class: 'mat-horizontal-content-container' }, panels))),
    help);
}

function actions(show, back, next) {
  const forward = button(t('next'), async () => {
    if (forward.disabled) return;
    forward.disabled = true;
    try { await next(); } finally { forward.disabled = false; }
  }, true);
  return h('div', { class: 'step-actions' }, back === null ? null : button(t('previous'), () => show(back)), forward);
}

async function saveStep(show, form, url, body, next, message) {
  const { ok, data, status } = await api('PUT', url, body);
  if (ok) {
    form.set({});
    wizard.draft = data.draft;
    toast(t(message));
    show(next);
  } else if (status === 422) {
    form.set(data.errors);
    toast(t('toast.invalid'), true);
  } else if (status === 409) { wizard.key = null; render(); }
}

function introStep(show) {
  return [h('h2', null, t('intro.h')), h('p', null, t('intro.p')), h('p', null, t('intro.need')),
    h('ul', null, t('intro.list').split('|').map((item) => h('li', null, item))), h('p', { class: 'note' }, t('intro.note')),
    actions(show, null, async () => { wizard.draft.reached = Math.max(wizard.draft.reached, 1); show(1); })];
}

function contactStep(show) {
  const form = wizard.contact;
  return [h('h2', null, t('contact.h')), h('p', null, t('contact.p')),
    h('form', { class: 'ng-untouched', novalidate: true, autocomplete: 'off', onsubmit: (e) => e.preventDefault() },
      h('div', { class: 'two' }, field(form, 'last_name', { control: 'nom' }), field(form, 'first_name', { control: 'prenom' })),
      field(form, 'function', { control: 'fonction' }),
      h('div', { class: 'two' }, field(form, 'phone', { control: 'telephone', type: 'tel', hint: 'hint.phone' }),
        field(form, 'email', { control: 'courriel', type: 'email', hint: 'hint.email' }))),
    actions(show, 0, () => saveStep(show, form, '/configuration/contact', form.values, 2, 'toast.contact'))];
}

function channelStep(show) {
  const form = wizard.channel, radio = uid('mat-radio-group');
  const files = h('div', { class: 'sftp-files' });
  const note = h('p', { class: 'note', 'aria-live': 'polite' });
  const refresh = () => {
    const chosen = form.values.channel;
    note.textContent = chosen ? t(`channel.note.${chosen}`) : '';
    files.replaceChildren(...(chosen !== 'SFTP' ? [] : [
      uploader(form, 'ssh', t('file.ssh'), t('file.ssh.hint')), uploader(form, 'cer', t('file.cer'), t('file.cer.hint'), '.cer')]));
  };
  const channelError = h('div', { class: 'mat-mdc-form-field-error-wrapper' });
  const radios = wizard.channels.map((name) => {
    const id = uid('mat-radio');
    return h('mat-radio-button', { class: 'mat-mdc-radio-button' }, h('div', { class: 'mdc-form-field' },
      h('input', { type: 'radio', class: 'mdc-radio__native-control', id: id + '-input', name: radio, value: name, checked: form.values.channel === name,
        onchange: () => { form.values.channel = name; form.mark('channel', null); refresh(); } }),
      h('label', { for: id + '-input' }, h('b', null, name), ' ', h('small', null, t(`channel.${name}`)))));
  });
  form.show.channel = (key) => channelError.replaceChildren(...(key ? [h('mat-error', { role: 'alert' }, t(key))] : []));
  if (form.errors.channel) form.show.channel(form.errors.channel);
  form.focus.channel = () => radios[0].querySelector('input').focus();
  refresh();
  return [h('h2', null, t('channel.h')),
    h('mat-radio-group', { role: 'radiogroup', 'aria-label': t('channel.label'), class: 'radio-cards' }, radios), channelError, note, files,
    applicationPanels(form),
    actions(show, 1, () => saveStep(show, form, '/configuration/canal',
      { channel: form.values.channel, applications: [...form.values.applications] }, 3, 'toast.channel'))];
}

function applicationPanels(form) {
  const error = h('div', { class: 'mat-mdc-form-field-error-wrapper' });
  const chosen = form.values.applications;
  const panels = ['decl', 'risk', 'pens'].map((name) => {
    const apps = wizard.applications.filter((a) => a.group === name);
    const id = uid('cdk-accordion-child');
    const count = h('mat-panel-description', null);
    const body = h('div', { role: 'region', id, 'aria-labelledby': id + '-h', class: 'mat-expansion-panel-content', hidden: !wizard.open[name] });
    const tally = () => { count.textContent = t('apps.count', { n: apps.filter((a) => chosen.has(a.code)).length, all: apps.length }); };
    body.append(...apps.map((a) => {
      const box = uid('mat-mdc-checkbox') + '-input';
      return h('mat-checkbox', { class: 'mat-mdc-checkbox' }, h('div', { class: 'mdc-form-field' },
        h('div', { class: 'mdc-checkbox' }, h('input', { type: 'checkbox', class: 'mdc-checkbox__native-control', id: box, checked: chosen.has(a.code),
          onchange: (e) => { chosen[e.target.checked ? 'add' : 'delete'](a.code); form.mark('applications', null); tally(); } }),
        h('div', { class: 'mdc-checkbox__background', 'aria-hidden': 'true' }, '✓')),
        h('label', { for: box }, local(a.label))));
    }));
    const head = h('mat-expansion-panel-header', { role: 'button', tabindex: '0', id: id + '-h', 'aria-controls': id, 'aria-expanded': String(!!wizard.open[name]),
      onclick: () => toggle(!wizard.open[name]), onkeydown: (e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); toggle(!wizard.open[name]); } } },
    h('mat-panel-title', null, t(`apps.${name}`)), count);
    function toggle(to) { wizard.open[name] = to; body.hidden = !to; head.setAttribute('aria-expanded', String(to)); }
    tally();
    return { el: h('mat-expansion-panel', { class: 'mat-expansion-panel' }, head, body), toggle, head };
  });
  form.show.applications = (key) => error.replaceChildren(...(key ? [h('mat-error', { role: 'alert' }, t(key))] : []));
  form.focus.applications = () => panels[0].head.focus();
  if (form.errors.applications) form.show.applications(form.errors.applications);
  return h('section', null, h('h3', null, t('apps.h')), h('p', null, t('apps.p'), ' ', button(t('apps.open'), () => panels.forEach((p) => p.toggle(true)))),
    h('mat-accordion', { class: 'mat-accordion' }, panels.map((p) => p.el)), error);
}

function userStep(show) {
  const form = wizard.user;
  let last = '';
  const check = async () => {
    const name = form.values.username || '';
    if (!name || name === last) return;
    last = name;
    const { data } = await api('GET', `/configuration/disponibilite?username=${encodeURIComponent(name)}`);
    if (name === form.values.username) form.mark('username', data.error || null);
  };
  return [h('h2', null, t('user.h')), h('p', null, t('user.p')), h('ul', null, t('user.rules').split('|').map((rule) => h('li', null, rule))),
    h('form', { novalidate: true, onsubmit: (e) => e.preventDefault() },
      field(form, 'username', { control: 'identifiant', hint: 'hint.username', onblur: check })),
    actions(show, 2, () => saveStep(show, form, '/configuration/utilisateur', form.values, 4, 'toast.user'))];
}

function checkStep(show) {
  const d = wizard.draft, rows = (pairs) => h('dl', null, pairs.map(([label, value]) => h('div', null, h('dt', null, label), h('dd', null, value))));
  const card = (title, step, pairs) => h('mat-card', { class: 'mat-mdc-card' }, h('mat-card-header', null, h('h3', null, title),
    button(t('edit'), () => show(step), false, { 'aria-label': `${t('edit')} – ${title}` })), h('mat-card-content', null, rows(pairs)));
  const captions = wizard.applications.filter((a) => d.applications.includes(a.code)).map((a) => h('li', null, local(a.label)));
  const confirm = button(t('confirm'), () => dialog(t('confirm.h'), t('confirm.p', { name: d.username }),
    [[t('cancel')], [t('confirm'), finish, true]]), true);
  async function finish() {
    if (confirm.disabled) return;
    confirm.disabled = true;
    const { ok, status, data } = await api('POST', '/configuration/confirmation', { id: d.id });
    confirm.disabled = false;
    if (ok) { toast(t('toast.done')); go('messages-structures/configuration/resultat'); } else if (status === 422 && data.errors.username) {
      wizard.user.set(data.errors); show(3);
    } else if (status === 422) { wizard.channel.set(data.errors); show(2); } else { wizard.key = null; render(); }
  }
  return [h('h2', null, t('check.h')), h('p', null, t('check.p')),
    card(t('step.contact'), 1, ['last_name', 'first_name', 'function', 'phone', 'email'].map((name) => [t(name), d.contact[name] || ''])),
    card(t('step.channel'), 2, [[t('channel.short'), d.channel], ...(d.channel === 'SFTP' ? [[t('file.ssh'), (wizard.channel.values.ssh || {}).name || '–'],
      [t('file.cer'), (wizard.channel.values.cer || {}).name || '–']] : []), [t('apps.short'), h('ul', null, captions)]]),
    card(t('step.user'), 3, [[t('username'), d.username]]),
    h('div', { class: 'step-actions' }, button(t('previous'), () => show(3)), confirm)];
}
