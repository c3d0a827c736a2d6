/** What a person meant by the element they clicked on, and the ways to find it again. Runs inside the page. */
(() => {
  'use strict';

  const PRESSED = 'a[href], button, input, summary, [role=button], [role=link], [role=menuitem], [role=tab]';
  const TYPED = 'input, textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=searchbox]';
  const NOT_TYPED = 'input:is([type=button], [type=submit], [type=image], [type=reset], [type=checkbox], [type=radio], [type=file], [type=hidden])';
  const NEAR = 4;

  /** The control that a label belongs to, or a drop zone: the only file input in the zone or just around it. */
  const fileInput = (element) => {
    const label = element.closest('label');
    if (label && label.control) return label.control;
    let zone = element;
    for (let step = 0; zone && step < NEAR; step += 1, zone = zone.parentElement) {
      const inputs = zone.matches('input[type=file]') ? [zone] : [...zone.querySelectorAll('input[type=file]')];
      if (inputs.length) return inputs.length === 1 ? inputs[0] : element;
    }
    return element;
  };

  const meant = (element, kind) => {
    if (kind === 'action') return element.closest(PRESSED) || element;
    if (kind === 'file') return fileInput(element);
    if (kind !== 'field') return element;
    const label = element.closest('label');
    return (label && label.control) || element.closest(TYPED) || element;
  };

  const fits = (element, kind, password) => {
    if (kind === 'file') return element.matches('input[type=file]');
    if (kind !== 'field') return true;
    if (element.matches('input[type=password]') !== password) return false;
    return element.matches(TYPED) && !element.matches(NOT_TYPED);
  };

  /** An id that a person gave: made-up ones change with the next page. */
  const lasting = (id) => id && !/\d{3,}|[:.$]|^[0-9a-f-]{8,}$/i.test(id);

  const only = (root, css) => root.querySelectorAll(css).length === 1;

  /** CSS of the host of a shadow root, as Playwright reads it: a space goes into the shadow. */
  const through = (root) => (root.host ? `${path(root.host)} ` : '');

  const path = (element) => {
    const root = element.getRootNode();
    const steps = [];
    for (let each = element; each && each !== root.body && each !== root.documentElement; each = each.parentElement) {
      if (lasting(each.id) && only(root, `#${CSS.escape(each.id)}`)) {
        steps.unshift(`#${CSS.escape(each.id)}`);
        return through(root) + steps.join(' > ');
      }
      const tag = each.localName;
      const alike = each.parentNode ? [...each.parentNode.children].filter((other) => other.localName === tag) : [];
      steps.unshift(alike.length > 1 ? `${tag}:nth-of-type(${alike.indexOf(each) + 1})` : tag);
    }
    return through(root) + (root.host ? '' : 'body > ') + steps.join(' > ');
  };

  const ways = (element) => {
    const root = element.getRootNode();
    const found = [];
    if (lasting(element.id)) found.push(`#${CSS.escape(element.id)}`);
    const name = element.getAttribute('name');
    if (name) found.push(`${element.localName}[name=${JSON.stringify(name)}]`);
    return [...found.filter((css) => only(root, css)).map((css) => through(root) + css), path(element)];
  };

  const describe = (element, { kind, password }) => ({
    fits: fits(element, kind, password),
    tag: element.localName,
    type: element.getAttribute('type') || '',
    text: (element.innerText || element.getAttribute('aria-label') || '').trim().replace(/\s+/g, ' ').slice(0, 60),
    testId: element.getAttribute('data-testid'),
    ways: ways(element),
    path: path(element),
  });

  return { meant, describe };
})()
