"""Wizard: the contact person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Step

if TYPE_CHECKING:
    from batchportal.locators import Sighting
    from batchportal.models import Registration
    from batchportal.session import Session


class NewPersonPage(Step):
    """Whom to take as contact person: somebody new, where the portal asks that."""

    stem = "contact"
    landmarks = ("new_person",)
    optional = True

    new_person = Element()

    async def fill(self, registration: Registration) -> None:  # noqa: ARG002 - somebody new for all of them
        """Choose 'Nouvelle personne'."""
        await self.new_person.choose()
        await self.session.settle()

    async def lost(self, registration: Registration) -> list[str]:  # noqa: ARG002 - as above
        """Nothing: the fields that the choice leads to show that it was made."""
        return []


class ContactPage(Step):
    """'Complétez les données de contact de l'utilisateur technique': on one page, or spread over several."""

    stem = "contact"
    landmarks = ("first_name", "function", "phone", "email")
    part = "part_contact"

    last_name = Element()
    first_name = Element()
    function = Element()
    phone = Element()
    email = Element()
    email_again = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._typed: set[str] = set()
        self._absent: list[Sighting] = []

    @property
    def done(self) -> bool:
        """Whether every field has been filled in, on one page or another."""
        return not self.missing()

    def missing(self) -> list[str]:
        """The fields that no page has shown."""
        return [name for name in _FIELDS if name not in self._typed]

    def must_be_done(self) -> None:
        """A field that no page has shown goes by another name.

        Raises:
            ControlNotFound: there is one.
        """
        for sighting in self._absent:
            if sighting.entry.name in self.missing():
                sighting.one()

    async def fill(self, registration: Registration) -> None:
        """Type in what the page asks for of the contact person."""
        asked = _asked(registration)
        self._absent = await self.fill_in(asked)
        typed = asked.keys() - {sighting.entry.name for sighting in self._absent}
        self.advanced = self.done or not typed <= self._typed
        self._typed |= typed
        if await self.email_again.seen():
            await self.email_again.fill(registration.contact.email)

    async def lost(self, registration: Registration) -> list[str]:
        """The fields that don't show what was typed."""
        return await self.differing(_asked(registration))


_FIELDS = ("last_name", "first_name", "function", "phone", "email")


def _asked(registration: Registration) -> dict[str, str]:
    return {name: getattr(registration.contact, name) for name in _FIELDS}
