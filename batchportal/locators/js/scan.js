// From candidates to an answer: ranks, tie-breaks, reports; and the ways in: scan, watch, engine and their like.

const KINDS = { action: actions, field: fields, choice: choices, tick: ticks, file: files, entry: entries, value: values, landmark: landmarks, problem: problems, region: regions, fold: closedParts };
const WORD_ORDER_COUNTS = new Set(['action', 'landmark', 'problem', 'region', 'value']);

/** How near the wanted region is: 0 the nearest group around it is the one, 1 the next, …; FAR where none is. */
const FAR = 99;
function regionRank(element, { kind, region: words }) {
  if (!words.length) return [0, 0];
  const groups = groupsOf(element);
  for (const [index, group] of groups.entries()) {
    const fit = bestFit([group.text], words);
    if (fit) return [index, fit.tier];
  }
  const fit = kind !== 'action' || answers(element, words) ? bestFit(unique([messageAround(element)]), words) : null;
  return fit ? [groups.length, fit.tier] : [FAR, MISS];
}

/** The message that a button answers: the text of the smallest box around it that says more than its buttons do. */
const messageAround = (element) => (messageBox(element) ? messageIn(messageBox(element)) : '');
const messageIn = (box) => textOf(box, { skip: (node) => node.matches(REAL_ACTIONS) }).join(' ');
const messageBox = remembered((element) => {
  for (const up of ancestors(element)) {
    if (up.matches('body,html,main') || all('input[type=text],input[type=password],textarea', up).length) return null;
    if (hasLetters(messageIn(up))) return messageIn(up).length < 1500 ? up : null;
  }
  return null;
});

/**
 * Whether a button may answer what is said with some words: not where something else stands before it, and they behind it, nor below the
 * title of a page: `<div><h1>Délégation</h1><p>…</p><button>Refuser</button><p>Politique de cookies</p></div>`. A bar, a box over the page have titles.
 */
function answers(element, words) {
  const box = messageBox(element);
  if (!box) return false;
  const lies = boxOver(element) || [box, ...ancestors(box)].some((up) => /^(?:fixed|sticky)$/.test(getComputedStyle(up).position));
  if (!lies && all('h1', box).some((title) => visible(title) && !bestFit([clean(seenText(title))], words))) return false;
  if (box.getRootNode() !== element.getRootNode()) return true;
  const before = document.createRange();
  before.setStart(box, 0);
  before.setEndBefore(element);
  const said = clean(before.toString());
  return !hasLetters(said) || bestFit([said], words) !== null;
}

/** What decides between candidates, the weightiest first. A person's order: can I see it, is it the right part, are the words right. */
function rankOf(candidate, target) {
  const { element, fit } = candidate;
  const [region, regionTier] = candidate.outside ? [FAR, MISS] : regionRank(element, target);
  const shown = candidate.how === 'radio' || candidate.how === 'tick' || candidate.how === 'upload' || candidate.how === 'option' ? 0 : Number(offPage(element));
  const word = WORD_ORDER_COUNTS.has(target.kind) ? fit.word : 0;
  return [shown, candidate.fixed || 0, region, regionTier, fit.tier, frameArea + areaOf(element), candidate.order || 0, word, modal(element) ? 0 : 1, candidate.soft || 0];
}

const compare = (first, second) => {
  for (const [index, value] of first.entries()) if (value !== second[index]) return value - second[index];
  return 0;
};

/** Menus and headers of a frameset are frames: their name says so. */
const frameArea = /menu|nav|head|entete|bandeau|foot|banner/i.test(window.name || '') && window.parent !== window ? 1 : 0;

/** The frame itself may be hidden. */
function frameShown() {
  if (innerWidth === 0 || innerHeight === 0) return false;
  try {
    return !window.frameElement || window.frameElement.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  } catch {
    return true; // another origin's frame can't look out
  }
}

const SMALL_BOX = 300; // letters
const SHORT_LINE = 40;

/**
 * Without those that are meant for others: `<div><h3>e-Box</h3><p>Documents des citoyens</p><a>Se connecter</a></div>`. The heading above
 * says so, its title, or a short line of its own box, as large as that can be without another candidate: then nothing in a worse part of
 * the page is taken in its place. A longer sentence may tell of others, and a link or a tab lead to them. Where nothing is left, all of them.
 */
