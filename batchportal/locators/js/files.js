// Files: the fields that take one, and the buttons that belong to such a field, or stand where one will be.

/** file: `<input type=file>`, also hidden behind a drop zone or a button. One that another entry's words fit is never taken. */
function files(target) {
  const found = [];
  for (const element of all('input[type=file]').filter((input) => unfolded(input) || (!folded(input) && surfaceOf(input)))) {
    const { own, texts: every, around } = fileCaption(element);
    // What its own label says in so many words settles it: the box around it may hold the caption of a field that has taken its file.
    const settles = (fit) => fit && fit.tier <= HINT;
    const texts = settles(bestFit(own, target.words)) || settles(bestFit(own, target.rivals)) ? own : every;
    const near = bestFit(texts, target.words);
    const far = near ? null : bestFit(around, target.words);
    const fit = near || far;
    // 'Mandat (avec certificat)' asks for something else, with the other's name in it.
    if (!fit || fit.tier > target.worst || bestFit([fit.text], target.notFor)) continue;
    // 'Clé publique (certificat)': what was left out of it is the other's name.
    if (fit.tier === HINT && bestFit([fit.text], target.rivals)) continue;
    const nearRival = bestFit(texts, target.rivals);
    const farRival = bestFit(around, target.rivals);
    const doubted = (rival) => rival && (rival.tier < fit.tier || (rival.tier === fit.tier && rival.size >= fit.size));
    const both = bestFit(around, target.words) && farRival;
    if (doubted(nearRival) || (far && nearRival) || (farRival && !both && doubted(farRival))) continue;
    found.push({ element, fit, strategy: near ? 'label' : 'heading', how: 'upload', target: null, soft: near ? 0 : 1 });
  }
  return found;
}

/** Whether a field that can't be seen has a label in a part of the page that can: in a folded part both are for something else. */
const unfolded = (input) => [...(input.labels || [])].some((label) => rendered(above(label)));

/** Whether a field lies in such a part together with its label. */
const folded = (input) => (input.labels || []).length > 0 && !laidOut(above(input));

/** The actions that belong to a file: those that send what its field holds, or those that open what asks for it; or those that open a list. */
const withFile = (found, target) => {
  const opens = (element) => (target.shut ? opensListOf(element, target.having[0]) : opensFile(element, found, target));
  return innermost(found.filter(({ element }) => (target.opener ? opens(element) : sendsFile(element, target.having[0]))));
};

/**
 * Whether a button sends what a file field holds: `<input type=file> <input type=submit value=Télécharger>`. Its field is the only one
 * in the box around them. A button that only opens the choice of a file stands alone with a field that can't be seen.
 */
function sendsFile(button, words) {
  // A link can't; it leads to a guide, and leaves the page half filled in.
  if (leadsOn(button) && !button.matches('[onclick]')) return false;
  for (const up of ancestors(button)) {
    const inputs = all('input[type=file]', up);
    if (inputs.length > 1 || up.matches('body')) return false;
    if (!inputs.length) continue;
    const { texts, around } = fileCaption(inputs[0]);
    const chooses = !visible(inputs[0]) && all('button,label,input[type=submit],input[type=button],[role=button]', up).filter(visible).length === 1;
    return !chooses && bestFit([...texts, ...around], words) !== null;
  }
  return false;
}

/** What a dialogue, or a frame, says that asks for nothing but files and has them all, and its buttons; null for any other. */
function handedOver(seen) {
  const button = take(seen);
  memo.clear();
  const scope = button && (boxOver(button) || (window === window.top ? null : document.body));
  const fields = scope ? fieldsIn(scope) : [];
  const full = fields.length > 0 && fields.every((field) => field.matches('[type=file]') && field.value);
  const answer = full ? { text: questionIn(scope), buttons: all(REAL_ACTIONS, scope).filter(visible).map(actionNames) } : null;
  memo.clear();
  return answer;
}

const isBefore = (first, second) => Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);

const DOCUMENT = /\.(?:pdf|docx?|odt|zip|txt|pub|cer|crt)(?:$|[?#])/i;

/**
 * Whether a button stands where a file is asked for, and no field: `<td>Clé publique SSH<td><button>Charger…</button>`. Its own
 * words say which file, or else those of the smallest box around it that speaks of a file, and holds no other such button, or what stands before it or over it.
 */
function opensFile(button, found, target) {
  // A link to another page would leave this one, half filled in, or is a guide.
  if (leadsOn(button) && (!button.matches('[onclick],[aria-haspopup]') || button.matches('[download]') || DOCUMENT.test(button.getAttribute('href')))) return false;
  const others = target.lacking.flat();
  const told = (texts) => bestFit(texts, [...target.having[0], ...others]) !== null;
  const typable = (field) => visible(field) && !field.matches('[readonly],[type=file]');
  // 'Pas encore de certificat ? Télécharger le formulaire de demande' asks for none.
  const asks = (up) => textOf(up, { skip: (node) => node.matches(REAL_ACTIONS) || node.textContent.trim() === '?' }).some((line) => line.includes('?'));
  const alone = (up) => !up.matches('body,main,form,table') && !fieldsIn(up).some(typable) && !found.some(({ element }) => element !== button && holds(up, element));
  let texts = actionNames(button);
  for (const up of ancestors(button)) {
    if (told(texts) || !alone(up)) break;
    if (asks(up)) return false;
    texts = unique(textOf(up, { skip: isControl }));
  }
  // A field between the heading and the button is what that asks for: `<h2>Clé publique SSH</h2><textarea></textarea><button>Ajouter`.
  const between = (group) => (field) => typable(field) && isBefore(field, button) && groupsOf(field)[0]?.box === group.box && groupsOf(field)[0].text === group.text;
  const groups = groupsOf(button).slice(0, 1).filter((group) => !fieldsIn(group.box).some(between(group)));
  if (!told(texts)) texts = unique([...byCell(button), ...byNeighbour(button), ...groups.map((group) => group.text)]);
  const [ours, theirs] = [bestFit(texts, target.having[0]), bestFit(texts, others)];
  // 'Télécharger les clés', the only one below 'Clé publique' and 'Certificat', is for both.
  return ours !== null && (theirs === null || ours.tier < theirs.tier || (ours.tier === theirs.tier && ours.text !== theirs.text));
}

/**
 * Whether a button opens the list of what is captioned so, and can't be typed: `<label for=c>Canal</label> <input id=c readonly> <button>…`,
 * `<dt>Canal<dd>aucun <button>Choisir`. The nearest words say that; those of a heading further off may be of something else.
 */
function opensListOf(button, words) {
  if (leadsOn(button) && !button.matches('[onclick],[aria-haspopup]')) return false;
  const says = (texts) => bestFit(unique(texts.flatMap((text) => [text, text.split(/\s*:/)[0]])), words)?.tier < HINT;
  const cell = byCell(button);
  if (cell.length) return says(cell);
  for (const up of ancestors(button)) {
    if (up.matches('body,main,form,table,fieldset') || fieldsIn(up).some((field) => visible(field) && editable(field))) return false;
    const lines = textOf(up, { skip: (node) => isControl(node) || node.matches(REAL_ACTIONS) }).filter(hasLetters);
    if (lines.length) return says(lines);
  }
  return false;
}
