"""The tabs of a page: opened to read what stands behind them; and what was open first is opened again.

Opening one changes nothing and sends nothing: a tab that may do more is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batchportal.border import portal_errors, still
from batchportal.dialogues import says
from batchportal.locators import count

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import ElementHandle

    from batchportal.locators import Found
    from batchportal.session import Session

NOT_A_MENU = ":not(nav *, header *, footer *, [role=navigation] *, [role=menu] *, [role=menubar] *)"
_OPEN = f"[role=tab][aria-selected=true]{NOT_A_MENU}"
_SHUT = f"[role=tab]:not([aria-selected=true]){NOT_A_MENU}"
_STEP = re.compile(r"\s*\d+\b")
_NAME = "tab => tab.innerText.trim()"
# A button that doesn't say otherwise sends the form that it stands in.
_SENDS_NOTHING = """tab => !tab.matches(':disabled, [aria-disabled=true]')
  && !(tab.matches('button, input') && tab.form && tab.type !== 'button')"""
_STAYS_HERE = """tab => {
  const link = tab.closest('a[href]') ?? tab.querySelector('a[href]');
  if (!link || link.protocol === 'javascript:') return true;
  return link.origin === location.origin && link.pathname === location.pathname;
}"""
_IS_SEEN = "element => element.isConnected && element.checkVisibility()"


async def visible(session: Session, selector: str) -> list[ElementHandle]:
    """The visible elements of all frames that a CSS selector names."""
    handles = []
    for frame in [frame for window in session.windows for frame in window.frames]:
        with portal_errors(session.here):
            if await count(frame, selector, seen=True):
                handles += await frame.locator(selector).filter(visible=True).element_handles()
    return handles


async def tabs(session: Session, *, staying: bool = False) -> AsyncIterator[None]:
    """The page as it is, then each of its other tabs in turn. Tabs with numbers are steps, which lead away.

    Args:
        session: where the page is.
        staying: whether tabs that lead to another address are left alone, too.
    """
    yield
    for tab in await visible(session, _SHUT):
        if await _press(session, tab, staying=staying):
            yield


@dataclass(frozen=True, slots=True)
class Opened:
    """How a page stands before its tabs are pressed.

    Attributes:
        button: what is to be pressed on it, and nothing else.
        element: that, as it is now.
        names: the tabs that say that they are open.
        text: what the page's main part says.
    """

    button: Found
    element: ElementHandle
    names: frozenset[str]
    text: str

    @classmethod
    async def of(cls, session: Session, button: Found) -> Opened:
        """As it stands now."""
        with portal_errors(session.here):
            element = await button.element()
        return cls(button, element, await _names(session), await session.text(button.window, main=True))

    async def restore(self, session: Session) -> bool:
        """Open again what was open; where no tab says that, what makes it read as it did; whether it stands so."""
        if await self._stands(session):
            return True
        for tab in await visible(session, _SHUT):
            if self.names and await _name(tab) not in self.names:
                continue
            if await _press(session, tab, staying=True) and await self._stands(session):
                return True
        return False

    async def _stands(self, session: Session) -> bool:
        if not self.names <= await _names(session):
            return False
        with portal_errors(session.here):
            if await still(self.element, _IS_SEEN):
                return True
        # Drawn anew, it is another button.
        return await session.text(self.button.window, main=True) == self.text


async def _press(session: Session, tab: ElementHandle, *, staying: bool) -> bool:
    """Open a tab, unless that may do more than show a part of the page; whether it was done."""
    with portal_errors(session.here):
        name = await _name(tab)
        if _STEP.match(name) or says([name], session.words("companies", "gives_up")):
            return False
        if not await still(tab, _SENDS_NOTHING) or (staying and not await still(tab, _STAYS_HERE)):
            return False
        await session.click(tab)
    await session.settle()
    return True


async def _names(session: Session) -> frozenset[str]:
    return frozenset([await _name(tab) for tab in await visible(session, _OPEN)])


async def _name(tab: ElementHandle) -> str:
    return str(await tab.evaluate(_NAME))
