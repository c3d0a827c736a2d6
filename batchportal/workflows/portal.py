"""The way down to the portal: the only import of `flows` in this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.visitor import PortalVisitors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.async_api import BrowserContext

    from batchportal.models import BrowserState, Visitors
    from batchportal.observer import Observer
    from batchportal.settings import Settings


def portal_visitors(settings: Settings, observer: Observer | None = None, *, har: Path | None = None) -> Visitors:
    """Opens sessions in a real browser, as the settings say; an observer looks on in every one of them.

    With `har`, the one session is recorded into that file, with everything that was typed in it.
    """
    return PortalVisitors(settings, observer, har)


async def opened_by_hand(
    settings: Settings, login: str, *, limit: float, opened: Callable[[BrowserContext], None]
) -> BrowserState:
    """Show the portal in a window and wait until a person has signed in.

    Args:
        settings: where and how; `headed` for a window that can be seen.
        login: the name of the login.
        limit: seconds that the person has.
        opened: told the browser's context once it is there.

    Returns:
        What the browser knows then.

    Raises:
        UsageError: there is no browser.
        LoginError, UnsafeOrigin, PortalUnavailable, VisitFailed: the list of companies wasn't reached.
    """
    visitors = PortalVisitors(settings)
    try:
        visitor = await visitors.open(login)
        try:
            return await visitor.sign_in(limit=limit, opened=opened)
        finally:
            await visitor.close()
    finally:
        await visitors.close()
