"""What one look at a page gives: a control, or none, or too many."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from batchportal.errors import ControlAmbiguous, ControlNotFound
from batchportal.locators import scripts
from batchportal.locators.words import Caption, normalise

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import ElementHandle, Frame, Locator, Page

    from batchportal.locators.entries import Entry, Wanted
    from batchportal.locators.words import Tier
    from batchportal.models import Language

OFFERED = "offered"
"""The strategy by which a problem was found whose words are those of a link or button."""
_NEAREST = 3
_SIMILAR = 45
"""Of a hundred: captions less like it are none that somebody may have meant."""
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
    groups: tuple[str, ...] = ()
    """What the parts of the page are called that it stands in, the smallest first: legends, headings above;
    of what is read all of them."""
    open: bool = False
    """Whether it says that it opens something, which is open."""
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
    nearby: tuple[str, ...] = field(default=(), repr=False)
    """The captions of its kind on the page, where the look was to explain."""

    @property
    def entry(self) -> Entry:
        """The entry that was looked for."""
        return self.wanted.entry

    @property
    def nearest(self) -> tuple[str, ...]:
        """The captions on the page that are most like what was looked for."""
        scores: dict[str, float] = {}
        for word in words_of(self.wanted, self.language):
            matches = process.extract(
                Caption(word).plain,
                self.nearby,
                scorer=fuzz.token_set_ratio,
                processor=normalise,
                limit=_NEAREST,
                score_cutoff=_SIMILAR,
            )
            for text, score, _ in matches:
                scores[text] = max(score, scores.get(text, 0))
        similar = sorted(scores, key=lambda text: -scores[text])
        return tuple((similar or list(self.nearby))[:_NEAREST])

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
        place = f"{self.entry.page}.toml, [{(self.wanted.also or self.entry).name}]"
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
        words = [self.wanted.text] if self.wanted.text is not None else self.entry.looked_for(self.language)
        return " or ".join(f'"{word}"' for word in words) or "anything of this kind"


def words_of(want: Wanted, language: Language) -> tuple[str, ...]:
    """The words that are looked for."""
    if want.text is None:
        return want.entry.looked_for(language)
    return (want.text, *(want.also.words.get(language, ()) if want.also else ()))
