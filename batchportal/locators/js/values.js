// value: the text that stands by a caption. Lists, tables, labels and boxes first; a sentence only where the data says what
// the value looks like (`pattern`), because a sentence may hold other numbers.

const LEADING = 'button,[role=button],a:not([href^="mailto:"],[href^="tel:"])';
const gist = (lines) => lines.join('\n').trim();
/** What a box says, without the buttons in it: '98765 [Copier]'; nor the links, unless it says nothing else: 'pension01 <a>Modifier</a>'. */
const said = (element) => told(element, LEADING) || told(element, 'button,[role=button]');
const told = (element, but) => gist(textOf(element, { br: '\n', skip: (node) => node.matches(but) }));
const controlValue = (element) => (element.tagName === 'SELECT' ? (element.selectedOptions[0] || { label: '' }).label : element.matches('input,textarea') ? element.value : gist(textOf(element)));

function values(target) {
  const shape = target.pattern ? new RegExp(`^(?:${target.pattern})$`, 'u') : null;
  const shaped = (text) => !shape || shape.test(text.replace(/[\s\u00a0\u202f]+/g, ''));
  const found = [];
  const add = ({ element, value, fit, strategy, said }) => {
    if (!value || !shaped(value) || isOthers(element, said, target) || isStep(element, value)) return;
    found.push({ element, fit, strategy, value, how: 'read', target: `value ${value.replace(/\s+/g, ' ')}` });
  };
  for (const each of [...labelled(target), ...listed(target), ...inLines(target)]) add(each);
  if (shape) for (const each of inSentences(target, shaped)) add({ ...each, strategy: 'sentence' });
  return found;
}

/** 'Ancien numéro', 'par exemple', below the heading 'Historique', or 'Longueur' over its column: the value of something else, though its caption stands there. */
function isOthers(element, said, { notFor }) {
  if (!notFor.length) return false;
  const cell = closest(element, 'td,th,[role=cell],[role=gridcell]');
  const heads = [...((cell && closest(cell, 'table,[role=table],[role=grid]'))?.querySelector('tr,[role=row]')?.children || [])];
  const head = heads.includes(cell) ? null : heads.find((other) => columnOf(other) === columnOf(cell));
  const over = [...groupsOf(element).slice(0, 1).map((group) => group.text), ...(head ? readings(head) : [])];
  return bestFit(unique([...said, ...over]), notFor) !== null;
}

/** The step of a progress bar, 'Canal 5', 'Numéro d'expéditeur 6': boxes side by side count on, each with one number. */
function isStep(element, value) {
  const counted = (box) => seenText(box).match(/\d+/g) || [];
  const inRun = (box) => {
    const numbers = [...(above(box)?.children || [])].map(counted).flatMap((told) => (told.length === 1 ? Number(told[0]) : []));
    let [first, last] = [Number(value), Number(value)];
    while (numbers.includes(first - 1)) first--;
    while (numbers.includes(last + 1)) last++;
    return last - first > 1;
  };
  if (!/^\d{1,2}$/.test(value)) return false;
  for (let [box, up] = [element, 0]; box && up < 4; box = above(box), up++) if (counted(box).length === 1 && inRun(box)) return true;
  return false;
}

/** label: `<label>Numéro</label><input readonly value=…>`, `<output>`. Passwords are never read. */
function labelled(target) {
  const shown = all('input,textarea,select,output').filter(
    (element) => visible(element) && !(target.pattern && asksFor(element)) && !element.matches('[type=password],[type=checkbox],[type=radio],[type=file],[type=submit],[type=button],[type=image],[type=reset],[type=hidden]'),
  );
  return fitting(shown, target, fieldCaption, 'label').map((candidate) => ({ ...candidate, value: controlValue(candidate.element), said: fieldCaption(candidate.element).texts }));
}

/** Whether a field asks for a value rather than showing it: what was looked for last may stand in a search. */
const asksFor = (element) => element.matches('input,textarea,select') && editable(element) && !element.matches('select:has(option:only-of-type)');

/** dt/dd, th/td in a row, th over td in a column, and boxes in pairs: `<div>Numéro</div><div>123</div>`, `<b>Numéro</b> 123`. */
function listed(target) {
  const captions = all('*').filter((element) => !SILENT.has(element.tagName) && hasLetters(element.textContent) && element.textContent.length < 400 && visible(element));
  const found = innermost(fitting(captions, target, (element) => unique([seenText(element)]), 'pair'));
  return found.flatMap(({ element, fit }) => {
    const place = valuePlace(element, target);
    return place ? [{ fit, said: [seenText(element)], ...place }] : [];
  });
}

