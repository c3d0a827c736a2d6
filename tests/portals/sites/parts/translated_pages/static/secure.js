// Beveiligd deel: ondernemingen, hoedanigheden, zijbalk, berichten, informatie.
import { h, t, state, http, navigate, route, button, message, skeleton, wait, render } from './core.js';

export const roleLine = (q) => t('rolregel', { soort: t(`soort.${q.soort}`), nummer: q.nummer, rol: t(`rol.${q.rol}`) });
export async function loadQuality(id) {
  state.quality = await http('GET', `hoedanigheden/${id}`);
  return state.quality;
}

/** Toon skeletten tot de gegevens er zijn. */
export function later(host, load, draw, n = 5) {
  host.append(skeleton(n));
  Promise.all([load(), wait(450)]).then(([got]) => { if (host.isConnected) host.replaceChildren(...[draw(got)].flat()); })
    .catch((e) => host.replaceChildren(message('error', t(`fout.${e.fout || 'TECH'}`))));
  return host;
}

function companyTable(rows) {
  let page = 0; let filter = ''; let key = 'naam'; let dir = 1;
  const size = 10;
  const body = h('tbody', { class: 'p-element p-datatable-tbody' });
  const pager = h('div', { class: 'p-paginator p-component' });
  const cols = [['nummer', 'ond.nr'], ['naam', 'ond.naam'], ['gemeente', 'ond.gem']];
  const heads = cols.map(([k, label]) => h('th', { psortablecolumn: k, class: 'p-element p-sortable-column', tabindex: 0,
    onclick: () => { dir = key === k ? -dir : 1; key = k; page = 0; draw(); } }, t(label), h('i', { class: 'p-sortable-column-icon pi pi-sort' })));
  const pick = (r) => navigate(`ondernemingen/${r.nummer.replaceAll('.', '')}/hoedanigheden`);
  const draw = () => {
    const plain = (s) => s.toLowerCase();
    const hits = rows.filter((r) => cols.some(([k]) => plain(r[k]).includes(plain(filter))))
      .sort((a, b) => dir * a[key].localeCompare(b[key], state.lang));
    const pages = Math.max(1, Math.ceil(hits.length / size));
    page = Math.min(page, pages - 1);
    const shown = hits.slice(page * size, page * size + size);
    body.replaceChildren(...(shown.length ? shown.map((r) => h('tr', { class: 'p-element p-selectable-row' },
      h('td', {}, r.nummer), h('td', {}, r.naam), h('td', {}, r.gemeente),
      h('td', { class: 'actie' }, button(t('ond.kies'), { cls: 'p-button-sm p-button-outlined', click: () => pick(r) }))))
      : [h('tr', {}, h('td', { colspan: 4 }, t('ond.leeg')))]));
    const nav = (name, to, off) => h('button', { type: 'button', pripple: '', class: `p-paginator-${name} p-paginator-element p-link p-ripple${off ? ' p-disabled' : ''}`,
      disabled: off, onclick: () => { page = to; draw(); } }, h('span', { class: `p-paginator-icon pi pi-${name}` }));
    pager.replaceChildren(
      h('span', { class: 'p-paginator-current' }, t('ond.stand', { a: hits.length ? page * size + 1 : 0, b: page * size + shown.length, n: hits.length })),
      nav('first', 0, page === 0), nav('prev', page - 1, page === 0),
      h('span', { class: 'p-paginator-pages' }, Array.from({ length: pages }, (_, i) => h('button', { type: 'button',
        class: `p-paginator-page p-paginator-element p-link p-ripple${i === page ? ' p-highlight' : ''}`, onclick: () => { page = i; draw(); } }, String(i + 1)))),
      nav('next', page + 1, page === pages - 1), nav('last', pages - 1, page === pages - 1));
    heads.forEach((th, i) => th.setAttribute('aria-sort', cols[i][0] === key ? (dir > 0 ? 'ascending' : 'descending') : 'none'));
  };
  let timer;
  const search = h('input', { pinputtext: '', type: 'text', class: 'p-inputtext p-component', placeholder: t('ond.zoek') });
  search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => { filter = search.value.trim(); page = 0; draw(); }, 300); });
  draw();
  return h('p-table', { class: 'p-element' }, h('div', { class: 'p-datatable p-component p-datatable-hoverable-rows' },
    h('div', { class: 'p-datatable-header' }, h('span', { class: 'p-input-icon-left' }, h('i', { class: 'pi pi-search' }), search)),
    h('div', { class: 'p-datatable-wrapper' }, h('table', { role: 'table', class: 'p-datatable-table' },
      h('thead', { class: 'p-datatable-thead' }, h('tr', {}, heads, h('th', {}))), body)), h('p-paginator', {}, pager)));
}