function meantForUs(candidates, { kind, notFor }) {
  // Of two fields below other people's headings neither is ours (`fields`): to leave one of them out would choose the other. So it is with
  // entries, whose own words tell.
  if (!notFor.length || candidates.length < 2 || ['field', 'entry', 'fold', 'choice', 'tick'].includes(kind)) return candidates;
  const without = (texts) => candidates.filter(({ element }) => !bestFit(unique(texts(element)), notFor));
  const headed = (element) => [...groupsOf(element).slice(0, 1).map((group) => group.text), seenText(element), element.getAttribute('title') || ''];
  const ours = without((element) => [...headed(element), ...shortLines(element, candidates)]);
  const best = (some) => Math.min(...some.map(({ element }) => areaOf(element)));
  if (ours.length && best(ours) <= best(without(headed))) return ours;
  return without(headed).length ? without(headed) : candidates;
}

function shortLines(element, candidates) {
  let box = element;
  for (const up of ancestors(element)) {
    if (up.matches('body,main') || seenText(up).length > SMALL_BOX || candidates.some((other) => other.element !== element && holds(up, other.element))) break;
    box = up;
  }
  return textOf(box, { skip: (node) => node.matches(REAL_ACTIONS) }).filter((line) => line.length <= SHORT_LINE && !line.includes('?'));
}

/** The best candidates for one target: one, if the page's structure tells; several, if it doesn't. */
function best(target) {
  let found = meantForUs(KINDS[target.kind](target), target).map((candidate) => ({ ...candidate, rank: rankOf(candidate, target) }));
  // 'J'accepte' below a charter with an article on cookies is no answer to a message about them.
  const forOthers = ({ element }) => bestFit(unique([...groupsOf(element).map((group) => group.text), messageAround(element)]), target.notFor) !== null;
  if (target.onlyWithin) found = found.filter((candidate) => candidate.rank[2] < FAR && !forOthers(candidate));
  if (target.heads.length) found = found.filter(({ element }) => headedFor(element, target));
  found.sort((first, second) => compare(first.rank, second.rank));
  // Every message on the page matters: which one is new tells whether the last act was refused.
  if (target.kind === 'problem') return found;
  const winners = found.filter((candidate) => compare(candidate.rank, found[0].rank) === 0);
  const seen = new Set();
  return winners.filter(({ target: key }) => !key || (!seen.has(key) && seen.add(key)));
}

function compile(target) {
  const words = (list) => list.map(wordOf);
  return {
    ...target,
    words: words(target.words),
    rivals: words(target.rivals),
    extensions: words(target.extensions),
    region: words(target.region),
    notFor: words(target.notFor),
    heads: words(target.heads),
    having: target.having.map(words),
    lacking: target.lacking.map(words),
    through: words(target.through),
    menu: words(target.menu),
  };
}

const learnt = new Map();

/** The targets of a request; what each of them is, is told to a page only once. Null where it wasn't told. */
function targetsOf({ targets, told }) {
  for (const [key, target] of Object.entries(told)) learnt.set(key, compile(target));
  return targets.every((key) => learnt.has(key)) ? targets.map((key) => learnt.get(key)) : null;
}

const READ = new Set(['value', 'landmark']);
const HOLDING = new Set(['field', 'choice', 'tick', 'file', 'entry']);

function describe(candidate, kind) {
  const { element, fit } = candidate;
  return {
    rank: candidate.rank,
    tier: fit.tier,
    word: fit.word,
    caption: fit.text.slice(0, 200),
    strategy: candidate.strategy,
    how: candidate.how,
    option: candidate.option || null,
    tag: element.tagName.toLowerCase(),
    role: element.getAttribute('role') || '',
    type: element.getAttribute('type') || '',
    enabled: enabled(element) && !candidate.fixed,
    area: ['main', 'menu', 'footer'][areaOf(element)],
    groups: (READ.has(kind) ? allGroupsOf : groupsOf)(element).map((group) => group.text.slice(0, 120)),
    key: candidate.target || null,
    open: folds(element) && isOpen(element),
    value: candidate.value ?? null,
    held: HOLDING.has(kind) ? held(candidate.acts || element, candidate.option) : null,
  };
}

const NEARBY = 80;
/** Captions of the same kind, for the message that says what was there instead. */
function nearby(kind) {
  const names = {
    action: () => all(REAL_ACTIONS).filter(visible).map((element) => actionNames(element)[0]),
    field: () => all(FIELDS).filter((field) => visible(field) && field.matches('input,textarea,select')).map((field) => fieldCaption(field).texts[0]),
    choice: () => all('input[type=radio],[role=radio]').filter(surfaceOf).map((control) => choiceCaption(control).texts[0]).concat(all('option').map((option) => option.label)),
    tick: () => all('input[type=checkbox],[role=checkbox],[role=switch]').filter(surfaceOf).map((control) => choiceCaption(control).texts[0]),
    file: () => all('input[type=file]').map((control) => fileCaption(control).texts[0]),
    entry: () => all(REAL_ACTIONS + ',option').map((element) => clean(seenText(element) || element.label || '')),
  };
  const texts = (names[kind] || (() => blockList().map((element) => clean(seenText(element)))))();
  return unique(texts.map((text) => (text || '').slice(0, 120))).slice(0, NEARBY);
}