function valuePlace(caption, target) {
  const term = closest(caption, 'dt');
  if (term) {
    const data = [];
    for (let next = term.nextElementSibling; next && next.tagName !== 'DT'; next = next.nextElementSibling) if (next.tagName === 'DD' && visible(next)) data.push(next);
    return data.length ? { element: data[0], value: data.map((each) => told(each, LEADING)).filter(Boolean).join('\n') || said(data[0]), strategy: 'dt' } : null;
  }
  const cell = closest(caption, 'td,th,[role=cell],[role=rowheader],[role=columnheader]');
  if (cell && clean(seenText(cell)) === clean(seenText(caption))) return cellValue(cell, target);
  return farColumn(caption) || pairValue(caption, target);
}

const filled = (element) => Boolean(clean(seenText(element)).replace(/[^\p{L}\p{N}]/gu, ''));

function cellValue(cell, target) {
  const row = cell.parentElement;
  const heads = [...row.children].every((other) => other.matches('th,[role=columnheader]') || !filled(other));
  if (cell.matches('th,[role=columnheader]') && heads && row.children.length > 1) return columnValue(cell) || farColumn(cell);
  const next = [...row.children].slice([...row.children].indexOf(cell) + 1).find((other) => filled(other) || all(FIELDS, other).length);
  const caption = (other) => bestFit(unique([seenText(other)]), target.rivals)?.tier < HINT;
  const last = cell.nextElementSibling ? null : cell.previousElementSibling;
  if (next ? caption(next) : last && (target.pattern || caption(last))) {
    const below = columnValue(cell);
    return below && !caption(below.element) ? below : null;
  }
  if (!next || hasTwin(next, cell, target)) return null;
  return all(FIELDS, next).length ? null : { element: next, value: said(next), strategy: 'cell' };
}

/** Whether the row holds the same for several, each below a heading of its own: 'Employeur', 'Pensions', with nothing above the caption. */
function hasTwin(cell, caption, target) {
  const heads = [...(closest(cell, 'table,[role=table],[role=grid]').querySelector('tr,[role=row]')?.children || [])];
  if (heads.includes(caption) || !heads.every((head) => head.matches('th,[role=columnheader]') || !filled(head))) return false;
  const headed = (other) => heads.some((head) => filled(head) && columnOf(head) === columnOf(other));
  const corner = heads.find((head) => columnOf(head) === columnOf(caption));
  const others = [...cell.parentElement.children].filter((other) => other !== caption && other !== cell && headed(other) && told(other, LEADING));
  return headed(cell) && (likeIt(others, target).length > 0 || (others.length > 0 && !(corner && filled(corner))));
}

/** The cell below a caption, if its column has only one. */
function columnValue(cell) {
  const row = cell.parentElement;
  const head = row.parentElement.tagName === 'THEAD' ? row.parentElement.nextElementSibling : null;
  const rows = [];
  for (let next = row.nextElementSibling || (head && head.rows[0]); next; next = next.nextElementSibling) rows.push(next);
  if (rows.length !== 1 || rows[0].children.length !== row.children.length || all(FIELDS, rows[0]).length) return null;
  const below = [...rows[0].children].find((other) => columnOf(other) === columnOf(cell));
  return below && filled(below) ? { element: below, value: said(below), strategy: 'column' } : null;
}

/**
 * The same where the head, which stands still when the rows are rolled, is no part of their table: `<div><div>Numéro</div><div>Canal</div></div>
 * <div><table>…`. As many boxes side by side as the only row has cells, and the value's cell below its own.
 */