route('ondernemingen', () => h('app-ondernemingen', {}, h('h1', {}, t('ond.kop')), h('p', {}, t('ond.intro')),
  later(h('div', {}), () => http('GET', 'ondernemingen'), companyTable, 9)), { auth: true });

function tabView(tabs) {
  const panels = tabs.map((x, i) => h('p-tabpanel', {}, h('div', { class: 'p-tabview-panel', role: 'tabpanel', id: `p-tabpanel-${i}`, hidden: i > 0 }, x.body)));
  const links = tabs.map((x, i) => h('a', { role: 'tab', class: 'p-tabview-nav-link', tabindex: 0, 'aria-controls': `p-tabpanel-${i}`, onclick: () => show(i),
    onkeydown: (e) => e.key === 'Enter' && show(i) }, h('span', { class: 'p-tabview-title' }, x.title)));
  const show = (n) => links.forEach((a, i) => {
    a.setAttribute('aria-selected', String(i === n));
    a.parentElement.classList.toggle('p-highlight', i === n);
    panels[i].firstChild.hidden = i !== n;
  });
  const nav = h('ul', { role: 'tablist', class: 'p-tabview-nav' }, links.map((a) => h('li', { role: 'presentation' }, a)));
  show(0);
  return h('p-tabview', { class: 'p-element' }, h('div', { class: 'p-tabview p-component' }, nav, h('div', { class: 'p-tabview-panels' }, panels)));
}

route('ondernemingen/:nr/hoedanigheden', ({ nr }) => h('app-hoedanigheden', {},
  later(h('div', {}), () => http('GET', `ondernemingen/${nr}/hoedanigheden`), (got) => [
    h('h1', {}, t('hoed.kop')), h('h2', { class: 'sub' }, `${got.onderneming.naam} – ${got.onderneming.nummer}`), h('p', {}, t('hoed.intro')),
    tabView(['werk', 'pens'].map((d) => {
      const own = got.hoedanigheden.filter((q) => q.domein === d);
      return { title: `${t(`domein.${d}`)} (${own.length})`, body: own.length ? h('ul', { class: 'rollen' }, own.map((q) => h('li', {},
        h('a', { routerlink: `toegang/${q.id}` }, roleLine(q))))) : h('p', {}, t('hoed.geen')) };
    })),
    button(t('hoed.terug'), { cls: 'p-button-text', icon: 'arrow-left', click: () => navigate('ondernemingen') })])), { auth: true });

