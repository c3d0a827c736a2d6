// Closed parts of a page, and the signs by which they are known.

// What stands before, or behind, the name of a closed part: '► Emploi', 'Emploi +', and of an open one: '▼ Emploi'.
const SHUT = /^\s*[\u25b6\u25b7-\u25bb\u229e\u2795\u203a\u276f+]\s*\p{L}|\p{L}[^\p{L}]*[\u25b6-\u25bb\u25bc-\u25bf\u2304\u229e\u2795+]\s*$/u;
const POINTS = /^\s*[\u25b6\u25b7-\u25bf\u229e\u229f]\s*\p{L}/u;
const DROPS = /\p{L}[^\p{L}]*[\u25bc-\u25bf\u2304\u229e\u2795+]\s*$/u;
const COLLAPSED = '[data-toggle=collapse].collapsed,[data-bs-toggle=collapse].collapsed,[aria-expanded=false]:not([aria-haspopup])';

/** Whether what a sign seems to close is there, unseen: the next thing, with something to press or to fill in. */
function hidesNext(element) {
  for (let node = element, steps = 0; steps < 3 && !node.matches('body,main,form'); node = above(node), steps++) {
    const next = node.nextElementSibling;
    if (next) return !rendered(next) && all(`${REAL_ACTIONS},${FIELDS}`, next).length > 0;
  }
  return false;
}

/**
 * fold: what opens a closed part of the page's main part: `<summary>`, aria-expanded, Bootstrap's collapse, or a link that goes nowhere
 * and carries the sign of a closed part: `<a href="#" onclick=…>► Emploi</a>`. Before most words, and behind them, such signs adorn any link,
 * '› Envoyer', 'Signer ▶', '+ Nouvel accès': one is believed where the part is there, unseen; where it stands behind the words and drops down; or
 * where one of several points to it. What says what an action of any page says, or what may be done, is none.
 */
function closedParts(target) {
  const nowhere = (element) => (element.matches('a') ? !element.hasAttribute('href') || /^(?:#|javascript:)/i.test(element.getAttribute('href').trim()) : element.matches('[role=button],button[type=button]'));
  const does = (element) => bestFit(actionNames(element), [...target.rivals, ...target.notFor]) !== null;
  const signed = all('a,button,[role=button]').filter((each) => visible(each) && areaOf(each) === 0 && !each.hasAttribute('aria-expanded') && nowhere(each) && !does(each));
  const pointed = signed.filter((each) => POINTS.test(each.textContent));
  const believed = (element) => hidesNext(element) || DROPS.test(element.textContent) || (pointed.includes(element) && pointed.length > 1);
  const shut = (element) => {
    if (element.tagName === 'SUMMARY') return !element.parentElement.hasAttribute('open');
    return element.matches(COLLAPSED) || (signed.includes(element) && SHUT.test(element.textContent) && believed(element));
  };
  const found = [];
  for (const element of all('summary,a,button,[role=button]').filter((each) => visible(each) && areaOf(each) === 0 && shut(each))) {
    const texts = actionNames(element);
    const fit = target.words.length ? bestFit(texts, target.words) : { tier: EXACT, word: 0, text: texts[0] || '' };
    if (fit && texts.length && !bestFit(texts, target.rivals)) found.push({ element, fit, strategy: 'fold', how: 'press', target: null });
  }
  return found;
}
