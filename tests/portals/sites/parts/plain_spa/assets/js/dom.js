// Tiny DOM helper: h('div.card', {onclick}, child, [children])
export function h(spec, props, ...kids) {
  const [tag, ...classes] = spec.split('.');
  const el = document.createElement(tag || 'div');
  if (classes.length) el.className = classes.join(' ');
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) el.addEventListener(key.slice(2), value);
    else if (key === 'class') el.className += ' ' + value;
    else if (key in el && key !== 'list' && key !== 'form') el[key] = value;
    else el.setAttribute(key, value === true ? '' : value);
  }
  add(el, kids);
  return el;
}

export function add(el, kids) {
  for (const kid of [kids].flat(9)) {
    if (kid === undefined || kid === null || kid === false) continue;
    el.append(kid instanceof Node ? kid : document.createTextNode(String(kid)));
  }
  return el;
}

export function replace(el, ...kids) {
  el.textContent = '';
  return add(el, kids);
}

export function toast(text) {
  const box = h('div.toast', {}, text);
  document.getElementById('toasts').append(box);
  setTimeout(() => box.remove(), 6000);
}

export async function busy(button, work) {
  const caption = button.textContent;
  button.disabled = true;
  replace(button, h('span.spinner'), ' ', caption);
  try {
    return await work();
  } finally {
    button.disabled = false;
    replace(button, caption);
  }
}
