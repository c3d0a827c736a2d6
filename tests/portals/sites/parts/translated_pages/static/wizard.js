// De registratie van de configuratiegegevens, stap voor stap.
import { h, t, state, http, navigate, route, button, message, confirmDialog, toast, errText } from './core.js';
import { Control, required, textField, dropdown, multiSelect, selectButton, basicUpload, advancedUpload } from './widgets.js';
import { withQuality, roleLine } from './secure.js';

const STEPS = ['inleiding', 'contact', 'kanaal', 'gebruikersnaam', 'controle'];
const phone = (v) => required(v) || (/^\+?[0-9 ./()-]{9,20}$/.test(v.trim()) ? null : 'TELEFOON');
const mail = (v) => required(v) || (/^[^@\s]+@[^@\s]+\.[a-zA-Z]{2,}$/.test(v.trim()) ? null : 'EMAIL');
const nameRule = (v) => required(v) || (!/^[a-z0-9]*$/.test(v) ? 'TEKENS' : v.length < 8 || v.length > 20 ? 'LENGTE' : null);
const some = (v) => (v && v.length ? null : 'VERPLICHT');

let draft = null;
let apps = [];
function fresh(qid) {
  const f = { naam: new Control('', required), voornaam: new Control('', required), functie: new Control(null, required),
    telefoon: new Control('', phone), email: new Control('', mail), kanaal: new Control(null, required), toepassingen: new Control([], some) };
  f.andere = new Control('', (v) => (f.functie.value === 'AND' ? required(v) : null));
  f.sleutel = new Control(null, (v) => (f.kanaal.value === 'SFTP' && !v ? 'VERPLICHT' : null));
  f.certificaat = new Control(null, (v) => (f.kanaal.value === 'SFTP' && !v ? 'VERPLICHT' : null));
  f.gebruikersnaam = new Control('', nameRule);
  f.gebruikersnaam.free = false;
  return { qid, f };
}
function form(qid) {
  if (!draft || draft.qid !== qid) draft = fresh(qid);
  Object.values(draft.f).forEach((c) => { c.subs = []; });
  return draft.f;
}
const PARTS = { contact: ['naam', 'voornaam', 'functie', 'andere', 'telefoon', 'email'],
  kanaal: ['kanaal', 'sleutel', 'certificaat', 'toepassingen'], gebruikersnaam: ['gebruikersnaam'] };
const valid = (f, step) => PARTS[step].every((k) => !f[k].error) && (step !== 'gebruikersnaam' || f.gebruikersnaam.free);
const go = (qid, step) => navigate(`toegang/${qid}/registratie/${step}`);

function steps(current) {
  const at = STEPS.indexOf(current);
  return h('p-steps', {}, h('div', { class: 'p-steps p-component p-readonly' }, h('ul', { role: 'tablist' }, STEPS.map((s, i) =>
    h('li', { class: `p-steps-item ${i === at ? 'p-highlight p-steps-current' : 'p-disabled'}`, role: 'tab', 'aria-selected': String(i === at) },
      h('a', { class: 'p-menuitem-link', role: 'presentation' }, h('span', { class: 'p-steps-number' }, String(i + 1)),
        h('span', { class: 'p-steps-title' }, t(`wiz.s${i + 1}`))))))));
}
function bar(qid, step, next) {
  const at = STEPS.indexOf(step);
  return h('div', { class: 'knoppenbalk' },
    button(t('wiz.annuleer'), { cls: 'p-button-text', click: () => { draft = null; navigate(`toegang/${qid}/berichten`); } }),
    h('span', { class: 'veer' }), at > 0 && button(t('wiz.vorige'), { cls: 'p-button-outlined', icon: 'arrow-left', click: () => go(qid, STEPS[at - 1]) }), next);
}
/** Een stap: kop, stappen, inhoud; bewaakt volgorde, recht en dubbele registratie. */
function step(name, draw) {
  route(`toegang/:qid/registratie/${name}`, ({ qid }) => withQuality(`app-stap-${name}`, qid, (q) => {
    const top = [h('h1', {}, t('wiz.kop'))];
    if (q.rol !== 'LB') return [...top, message('error', errText('GEEN_RECHT'))];
    if (q.gebruiker) {
      return [...top, message('warn', t('wiz.bestaat', { naam: q.gebruiker.gebruikersnaam, nr: q.gebruiker.verzendernummer })),
        button(t('wiz.naarinfo'), { icon: 'info', click: () => navigate(`toegang/${qid}/toegangsbeheer/uitwisseling/informatie`) })];
    }
    const f = form(qid);
    const missing = STEPS.slice(1, STEPS.indexOf(name)).find((s) => !valid(f, s));
    if (missing) { go(qid, missing); return []; }
    return [...top, steps(name), ...[draw(q, f)].flat()];
  }), { auth: true, side: true });
}
/** Formulier met een knop die pas werkt als alles geldig is. */
function stepForm(q, f, name, ...kids) {
  const next = button(t('wiz.volgende'), { type: 'submit', icon: 'arrow-right', cls: 'p-button-icon-achter', disabled: !valid(f, name) });
  const sync = () => { next.disabled = !valid(f, name); };
  PARTS[name].forEach((k) => f[k].subs.push(sync));
  return h('form', { novalidate: true, onsubmit: (e) => { e.preventDefault(); if (valid(f, name)) go(q.id, STEPS[STEPS.indexOf(name) + 1]); } },
    kids, h('p', { class: 'hint' }, t('wiz.verpl')), bar(q.id, name, next));
}

