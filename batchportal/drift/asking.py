"""When a person is asked to point: at the page that they name, or where a visit can't go on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from batchportal.drift import overrides
from batchportal.drift.picking import PATIENCE, point
from batchportal.drift.walking import UNFIT, Follower, Walker
from batchportal.errors import BatchportalError, Rejected, ReviewDiffers, UsageError, WrongPage
from batchportal.locators import NEVER_ONE
from batchportal.observer import Observer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from batchportal.drift.overrides import Override
    from batchportal.drift.picking import Person
    from batchportal.drift.walking import Order
    from batchportal.models import Progress
    from batchportal.session import Session
    from batchportal.settings import Settings


async def pick(
    settings: Settings, order: Order, control: str, person: Person, *, report: Callable[[Progress], None]
) -> Override | None:
    """Walk to the page of a control, or as far as the walk gets, and let a person point at it there.

    Args:
        settings: where and how; `headed` for a window that can be seen.
        order: what to walk with.
        control: as `page.control`.
        person: who is asked.
        report: told what happens.

    Returns:
        What they pointed at, in their language, not written yet; None if they don't want it.

    Raises:
        UsageError: there is no such control, no single element can stand for it, or what was clicked on can't be it.
        BatchportalError: the portal was not reached, or the log-in failed.
    """
    page, _, name = control.partition(".")
    entry = overrides.load(settings.selectors).entry(page, name)
    if why := NEVER_ONE.get(entry.kind):
        raise UsageError(f"No single element can stand for {control}: {why}. Give its words in {page}.toml instead.")
    picker = Picker(control, person)
    try:
        await Walker(settings, order, picker, report).walk("selectors pick")
    except Pointed:
        return picker.override
    return None


class Pointed(Exception):
    """Ends a walk: the person has pointed, or has been asked."""


class Picker(Follower):
    """Walks along until the page with a control, or the place where the walk ends, and lets a person point there.

    Args:
        control: the control, as `page.control`.
        person: who is asked.
        seconds: how long they have for the click.
    """

    def __init__(self, control: str, person: Person, *, seconds: float = PATIENCE) -> None:
        self.control = control
        self.override: Override | None = None
        self._person = person
        self._seconds = seconds
        self._places: set[str] = set()

    def arrived(self, session: Session, page: str) -> None:
        """Note the place."""
        super().arrived(session, page)
        self._places.add(page)

    async def leaving(self, session: Session) -> None:
        """On the right page, ask."""
        page, _, name = self.control.partition(".")
        arrived = bool(self._places & {page, f"{page}: {name}"}) and bool(session.windows)
        self._places.clear()
        if arrived:
            await self.ask(session, arrived=True)

    async def stuck(self, session: Session, error: BatchportalError) -> None:
        """Where the walk ends, ask: the control is missing here, or the person knows the way to it."""
        if isinstance(error, (WrongPage, Rejected, ReviewDiffers)) and error.code not in UNFIT:
            page, _, _ = self.control.partition(".")
            arrived = session.here.partition(":")[0] == page or getattr(error, "control", None) == self.control
            await self.ask(session, arrived=arrived)

    async def finish(self, session: Session) -> None:
        """The walk needs no such control, or needs it only after 'Confirmer': the person may know where it is."""
        await self.ask(session, arrived=False)

    async def ask(self, session: Session, *, arrived: bool) -> None:
        """Let the person point.

        Raises:
            Pointed: always, unless an error comes first: the walk is over.
        """
        entry = session.entry(*self.control.split(".", 1))
        self.override = await point(session, entry, self._person, arrived=arrived, seconds=self._seconds)
        raise Pointed


class Tell(Protocol):
    """Says a sentence to the person."""

    def __call__(self, text: str, /) -> None:
        """Say it."""


class Mender(Observer):
    """Offers, when a visit can't find a control, to let a person point at it.

    Args:
        person: who is asked; one question at a time.
        folder: their own selectors.
        tell: told what came of it.
        seconds: how long they have for the click.
    """

    def __init__(self, person: Person, folder: Path, tell: Tell, *, seconds: float = PATIENCE) -> None:
        self._person = person
        self._folder = folder
        self._tell = tell
        self._seconds = seconds
        self._turn = asyncio.Lock()

    async def stuck(self, session: Session, error: BatchportalError) -> None:
        """Offer it, where pointing helps. Whatever comes of it, the visit ends as it would have."""
        control = error.control if isinstance(error, WrongPage) else None
        if control is None:
            return
        entry = session.entry(*control.split(".", 1))
        if entry.kind in NEVER_ONE:
            return
        async with self._turn:
            try:
                override = await point(session, entry, self._person, arrived=True, seconds=self._seconds)
                if override is not None:
                    self._tell(f"Wrote {override.write(self._folder)}. Run the same command again.")
            except BatchportalError as trouble:
                self._tell(trouble.message)
