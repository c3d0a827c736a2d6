import { api, h, Link, navigate, route, state, t, url } from './core.js';
import { AlertDialog, Button, Card, Checkbox, Dropzone, FormItem, RadioGroup, Select, Skeleton, toast } from './ui.js';
import { SecurePage } from './shell.js';
import { Exists, KV } from './views_secure.js';
const base = '/messages-structures/configuration', to = s => navigate(url(base + '/' + s));
const STEPS = ['contact', 'channel', 'username', 'review'];
const FIELDS = ['last_name', 'first_name', 'function', 'phone', 'email'];
function Stepper(step) {
  const i = STEPS.indexOf(step);
  return h('ol', { class: 'stepper' }, STEPS.map((s, k) => h('li', { 'data-state': k < i ? 'completed' : k === i ? 'active' : 'inactive', 'aria-current': k === i ? 'step' : null }, `${k + 1}. ${t('s_' + s)}`)));
}
const leave = () => AlertDialog({ title: t('leave'), description: t('leave_d'), cancel: t('leave_no'), action: t('leave_yes'), destructive: true, onAction: () => { state.draft = null; navigate(url('/messages-structures')); } });
const Footer = (back, label = t('next')) => [Button({ class: 'ghost', onclick: leave }, t('cancel')), h('div', { class: 'flex gap-2' }, back && Button({ class: 'outline', onclick: () => to(back) }, t('back')), Button({ type: 'submit' }, label))];
const Form = (step, card, onsubmit) => SecurePage(t('config'), Stepper(step), h('form', { novalidate: true, onsubmit: e => { e.preventDefault(); onsubmit(e); } }, card));
const step = (name, slug, view) => route(new RegExp(`^${base}/${slug}$`), (show, m) => { if (!state.draft) return navigate(url(base), true); return view(show, state.draft); }, { secure: true, ctx: true });
const firstError = () => document.querySelector('[aria-invalid=true]')?.focus();

step('contact', 'contact', (show, d) => {
  const checks = { phone: v => /^[+0-9 ()./-]{8,20}$/.test(v) ? '' : t('bad_phone'), email: v => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(v) ? '' : t('bad_email') };
  const auto = { last_name: 'family-name', first_name: 'given-name', function: 'organization-title', phone: 'tel', email: 'email' };
  const items = FIELDS.map(f => FormItem({ label: t(f), name: f, autocomplete: auto[f], type: f === 'email' ? 'email' : f === 'phone' ? 'tel' : 'text', value: d.contact[f] || '', onInput: v => { d.contact[f] = v; },
    check: v => !v.trim() ? t('required') : checks[f] ? checks[f](v.trim()) : '' }));
  const [a, b, c, e, f] = items.map(i => i.node);
  show(Form('contact', Card({ title: t('s_contact'), description: t('contact_d'), footer: Footer(null) }, h('div', { class: 'space-y-4' }, h('div', { class: 'grid-2' }, a, b), c, h('div', { class: 'grid-2' }, e, f),
    h('div', {}, h('div', { class: 'label', id: 'corr-label' }, t('corr')), RadioGroup({ labelledby: 'corr-label', value: d.lang, onChange: v => { d.lang = v; }, options: [{ value: 'fr', label: 'Français' }, { value: 'nl', label: 'Nederlands' }] })))),
  () => { items.forEach((i, k) => { d.contact[FIELDS[k]] = i.input.value.trim(); }); items.map(i => i.validate()).every(Boolean) ? to('canal') : firstError(); }));
});

step('channel', 'canal', async (show, d) => {
  show(SecurePage(t('config'), Stepper('channel'), Skeleton(6)));
  const apps = d.appList = await api('GET', '/applications');
  const files = h('div', { class: 'space-y-4' });
  const drop = (kind, label, desc, accept) => { const it = FormItem({ label, description: desc, check: () => d[kind] ? '' : t('file_err'), control: id => Dropzone({ id, kind, accept, value: d[kind], onChange: f => { d[kind] = f; if (f) it.setError(''); }, onError: s => it.setError(s) }) }); return it; };
  const key = drop('key', t('key'), t('key_d'), '.pub,.txt'), cert = drop('certificate', t('cert'), null, '.cer');
  const sftp = () => d.channel === 'SFTP';
  const sync = () => files.replaceChildren(...(sftp() ? [key.node, cert.node] : []));
  const ch = FormItem({ label: t('channel'), description: t('channel_d'), check: () => d.channel ? '' : t('channel_err'), control: (id, msg) => Select({ id, describedby: msg, value: d.channel, placeholder: t('channel_ph'), options: ['FTP', 'SFTP', 'Isabel', 'MQLink'].map(x => ({ value: x, label: x })), onChange: v => { d.channel = v; ch.setError(''); sync(); } }) });
  const tick = FormItem({ label: t('apps'), labelFor: false, check: () => d.applications.length ? '' : t('apps_err'), control: id => h('div', { id }, h('p', { class: 'text-sm text-muted-foreground' }, t('apps_d')), h('div', { class: 'grid-2', style: 'gap:0 16px' }, apps.map(a => Checkbox({ label: a.names[state.lang], checked: d.applications.includes(a.id), onChange: on => { d.applications = d.applications.filter(x => x !== a.id).concat(on ? [a.id] : []); if (on) tick.setError(''); } })))) });
  sync();
  show(Form('channel', Card({ title: t('s_channel'), footer: Footer('contact') }, h('div', { class: 'space-y-4' }, ch.node, files, tick.node)),
    () => { [ch, ...(sftp() ? [key, cert] : []), tick].map(i => i.validate()).every(Boolean) ? to('nom-utilisateur') : firstError(); }));
});