function farColumn(caption) {
  let head = caption;
  for (let up = above(head); up && [...up.children].filter(filled).length < 2; up = above(up)) head = up;
  const heads = above(head) ? [...above(head).children] : [];
  const edges = heads.flatMap((each) => [each.getBoundingClientRect().left, each.getBoundingClientRect().right]);
  if (heads.some((each) => !filled(each) || each.matches(REAL_ACTIONS) || all(REAL_ACTIONS, each).length) || edges.some((edge, index) => edge > edges[index + 1] + 1)) return null;
  for (let box = closest(head, 'table,[role=table],[role=grid]') || above(head), steps = 0; box && !box.matches('body,main') && steps < 5; box = above(box), steps++) {
    const after = [];
    for (let next = box.nextElementSibling; next; next = next.nextElementSibling) if (filled(next) && visible(next)) after.push(next);
    if (!after.length) continue;
    const rows = after.flatMap((next) => [next, ...all(ROWS, next)]).filter((row) => row.matches(ROWS) && filled(row) && visible(row));
    const cell = rows.length === 1 && rows[0].children.length === heads.length ? rows[0].children[heads.indexOf(head)] : null;
    if (!cell || !filled(cell) || all(FIELDS, rows[0]).length) return null;
    const [top, bottom] = [head, cell].map((each) => each.getBoundingClientRect());
    const middle = (bottom.left + bottom.right) / 2;
    return top.left <= middle && middle <= top.right ? { element: cell, value: said(cell), strategy: 'column' } : null;
  }
  return null;
}

/** `<p>Votre numéro</p><div class=big>123</div><p>…</p>`: the box right behind a caption, if no other one there looks like the value. */
function nextLikeIt(pieces, at, target) {
  const alike = likeIt(pieces, target).filter((piece) => piece.tagName !== 'LI'); // 'Numéro', '2', 'Fichiers': a list of steps
  return alike.length === 1 && alike[0] === pieces[at + 1] ? { element: alike[0], value: said(alike[0]), strategy: 'pair' } : null;
}

/** The pieces that look like the value, where the data says what that looks like. */
function likeIt(pieces, target) {
  if (!target.pattern) return [];
  const shape = new RegExp(`^(?:${target.pattern})$`, 'u');
  return pieces.filter((piece) => piece.nodeType === Node.ELEMENT_NODE && shape.test(said(piece).replace(/[\s\u00a0\u202f]+/g, '')));
}

