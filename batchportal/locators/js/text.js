// How a caption is read: as people read it. `clean` and `wordOf` have twins in words.py; tests/test_locators_words.py holds them together.

const QUOTES = /[\u2018\u2019\u02bc\u2032\u00b4`]/g;
const DASHES = /[\u2010-\u2015\u2212]/g;
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]/g;
// Icons: private use, emoji, arrows, geometric shapes, dingbats.
const ICONS = /[\ue000-\uf8ff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u{1f000}-\u{1faff}\u{f0000}-\u{10ffff}]/gu;
const EDGES = /^[\s:*?!.,;+|<>\u00d7\u00ab\u00bb\u2039\u203a\u2022\u00b7"-]+|[\s:*?!.,;+|<>\u00d7\u00ab\u00bb\u2039\u203a\u2022\u00b7"-]+$/g;
const NUMBERING = /^\d{1,2}[.)]\s+(?=\D)/;
const MANDATORY =
  /\s*[([](?:champ )?(?:obligatoire|requis|facultatif|optionnel|verplicht|verplicht veld|optioneel|facultatief|pflichtfeld|erforderlich|optional|required)[)\]]$/i;

const MANY = 500_000; // letters
/** A work on texts that is done once for each: a page says the same again and again, and so do looks at it. A clock in it doesn't. */
function once(work) {
  const done = new Map();
  let letters = 0;
  return (text) => {
    let result = done.get(text);
    if (result === undefined) {
      if (letters > MANY) {
        done.clear();
        letters = 0;
      }
      letters += text.length;
      done.set(text, (result = work(text)));
    }
    return result;
  };
}

/** The caption without what people overlook: icons, quotes' shape, colons, asterisks, numbering. Case is kept. */
const clean = once(cleaned);

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

/** Its letters: what doesn't agree in these, whatever their case and accents, doesn't fit. */
const lettersOf = once((text) => lower(text.normalize('NFD').replace(/\p{M}/gu, '')));

/** The caption's readings without a hint ('all' hints, 'neutral' ones, or any of its 'parts'): 'Nom (comme sur la carte)', 'Nom : comme sur la carte', 'DB2P - Déclarations'. */
const READINGS = Object.fromEntries(['all', 'neutral', 'parts'].map((hints) => [hints, once((text) => hintless(text, hints))]));

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

const LETTER = '0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f';
// A hyphen makes one word of two: 'Gestionnaire local' does not stand in 'Co-Gestionnaire local'.
const [BEGINNING, ENDING] = [`(?<![${LETTER}])(?<![${LETTER}]-)`, `(?![${LETTER}]|-[${LETTER}])`];

/** A word of the data, '…codes d'accès…' for instance: its text, whether more words may stand in it, and what fits it. */
const wordOf = once((spelt) => {
  const pieces = spelt.split('\u2026');
  const said = pieces.filter(Boolean);
  let pattern = null; // most words never meet a text that has their letters
  return {
    plain: said.join(' '),
    open: pieces.length > 1,
    letters: said.map(lettersOf),
    get pattern() {
      pattern ||= new RegExp((pieces[0] && '^') + said.map((piece) => BEGINNING + [...piece].map(letterOf).join('') + ENDING).join('.*') + (pieces.at(-1) && '$'), 'u');
      return pattern;
    },
  };
});

/** One letter of a caption: small or capital; a capital may lack its accent. */
function letterOf(letter) {
  if (!/\p{L}/u.test(letter)) return letter.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  return `[${[...new Set([letter, letter.toUpperCase(), letter.normalize('NFD')[0].toUpperCase()])].join('')}]`;
}

/** How well a cleaned text fits one word of the data, hints apart. */
function closeness(text, word) {
  const letters = lettersOf(text);
  if (word.open) return word.letters.every((piece) => letters.includes(piece)) && word.pattern.test(text) ? OPEN : MISS;
  if (letters !== word.letters[0]) return MISS;
  return lower(text) === word.plain ? EXACT : word.pattern.test(text) ? CAPITALS : MISS;
}

/** How well a cleaned text fits one word of the data; see `READINGS` for `hints`. */
function tierOf(text, word, hints) {
  const tier = closeness(text, word);
  if (tier !== MISS || word.open) return tier;
  return READINGS[hints](text).some((reading) => closeness(reading, word) !== MISS) ? HINT : MISS;
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
