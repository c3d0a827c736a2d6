"""The finder: selector entry + language → exactly one control on pages nobody has seen, or an error.

It reads pages as a person with the manual would (js/ says how), and it never guesses: two controls that the page's
structure doesn't tell apart are as much an error as none.
"""

from __future__ import annotations

import asyncio
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from playwright.async_api import Error as PlaywrightError

from batchportal.errors import UsageError
from batchportal.locators import scripts
from batchportal.locators.entries import Entry, Kind, Wanted
from batchportal.locators.sightings import Found, Held, Sighting, words_of
from batchportal.locators.words import Caption, Tier, normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Frame, Locator, Page

    from batchportal.locators.selectors import Selectors
    from batchportal.models import Language

_MANY_ARE_FINE = frozenset({Kind.LANDMARK, Kind.PROBLEM, Kind.REGION})
_GONE = ("context was destroyed", "detached", "has been closed", "target closed", "cannot find context", "crashed")
_LOG_IN = "login"
"""The page that asks for user name and password; the fields beside a password are no other page's."""
_REFUSED = re.compile(r"^Locator\.count: |SyntaxError: Failed to execute 'querySelectorAll' on '\w+': ")


class Finder:
    """Finds controls, in all frames of all windows. `scripts.install` must have run for this Playwright."""

    def __init__(self, selectors: Selectors, language: Language) -> None:
        self.selectors = selectors
        self.language = language
        self.looks = 0
        """How often all frames have answered."""
        self._unproven = [
            exact
            for page in selectors.pages
            for entry in selectors.entries(page)
            if (exact := entry.exact_in(language)) is not None and exact.css
        ]

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

        Raises:
            UsageError: the browser refuses CSS of the user's own; told by the first look, before anything is done.
        """
        wants = [each if isinstance(each, Wanted) else Wanted(each) for each in entries]
        wants += [Wanted(want.greyed_beside) for want in wants if want.greyed_beside is not None]
        frames = [frame for window in windows if not window.is_closed() for frame in window.frames]
        if self._unproven and frames:
            await self._prove(frames[0])
        if attended is not None and (not windows or attended not in windows[-1].frames):
            attended = None  # a window that was opened since goes on in its own way
        targets = [self._target(want) for want in wants]
        answers = await asyncio.gather(*(_scan(frame, targets, explain=explain) for frame in frames))
        self.looks += 1
        seen = [(frame, answer) for frame, answer in zip(frames, answers, strict=True) if answer]
        sightings = [
            await self._exact(frames, want)
            if want.entry.exact_in(self.language)
            else self._sighting(index, want, targets[index], seen, attended)
            for index, want in enumerate(wants)
        ]
        asked, others = sightings[: len(entries)], iter(sightings[len(entries) :])
        return [_awake(each, next(others)) if each.wanted.greyed_beside else each for each in asked]

    async def watch(self, frame: Frame, entries: Sequence[Entry | Wanted], *, seconds: float) -> bool:
        """Wait inside one frame until any of the targets can be seen there.

        Returns:
            Whether one can; False when the time is over, the frame went away, or another watch began in it.
        """
        wants = [each if isinstance(each, Wanted) else Wanted(each) for each in entries]
        targets = [self._target(want) for want in wants]
        try:
            return bool(await scripts.ask_for(frame, "watch", targets, milliseconds=seconds * 1000))
        except PlaywrightError as error:
            if _is_gone(error):
                return False
            raise

    async def _prove(self, frame: Frame) -> None:
        """Have the browser read all CSS of the user's own: what it refuses could stop a walk behind 'Confirmer'."""
        while self._unproven:
            exact = self._unproven[-1]
            try:
                await frame.locator(str(exact.css)).count()
            except PlaywrightError as error:
                if _is_gone(error):
                    return
                if "selector" not in error.message:
                    raise
                raise UsageError(
                    f"{exact.source}: css is {exact.css!r}, which the browser doesn't take for CSS: "
                    f"{_REFUSED.sub('', error.message.splitlines()[0])} "
                    'Mend it, or give other CSS, such as "#next", or role and name.'
                ) from None
            self._unproven.pop()

    def _target(self, want: Wanted) -> dict[str, Any]:
        """What a page's script needs to know of a target."""
        entry = want.entry
        region, not_for = self.selectors.region(entry), self.selectors.not_for(entry)
        heads = self.selectors.heads(entry)
        beside = {other.name for other in want.having}
        rivals = [rival for rival in self.selectors.rivals(entry) if rival.name not in beside]
        others = [word for rival in rivals for word in rival.words.get(self.language, ())]
        if want.text is not None and entry.kind is not Kind.FOLD:
            own = set(map(normalise, words_of(want, self.language)))
            others = [word for word in entry.words.get(self.language, ()) if normalise(word) not in own]
        return {
            "kind": entry.kind.value,
            "words": _spelt(words_of(want, self.language)),
            "rivals": _spelt(others),
            "extensions": _spelt(_extensions(want, self.language)),
            "region": _spelt(region.words.get(self.language, ()) if region else ()),
            "notFor": _spelt(not_for.words.get(self.language, ()) if not_for else ()),
            "heads": _spelt(heads.words.get(self.language, ()) if heads else ()),
            "onlyWithin": entry.only_within,
            "type": entry.type,
            "pager": entry.pager,
            "lone": entry.lone,
            "opener": entry.opener,
            "last": entry.last,
            "shut": entry.shut,
            "logsIn": entry.page == _LOG_IN,
            "part": entry.part,
            "pattern": entry.pattern,
            "number": want.number.digits if want.number else None,
            "having": [_spelt(other.words.get(self.language, ())) for other in want.having],
            "lacking": [_spelt(other.words.get(self.language, ())) for other in want.lacking],
            "through": _spelt(want.through.words.get(self.language, ()) if want.through else ()),
            "menu": _spelt(want.menu.words.get(self.language, ()) if want.menu else ()),
            "rows": want.rows,
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
        nearby = tuple(text for _, answer in seen for text in answer["nearby"].get(want.entry.kind, ()))
        candidates = tuple(_description(each) for _, each in winners)
        return Sighting(want, self.language, None, len(winners), candidates, texts, nearby)

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


def _awake(sighting: Sighting, other: Sighting) -> Sighting:
    """What was seen, but for a control that can't be pressed where another one of its window may be."""
    found = sighting.found
    if found is None or found.enabled or not other.count or (other.found and other.found.window is not found.window):
        return sighting
    return Sighting(sighting.wanted, sighting.language, None, 0)


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


async def _scan(frame: Frame, targets: Sequence[dict[str, Any]], *, explain: bool) -> dict[str, Any] | None:
    try:
        answer: dict[str, Any] = await scripts.ask_for(frame, "scan", targets, explain=explain)
    except PlaywrightError as error:
        if _is_gone(error):
            return None
        raise
    return answer


def _is_gone(error: PlaywrightError) -> bool:
    """Whether a frame went away, or went on to another page, while it was looked at: there is nothing to see then."""
    return any(sign in error.message.lower() for sign in _GONE)


def _extensions(want: Wanted, language: Language) -> list[str]:
    """What other captions of the entry say beside the words looked for: 'DmfA…consultation', where 'DmfA' is."""
    if want.text is None:
        return []
    own = normalise(want.text)
    longer = [normalise(word) for word in want.entry.words.get(language, ()) if normalise(word).startswith(f"{own} ")]
    return list(dict.fromkeys(f"…{own}…{word.removeprefix(own).strip(' -')}…" for word in longer))


def _spelt(words: Sequence[str]) -> list[str]:
    return list(map(_word, words))


@cache
def _word(text: str) -> str:
    return Caption(text).spelt


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
        groups=tuple(each["groups"]),
        open=each["open"],
        seen_as=each["seen_as"],
        held=Held(**each["held"]) if each["held"] else None,
    )


def _description(each: dict[str, Any]) -> str:
    """One candidate in a message: what it is, what it says, where it stands."""
    where = f" under {each['groups'][0]!r}" if each["groups"] else ""
    said = each["caption"] if each["value"] is None else f"{each['caption']}: {each['value']}"
    return f"{each['tag']} {said!r} in the {each['area']}{where}"


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
