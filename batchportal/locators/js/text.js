// How a caption is read: as people read it. `clean` has a twin in words.py; tests/test_locators_words.py holds them together.

const QUOTES = /[\u2018\u2019\u02bc\u2032\u00b4`]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]/g;
// Icons: private use, emoji, arrows, geometric shapes, dingbats.
const ICONS = /[\ue000-\uf8ff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u{1f000}-\u{1faff}\u{f0000}-\u{10ffff}]/gu;
const EDGES = /^[\s:*?!.,;+|<>\u00d7\u00ab\u00bb\u2039\u203a\u2022\u00b7"-]+|[\s:*?!.,;+|<>\u00d7\u00ab\u00bb\u2039\u203a\u2022\u00b7"-]+$/g;
const NUMBERING = /^\d{1,2}[.)]\s+(?=\D)/;
const MANDATORY =
  /\s*[([](?:champ )?(?:obligatoire|requis|facultatif|optionnel|verplicht|verplicht veld|optioneel|facultatief|pflichtfeld|erforderlich|optional|required)[)\]]$/i;

const known = new Map(); // cleaned texts and their readings: a page says the same again and again
const knownOr = (kind, text, work) => {
  const key = kind + text;
  if (!known.has(key)) known.set(key, work(text));
  return known.get(key);
};

/** The caption without what people overlook: icons, quotes' shape, colons, asterisks, numbering. Case is kept. */
const clean = (raw) => knownOr('clean ', raw, cleaned);

function cleaned(raw) {
  const plain = raw
    .replace(QUOTES, "'")
    .normalize('NFKC')
    .replace(DASHES, '-')
    .replace(UNSEEN, '')
    .replace(ICONS, ' ')
    .replace(/\u00df/g, 'ss')
    .replace(/\s+/g, ' ')
    .trim();
  let text = plain;
  for (let before = null; before !== text; ) {
    before = text;
    text = text.replace(EDGES, '').replace(NUMBERING, '').replace(MANDATORY, '');
  }
  return text || plain;
}

const lower = (text) => text.toLowerCase();
const hasLetters = (text) => /\p{L}/u.test(text);

/** The caption's readings without a hint ('all' hints, 'neutral' ones, or any of its 'parts'): 'Nom (comme sur la carte)', 'Nom : comme sur la carte', 'DB2P - Déclarations'. */
const withoutHints = (text, hints) => knownOr(`${hints} `, text, () => hintless(text, hints));

// What may stand in brackets beside an action and leave it the same: 'Suivant (étape 2)'; 'Se connecter (citoyens)' is another.
const NEUTRAL = /\s*[([](?:\d|nouvelle fenêtre|nieuw venster|neues fenster|new window|étape|stap|schritt|step)[^()[\]]*[)\]]$/i;

function hintless(text, hints) {
  const readings = hints === 'neutral' ? [text.replace(NEUTRAL, '')] : [text.replace(/\s*[([].*$/, ''), text.replace(/\s*:\s.*$/, '')];
  if (hints === 'parts') readings.push(...text.split(/\s+-\s+|\s*:\s+|\s*[()[\]]\s*/));
  return [...new Set(readings.map(clean))].filter((reading) => reading && reading !== text);
}

const EXACT = 0;
const CAPITALS = 1; // capitals without their accents: 'PRENOM', 'Echange'
const HINT = 2; // a hint in brackets or after a colon was left out
const OPEN = 3; // an ellipsis in the data stood for more words
const MISS = 9;

/** How well a cleaned text fits one word of the data; see `withoutHints` for `hints`. */
function tierOf(text, word, hints) {
  if (word.open) return word.pattern.test(text) ? OPEN : MISS;
  if (lower(text) === word.plain) return EXACT;
  if (word.pattern.test(text)) return CAPITALS;
  return withoutHints(text, hints).some((reading) => lower(reading) === word.plain || word.pattern.test(reading)) ? HINT : MISS;
}

/** The best fit of some readings with some words: {tier, word, text}, or null. Words stand in order of preference. */
function bestFit(readings, words, hints = 'all') {
  let best = null;
  for (const reading of readings) {
    for (const [index, word] of words.entries()) {
      const tier = tierOf(reading, word, hints);
      if (tier !== MISS && (!best || tier < best.tier || (tier === best.tier && index < best.word))) {
        best = { tier, word: index, text: reading, size: word.plain.length };
      }
    }
  }
  return best;
}

const unique = (texts) => [...new Set(texts.map(clean).filter(Boolean))];
