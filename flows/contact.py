"""Wizard: the contact person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Step

if TYPE_CHECKING:
    from batchportal.models import Registration


class ContactPage(Step):
    """'Complétez les données de contact de l'utilisateur technique'."""

    stem = "contact"
    landmarks = ("function", "email")

    last_name = Element()
    first_name = Element()
    function = Element()
    phone = Element()
    email = Element()
    email_again = Element()

    async def fill(self, registration: Registration) -> None:
        """Type the contact person in."""
        await self.fill_in(_asked(registration))
        if await self.email_again.seen():
            await self.email_again.fill(registration.contact.email)

    async def lost(self, registration: Registration) -> list[str]:
        """The fields that don't show what was typed."""
        return await self.differing(_asked(registration))


def _asked(registration: Registration) -> dict[str, str]:
    contact = registration.contact
    return {
        "last_name": contact.last_name,
        "first_name": contact.first_name,
        "function": contact.function,
        "phone": contact.phone,
        "email": contact.email,
    }