step('inleiding', (q) => [h('h2', {}, t('wiz.introkop')), h('p', {}, h('b', {}, roleLine(q))), h('p', {}, t('wiz.intro')),
  h('ul', {}, ['i1', 'i2', 'i3'].map((k) => h('li', {}, t(`wiz.${k}`)))),
  bar(q.id, 'inleiding', button(t('wiz.volgende'), { icon: 'arrow-right', cls: 'p-button-icon-achter', click: () => go(q.id, 'contact') }))]);

step('contact', (q, f) => {
  const other = h('div', { class: 'contents' });
  let shown = null;
  const sync = () => {
    const want = f.functie.value === 'AND';
    if (want === shown) return;
    shown = want;
    other.replaceChildren(...(want ? [textField(f.andere, 'functieAndere', t('con.andere'))] : []));
  };
  f.functie.subs.push(sync); sync();
  return [h('h2', {}, t('con.kop')), h('p', {}, t('con.uitleg')), stepForm(q, f, 'contact', h('div', { class: 'grid' },
    textField(f.naam, 'naam', t('con.naam')), textField(f.voornaam, 'voornaam', t('con.voornaam')),
    dropdown(f.functie, 'functie', t('con.functie'), ['INF', 'ANA', 'DOS', 'DIR', 'AND'].map((v) => ({ value: v, label: t(`func.${v}`) })), t('con.kies')),
    other, textField(f.telefoon, 'telefoon', t('con.tel'), { hint: t('con.telhint'), max: 20 }),
    textField(f.email, 'email', t('con.email'), { max: 120 })))];
});

step('kanaal', (q, f) => {
  const extra = h('div', { class: 'grid' });
  const list = h('div', { class: 'grid' });
  let shown;
  const sync = () => {
    if (f.kanaal.value === shown) return;
    shown = f.kanaal.value;
    extra.replaceChildren(...(shown === 'SFTP' ? [basicUpload(f.sleutel, 'sleutel', t('kan.sleutel'), t('kan.sleutelhint')),
      advancedUpload(f.certificaat, 'certificaat', t('kan.cert'), t('kan.certhint'))]
      : shown ? [message('info', t('kan.ander'))] : []));
  };
  f.kanaal.subs.push(sync); sync();
  http('GET', `toepassingen?taal=${state.lang}`).then((got) => {
    apps = got;
    list.replaceChildren(multiSelect(f.toepassingen, 'toepassingen', t('kan.toep'), got.map((a) => ({ value: a.code, label: a.label })),
      { placeholder: t('kan.toepkies'), hint: t('kan.toephint'), filter: t('kan.filter'), all: t('kan.alles'), many: t('kan.n') }));
  }).catch(() => toast('error', errText('TECH')));
  return [h('h2', {}, t('kan.kop')), stepForm(q, f, 'kanaal', h('div', { class: 'veldkop' }, t('kan.kies')), h('small', { class: 'hint' }, t('kan.sftphint')),
    selectButton(f.kanaal, 'kanaal', ['FTP', 'SFTP', 'Isabel', 'MQLink']), extra, list)];
});

step('gebruikersnaam', (q, f) => {
  const ctl = f.gebruikersnaam;
  const spot = h('div', { class: 'veldgoed' });
  let timer; let asked = null;
  ctl.subs.push(() => {
    if (ctl.value === asked) return;
    asked = ctl.value; ctl.free = false; spot.replaceChildren();
    clearTimeout(timer);
    if (nameRule(ctl.value)) return;
    const mine = ctl.value;
    timer = setTimeout(async () => {
      const got = await http('GET', `gebruikersnamen/beschikbaar?naam=${encodeURIComponent(mine)}`).catch(() => ({ fout: 'TECH' }));
      if (ctl.value !== mine) return;
      ctl.free = !got.fout; ctl.extra = got.fout;
      if (ctl.free) spot.replaceChildren(h('small', { class: 'goed' }, t('gn.vrij')));
      ctl.tell();
    }, 400);
  });
  const node = [h('h2', {}, t('gn.kop')), h('ul', {}, ['r1', 'r2', 'r3'].map((k) => h('li', {}, t(`gn.${k}`)))),
    stepForm(q, f, 'gebruikersnaam', h('div', { class: 'grid' }, textField(ctl, 'gewensteNaam', t('gn.veld'), { max: 30 })), spot)];
  ctl.tell();
  return node;
});

