import { h, replace, busy, toast } from './dom.js';
import { t, errorText } from './i18n.js';
import { get, post, state } from './api.js';
import { textField, uploadField, radioCards, checkList } from './forms.js';
import { link, rows } from './layout.js';
import { technicalUser } from './views-secure.js';

const CONTACT = ['lastName', 'firstName', 'role', 'phone', 'email'];
const STEPS = ['intro', 'contact', 'channel', 'username', 'review'];
const OWNER = { channel: 2, sshKey: 2, certificate: 2, applications: 2, username: 3 };

const empty = () => ({ step: 0, contact: {}, channel: null, sshKey: null, certificate: null, applications: [], username: '' });

export async function wizard() {
  const m = state.session.mandate;
  const place = `draft:${m.enterprise}:${m.qualityId}`;
  const existing = await get('/technical-user');
  if (existing.exists) return [h('h1', {}, t('side.configuration')), exists(existing)];
  const { items: apps } = await get('/applications');
  const draft = { ...empty(), ...JSON.parse(sessionStorage.getItem(place) || '{}') };
  const save = () => sessionStorage.setItem(place, JSON.stringify(draft));
  const box = h('div');
  let pending = {};

  function show(step, errors = {}) {
    draft.step = step;
    pending = errors;
    save();
    const bar = h('ol.steps', {}, STEPS.map((s, i) => h('li', { class: i < step ? 'done' : i === step ? 'now' : '' }, t('step.' + s))));
    replace(box, bar, h('div.card', {}, views[STEPS[step]]()));
    window.scrollTo(0, 0);
  }

  function buttons(step, next, caption = t('next')) {
    const forward = h('button.btn.primary', { type: 'button', onclick: () => next(forward) }, caption);
    return h('div.actions', {},
      step > 0 && h('button.btn', { type: 'button', onclick: () => show(step - 1) }, t('previous')), forward);
  }

  const views = {
    intro: () => [h('h2', {}, t('intro.title')), h('p', {}, t('intro.text')), h('ul', {}, [1, 2, 3].map((n) => h('li', {}, t('intro.' + n)))),
      buttons(0, () => show(1))],

    contact() {
      const types = { phone: 'tel', email: 'email' };
      const fields = Object.fromEntries(CONTACT.map((f) => [f, textField(t('c.' + f), {
        name: f, type: types[f] || 'text', value: draft.contact[f] || '',
        hint: f === 'phone' ? t('c.phone.hint') : null, onchange: (v) => { draft.contact[f] = v; save(); },
      })]));
      CONTACT.forEach((f) => fields[f].error(pending[f]));
      return [h('h2', {}, t('step.contact')), h('p', {}, t('contact.lead')),
        h('div.grid2', {}, fields.lastName.el, fields.firstName.el), fields.role.el,
        h('div.grid2', {}, fields.phone.el, fields.email.el),
        buttons(1, () => {
          const errors = contactErrors(draft.contact);
          CONTACT.forEach((f) => fields[f].error(errors[f]));
          const first = CONTACT.find((f) => errors[f]);
          if (first) fields[first].input.focus(); else show(2);
        })];
    },

    channel() {
      const key = uploadField(t('key.title'), t('key.hint'), { kind: 'ssh-key', accept: '.pub,.txt,.ssh,.key', value: draft.sshKey, onchange: (v) => { draft.sshKey = v; save(); } });
      const cert = uploadField(t('cert.title'), t('cert.hint'), { kind: 'certificate', accept: '.cer', value: draft.certificate, onchange: (v) => { draft.certificate = v; save(); } });
      const files = h('div', { hidden: draft.channel !== 'SFTP' }, key.el, cert.el);
      const other = h('p.field-hint', {}, draft.channel ? t('channel.' + draft.channel) : '');
      const radios = radioCards('channel', ['FTP', 'SFTP', 'Isabel', 'MQLink'].map((c) => ({ value: c.toUpperCase(), label: c, help: c === 'SFTP' ? t('channel.advised') : '' })),
        draft.channel, (v) => {
          draft.channel = v;
          files.hidden = v !== 'SFTP';
          other.textContent = t('channel.' + v);
          save();
        });
      const list = checkList(apps, draft.applications, (v) => { draft.applications = v; save(); });
      const all = { channel: radios, sshKey: key, certificate: cert, applications: list };
      Object.keys(all).forEach((f) => all[f].error(pending[f]));
      return [h('h2', {}, t('step.channel')), h('p', {}, t('channel.lead')), radios.el, other, files,
        h('h3', {}, t('apps.title')), h('p.field-hint', {}, t('apps.hint')), list.el,
        buttons(2, () => {
          const errors = channelErrors(draft);
          Object.keys(all).forEach((f) => all[f].error(errors[f]));
          if (Object.keys(errors).length) toast(t('errors.some')); else show(3);
        })];
    },

    username() {
      const free = h('p.field-ok', { hidden: true }, t('username.free'));
      const check = async (value) => {
        free.hidden = true;
        if (!value) return 'required';
        const { problem } = await get('/usernames?value=' + encodeURIComponent(value));
        field.error(problem);
        free.hidden = !!problem;
        return problem;
      };
      const field = textField(t('username.label'), {
        name: 'technicalUsername', value: draft.username, onblur: (v) => v && check(v),
        onchange: (v) => { draft.username = v; free.hidden = true; save(); },
      });
      field.error(pending.username);
      return [h('h2', {}, t('step.username')), h('p', {}, t('username.lead')),
        h('ul', {}, [1, 2, 3].map((n) => h('li', {}, t('username.rule' + n)))), field.el, free,
        buttons(3, (button) => busy(button, async () => {
          const problem = await check(draft.username);
          field.error(problem);
          if (!problem) show(4);
        }))];
    },

    review() {
      const c = draft.contact;
      const part = (key, step, pairs) => [h('div.review-head', {}, h('h2', {}, t(key)),
        h('button.linkish', { type: 'button', onclick: () => show(step) }, t('edit'))), rows(pairs)];
      const names = apps.filter((a) => draft.applications.includes(a.id)).map((a) => a.name).join(', ');
      return [h('h2', {}, t('review.title')), h('p', {}, t('review.lead')),
        part('step.contact', 1, CONTACT.map((f) => [t('c.' + f), c[f]])),
        part('step.channel', 2, [[t('user.channel'), label(draft.channel)],
          ...(draft.channel === 'SFTP' ? [[t('key.short'), draft.sshKey.name], [t('cert.short'), draft.certificate.name]] : []),
          [t('user.applications'), names]]),
        part('step.username', 3, [[t('user.name'), draft.username]]),
        buttons(4, (button) => busy(button, confirm), t('confirm'))];
    },
  };

  async function confirm() {
    const sftp = draft.channel === 'SFTP';
    try {
      const made = await post('/technical-user', {
        contact: draft.contact, channel: draft.channel, applications: draft.applications, username: draft.username,
        sshKey: sftp ? draft.sshKey.token : null, certificate: sftp ? draft.certificate.token : null,
      });
      sessionStorage.removeItem(place);
      replace(box, created(made));
      window.scrollTo(0, 0);
    } catch (problem) {
      if (problem.status === 409) return replace(box, exists(problem.body));
      if (problem.status === 422) {
        const errors = problem.body.errors;
        for (const f of ['sshKey', 'certificate']) if (errors[f]) draft[f] = null;
        toast(t('errors.some'));
        return show(Math.min(...Object.keys(errors).map((f) => OWNER[f] ?? 1)), errors);
      }
      toast(errorText(problem.status === 401 ? 'session.expired' : 'network'));
    }
  }

  show(Math.min(draft.step, 4));
  return [h('h1', {}, t('wizard.title')), box];
}

