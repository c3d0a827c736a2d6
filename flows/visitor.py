"""Portal sessions as the engine wants them: each with a browser context and a log-in of its own."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from batchportal import moments
from batchportal.border import portal_errors
from batchportal.browser import Browsers
from batchportal.errors import BatchportalError, SessionOver
from batchportal.evidence import Evidence, evidence_folder
from batchportal.handover import give, take
from batchportal.locators import Finder, Selectors
from batchportal.logs import get_logger
from batchportal.models import Credentials
from batchportal.pulse import watched
from batchportal.recorder import keep_answers
from batchportal.resources import selectors_folder
from batchportal.session import Session
from flows.lookup import look_up
from flows.opened import resume, watch_sign_in
from flows.portal import log_in
from flows.register import register

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from playwright.async_api import BrowserContext

    from batchportal.browser import Place
    from batchportal.models import (
        BrowserState,
        EnterpriseNumber,
        KeptSession,
        Registration,
        TechnicalUser,
        VisitResult,
    )
    from batchportal.observer import Observer
    from batchportal.settings import Settings

_SILENCE = 3
"""Times `timeout` that a browser may stay silent: of what a walk does between two looks, each may take that once."""

log = get_logger(__name__)


class PortalVisitor:
    """One portal session, for one visit at a time. Implements `models.Visitor`."""

    def __init__(self, session: Session, place: Place | None = None, har: Path | None = None) -> None:
        self._session = session
        self._place = place
        self._har = har
        self._kept: KeptSession | None = None

    @property
    def worn(self) -> bool:
        """Whether another session, in a new browser, should serve the next company."""
        return self._place is not None and self._place.worn

    async def log_in(self, credentials: Credentials | KeptSession, *, sending: Callable[[], Awaitable[None]]) -> None:
        """Log in, or log in anew after the session ended; or go on with a session that a person opened."""
        if isinstance(credentials, Credentials):
            async with self._watched():
                await self._session.context.clear_cookies()
                await log_in(self._session, credentials, sending)
            return
        try:
            async with self._alive():
                if self._kept is None:
                    await give(self._session, credentials.read())
                await resume(self._session, credentials)
        except SessionOver:
            self._kept = None
            raise
        self._kept = credentials

    async def sign_in(self, *, limit: float, opened: Callable[[BrowserContext], None]) -> BrowserState:
        """Let a person sign in, in this session's window.

        Args:
            limit: seconds that they have.
            opened: told the browser's context once it is there.

        Returns:
            What the browser knows then.

        Raises:
            LoginError, UnsafeOrigin, PortalUnavailable, VisitFailed: they didn't come to the list of companies.
        """
        context = self._session.context
        self._session.dialogues.leave_to_person()
        opened(context)
        await watch_sign_in(self._session, limit)
        return await take(self._session)

    async def register(
        self,
        registration: Registration,
        *,
        intend: Callable[[], Awaitable[None]],
        dry_run: bool,
        page: Callable[[str], None],
    ) -> VisitResult:
        """Do what the manual says for one company."""
        self._begin(page)
        evidence = Evidence(_folder(self._session.settings, registration.enterprise_number))
        try:
            async with self._watched():
                return await register(self._session, registration, intend=intend, dry_run=dry_run, evidence=evidence)
        except Exception as error:
            # What goes wrong with the picture must not take the place of what it would have shown.
            with contextlib.suppress(BatchportalError):
                async with self._alive():
                    await evidence.keep(self._session, "problem")
            if isinstance(error, BatchportalError):
                error.evidence = evidence.kept
            raise

    async def look_up(self, number: EnterpriseNumber, *, page: Callable[[str], None]) -> TechnicalUser | None:
        """What 'Information' shows for a company, or None where the portal says that there is nothing."""
        self._begin(page)
        async with self._watched():
            return await look_up(self._session, number)

    def _begin(self, page: Callable[[str], None]) -> None:
        self._session.listener = page
        if self._place is not None:
            self._place.serve()

    @contextlib.asynccontextmanager
    async def _watched(self) -> AsyncIterator[None]:
        """Who looks on is told of an error while the page that it happened on is still shown."""
        try:
            async with self._alive():
                yield
        except BatchportalError as error:
            await self._session.stuck(error)
            raise

    @contextlib.asynccontextmanager
    async def _alive(self) -> AsyncIterator[None]:
        """A browser that stays silent meanwhile is ended. Where a person may look on, they see that for themselves."""
        session, settings = self._session, self._session.settings
        if self._place is None or settings.headed:
            with portal_errors(session.here):
                yield
            return
        seconds = _SILENCE * settings.timeout + settings.pause_seconds
        async with watched(lambda: session.finder.looks, self._place.end, seconds=seconds):
            with portal_errors(session.here):
                yield

    async def close(self) -> None:
        """End the session; one that a person opened is kept as it is now, for the next run."""
        if self._kept is not None:
            try:
                async with self._alive():
                    self._kept.write(await take(self._session))
            except BatchportalError as error:
                log.warning("session not kept", login=self._kept.login, reason=error.message)
        if self._place is not None:
            await self._place.leave()
        else:
            await self._session.close()
        if self._har is not None:
            keep_answers(self._har, self._session.answers)


class PortalVisitors:
    """Opens sessions in one browser, started when the first is wanted, and renewed. Implements `models.Visitors`.

    Args:
        settings: where and how.
        observer: looks on in every session.
        har: where the one session of a recording is written, when it is closed.
    """

    def __init__(self, settings: Settings, observer: Observer | None = None, har: Path | None = None) -> None:
        self._settings = settings
        self._observer = observer
        self._har = har
        self._browsers = Browsers(settings)
        folders = [selectors_folder(), *([settings.selectors] if settings.selectors else [])]
        self._selectors = Selectors.load(*folders)

    async def open(self, login: str) -> PortalVisitor:  # noqa: ARG002 - every login gets a context of its own
        """A new session, not logged in yet."""
        place = await self._browsers.open(har=self._har)
        finder = Finder(self._selectors, self._settings.language)
        session = Session(place.context, finder, self._selectors, self._settings, self._observer)
        return PortalVisitor(session, place, self._har)

    async def close(self) -> None:
        """End the browser."""
        await self._browsers.close()


def _folder(settings: Settings, number: EnterpriseNumber) -> Path:
    """The folder for the evidence of one visit: by portal host, company and time (in Belgium)."""
    return evidence_folder(settings) / f"{number.dotted}-{moments.in_file_name(moments.now())}"
