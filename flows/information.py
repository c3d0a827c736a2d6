"""'Information': what the portal knows of a company's technical user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.models import TechnicalUser
from batchportal.page import Element, Page
from flows.numbers import sender_number

if TYPE_CHECKING:
    from batchportal.models import SenderNumber


class InformationPage(Page):
    """Shows user name and sender number, or says that there is no technical user."""

    stem = "information"
    landmarks = ("sender_number",)
    # Words like these may stand on pages that come before: they count only behind the last link.
    last_landmarks = ("none",)

    sender_number = Element()
    user_name = Element()
    none = Element()

    async def read(self) -> TechnicalUser | None:
        """The technical user, or None if the portal says that there is none."""
        if not await self.sender_number.seen():
            return None
        number: SenderNumber | None = sender_number(await self.sender_number.text())
        if number is None:
            return None if await self.none.seen() else TechnicalUser(username=await self._name(), sender_number=None)
        return TechnicalUser(username=await self._name(), sender_number=number)

    async def _name(self) -> str | None:
        return (await self.user_name.text()).strip() if await self.user_name.seen() else None
