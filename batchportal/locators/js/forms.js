// Which part of the page, and which of its forms, a control belongs to: a page asks for other things beside what is meant.

const PARTS = {
  menu: (element) => areaOf(element) === 1,
  dialogue: (element) => boxOver(element) !== null,
  main: (element) => !isOutside(element) || (!element.matches(FIELDS) && !ownForm(element)) || !anyInMain(),
};
const standsIn = (element, part) => !part || PARTS[part](element);

/** In a footer, or outside of what the page itself calls its main part: a class 'nav' is no proof, a wizard's buttons may stand in one. */
const isOutside = (element) => areaOf(element) === 2 || (areaOf(element) === 1 && all('main,[role=main]').some(visible));

const formOf = (element) => element.form || closest(element, 'form');
const inMain = (root) => all(`${FIELDS},${REAL_ACTIONS}`, root).some((element) => visible(element) && areaOf(element) === 0);
const anyInMain = () => {
  if (!memo.has(anyInMain)) memo.set(anyInMain, inMain(document));
  return memo.get(anyInMain);
};

/** Whether a form outside the main part is meant: `<footer><form>Votre avis ? <button>Confirmer</button></form></footer>`. */
const ownForm = (element) => Boolean(formOf(element)) && !inMain(formOf(element));

/**
 * Whether a button ends what is filled in: nothing stands behind it but ways out, links and guides, and no field in its line.
 * `<p>E-mail <input> <button>Vérifier</button></p> … <button>Enregistrer</button>` checks one value, or sends a code there.
 */
function endsForm(button, out) {
  const typable = (element) => element.matches(FIELDS) && editable(element);
  const pressed = (element) => element.matches(REAL_ACTIONS) && !element.matches('summary,a[href^="#"]:not([href="#"],[onclick],[role=button])') && !leadsOn(element);
  const others = all(`${REAL_ACTIONS},${FIELDS}`).filter((element) => visible(element) && areaOf(element) === 0 && (typable(element) || pressed(element)));
  const { top, bottom } = button.getBoundingClientRect();
  const inLine = (field) => field.getBoundingClientRect().top < bottom && field.getBoundingClientRect().bottom > top;
  const behind = others.slice(others.indexOf(button) + 1);
  return !others.some((other) => typable(other) && inLine(other)) && behind.every((other) => !typable(other) && bestFit(actionNames(other), out));
}

/** The fields beside a password: `<header>… <input name=user> <input type=password>`. Only the page of the log-in means them. */
function logInFields() {
  if (memo.has(logInFields)) return memo.get(logInFields);
  const theirs = new Set();
  for (const password of all('input[type=password]').filter(visible)) {
    for (const up of ancestors(password)) {
      const beside = up.matches('body,main') ? [] : all(TEXT_INPUTS, up).filter((field) => visible(field) && !isPassword(field));
      for (const field of beside) theirs.add(field);
      if (beside.length || up.matches('body,main')) break;
    }
  }
  memo.set(logInFields, theirs);
  return theirs;
}

/** Without those in other forms than the region that is asked for: `<h4>Votre avis</h4><form><label>Nom <input>` is no contact data. */
function inFormOf(candidates, region) {
  if (!candidates.length || !region.length) return candidates;
  const forms = new Set(all(FIELDS).filter((field) => visible(field) && groupsOf(field).some((group) => bestFit([group.text], region))).map(formOf));
  return forms.size ? candidates.filter(({ element }) => forms.has(formOf(element))) : candidates;
}

/** Whether the part of the form that a field stands in asks for a name and for several passwords: an account is made there, or a password changed. */
const asksPasswordAgain = remembered((element) => {
  const box = (field) => groupsOf(field)[0]?.box;
  const inPart = (field) => visible(field) && !offPage(field) && box(field) === box(element);
  const part = formOf(element) ? all(TEXT_INPUTS, formOf(element)).filter(inPart) : [];
  return part.filter(isPassword).length > 1 && !part.every(isPassword);
});

/** Whether a group's caption is no more than that: `<div><h2>Créer un compte</h2><a>S'inscrire</a></div>` is a part of its own. */
const isHeading = ({ from }) => !from || !all(REAL_ACTIONS, from).some(visible);