const label = (c) => ({ ISABEL: 'Isabel', MQLINK: 'MQLink' })[c] || c;

function contactErrors(c) {
  const errors = {};
  for (const f of CONTACT) if (!(c[f] || '').trim()) errors[f] = 'required';
  if (!errors.phone && !/^\+?[\d\s./()-]{8,20}$/.test(c.phone.trim())) errors.phone = 'phone.form';
  if (!errors.email && !/^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$/.test(c.email.trim())) errors.email = 'email.form';
  return errors;
}

function channelErrors(d) {
  const errors = {};
  if (!d.channel) errors.channel = 'channel.required';
  if (d.channel === 'SFTP' && !d.sshKey) errors.sshKey = 'file.required';
  if (d.channel === 'SFTP' && !d.certificate) errors.certificate = 'file.required';
  if (!d.applications.length) errors.applications = 'applications.required';
  return errors;
}

function exists(user) {
  return h('div.card', {}, h('div.notice.warn', {}, t('exists.text', { name: user.username, number: user.senderNumber })),
    link('/app/access/information', t('exists.link')));
}

function created(user) {
  const padded = String(user.senderNumber).padStart(6, '0');
  return h('div.card', {}, h('div.notice.ok', {}, t('created.text')),
    h('div.badge', {}, h('div', {}, t('created.sender')), h('div.v', {}, user.senderNumber)),
    h('p', {}, t('created.use')), h('p.field-hint', {}, t('created.example') + ` FI.DIMN.${padded}.20260105.00001.R.1.1`),
    technicalUser(user), h('p', {}, t('created.later')));
}
