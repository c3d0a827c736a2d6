"""A session that a person opens: waiting until they have signed in, and going on with it later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from batchportal import moments
from batchportal.border import portal_errors
from batchportal.errors import LoginError, SecondFactorNeeded, SessionEnded, SessionOver, UnsafeOrigin, VisitFailed
from batchportal.network import place
from batchportal.obstacles import clear_the_way
from batchportal.settings import origin_allowed
from batchportal.stillness import Patience
from flows.companies import CompaniesPage
from flows.entrance import Entrance
from flows.numbers import enterprise_numbers
from flows.secured import SecuredPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Page as Window

    from batchportal.locators import Entry, Sighting, Wanted
    from batchportal.models import KeptSession
    from batchportal.session import Session

_ASKING = (("login", "password"), ("login", "second_factor"), ("entrance", "log_in"))


async def watch_sign_in(session: Session, limit: float) -> None:
    """Show the portal, and wait until the person before it has come to the list of companies. Touches nothing.

    Args:
        session: with a window that a person can see.
        limit: seconds that they have.

    Raises:
        LoginError: they closed the window, or the time is over (`sign_in_unfinished`).
        UnsafeOrigin: the list is on a host that isn't the portal's.
        PortalUnavailable, VisitFailed: the portal can't be reached.
    """
    session.arrive("entrance")
    await session.open(session.settings.portal)
    await session.settle()
    await _note_numbers(session)
    patience, session.patience = session.patience, Patience(limit=limit, calm=limit)
    try:
        async with asyncio.timeout(limit):
            window = await _signed_in(session)
    except TimeoutError:
        raise LoginError(
            f"Nobody has signed in within {limit / 60:g} minutes: the list of companies was not shown. Nothing was "
            "kept.",
            code="sign_in_unfinished",
        ) from None
    # An application may still be on its way from the log-in's answer, an address that works once, to its own.
    session.patience = patience
    await session.settle()
    session.home_window, session.home = window, window.url
    session.arrive("companies")


async def resume(session: Session, kept: KeptSession) -> None:
    """To the list of companies, in a session that a person opened. Nothing is typed.

    Raises:
        SessionOver: the portal wants somebody to sign in again.
        UnsafeOrigin: the list is on a host that isn't the portal's.
        PortalUnavailable, VisitFailed, WrongPage: the list wasn't reached for another reason.
    """
    await session.open(session.home)
    async for sightings, resting in session.looks(*_looked_for(session)):
        if await _inside(session, sightings, resting=resting) is not None:
            session.settle_home()
            session.used = False
            session.searched.clear()
            session.arrive("companies")
            return
        if session.network.trouble and (resting or not session.network.busy):
            raise session.network.trouble
        if resting:
            await _pass_notices(session, kept)
    raise await session.lost("the list of companies")


async def _signed_in(session: Session) -> Window:
    """The window in which the list of companies is shown, as soon as it is."""
    while True:
        try:
            async for sightings, resting in session.looks(*_looked_for(session)):
                if not session.windows:
                    break
                if (window := await _inside(session, sightings, resting=resting)) is not None:
                    return window
        except VisitFailed:
            # A person may close a window, or leave a page, while it is looked at.
            if session.windows:
                continue
        raise LoginError(
            "The window was closed before the list of companies was shown. Nothing was kept.",
            code="sign_in_unfinished",
        )


async def _note_numbers(session: Session) -> None:
    """Note the portal's own numbers; what somebody sees who is signed in already are their companies'."""
    numbers = enterprise_numbers(await session.text())
    log_out, log_in = await session.look(session.entry("companies", "log_out"), session.entry("entrance", "log_in"))
    if not log_out.count or log_in.count:
        session.numbers_of_the_portal = numbers


def _looked_for(session: Session) -> list[Entry | Wanted]:
    """What is seen by somebody who is signed in, of which the last two may be seen elsewhere too; and by others."""
    return [
        *CompaniesPage.marks(session),
        *SecuredPage.marks(session),
        *(session.entry("companies", name) for name in ("log_out", "search")),
        *(session.entry(page, name) for page, name in _ASKING),
    ]


async def _inside(session: Session, sightings: Sequence[Sighting], *, resting: bool) -> Window | None:
    """The window that shows that somebody is signed in, if one does; what others show beside it is no sign.

    Raises:
        UnsafeOrigin: it is shown by a host that isn't the portal's.
    """
    if len(session.windows) == 1:
        window = session.windows[0]
        sign = _sign(sightings, await _numbers(session, window), resting=resting)
        return _ours(session, window, sign) if sign is not None else None
    for window in session.windows:
        with portal_errors(session.here):
            alone = await session.finder.look([window], _looked_for(session))
        if (sign := _sign(alone, await _numbers(session, window), resting=resting)) is not None:
            return _ours(session, window, sign)
    return None


def _sign(sightings: Sequence[Sighting], numbers: frozenset[str], *, resting: bool) -> Sighting | None:
    """What of a window shows that somebody is signed in.

    Words alone don't: a public page may speak of companies too, and a page of the log-in may offer to log out. So two
    signs are wanted: the words of a page that comes after the log-in, or a field to search in; and a way to log out,
    or the numbers of companies that no public page showed. Where one may log in, it takes a way to log out and such
    numbers: a page may offer to log out of something else.
    """
    *named, log_out, search, password, second_factor, log_in = sightings
    if password.count or second_factor.count or (log_in.count and not (numbers and log_out.count)):
        return None
    if (shown := next((sighting for sighting in named if sighting.count), None)) is not None:
        return shown if log_out.count or numbers else None
    return log_out if resting and log_out.count and (numbers or search.count) else None


async def _numbers(session: Session, window: Window) -> frozenset[str]:
    """The numbers of companies that a window shows, and no public page did."""
    return enterprise_numbers(await session.text(window)) - session.numbers_of_the_portal


def _ours(session: Session, window: Window, sign: Sighting) -> Window:
    """The window, if neither it nor the frame that shows the sign is of another host."""
    for url in (window.url, *([sign.found.frame.url] if sign.found else [])):
        if url.startswith("http") and not origin_allowed(session.settings, url):
            raise UnsafeOrigin(
                f"The list of companies is at {place(url)}, which is not a host of the portal. It is not gone on with.",
                page="companies",
            )
    return window


async def _pass_notices(session: Session, kept: KeptSession) -> None:
    """Pass what a person would pass before the list of companies; a page that wants a log-in is the session's end."""
    try:
        if await clear_the_way(session, notices=True, chosen=True):
            return
    except (SessionEnded, SecondFactorNeeded):
        raise _over(kept) from None
    if any(sighting.count for sighting in await session.look(*Entrance.marks(session))):
        raise _over(kept)


def _over(kept: KeptSession) -> SessionOver:
    since = moments.spoken(kept.since)
    return SessionOver(
        f"The session that was opened for the login '{kept.login}' on {since} has ended.",
        page="companies",
    )
