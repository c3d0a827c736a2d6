import { lang } from './i18n.js';

const routes = [];
let render = () => {};

// pattern without the language: '/app/messages', '/mandates/:number'
export function route(pattern, view, options = {}) {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (_, n) => { names.push(n); return '([^/]+)'; });
  routes.push({ re: new RegExp(`^${source}/?$`), names, view, options });
}

export function match(path) {
  for (const r of routes) {
    const found = path.match(r.re);
    if (found) {
      const params = Object.fromEntries(r.names.map((n, i) => [n, decodeURIComponent(found[i + 1])]));
      return { ...r, params };
    }
  }
  return null;
}

export function start(renderer) {
  render = renderer;
  window.addEventListener('popstate', () => render());
  document.addEventListener('click', (event) => {
    const a = event.target.closest('a[data-nav]');
    if (!a || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    goRaw(a.getAttribute('href'));
  });
  return render();
}

export const href = (path) => `/${lang}${path}`;
export function goRaw(url) {
  history.pushState({}, '', url);
  return render();
}
export const go = (path) => goRaw(href(path));
export function swap(path) {
  history.replaceState({}, '', href(path));
  return render();
}
