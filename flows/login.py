"""The page, or the two pages, that ask for user name and password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import LoginRefused, UnsafeOrigin
from batchportal.network import place
from batchportal.page import Element, Page
from batchportal.settings import origin_allowed

if TYPE_CHECKING:
    from batchportal.models import Credentials


class LoginPage(Page):
    """Takes the user name and, here or on a second page, the password."""

    stem = "login"
    landmarks = ("password", "user_name")

    user_name = Element()
    password = Element()
    submit = Element()
    forward = Element()

    async def enter(self, credentials: Credentials) -> None:
        """Type both in and send them, on an allowed host only (rule 4).

        Raises:
            UnsafeOrigin: the page is somewhere else; nothing was typed.
        """
        await self._guard()
        if await self.user_name.seen():
            await self.user_name.fill(credentials.username)
        if not await self.password.seen():
            await self.forward.click()
            await self.password.find()
            await self._guard()
        await self.password.fill(credentials.password)
        await self.submit.click()

    async def refusal(self) -> LoginRefused:
        """The error for a log-in that came back here, in the portal's words where it has any."""
        (said,) = await self.session.look(self.session.entry("login", "refused"))
        words = f"The portal says: '{said.found.text}'. " if said.found else ""
        return LoginRefused(
            f"The portal refused user name and password. {words}They are not tried again, because a portal locks a "
            "login after a few refusals.",
            page=self.stem,
        )

    async def _guard(self) -> None:
        found = await (self.password if await self.password.seen() else self.user_name).find()
        for url in (found.window.url, found.frame.url):
            if url not in ("", "about:blank", "about:srcdoc") and not origin_allowed(self.session.settings, url):
                raise UnsafeOrigin(
                    f"The page that asks for the password is {place(url)}, which is not an allowed log-in host. "
                    "Nothing was typed.",
                    page=self.stem,
                )
