"""The result: 'L'utilisateur technique est maintenant créé'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Page
from flows.numbers import sender_number

if TYPE_CHECKING:
    from batchportal.models import SenderNumber


class CreatedPage(Page):
    """Shows the sender number; some portals only say that the technical user was created."""

    stem = "created"
    landmarks = ("sender_number", "created")

    sender_number = Element()
    created = Element()

    async def number(self) -> SenderNumber | None:
        """The sender number, or None where the page, once it has come to rest, doesn't show one."""
        async for (sighting,), resting in self.session.looks(self.sender_number.entry):
            if sighting.count:
                return sender_number(sighting.one().text)
            if resting:
                break
        return None
