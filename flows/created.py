"""The result: 'L'utilisateur technique est maintenant créé'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batchportal.border import portal_errors
from batchportal.errors import WrongPage
from batchportal.models import Channel
from batchportal.page import Element, Page
from flows.numbers import must_be_about, must_stand_by, sender_number, user_name
from flows.qualities import must_be_ours

if TYPE_CHECKING:
    from batchportal.locators import Found, Sighting
    from batchportal.models import Registration, SenderNumber

_CHANNELS = frozenset(channel.casefold() for channel in Channel)
_ROW = """number => [...(number.closest('tr, [role=row]')?.children ?? [])].map((cell) => cell.innerText.trim())"""


class CreatedPage(Page):
    """Shows the sender number; some portals only say that the technical user was created."""

    stem = "created"
    landmarks = ("sender_number", "created")

    sender_number = Element()
    created = Element()

    async def number(self, registration: Registration) -> SenderNumber | None:
        """The sender number, or None where the page, once it has come to rest, doesn't show any.

        Raises:
            WrongPage: what it shows is another company's, another quality's or another technical user's.
        """
        session, company = self.session, registration.enterprise_number
        await must_be_about(session, company, self.sender_number.entry)
        name, quality = (session.entry("information", each) for each in ("user_name", "quality"))
        async for (sighting, names, qualities), resting in session.looks(self.sender_number.entry, name, quality):
            if resting:
                if not sighting.count:
                    return None
                found = sighting.one()
                await must_stand_by(session, company, found)
                await must_be_ours(session, found, qualities.texts, (self.sender_number.entry, name))
                self._must_be_of(registration.username, names, found)
                await self._must_not_be_in_anothers_row(registration, found)
                return sender_number(found.text)
        return None

    def _must_be_of(self, username: str, names: Sighting, number: Found) -> None:
        """Be sure that the user name that the page shows with the number, if any, is the one that was asked for."""
        shown = names.found
        if shown is None or shown.frame is not number.frame or shown.area != "main":
            return
        if (told := user_name(shown.text)) is not None and told.casefold() != username.casefold():
            raise WrongPage(
                f"The page shows the number of the technical user '{told}', not of '{username}'.",
                code="other_user",
                page=self.stem,
            )

    async def _must_not_be_in_anothers_row(self, registration: Registration, number: Found) -> None:
        """Be sure that the number's row in a table tells neither another user name, under any heading, nor channel."""
        with portal_errors(self.stem):
            cells: list[str] = await (await number.element()).evaluate(_ROW)
        ours = {registration.username.casefold(), registration.channel.casefold()}
        told = [cell for cell in cells if _is_user_name(cell) or cell.casefold() in _CHANNELS]
        if told and not any(cell.casefold() in ours for cell in told):
            raise WrongPage(
                f"The page shows a number in the row of '{told[0]}', not of '{registration.username}'.",
                code="other_user",
                page=self.stem,
            )


def _is_user_name(text: str) -> bool:
    """Whether nobody would take a text for anything else; a word or a number may be a state, or a date."""
    return (
        user_name(text) is not None and "@" not in text and bool(re.search("[A-Za-z]", text) and re.search(r"\d", text))
    )
