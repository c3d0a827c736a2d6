"""The finder: selector entry + language → exactly one control on pages nobody has seen, or an error.

It reads pages as a person with the manual would (js/ says how), and it never guesses: two controls that the page's
structure doesn't tell apart are as much an error as none.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from playwright.async_api import Error as PlaywrightError
from rapidfuzz import fuzz, process

from batchportal.errors import ControlAmbiguous, ControlNotFound
from batchportal.locators import scripts
from batchportal.locators.entries import Entry, Kind, Wanted
from batchportal.locators.words import Caption, Tier, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.async_api import ElementHandle, Frame, Locator, Page

    from batchportal.locators.selectors import Selectors
    from batchportal.models import Language

_MANY_ARE_FINE = frozenset({Kind.LANDMARK, Kind.PROBLEM, Kind.REGION})
_GONE = ("context was destroyed", "detached", "has been closed", "target closed", "cannot find context", "crashed")
OFFERED = "offered"
"""The strategy by which a problem was found whose words are those of a link or button."""
_NEAREST = 3
_SIMILAR = 45
_SUCCESSOR = 10_000
"""Milliseconds in which a page that replaces a control must have shown its successor."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a field, a choice, a tick or a place for files holds; None is what it doesn't say."""

    value: str | None
    chosen: bool | None
    files: list[str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """One control on a page."""

    locate: Callable[[bool], Locator]
    """The way to find it anew, or, with True, its surface."""
    window: Page
    frame: Frame
    strategy: str
    """How its caption was found: 'label', 'cell', 'near', 'placeholder', 'control', …"""
    how: str
    """What to do with it: 'press', 'fill', 'select' (a drop-down as a field), 'radio', 'option' (select `option`),
    'tick', 'upload', 'read'."""
    tag: str
    role: str
    type: str
    text: str
    """The caption that matched; for a value, landmark, problem or region the text itself."""
    tier: Tier
    enabled: bool
    """Whether it can be used now; a disabled or read-only one may become usable."""
    option: str | None = None
    """The value of the option to select, where `how` is 'option'."""
    caption: str = ""
    """The caption by which it was found, for every kind; empty where an exact way led to it."""
    area: str = ""
    """The part of the page where it stands: 'main', 'menu' (headers, too) or 'footer'; empty where that isn't known."""
    seen_as: dict[str, int] | None = None
    """Which scan found it, so that it needn't be searched for again."""
    held: Held | None = field(default=None, repr=False)
    """What it held when it was seen; None where that must be asked for."""

    @property
    def locator(self) -> Locator:
        """The control itself; for an option the drop-down it belongs to. Finds the control anew after re-rendering."""
        return self.locate(False)

    @property
    def surface(self) -> Locator:
        """What a person clicks for it: itself, the label of a hidden radio, the drop zone of a hidden file input."""
        return self.locate(True)

    async def element(self, *, surface: bool = False) -> ElementHandle:
        """The control as it was seen, or, if the page has replaced it since, its successor.

        Args:
            surface: what a person clicks for it, rather than the control itself.

        Raises:
            playwright.async_api.Error: it is gone.
        """
        element = await scripts.take(self.frame, {**self.seen_as, "surface": surface}) if self.seen_as else None
        return element or await (self.surface if surface else self.locator).element_handle(timeout=_SUCCESSOR)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What one look found for one target."""

    wanted: Wanted
    language: Language
    found: Found | None
    count: int
    """0, 1, or how many controls fit equally well."""
    candidates: tuple[str, ...] = ()
    """Descriptions of those that fit."""
    texts: tuple[str, ...] = ()
    """The texts of all that were seen: of a problem every message, of a value every text by the caption."""
    nearest: tuple[str, ...] = ()
    """The captions on the page that are most like what was looked for."""

    @property
    def entry(self) -> Entry:
        """The entry that was looked for."""
        return self.wanted.entry

    @property
    def strategy(self) -> str | None:
        """How the control was found, if it was."""
        return self.found.strategy if self.found else None

    def one(self) -> Found:
        """The control.

        Raises:
            ControlNotFound: nothing fits; the message names the nearest captions.
            ControlAmbiguous: several controls fit, and the page's structure doesn't tell them apart.
        """
        if self.found:
            return self.found
        looked = f"{self.wanted} ({self.entry.kind}, {self.language}), looking for {self._looked_for()}"
        place = f"{self.entry.page}.toml, [{self.entry.name}]"
        mend = f"If it goes by another name, give it in your selectors folder: {place}"
        if self.count:
            fits = "; ".join(self.candidates)
            raise ControlAmbiguous(
                f"Page {self.entry.page!r} shows {self.count} controls that fit {looked}: {fits}. "
                f"None was used. {mend}.",
                page=self.entry.page,
                control=str(self.entry),
            )
        near = f" Nearest: {', '.join(map(repr, self.nearest))}." if self.nearest else ""
        raise ControlNotFound(
            f"Page {self.entry.page!r} shows no {looked}.{near} {mend}.",
            page=self.entry.page,
            control=str(self.entry),
        )

    def _looked_for(self) -> str:
        exact = self.entry.exact_in(self.language)
        if exact:
            return str(exact)
        words = _words(self.wanted, self.language)
        return " or ".join(f'"{word}"' for word in words) or "anything of this kind"


class Finder:
    """Finds controls, in all frames of all windows. `scripts.install` must have run for this Playwright."""

    def __init__(self, selectors: Selectors, language: Language) -> None:
        self.selectors = selectors
        self.language = language

    async def look(
        self,
        windows: Sequence[Page],
        entries: Sequence[Entry | Wanted],
        *,
        explain: bool = True,
        attended: Frame | None = None,
    ) -> list[Sighting]:
        """Look once, without waiting, for many targets.

        Args:
            windows: the session's open windows, the newest last; where two show the same, the newest counts.
            entries: what to look for; `wanted` makes an entry particular.
            explain: whether to gather the nearest captions of what isn't found.
            attended: the frame that was worked in last: of two controls whose words fit equally well, one that stands
                there is meant.
        """
        wants = [each if isinstance(each, Wanted) else Wanted(each) for each in entries]
        frames = [frame for window in windows if not window.is_closed() for frame in window.frames]
        if attended is not None and (not windows or attended not in windows[-1].frames):
            attended = None  # a window that was opened since goes on in its own way
        targets = [self._target(want) for want in wants]
        request = {"targets": targets, "explain": explain}
        answers = await asyncio.gather(*(_scan(frame, request) for frame in frames))
        seen = [(frame, answer) for frame, answer in zip(frames, answers, strict=True) if answer]
        return [
            await self._exact(frames, want)
            if want.entry.exact_in(self.language)
            else self._sighting(index, want, targets[index], seen, attended)
            for index, want in enumerate(wants)
        ]

    async def watch(self, frame: Frame, entries: Sequence[Entry | Wanted], *, seconds: float) -> bool:
        """Wait inside one frame until any of the targets can be seen there.

        Returns:
            Whether one can; False when the time is over, the frame went away, or another watch began in it.
        """
        wants = [each if isinstance(each, Wanted) else Wanted(each) for each in entries]
        request = {"targets": [self._target(want) for want in wants], "explain": False, "milliseconds": seconds * 1000}
        try:
            return bool(await scripts.ask(frame, "watch", request))
        except PlaywrightError as error:
            if _is_gone(error):
                return False
            raise

    def _target(self, want: Wanted) -> dict[str, Any]:
        """What a page's script needs to know of a target."""
        entry = want.entry
        region = self.selectors.region(entry)
        others = [word for rival in self.selectors.rivals(entry) for word in rival.words.get(self.language, ())]
        if want.text is not None and entry.kind is not Kind.FOLD:
            own = normalise(want.text)
            others = [word for word in entry.words.get(self.language, ()) if normalise(word) != own]
        return {
            "kind": entry.kind.value,
            "words": _compiled(_words(want, self.language)),
            "rivals": _compiled(others),
            "extensions": _compiled(_extensions(want, self.language)),
            "region": _compiled(region.words.get(self.language, ()) if region else ()),
            "onlyWithin": entry.only_within,
            "type": entry.type,
            "pager": entry.pager,
            "lone": entry.lone,
            "part": entry.part,
            "pattern": entry.pattern,
            "number": want.number.digits if want.number else None,
            "having": [_compiled(other.words.get(self.language, ())) for other in want.having],
            "lacking": [_compiled(other.words.get(self.language, ())) for other in want.lacking],
            "through": _compiled(want.through.words.get(self.language, ()) if want.through else ()),
            "worst": int(Tier.OPEN),
        }

    def _sighting(
        self,
        index: int,
        want: Wanted,
        target: dict[str, Any],
        seen: Sequence[tuple[Frame, dict[str, Any]]],
        attended: Frame | None,
    ) -> Sighting:
        every = [
            (frame, {**each, "seen_as": {"scan": answer.get("number", 0), "target": index, "place": place}})
            for frame, answer in seen
            for place, each in enumerate(answer["targets"][index])
        ]
        texts = tuple(dict.fromkeys(each["caption"] if each["value"] is None else each["value"] for _, each in every))
        winners = _winners(every, attended)
        if winners and (len(winners) == 1 or want.entry.kind in _MANY_ARE_FINE):
            found = _found(*winners[0], target, want.entry.kind)
            return Sighting(want, self.language, found, len(winners), texts=texts)
        captions = [text for _, answer in seen for text in answer["nearby"].get(want.entry.kind, ())]
        candidates = tuple(_description(each) for _, each in winners)
        nearest = _nearest(target, captions)
        return Sighting(want, self.language, None, len(winners), candidates, texts, nearest)

    async def _exact(self, frames: Sequence[Frame], want: Wanted) -> Sighting:
        """The user's own way: exactly one element in all frames, visible unless its kind may be hidden."""
        fits = []
        for frame in frames:
            locator = _exact_locator(frame, want.entry, self.language)
            if want.entry.kind not in (Kind.FILE, Kind.CHOICE, Kind.TICK):
                locator = locator.filter(visible=True)
            fits += [(frame, locator)] * await locator.count()
        if len(fits) != 1:
            descriptions = tuple(f"in frame {frame.name or frame.url}" for frame, _ in fits)
            return Sighting(want, self.language, None, len(fits), descriptions)
        frame, locator = fits[0]
        tag = str(await locator.evaluate("element => element.tagName.toLowerCase()"))
        text = str(await locator.evaluate("element => 'value' in element ? String(element.value) : element.innerText"))
        reads = want.entry.kind in (Kind.VALUE, Kind.LANDMARK, Kind.PROBLEM, Kind.REGION)
        enabled = await locator.is_enabled()
        found = Found(
            lambda _surface: locator, frame.page, frame, "exact", _HOW[want.entry.kind], tag, "", "",
            text if reads else str(want.entry.exact_in(self.language)), Tier.EXACT, enabled,
        )  # fmt: skip
        return Sighting(want, self.language, found, 1, texts=(found.text,))


_HOW = {
    Kind.ACTION: "press",
    Kind.FIELD: "fill",
    Kind.CHOICE: "radio",
    Kind.TICK: "tick",
    Kind.FILE: "upload",
    Kind.ENTRY: "press",
    Kind.VALUE: "read",
    Kind.LANDMARK: "read",
    Kind.PROBLEM: "read",
    Kind.REGION: "read",
    Kind.FOLD: "press",
}


async def _scan(frame: Frame, request: dict[str, Any]) -> dict[str, Any] | None:
    try:
        answer: dict[str, Any] = await scripts.ask(frame, "scan", request)
    except PlaywrightError as error:
        if _is_gone(error):
            return None
        raise
    return answer


def _is_gone(error: PlaywrightError) -> bool:
    """Whether a frame went away, or went on to another page, while it was looked at: there is nothing to see then."""
    return any(sign in error.message.lower() for sign in _GONE)


def _words(want: Wanted, language: Language) -> tuple[str, ...]:
    return (want.text,) if want.text is not None else want.entry.looked_for(language)


def _extensions(want: Wanted, language: Language) -> list[str]:
    """What other captions of the entry say beside the words looked for: 'DmfA…consultation', where 'DmfA' is."""
    if want.text is None:
        return []
    own = normalise(want.text)
    longer = [normalise(word) for word in want.entry.words.get(language, ()) if normalise(word).startswith(f"{own} ")]
    return list(dict.fromkeys(f"…{own}…{word.removeprefix(own).strip(' -')}…" for word in longer))


def _compiled(words: Sequence[str]) -> list[dict[str, Any]]:
    return list(map(_word, words))


@cache
def _word(text: str) -> dict[str, Any]:
    caption = Caption(text)
    return {"plain": caption.plain, "open": caption.open, "pattern": caption.pattern}


# The place in a rank behind how well the words fit, and before the part of the page (rankOf in js/scan.js).
_PART_OF_PAGE = 5


def _winners(
    candidates: list[tuple[Frame, dict[str, Any]]], attended: Frame | None
) -> list[tuple[Frame, dict[str, Any]]]:
    """The best over all frames of the newest window that has any; controls with one target are one."""
    if not candidates:
        return []

    def rank(frame: Frame, each: dict[str, Any]) -> tuple[int, ...]:
        own = each["rank"]
        return (*own[:_PART_OF_PAGE], int(frame is not attended), *own[_PART_OF_PAGE:])

    newest = candidates[-1][0].page
    candidates = [(frame, each) for frame, each in candidates if frame.page is newest]
    top = min(rank(*each) for each in candidates)
    winners = [each for each in candidates if rank(*each) == top]
    keys: set[str] = set()
    merged = []
    for frame, each in winners:
        if each["key"] not in keys:
            keys |= {each["key"]} if each["key"] else set()
            merged.append((frame, each))
    return merged


def _found(frame: Frame, each: dict[str, Any], target: dict[str, Any], kind: Kind) -> Found:
    # The locator is bound to the very word and fit that were seen: a weaker match may never take the control's place.
    words = target["words"][each["word"] : each["word"] + 1] if kind is not Kind.ENTRY else target["words"]
    pinned = {**target, "words": words, "worst": each["tier"]}

    def locate(surface: bool) -> Locator:  # noqa: FBT001 - the only parameter
        body = quote(json.dumps({"target": pinned, "surface": surface}), safe="")
        locator = frame.locator(f"{scripts.ENGINE}={body}")
        return locator.first if kind in _MANY_ARE_FINE else locator

    return Found(
        locate=locate,
        window=frame.page,
        frame=frame,
        strategy=each["strategy"],
        how=each["how"],
        tag=each["tag"],
        role=each["role"],
        type=each["type"],
        text=each["caption"] if each["value"] is None else each["value"],
        tier=Tier(each["tier"]),
        enabled=each["enabled"],
        option=each["option"]["value"] if each["option"] else None,
        caption=each["caption"] or "",
        area=each["area"],
        seen_as=each["seen_as"],
        held=Held(**each["held"]) if each["held"] else None,
    )


def _description(each: dict[str, Any]) -> str:
    """One candidate in a message: what it is, what it says, where it stands."""
    where = f" under {each['group']!r}" if each["group"] else ""
    said = each["caption"] if each["value"] is None else f"{each['caption']}: {each['value']}"
    return f"{each['tag']} {said!r} in the {each['area']}{where}"


def _nearest(target: dict[str, Any], captions: Sequence[str]) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    for word in target["words"]:
        matches = process.extract(
            word["plain"],
            captions,
            scorer=fuzz.token_set_ratio,
            processor=normalise,
            limit=_NEAREST,
            score_cutoff=_SIMILAR,
        )
        for text, score, _ in matches:
            scores[text] = max(score, scores.get(text, 0))
    similar = sorted(scores, key=lambda text: -scores[text])
    return tuple((similar or list(captions))[:_NEAREST])


def _exact_locator(frame: Frame, entry: Entry, language: Language) -> Locator:
    exact = entry.exact_in(language)
    if exact is None:
        raise ValueError(f"{entry} has no exact way in {language}")
    if exact.css:
        return frame.locator(exact.css)
    if exact.test_id:
        return frame.get_by_test_id(exact.test_id)
    # The role is checked by Playwright, which knows the full list of ARIA roles.
    name = f"[name={json.dumps(exact.name, ensure_ascii=False)}s]" if exact.name else ""
    return frame.locator(f"internal:role={exact.role}{name}")
