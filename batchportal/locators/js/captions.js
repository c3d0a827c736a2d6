// Where a control's caption stands. Each strategy is documented with the HTML it is for; they are asked in this order,
// and the first that finds words settles it: a field labelled 'Prénom' is never 'Nom' because of something beside it.

const HINTS = /hint|help|aide|desc|note|info|muted|example|error|erreur|message|feedback|badge/i;
const isHint = (element) => element.tagName === 'SMALL' || tokens(element).some((name) => HINTS.test(name));
const isControl = (element) => element.matches(FIELDS);
const fieldsIn = (box) => all(FIELDS, box).filter((field) => rendered(field) || field.matches('[type=radio],[type=checkbox],[type=file]'));

/** The readings of a caption: whole, and without its hints ('<label>Nom <small>comme sur la carte</small></label>'). */
function readings(element, own) {
  const skip = (node) => node === own || isControl(node) || node.matches('button,[role=button],[role=tooltip]');
  const whole = textOf(element, { skip });
  const seen = textOf(element, { skip, eye: true });
  const bare = textOf(element, { skip: (node) => skip(node) || isHint(node) });
  const hiddenLabel = whole.length || seen.length || bare.length ? [] : [element.textContent];
  return unique([whole.join(' '), seen.join(' '), bare.join(' '), ...hiddenLabel]);
}

/** label: `<label for>`, a wrapping `<label>`, also of the custom element that hides the control in its shadow. */
function byLabel(control) {
  const labels = [...(control.labels || [])];
  for (const host of hostsOf(control)) {
    const id = host.getAttribute('id');
    if (id) labels.push(...all('label[for]', host.getRootNode()).filter((label) => label.getAttribute('for') === id));
  }
  return labels.flatMap((label) => readings(label, control));
}

/** aria: `aria-labelledby` (all its parts together; the last alone, where the others are headings of the group), `aria-label`. */
function byAria(control) {
  return [control, ...hostsOf(control)].flatMap((element) => {
    const parts = labelledBy(element);
    const groups = groupsOf(control).map((group) => group.text);
    const rest = parts.filter((part) => !groups.includes(clean(part)));
    const own = element === control ? [] : [element.getAttribute('label') || ''];
    return unique([parts.join(' '), rest.join(' '), element.getAttribute('aria-label') || '', ...own]);
  });
}

/** The custom elements around a control, as long as it is the only one in their shadow. */
function hostsOf(control) {
  const hosts = [];
  const alike = control.matches(FIELDS) ? FIELDS : '[role=option],[role=tab],[aria-pressed]';
  for (let root = control.getRootNode(); root instanceof ShadowRoot; root = root.host.getRootNode()) {
    if (all(alike, root).length > 1) break;
    hosts.push(root.host);
  }
  return hosts;
}

/** cell: `<td>Nom</td><td><input></td>`; in a grid the heading of the column; dt/dd: `<dt>Nom</dt><dd><input></dd>`. */
function byCell(control) {
  for (const up of ancestors(control)) {
    if (!up.matches('td,th,dd,[role=cell],[role=gridcell]')) continue;
    if (fieldsIn(up).length > 1) return [];
    const found = up.tagName === 'DD' ? byTerm(up) : besideCell(up);
    // A table around nothing but this control is layout: the caption stands beside the cell that the table fills.
    if (found.length || hasLetters(seenText(closest(up, 'table,[role=table],[role=grid],dl') || up))) return found;
  }
  return [];
}

const byTerm = (data) => {
  const term = previousWith(data, (before) => before.tagName === 'DT');
  return term ? readings(term) : [];
};

const MARK = /^(?:champ )?(?:obligatoire|requis|verplicht(?: veld)?|pflichtfeld|erforderlich|required)$/i;
const hasWords = (cell) => hasLetters(seenText(cell)) && !MARK.test(clean(seenText(cell)));

function besideCell(cell) {
  const cells = [...cell.parentElement.children];
  const head = columnHead(cell);
  const texts = cells.filter((other) => !fieldsIn(other).length && hasWords(other));
  const grid = cells.filter((other) => fieldsIn(other).length).length > 1;
  if (head && (grid || !texts.length)) return readings(head);
  if (!texts.length || cells.find((other) => fieldsIn(other).length || texts.includes(other)) !== texts[0]) return [];
  const left = previousWith(cell, (before) => fieldsIn(before).length || texts.includes(before));
  return left && texts.includes(left) ? readings(left) : [];
}

