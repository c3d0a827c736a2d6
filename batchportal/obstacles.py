"""What stands in the way of a page, and what it means (`selectors/obstacles.toml`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import (
    BatchportalError,
    LoginLocked,
    PortalUnavailable,
    SecondFactorNeeded,
    SessionEnded,
    WrongPage,
)
from batchportal.logs import get_logger
from batchportal.session import portal_errors

if TYPE_CHECKING:
    from batchportal.locators import Sighting
    from batchportal.session import Session

log = get_logger(__name__)

_MEANINGS: dict[tuple[str, str], tuple[type[BatchportalError], str, str]] = {
    ("login", "locked"): (LoginLocked, "login_locked", "The portal says that this login is locked: {text}"),
    ("obstacles", "session_ended"): (SessionEnded, "session_ended", "The portal ended the session: {text}"),
    ("obstacles", "maintenance"): (PortalUnavailable, "portal_unavailable", "The portal is not available: {text}"),
    ("obstacles", "conditions"): (
        WrongPage,
        "conditions_to_accept",
        "The portal asks to accept conditions, which only a person may do. Sign in with a browser once: {text}",
    ),
    ("login", "second_factor"): (
        SecondFactorNeeded,
        "second_factor_needed",
        "The portal asks for more than a password, which only a person can give: {text}",
    ),
    ("login", "password"): (SessionEnded, "session_ended", "The portal asks to log in again: the session has ended."),
}


async def clear_the_way(session: Session, *, logging_in: bool = False) -> bool:
    """Dismiss what a person would dismiss without a thought; whether anything was.

    Args:
        session: where to look.
        logging_in: the page that asks for the password is expected, and notices before the list of companies are
            passed by.

    Raises:
        SessionEnded, PortalUnavailable, LoginLocked, SecondFactorNeeded, WrongPage: what the page says instead.
    """
    meanings = [key for key in _MEANINGS if not (logging_in and key == ("login", "password"))]
    dismissible = ["cookies_dismiss", *(["notice_continue"] if logging_in else [])]
    sightings = await session.look(
        *(session.entry("obstacles", name) for name in dismissible),
        *(session.entry(page, name) for page, name in meanings),
    )
    problems = sightings[len(dismissible) :]
    for name, sighting in zip(dismissible[:1], sightings, strict=False):
        if await _dismiss(session, name, sighting):
            return True
    for key, sighting in zip(meanings, problems, strict=True):
        if sighting.count:
            kind, code, message = _MEANINGS[key]
            raise kind(message.format(text=f"'{sighting.texts[0]}'"), code=code, page=session.here)
    return logging_in and await _dismiss(session, dismissible[1], sightings[1])


async def _dismiss(session: Session, name: str, sighting: Sighting) -> bool:
    if sighting.found is None:
        return False
    log.info("obstacle_dismissed", obstacle=name, text=sighting.found.text, page=session.here)
    with portal_errors(session.here):
        await sighting.found.locator.click()
    return True