// ---- p-panelMenu, rechts
const open = new Set();
let folded = false;
export const resetMenu = () => { open.clear(); folded = false; state.quality = null; };
export function sideBar({ qid }, here) {
  const host = h('aside', { class: 'zijbalk' });
  const base = `toegang/${qid}`;
  const draw = () => {
    const q = state.quality && state.quality.id === qid ? state.quality : null;
    const leaf = (label, to) => h('li', { class: 'p-menuitem', role: 'none' }, h('a', { class: `p-menuitem-link${here === to ? ' p-menuitem-link-active' : ''}`,
      role: 'treeitem', routerlink: to }, h('span', { class: 'p-menuitem-text' }, t(label))));
    const toggle = (key) => { open.has(key) ? open.delete(key) : open.add(key); draw(); };
    const branch = (key, label, kids) => h('li', { class: 'p-menuitem', role: 'none' },
      h('a', { class: 'p-menuitem-link', role: 'treeitem', tabindex: 0, 'aria-expanded': String(open.has(key)), onclick: () => toggle(key) },
        h('span', { class: `p-panelmenu-icon pi pi-${open.has(key) ? 'angle-down' : 'angle-right'}` }), h('span', { class: 'p-menuitem-text' }, t(label))),
      open.has(key) && h('div', { class: 'p-toggleable-content' }, h('ul', { class: 'p-submenu-list', role: 'tree' }, kids)));
    const panel = (key, label, kids, to) => h('div', { class: 'p-panelmenu-panel' },
      h('div', { class: `p-component p-panelmenu-header${open.has(key) ? ' p-highlight' : ''}` }, h('a', { class: 'p-panelmenu-header-link', tabindex: 0,
        'aria-expanded': String(open.has(key)), onclick: () => { if (to && here !== to) { open.add(key); navigate(to); } else toggle(key); } },
      h('span', { class: `p-panelmenu-icon pi pi-${open.has(key) ? 'chevron-down' : 'chevron-right'}` }), h('span', { class: 'p-menuitem-text' }, t(label)))),
      open.has(key) && h('div', { class: 'p-toggleable-content', role: 'region' }, h('div', { class: 'p-panelmenu-content' },
        h('ul', { class: 'p-submenu-list p-panelmenu-root-submenu', role: 'tree' }, kids))));
    const local = !q || q.rol === 'LB';
    const menu = h('p-panelmenu', { class: 'p-element' }, h('div', { class: 'p-panelmenu p-component' },
      local && panel('ber', 'menu.ber', [leaf('menu.reg', `${base}/registratie/inleiding`)], `${base}/berichten`),
      panel('toegang', 'menu.toegang', [leaf('menu.eigen', `${base}/toegangsbeheer/eigen-gegevens`),
        local && leaf('menu.gebruikers', `${base}/toegangsbeheer/gebruikers`),
        branch('uitw', 'menu.uitw', [leaf('menu.info', `${base}/toegangsbeheer/uitwisseling/informatie`)])]),
      panel('help', 'menu.help', [leaf('menu.handl', `${base}/handleidingen`)])));
    host.classList.toggle('ingeklapt', folded);
    host.replaceChildren(h('button', { type: 'button', class: 'p-link vouw', title: t(folded ? 'kop.uitklappen' : 'kop.inklappen'),
      onclick: () => { folded = !folded; draw(); } }, h('span', { class: `pi pi-${folded ? 'dleft' : 'dright'}` })),
    folded ? '' : h('div', {}, q ? h('div', { class: 'wieben' }, roleLine(q), h('br'),
      h('a', { routerlink: `ondernemingen/${q.nummer.replaceAll('.', '')}/hoedanigheden` }, t('menu.wissel'))) : '', menu));
  };
  draw();
  host.redraw = draw;
  return host;
}
const crumbs = (...keys) => h('p-breadcrumb', {}, h('div', { class: 'p-breadcrumb p-component' }, h('ul', {}, keys.map((k, i) =>
  [i ? h('li', { class: 'p-breadcrumb-chevron pi pi-angle-right' }) : '', h('li', {}, h('span', { class: 'p-menuitem-text' }, t(k)))]))));
export const withQuality = (tag, qid, draw) => h(tag, {}, later(h('div', {}), async () => {
  const q = await loadQuality(qid);
  document.querySelector('aside.zijbalk')?.redraw?.();
  return q;
}, draw, 4));
const opts = { auth: true, side: true };

route('toegang/:qid', ({ qid }) => withQuality('app-overzicht', qid, (q) => [h('h1', {}, t('dash.kop')),
  h('h2', { class: 'sub' }, q.onderneming), h('p', {}, t('dash.welkom', { naam: state.user })),
  q.rol === 'LB' ? h('p', {}, t('dash.txt')) : message('info', t('dash.gebr'))]), opts);

route('toegang/:qid/berichten', ({ qid }) => withQuality('app-berichten', qid, (q) => [crumbs('menu.home', 'menu.ber'), h('h1', {}, t('ber.kop')),
  h('p', {}, t('ber.txt')), message('info', t(q.gebruiker ? 'ber.wel' : 'ber.geen'))]), opts);

for (const p of ['toegangsbeheer/eigen-gegevens', 'toegangsbeheer/gebruikers', 'handleidingen']) {
  route(`toegang/:qid/${p}`, ({ qid }) => withQuality('app-rubriek', qid, () => message('warn', t('eigen.leeg'))), opts);
}
route('toegang/:qid/toegangsbeheer/uitwisseling/informatie', ({ qid }) => withQuality('app-informatie', qid, (q) => {
  const u = q.gebruiker;
  const row = (k, v) => h('div', { class: 'gegeven' }, h('div', { class: 'gegeven-kop' }, t(k)), h('div', { class: 'gegeven-waarde' }, String(v)));
  return [crumbs('menu.toegang', 'menu.uitw', 'menu.info'), h('h1', {}, t('info.kop')),
    u ? h('p-panel', {}, h('div', { class: 'p-panel p-component' }, h('div', { class: 'p-panel-header' }, h('span', { class: 'p-panel-title' }, roleLine(q))),
      h('div', { class: 'p-panel-content' }, row('info.gn', u.gebruikersnaam), row('info.nr', u.verzendernummer), row('info.kanaal', u.kanaal), row('info.sinds', u.sinds))))
      : message('info', t('info.geen'))];
}), opts);
