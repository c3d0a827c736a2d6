import { lang } from './i18n.js';

export const state = { session: { authenticated: false } };

export class ApiError extends Error {
  constructor(status, body) {
    super(body.code || String(status));
    this.status = status;
    this.body = body;
  }
}

async function call(method, path, body) {
  const headers = { 'Accept': 'application/json', 'Accept-Language': lang };
  if (state.session.csrf) headers['X-CSRF-Token'] = state.session.csrf;
  let payload = body;
  if (body && !(body instanceof FormData)) {
    headers['Content-Type'] = 'application/json';
    payload = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch('/api' + path, { method, headers, body: payload, credentials: 'same-origin' });
  } catch {
    throw new ApiError(0, { code: 'network' });
  }
  const data = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(answer.status, data);
  return data;
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const put = (path, body) => call('PUT', path, body);
export const del = (path) => call('DELETE', path);

export async function refreshSession() {
  state.session = await get('/session');
  return state.session;
}
