"""A company's qualities: which one is meant, and whether a number on a page belongs to it.

A company has a technical user for each of its qualities. A page may show several, or one of another quality only; then
a number counts if the part of the page that it stands in names ours. No number is better than the wrong one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from batchportal.border import portal_errors
from batchportal.errors import WrongPage
from batchportal.locators import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batchportal.locators import Entry, Found, Sighting
    from batchportal.models import Language
    from batchportal.session import Session

_CAPTIONS = re.IGNORECASE | re.MULTILINE

# What stands before and after a name that is one by itself, and no part of 'Employeur public'.
_BEFORE = r"(?:^|[(:;,|/\u00ab\"\u2013\u2014\t]|\s-\s)\s*"
_BEHIND = r"\s*(?:$|[).,:;|/\u00bb\"\u2013\u2014\t]|\s-\s)"
_JOINTS = (" ", ", ", " ; ", " / ", "/", " | ", " (", " - ")
"""What may stand between a quality and the role of who has it, or the company's number."""

# What parts of a page say of themselves. A part is compared with those beside it that are alike: of the same element,
# and with the same captions in it, so that a line with the role at the top of the page is none of them.
_PART_OF = """(element, [ours, captions, headings]) => {
  const unquoted = (text) => text.replace(/[\\u2018\\u2019]/g, "'");
  const plain = (text) => unquoted(text).replace(/\\s+/g, ' ');
  const any = (sources, text) => sources.some((source) => new RegExp(source, 'im').test(text));
  const heading = (part) => {
    const before = part.previousElementSibling;
    return before && /^H[1-6]$/.test(before.tagName) ? before.innerText : '';
  };
  const captioned = (part) => any(captions, plain(part.innerText ?? '')) || any(captions, part.innerText ?? '');
  const names = (part) => [plain, unquoted].some((read) => any(ours, read(heading(part) + '\\n' + part.innerText)));
  const headed = (part) => {
    const own = part.querySelector('h1, h2, h3, h4, h5, h6, legend, summary')?.innerText.trim() ?? '';
    return headings && any(ours, plain(own)) && part.innerText.trim().length > own.length;
  };
  for (let part = element; part.parentElement; part = part.parentElement) {
    const alike = [...part.parentElement.children].filter((other) =>
      other.tagName === part.tagName && (other === part || headed(other) || captioned(other)));
    if (alike.length > 1 && alike.some(names)) return names(part) ? 'ours' : 'other';
  }
  return 'alone';
}"""
_PARTS_OF = f"""([ours, captions, told]) => {{
  const plain = (text) => text.replace(/[\\u2018\\u2019]/g, "'").replace(/\\s+/g, ' ');
  const says = (part) => told.some((source) => new RegExp(source, 'i').test(plain(part.innerText ?? '')));
  const fit = [...document.querySelectorAll('body *')].filter(says);
  const smallest = fit.filter((part) => !fit.some((other) => other !== part && part.contains(other)));
  return smallest.map((part) => ({_PART_OF})(part, [ours, captions, true]));
}}"""
_SMALLEST = """([ours, captions]) => {
  const plain = (text) => text.replace(/[\\u2018\\u2019]/g, "'").replace(/\\s+/g, ' ');
  const any = (sources, part) => [plain(part.innerText ?? ''), part.innerText ?? ''].some((text) =>
    sources.some((source) => new RegExp(source, 'im').test(text)));
  const fit = [...document.querySelectorAll('body *')].filter((part) => any(ours, part) && any(captions, part));
  const smallest = fit.filter((part) => !fit.some((other) => other !== part && part.contains(other)));
  return smallest.map((part) => part.innerText);
}"""


def wanted_quality(session: Session) -> Entry:
    """The quality that is meant: the setting's, else the manual's.

    The setting's is meant as a whole, 'Employeur' is no 'Employeur public', unless an ellipsis in it stands for more.
    """
    quality = session.entry("companies", "quality")
    name = session.settings.quality
    if name is None:
        return quality
    return replace(quality, words={session.settings.language: (name,) if "…" in name else _whole(session, name)})


def _whole(session: Session, name: str) -> tuple[str, ...]:
    """How a quality stands by itself, or beside words that leave it the same: 'en qualité de Employeur'."""
    before, behind = _beside(session)
    starts, ends = ["", *(f"…{one}" for one in before)], ["", *(f"{one}…" for one in behind)]
    return tuple(f"{one}{name}{other}" for one in starts for other in ends)


def _beside(session: Session) -> tuple[list[str], list[str]]:
    """What may stand before a quality, and behind it, and leave it the same."""
    links = [link if link.endswith("'") else f"{link} " for link in session.words("companies", "capacity")]
    roles = [word.strip("…") for word in session.words("companies", "local_manager")]
    before = [*links, *(f"{role}{joint}" for role in roles for joint in _JOINTS[:-2])]
    # 'Gestionnaire pensions complémentaires ; numéro d'entreprise 0403.170.701 (Gestionnaire local)'
    numbers = session.words("companies", "its_number")
    behind = [
        *(f" {link.strip()}" for link in links),
        *(f"{joint}{role}" for role in roles for joint in _JOINTS),
        *(f"{joint}{number}" for number in numbers for joint in _JOINTS[:3]),
    ]
    return before, behind


def names_ours(session: Session, text: str) -> bool:
    """Whether a text names the quality that is meant."""
    return any(re.search(one, _plain(text), re.IGNORECASE) for one in _ours(session))


