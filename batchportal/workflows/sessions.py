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
    from collections.abc import AsyncIterator, MutableMapping

    from batchportal.ledger import Ledger
    from batchportal.models import KeptSession, Visitor, Visitors

TRANSIENT = (PortalUnavailable, VisitFailed, SessionEnded)
"""Errors that may be gone a moment later."""

_LOG_INS_IN_VAIN = 3
_SEAT_POLL = 0.5
_SESSION = "session"
_LOG_IN = "log in"
_SENT_IN_VAIN = 2
"""What a log-in weighs that got as far as the password: twice in a run is enough, whatever the portal says."""

log = get_logger(__name__)


class LoginUnusable(BatchportalError):
    """This login failed earlier in the run for a reason that won't pass by itself."""


class PortalSession:
    """One session that a visit has to itself.

    Attributes:
        visitor: does the walking.
        sound: set by a visit that leaves the session fit for the next one; otherwise it is closed.
    """

    def __init__(self, login: str, visitor: Visitor, pool: Sessions, seat: str) -> None:
        self.login = login
        self.visitor = visitor
        self.seat = seat
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
        limit: parallel sessions of one login in this process.
        over_all: parallel sessions of one login over all processes that share the ledger; by default as many.
    """

    def __init__(
        self,
        visitors: Visitors,
        credentials: MutableMapping[str, Credentials | KeptSession],
        ledger: Ledger,
        *,
        limit: int,
        over_all: int | None = None,
    ) -> None:
        self._visitors = visitors
        self._credentials = credentials
        self._ledger = ledger
        self._limit = limit
        self._over_all = over_all or limit
        self._halted = False
        self._spare: defaultdict[str, list[str]] = defaultdict(list)
        """Seats that were taken for sessions to come."""
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
            session = await self._fit(idle)
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
                    await self._end(session)

    def usable(self, login: str) -> bool:
        """Whether a login can be used; what a person has unlocked meanwhile can be, again."""
        stopped = self.stopped.get(login)
        if self._is_kept(login):
            return stopped is None
        if (locked := self._ledger.guard.check(login)) is not None:
            self.stopped.setdefault(login, locked)
            return False
        if isinstance(stopped, LoginError):
            # Perhaps there is a new password, too.
            del self.stopped[login]
            self._credentials.pop(login, None)
            return True
        return stopped is None

    def ready(self, login: str) -> bool:
        """Whether a visit would get a session at once: an idle one, or a new one within the limit over all."""
        if not self._idle[login] and not self._spare[login]:
            seat = self._ledger.fleet.take_seat(login, _SESSION, self._most(login))
            self._spare[login] += [] if seat is None else [seat]
        return bool(self._idle[login] or self._spare[login])

    def _most(self, login: str) -> int:
        """How many sessions a login may have over all processes; a kept session is one for all on its machine."""
        return 1 if self._is_kept(login) else self._over_all

    def halt(self) -> None:
        """Nobody waits for a seat any more."""
        self._halted = True

    async def _open(self, login: str) -> PortalSession:
        spare = self._spare[login]
        seat = spare.pop() if spare else await self._seat(login, _SESSION, self._most(login))
        try:
            # One at a time: the first starts the browser for all.
            async with self._opening:
                session = PortalSession(login, await self._visitors.open(login), self, seat)
        except BaseException:
            self._ledger.fleet.leave_seat(seat)
            raise
        try:
            await session.log_in()
        except BaseException:
            await self._end(session)
            raise
        return session

    async def _seat(self, login: str, kind: str, limit: int) -> str:
        """A seat of the login, as soon as another process leaves one.

        Raises:
            LoginUnusable: this run was told to stop meanwhile.
        """
        while (seat := self._ledger.fleet.take_seat(login, kind, limit)) is None:
            if self._halted:
                raise LoginUnusable(f"Other workers have all {limit} sessions of '{login}'.", code="interrupted")
            log.info("waiting for other workers", login=login, seat=kind)
            await asyncio.sleep(_SEAT_POLL)
        return seat

    async def log_in(self, session: PortalSession) -> None:
        """Log a session in; one at a time, over all processes, and only if nobody was refused before."""
        async with self._turn[session.login], self._turn_of_all(session.login):
            self._refuse_stopped(session.login)
            attempt = asyncio.ensure_future(self._try(session))
            try:
                await asyncio.shield(attempt)
            except asyncio.CancelledError:
                # The password may be on its way: its refusal must be noted, or the next run would send it again.
                with contextlib.suppress(BatchportalError):
                    await attempt
                raise

    @contextlib.asynccontextmanager
    async def _turn_of_all(self, login: str) -> AsyncIterator[None]:
        """No two processes try a password at once: the second must know whether the first was refused."""
        seat = await self._seat(login, _LOG_IN, 1)
        try:
            yield
        finally:
            self._ledger.fleet.leave_seat(seat)

    async def close(self) -> None:
        """End every session that nobody uses."""
        await self.rest()

    async def rest(self) -> None:
        """End the sessions that nobody uses now, and leave their seats to others."""
        for idle in self._idle.values():
            while idle:
                await self._end(idle.pop())
        for spare in self._spare.values():
            while spare:
                self._ledger.fleet.leave_seat(spare.pop())

    async def _fit(self, idle: list[PortalSession]) -> PortalSession | None:
        """One that may serve another company, if there is one; those that are worn are ended."""
        while idle:
            session = idle.pop()
            if not session.visitor.worn:
                return session
            await self._end(session)
        return None

    async def _end(self, session: PortalSession) -> None:
        await _close(session)
        self._ledger.fleet.leave_seat(session.seat)

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
        login, guard = session.login, self._ledger.guard
        sent = False

        async def sending() -> None:
            nonlocal sent
            guard.sending(login)
            sent = True

        try:
            await session.visitor.log_in(self._credentials[login], sending=sending)
        except LoginError as error:
            clean = type(error)(redact(error.message), code=error.code, page=error.page)
            if not isinstance(error, SessionOver):
                guard.lock(login, clean)
            if sent:
                guard.answered(login)
            self.stopped.setdefault(login, clean)
            raise
        except BatchportalError as error:
            if sent and error.after_log_in:
                guard.answered(login)
                sent = False
            elif sent:
                guard.unanswered(login, counts=not (isinstance(error, PortalUnavailable) and error.did_nothing))
            self._in_vain[login] += _SENT_IN_VAIN if sent else 1
            if not isinstance(error, TRANSIENT) or self._in_vain[login] >= _LOG_INS_IN_VAIN:
                self.stopped.setdefault(login, guard.check(login) or error)
            raise
        if sent:
            guard.answered(login)
        self._in_vain[login] = 0


async def _close(session: PortalSession) -> None:
    """Closing decides nothing: trouble with it must not change what a visit has found."""
    try:
        await session.visitor.close()
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("session not closed", login=session.login, reason=str(error))