step('controle', (q, f) => {
  const row = (k, v) => h('div', { class: 'gegeven' }, h('div', { class: 'gegeven-kop' }, k), h('div', { class: 'gegeven-waarde' }, v));
  const panel = (title, target, rows) => h('p-panel', {}, h('div', { class: 'p-panel p-component' }, h('div', { class: 'p-panel-header' },
    h('span', { class: 'p-panel-title' }, title), target && h('a', { class: 'wijzig', routerlink: `toegang/${q.id}/registratie/${target}` }, t('con2.wijzig'))),
  h('div', { class: 'p-panel-content' }, rows)));
  const func = f.functie.value === 'AND' ? f.andere.value : t(`func.${f.functie.value}`);
  const names = h('span', {}, '…');
  http('GET', `toepassingen?taal=${state.lang}`).then((got) => {
    apps = got;
    names.textContent = got.filter((a) => f.toepassingen.value.includes(a.code)).map((a) => a.label).join(', ');
  });
  const spot = h('p-messages', {});
  const confirm = button(t('con2.bevestig'), { icon: 'check', click: async () => {
    const yes = await confirmDialog({ header: t('con2.vraagkop'), message: t('con2.vraag'), accept: t('con2.ja'), reject: t('con2.nee') });
    if (!yes) return;
    confirm.disabled = true; confirm.classList.add('p-button-loading');
    const val = (k) => f[k].value.trim();
    try {
      await http('POST', `hoedanigheden/${q.id}/technische-gebruiker`, { taal: state.lang,
        contact: { naam: val('naam'), voornaam: val('voornaam'), functie: func, telefoon: val('telefoon'), email: val('email') },
        kanaal: f.kanaal.value, sleutel: f.sleutel.value?.id, certificaat: f.certificaat.value?.id,
        toepassingen: f.toepassingen.value, gebruikersnaam: f.gebruikersnaam.value });
      draft = null;
      toast('success', t('ok.toast'));
      go(q.id, 'voltooid');
    } catch (e) {
      const fields = Object.entries(e.velden || {});
      spot.replaceChildren(message('error', errText(e.fout), ' ', fields.map(([, c]) => errText(c)).join(' ')));
      fields.forEach(([k, c]) => { if (f[k]) { f[k].extra = c; f[k].touched = true; } });
      if (e.velden?.gebruikersnaam) { f.gebruikersnaam.free = false; toast('error', errText(e.velden.gebruikersnaam)); go(q.id, 'gebruikersnaam'); }
      confirm.disabled = false; confirm.classList.remove('p-button-loading');
    }
  } });
  return [h('h2', {}, t('con2.kop')), h('p', {}, t('con2.txt')), spot,
    panel(t('con2.hoed'), null, [row(t('con2.hoed'), roleLine(q))]),
    panel(t('con.kop'), 'contact', [row(t('con.naam'), f.naam.value), row(t('con.voornaam'), f.voornaam.value), row(t('con.functie'), func),
      row(t('con.tel'), f.telefoon.value), row(t('con.email'), f.email.value)]),
    panel(t('kan.kop'), 'kanaal', [row(t('con2.kanaal'), f.kanaal.value),
      ...(f.kanaal.value === 'SFTP' ? [row(t('kan.sleutel'), f.sleutel.value.naam), row(t('kan.cert'), f.certificaat.value.naam)] : []),
      row(t('kan.toep'), names)]),
    panel(t('gn.kop'), 'gebruikersnaam', [row(t('con2.gn'), f.gebruikersnaam.value)]),
    bar(q.id, 'controle', confirm)];
});

route('toegang/:qid/registratie/voltooid', ({ qid }) => withQuality('app-voltooid', qid, (q) => {
  const u = q.gebruiker;
  if (!u) { go(qid, 'inleiding'); return []; }
  return [h('h1', {}, t('ok.kop')), h('div', { class: 'p-card p-component nummerkaart' }, h('div', { class: 'p-card-body' },
    h('div', { class: 'p-card-title' }, t('ok.nr')), h('div', { class: 'nummer' }, String(u.verzendernummer)),
    h('div', { class: 'p-card-subtitle' }, `${t('con2.gn')}: ${u.gebruikersnaam}`))), h('p', {}, t('ok.txt')),
  button(t('ok.klaar'), { click: () => navigate(`toegang/${qid}`) })];
}), { auth: true, side: true });
