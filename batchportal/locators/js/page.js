// What a person sees of a page: which elements are there for the eye, their text, and the part of the page they stand in.

const INLINE = new Set('A ABBR ACRONYM B BDI BDO BIG CITE CODE DFN EM FONT I INS DEL KBD LABEL MARK Q S SAMP SMALL SPAN STRIKE STRONG SUB SUP TIME TT U VAR SLOT BR'.split(' '));
const SILENT = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE SELECT TEXTAREA DATALIST INPUT IFRAME OBJECT HEAD TITLE METER PROGRESS CANVAS VIDEO AUDIO'.split(' '));
const FIELDS =
  'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea,[contenteditable=""],[contenteditable=true],[role=textbox],[role=searchbox],[role=combobox],[role=listbox][aria-haspopup],[role=checkbox],[role=radio],[role=switch]';
const REAL_ACTIONS =
  'button,input[type=submit],input[type=button],input[type=image],input[type=reset],a[href],area[href],summary,[role=button],[role=link],[role=menuitem],[role=tab],[role=option]';

const memo = new Map();
/** Remembers a function's answers for elements; `scan` forgets them all before each look. */
function remembered(work) {
  return (element) => {
    let known = memo.get(work);
    if (!known) memo.set(work, (known = new Map()));
    if (!known.has(element)) known.set(element, work(element));
    return known.get(element);
  };
}

/** The parent as the eye has it: through slots and out of shadow roots. */
function above(node) {
  if (node.assignedSlot) return node.assignedSlot;
  const parent = node.parentNode;
  return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
}

function* ancestors(node) {
  for (let up = above(node); up; up = above(up)) yield up;
}

/** Every element below a root in the page's order, open shadow roots included. */
function everything(root) {
  const found = [];
  const walk = (top) => {
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_ELEMENT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node instanceof Element) {
        if (node !== root) found.push(node);
        if (node.shadowRoot) walk(node.shadowRoot);
      }
    }
  };
  walk(root);
  return found;
}

const within = remembered((element) => everything(element));
const all = (selector, root = document) => within(root).filter((element) => element.matches(selector));
const holds = (outer, inner) => {
  for (let up = inner; up; up = above(up)) if (up === outer) return true;
  return false;
};
const closest = (element, selector) => {
  for (let up = element; up; up = above(up)) if (up.matches(selector)) return up;
  return null;
};
const byId = (element, id) => {
  const root = element.getRootNode();
  return (root.getElementById && root.getElementById(id)) || document.getElementById(id);
};
const tokens = (element) => `${element.getAttribute('id') || ''} ${element.getAttribute('class') || ''}`.trim().split(/\s+/);

/** Whether an element is rendered for the eye (it may still be without size or far off the screen). */
const rendered = remembered((element) => {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
    if (getComputedStyle(element).display !== 'contents') return false;
    const up = above(element);
    return Boolean(up) && rendered(up);
  }
  return true;
});

/** Hidden from everybody: not rendered, inert, or a copy that is marked as one (aria-hidden). */
const hidden = remembered((element) => {
  if (!rendered(element)) return true;
  for (let up = element; up; up = above(up)) {
    if (up.inert || up.getAttribute('aria-hidden') === 'true') return true;
  }
  return false;
});

const sized = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0;
};

/** Whether a person can see (or a screen reader's user can hear of) a control. */
const visible = remembered((element) => {
  if (element.tagName === 'AREA') {
    return picturesOf(element).some(visible);
  }
  return !hidden(element) && (sized(element) || within(element).some((inner) => !hidden(inner) && sized(inner)));
});

/** Takes the clicks of a drop-down that is drawn below it: `<div><input role=combobox readonly style="opacity: 0"><span>Choisissez</span></div>`. */
const isGlass = (element) =>
  element.matches('[role=combobox]') && getComputedStyle(element).opacity === '0' && element.checkVisibility({ visibilityProperty: true }) && sized(element) && visible(above(element));

/** There for screen readers only: moved off the page, or cut down to a pixel. */
const offPage = remembered((element) => {
  if (element.tagName === 'AREA') return false;
  const seen = (box) => box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  return !seen(element.getBoundingClientRect()) && !within(element).some((inner) => seen(inner.getBoundingClientRect()));
});

const isIconFont = (element) =>
  !element.firstElementChild && element.hasAttribute('class') && /icon|symbol|awesome|glyph/i.test(getComputedStyle(element).fontFamily);

/**
 * The text of an element, a line for each block inside it.
 * `eye`: as seen (aria-hidden parts too, no parts for screen readers, no alt texts); else as heard.
 * `skip`: elements to leave out. `br`: what a line break stands for; captions are broken in the middle of a phrase.
 */
