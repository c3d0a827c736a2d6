/* Ant Design-like building blocks: general, feedback, data display. */
let uidSeq = 0;

function Button({ type = 'default', danger, icon, onClick, disabled, block, size, htmlType = 'button' }, ...text) {
  const el = h('button', { type: htmlType, disabled, className: cx('ant-btn', 'ant-btn-' + type, danger && 'ant-btn-dangerous',
    block && 'ant-btn-block', size && 'ant-btn-' + size), onClick: async (e) => {
    if (!onClick || el.classList.contains('ant-btn-loading')) return;
    const p = onClick(e);
    if (p && p.then) {
      const spin = h('span', { className: 'ant-btn-icon ant-btn-loading-icon' }, h('span', { className: 'anticon anticon-loading anticon-spin' }));
      el.classList.add('ant-btn-loading'); el.prepend(spin);
      try { await p; } finally { el.classList.remove('ant-btn-loading'); spin.remove(); }
    }
  } }, icon && Icon(icon), h('span', {}, ...text));
  return el;
}
const Link = (text, onClick, cls) => h('a', { className: cx('ant-typography', cls), onClick }, text);

function Alert(type, title, ...desc) {
  return h('div', { className: cx('ant-alert', 'ant-alert-' + type, desc.length && 'ant-alert-with-description'), role: 'alert', 'data-show': 'true' },
    Icon('dot', 'ant-alert-icon'),
    h('div', { className: 'ant-alert-content' }, h('div', { className: 'ant-alert-message' }, title),
      desc.length ? h('div', { className: 'ant-alert-description' }, ...desc) : null));
}
function message(type, text) {
  let box = document.querySelector('.ant-message');
  if (!box) { box = h('div', { className: 'ant-message ant-message-top' }); document.body.append(box); }
  const n = h('div', { className: 'ant-message-notice-wrapper' }, h('div', { className: 'ant-message-notice' },
    h('div', { className: 'ant-message-notice-content' }, h('div', { className: 'ant-message-custom-content ant-message-' + type },
      Icon('dot'), h('span', {}, text)))));
  box.append(n);
  setTimeout(() => n.remove(), 3000);
}
const Skeleton = (rows = 4) => h('div', { className: 'ant-skeleton ant-skeleton-active' }, h('div', { className: 'ant-skeleton-content' },
  h('h3', { className: 'ant-skeleton-title', style: { width: '38%' } }),
  h('ul', { className: 'ant-skeleton-paragraph' }, Array.from({ length: rows }, () => h('li', {})))));
const Card = (title, extra, ...body) => h('div', { className: 'ant-card ant-card-bordered' },
  title && h('div', { className: 'ant-card-head' }, h('div', { className: 'ant-card-head-wrapper' },
    h('div', { className: 'ant-card-head-title' }, title), extra && h('div', { className: 'ant-card-extra' }, extra))),
  h('div', { className: 'ant-card-body' }, ...body));

function Descriptions(title, extra, rows) {
  return h('div', { className: 'ant-descriptions ant-descriptions-bordered' },
    (title || extra) && h('div', { className: 'ant-descriptions-header' }, h('div', { className: 'ant-descriptions-title' }, title),
      extra && h('div', { className: 'ant-descriptions-extra' }, extra)),
    h('div', { className: 'ant-descriptions-view' }, h('table', {}, h('tbody', {}, rows.map(([k, v]) =>
      h('tr', { className: 'ant-descriptions-row' }, h('th', { className: 'ant-descriptions-item-label', colspan: '1' }, h('span', {}, k)),
        h('td', { className: 'ant-descriptions-item-content', colspan: '1' }, h('span', {}, v))))))));
}
const Tag = (text, color) => h('span', { className: cx('ant-tag', color && 'ant-tag-' + color) }, text);
const Result = (status, title, sub, extra) => h('div', { className: 'ant-result ant-result-' + status },
  h('div', { className: 'ant-result-icon' }, Icon('dot')), h('div', { className: 'ant-result-title' }, title),
  sub && h('div', { className: 'ant-result-subtitle' }, sub), extra && h('div', { className: 'ant-result-extra' }, extra));
const Empty = (text, extra) => h('div', { className: 'ant-empty' }, h('div', { className: 'ant-empty-image' }, Icon('inbox')),
  h('div', { className: 'ant-empty-description' }, text), extra && h('div', { className: 'ant-empty-footer' }, extra));

