"""Takes notes while a session walks: which page, which control, how it was found, how long that took."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from batchportal.drift import snapshots
from batchportal.drift.report import ControlReport, PageReport, Sight
from batchportal.drift.walking import Follower
from batchportal.errors import BatchportalError, WrongPage
from batchportal.locators import Kind
from batchportal.network import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from batchportal.locators import Found, Selectors, Sighting, Wanted
    from batchportal.session import Session

OBSTACLES = "obstacles"
"""The selectors of what comes and goes, cookie dialogues for instance: no page, and no part of one."""
_WORTH_A_LOOK = (Kind.ACTION, Kind.FIELD, Kind.FILE, Kind.VALUE, Kind.LANDMARK)


@dataclass(slots=True)
class _Note:
    """What is known of one control during one stay on a page."""

    sighting: Sighting
    seconds: float | None = None
    used: bool = False
    failed: bool = False


@dataclass(slots=True)
class Stay:
    """The time on one page: from the act that led there to the act that leads on."""

    began: float
    arrivals: list[str] = field(default_factory=list)
    notes: dict[str, _Note] = field(default_factory=dict)
    address: str = ""
    seconds: float = 0.0
    snapshot: str = ""

    @property
    def name(self) -> str:
        """The page, after a colon the link that is followed from there."""
        return self.arrivals[-1]

    @property
    def stems(self) -> set[str]:
        """The selectors files whose controls stand on the page: a portal may join two pages."""
        return {arrival.partition(":")[0] for arrival in self.arrivals}


class Watcher(Follower):
    """Watches one session.

    Args:
        selectors: all pages' entries.
        overridden: the entries about which a person's own file has something to say, as `page.control`.
    """

    def __init__(self, selectors: Selectors, overridden: Iterable[str] = ()) -> None:
        self.stays: list[Stay] = []
        self._selectors = selectors
        self._overridden = frozenset(overridden)
        self._now = Stay(monotonic())
        self._surveying = False
        self._dismissing = False

    def arrived(self, session: Session, page: str) -> None:
        """Note the page."""
        super().arrived(session, page)
        self._now.arrivals.append(page)

    def looked(self, session: Session, sightings: Sequence[Sighting]) -> None:  # noqa: ARG002 - the observer's
        """Note what there is of each control, and when it could first be seen."""
        for sighting in sightings:
            name = _name(sighting.wanted)
            note = self._now.notes.setdefault(name, _Note(sighting))
            # What is nearest to a control that isn't there is told by some looks only.
            if not note.used and (sighting.count or sighting.nearest or not note.sighting.nearest):
                note.sighting = sighting
            if sighting.count and note.seconds is None and not self._surveying:
                note.seconds = round(monotonic() - self._now.began, 3)

    def used(self, session: Session, found: Found) -> None:  # noqa: ARG002 - the observer's
        """Note which control is used."""
        for note in self._now.notes.values():
            if note.sighting.found is found:
                note.used = True
                self._dismissing = note.sighting.entry.page == OBSTACLES

    async def leaving(self, session: Session) -> None:
        """Close the notes on this page: it is complete now, unless only an obstacle is dismissed."""
        if self._dismissing:
            self._dismissing = False
            return
        if session.windows and session.windows[-1].url != "about:blank":
            await self.finish(session)
        self._now.began = monotonic()

    async def stuck(self, session: Session, error: BatchportalError) -> None:
        """Note which control made the walk stop."""
        if isinstance(error, WrongPage):
            for note in self._now.notes.values():
                note.failed = note.failed or str(note.sighting.entry) == error.control
        await self.finish(session)

    async def finish(self, session: Session) -> None:
        """Look at what nobody has looked for yet, and take the page's picture in words."""
        stay = self._now
        if not stay.arrivals:
            # The next of several screens of the same page.
            stay.arrivals.append(session.here)
        self._surveying = True
        try:
            await self._survey(session, stay)
            stay.snapshot = await snapshots.take(session.windows[-1:])
        except BatchportalError:
            # The page is just going away; what was noted until now stands.
            stay.snapshot = ""
        finally:
            self._surveying = False
        stay.address = place(session.windows[-1].url) if session.windows else ""
        stay.seconds = round(monotonic() - stay.began, 3)
        self.stays.append(stay)
        self._now = Stay(monotonic())

    async def _survey(self, session: Session, stay: Stay) -> None:
        language = session.settings.language
        entries = [
            entry
            for stem in stay.stems & set(self._selectors.pages)
            for entry in self._selectors.entries(stem)
            if entry.kind in _WORTH_A_LOOK and str(entry) not in stay.notes
            if entry.words.get(language) or entry.exact_in(language)
        ]
        if entries:
            await session.look(*entries)

    def mark(self) -> int:
        """How many stays there were."""
        return len(self.stays)

    def forget(self, mark: int) -> None:
        """Forget the stays after those."""
        del self.stays[mark:]
        self._now = Stay(monotonic())

    def forgive(self) -> None:
        """No control is missing."""
        for stay in self.stays:
            for note in stay.notes.values():
                note.failed = False

    def pages(self) -> tuple[PageReport, ...]:
        """What was noted, page by page; several stays on one page are one."""
        merged: dict[str, list[Stay]] = {}
        for stay in self.stays:
            merged.setdefault(stay.name, []).append(stay)
        return tuple(self._page(name, stays) for name, stays in merged.items())

    def _page(self, name: str, stays: Sequence[Stay]) -> PageReport:
        controls: dict[str, ControlReport] = {}
        for stay in stays:
            for control, note in stay.notes.items():
                report = self._control(control, note)
                known = controls.get(control)
                if self._belongs(stay, note) and (known is None or _telling(report) > _telling(known)):
                    controls[control] = report
        seconds = round(sum(stay.seconds for stay in stays), 3)
        return PageReport(name, stays[0].address, seconds, tuple(controls.values()), screens=len(stays))

    def _belongs(self, stay: Stay, note: _Note) -> bool:
        """Whether a note is about this page: its own controls, and what else was used or wanted on it."""
        entry = note.sighting.entry
        if entry.page == OBSTACLES:
            return note.failed
        if note.used or note.failed:
            return True
        if entry.kind is Kind.PROBLEM and not note.sighting.count:
            return False
        # On the way through menus only what is there is worth a word: the other links are for other screens.
        return entry.page in stay.stems and (":" not in stay.name or bool(note.sighting.count))

    def _control(self, name: str, note: _Note) -> ControlReport:
        sighting = note.sighting
        return ControlReport(
            name=name,
            kind=sighting.entry.kind.value,
            sight=_sight(note),
            count=sighting.count,
            caption=(sighting.found.caption or None) if sighting.found else None,
            strategy=sighting.strategy,
            seconds=note.seconds,
            overridden=str(sighting.entry) in self._overridden,
            nearest=(sighting.candidates or sighting.nearest) if note.failed else (),
        )


def _sight(note: _Note) -> Sight:
    if note.failed and note.sighting.found is None:
        return Sight.AMBIGUOUS if note.sighting.count else Sight.MISSING
    if note.used:
        return Sight.USED
    return Sight.SEEN if note.sighting.count else Sight.ABSENT


def _telling(report: ControlReport) -> int:
    """Of two screens of one page, the one that says more about a control counts."""
    return [Sight.ABSENT, Sight.SEEN, Sight.USED].index(report.sight) if not report.sight.drift else len(Sight)


def _name(wanted: Wanted) -> str:
    """A control's name in a report; never the number of a company."""
    about = [wanted.text] if wanted.text else []
    about += [f"with {'+'.join(entry.name for entry in wanted.having)}"] if wanted.number and wanted.having else []
    return " ".join([str(wanted.entry), *about])