function textOf(element, { eye = false, skip = () => false, br = ' ' } = {}) {
  let text = '';
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data.replace(/\s+/g, ' ');
    else if (node.nodeType === Node.ELEMENT_NODE) enter(node);
  };
  const children = (node) => {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    const slotted = node.tagName === 'SLOT' ? node.assignedNodes({ flatten: true }) : [];
    return slotted.length ? slotted : node.childNodes;
  };
  const enter = (node, top = false) => {
    if (node.tagName === 'BR') text += br;
    if (!top && (skip(node) || SILENT.has(node.tagName) || isIconFont(node))) {
      text += ' ';
      return;
    }
    if (!top && (eye ? !rendered(node) || (sized(node) && offPage(node)) : hidden(node))) return;
    if (node.tagName === 'IMG' && !eye) text += ` ${node.getAttribute('alt') || ''} `;
    const inline = INLINE.has(node.tagName) && /^(inline|contents)$/.test(getComputedStyle(node).display);
    if (!inline) text += '\n';
    for (const child of children(node)) read(child);
    if (!inline) text += '\n';
  };
  enter(element, true);
  return text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

const linesSeen = remembered((element) => textOf(element));
const seenText = (element) => linesSeen(element).join(' ');

/** Tells screen readers only which page has come, by its title or heading, as routers do that draw the next page themselves. */
const announcesPage = (element) => offPage(element) && [document.title, ...all('h1').map(seenText)].some((title) => clean(title) === clean(seenText(element)));

/** Whether `header` and `footer` are the page's own, not those of a form, a card or a dialog (HTML-AAM, header and footer). */
const ofThePage = (element) => !closest(above(element) || element, 'main,[role=main],article,section,form,dialog,[role=dialog],[role=form],fieldset');
const MENU = /^(?:(?:site|page|main|top|global|left|right|side|sub)[-_]?)?(?:nav|navbar|navigation|menu|menubar|sidebar|sidenav)$/i;
const HEADER = /^(?:(?:site|page|main|top|global)[-_]?)?(?:header|topbar|banner|bandeau|entete|en-tete)$/i;
const FOOTER = /^(?:(?:site|page|main|global)[-_]?)?(?:footer|pied|pied-de-page|pied-page)$/i;
const CRUMBS = /bread-?crumb|fil-?ariane|kruimel/i;

const DIALOGUES = 'dialog[open],[aria-modal=true],[role=dialog],[role=alertdialog]';
const modal = remembered((element) => {
  const dialog = closest(element, DIALOGUES);
  return Boolean(dialog) && visible(dialog);
});

/**
 * Laid over the page, though no role says so: `<div style="position: fixed; inset: 0">`. It holds the middle of the window, and
 * controls can be seen outside it: a bar at the edge is none, nor is the frame that a whole page stands in.
 */
const isLaidOver = remembered((element) => {
  const { position, zIndex } = getComputedStyle(element);
  if (position !== 'fixed' && !(position === 'absolute' && Number(zIndex) > 0)) return false;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const [x, y] = [innerWidth / 2, innerHeight / 2];
  return left <= x && x <= right && top <= y && y <= bottom && all(`${REAL_ACTIONS},${FIELDS}`).some((other) => !holds(element, other) && visible(other));
});

/** The box over the page that an element stands in: a dialogue, or else what is laid over it and says something beside its buttons. */
const boxOver = remembered((element) => {
  const dialogue = closest(element, DIALOGUES);
  if (dialogue) return visible(dialogue) ? dialogue : null;
  for (const up of ancestors(element)) {
    if (up.matches('body,main,form,nav,header,footer')) return null;
    if (isLaidOver(up)) return hasLetters(questionIn(up)) ? up : null;
  }
  return null;
});

/** What a box over the page says, line by line, without what is pressed in it. */
const questionIn = (box) => textOf(box, { skip: (node) => node.matches(REAL_ACTIONS) }).join('\n');

/** The part of the page: 0 the main part or a dialog, 1 headers and menus, 2 footers and crumb trails. */
const areaOf = remembered((element) => {
  if (modal(element)) return 0;
  let area = 0;
  for (let up = element; up; up = above(up)) {
    const role = up.getAttribute('role');
    const names = tokens(up);
    if (up.tagName === 'MAIN' || role === 'main') return area;
    if (names.some((name) => CRUMBS.test(name))) return 2;
    const own = ofThePage(up);
    if (role === 'contentinfo' || (own && (up.tagName === 'FOOTER' || names.some((name) => FOOTER.test(name))))) return 2;
    if (/^(NAV|ASIDE)$/.test(up.tagName) || /^(navigation|menu|menubar|complementary)$/.test(role) || names.some((name) => MENU.test(name))) area = 1;
    if (role === 'banner' || (own && (up.tagName === 'HEADER' || names.some((name) => HEADER.test(name))))) area = 1;
  }
  return all('main,[role=main]').some(visible) ? 1 : area;
});

