"""Takes what a browser knows of a session out of one context, and gives it to another."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError

from batchportal.border import portal_errors
from batchportal.models import BrowserState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.async_api import StorageState

    from batchportal.session import Session

# A frame without an origin (sandboxed, about:blank) has no storage and says so by an exception.
_READ = "() => { try { return [location.origin, {...sessionStorage}] } catch { return null } }"
# Playwright keeps no session storage (playwright#8874). It is put back before a window's first page runs, and only
# there: what pages have written since then is newer.
_WRITE = """(() => {
  try {
    const items = sessionStorage.length ? {} : %s[location.origin] || {};
    for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
  } catch {}
})()"""


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
        if state.session_storage:
            await session.context.add_init_script(_WRITE % json.dumps(state.session_storage))
    session.home = state.home
    session.numbers_of_the_portal = state.numbers_of_the_portal


async def _session_storage(session: Session) -> dict[str, dict[str, str]]:
    """By origin; where two windows differ, the newer one's."""
    found: dict[str, dict[str, str]] = {}
    for window in session.windows:
        for frame in window.frames:
            with contextlib.suppress(PlaywrightError):
                if (read := await frame.evaluate(_READ)) and read[1]:
                    found[read[0]] = read[1]
    return found