/** What the newest scan found, so that acting on a control needs no second search. */
let newest = { number: 0, targets: [] };

/** The element that a scan found, as long as it is still in the page and no other scan came after; else null. */
function take({ scan: number, target, place, surface }) {
  const candidate = newest.number === number && newest.targets[target][place];
  if (!candidate) return null;
  memo.clear();
  const element = surface ? surfaceOf(candidate.acts || candidate.element) : candidate.acts || candidate.element;
  memo.clear();
  return element && element.isConnected ? element : null;
}

/** What the dialogues of this frame say, and the boxes with buttons that are laid over its page. */
function dialogues() {
  memo.clear();
  const boxes = new Set([...all(DIALOGUES).filter(visible), ...all(REAL_ACTIONS).filter(visible).map(boxOver).filter(Boolean)]);
  const said = frameShown() ? [...boxes].map(questionIn) : [];
  memo.clear();
  return said;
}

/** What the dialogue says in which a scan found a control, and its buttons; null where it stands in none, or in one with something to fill in. */
function question(seen) {
  const element = take(seen);
  const dialogue = element && boxOver(element);
  const pressed = () => all('*', dialogue).filter((each) => visible(each) && (each.matches(REAL_ACTIONS) || reacts(each)));
  const outermost = (found) => found.filter((each) => !found.some((other) => other !== each && holds(other, each)));
  const buttons = () => outermost(pressed()).map(actionNames);
  const answer = dialogue && !fieldsIn(dialogue).length ? { text: questionIn(dialogue), buttons: buttons() } : null;
  memo.clear();
  return answer;
}

function scan(request) {
  const targets = targetsOf(request);
  return targets && look(targets, request.explain);
}

function look(targets, explain) {
  memo.clear();
  if (!document.body || !frameShown()) return { targets: targets.map(() => []), nearby: {} };
  const found = targets.map(best);
  const missed = explain ? targets.filter((_, index) => found[index].length !== 1).map((target) => target.kind) : [];
  newest = { number: newest.number + 1, targets: found.map((each) => each.slice(0, 12)) };
  const answer = { number: newest.number, targets: newest.targets.map((each, index) => each.map((candidate) => describe(candidate, targets[index].kind))), nearby: Object.fromEntries([...new Set(missed)].map((kind) => [kind, nearby(kind)])) };
  memo.clear();
  return answer;
}

const QUIET = 20; // milliseconds between a change and the look at it; longer on pages that take long to look through
const SAFETY = 250; // milliseconds between looks when nothing seems to change
const SHARE = 3; // a look may take a third of the time at most: the page needs the rest

/** Resolves with true as soon as any target can be seen in this frame, with false when the time is over or another watch began. */
function watch(request) {
  const targets = targetsOf(request);
  if (!targets) return null;
  const key = Symbol.for('caption.watch');
  if (window[key]) window[key]();
  return new Promise((resolve) => {
    let timer = 0;
    let safety = 0;
    let cost = 0;
    const options = { subtree: true, childList: true, attributes: true, characterData: true };
    const observer = new MutationObserver(() => soon());
    const again = () => {
      const start = performance.now();
      clearTimeout(safety);
      clearTimeout(timer);
      timer = 0;
      observe();
      if (look(targets, false).targets.some((found) => found.length)) return finish(true);
      cost = performance.now() - start;
      safety = setTimeout(again, Math.max(SAFETY, SHARE * cost));
    };
    const soon = () => {
      if (!timer) timer = setTimeout(again, Math.max(QUIET, SHARE * cost));
    };
    const observe = () => {
      for (const root of [document, ...everything(document).map((element) => element.shadowRoot).filter(Boolean)]) observer.observe(root, options);
    };
    const events = ['transitionend', 'animationend', 'load', 'readystatechange', 'toggle', 'input', 'change'];
    for (const event of events) document.addEventListener(event, soon, true);
    const end = setTimeout(() => finish(false), request.milliseconds);
    const finish = (answer) => {
      observer.disconnect();
      clearTimeout(safety);
      clearTimeout(timer);
      clearTimeout(end);
      for (const event of events) document.removeEventListener(event, soon, true);
      if (window[key] === stop) delete window[key];
      resolve(answer);
    };
    const stop = () => finish(false);
    window[key] = stop;
    again();
  });
}

/**
 * All that a person reads in this frame, shadow roots included, and what stands in drop-downs and in fields that can't be typed into.
 * `main`: of the main part only, where the page says which that is, and first of what stands before all of the page, which is a part
 * of it, too. Passwords, and what somebody types, are never read.
 */