const PAGER = /(?:^|[-_])(?:pager|paging|pagination|paginator|paginate)(?:$|[-_])|carousel|slick|swiper|datepicker|calendar/i;
const PAGE_OF = /\bpage \d+ (?:sur|van|of|von|de|\/) \d+|\d+ ?(?:-|–|à|tot|to|bis) ?\d+ (?:sur|van|of|von|de) \d+/i;

/** Whether a control turns the pages of a table, a carousel or a calendar, and not those of a wizard. */
const turnsPages = remembered((element) => {
  const foot = closest(element, 'tfoot');
  if (foot && !all(FIELDS, above(foot)).length) return true;
  let level = 0;
  for (const up of [element, ...ancestors(element)]) {
    if (up.matches('form,main,body,table,tbody,section,article,fieldset,dialog') && level) break;
    const names = tokens(up);
    if (names.some((name) => /wizard|assistant|stepper/i.test(name))) return false;
    if (names.some((name) => PAGER.test(name))) return true;
    if (level++ && level < 5 && !all(FIELDS, up).some((field) => field.tagName !== 'SELECT')) {
      const digits = (selector) => all(selector, up).map((other) => other.textContent.trim()).filter((label) => /^\d{1,4}$/.test(label));
      if (digits('a,button').length && new Set(digits('a,button,span,li,td,strong,b')).size > 1) return true;
      if (PAGE_OF.test(seenText(up)) && seenText(up).length < 160) return true;
    }
  }
  return false;
});

const HEADINGS = 'h1,h2,h3,h4,h5,h6,legend,caption,summary,[role=heading]';
const headingLevel = (element) => Number(element.getAttribute('aria-level') || (/^H[1-6]$/.test(element.tagName) ? element.tagName[1] : 6));
const PSEUDO = /(?:^|[-_])(?:title|titre|titel|heading|legend|subtitle|caption|header)(?:$|[-_])/i;

/** The heading that an element is, or is nothing but the frame of; also '<b>Title</b>', a class that says so, or a lone cell across a table. */
function headingIn(element) {
  if (element.matches(FIELDS) || all(FIELDS, element).length) return null;
  const whole = seenText(element);
  if (!whole || whole.length > 120) return null;
  if (element.matches(HEADINGS)) return element;
  const inner = all(HEADINGS, element).find(visible);
  if (inner) return seenText(inner).length * 2 >= whole.length ? inner : null;
  const lone = element.tagName === 'TR' && element.cells.length === 1 && (element.cells[0].colSpan > 1 || element.cells[0].tagName === 'TH');
  const bold = all('b,strong', element).find(visible);
  if (lone || tokens(element).some((name) => PSEUDO.test(name)) || (bold && seenText(bold) === whole)) return element;
  return null;
}

/** The captions of the groups that an element stands in, the nearest first: legends, headings above, names of dialogs and panels. */
const groupsOf = remembered((element) => groupsAround(element));

/** The same, with the headings above such headings: `<h1>Dimona</h1><h2>Information</h2><dl>…`. */
const allGroupsOf = remembered((element) => groupsAround(element, true));

function groupsAround(element, every = false) {
  const captions = [];
  let level = 7;
  for (let node = element; node && node.tagName !== 'BODY'; node = above(node)) {
    if (node !== element) {
      const own = node.matches('fieldset,table,details,[role],section,article,form,dialog,aside') ? ownCaption(node) : '';
      if (own) captions.push({ text: clean(own), box: node });
    }
    for (let before = node.previousElementSibling; before; before = before.previousElementSibling) {
      const heading = hidden(before) ? null : headingIn(before);
      if (heading && headingLevel(heading) < level && !/^(LEGEND|CAPTION)$/.test(heading.tagName)) {
        level = headingLevel(heading);
        captions.push({ text: clean(seenText(heading)), box: above(node), from: before });
        if (!every) break;
      }
    }
  }
  return captions;
}

function ownCaption(group) {
  const named = labelledBy(group).join(' ') || group.getAttribute('aria-label');
  if (named) return named;
  const caption = [...group.children].find((child) => /^(LEGEND|CAPTION|SUMMARY)$/.test(child.tagName));
  return caption ? seenText(caption) : '';
}

/** The texts that aria-labelledby names. */
function labelledBy(element) {
  const ids = (element.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean);
  return ids.map((id) => byId(element, id)).filter(Boolean).map((label) => textOf(label).join(' ') || label.textContent);
}
