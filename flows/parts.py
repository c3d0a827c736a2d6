"""Wizards whose pages are reached from a list of their parts, each marked 'À compléter' or 'Terminé'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.page import Step
    from batchportal.session import Session


class PartsList:
    """Opens the parts, each once.

    Known only by a page that has nothing to fill in and doesn't go on: other wizards name their steps at the top, too.

    Args:
        session: where the wizard is.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._opened: set[str] = set()

    @property
    def known(self) -> bool:
        """Whether the wizard has such a list."""
        return bool(self._opened)

    async def open_next(self, left: Sequence[Step]) -> bool:
        """Open the part of the first step that is left and whose link is there; whether one was."""
        for name in dict.fromkeys(step.part for step in left if step.part):
            if name not in self._opened:
                (link,) = await self._session.look(self._session.entry("wizard", name))
                if link.found is not None and link.found.enabled and link.found.area == "main":
                    self._opened.add(name)
                    await self._session.follow(link.found)
                    return True
        return False

    async def finish_part(self) -> None:
        """Say that a part is finished, where its last page asks that."""
        finished = Control(self._session, self._session.entry("wizard", "part_finished"))
        if self.known and await finished.usable():
            await finished.choose()