/** 'Modifier', beside a part's heading and beside others: nothing but a link to that part. */
function leadsToPart(box, caption) {
  if (!box.matches(LEADING) && told(box, LEADING)) return false;
  const next = (heading) => [...above(heading).children].find((other) => filled(other) && heading.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const beside = all(HEADINGS).filter((heading) => !holds(heading, caption) && above(heading)).map(next);
  return beside.some((other) => other && seenText(other) === seenText(box));
}

/** The part that a heading stands for, with a caption of its own in it: `<legend>Utilisateur</legend><table>Utilisateur | x01`. */
const holdsCaption = (box, target) => linesSeen(box).length > 1 && linesSeen(box).some((line) => bestFit([clean(line)], target.words));

/** The text after a caption in its box, or the next box: nothing else may stand there. */
function pairValue(caption, target) {
  let node = caption;
  for (let up = above(caption), steps = 0; up && steps < 3; node = up, up = above(up), steps++) {
    if (up.matches('body,main,form,table')) return null;
    const pieces = childrenOf(up).filter((child) => (child.nodeType === Node.TEXT_NODE ? clean(child.data) : child.nodeType === Node.ELEMENT_NODE && !hidden(child) && filled(child)));
    const at = pieces.indexOf(node);
    if (pieces.length === 1) continue;
    const rest = pieces.slice(at + 1);
    const like = nextLikeIt(pieces, at, target);
    if (like) return like;
    // Two in a row: captions stand above one another, and values below them.
    if (likeIt(rest.slice(0, 2), target).length > 1) return null;
    if (at % 2 !== 0 || !rest.length) return null;
    if (at !== 0 && pieces.length % 2 !== 0) return null;
    const value = rest[0];
    const box = value.nodeType === Node.ELEMENT_NODE && closest(caption, HEADINGS) ? value : null;
    if (box && (leadsToPart(box, caption) || holdsCaption(box, target))) return null;
    if (value.nodeType === Node.TEXT_NODE) return rest.length === 1 && at === 0 ? { element: up, value: value.data.replace(/^[\s:]+|\s+$/g, '').replace(/\s+/g, ' '), strategy: 'pair' } : null;
    if (all(FIELDS, value).length || value.matches(HEADINGS) || (pieces.length > 2 && pieces.length % 2 !== 0)) return null;
    return { element: value, value: said(value).replace(/^:\s*/, ''), strategy: 'pair' };
  }
  return null;
}

const PAIR = /^([^:]{2,120}?)\s*:\s*(\S.*)?$/;

/** 'Numéro d'expéditeur : 123456' on a line of its own, or the number on the line below. */
function inLines(target) {
  const found = [];
  for (const block of blockList()) {
    const lines = textOf(block, { br: '\n' }).map((line) => line.replace(/[\u00a0\u202f]/g, ' '));
    for (const [index, line] of lines.entries()) {
      const match = PAIR.exec(line);
      const fit = match && bestFit([clean(match[1])], target.words);
      const below = lines[index + 1] || '';
      const value = match && (match[2] || (PAIR.test(below) ? '' : below));
      if (fit && fit.tier < OPEN) found.push({ element: block, value: value.trim(), fit, strategy: 'line', said: [line] });
    }
  }
  return found.filter(({ element }) => !found.some((other) => other.element !== element && holds(element, other.element)));
}

// What may stand between a caption and its value in a sentence: nothing, a colon, 'is', 'is the'; or any words without a comma, then a colon.
const LINK = /^(?:\s*[:=]?\s*|[^,;.()?!\d]*\s[:=]\s*|\s+(?:est|is|ist|lautet|luidt|sera|wordt)(?:\s+(?:le|het|de|die|the|maintenant|nu|now))?\s*:?\s*)(?:n°|nr\.?|no\.?)?\s*["']?\s*$/i;
const BEFORE = /^\s*["']?\s*(?:est|is|ist)\s+(?:\p{L}+\s+)?$/iu;
// What makes a quantity, a span or a date of a number: '6 chiffres', '24 heures', '2 à 3 jours', '3 mars'.
const COUNTS =
  /^\s*(?:[%€]|(?:à|tot|bis|to|-)\s*\d|(?:chiffre|caract|position|cijfer|teken|positie|ziffer|zeichen|stelle|digit|character|heure|minute|minuut|minuten|uur|uren|stunde|hour|jour|dag|werkdag|tag|werktag|day|working|business|semaine|week|weken|woche|mois|maand|monat|month|année|jaar|jahr|year|fois|keer|time|euro|fichier|bestand|datei|file|janv|févr|mars|avril|juin|juil|août|sept|octo|nove|déce|janu|febr|maart|april|juni|juli|augu|okto|dece|deze|märz)\p{L}*|(?:h|ans?|min|mai|mei|mal|may|march)(?![\p{L}\p{N}]))/iu;
const OF_SOME = /^\s*(?:des|par|sur|per|op|pro|von|of|out)(?![\p{L}\p{N}])/iu; // '1 des éléments', '1 par qualité'
const NUMBER = /(?<![\p{L}\p{N}.,/-])\d+(?:[ .,/-]?\d+)*(?![\p{L}\p{N}]|[.,/-]\d)/gu;

/** The sentence that a place stands in, up to the first comma behind that. 'p. ex. le numéro' is in the middle of one. */
function sentenceOf(text, start, end) {
  const before = text.slice(0, start).split(/[.?!]\s+(?=\p{Lu})/u).at(-1);
  return before + text.slice(start, end) + text.slice(end).split(/[,;]|[.?!](?:\s|$)/)[0];
}

/** 'Votre numéro d'expéditeur est <b>123456</b>.', '<b>123456</b> est votre numéro d'expéditeur.' */
function inSentences(target, shaped) {
  const found = [];
  for (const block of blockList()) {
    const text = seenText(block).replace(/[\u2018\u2019]/g, "'").replace(/[\u00a0\u202f]/g, ' ').normalize('NFKC');
    for (const [index, word] of target.words.entries()) {
      if (word.open) continue;
      const caption = new RegExp(word.pattern.source.replace(/^\^|\$$/g, ''), 'giu');
      for (const match of text.matchAll(caption)) {
        if (/[\p{L}\p{N}]/u.test((text[match.index - 1] || ' ') + (text[match.index + match[0].length] || ' '))) continue;
        const fit = { tier: HINT, word: index, text: match[0], size: word.plain.length };
        for (const number of text.matchAll(NUMBER)) {
          const after = number.index > match.index;
          const between = after ? text.slice(match.index + match[0].length, number.index) : text.slice(number.index + number[0].length, match.index);
          const rest = text.slice(number.index + number[0].length);
          if (after && (COUNTS.test(rest) || (number[0].length === 1 && OF_SOME.test(rest)))) continue;
          if (shaped(number[0]) && (after ? LINK : BEFORE).test(between)) found.push({ element: block, value: number[0], fit, said: [sentenceOf(text, Math.min(match.index, number.index), number.index + number[0].length)] });
        }
      }
    }
  }
  return found.filter(({ element }) => !found.some((other) => other.element !== element && holds(element, other.element)));
}
