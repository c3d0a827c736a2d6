// The candidates of each kind. A candidate: {element, fit, how, strategy, …}; ranking and tie-breaks are in scan.js.

/** Frameworks grey a link, or the item around it, by a class: `ui-state-disabled`, `<li class="page-item disabled"><a>`; or let no click come to it. */
const greyed = (element) => [...element.classList].some((name) => /^(?:(?:is|ui|(?:ui|k|dx)-state|p|v|x-item|btn|button|link|item|nav|page|slds-is)[-_])?disabled$|--disabled$/i.test(name));
const enabled = (element) =>
  !element.matches(':disabled,[aria-disabled=true]') && !closest(element, 'fieldset:disabled') && !greyed(element) && !(element.matches('li>a,li>button,li>span') && greyed(element.parentElement)) && !(element.matches('a,button,[role=button]') && getComputedStyle(element).pointerEvents === 'none');

const NO_TARGET = /^(?:|#|javascript:(?:void\(?0?\)?|false|\/\/)?;?)$/i;

/** What an action leads to, where the page says so: two controls with one target are one to a person. Else null. */
function targetOf(element) {
  const script = element.getAttribute('onclick') || '';
  const data = JSON.stringify(Object.entries(element.dataset || {}).sort());
  if (element.matches('a[href],area[href]')) {
    const href = element.getAttribute('href').trim();
    if (!NO_TARGET.test(href)) return `go ${element.href} ${script} ${data}`;
    return script ? `do ${script} ${data}` : null;
  }
  const type = (element.getAttribute('type') || '').toLowerCase();
  const submits = element.form && (element.tagName === 'BUTTON' ? type === '' || type === 'submit' : /^(submit|image)$/.test(type));
  if (!submits) return script ? `do ${script} ${data}` : null;
  const item = closest(element, 'li,tr,[role=row],[role=listitem]');
  const sets = item && all('li,tr,[role=row],[role=listitem]', element.form).indexOf(item);
  const forms = [...document.forms].indexOf(element.form);
  return `send ${forms} ${sets} ${element.getAttribute('name')} ${element.getAttribute('value')} ${element.getAttribute('formaction')} ${script} ${data}`;
}

/** What the eye reads on a button or a link: its words, without badges too, its first line, its heading, its picture's alt text. */
const eyeNames = remembered((element) => {
  const kind = (element.getAttribute('type') || '').toLowerCase();
  if (element.tagName === 'INPUT') return unique([kind === 'image' ? element.getAttribute('alt') || '' : element.value]);
  if (element.tagName === 'AREA') return unique([element.getAttribute('alt') || '']);
  const isBadge = (node) => /badge|counter|count|pill/i.test(node.getAttribute('class') || '') || (node.childElementCount === 0 && /^\s*\(?\d+\)?\s*$/.test(node.textContent));
  const [seen, bare] = [textOf(element, { eye: true }), textOf(element, { eye: true, skip: isBadge })].map((lines) => lines.join(' '));
  return unique([seen, bare, ...firstLine(element), ...ownHeading(element), textOf(element).join(' ')]);
});

/** What screen readers say instead. */
const heardNames = remembered((element) => unique([labelledBy(element).join(' '), element.getAttribute('aria-label') || '']));

/** All names of a button or a link; its title counts where it says nothing to the eye. */
const actionNames = remembered((element) => {
  const eye = eyeNames(element);
  const titles = eye.some(hasLetters) ? [] : [element, ...all('[title]', element)].map((each) => each.getAttribute('title') || '');
  return unique([...eye, ...heardNames(element), ...titles]);
});

/** An action that only screen readers know by its words ('i', called 'Information'), or that they call otherwise, comes last. */
function agreed(element, fit, words) {
  const heard = heardNames(element);
  const doubtful = !bestFit(eyeNames(element), words, 'neutral') || (heard.length && !bestFit(heard, words, 'neutral'));
  return doubtful && fit.tier < HINT ? { ...fit, tier: HINT } : fit;
}

/** Whether it does something when it is clicked, as far as can be seen. */
const reacts = (element) => element.matches('[onclick],[tabindex]:not([tabindex="-1"]),a') || getComputedStyle(element).cursor === 'pointer';

/**
 * action: buttons, `<input type=submit|button|image>`, links, areas, roles of buttons, links and menus, `<summary>`;
 * as last resort whatever shows its words and reacts to a click (`onclick`, `tabindex`, the hand for a pointer).
 */
function actions(target) {
  const real = all(REAL_ACTIONS).filter((element) => visible(element) && turnsPages(element) === target.pager);
  const fits = fitting(real, target, actionNames, 'control', 'neutral').filter(({ element }) => standsIn(element, target.part));
  const ours = (some) => (target.lone ? withoutSenders(some) : target.last ? some.filter(({ element }) => endsForm(element, target.rivals)) : some);
  const found = ours(fits);
  if (target.having.length) return innermost(withFile(found, target));
  if (fits.length || (target.part && target.part !== 'main')) return innermost(found);
  const soft = all('a,div,span,li,td,img,p,b,strong,label,[onclick],[tabindex]').filter(
    (element) => visible(element) && !element.matches(REAL_ACTIONS) && seenText(element).length < 200 && !all(FIELDS, element).length && !element.control,
  );
  const last = fitting(soft, target, actionNames, 'clickable', 'neutral').filter(({ element }) => reacts(element) && turnsPages(element) === target.pager);
  return innermost(ours(last).map((candidate) => ({ ...candidate, soft: 1 })));
}

/** Whether it is a link to another page, and no button in the dress of one. */
const leadsOn = (element) => element.matches('a[href],area[href]') && !/^(?:$|#|javascript:)/i.test(element.getAttribute('href').trim());

const submits = (form) => all('button,input', form).some((each) => /^(?:submit|image)$/.test(each.type) && visible(each));

/**
 * Without the buttons that send a password: `<form>… <input type=password> <button>Se connecter</button></form>`. In the header
 * of every page it is another way in, for others; a link elsewhere on the page leads to the one that is meant.
 */
function withoutSenders(candidates) {
  const buttons = candidates.map(({ element }) => element).filter((element) => !leadsOn(element));
  const senders = new Set();
  for (const field of all('input[type=password]').filter(visible)) {
    // `<button form=login>`, wherever it stands outside of that.
    for (const button of buttons) if (button.form && button.form === field.form && !holds(button.form, button)) senders.add(button);
    for (const up of ancestors(field)) {
      const inside = up.matches('body,main') ? [] : buttons.filter((button) => holds(up, button));
      for (const button of inside) senders.add(button);
      if (inside.length || up.matches('body,main,dialog') || (up.matches('form') && submits(up))) break;
    }
  }
  return candidates.filter(({ element }) => !senders.has(element));
}

/** The candidates whose captions fit the target's words. */
function fitting(elements, target, names, strategy, hints = 'all') {
  const found = [];
  for (const element of elements) {
    const caption = names(element);
    const texts = Array.isArray(caption) ? caption : caption.texts;
    const fit = bestFit(texts, target.words, hints);
    if (fit && fit.tier <= target.worst && !claimed(texts, fit, target)) {
      // 'Supprimer les données de configuration' has all the letters of '…données de configuration…'.
      if (names === actionNames && fit.tier === OPEN && bestFit(texts, target.notFor)) continue;
      const sure = names === actionNames ? agreed(element, fit, target.words) : fit;
      found.push({ element, fit: sure, strategy: caption.how || strategy, how: 'press', target: targetOf(element) });
    }
  }
  return found;
}

/** Whether another entry of the same page fits these captions better than an open match or a hint does. */
function claimed(texts, fit, target) {
  if (fit.tier < HINT || !target.rivals.length) return false;
  const rival = bestFit(texts, target.rivals);
  return Boolean(rival) && (rival.tier < fit.tier || (rival.tier === fit.tier && rival.size > fit.size));
}

const innermost = (found) => found.filter(({ element }) => !found.some((other) => other.element !== element && holds(element, other.element)));

const TEXT_INPUTS = 'input:not([type]),input[type=""],input[type=text],input[type=email],input[type=tel],input[type=search],input[type=number],input[type=url],input[type=password]';
const UNKNOWN_TYPES = (element) => element.tagName === 'INPUT' && element.type === 'text';
const BOXES = 'textarea,select,[contenteditable=""],[contenteditable=true],[role=textbox],[role=searchbox],[role=combobox],[role=listbox][aria-haspopup]';
const editable = (element) => enabled(element) && !element.matches('[readonly],[aria-readonly=true]');
const isPassword = (element) => element.matches('input[type=password]');

/** Takes no text, and opens a list when it is pressed: `<div role=combobox aria-haspopup=listbox>`; ARIA 1.0 called it `<span role=listbox aria-haspopup=true>`. */
const opensList = (element) => element.matches('[role=combobox],[role=listbox][aria-haspopup]') && !element.matches('select,textarea,input:not([readonly]),[contenteditable=""],[contenteditable=true]');

/** As that, or nobody can type into it: `<label>Canal <input readonly></label>`. One that holds something may only show it. */
const mayOpenList = (element) => opensList(element) || (element.matches('input[readonly]') && enabled(element) && /^(?:$|[-–—(<[])|(?:\.{3}|…)$/.test(element.value.trim()));

/** What stands for such a field that is cut away: `<div class=dropdown><div class=cut><input readonly role=combobox></div><span>Choisissez</span>`. */
const drawnFor = remembered((element) => {
  if (!opensList(element) || (visible(element) && !cutBy(element)) || !laidOut(element)) return null;
  for (const up of ancestors(element)) {
    if (up.matches('body,form,main,fieldset,label') || fieldsIn(up).length > 1) return null;
    if (visible(up) && !offPage(up) && hasLetters(seenText(up))) return up;
  }
  return null;
});

/** field: whatever takes typed text, and drop-downs. A password field is only ever found by an entry of that type; nothing but what may open a list by one that asks for that. */
function fields(target) {
  const ofType = (element) => isPassword(element) === (target.type === 'password') && (target.shut ? mayOpenList(element) : !opensList(element));
  const boxes = all('input,' + BOXES).filter(
    (element) => (element.matches(TEXT_INPUTS) || UNKNOWN_TYPES(element) || element.matches(BOXES)) && (visible(element) || (target.shut && drawnFor(element))) && ofType(element),
  );
  // Below 'Coordonnées de l'entreprise' they are somebody else's, even where nobody else has any. 'Mot de passe (à usage unique)' says so itself.
  const says = target.notFor.filter((word) => word.open && target.type === 'password');
  const forOthers = ({ element }) => bestFit(fieldCaption(element).texts, says) !== null || bestFit(groupsOf(element).slice(0, 1).filter(isHeading).map((group) => group.text), target.notFor)?.tier < HINT;
  const ofForm = (element) => (target.logsIn ? !asksPasswordAgain(element) : !logInFields().has(element));
  const meant = boxes.filter((element) => ofForm(element) && standsIn(element, target.part));
  const known = [...target.words, ...target.rivals];
  const shifted = ({ element, strategy }) => /^(?:near|cell)$/.test(strategy) && bestFit(wordsAtTheEnd(element), known)?.tier < OPEN;
  const found = inFormOf(fitting(meant, target, fieldCaption, 'label'), target.region).filter((candidate) => !shifted(candidate));
  if (found.every(forOthers)) return [];
  return innermost(found).map((candidate) => ({
    ...candidate,
    element: drawnFor(candidate.element) || candidate.element,
    how: candidate.element.tagName === 'SELECT' ? 'select' : 'fill',
    target: null,
    fixed: editable(candidate.element) ? 0 : 1,
    // 'Deuxième personne de contact' has the words of the region that is asked for: that says nothing for its fields.
    outside: forOthers(candidate),
  }));
}

/** `.hidden { position: absolute; clip: rect(1px, 1px, 1px, 1px) }`, or a box of a pixel that hides what is larger. */
function isCut(element) {
  const { position, clip, clipPath, overflow, display } = getComputedStyle(element);
  if (/^(?:absolute|fixed)$/.test(position) && /^rect\((\d+px), \1, \1, \1\)$/.test(clip)) return true;
  if (/^inset\((?:50|100)%/.test(clipPath)) return true;
  const { width, height } = element.getBoundingClientRect();
  const aPixel = (size) => size > 0 && size <= 1;
  return !/^(?:inline|contents)$/.test(display) && /hidden|clip/.test(overflow) && (aPixel(width) || aPixel(height));
}

/** What cuts a control away: itself, where the pointer can't reach it either, or the box around it. Else null. */
function cutBy(control) {
  if (getComputedStyle(control).pointerEvents === 'none' || isCut(control)) return control;
  for (const up of ancestors(control)) {
    if (up.matches('body,form,label,td,fieldset')) return null;
    if (isCut(up)) return up;
  }
  return null;
}

/** Whether a box takes its place on the page, be what is in it seen or not: in a closed part nothing does. */
const laidOut = (box) => box.checkVisibility({ visibilityProperty: true }) || (getComputedStyle(box).display === 'contents' && laidOut(above(box)));

/** What a person clicks for a control whose own element is hidden: its label, or the box that holds nothing else. */
const surfaceOf = remembered((control) => {
  const cut = cutBy(control);
  const plain = !hidden(control) && sized(control) && !offPage(control) && !cut;
  if (plain) return control;
  const labels = [...(control.labels || [])].filter((label) => visible(label) && !offPage(label));
  if (labels.length) return labels[0];
  // In a closed part of the page there is nothing to click; a file may be given to a field that only scripts open.
  if (control.type !== 'file' && !laidOut(above(cut || control))) return null;
  for (const up of ancestors(cut || control)) {
    if (up.matches('body,form,main') || all(FIELDS, up).length > 1) return null;
    if (visible(up) && !offPage(up)) return up;
  }
  return null;
});

const optionsSeen = () => all('option').filter((option) => option.closest('select') && visible(option.closest('select')) && !option.disabled);
const optionNames = (option) => unique([option.label, option.textContent]);

/** An option without a role that says whether it is chosen: `<div class=dropdown><div title=SFTP aria-selected=false>SFTP</div>`. */
const BARE_OPTIONS = ':is(div,li)[aria-selected]:not([role],nav *,header *,footer *)';

/** What may be such an option though nothing says so, alike in a list that is laid over the page: `<div tabindex=0>SFTP</div>`. */
const BARE_ENTRIES = ':is(div,li)[tabindex="0"]:not([role],nav *,header *,footer *)';
const bareEntries = () => all(BARE_ENTRIES).filter((entry) => {
  const alike = [...entry.parentElement.children].filter((other) => other.matches(BARE_ENTRIES));
  const over = [...ancestors(entry)].some((up) => /^(?:absolute|fixed)$/.test(getComputedStyle(up).position));
  return alike.length > 1 && over && visible(entry) && !all(`${REAL_ACTIONS},${FIELDS}`, entry).length;
});

/** None where all stand below a heading, or in a list, that says they are about something else: 'Canal actuel', 'Documentation pour <select>'. */
const ours = (found, { notFor }) => {
  const around = (element) => unique([...groupsOf(element).slice(0, 1).map((group) => group.text), ...(element.tagName === 'SELECT' ? fieldCaption(element).texts : [])]);
  return notFor.length && found.every(({ element, acts }) => bestFit(around(acts || element), notFor)) ? [] : found;
};

/** choice: radios (also hidden behind a label, or in a table's row), options of a drop-down, tabs, cards that can be pressed, or their button. */
function choices(target) {
  const radios = all('input[type=radio],[role=radio],[role=menuitemradio]').filter(surfaceOf);
  const options = optionsSeen();
  const cards = all('[role=option],[role=tab],[aria-pressed],' + BARE_OPTIONS).filter(visible);
  const asRadio = (candidate) => ({ ...candidate, how: 'radio', target: null });
  const found = ours(
    [
      ...fitting(radios, target, choiceCaption, 'label', 'parts').map(asRadio),
      ...fitting(options, target, optionNames, 'option', 'parts').map((candidate) => ({ ...candidate, ...optionOf(candidate.element) })),
      ...fitting(cards, target, choiceCaption, 'text', 'parts').map((candidate) => ({ ...candidate, target: null })),
    ],
    target,
  );
  if (!found.length) found.push(...ours(fitting(radios, target, bareCaption, 'label', 'parts'), target).map(asRadio));
  if (!found.length) found.push(...ours(fitting(bareEntries(), target, choiceCaption, 'text'), target).filter(({ fit }) => fit.tier < HINT).map((candidate) => ({ ...candidate, target: null })));
  if (found.length) return innermost(found);
  const buttons = all('button,[role=button]').filter((element) => visible(element) && areaOf(element) === 0);
  const own = ours(fitting(buttons, target, choiceCaption, 'text', 'parts'), target);
  const fits = own.length ? own : ours(fitting(choosers(target), target, cardCaption, 'row', 'parts'), target);
  return innermost((target.lone ? withoutSenders(fits) : fits).map((candidate) => ({ ...candidate, target: null, soft: 1 })));
}

/** `<div><h3>SFTP</h3> … <button>Choisir</button></div>`, `<tr><td>SFTP</td><td><input type=button value="»"></td></tr>`. */
const choosers = (target) => (target.through.length ? all(REAL_ACTIONS).filter((element) => visible(element) && areaOf(element) === 0 && bestFit(actionNames(element), target.through) !== null) : []);

/** What a button's card or row is called, as far as nothing else to press stands there: its heading, or its first words. */
const cardCaption = remembered((button) => {
  let card = null;
  for (const up of ancestors(button)) {
    if (up.matches('body,main,form,table,tbody,ul,ol') || all(REAL_ACTIONS, up).filter(visible).length > 1) break;
    card = up;
  }
  return { how: 'row', texts: card ? unique([...ownHeading(card), ...textOf(card, { skip: isControl }).filter(hasLetters).slice(0, 1)]) : [] };
});

const optionOf = (option) => ({ how: 'option', option: { value: option.value, label: option.label, index: option.index }, element: option, acts: option.closest('select'), target: null });

/** The radios 'Oui' of the questions that fit: `<tr><td>DmfA</td><td><input type=radio> Oui</td><td><input type=radio> Non</td></tr>`, or with heads 'Oui' and 'Non'. */
function answered(target) {
  const says = (radio) => {
    const head = closest(radio, 'td') && columnHead(closest(radio, 'td'));
    return [...choiceCaption(radio).texts, ...(head ? readings(head) : [])];
  };
  const yes = all('input[type=radio],[role=radio]').filter((radio) => surfaceOf(radio) && bestFit(says(radio), target.having[0])?.tier < HINT);
  return fitting(yes, target, questionsOf, 'row', 'parts').map((candidate) => ({ ...candidate, how: 'radio', target: null }));
}

/** An option of a list that the header or the menu opens is none of the form's; one that is drawn at the end of the page stands where its opener does. */
function standsInForm(element) {
  const list = element.matches('[role=option]') && closest(element, '[role=listbox]');
  const opener = list && list.id && all('[aria-controls],[aria-owns]').find((each) => [each.getAttribute('aria-controls'), each.getAttribute('aria-owns')].includes(list.id));
  return !list || areaOf(opener || list) === 0 || isOverlay(list);
}

/** Whether a list is laid over the page from outside of all its parts, as libraries put what opens at the end of the page. */
function isOverlay(list) {
  const last = [list, ...ancestors(list)].find((up) => up.parentElement === document.body);
  return Boolean(last) && /^(?:absolute|fixed)$/.test(getComputedStyle(last).position) && !closest(list, 'header,nav,footer,aside,[role=banner],[role=navigation]');
}

/** What a radio answers: the cells of its row that have no control, or the name of its group. */
const questionsOf = remembered((radio) => {
  const row = closest(radio, 'tr,[role=row]');
  const cells = row ? [...row.children].filter((cell) => !all(FIELDS, cell).length).map(seenText) : [];
  return unique([...cells, ...groupsOf(radio).slice(0, 1).map((group) => group.text)]);
});

const DRAWN_BOX = /(?:^|[-_])(?:checker|check-?box|chkbox)$/i;
/** `<tr><td><div class="x-grid-row-checker"></div></td><td>DmfA</td></tr>`: a box that is only drawn, in a row without a real one. */
const isDrawnBox = (element) => [...element.classList].some((name) => DRAWN_BOX.test(name)) && !hasLetters(seenText(element)) && Boolean(closest(element, 'td,[role=gridcell]'));
const drawnBoxes = () => all('div,span,i,a').filter((element) => isDrawnBox(element) && visible(element) && !fieldsIn(closest(element, ROWS) || element).length);

/** tick: check boxes (also hidden behind a label), switches, toggles; else the 'Oui' of a row, or the options of a list: of several at once, or to add one by one. */
function ticks(target) {
  const boxes = all('input[type=checkbox],[role=checkbox],[role=switch],[role=menuitemcheckbox]').filter(surfaceOf);
  const real = ours(fitting(boxes, target, choiceCaption, 'label', 'parts'), target);
  const found = real.length ? real : ours(fitting(drawnBoxes(), target, choiceCaption, 'label', 'parts'), target);
  const pressed = () => all('[aria-pressed],[role=option],' + BARE_OPTIONS).filter((element) => visible(element) && standsInForm(element));
  const toggles = found.length ? [] : ours(fitting(pressed(), target, choiceCaption, 'text', 'parts'), target);
  // Of 'DmfA - déclaration' and 'DmfA - requêtes de consultation', where 'DmfA consultation' is another: the first is 'DmfA'.
  const order = ({ element }, names = choiceCaption(element).texts) => Number(bestFit(names, target.extensions) !== null);
  if (!found.length && !toggles.length) {
    const affirmed = target.having.length ? ours(answered(target), target).map((candidate) => ({ ...candidate, order: order(candidate, questionsOf(candidate.element)) })) : [];
    if (affirmed.length) return affirmed;
    const options = optionsSeen().filter((option) => areaOf(option.closest('select')) === 0);
    const listed = fitting(options, target, optionNames, 'option', 'parts');
    return ours(listed.map((candidate) => ({ ...candidate, ...optionOf(candidate.element), order: order(candidate, optionNames(candidate.element)) })), target);
  }
  return innermost([...found.map((candidate) => ({ ...candidate, how: 'tick', target: null, order: order(candidate) })), ...toggles.map((candidate) => ({ ...candidate, target: null }))]);
}

/** Lines of text: elements that hold words of their own, or nothing but inline elements. */
function blocks() {
  return all('*', document.body || document.documentElement).filter((element) => {
    if (SILENT.has(element.tagName) || !hasLetters(element.textContent) || hidden(element)) return false;
    const children = [...element.childNodes];
    if (children.some((child) => child.nodeType === Node.TEXT_NODE && hasLetters(child.data))) return true;
    return !INLINE.has(element.tagName) && element.children.length > 0 && children.every((child) => child.nodeType !== Node.ELEMENT_NODE || INLINE.has(child.tagName));
  });
}
const LONGEST = 1000;
const blockList = () => {
  if (!memo.has(blocks)) memo.set(blocks, blocks().filter((element) => seenText(element).length <= LONGEST && visible(element)));
  return memo.get(blocks);
};

/** landmark: a heading with these words, else any text a person can read, except in links, step lists and the page's foot. */
function landmarks(target) {
  const headings = all(HEADINGS).filter(visible);
  const found = fitting(headings, target, (element) => unique([seenText(element)]), 'heading');
  const plain = (element) => areaOf(element) < 2 && (closest(element, '[aria-current]') || !closest(element, 'a,button,nav,option,label,[class*=step],[class*=progress]'));
  // Nothing but a link in a list is no statement: `<li><a>Mes entreprises</a></li>` stands in the menu of every page.
  const says = (element) => (!closest(element, 'li') && areaOf(element) === 0) || all('[aria-current]', element).length > 0 || hasLetters(textOf(element, { skip: (node) => node.matches(REAL_ACTIONS) }).join(' '));
  const who = (element) => target.having.length > 0 && tellsWho(`${seenText(element)} ${(element.nextSibling ?? above(element)?.nextElementSibling)?.textContent.trim() ?? ''}`, target.words);
  const texts = blockList().filter((element) => !headings.includes(element) && plain(element) && !who(element));
  found.push(...fitting(texts, target, (element) => unique([seenText(element)]), 'text').map((candidate) => ({ ...candidate, soft: 1 })));
  const said = found.filter(({ element }) => headings.includes(element) || closest(element, '[aria-current]') || says(element));
  return innermost(said).map((candidate) => ({ ...candidate, how: 'read', target: null, value: seenText(candidate.element) }));
}

const WRONG = /(?:^|[-_])(?:error|errors|erreur|erreurs|fout|fouten|foutmelding|fehler|alert|warning|danger|invalid|avertissement|waarschuwing|warnung)(?:$|[-_])/i;
const FINE = /(?:^|[-_])(?:success|succes|info|confirm|confirmation|ok)(?:$|[-_])/i;

/** Whether nothing but a link or button says it: `<button>Se connecter avec un code par SMS</button>` is an offer, no message. */
const offered = (element, words) => Boolean(closest(element, REAL_ACTIONS)) || !bestFit(unique([textOf(element, { skip: (node) => node.matches(REAL_ACTIONS) }).join(' ')]), words);

/** problem: what the page marks as an error (role, aria-invalid, class), or any text with the words. The whole message is its text. */
function problems(target) {
  const marked = all('[role=alert],[role=alertdialog],[aria-live=assertive],[class],[id]').filter((element) => {
    if (element.matches('body,html,input,select,textarea,form')) return false;
    const names = tokens(element);
    if (!element.matches('[role=alert],[role=alertdialog],[aria-live=assertive]') && !names.some((name) => WRONG.test(name))) return false;
    return !names.some((name) => FINE.test(name)) && visible(element) && hasLetters(seenText(element)) && seenText(element).length <= LONGEST && !announcesPage(element);
  });
  const told = all('[aria-invalid=true]').flatMap((field) => (field.getAttribute('aria-errormessage') || field.getAttribute('aria-describedby') || '').split(/\s+/).map((id) => id && byId(field, id)));
  const messages = [...new Set([...marked, ...told.filter((element) => element && visible(element) && hasLetters(seenText(element)))])];
  const framed = (element) => fieldsIn(element).length && messages.some((other) => other !== element && holds(element, other));
  for (const frame of messages.filter(framed)) messages.splice(messages.indexOf(frame), 1);
  const outer = messages.filter((element) => !messages.some((other) => other !== element && holds(other, element)));
  const whole = (element) => ({ element, how: 'read', target: null, value: seenText(element) });
  if (!target.words.length) return outer.map((element) => ({ ...whole(element), fit: { tier: EXACT, word: 0, text: seenText(element) }, strategy: 'marked' }));
  const found = fitting(outer, target, (element) => unique([seenText(element), ...linesSeen(element)]), 'marked');
  const others = blockList().filter((element) => !messages.some((message) => holds(message, element)));
  const texts = fitting(others, target, (element) => unique([seenText(element)]), 'text');
  found.push(...texts.map((candidate) => ({ ...candidate, ...(offered(candidate.element, target.words) ? { strategy: 'offered', soft: 2 } : { soft: 1 }) })));
  return found.map((candidate) => ({ ...candidate, ...whole(candidate.element) }));
}

/** region: the box that a heading, a legend, a table's caption or an accessible name stands for. */
function regions(target) {
  const found = [];
  for (const element of all('fieldset,table,details,section,article,form,dialog,aside,[role=group],[role=region],[role=dialog],[role=tabpanel],[role=form]').filter(visible)) {
    const fit = bestFit(unique([ownCaption(element)]), target.words);
    if (fit) found.push({ element, fit, strategy: 'named' });
  }
  for (const { element, fit } of fitting(all(HEADINGS).filter(visible), target, (heading) => unique([seenText(heading)]), 'heading')) {
    const box = above(element);
    if (box && !found.some((other) => other.element === box)) found.push({ element: box, fit, strategy: 'heading' });
  }
  for (const { element, fit } of found.length ? [] : fitting(blockList(), target, (block) => unique([seenText(block)]), 'text')) {
    const box = closest(element, 'dialog,section,aside,fieldset,[role],div') || element;
    found.push({ element: box, fit, strategy: 'text', soft: 1 });
  }
  return found.map((candidate) => ({ ...candidate, how: 'read', target: null, value: seenText(candidate.element).slice(0, LONGEST) }));
}
