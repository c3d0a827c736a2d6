"""The result: 'L'utilisateur technique est maintenant créé'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Page
from flows.numbers import must_be_about, must_stand_by, sender_number

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber, SenderNumber


class CreatedPage(Page):
    """Shows the sender number; some portals only say that the technical user was created."""

    stem = "created"
    landmarks = ("sender_number", "created")

    sender_number = Element()
    created = Element()

    async def number(self, company: EnterpriseNumber) -> SenderNumber | None:
        """The sender number, or None where the page, once it has come to rest, doesn't show any.

        Raises:
            WrongPage: what it shows is another company's.
        """
        await must_be_about(self.session, company, self.sender_number.entry)
        async for (sighting,), resting in self.session.looks(self.sender_number.entry):
            if resting:
                if not sighting.count:
                    return None
                found = sighting.one()
                await must_stand_by(self.session, company, found)
                return sender_number(found.text)
        return None