const previousWith = (element, test) => {
  for (let before = element.previousElementSibling; before; before = before.previousElementSibling) if (test(before)) return before;
  return null;
};

const columnOf = (cell) => {
  let column = 0;
  for (let before = cell.previousElementSibling; before; before = before.previousElementSibling) column += before.colSpan || 1;
  return column;
};

/** The cell with words, and no control, above a cell: in a head row, or in a row that holds nothing but captions. */
function columnHead(cell) {
  const row = cell.parentElement;
  const table = closest(cell, 'table,[role=table],[role=grid]');
  if (!table) return null;
  const rows = all('tr,[role=row]', table).filter((other) => closest(other, 'table,[role=table],[role=grid]') === table);
  for (let index = rows.indexOf(row) - 1; index >= 0; index--) {
    const cells = [...rows[index].children];
    if (cells.some((other) => fieldsIn(other).length)) continue;
    const head = cells.find((other) => columnOf(other) === columnOf(cell) && (other.colSpan || 1) <= (cell.colSpan || 1));
    const captions = cells.length > 1 || row.children.length === 1;
    return head && captions && hasLetters(seenText(head)) ? head : null;
  }
  return null;
}

/** near: words in the same box as the only control there (floating labels, div rows), or right before it among others. */
function byNeighbour(control, apart = () => false) {
  let node = control;
  for (let up = above(control), steps = 0; up && steps < 5; node = up, up = above(up), steps++) {
    if (up.matches('body,form,main,table,fieldset,section,article,tr,dl') && steps) break;
    const before = [];
    const after = [];
    const runs = [];
    for (const child of childrenOf(up)) {
      const part = child === node || (child.nodeType === Node.ELEMENT_NODE && holds(child, node)) ? 'here' : apart(child) ? '' : partOf(child);
      if (part === 'words' && isPrefix(child)) continue;
      if (part === 'words') (runs.includes('here') ? after : before).push(child);
      if (part && (part === 'words' ? runs.at(-1) !== 'words' : true)) runs.push(part);
    }
    if (!before.length && !after.length) {
      if (runs.length > 1) return [];
      continue;
    }
    return runs.some((part) => part === 'field') ? amongOthers(runs, before) : alone(before, after);
  }
  return [];
}

// '+32', 'BE', 'kg': what stands beside a value is no caption.
const isPrefix = (child) => clean(rawText(child)).length <= 2;

const childrenOf = (box) => (box.shadowRoot ? [...box.shadowRoot.childNodes] : box.tagName === 'SLOT' ? box.assignedNodes({ flatten: true }) : [...box.childNodes]);

function partOf(child) {
  if (child.nodeType === Node.TEXT_NODE) return hasLetters(child.data) ? 'words' : '';
  if (child.nodeType !== Node.ELEMENT_NODE || !rendered(child)) return '';
  if (isControl(child) || fieldsIn(child).length) return 'field';
  if (SILENT.has(child.tagName) || child.matches('button,[role=button],a')) return '';
  return hasLetters(seenText(child)) ? 'words' : '';
}

const rawText = (child) => child.textContent || (child.nodeType === Node.ELEMENT_NODE ? seenText(child) : ''); // a slot holds no text of its own
const wordsOf = (child) => (child.nodeType === Node.TEXT_NODE ? [clean(child.data)] : readings(child));
const aside = (child) => child.nodeType === Node.ELEMENT_NODE && (isHint(child) || seenText(child).length > 40);

const hinted = (child) => child.nodeType === Node.ELEMENT_NODE && isHint(child);

/** The only control of its box: the words right before it, or, as floating labels have it, after it. Hints don't count; what is long ends them. */
function alone(before, after) {
  const long = after.findIndex((child) => aside(child) && !hinted(child));
  const captions = (before.length ? before : after.slice(0, long < 0 ? after.length : long)).filter((child) => !aside(child));
  const pieces = captions.length ? captions : before.filter((child, index) => before.length === 1 || (index === before.length - 1 && !hinted(child)));
  return before.length ? lastWords(pieces) : lastWords(pieces.slice(0, 1));
}

