// The shell of this portal: a router over the History API, a JSON back office, a spinner, transitions.
'use strict';

const $ = (selector, root = document) => root.querySelector(selector);
const st = {
  contact: {}, apps: new Set(), channel: null, ssh_key: null, certificate: null, username: '',
  cfg: null, me: { auth: false }, done: null,
};
const routes = {};
const PUBLIC = ['/', '/autre', '/professionnels', '/connexion', '/connexion/codes', '/fr', '/nl', '/de', '/int'];
let lang = localStorage.getItem('lang') || document.documentElement.lang;
let spins = 0;
let seq = 0;

const w = (section) => WORDS[lang][section];
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const REFERENCES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const esc = (text) => String(text ?? '').replace(/[&<>"']/g, (character) => REFERENCES[character]);
const alertBox = (text) => `<div class="alert" role="alert">${esc(text)}</div>`;

function spin(on) {
  spins += on ? 1 : -1;
  let box = $('.spin');
  if (spins > 0 && !box) {
    box = document.createElement('div');
    box.className = 'spin';
    box.setAttribute('role', 'status');
    box.innerHTML = '<i></i>';
    document.body.append(box);
  }
  if (spins <= 0 && box) box.remove();
}

const address = (path) => `/api/${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;

async function api(path, body, quiet) {
  if (!quiet) spin(true);
  try {
    const request = body === undefined ? {}
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(address(path), request);
    if (!answer.headers.get('Content-Type')?.includes('json')) throw await between(answer);
    const content = await answer.json();
    if (!answer.ok) {
      if (content.code === 'AUTH') setTimeout(() => go('/'), 0);
      throw Object.assign(new Error(content.message), { code: content.code });
    }
    return content;
  } finally {
    if (!quiet) spin(false);
  }
}

// What the machines in front of the back office answer in its place is shown as it came.
async function between(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const view = $('.view');
  if (view) view.innerHTML = page.body.innerHTML;
  return Object.assign(new Error(page.title), { shown: true });
}

function complain(error, box) {
  if (!error.shown && box) box.innerHTML = alertBox(error.message);
}

window.addEventListener('unhandledrejection', (event) => complain(event.reason, $('.view')));

async function me() {
  st.me = await fetch(address('me')).then((answer) => answer.json());
}

async function go(path, replace) {
  history[replace ? 'replaceState' : 'pushState']({}, '', path);
  await render();
}

window.onpopstate = () => render();
document.addEventListener('click', (event) => {
  const link = event.target.closest('[data-go]');
  if (link) {
    event.preventDefault();
    go(link.dataset.go);
  }
});
document.addEventListener('keydown', (event) => {
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches('.card[tabindex]')) {
    event.preventDefault();
    event.target.click();
  }
});

function shell() {
  const site = w('site');
  const banner = $('[role=note]');
  if (banner) banner.textContent = `${site.banner_strong} – ${site.banner}`;
  document.documentElement.lang = lang;
  const company = st.me.role
    ? `<span>${esc(st.me.company)}</span><a data-go="/acces" href="/acces" class="ic">${site.access}</a>` : '';
  const person = st.me.auth
    ? `<span>${esc(st.me.user)}</span><button id="lo">${site.log_out}</button>`
    : `<button id="lang" aria-haspopup="listbox">${site.language} ▾</button>`;
  $('#app').innerHTML = `<header><strong data-go="/" style="cursor:pointer">${site.brand}</strong><span style="flex:1"></span>
${company}
${person}</header>
<div class="lay"><main class="view out"></main>${side()}</div>`;
  const out = $('#lo');
  if (out) out.onclick = async () => {
    await api('logout', {});
    st.me = { auth: false };
    go('/');
  };
  const languages = $('#lang');
  if (languages) languages.onclick = () => {
    languages.outerHTML = '<span><a data-go="/fr">Français</a> <a data-go="/nl">Nederlands</a> <a data-go="/de">Deutsch</a> <a data-go="/int">International (INT)</a></span>';
  };
}

function side() {
  const path = location.pathname;
  if (!st.me.role) return '';
  if (path.startsWith('/acces')) {
    const words = w('access');
    const exchange = st.me.manager
      ? `<li id="ech"><a class="tg" href="#">${words.exchange}</a><ul><li><a data-go="/acces/information" href="/acces/information">${words.information}</a></li><li><a>${words.history}</a></li></ul></li>` : '';
    return `<nav class="side"><ul><li><a>${words.qualities}</a></li>${exchange}<li><a data-go="/accueil" href="/accueil">${w('site').home}</a></li></ul></nav>`;
  }
  const words = w('messages');
  const open = path.startsWith('/messages');
  const below = open
    ? `<ul><li><a data-go="/messages/configuration" href="/messages/configuration">${words.register}</a></li><li><a>${words.delete}</a></li></ul>` : '';
  const messages = st.me.manager
    ? `<li class="${open ? 'open' : ''}"><a data-go="/messages" href="/messages">${words.title}</a>${below}</li>` : '';
  return `<nav class="side"><ul><li><a>${w('secured').own_data}</a></li><li><a>${w('secured').users}</a></li>${messages}</ul></nav>`;
}

async function render() {
  const mine = ++seq;
  const old = $('.view');
  if (old) {
    old.classList.add('out');
    await wait(150);
  }
  if (mine !== seq) return;
  if (!PUBLIC.includes(location.pathname) && !st.me.auth) {
    await me();
    if (!st.me.auth) {
      await go('/', true);
      return;
    }
  }
  if (mine !== seq) return;
  shell();
  const view = $('.view');
  try {
    await (routes[location.pathname] || routes['*'])(view);
  } catch (error) {
    complain(error, view);
  }
  if (mine !== seq) return;
  requestAnimationFrame(() => requestAnimationFrame(() => view.classList.remove('out')));
  const fold = $('.tg');
  if (fold) fold.onclick = (event) => {
    event.preventDefault();
    fold.parentNode.classList.toggle('open');
  };
}

// A caption that floats above its field once something is typed.
const field = (id, caption, type, value) => `<div class="fl"><input id="${id}" type="${type || 'text'}" placeholder=" " value="${esc(value)}" autocomplete="off"><label for="${id}">${caption}</label><span class="m"></span></div>`;

function askAboutCookies() {
  const site = w('site');
  const modal = document.createElement('div');
  modal.className = 'modal';
  modal.setAttribute('role', 'dialog');
  modal.setAttribute('aria-modal', 'true');
  modal.innerHTML = `<div><h2>${site.cookies_title}</h2><p>${site.cookies}</p><button class="btn" id="ca">${site.cookies_all}</button> <button class="btn sec" id="cr">${site.cookies_needed}</button></div>`;
  document.body.append(modal);
  modal.querySelectorAll('button').forEach((button) => {
    button.onclick = () => {
      localStorage.setItem('ck2', button.id);
      modal.style.transition = 'opacity .15s';
      modal.style.opacity = 0;
      setTimeout(() => modal.remove(), 150);
    };
  });
}

function start() {
  setInterval(() => {
    if (st.me.auth) fetch(address('ping')).catch(() => 0);
  }, 4000);
  if (!localStorage.getItem('ck2')) setTimeout(askAboutCookies, 600);
  render();
}
