"""Wizard: the contact person's data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.dialogues import says
from batchportal.errors import Rejected
from batchportal.listed import take_listed
from batchportal.page import Element, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    function_told = Element()
    phone = Element()
    email = Element()
    email_again = Element()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._typed: set[str] = set()
        self._absent: list[Sighting] = []
        self._told = False
        """Whether the function stands beside 'Autre', because its list doesn't have it."""

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
        absent = await self.fill_in(asked)
        self._absent = [each for each in absent if not await self._chosen(each, asked)]
        typed = asked.keys() - {sighting.entry.name for sighting in self._absent}
        self.advanced = self.done or not typed <= self._typed
        self._typed |= typed
        if await self.email_again.seen():
            await self.email_again.fill(registration.contact.email)

    async def lost(self, registration: Registration) -> list[str]:
        """The fields that don't show what was typed."""
        asked = _asked(registration)
        if self._told:
            asked["function_told"] = asked.pop("function")
        return await self.differing(asked)

    async def _chosen(self, absent: Sighting, asked: Mapping[str, str]) -> bool:
        """Choose the function where it takes no text but has a list; whether it does. No other field may be one.

        Raises:
            Rejected: the list doesn't offer it.
        """
        if absent.entry.name != "function":
            return False
        function, field = asked["function"], absent.found
        if field is None or field.how != "select":
            (shut,) = await self.session.look(replace(self.function.entry, shut=True))
            field = shut.found
        if field is None:
            return False
        self.session.use(field)
        if readback.alike(await readback.value(self.session, field), function):
            return True
        other = self.session.words(self.stem, "function_other")
        chosen, offers = await take_listed(
            self.session, field, lambda one: readback.alike(one, function), lambda one: says([one], other)
        )
        self._told = chosen == 1 and await self.function_told.typable()
        if self._told:
            await self.function_told.fill(function)
        elif offers and chosen != 0:
            raise Rejected(
                f"The list '{field.caption}' doesn't offer the function '{function}'. It offers: "
                f"{', '.join(offers[:_OFFERS_SHOWN])}.",
                page=self.stem,
            )
        return bool(offers)


_OFFERS_SHOWN = 20
_FIELDS = ("last_name", "first_name", "function", "phone", "email")


def _asked(registration: Registration) -> dict[str, str]:
    return {name: getattr(registration.contact, name) for name in _FIELDS}
