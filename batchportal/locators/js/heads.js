// What a part of a menu or of a page is called, be it by a heading or by the words before it; and whether that is ours.

const ITEMS = 'li,[role=listitem],[role=treeitem]';
const LONGEST_NAME = 60; // letters: a sentence names nothing
const STANDS = '[aria-current]:not([aria-current=false])';

/** The words before a list in its item, `<li><a>Dimona</a><ul>…`; no heading, which `allGroupsOf` knows. */
function wordsBefore(node, item) {
  const skip = (each) => each === node || Boolean(node.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  return all(HEADINGS, item).some((each) => !holds(node, each) && !skip(each)) ? '' : (textOf(item, { skip })[0] || '');
}

/** What has words of its own, and nothing to press: `<li>Dimona</li><li><a>Information</a></li>`. The item where one is is none. */
const onlySays = (item) => hasLetters(seenText(item)) && ![item, ...all('*', item)].some((each) => each.matches(`${REAL_ACTIONS},${STANDS}`) || reacts(each));

/** Whether a table is one of data: others hold whole pages, with such tables in them. */
const hasHeads = (table) => Boolean(table) && all('th,[role=columnheader],[role=rowheader]', table).some((head) => closest(head, 'table,[role=table],[role=grid]') === table);

/** What a part is called by what is no heading: {text, box, from}, or null. */
function leadOf(node) {
  const up = above(node);
  const opener = node.id && all('[aria-controls]').find((each) => each.getAttribute('aria-controls') === node.id && !holds(node, each));
  if (opener) return { text: actionNames(opener)[0] || '', box: node };
  if (node.tagName === 'DD') return { text: byTerm(node)[0] || '', box: up, from: previousWith(node, (before) => before.tagName === 'DT') };
  if (node.matches('td,[role=cell],[role=gridcell]') && hasHeads(closest(node, 'table,[role=table],[role=grid]'))) {
    const first = [...up.children].find((cell) => hasLetters(seenText(cell)));
    return first && first !== node ? { text: seenText(first), box: up } : null;
  }
  if (node.matches(ITEMS)) {
    const head = previousWith(node, (before) => before.matches(ITEMS) && visible(before) && onlySays(before));
    return head ? { text: seenText(head), box: up, from: head } : null;
  }
  return up.matches(ITEMS) && !INLINE.has(node.tagName) ? { text: wordsBefore(node, up), box: up } : null;
}

/** All that heads a control, the nearest first. */
const headsOf = remembered((element) => {
  const leads = [element, ...ancestors(element)].filter((node) => above(node) && node.tagName !== 'BODY').map(leadOf).filter((lead) => lead && lead.text.length <= LONGEST_NAME);
  const depth = ({ box }) => [...ancestors(box)].length;
  return [...leads, ...allGroupsOf(element)].filter((head) => hasLetters(head.text)).sort((first, second) => depth(second) - depth(first));
});

/** The only heading of the first level: what the page itself is called, by whatever words of its portal. */
const titleOf = remembered(() => {
  const first = all('h1,[role=heading][aria-level="1"]').filter(visible);
  return first.length === 1 ? first[0] : null;
});

/**
 * Whether a control stands where the way of its page leads. 'Information' below 'Dimona' is another's. What says what another action
 * of the page does, 'Échange par messages structurés', settles it; what heads all sorts of things says nothing: words of the data, a
 * company, the page's title, or a heading before such an action.
 */
function headedFor(element, target) {
  const before = (ours) => ours.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING && visible(ours);
  const ours = () => all(REAL_ACTIONS).filter((each) => before(each) && bestFit(actionNames(each), target.rivals)?.tier < OPEN);
  const same = (head) => (other) => other.box === head.box && other.from === head.from && clean(other.text) === clean(head.text);
  const title = titleOf(document);
  for (const head of headsOf(element)) {
    const texts = unique([head.text]);
    if (bestFit(texts, target.rivals)) return true;
    if (bestFit(texts, target.heads) || companiesIn(head.text).size || (title && head.from && holds(head.from, title))) continue;
    if (!ours().some((each) => headsOf(each).some(same(head)))) return false;
  }
  return true;
}
