// entry: the one control that stands for a company in a list, by its enterprise number and by words that must stand with it.
// Link or button in a row, a card, a list item; radio in a row; option of a drop-down or a combobox; the row itself.

// 0403.170.701, 403.170.701, 0403170701, BE 0403 170 701; never part of a longer number, or of that of an establishment: 0403.170.701/002.
const COMPANY = /(?<![\d.,/-])(?<be>BE[ .]?)?(?<first>[01]?\d{3})(?<gap>[ .-]?)(\d{3})\k<gap>(\d{3})(?!\d|[.,-]\d|\/\d{1,4}(?![\d.]))/giu;

/** The enterprise numbers in a text, as ten digits. Groups with spaces may be phone numbers: those need their check digits. */
function companiesIn(text) {
  const numbers = new Set();
  for (const match of clean(text).matchAll(COMPANY)) {
    const digits = (match.groups.first + match[4] + match[5]).padStart(10, '0');
    const checked = 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
    if (match.groups.gap !== ' ' || match.groups.be || checked) numbers.add(digits);
  }
  return numbers;
}
// What was typed, rather than a company: 'All results for "0403.170.701"', which comes last, or 'No result for "0403.170.701"'.
const QUOTED = /[«“”„"'‘’]\s?(?:BE[ .]?)?[\d .-]{9,14}\s?[»“”"'‘’]/giu;
const HEAD = 'th,[role=rowheader],h1,h2,h3,h4,h5,h6';
const isQuoted = (text) => text.search(QUOTED) >= 0;
const only = (numbers, wanted) => numbers.size === 1 && numbers.has(wanted);
const entryText = (element) => (element.tagName === 'OPTION' ? element.label || element.textContent : textOf(element, { eye: false }).join(' '));
const boxNumbers = remembered((element) => companiesIn(seenText(element).replaceAll(QUOTED, ' ')));

const CLICKABLE = REAL_ACTIONS + ',input[type=radio],[role=radio],[role=row][tabindex],[role=listitem][tabindex],[onclick]';
const BARE_LINK = 'a:not([href])';
const CHOSEN_ROWS = 'tr[aria-selected],[role=row][aria-selected]';
const ITEM = 'tr,li,article,dd,[role=row],[role=listitem],[role=option],[role=article],option';
const clickables = () => {
  if (!memo.has(clickables)) {
    const found = all(CLICKABLE).filter((element) => (element.matches('input[type=radio]') ? surfaceOf(element) : visible(element)) && !turnsPages(element));
    const shown = (element) => !found.includes(element) && seenText(element).length < 300 && visible(element) && getComputedStyle(element).cursor === 'pointer';
    const hand = all('tr,li,div,td,article').filter(shown);
    // A link without an address, as scripts have it, unless what is pressed is the whole line.
    hand.push(...all(BARE_LINK).filter((element) => shown(element) && !hand.some((other) => holds(other, element))));
    const pressed = [...found, ...hand.filter((element) => !found.some((other) => holds(element, other) || holds(other, element)))];
    // A row that says whether it is chosen, unless something in it is pressed.
    const rows = all(CHOSEN_ROWS).filter((row) => visible(row) && !pressed.some((other) => holds(row, other)));
    memo.set(clickables, [...pressed, ...rows]);
  }
  return memo.get(clickables);
};

const ROWS = 'tr,[role=row]';
/**
 * Rows of a list that have nothing to press and don't say that they can be chosen, where one button stands for them all beside the list:
 * `<div><a role=button>Ouvrir</a> <table>…`. A table between buttons of other words has none.
 */
function plainRows({ through }) {
  const idle = (row) => row.childElementCount > 1 && visible(row) && !all(ROWS, row).length && !clickables().some((other) => holds(row, other) || holds(other, row));
  const served = remembered((list) => {
    for (const up of ancestors(list)) {
      const beside = all(REAL_ACTIONS, up).filter((action) => visible(action) && !turnsPages(action) && !holds(list, action));
      if (beside.length || up.matches('body')) return beside.some((action) => bestFit(actionNames(action), through) !== null);
    }
    return false;
  });
  return all(ROWS).filter((row) => idle(row) && closest(row, 'table,[role=table],[role=grid]') && served(closest(row, 'table,[role=table],[role=grid]')));
}

// What opens a menu of things to do, with a company for instance.
const MENU_OPENERS = ':is([aria-haspopup=true],[aria-haspopup=menu])';
const named = (element, attribute) => (element.getAttribute(attribute) || '').split(/\s+/).filter(Boolean);

/** What has opened the menu that a control stands in, where ids say so: many a menu is drawn at the end of the page. */
const openerOf = remembered((control) => {
  const menu = closest(control, '[role=menu]');
  if (!menu) return null;
  const ids = [menu, ...ancestors(menu)].map((up) => up.id).filter(Boolean);
  const opens = (each) => [...named(each, 'aria-controls'), ...named(each, 'aria-owns')].some((id) => ids.includes(id)) || (each.id && named(menu, 'aria-labelledby').includes(each.id));
  // Of a menu within another the company is that of neither: 'Retour' in one may open the other again.
  return all(MENU_OPENERS).find((each) => !closest(each, '[role=menu]') && opens(each)) || null;
});

/** The company whose entry a control belongs to, and the box that says so: its own words, its row or card, the heading of its group. */
const companyOf = remembered((control) => {
  const own = companiesIn(entryText(control));
  if (own.size) return own.size === 1 ? { number: [...own][0], box: control, own: true } : null;
  const opener = openerOf(control);
  const company = opener && companyOf(opener);
  if (company) return { ...company, own: false };
  let node = control;
  for (const up of ancestors(control)) {
    const line = up.matches('tr') ? rowNumbers(up) : { numbers: boxNumbers(up), reached: false };
    if (line.numbers.size === 1 && !outsideList(up)) return { number: [...line.numbers][0], box: up, own: false, reached: line.reached };
    if (line.numbers.size && isOneLine(up)) return inHead(up);
    if (line.numbers.size) return line.reached ? null : headed(node);
    node = up;
  }
  return null;
});

/** A row or a list's item that names several companies, 'Maison mère 0403.170.701' beside its own: the one that its heading names, if it has any. */
const isOneLine = (box) => box.matches(ITEM) && !all(ITEM, box).some((inner) => boxNumbers(inner).size);
function inHead(line) {
  const numbers = new Set(all(HEAD, line).flatMap((head) => [...boxNumbers(head)]));
  return numbers.size === 1 ? { number: [...numbers][0], box: line, own: false } : null;
}

/** The numbers of a row: of its own cells, or else of those that reach into it: `<td rowspan=3>Exemple SA 0403.170.701</td>`, with a line for each quality. */
function rowNumbers(row) {
  const [own, far] = [[...row.cells].filter((cell) => cell.rowSpan === 1), [...row.cells].filter((cell) => cell.rowSpan !== 1)];
  const numbers = (cells) => new Set(cells.flatMap((cell) => [...boxNumbers(cell)]));
  const reached = numbers(own).size === 0;
  return { numbers: reached ? numbers([...far, ...reachingInto(row)]) : numbers(own), reached };
}

/** The cells of rows above that reach into a row. */
function reachingInto(row) {
  const cells = [];
  let far = 1;
  for (let above = row.previousElementSibling; above?.matches('tr'); above = above.previousElementSibling, far += 1) {
    cells.push(...[...above.cells].filter((cell) => cell.rowSpan > far || cell.getAttribute('rowspan') === '0'));
  }
  return cells;
}

/** A box as wide as the page's main part says nothing of an entry: the number may be that of the company one works for. */
const outsideList = (box) => box.matches('body') || (box.matches('main,[role=main],form,table,tbody') && all(ITEM, box).length > 1);

/**
 * The company of a group whose heading, a brother before it, holds the number and nothing to click. Where something to press stands before
 * the first number, it is the number behind that counts: `<a>Choisir</a> <p>A 0207.886.044</p> <a>Choisir</a> <p>B 0403.170.701</p>`. Nor
 * does one of two numbers that follow each other head anything, unless they are headings.
 */
function headed(node) {
  const before = [];
  for (let other = node.previousElementSibling; other; other = other.previousElementSibling) before.push(other);
  const at = before.findIndex((other) => boxNumbers(other).size);
  if (at < 0) return null;
  const [heading, next] = [before[at], before[at + 1]];
  const numbers = boxNumbers(heading);
  const pressed = (other) => clickables().some((each) => holds(other, each));
  const plain = !pressed(heading) || heading.matches('summary') || heading.querySelector('[aria-expanded]');
  if (numbers.size > 1 || !plain || endsLine(before, node)) return null;
  const another = next && boxNumbers(next).size > 0 && !pressed(next) && !headingIn(heading) && !heading.matches(`${HEAD},${ITEM},dt,summary`);
  return another && !only(boxNumbers(next), [...numbers][0]) ? null : { number: [...numbers][0], box: node, own: false, heading };
}

/**
 * Whether the number is only mentioned: 'Ancre AG, mandataire de 0403.170.701', 'Aucun résultat pour 0403.170.701'. A line that begins with
 * such words is named by them: 'Mandataire de Exemple SA 0403.170.701'.
 */
function isMentioned({ own, box, heading, number }, control, { notFor }) {
  const lines = (own ? [entryText(control)] : textOf(heading ?? box, { eye: false })).map(clean);
  const told = lines.flatMap((line, index) => (companiesIn(line).has(number) ? [index] : []));
  const mentions = (index) => {
    const before = lines[index].slice(0, lines[index].search(COMPANY));
    const [line, above] = hasLetters(before) ? [before, lines.slice(0, index)] : [lines[index - 1] ?? '', lines.slice(0, Math.max(0, index - 1))];
    const word = bestFit([line], notFor) && notFor.find((each) => each.pattern.test(line));
    return Boolean(word) && hasLetters([...above, line.slice(0, line.search(word.pattern))].join(' '));
  };
  return told.length > 0 && told.every(mentions);
}

/** Whether lines begin with what is pressed, and end with the number: something called the same stands before the first number. */
function endsLine(before, node) {
  const names = (box) => clickables().filter((each) => holds(box, each)).flatMap(actionNames);
  const first = before.findLastIndex((other) => boxNumbers(other).size);
  const earlier = new Set(before.slice(first + 1).flatMap(names));
  return names(node).some((name) => earlier.has(name));
}

/** The text of the entry's own line: its words, then those around it, as long as nothing else to click stands there. */
const lineOf = remembered((control) => {
  let line = control;
  for (const up of ancestors(control)) {
    if (up.matches('body,main,table,tbody,ul,ol,dl,[role=list],[role=table]') || (up.matches('form') && !closest(up, ITEM))) break;
    if (clickables().some((other) => holds(up, other) && !holds(control, other) && !holds(other, control))) break;
    // A list is no line: its rows may say something of several.
    if (!closest(control, ROWS) && all(ROWS, up).filter((row) => row.childElementCount > 1 && hasLetters(seenText(row))).length > 1) break;
    line = up;
    if (up.matches(ITEM)) break;
  }
  return line;
});

// 'Pour devenir gestionnaire, demandez un mandat.' tells of what isn't: a sentence beside an entry is no part of its name.
const isSentence = (line) => /[.!?]$/.test(line) && line.split(' ').length > 4;

// 'Gestionnaire local : Marie Peeters' tells who it is, not what the user is.
const PERSON = String.raw`\p{Lu}[\p{L}.'\u2019-]*(?:\s(?:\p{Lu}[\p{L}.'\u2019-]*|\p{Ll}{1,3}))*\s\p{Lu}[\p{L}.'\u2019-]*`;
const tellsWho = (text, words) => words.some((word) => new RegExp(`${word.pattern.source}\\s*:\\s*${PERSON}\\s*(?:$|[,;(|])`, 'u').test(text.normalize('NFKC')));

/** The words of an entry: its own, those of its line and of its group's heading; sentences that stand beside it are none, nor is who has a role. */
function entryWords(control, { having }) {
  const whose = (element) => (element.tagName === 'OPTION' ? [entryText(element)] : textOf(element, { eye: false }).join('\n').replace(/:\n/g, ': ').split('\n')).filter((line) => !having.some((words) => tellsWho(line, words)));
  const unnumbered = (texts) => unique([...texts, ...texts.map((text) => text.replace(COMPANY, ' '))]);
  const own = unnumbered([whose(control).join(' ')]);
  // Before they are cleaned: that takes away the full stop.
  const lines = unique(whose(lineOf(control)).filter((line) => !isSentence(line)));
  const groups = groupsOf(control).filter((group) => group.text.length < 80).map((group) => group.text);
  return { own, line: unnumbered([...lines, lines.join(' ')]), groups };
}

/**
 * Whether all wanted words stand in the entry (or as the title of its group inside the company's box), and none of the others. What is
 * called 'Employeur (Gestionnaire local)' has said which quality it is: another one that is spoken of beside it is not meant.
 */
function saysOf(control, target) {
  const { having, lacking } = target;
  const { own, line, groups } = entryWords(control, target);
  const says = (texts, words) => bestFit(texts, words, 'parts') !== null;
  const called = control.matches(REAL_ACTIONS) ? [...own, ...actionNames(control)] : own;
  if (lacking.some((words) => says(called, words))) return null;
  const named = having.some((words) => says(own, words) && !isNothingBut(own, words));
  let [far, beside] = [0, false];
  for (const words of having) {
    if (says(own, words)) continue;
    if (says(line, words) && !(named && words === having[0])) beside = true;
    else if (says(groups, words)) far = 1;
    else return null;
  }
  return beside && lacking.some((words) => says(line, words)) ? null : { far };
}

/** Whether a text says one of these words and nothing else: `<a>Gestionnaire local</a>`. */
function isNothingBut(texts, words) {
  const bare = (text) => lower(clean(text.replaceAll(/[…()[\]]/g, ' ')));
  return texts.some((text) => words.some((word) => bare(text) === bare(word.plain)));
}

const LISTED = /(?:^|[-_])(?:card|carte|tile|item|entry|company|companies|entreprise|onderneming|result|resultat|row|ligne|rij)(?:$|[-_])/i;

/** Whether a box is one of a list, and not a line like 'You work for Exemple SA 0403.170.701'. */
const inList = remembered((box) => {
  if (areaOf(box) > 0) return false;
  if (closest(box, ITEM) || tokens(box).some((name) => LISTED.test(name))) return true;
  const brothers = above(box) ? [...above(box).children].filter((other) => other !== box && other.tagName === box.tagName) : [];
  return brothers.some((other) => boxNumbers(other).size);
});

/**
 * What opens a menu of things to do with a company doesn't choose it. A dialogue may ask for the role, where the head or the number of a
 * line of the list opens it, or 'Choisir': another button may take something away ('Retirer mon accès').
 */
function opensElse(control, company, chosen) {
  if (!control.matches('[aria-haspopup]')) return false;
  const line = closest(control, ITEM);
  const ofLine = line && (line === company.box || holds(line, company.box)) && (company.own || chosen || closest(control, HEAD));
  return !control.matches('[aria-haspopup=dialog]') || !ofLine;
}

/** Whether a control opens the menu of a company's line, as far as it says; one that is open already shows what it has. */
const opensMenuOf = (control, company) => control.matches(`${MENU_OPENERS}:is(${REAL_ACTIONS}):not([aria-expanded=true])`) && !company.reached && inList(company.box);

/** Whether a control stands in such a menu: it does one of several things with the company then, and its own words must say which. */
function standsInMenuOf(control, { own, box }) {
  if (own) return false;
  const menu = closest(control, '[role=menu]');
  if (menu && ((menu !== box && holds(box, menu)) || openerOf(control))) return true;
  const laidOver = () => [...ancestors(control)].some((up) => up !== box && holds(box, up) && /^(?:absolute|fixed)$/.test(getComputedStyle(up).position));
  const opened = (each) => each.getAttribute('aria-expanded') === 'true' || (!each.hasAttribute('aria-expanded') && laidOver());
  return all(MENU_OPENERS, box).some((each) => !holds(each, control) && opened(each));
}

function entries(target) {
  const found = [];
  const plain = target.rows ? plainRows(target) : [];
  for (const control of [...clickables(), ...all('option').filter((option) => option.closest('select') && visible(option.closest('select'))), ...plain]) {
    if (areaOf(control) === 2 || control.matches('[role=tab]')) continue;
    const company = companyOf(control);
    if (!company || company.number !== target.number || isMentioned(company, control, target)) continue;
    const says = saysOf(control, target);
    if (!says) continue;
    if (target.opener) {
      if (opensMenuOf(control, company)) found.push({ ...asEntry(control), order: 0, fit: { tier: EXACT, word: 0, text: actionNames(control)[0] || '' } });
      continue;
    }
    // A heading that folds its group away is only pressed to open it.
    if (folds(control) && (!company.own || isOpen(control) || target.having.length)) continue;
    const ofMenu = standsInMenuOf(control, company);
    const chosen = !company.own && bestFit(actionNames(control), ofMenu ? target.menu : target.through) !== null;
    if (opensElse(control, company, chosen)) continue;
    const asRole = target.having.some((words) => bestFit([entryText(control)], words, 'parts'));
    if (ofMenu && !asRole && !(chosen && inList(company.box))) continue;
    // A cell that reaches into other rows may be the menu of a page that is laid out in a table.
    if (company.reached && !chosen && !target.having.length) continue;
    if (!company.own && !chosen && !target.having.length && !inList(company.box)) continue;
    const entry = { ...asEntry(control), ...(plain.includes(control) ? { strategy: 'plain row' } : {}) };
    const order = Number(entry.strategy === 'quoted') * 100 + says.far * 4 + (company.own ? 0 : chosen ? 1 : 2);
    found.push({ ...entry, order, fit: { tier: EXACT, word: 0, text: clean(entryText(control)) || clean(seenText(company.box)) } });
  }
  return innermost(found);
}

const folds = (control) => control.matches('summary,[aria-expanded]');
const isOpen = (control) => (control.matches('summary') ? control.parentElement.hasAttribute('open') : control.getAttribute('aria-expanded') === 'true');

function asEntry(control) {
  if (control.tagName === 'OPTION') return { ...optionOf(control), strategy: 'option' };
  if (control.matches('input[type=radio],[role=radio]')) return { element: control, how: 'radio', strategy: 'radio', target: null };
  const strategy = isQuoted(entryText(control)) ? 'quoted' : control.matches(`${REAL_ACTIONS},${BARE_LINK}`) ? 'control' : 'row';
  return { element: control, how: 'press', strategy, target: targetOf(control) };
}
