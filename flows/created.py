"""The result: 'L'utilisateur technique est maintenant créé'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Page
from flows.numbers import must_be_about, sender_number

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber, SenderNumber


class CreatedPage(Page):
    """Shows the sender number; some portals only say that the technical user was created."""

    stem = "created"
    landmarks = ("sender_number", "created")

    sender_number = Element()
    created = Element()

    async def number(self, company: EnterpriseNumber) -> SenderNumber | None:
        """The sender number, or None where the page, once it has come to rest, doesn't show this company's."""
        await must_be_about(self.session, company, self.sender_number.entry)
        async for (sighting,), resting in self.session.looks(self.sender_number.entry):
            if resting:
                return sender_number(sighting.one().text) if sighting.count else None
        return None
