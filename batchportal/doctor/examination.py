"""All checks, one after the other; what one of them comes to never keeps the next from being made."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from batchportal.browser import Browser
from batchportal.doctor import machine, reach
from batchportal.doctor.findings import error, ok
from batchportal.errors import BatchportalError
from batchportal.logs import get_logger
from batchportal.report.advice import advice_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import BrowserContext

    from batchportal.doctor.findings import Finding
    from batchportal.settings import Settings

    Told = Callable[["Checked"], None]
    Look = Callable[[], Awaitable[Finding]]

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the examination."""

    name: str
    finding: Finding
    seconds: float


async def examine(settings: Settings, told: Told) -> tuple[Checked, ...]:
    """Make all checks.

    Args:
        settings: what a run would use.
        told: gets each line as soon as it is known.
    """
    examination = _Examination(settings, told)
    async with examination.stack:
        await examination.machine()
        await examination.way()
    return tuple(examination.lines)


class _Examination:
    """The checks, and what later ones need of earlier ones."""

    def __init__(self, settings: Settings, told: Told) -> None:
        self.stack = AsyncExitStack()
        self.lines: list[Checked] = []
        self._settings = settings
        self._told = told
        self._context: BrowserContext | None = None
        self._date: str | None = None

    async def machine(self) -> None:
        """This machine, without the portal."""
        for name, check in (
            ("settings", machine.settings_of),
            ("keyring", machine.keyring_of),
            ("login", machine.login_of),
            ("ledger", machine.database_of),
            ("selectors", machine.selectors_of),
            ("disk", machine.disk_of),
        ):
            await self._line(name, lambda check=check: _at_once(check(self._settings)))  # type: ignore[misc]
        await self._line("browser", self._start)

    async def way(self) -> None:
        """The way to the portal."""
        await self._line("proxy", lambda: _at_once(reach.proxy_of(self._settings, os.environ)))
        await self._line("portal, browser", self._by_browser)
        await self._line("portal, driver", self._by_driver)
        await self._line("portal, Python", lambda: reach.by_python(self._settings))
        await self._line("clock", lambda: _at_once(reach.clock_of(self._date, datetime.now(UTC))))

    async def _start(self) -> Finding:
        browser = await self.stack.enter_async_context(Browser(self._settings))
        context = await browser.context(self._settings.language)
        page = await context.new_page()
        await page.set_content("<title>doctor</title><p>ok</p>")
        drawn = await page.screenshot()
        await page.close()
        self._context = context
        return ok(f"{browser.executable} {browser.version}, a page of {len(drawn) // 1024} KiB drawn")

    async def _by_browser(self) -> Finding:
        if self._context is None:
            return _no_browser()
        return await reach.by_browser(self._settings, self._context)

    async def _by_driver(self) -> Finding:
        if self._context is None:
            return _no_browser()
        finding, self._date = await reach.by_driver(self._settings, self._context)
        return finding

    async def _line(self, name: str, look: Look) -> None:
        """Make one check; whatever goes wrong in it is its finding."""
        start = monotonic()
        try:
            finding = await look()
        except BatchportalError as problem:
            finding = error(problem.message, advice_for(problem.code) or "")
        except Exception as problem:
            log.debug("check failed", check=name, exc_info=problem)
            finding = error(f"It could not be checked ({type(problem).__name__}).", "Please report it; -v says more.")
        checked = Checked(name, finding, round(monotonic() - start, 3))
        self.lines.append(checked)
        self._told(checked)


async def _at_once(finding: Finding) -> Finding:
    return finding


def _no_browser() -> Finding:
    return error("Not asked, because there is no browser.", "See 'browser' above.")
