"""The page, or the two pages, that ask for user name and password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.border import portal_errors
from batchportal.errors import ControlNotFound, LoginRefused, VisitFailed, WrongPage
from batchportal.forms import sends
from batchportal.page import Element, Page, type_into
from batchportal.safeguard import may_have

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import ElementHandle

    from batchportal.models import Credentials
    from batchportal.page import Control


class LoginPage(Page):
    """Takes the user name and, here or on a second page, the password."""

    stem = "login"
    landmarks = ("password", "user_name")
    guarded = True

    user_name = Element()
    password = Element()
    submit = Element()
    forward = Element()

    async def enter(self, credentials: Credentials, sending: Callable[[], Awaitable[None]]) -> None:
        """Type both in and send them, where they may be (rule 4). A form that is replaced meanwhile is filled in anew.

        Args:
            credentials: what to type.
            sending: awaited once, right before the password is sent; what it raises comes through.

        Raises:
            UnsafeOrigin: page or form is somewhere else; nothing was sent there.
            ControlNotFound: the form that was filled in has no button that is known; nothing was sent.
        """
        noted = False

        async def note() -> None:
            nonlocal noted
            if not noted:
                await sending()
                noted = True

        for last in (False, True):
            try:
                button = await self._fill(credentials, note)
            except VisitFailed:
                if last:
                    raise
                button = None
            if button is not None:
                await self._press(button)
                return
            await self.session.settle()
        raise WrongPage("The form for user name and password changes whenever it is filled in.", page=self.stem)

    async def _fill(self, credentials: Credentials, note: Callable[[], Awaitable[None]]) -> ElementHandle | None:
        """Type both in; the button that sends them, or None if the form has changed meanwhile."""
        if await self.user_name.seen():
            name = await self._type(self.user_name, credentials.username)
            async for (password, forward), resting in self.session.looks(self.password.entry, self.forward.entry):
                if password.count or (resting and not forward.count):
                    break
                if resting:
                    if (button := await self._ready(name, self.forward)) is None:
                        return None
                    await self._press(button)
                    break
        password_field = await self._type(self.password, credentials.password)
        if await self._ready(password_field, self.submit) is None:
            return None
        await note()
        return await self._ready(password_field, self.submit)

    async def _type(self, control: Control, text: str) -> ElementHandle:
        """Find one field, be sure of it, and type into that one."""
        found = await control.find()
        with portal_errors(self.stem):
            field = await found.element()
            await may_have(self.session.settings, field)
            if await field.input_value() != text:
                await type_into(field, text)
        return field

    async def _ready(self, field: ElementHandle, control: Control) -> ElementHandle | None:
        """What sends a field that was filled in; None if the page isn't the same any more."""
        found = await control.find()
        await self.session.breathe()
        with portal_errors(self.stem):
            button = await found.element()
            whole = await may_have(self.session.settings, field, button)
            if not (whole and await field.input_value()):
                return None
            if not await sends(button, field):
                raise ControlNotFound(
                    f"The button '{found.caption}' is that of another form than the one that was filled in, whose own "
                    "button says something else. Nothing was sent.",
                    page=self.stem,
                )
            return button

    async def _press(self, button: ElementHandle) -> None:
        with portal_errors(self.stem):
            await self.session.click(button, no_wait_after=True)

    async def refusal(self) -> LoginRefused:
        """The error for a log-in that came back here, in the portal's words where it has any."""
        (said,) = await self.session.look(self.session.entry("login", "refused"))
        words = f"The portal says: '{said.found.text}'. " if said.found else ""
        return LoginRefused(
            f"The portal refused user name and password. {words}They are not tried again, because a portal locks a "
            "login after a few refusals.",
            page=self.stem,
        )
