"""Portal sessions as the engine wants them: each with a browser context and a log-in of its own."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from batchportal.browser import Browser
from batchportal.evidence import Evidence
from batchportal.locators import Finder, Selectors
from batchportal.resources import selectors_folder
from batchportal.session import Session
from flows.lookup import look_up
from flows.portal import log_in
from flows.register import register

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from batchportal.models import Credentials, EnterpriseNumber, Registration, TechnicalUser, VisitResult
    from batchportal.settings import Settings


class PortalVisitor:
    """One portal session, for one visit at a time. Implements `models.Visitor`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def log_in(self, credentials: Credentials) -> None:
        """Log in, or log in anew after the session ended."""
        await self._session.context.clear_cookies()
        await log_in(self._session, credentials)

    async def register(
        self,
        registration: Registration,
        *,
        intend: Callable[[], Awaitable[None]],
        dry_run: bool,
        page: Callable[[str], None],
    ) -> VisitResult:
        """Do what the manual says for one company."""
        self._session.listener = page
        evidence = Evidence(_folder(self._session.settings, registration.enterprise_number))
        try:
            return await register(self._session, registration, intend=intend, dry_run=dry_run, evidence=evidence)
        except Exception:
            await evidence.keep(self._session, "problem")
            raise

    async def look_up(self, number: EnterpriseNumber, *, page: Callable[[str], None]) -> TechnicalUser | None:
        """What 'Information' shows for a company, or None where the portal says that there is nothing."""
        self._session.listener = page
        return await look_up(self._session, number)

    async def close(self) -> None:
        """End the session."""
        await self._session.close()


class PortalVisitors:
    """Opens sessions in one browser, started when the first is wanted. Implements `models.Visitors`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._browser: Browser | None = None
        folders = [selectors_folder(), *([settings.selectors] if settings.selectors else [])]
        self._selectors = Selectors.load(*folders)

    async def open(self, login: str) -> PortalVisitor:  # noqa: ARG002 - every login gets a context of its own
        """A new session, not logged in yet."""
        if self._browser is None or not self._browser.alive:
            await self.close()
            self._browser = await Browser(self._settings).__aenter__()
        context = await self._browser.context(self._settings.language)
        finder = Finder(self._selectors, self._settings.language)
        return PortalVisitor(Session(context, finder, self._selectors, self._settings))

    async def close(self) -> None:
        """End the browser."""
        browser, self._browser = self._browser, None
        if browser is not None:
            await browser.__aexit__(None, None, None)


def _folder(settings: Settings, number: EnterpriseNumber) -> Path:
    """The folder for the evidence of one visit: by portal host, company and time (Brussels)."""
    host = re.sub(r"[^\w.-]", "_", settings.portal.split("://")[-1].strip("/"))
    when = datetime.now(ZoneInfo("Europe/Brussels")).strftime("%Y%m%d-%H%M%S-%f")
    return settings.output / "evidence" / host / f"{number.dotted}-{when}"
