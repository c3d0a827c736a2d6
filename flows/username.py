"""Wizard: the technical user's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Step

if TYPE_CHECKING:
    from batchportal.models import Registration


class UserNamePage(Step):
    """'Introduisez un nom d'utilisateur pour l'utilisateur technique'."""

    stem = "username"
    landmarks = ("user_name",)
    part = "part_user_name"

    user_name = Element()
    user_name_again = Element()

    async def fill(self, registration: Registration) -> None:
        """Type the name in. Once given it never changes."""
        await self.user_name.fill(registration.username)
        if await self.user_name_again.seen():
            await self.user_name_again.fill(registration.username)

    async def lost(self, registration: Registration) -> list[str]:
        """The field, if it doesn't show the name."""
        return await self.differing({"user_name": registration.username})
