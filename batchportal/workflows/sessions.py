"""The portal sessions of a run: so many a login, each logged in on its own, log-ins of one login one after another."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from typing import TYPE_CHECKING

from batchportal.errors import (
    BatchportalError,
    LoginError,
    PortalUnavailable,
    SessionEnded,
    SessionOver,
    VisitFailed,
)
from batchportal.logs import get_logger, redact
from batchportal.models import Credentials

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from batchportal.ledger import Ledger
    from batchportal.models import KeptSession, Visitor, Visitors

TRANSIENT = (PortalUnavailable, VisitFailed, SessionEnded)
"""Errors that may be gone a moment later."""

_LOG_INS_IN_VAIN = 3

log = get_logger(__name__)


class LoginUnusable(BatchportalError):
    """This login failed earlier in the run for a reason that won't pass by itself."""


class PortalSession:
    """One session that a visit has to itself.

    Attributes:
        visitor: does the walking.
        sound: set by a visit that leaves the session fit for the next one; otherwise it is closed.
    """

    def __init__(self, login: str, visitor: Visitor, pool: Sessions) -> None:
        self.login = login
        self.visitor = visitor
        self.sound = False
        self._pool = pool

    async def log_in(self) -> None:
        """Log in, or log in anew. The errors are those of `Visitor.log_in`, and `LoginUnusable`."""
        await self._pool.log_in(self)


class Sessions:
    """Lends sessions to visits and keeps the lock-out guard.

    Args:
        visitors: opens sessions.
        credentials: for each login's name; a session that a person opened stands for its login.
        ledger: holds the guard.
        limit: parallel sessions of one login.
    """

    def __init__(
        self, visitors: Visitors, credentials: Mapping[str, Credentials | KeptSession], ledger: Ledger, *, limit: int
    ) -> None:
        self._visitors = visitors
        self._credentials = credentials
        self._ledger = ledger
        self._limit = limit
        self._free: dict[str, asyncio.Semaphore] = {}
        self._turn: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._opening = asyncio.Lock()
        self._idle: defaultdict[str, list[PortalSession]] = defaultdict(list)
        self._in_vain: defaultdict[str, int] = defaultdict(int)
        self.stopped: dict[str, BatchportalError] = {}
        """Logins that this run tries no more, and why."""

    def limit(self, login: str) -> int:
        """How many sessions a login may have side by side.

        A kept session is one: two windows on one log-in booked one company's registration on another
        (facts/feasibility.md 2).
        """
        return 1 if self._is_kept(login) else self._limit

    @contextlib.asynccontextmanager
    async def lend(self, login: str) -> AsyncIterator[PortalSession]:
        """A session that is logged in, for one visit.

        Raises:
            LoginError, LoginUnusable: the login can't be used. UsageError: there is no browser.
            Whatever `Visitor.log_in` raises.
        """
        async with self._free.setdefault(login, asyncio.Semaphore(self.limit(login))):
            idle = self._idle[login]
            session = await _fit(idle)
            if session is None:
                self._refuse_stopped(login)
                session = await self._open(login)
            session.sound = False
            try:
                yield session
            finally:
                if session.sound:
                    idle.append(session)
                else:
                    await _close(session)

    async def _open(self, login: str) -> PortalSession:
        # One at a time: the first starts the browser for all.
        async with self._opening:
            session = PortalSession(login, await self._visitors.open(login), self)
        try:
            await session.log_in()
        except BaseException:
            await _close(session)
            raise
        return session

    async def log_in(self, session: PortalSession) -> None:
        """Log a session in; one at a time, and only if nobody was refused before."""
        async with self._turn[session.login]:
            self._refuse_stopped(session.login)
            attempt = asyncio.ensure_future(self._try(session))
            try:
                await asyncio.shield(attempt)
            except asyncio.CancelledError:
                # The password may be on its way: its refusal must be noted, or the next run would send it again.
                with contextlib.suppress(BatchportalError):
                    await attempt
                raise

    async def close(self) -> None:
        """End every session that nobody uses."""
        for idle in self._idle.values():
            while idle:
                await _close(idle.pop())

    def _refuse_stopped(self, login: str) -> None:
        """Don't try a login that is known to fail. The guard is for passwords; a kept session sends none.

        Raises:
            LoginError: the guard on disk says so. LoginUnusable: this run has seen it fail.
        """
        if not self._is_kept(login) and (locked := self._ledger.guard.check(login)) is not None:
            self.stopped.setdefault(login, locked)
            raise locked
        if (why := self.stopped.get(login)) is not None:
            raise LoginUnusable(why.message, code=why.code, page=why.page)

    def _is_kept(self, login: str) -> bool:
        """Whether a session that a person opened stands for the login."""
        return login in self._credentials and not isinstance(self._credentials[login], Credentials)

    async def _try(self, session: PortalSession) -> None:
        login = session.login
        try:
            await session.visitor.log_in(self._credentials[login])
        except LoginError as error:
            clean = type(error)(redact(error.message), code=error.code, page=error.page)
            if not isinstance(error, SessionOver):
                self._ledger.guard.lock(login, clean)
            self.stopped.setdefault(login, clean)
            raise
        except TRANSIENT as error:
            # A log-in without an answer may have been a refusal: not for ever.
            self._in_vain[login] += 1
            if self._in_vain[login] >= _LOG_INS_IN_VAIN:
                self.stopped.setdefault(login, error)
            raise
        except BatchportalError as error:
            self.stopped.setdefault(login, error)
            raise
        self._in_vain[login] = 0


async def _fit(idle: list[PortalSession]) -> PortalSession | None:
    """One that may serve another company, if there is one; those that are worn are closed."""
    while idle:
        session = idle.pop()
        if not session.visitor.worn:
            return session
        await _close(session)
    return None


async def _close(session: PortalSession) -> None:
    """Closing decides nothing: trouble with it must not change what a visit has found."""
    try:
        await session.visitor.close()
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("session not closed", login=session.login, reason=str(error))