function Steps(current, titles) {
  return h('div', { className: 'ant-steps ant-steps-horizontal ant-steps-label-horizontal' }, titles.map((title, i) => {
    const status = i < current ? 'finish' : i === current ? 'process' : 'wait';
    return h('div', { className: cx('ant-steps-item', 'ant-steps-item-' + status, i === current && 'ant-steps-item-active') },
      h('div', { className: 'ant-steps-item-container' }, h('div', { className: 'ant-steps-item-tail' }),
        h('div', { className: 'ant-steps-item-icon' }, h('span', { className: 'ant-steps-icon' }, i < current ? '✓' : i + 1)),
        h('div', { className: 'ant-steps-item-content' }, h('div', { className: 'ant-steps-item-title' }, title))));
  }));
}

/* columns: {title, render(row), width}; load(page, size) -> {items,total} */
function Table({ columns, load, size = 8 }) {
  const root = h('div', { className: 'ant-table-wrapper' });
  let page = 1;
  root.reload = async (reset) => {
    if (reset) page = 1;
    const blur = root.querySelector('.ant-spin-container');
    if (blur) { blur.classList.add('ant-spin-blur'); blur.before(h('div', { className: 'ant-spin ant-spin-spinning' }, h('span', { className: 'ant-spin-dot ant-spin-dot-spin' }))); }
    else root.replaceChildren(Skeleton(6));
    const mine = root.seq = (root.seq || 0) + 1;
    const { items, total } = await load(page, size);
    if (mine !== root.seq) return;
    const pages = Math.max(1, Math.ceil(total / size));
    const go = (p) => () => { if (p >= 1 && p <= pages && p !== page) { page = p; root.reload(); } };
    root.replaceChildren(h('div', { className: 'ant-spin-nested-loading' }, h('div', { className: 'ant-spin-container' },
      h('div', { className: 'ant-table' }, h('div', { className: 'ant-table-container' }, h('div', { className: 'ant-table-content' }, h('table', {},
        h('thead', { className: 'ant-table-thead' }, h('tr', {}, columns.map((c) => h('th', { className: 'ant-table-cell', scope: 'col' }, c.title)))),
        h('tbody', { className: 'ant-table-tbody' }, items.length ? items.map((row) => h('tr', { className: 'ant-table-row ant-table-row-level-0', 'data-row-key': row.number },
          columns.map((c) => h('td', { className: 'ant-table-cell' }, c.render(row)))))
          : h('tr', { className: 'ant-table-placeholder' }, h('td', { className: 'ant-table-cell', colspan: columns.length }, Empty(t('noData'))))))))),
      h('ul', { className: 'ant-pagination ant-table-pagination ant-table-pagination-right' },
        h('li', { className: 'ant-pagination-total-text' }, t('rangeOf', { a: total ? (page - 1) * size + 1 : 0, b: Math.min(total, page * size), n: total })),
        h('li', { title: t('prevPage'), className: cx('ant-pagination-prev', page === 1 && 'ant-pagination-disabled'), onClick: go(page - 1) },
          h('button', { className: 'ant-pagination-item-link', type: 'button', tabindex: '-1', disabled: page === 1 }, Icon('left'))),
        Array.from({ length: pages }, (_, i) => h('li', { title: i + 1, tabindex: '0', onClick: go(i + 1),
          className: cx('ant-pagination-item', 'ant-pagination-item-' + (i + 1), page === i + 1 && 'ant-pagination-item-active') }, h('a', { rel: 'nofollow' }, i + 1))),
        h('li', { title: t('nextPage'), className: cx('ant-pagination-next', page === pages && 'ant-pagination-disabled'), onClick: go(page + 1) },
          h('button', { className: 'ant-pagination-item-link', type: 'button', tabindex: '-1', disabled: page === pages }, Icon('right')))))));
  };
  root.reload();
  return root;
}

function overlay(build) {
  const host = h('div', {});
  const close = () => { host.remove(); document.body.classList.remove('ant-scrolling-effect'); };
  host.append(build(close));
  document.body.append(host);
  document.body.classList.add('ant-scrolling-effect');
  layers.push(close);
  return close;
}
const layers = [];
const closeLayers = () => { while (layers.length) layers.pop()(); };