/** The words that end some pieces: `Nom <em>d'utilisateur</em>` is one caption, `<h3>…</h3><div>Nom</div>` ends with one. */
function lastWords(pieces) {
  const phrase = [];
  while (phrase.length < pieces.length && isPhrase(pieces.at(-1 - phrase.length))) phrase.unshift(pieces.at(-1 - phrase.length));
  if (phrase.length > 1) return unique([phrase.map((child) => rawText(child)).join('')]);
  return pieces.length ? wordsOf(pieces.at(-1)) : [];
}

const isPhrase = (child) => child.nodeType === Node.TEXT_NODE || (INLINE.has(child.tagName) && getComputedStyle(child).display === 'inline');

/** One of several controls of a box: words and controls must take turns, words first, else nobody can tell whose they are. */
function amongOthers(runs, before) {
  const turns = runs.every((part, index) => (index % 2 === 0) === (part === 'words'));
  const run = before.slice(lastRun(before));
  const short = run.filter((child) => !aside(child));
  const last = short.length || run.length !== 1 ? short : run;
  return turns && (last.length === 1 || last.every(isPhrase)) ? lastWords(last) : [];
}

/** Where, among the pieces before a control, the run of pieces that touches it begins. */
function lastRun(before) {
  let start = before.length;
  for (let index = before.length - 1; index >= 0; index--) {
    if (index < before.length - 1 && !touches(before[index], before[index + 1])) break;
    start = index;
  }
  return start;
}

function touches(first, second) {
  for (let node = first.nextSibling; node && node !== second; node = node.nextSibling) {
    if (partOf(node) === 'field') return false;
  }
  return true;
}

/**
 * The words behind the last control of the block, or of the table, that a control stands in among others. Where a field is called
 * by them, captions stand below their fields: `<input><br>Nom<br><input><br>Prénom`, and those before each are another's.
 */
const wordsAtTheEnd = remembered((control) => {
  const cell = closest(control, 'td,th');
  const row = cell && all('tr', closest(cell, 'table')).at(-1);
  if (row) return fieldsIn(row).length ? [] : unique([...row.children].map(seenText));
  for (const up of ancestors(control)) {
    if (up.matches('body,form,main,fieldset,section,article,dl') && fieldsIn(up).length === 1) return [];
    const parts = childrenOf(up).map((child) => ({ child, part: partOf(child) })).filter((each) => each.part);
    if (parts.filter(({ part }) => part === 'field').length > 1) return parts.at(-1).part === 'words' ? wordsOf(parts.at(-1).child) : [];
  }
  return [];
});

/** Whether a control fills a cell of a table: then no words behind it there are its caption. A page may stand in a cell, too. */
function aloneInCell(control) {
  const cell = closest(control, 'td,th');
  if (!cell || fieldsIn(cell).length > 1) return false;
  if (!cell.contains(control)) return true;
  const before = document.createRange();
  before.setStart(cell, 0);
  before.setEndBefore(control);
  const words = clean(before.toString());
  return !hasLetters(words) || words.length <= 2 || MARK.test(words);
}

/** The caption of a text field: {how, texts}, or none. */
const fieldCaption = remembered((control) => {
  const named = [...byLabel(control), ...byAria(control)];
  if (named.length) return { how: 'label', texts: unique(named) };
  const cell = byCell(control);
  if (cell.length) return { how: 'cell', texts: cell };
  const near = aloneInCell(control) ? [] : byNeighbour(control);
  if (near.length) return { how: 'near', texts: near };
  const own = unique([control.getAttribute('placeholder') || '', control.getAttribute('data-placeholder') || '']);
  if (own.length) return { how: 'placeholder', texts: own };
  return { how: 'title', texts: unique([control.getAttribute('title') || '']) };
});