function read({ main, foot }) {
  memo.clear();
  const body = document.body || document.documentElement;
  const part = (main && all('main,[role=main]').find(visible)) || body;
  const before = main ? all(BEFORE_ALL).filter((box) => visible(box) && !holds(box, part) && [box, ...all('*', box)].some(inView)) : [];
  const boxes = before.filter((box) => !before.some((other) => other !== box && holds(other, box)));
  const skip = (node) => boxes.includes(node) || (!foot && areaOf(node) === 2);
  const values = [...new Set([...boxes, part].flatMap((each) => all(TOLD, each)))].filter(visible).map(controlValue);
  const lines = frameShown() ? [...[...boxes, part].flatMap((each) => textOf(each, { eye: true, skip })), ...values] : [];
  memo.clear();
  return lines.filter(Boolean).join('\n');
}
const BEFORE_ALL = 'dialog:modal,[aria-modal=true]';
/** Drawers that say that they are modal may be pushed out of the window, and wait there. */
const inView = (element) => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return sized(element) && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
};
const TOLD = 'select,textarea[readonly],textarea:disabled,' + TEXT_INPUTS.split(',').filter((each) => !each.includes('password')).flatMap((each) => [`${each}[readonly]`, `${each}:disabled`]).join(',');

const STAR = /[*\u2217\uff0a]/;
/** Whether a form won't go on without this: it says so to browsers, to screen readers, or to the eye. */
function mandatory(field) {
  if (field.required || field.matches('[aria-required=true],[aria-invalid=true]')) return true;
  if (field.matches('[type=radio],[type=checkbox]')) return false;
  const words = [...[...(field.labels || [])].map((label) => label.textContent), ...labelledBy(field), field.getAttribute('placeholder') || ''];
  return words.some((each) => STAR.test(each));
}

function blank(field) {
  if (field.matches(TABLE_BOXES)) return !(field.checked ?? field.getAttribute('aria-checked') === 'true');
  if (field.matches('[type=radio]')) return !all('input[type=radio]').some((other) => other.form === field.form && other.name === field.name && other.checked);
  return 'value' in field ? !field.value.trim() : !seenText(field);
}

const asked = (field) => surfaceOf(field) && editable(field);
const captionsOf = (fields) => unique(fields.map((field) => (field.matches('[type=radio]') ? groupsOf(field)[0]?.text : field.matches(TABLE_BOXES) ? choiceCaption(field).texts[0] : field.matches('[type=file]') ? fileCaption(field).texts[0] : fieldCaption(field).texts[0]) || field.name || field.id).filter(Boolean));

/** The captions of mandatory fields that can be seen, can be filled in, and are empty. */
function blanks() {
  memo.clear();
  const captions = captionsOf(all(FIELDS).filter((field) => asked(field) && mandatory(field) && blank(field)));
  memo.clear();
  return captions;
}

/** What the button that a scan found leaves open: the same of its own form, but for files, which may be sent already; and boxes that aren't ticked, of no other form. */
function leftOpen(seen) {
  const button = take(seen);
  memo.clear();
  const form = button && formOf(button);
  const near = (field) => areaOf(field) === 0 || areaOf(field) === areaOf(button);
  const open = button ? all(FIELDS).filter((field) => asked(field) && blank(field) && near(field)) : [];
  const mine = open.filter((field) => formOf(field) === form && mandatory(field) && !field.matches('[type=file]'));
  const boxes = open.filter((field) => field.matches(TABLE_BOXES) && (!form || !formOf(field) || formOf(field) === form));
  const answer = { blanks: captionsOf(mine), boxes: captionsOf(boxes) };
  memo.clear();
  return answer;
}

/** How many elements there are that a CSS selector names; `seen`: that can be seen, be it by what stands for them. */
function count({ selector, seen }) {
  memo.clear();
  const drawn = (element) => visible(element) || isGlass(element) || (element.matches('[type=radio],[type=checkbox]') && surfaceOf(element));
  const found = all(selector).filter((element) => !seen || drawn(element)).length;
  memo.clear();
  return found;
}

/** Playwright's custom selector engine: the same search, so that a found control becomes a Locator that survives re-rendering. */
const engine = {
  queryAll(root, selector) {
    memo.clear();
    const { target, surface } = JSON.parse(decodeURIComponent(selector));
    const elements = best(compile(target)).map((candidate) => (surface ? surfaceOf(candidate.acts || candidate.element) : candidate.acts || candidate.element));
    memo.clear();
      return [...new Set(elements.filter(Boolean))];
  },
  query(root, selector) {
    return this.queryAll(root, selector)[0] || null;
  },
};
