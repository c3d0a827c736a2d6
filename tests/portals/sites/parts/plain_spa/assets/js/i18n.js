let words = {};
export let lang = 'fr';

export async function setLang(next) {
  if (next === lang && Object.keys(words).length) return;
  words = await (await fetch(`/assets/i18n/${next}.json`)).json();
  lang = next;
  document.documentElement.lang = next;
}

export function t(key, values) {
  let text = words[key];
  if (text === undefined) return key;
  for (const [k, v] of Object.entries(values || {})) text = text.replaceAll(`{${k}}`, v);
  return text;
}

// Codes of the server: 'required' -> 'err.required'
export const errorText = (code) => t('err.' + code);
