// What a person does with a control: press it, type into it, hand it a file. Each says whether it could be done as it is
// now; what can't (it moves, something lies over it, it takes no plain text) is left to Playwright, which waits and scrolls.

const NOTHING_HELD = { value: null, chosen: null, files: null };
/** What a control holds; what it doesn't say is null. A password is never told. */
function held(control, option = null) {
  if (isPassword(control)) return NOTHING_HELD;
  const select = control.tagName === 'SELECT';
  const value = select ? (control.selectedOptions[0] || { text: '' }).text : 'value' in control ? String(control.value) : control.innerText;
  return { value, chosen: select ? option && [...control.selectedOptions].some((one) => one.value === option.value) : isChosen(control), files: control.files ? [...control.files].map((file) => file.name) : null };
}

function isChosen(control) {
  if (control.tagName === 'INPUT') return /^(?:radio|checkbox)$/.test(control.type) ? control.checked : null;
  const said = ['aria-checked', 'aria-pressed', 'aria-selected'].map((name) => control.getAttribute(name));
  return said.every((state) => state === null) ? isMarked(control) : said.includes('true');
}

const MARK_OF_CHOICE = /(?:^|[-_]|row|is)(?:selected|checked)$/i;
/** Rows of old grids tell it by a class: `<tr class="x-grid-row-selected">`. Null where no row of the table has such a one. */
function isMarked(control) {
  const row = control.matches(ROWS) || isDrawnBox(control) ? closest(control, ROWS) : null;
  if (!row) return null;
  const marked = (each) => [...each.classList].some((name) => MARK_OF_CHOICE.test(name));
  return marked(row) || ([...row.parentElement.children].some(marked) ? false : null);
}

/** Whether a click at a point would reach an element, or something inside it. */
function reaches(element, { x, y }) {
  let hit = document.elementFromPoint(x, y);
  while (hit && hit.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  return Boolean(hit) && holds(element, hit);
}

/** The pictures that an area of an image map is drawn on. */
function picturesOf(area) {
  const map = area.closest('map');
  const name = map && map.getAttribute('name');
  return name ? [...area.getRootNode().querySelectorAll('img[usemap]')].filter((image) => image.getAttribute('usemap') === `#${name}`) : [];
}

const FINENESS = 8; // points across the box of a shape that are tried, where its middle is outside it
/** A point in an area of an image map, which has no box of its own: the middle of its shape, or what else the browser says is inside. */
function middleOfArea(area) {
  const given = (area.getAttribute('coords') || '').split(',').map(Number);
  const round = /^circ/i.test(area.shape);
  const [x, y, r] = given;
  const corners = round ? [x - r, y - r, x + r, y + r] : given;
  const along = (offset, whole) => {
    const own = corners.filter((_, index) => index % 2 === offset);
    return own.length > 1 && own.every(Number.isFinite) ? [Math.max(Math.min(...own), 0), Math.min(Math.max(...own), whole)] : [0, whole];
  };
  const parts = [0.5, ...Array.from({ length: FINENESS }, (_, index) => (index + 0.5) / FINENESS)];
  for (const picture of picturesOf(area)) {
    const box = picture.getBoundingClientRect();
    const [[left, right], [top, bottom]] = [along(0, box.width), along(1, box.height)];
    const across = parts.map((part) => box.left + left + (right - left) * part);
    const down = parts.map((part) => box.top + top + (bottom - top) * part);
    const point = across.flatMap((px) => down.map((py) => ({ x: px, y: py }))).find((each) => reaches(area, each));
    if (point) return point;
  }
  return null;
}

/** The middle of the visible part of an element's first line. */
function middleOf(element) {
  if (element.tagName === 'AREA') return middleOfArea(element);
  for (const box of element.getClientRects()) {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    if (right - left >= 1 && bottom - top >= 1) return { x: (left + right) / 2, y: (top + bottom) / 2 };
  }
  return null;
}

const LONGEST_FRAME = 300; // milliseconds; a window in the background draws no frames at all
const frame = () => new Promise((resolve) => {
  setTimeout(resolve, LONGEST_FRAME);
  requestAnimationFrame(resolve);
});

let guard = null;
/** Lets a click through to an element only: what slips over it at the last moment gets nothing. */
function guarded(element) {
  unguarded();
  let through = null;
  const check = (event) => {
    if (!event.isTrusted) return;
    through ??= reaches(element, { x: event.clientX, y: event.clientY });
    if (through) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const events = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
  for (const event of events) window.addEventListener(event, check, true);
  guard = () => {
    for (const event of events) window.removeEventListener(event, check, true);
    return through === false;
  };
}

/** Whether a click that was aimed was kept from reaching anything; ends the watch over it. */
function unguarded() {
  const answer = guard ? guard() : false;
  guard = null;
  return answer;
}

/** As `unguarded`, once the page has had the time to show what the click has changed. */
async function missed() {
  const answer = unguarded();
  await frame();
  return answer;
}

/**
 * Where to press a control, {x, y}; {done} if it is already `chosen` as it should be; null if it can't be pressed as it is.
 * It must stand still for a frame, be enabled, and lie on top.
 */
async function aim({ chosen, ...seen }) {
  const control = take({ ...seen, surface: false });
  const element = seen.surface ? take(seen) : control;
  if (!control || !element) return null;
  if (chosen !== null && (isChosen(control) ?? false) === chosen) return { done: true };
  if (!enabled(control) || !enabled(element)) return null;
  let point = middleOf(element);
  if (!point || !reaches(element, point)) {
    (picturesOf(element)[0] || element).scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    point = middleOf(element);
  }
  await frame();
  // Their clock may be as far already as the next frame: nothing seems to move until the one after.
  if (document.getAnimations().length) await frame();
  const again = element.isConnected ? middleOf(element) : null;
  if (!point || !again || point.x !== again.x || point.y !== again.y || !reaches(element, again)) return null;
  guarded(element);
  return again;
}

/** Go into a field, with all that it holds selected; false if it takes no plain text. */
function begin(seen) {
  const field = take(seen);
  if (!field || !field.matches('textarea,' + PLAIN) || !visible(field) || !editable(field)) return false;
  field.focus();
  if (field.getRootNode().activeElement !== field) return false;
  field.select();
  return true;
}
const PLAIN = TEXT_INPUTS.split(',').filter((each) => !/password|number/.test(each)).join(',');

/** Leave a field; whether the page has replaced it, or emptied it, since something was typed. What has gone on to another page hasn't. */
function leave(seen) {
  const field = take(seen);
  const lost = newest.number === seen.scan && !field?.value;
  field?.blur();
  return { lost };
}

/** Hand a file over; false if this takes none. */
function give({ name, type, content, ...seen }) {
  const field = take(seen);
  if (!field || !field.matches('input[type=file]') || !enabled(field)) return false;
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type }));
  field.files = files.files;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
  return true;
}
