"""Who looks over a session's shoulder: told what it sees, uses and leaves. By default nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.errors import BatchportalError
    from batchportal.locators import Found, Sighting
    from batchportal.session import Session


class Observer:
    """Looks on and does nothing; subclasses take an interest in some of it.

    A walk never asks an observer anything, so one that only takes notes can't change where the walk leads.
    """

    def arrived(self, session: Session, page: str) -> None:
        """The session is on that page, or about to take the link that stands behind the colon."""

    def looked(self, session: Session, sightings: Sequence[Sighting]) -> None:
        """One look at all windows showed this."""

    def used(self, session: Session, found: Found) -> None:
        """This control is filled in, clicked or read."""

    async def leaving(self, session: Session) -> None:
        """Something is about to be clicked that leads on, or an address opened: the page is complete now."""

    async def stuck(self, session: Session, error: BatchportalError) -> None:
        """The walk can't go on; the page at which it stopped is still shown."""