def told_in(text: str, words: Iterable[str]) -> list[str]:
    """What sentences of a text tell by a caption, as 'Bienvenue, votre qualité : Employeur. Faites un choix' does."""
    spelt = "|".join(re.escape(word).replace("'", "['\u2019]").replace(r"\ ", r"\s+") for word in words)
    return [told.strip() for told in re.findall(rf"(?:^|[.!?;,(])\s*(?:{spelt})\s*:\s*([^.;,()\n]+)", text, _CAPTIONS)]


async def must_be_ours(session: Session, found: Found, said: Iterable[str], captions: Sequence[Entry]) -> None:
    """Be sure that a number isn't that of another quality.

    Args:
        session: where it stands.
        found: the number.
        said: what stands beside the caption 'Qualité', if anything does.
        captions: what stands in every part of the page that is about one quality.

    Raises:
        WrongPage: it is another quality's (`other_quality`).
    """
    others = [text for text in said if not names_ours(session, text)]
    with portal_errors(session.here):
        part = await (await found.element()).evaluate(_PART_OF, [_ours(session), _captions(session, captions)])
    if part == "other" or (others and part != "ours"):
        raise WrongPage(
            f"The page shows the number of another quality than the one that is meant{_named(others)}.",
            code="other_quality",
            page=session.here,
        )


async def none_is_ours(
    session: Session, none: Entry, found: Found, said: Sequence[str], captions: Sequence[Entry]
) -> bool:
    """Whether it is told of our quality that there is no technical user: it may be told of each.

    Args:
        session: where it is told.
        none: what says so.
        found: a place where that stands.
        said: what stands beside the caption 'Qualité', if anything does.
        captions: what stands in every part of the page that is about one quality.
    """
    request = [_ours(session), _patterns(session, captions), _patterns(session, [none])]
    with portal_errors(session.here):
        parts: list[str] = await found.frame.evaluate(_PARTS_OF, request)
    return "ours" in parts or ("other" not in parts and all(names_ours(session, text) for text in said))


def another(session: Session, quality: Sighting, beside: Found, entered: Iterable[str], text: str) -> str | None:
    """The quality that a page is about, if it names one and that isn't the one that is meant.

    Args:
        session: where it stands.
        quality: what stands beside the caption 'Qualité'.
        beside: something in the part of the page that counts. The line at the top, a menu, and other frames may tell
            what else the company is; so do several values of which one is ours.
        entered: what the form was filled in with. 'Qualité' may be what the contact person's function is called.
        text: the main part's.
    """
    found = quality.found
    elsewhere = found is not None and (found.frame is not beside.frame or found.area != "main")
    texts = [
        *told_in(text, quality.entry.words[quality.language]),
        *([] if elsewhere else [found.text] if found else quality.texts),
    ]
    known = {text.casefold() for text in entered}
    named = [text.strip() for text in texts if re.search(r"[^\W\d_]", text) and not _is_role(session, text)]
    named = [text for text in named if text.casefold() not in known]
    ours = _ours(session, *wanted_quality(session).words)
    if any(re.search(one, _plain(text), re.IGNORECASE) for text in named for one in ours):
        return None
    return named[0] if named else None


def _is_role(session: Session, text: str) -> bool:
    """Whether a text says what the user is there, 'Gestionnaire local', and nothing of the company."""
    manager = session.entry("companies", "local_manager")
    return any(re.fullmatch(one, _plain(text), re.IGNORECASE) for one in _patterns(session, [manager]))


async def ours_among(session: Session, texts: Sequence[str], captions: Sequence[Entry]) -> str | None:
    """The one of several values that stands in the only part of the page that names our quality, if there is one."""
    request = [_ours(session), _captions(session, captions)]
    parts: list[str] = []
    for frame in (frame for window in session.windows for frame in window.frames):
        with portal_errors(session.here):
            parts += await frame.evaluate(_SMALLEST, request)
    fit = [text for text in texts if len(parts) == 1 and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", parts[0])]
    return fit[0] if len(fit) == 1 else None


def _ours(session: Session, *languages: Language) -> list[str]:
    """The quality that is meant, as `_patterns`; where it is meant as a whole, nothing else may stand beside it."""
    meant, name = wanted_quality(session), session.settings.quality
    if name is None:
        return _patterns(session, [meant], *languages)
    before, behind = _beside(session)
    starts = "" if name.startswith("…") else f"(?:{'|'.join([_BEFORE, *map(_spelt, before)])})"
    ends = "" if name.endswith("…") else f"(?:{'|'.join([_BEHIND, *map(_spelt, behind)])})"
    return [f"{starts}{_pattern(name)}{ends}"]


def _patterns(session: Session, entries: Iterable[Entry], *languages: Language) -> list[str]:
    """Words as regular expressions that Python and pages share; an ellipsis stands for anything."""
    spoken = languages or (session.settings.language,)
    words = [word for entry in entries for language in spoken for word in entry.words.get(language, ())]
    return list(map(_pattern, words))


def _pattern(word: str) -> str:
    return ".*".join(map(_spelt, _plain(word).strip("…").split("…")))


def _spelt(text: str) -> str:
    return re.escape(text.replace("\u2019", "'")).replace("\\ ", " ")


def _captions(session: Session, entries: Iterable[Entry]) -> list[str]:
    """As `_patterns`; nothing but a value comes after a caption: 'Utilisateur technique de la qualité …' is none."""
    ends = r"\s*(?:[:\n\t]|$|[^\S\n]\S+[^\S\n]*$)"
    return [
        one + (ends if entry.kind is Kind.VALUE and entry.pattern is None else "")
        for entry in entries
        for one in _patterns(session, [entry])
    ]


def _plain(text: str) -> str:
    return " ".join(text.replace("\u2018", "'").replace("\u2019", "'").split())


def _named(others: Sequence[str]) -> str:
    return f": {', '.join(map(repr, others))}" if others else ""