/** The caption of a radio, a check box or their like: its label, its own words, the words beside it, the cell beside it. */
const choiceCaption = remembered((control) => {
  const labels = [...(control.labels || [])];
  const named = [...byLabel(control), ...byAria(control), ...labels.flatMap(firstLine), ...labels.flatMap(inPieces)];
  if (named.length && !ofEveryRow(control)) return { how: 'label', texts: unique(named) };
  const own = control.matches('input') ? [] : unique([...readings(control), ...firstLine(control), ...inPieces(control), ...title(control)]);
  if (own.length) return { how: 'text', texts: own };
  const cell = closest(control, 'td,th,[role=gridcell]');
  const others = cell ? fieldsIn(cell).filter((field) => field !== control && !holds(control, field) && !holds(field, control)) : [];
  if (cell && !others.length && !hasLetters(seenText(cell))) return { how: 'cell', texts: rowWords(cell) };
  if (!control.matches('input')) return { how: 'label', texts: unique(named) };
  const beside = besideChoice(control);
  return beside.length ? { how: 'near', texts: beside } : { how: 'title', texts: title(control) };
});

const TABLE_BOXES = '[type=checkbox],[role=checkbox],[role=switch]';
const onlyName = (box) => ([...(box.labels || [])].some((label) => hasLetters(seenText(label))) || box.hasAttribute('aria-labelledby') ? '' : clean(box.getAttribute('aria-label') || ''));
const boxNames = remembered((table) => all(TABLE_BOXES, table).map(onlyName));

/** Whether boxes of a table share their one name: `<tr><td><div role=checkbox aria-label="Sélection d'un élément">` says nothing of its row. */
function ofEveryRow(control) {
  const table = closest(control, 'td,[role=gridcell]') && closest(control, 'table,[role=grid],[role=table]');
  const name = table && control.matches(TABLE_BOXES) ? onlyName(control) : '';
  return name !== '' && boxNames(table).filter((other) => other === name).length > 1;
}

const title = (element) => unique([element.getAttribute('title') || '']);

/** The first line of a card: `<label><input><b>SFTP</b><p>Sûr et recommandé</p></label>`. */
function firstLine(element) {
  const lines = textOf(element, { skip: isControl });
  return lines.length > 1 ? unique([lines[0]]) : [];
}

/** What a choice is called without badges, where nothing else fits: `<label><b>SFTP <i class=tag>recommandé</i></b></label>`. */
const bareCaption = remembered((control) => ({ how: 'label', texts: unique([...(control.labels || []), ...(control.matches('input') ? [] : [control])].flatMap(firstWords)) }));

/** The first line without hints, and without what stands behind the words in a rounded box of its own. */
function firstWords(element) {
  const lines = textOf(element, { skip: (node) => isControl(node) || isHint(node) || isPill(node) });
  return lines.slice(0, 1);
}

function isPill(node) {
  if (node.childElementCount || !node.previousSibling || !hasLetters(rawText(node.previousSibling))) return false;
  const { display, borderRadius, borderTopStyle, backgroundColor } = getComputedStyle(node);
  const boxed = borderTopStyle !== 'none' || !/^(?:transparent|rgba\(.*, 0\))$/.test(backgroundColor);
  return display.startsWith('inline') && parseFloat(borderRadius) > 0 && boxed;
}

/** The heading of a card: `<a><span>BELGIQUE</span><h2>Français</h2><span>La Sécurité Sociale</span></a>`. */
function ownHeading(element) {
  const heads = all('h1,h2,h3,h4,h5,h6,[role=heading]', element);
  return heads.length === 1 ? unique([seenText(heads[0])]) : [];
}

/** `<label><input>DB2P <em>Déclarations pensions complémentaires</em></label>`: read as with a dash between. */
function inPieces(element) {
  const pieces = [...element.childNodes].filter((child) => partOf(child) === 'words');
  if (pieces.length === 1 && pieces[0].nodeType === Node.ELEMENT_NODE) return inPieces(pieces[0]);
  return pieces.length > 1 ? [pieces.map((child) => clean(rawText(child))).join(' - ')] : [];
}

/** `<td><input type=radio></td><td>SFTP</td>`: the nearest words in the row, after the control or else before it. */
function rowWords(cell) {
  const cells = [...cell.parentElement.children];
  if (fieldsIn(cell.parentElement).filter((field) => field.matches('[type=radio],[type=checkbox]')).length > 1) {
    const head = columnHead(cell);
    if (cells.every((other) => !hasLetters(seenText(other)))) return head ? readings(head) : [];
    return turnWords(cells, cell);
  }
  for (let next = cell.nextElementSibling; next; next = next.nextElementSibling) if (hasLetters(seenText(next))) return readings(next);
  const before = previousWith(cell, (other) => hasLetters(seenText(other)));
  return before ? readings(before) : [];
}

