"""Takes what a browser knows of a session out of one context, and gives it to another."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError

from batchportal.border import portal_errors
from batchportal.models import BrowserState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import Route, StorageState

    from batchportal.session import Session

# A sandboxed frame has no storage and says so by an exception; an empty one tells its parent's, of the origin 'null'.
_READ = "() => { try { return [location.origin, {...sessionStorage}] } catch { return null } }"
# Playwright keeps no session storage (playwright#8874). It is put back once, on an empty page of its origin that never
# leaves this machine: a page that clears it later, because the session is over, must not find it there again.
_WRITE = "(items) => { for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value) }"
_EMPTY = "<!doctype html><title></title>"


async def take(session: Session) -> BrowserState:
    """What the session's browser knows now.

    Raises:
        VisitFailed: the browser is gone.
    """
    with portal_errors(session.here):
        storage = await session.context.storage_state(indexed_db=True)
    return BrowserState(
        session.home, cast("Mapping[str, Any]", storage), await _session_storage(session), session.numbers_of_the_portal
    )


async def give(session: Session, state: BrowserState) -> None:
    """Let the session's browser know it, in place of whatever it knew.

    Raises:
        VisitFailed: the browser is gone.
    """
    with portal_errors(session.here):
        await session.context.set_storage_state(cast("StorageState", state.storage))
        for origin, items in state.session_storage.items():
            if origin.startswith(("http://", "https://")):
                await _put_back(session, origin, items)
    session.home = state.home
    session.numbers_of_the_portal = state.numbers_of_the_portal


async def _put_back(session: Session, origin: str, items: Mapping[str, str]) -> None:
    """Into the window where the portal's work is done, and those that its pages open."""

    async def answer(route: Route) -> None:
        await route.fulfill(content_type="text/html", body=_EMPTY)

    window = session.windows[-1] if session.windows else await session.context.new_page()
    address = re.compile(f"^{re.escape(origin)}/$")
    await window.route(address, answer)
    try:
        await window.goto(f"{origin}/", wait_until="commit")
        await window.evaluate(_WRITE, items)
    finally:
        await window.unroute(address, answer)


async def _session_storage(session: Session) -> dict[str, dict[str, str]]:
    """By origin; where two windows differ, the newer one's."""
    found: dict[str, dict[str, str]] = {}
    for window in session.windows:
        for frame in window.frames:
            with contextlib.suppress(PlaywrightError):
                if (read := await frame.evaluate(_READ)) and read[1]:
                    found[read[0]] = read[1]
    return found