step('username', 'nom-utilisateur', (show, d) => {
  const it = FormItem({ label: t('tech_username'), description: t('username_d'), name: 'technicalUsername', autocomplete: 'off', value: d.username || '', check: v => !v ? t('required') : /^[a-z0-9]{8,20}$/.test(v) ? '' : t('username_format') });
  show(Form('username', Card({ title: t('s_username'), footer: Footer('canal') }, it.node), async e => {
    d.username = it.input.value;
    if (!it.validate()) return firstError();
    const btn = e.submitter; if (btn) btn.disabled = true;
    try { (await api('GET', '/usernames/' + d.username)).available ? to('controle') : it.setError(t('username_taken')); }
    catch (x) { it.setError(t(x.body?.error || 'oops')); }
    if (btn) btn.disabled = false;
  }));
});

step('review', 'controle', (show, d) => {
  if (!d.username || !d.appList) return navigate(url(base + '/contact'), true);
  const block = (s, slug, rows) => h('section', {}, h('div', { class: 'flex justify-between items-center' }, h('h2', {}, t('s_' + s)), Link({ href: url(base + '/' + slug), class: 'text-sm' }, t('edit'))), KV(rows), h('div', { class: 'separator' }));
  const names = d.appList.filter(a => d.applications.includes(a.id)).map(a => a.names[state.lang]);
  const ch = [[t('channel'), d.channel]];
  if (d.channel === 'SFTP') ch.push([t('key'), d.key?.name], [t('cert_short'), d.certificate?.name]);
  const err = h('div', {});
  const post = async () => {
    const btn = document.querySelector('form [type=submit]'); btn.disabled = true; btn.textContent = t('busy');
    try {
      const r = await api('POST', '/registrations', { contact: d.contact, channel: d.channel, key: d.key?.id, certificate: d.certificate?.id, applications: d.applications, username: d.username, lang: state.lang });
      state.done = { ...r, number: state.ctx.number }; state.draft = null; navigate(url('/messages-structures/termine'), true); toast(t('done_toast'), r.username);
    } catch (x) {
      btn.disabled = false; btn.textContent = t('confirm'); const b = x.body || {};
      err.replaceChildren(b.error === 'exists' ? Exists(b.username, b.sender_number) : h('div', { class: 'alert destructive', role: 'alert' }, t(b.error === 'invalid' ? Object.values(b.fields)[0] : b.error || 'oops')));
    }
  };
  show(Form('review', Card({ title: t('review_t'), description: t('review_d'), footer: Footer('nom-utilisateur', t('confirm')) }, err,
    KV([[t('enterprise'), state.ctx.name], [t('no_enterprise'), state.ctx.number], [t('quality'), state.ctx.quality_names[state.lang]]]), h('div', { class: 'separator' }),
    block('contact', 'contact', [...FIELDS.map(f => [t(f), d.contact[f]]), [t('corr'), d.lang === 'nl' ? 'Nederlands' : 'Français']]),
    block('channel', 'canal', [...ch, [t('apps'), names.join(', ')]]), block('username', 'nom-utilisateur', [[t('username'), d.username]])),
  () => AlertDialog({ title: t('sure'), description: t('sure_d', { u: d.username }), cancel: t('cancel'), action: t('sure_yes'), onAction: post })));
});

route(/^\/messages-structures\/termine$/, show => {
  const r = state.done; if (!r) return navigate(url(base), true);
  show(SecurePage(t('structured'), Card({ title: '✓ ' + t('done_t'), description: t('done_d'), footer: [Link({ href: url('/acces/echange/information') }, t('info')), h('span')] },
    h('div', { class: 'text-sm text-muted-foreground' }, t('sender')), h('div', { class: 'flex items-center gap-4' }, h('span', { class: 'mono' }, r.sender_number), Button({ class: 'outline', onclick: () => { navigator.clipboard?.writeText(r.sender_number); toast(t('copied')); } }, t('copy'))),
    h('div', { class: 'separator' }), KV([[t('username'), r.username], [t('no_enterprise'), r.number]]))));
}, { secure: true, ctx: true });