/** `<td><input></td><td>DmfA</td><td><input></td><td>DB2P</td>`: boxes and words that take turns in a row. */
function turnWords(cells, cell) {
  const full = cells.filter((other) => fieldsIn(other).length || hasLetters(seenText(other)));
  const words = (other) => !fieldsIn(other).length;
  const turns = full.length % 2 === 0 && full.every((other, index) => words(other) !== words(full[0]) === Boolean(index % 2));
  if (!turns) return [];
  const beside = full[full.indexOf(cell) + (words(full[0]) ? -1 : 1)];
  return beside ? readings(beside) : [];
}

/** `<input type=radio> SFTP <input type=radio> FTP`: the words after each, unless the words stand before each. */
function besideChoice(control) {
  let node = control;
  for (let up = above(control), steps = 0; up && steps < 4; node = up, up = above(up), steps++) {
    if (up.matches('body,main,table,tr') && steps) break;
    const parts = childrenOf(up).map((child) => ({ child, part: child === node ? 'field' : partOf(child) })).filter((each) => each.part);
    const at = parts.findIndex((each) => each.child === node);
    if (parts.length === 1) continue;
    const words = (index, step) => {
      const run = [];
      for (let i = index + step; parts[i] && parts[i].part === 'words'; i += step) run[step > 0 ? 'push' : 'unshift'](parts[i].child);
      return run.length && run.every(isPhrase) ? unique([run.map((child) => rawText(child)).join('')]) : run.length ? wordsOf(step > 0 ? run[0] : run.at(-1)) : [];
    };
    const first = parts[0].part;
    const last = parts.at(-1).part;
    if (parts.filter((each) => each.part === 'field').length === 1 && first === 'words' && last === 'field') {
      return unique([...words(at, -1), ...wordsOf(parts[0].child)]);
    }
    if (first === 'field' && last === 'words') return words(at, 1);
    if (first === 'words' && last === 'field') return words(at, -1);
    if (first === 'words' && last === 'words' && /[:?]\s*$/.test(rawText(parts[0].child))) return words(at, 1);
    return [];
  }
  return [];
}

/** What shows the name of a file whose field can't be seen: `<label for=f>Certificat</label> <p><input id=f readonly> <span>Parcourir <input type=file></span></p>`. */
function faceOf(control) {
  const box = visible(control) && !offPage(control) ? null : [...ancestors(control)].find((up) => fieldsIn(up).length > 1);
  const parts = box ? [...box.children].filter((part) => !holds(part, control)) : [];
  const fields = parts.flatMap((part) => [...(isControl(part) ? [part] : []), ...fieldsIn(part)]);
  return fields.length === 1 && fields[0].matches('input[readonly]') && !parts.some((part) => hasLetters(seenText(part))) ? fields : [];
}

/** Whether a part of a form says by itself what its fields are for: a component, or a row with a label. */
function hasItsCaption(part) {
  if (part.nodeType !== Node.ELEMENT_NODE || isControl(part)) return false;
  const fields = fieldsIn(part);
  return fields.length > 0 && fields.every((field) => field.type !== 'file' && byLabel(field).length > 0);
}

/** The captions of a file input, the nearest first: its label, its cell, the words of the drop zone around it, the headings above. */
const fileCaption = remembered((control) => {
  const own = [...byLabel(control), ...byAria(control), ...byCell(control), ...title(control), ...faceOf(control).flatMap((face) => fieldCaption(face).texts)];
  const texts = [...own];
  let zone = control;
  for (const up of ancestors(control)) {
    if (up.matches('body,form,main') || fieldsIn(up).length > 1) break;
    texts.push(...textOf(up, { skip: isControl }), ...readings(up, control));
    zone = up;
  }
  // The words beside it may be the drop zone's own, 'ou déposez le fichier ici', and its caption stand before the zone.
  texts.push(...byNeighbour(control), ...byNeighbour(zone, hasItsCaption));
  return { how: 'label', own: unique(own), texts: unique(texts), around: groupsOf(control).slice(0, 1).map((group) => group.text) };
});
