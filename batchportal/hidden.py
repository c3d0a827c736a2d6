"""What a page hides until a person opens it: tabs, menus, folded parts. Opening can be undone and sends nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batchportal.locators import count, wanted
from batchportal.session import WITHIN_REACH, portal_errors, still

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import ElementHandle

    from batchportal.locators import Sighting
    from batchportal.session import Session, Target

_NOT_A_MENU = ":not(nav *, header *, footer *, [role=navigation] *, [role=menu] *, [role=menubar] *)"
_STEP = re.compile(r"\s*\d+\b")
_TABS = f"[role=tab]:not([aria-selected=true]){_NOT_A_MENU}"
# What opens a drop-down menu; a dialogue is none.
_MENUS = (
    "button[aria-haspopup]:not([aria-haspopup=dialog], [aria-haspopup=false], [aria-expanded=true]), "
    "[role=button][aria-haspopup]:not([aria-haspopup=dialog], [aria-haspopup=false], [aria-expanded=true]), "
    "button[aria-expanded=false], [role=button][aria-expanded=false]"
)


async def uncover(session: Session, *targets: Target) -> list[Sighting]:
    """Look behind the page's tabs, then in its menus, then in its folded parts; what is seen of the targets then.

    A person who misses a link does so, too.
    """
    await session.shut_menu()
    async for _ in tabs(session):
        sightings = await session.look(*targets)
        if any(sighting.count for sighting in sightings):
            return sightings
    return await open_menu(session, *targets) or await unfold(session, *targets)


async def unfold(session: Session, *targets: Target) -> list[Sighting]:
    """Open the folded parts of the page's main part, one by one, until one of the targets can be seen.

    A part is found anew by its caption, because opening one may load the page anew or close another.

    Returns:
        What is seen of the targets then.
    """
    fold = session.entry("wizard", "fold")
    opened: set[str] = set()
    while True:
        *sightings, shut = await session.look(*targets, fold)
        text = next((text for text in shut.texts if _uncounted(text) not in opened), None)
        if text is None or any(sighting.count for sighting in sightings):
            return sightings
        opened.add(_uncounted(text))
        (one,) = await session.look(wanted(fold, text=text))
        if one.found is not None:
            await session.follow(one.found)


async def open_menu(session: Session, *targets: Target) -> list[Sighting]:
    """Open the closed menus, one at a time, until one of the targets can be seen; what is seen then, or nothing.

    A person who looks for a language opens the menu that says 'FR'. A menu that has none of the targets is closed
    again, and one that something lies over is left alone.
    """
    await session.shut_menu()
    for menu in await _visible(session, _MENUS):
        with portal_errors(session.here):
            if not await still(menu, WITHIN_REACH):
                continue
            await session.click(menu)
        session.menu = menu
        await session.settle()
        sightings = await session.look(*targets)
        if any(sighting.count for sighting in sightings):
            return sightings
        await session.shut_menu()
    return []


async def tabs(session: Session) -> AsyncIterator[None]:
    """The page as it is, then each of its other tabs in turn. Tabs with numbers are steps, which lead away."""
    yield
    for tab in await _visible(session, _TABS):
        with portal_errors(session.here):
            if _STEP.match(await tab.inner_text()):
                continue
            await session.click(tab)
        await session.settle()
        yield


async def _visible(session: Session, selector: str) -> list[ElementHandle]:
    """The visible elements of all frames that a CSS selector names."""
    handles = []
    for frame in [frame for window in session.windows for frame in window.frames]:
        with portal_errors(session.here):
            if await count(frame, selector, seen=True):
                handles += await frame.locator(selector).filter(visible=True).element_handles()
    return handles


def _uncounted(caption: str) -> str:
    """A caption without digits: 'Emploi (1)' may say how many are ticked below it."""
    return re.sub(r"\W*\d+\W*", "", caption)
