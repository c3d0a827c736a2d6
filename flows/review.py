"""The last page before anything is registered: compare, then confirm."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from batchportal.errors import ReviewDiffers
from batchportal.page import Element, Page
from flows.numbers import enterprise_numbers

if TYPE_CHECKING:
    from batchportal.locators import Sighting
    from batchportal.models import Registration


class ReviewPage(Page):
    """'Contrôlez si toutes les données sont correctes et cliquez ensuite sur Confirmer'."""

    stem = "review"
    landmarks = ("confirm",)

    confirm = Element()
    enterprise_number = Element()
    user_name = Element()
    last_name = Element()
    first_name = Element()
    function = Element()
    phone = Element()
    email = Element()
    channel = Element()

    async def compare(self, registration: Registration) -> dict[str, str]:
        """Compare the page field by field with what was asked (rule 2).

        Returns:
            What the page shows of each field; a field that the page doesn't show is missing.

        Raises:
            ReviewDiffers: the page shows something else; nothing was confirmed.
        """
        asked = _asked(registration)
        names = list(asked)
        sightings = await self.session.look(*(self.control(name).entry for name in names))
        shown: dict[str, str] = {}
        for name, sighting in zip(names, sightings, strict=True):
            texts = _texts(sighting)
            if not texts:
                continue
            same = [text for text in texts if _same(name, text, asked[name])]
            if not same:
                raise ReviewDiffers(
                    f"The review page shows '{texts[0]}' as {name.replace('_', ' ')}; asked was '{asked[name]}'. "
                    "Nothing was confirmed.",
                    page=self.stem,
                )
            shown[name] = same[0]
        await self._must_name(registration)
        return shown

    async def _must_name(self, registration: Registration) -> None:
        """A review that is about another company, or doesn't show the user name anywhere, can't be confirmed."""
        text = await self.session.text()
        others = enterprise_numbers(text) - self.session.numbers_of_the_portal
        if others and registration.enterprise_number.digits not in others:
            raise ReviewDiffers(
                f"The review page is about company {', '.join(sorted(others))}; asked was "
                f"{registration.enterprise_number}. Nothing was confirmed.",
                page=self.stem,
            )
        if registration.username not in text:
            raise ReviewDiffers(
                f"The review page doesn't show the user name '{registration.username}'. Nothing was confirmed.",
                page=self.stem,
            )


def _asked(registration: Registration) -> dict[str, str]:
    contact = registration.contact
    return {
        "enterprise_number": registration.enterprise_number.dotted,
        "user_name": registration.username,
        "last_name": contact.last_name,
        "first_name": contact.first_name,
        "function": contact.function,
        "phone": contact.phone,
        "email": contact.email,
        "channel": registration.channel.value,
    }


def _texts(sighting: Sighting) -> list[str]:
    """Everything that stands beside the field's captions: a page may show the company's name, and its number too."""
    return [text for text in sighting.texts if text.strip()]


def _same(name: str, shown: str, asked: str) -> bool:
    """Whether a person would call the two the same."""
    if name == "enterprise_number":
        numbers = enterprise_numbers(shown)
        # A caption like 'Entreprise' may stand beside the name alone.
        return not numbers or asked.replace(".", "") in numbers
    if name == "phone":
        return re.sub(r"[^\d+]", "", shown) == re.sub(r"[^\d+]", "", asked)
    return _plain(asked) in _plain(shown) if name == "channel" else _plain(shown) == _plain(asked)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
