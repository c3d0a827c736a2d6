"""Captions: how the portal's words are read, as people read them, and how well a text fits one of them.

`normalise` and `Caption` have twins in js/text.js, because pages are searched inside the browser; a test holds them
together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache

_QUOTES = re.compile("[\u2018\u2019\u02bc\u2032\u00b4`]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f]")
_ICONS = re.compile(
    "[\ue000-\uf8ff\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\U000f0000-\U0010ffff]"
)
_EDGE = '[\\s:*?!.,;+|<>\u00d7\u00ab\u00bb\u2039\u203a\u2022\u00b7"-]+'
_EDGES = re.compile(f"^{_EDGE}|{_EDGE}$")
_NUMBERING = re.compile(r"^\d{1,2}[.)]\s+(?=\D)")
_MANDATORY = re.compile(
    r"\s*[(\[](?:champ )?(?:obligatoire|requis|facultatif|optionnel|verplicht|verplicht veld|optioneel|facultatief"
    r"|pflichtfeld|erforderlich|optional|required)[)\]]$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")
_BRACKET = re.compile(r"\s*[(\[].*$")
_COLON = re.compile(r"\s*:\s.*$")
_PARTS = re.compile(r"\s+-\s+|\s*:\s+|\s*[()\[\]]\s*")
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
_LETTER = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_ELLIPSIS = re.compile(r"\s*(?:\u2026|\.\.\.)\s*")


class Tier(IntEnum):
    """How well a text fits a caption; the smaller, the better."""

    EXACT = 0
    """The same words."""
    CAPITALS = 1
    """The same words, but capitals lack their accents ('PRENOM', 'Echange')."""
    HINT = 2
    """The same words beside a hint: in brackets, after a colon, or (where one part is enough) after a dash."""
    OPEN = 3
    """An ellipsis in the caption stood for more words."""


def _clean(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _QUOTES.sub("'", text))
    plain = _UNSEEN.sub("", _DASHES.sub("-", plain))
    plain = _SPACES.sub(" ", _ICONS.sub(" ", plain).replace("ß", "ss")).strip()
    stripped, before = plain, None
    while stripped != before:
        before = stripped
        stripped = _MANDATORY.sub("", _NUMBERING.sub("", _EDGES.sub("", stripped)))
    return stripped or plain


def normalise(text: str) -> str:
    """The text without what people overlook when they read a caption.

    One apostrophe, one dash, one space; lower case; no icons, colons, asterisks, guillemets, list numbers or
    '(obligatoire)' at its edges. Accents stay: they tell words apart. Text of nothing but decoration stays as it is.
    """
    return _clean(text).lower()


@dataclass(frozen=True, slots=True)
class Caption:
    """One word or phrase of the data.

    A plain caption fits only the whole text: 'Nom' is neither 'Prénom' nor "Nom d'utilisateur". An ellipsis stands
    for more words, or none: "…codes d'accès…" fits any text that has these two words somewhere.
    """

    text: str
    plain: str = field(init=False)
    """The normalised text, without ellipses."""
    open: bool = field(init=False)
    """Whether an ellipsis makes room for more words."""
    spelt: str = field(init=False)
    """All of it as a page's script wants it (`wordOf` in js/text.js): normalised, one ellipsis for more words."""

    def __post_init__(self) -> None:
        pieces = _ELLIPSIS.split(self.text.strip())
        words = [normalise(piece) if piece else "" for piece in pieces]
        object.__setattr__(self, "spelt", "…".join(words))
        object.__setattr__(self, "open", len(pieces) > 1)
        object.__setattr__(self, "plain", " ".join(word for word in words if word))

    @property
    def pattern(self) -> str:
        """A regular expression on a cleaned text whose case is kept; most words are only ever sent to pages."""
        return _pattern(tuple(self.spelt.split("…")))

    def match(self, text: str, *, parts: bool = False) -> Tier | None:
        """How well a text fits, or None.

        Args:
            text: what a page shows.
            parts: whether one part of 'DB2P - Déclarations pensions complémentaires' is enough.
        """
        cleaned = _clean(text)
        fits = re.compile(self.pattern).search
        if self.open:
            return Tier.OPEN if fits(cleaned) else None
        if cleaned.lower() == self.plain:
            return Tier.EXACT
        if fits(cleaned):
            return Tier.CAPITALS
        readings = [_BRACKET.sub("", cleaned), _COLON.sub("", cleaned), *(_PARTS.split(cleaned) if parts else [])]
        hints = [_clean(reading) for reading in readings if reading and reading != cleaned]
        return Tier.HINT if any(hint.lower() == self.plain or fits(hint) for hint in hints) else None


@cache
def _pattern(words: tuple[str, ...]) -> str:
    """The pattern for words with gaps between them; at the ends a gap only where the data has an ellipsis."""
    # A hyphen makes one word of two: 'Gestionnaire local' does not stand in 'Co-Gestionnaire local'.
    before, after = f"(?<![{_LETTER}])(?<![{_LETTER}]-)", f"(?![{_LETTER}]|-[{_LETTER}])"
    pieces = [before + "".join(map(_letter, word)) + after for word in words if word]
    start = "" if not words[0] else "^"
    end = "" if not words[-1] else "$"
    return start + ".*".join(pieces) + end


def _letter(letter: str) -> str:
    """One letter of a caption: small or capital; a capital may lack its accent."""
    if not letter.isalpha():
        return _SPECIAL.sub(r"\\\g<0>", letter)
    bare = unicodedata.normalize("NFD", letter)[0]
    return "[" + "".join(dict.fromkeys((letter, letter.upper(), bare.upper()))) + "]"
