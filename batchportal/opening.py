"""Opens a session for a login by letting a person sign in: wires settings, browser and keyring for `login open`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from batchportal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import BrowserContext

    from batchportal.kept import SessionFile
    from batchportal.settings import Settings


async def open_login(
    settings: Settings, login: str, *, minutes: float, opened: Callable[[BrowserContext], None]
) -> SessionFile:
    """Show the portal, wait until a person has signed in, and keep the session, encrypted.

    Args:
        settings: where and how; `headed` for a window that can be seen.
        login: what to call it.
        minutes: how long the person has.
        opened: told the browser's context once it is there.

    Returns:
        The kept session.

    Raises:
        UsageError: no keyring, no browser or no screen; or the login comes from the environment.
        LoginError: the person didn't come to the list of companies (`sign_in_unfinished`).
        UnsafeOrigin: the list is on a host that isn't the portal's.
        PortalUnavailable, VisitFailed: the portal can't be reached.
    """
    from batchportal import credentials, kept  # noqa: PLC0415 - heavy
    from batchportal.workflows.portal import opened_by_hand  # noqa: PLC0415 - heavy

    if login == credentials.DEFAULT and settings.username is not None:
        raise UsageError(
            f"The login '{login}' comes from BATCHPORTAL_USERNAME here. Unset it, or give the session another name."
        )
    if settings.headed and not _has_screen():
        raise UsageError(
            "There is no screen here to open a window on. Run this where you can see one; the session is kept on "
            "that machine.",
            code="no_browser",
        )
    # Before the person takes the trouble: a key that can't be kept would make it vain.
    credentials.session_key(login, create=True)
    state = await opened_by_hand(settings, login, limit=minutes * 60, opened=opened)
    return kept.keep(login, settings, state)


def _has_screen() -> bool:
    """Whether a window can be shown; only X11 and Wayland say so beforehand."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