function Drawer(title, fill) {
  overlay((close) => {
    const body = h('div', { className: 'ant-drawer-body' });
    fill(body, close);
    return h('div', { className: 'ant-drawer ant-drawer-right ant-drawer-open', tabindex: '-1' },
      h('div', { className: 'ant-drawer-mask', onClick: close }),
      h('div', { className: 'ant-drawer-content-wrapper' }, h('div', { className: 'ant-drawer-content', role: 'dialog', 'aria-modal': 'true' },
        h('div', { className: 'ant-drawer-wrapper-body' }, h('div', { className: 'ant-drawer-header' }, h('div', { className: 'ant-drawer-header-title' },
          h('button', { type: 'button', 'aria-label': 'Close', className: 'ant-drawer-close', onClick: close }, Icon('close')),
          h('div', { className: 'ant-drawer-title' }, title))), body))));
  });
}
function Modal({ title, content, okText, cancelText, onOk, confirm }) {
  overlay((close) => {
    const foot = [cancelText && Button({ onClick: () => close() }, cancelText),
      Button({ type: 'primary', onClick: async () => { if (onOk) await onOk(); close(); } }, okText)];
    return h('div', { className: 'ant-modal-root' }, h('div', { className: 'ant-modal-mask' }),
      h('div', { tabindex: '-1', className: 'ant-modal-wrap' }, h('div', { role: 'dialog', 'aria-modal': 'true', className: cx('ant-modal', confirm && 'ant-modal-confirm ant-modal-confirm-confirm') },
        h('div', { className: 'ant-modal-content' }, confirm
          ? h('div', { className: 'ant-modal-body' }, h('div', { className: 'ant-modal-confirm-body-wrapper' },
            h('div', { className: 'ant-modal-confirm-body' }, Icon('dot'), h('div', { className: 'ant-modal-confirm-paragraph' },
              h('span', { className: 'ant-modal-confirm-title' }, title), h('div', { className: 'ant-modal-confirm-content' }, content))),
            h('div', { className: 'ant-modal-confirm-btns' }, foot)))
          : [h('button', { type: 'button', 'aria-label': 'Close', className: 'ant-modal-close', onClick: close }, Icon('close')),
            h('div', { className: 'ant-modal-header' }, h('div', { className: 'ant-modal-title' }, title)),
            h('div', { className: 'ant-modal-body' }, content), h('div', { className: 'ant-modal-footer' }, foot)]))));
  });
}

/* inline Menu with sub-menus; items: {key,label,onClick,children,disabled} ; children appear on first opening only */
function Menu(items, opened, selected) {
  const item = (it, level) => {
    const pad = { paddingLeft: level * 24 + 'px' };
    if (!it.children) {
      return h('li', { className: cx('ant-menu-item', it.disabled && 'ant-menu-item-disabled', selected === it.key && 'ant-menu-item-selected'), role: 'menuitem', tabindex: '-1',
        'aria-disabled': it.disabled && 'true', style: pad, onClick: it.disabled ? undefined : it.onClick }, h('span', { className: 'ant-menu-title-content' }, it.label));
    }
    const li = h('li', { className: 'ant-menu-submenu ant-menu-submenu-inline', role: 'none' });
    let sub = null;
    const toggle = () => {
      if (!sub) { sub = h('ul', { className: 'ant-menu ant-menu-sub ant-menu-inline', role: 'menu' }, it.children.map((c) => item(c, level + 1))); li.append(sub); }
      else sub.classList.toggle('ant-menu-hidden');
      const open = !sub.classList.contains('ant-menu-hidden');
      li.classList.toggle('ant-menu-submenu-open', open);
      head.setAttribute('aria-expanded', String(open));
      opened[open ? 'add' : 'delete'](it.key);
    };
    const head = h('div', { className: 'ant-menu-submenu-title', role: 'menuitem', 'aria-expanded': 'false', 'aria-haspopup': 'true', tabindex: '-1', style: pad, onClick: toggle },
      h('span', { className: 'ant-menu-title-content' }, it.label), h('i', { className: 'ant-menu-submenu-arrow' }));
    li.append(head);
    if (opened.has(it.key)) toggle();
    return li;
  };
  return h('ul', { className: 'ant-menu ant-menu-root ant-menu-inline ant-menu-light', role: 'menu', tabindex: '0' }, items.map((it) => item(it, 1)));
}

function Dropdown(label, items) {
  let pop = null;
  const hide = () => { if (pop) { pop.remove(); pop = null; } };
  const el = h('a', { className: 'ant-dropdown-trigger', onClick: (e) => {
    e.stopPropagation();
    if (pop) return hide();
    const r = el.getBoundingClientRect();
    pop = h('div', {}, h('div', { className: 'ant-dropdown ant-dropdown-placement-bottomRight', style: { top: r.bottom + 4 + scrollY + 'px', right: innerWidth - r.right + 'px' } },
      h('ul', { className: 'ant-dropdown-menu', role: 'menu' }, items.map((it) => h('li', { className: 'ant-dropdown-menu-item', role: 'menuitem', onClick: () => { hide(); it.onClick(); } },
        h('span', { className: 'ant-dropdown-menu-title-content' }, it.label))))));
    document.body.append(pop);
    document.addEventListener('click', hide, { once: true });
  } }, label, Icon('down'));
  return el;
}
