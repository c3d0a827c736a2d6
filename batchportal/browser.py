"""One Chromium at a time for the whole process, renewed before it grows old; one context for each portal session."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from typing import TYPE_CHECKING, Self

import psutil
from playwright.async_api import Error, async_playwright

from batchportal import chromium
from batchportal.errors import UsageError, VisitFailed
from batchportal.locators import install, prepare
from batchportal.logs import get_logger
from batchportal.pulse import ended

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import BrowserContext, Playwright

    from batchportal.models import Language
    from batchportal.settings import Settings

log = get_logger(__name__)

_MEGABYTE = 1024 * 1024
_OPENING = 30.0
"""Seconds for a new context; a browser that takes longer has stopped."""
_CLOSING = 10.0
"""Seconds for what is closed to close."""
_WRITING = 120.0
"""As many where a recording is written first."""
_NO_SHARED_WORKERS = "delete globalThis.SharedWorker"
_LOCALES = {"fr": "fr-BE", "nl": "nl-BE", "de": "de-BE", "en": "en-GB"}
_QUIET_FLAGS = [
    # The portal's pages are all this browser is for: no look-ups of its own, and none of its components.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A page's scripts work in a small heap, emptied often: a session takes less memory, and as much time.
    "--js-flags=--optimize-for-size,--max-semi-space-size=1",
]
_DISABLED = [
    # A page of the same site takes its predecessor's place, which spares a fifth of the CPU time that it takes to load.
    "RenderDocument",
    # Chromium heeds the last list only, and Playwright gives one of its own: all of that again.
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "TcpPortRandomizationWin",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
]


@contextlib.contextmanager
def _children_ignore_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from Playwright's driver: a terminal sends it to every process of the group.

    SIGTERM can't be kept from it (Node takes it back): who stops a service should send it to the command alone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


class Browser:
    """A running Chromium. Use as an async context manager."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._playwright: Playwright | None = None
        self._browser: PlaywrightBrowser | None = None
        self._driver: psutil.Process | None = None
        self._companies = 0

    async def __aenter__(self) -> Self:
        """Start Playwright's driver and the browser.

        Raises:
            UsageError: there is no browser, or it doesn't start.
        """
        settings = self._settings
        executable = self.executable
        before = set(psutil.Process().children())
        with _children_ignore_interrupts():
            self._playwright = await async_playwright().start()
        self._driver = next(iter(set(psutil.Process().children()) - before), None)
        await install(self._playwright)
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=executable,
                headless=not settings.headed,
                args=[*_QUIET_FLAGS, f"--disable-features={','.join(_DISABLED)}"],
                # Ctrl-C and SIGTERM are the tool's to handle: what was sent is finished first.
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
                proxy={"server": settings.proxy} if settings.proxy else None,
            )
        except Error as error:
            await self._playwright.stop()
            first_line = error.message.splitlines()[0]
            raise UsageError(
                f"The browser {executable} doesn't start: {first_line}. Set `browser` to another one.",
                code="no_browser",
            ) from None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the browser and the driver, whatever state they are in."""
        await ended(self._close(), self.kill, seconds=_CLOSING)

    async def _close(self) -> None:
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()

    def kill(self) -> None:
        """End driver and browser at once: what waits for them fails."""
        log.info("browser killed")
        with contextlib.suppress(psutil.Error):
            for process in [*self._driver.children(recursive=True), self._driver] if self._driver else ():
                with contextlib.suppress(psutil.Error):
                    process.kill()

    @property
    def executable(self) -> Path:
        """The program that runs, or would."""
        return self._settings.browser or chromium.require(headed=self._settings.headed)

    @property
    def version(self) -> str:
        """Its version, while it runs."""
        return self._browser.version if self._browser else ""

    @property
    def alive(self) -> bool:
        """Whether the browser is still there, and the driver: of whose death nobody is told."""
        there = self._driver is None or self._driver.is_running()
        return there and self._browser is not None and self._browser.is_connected()

    @property
    def worn(self) -> bool:
        """Whether another one should take its place: it is gone, has served enough companies, or has grown too big."""
        settings = self._settings
        return (
            not self.alive
            or self._companies >= settings.browser_companies
            or self.megabytes > settings.browser_megabytes
        )

    @property
    def megabytes(self) -> float:
        """The memory that driver and browser would give back if they ended now, about."""
        used = 0
        with contextlib.suppress(psutil.Error):
            for process in [self._driver, *self._driver.children(recursive=True)] if self._driver else ():
                with contextlib.suppress(psutil.Error):
                    # The exact figure (`uss`) takes the system six milliseconds a process. Not all tell what is shared.
                    memory = process.memory_info()
                    used += memory.rss - getattr(memory, "shared", 0)
        return used / _MEGABYTE

    def serve(self) -> None:
        """Count a company."""
        self._companies += 1

    async def context(self, language: Language, *, har: Path | None = None) -> BrowserContext:
        """A fresh context: own cookies, own log-in.

        Service workers are blocked, because one could send a request again behind our back. Shared workers, which not
        all browsers have, aren't there for the same reason: nobody is told of what they send.

        Args:
            language: what the browser says it prefers.
            har: records everything, passwords and cookies included, into this zip when the context is closed.

        Raises:
            VisitFailed: the browser is gone.
        """
        if self._browser is None:
            raise VisitFailed("The browser isn't running.", code="browser_gone")
        try:
            async with asyncio.timeout(_OPENING):
                context = await self._browser.new_context(
                    locale=_LOCALES[language],
                    timezone_id="Europe/Brussels",
                    viewport={"width": 1280, "height": 1000},
                    service_workers="block",
                    record_har_path=har,
                    record_har_content="attach" if har else None,
                )
                await context.add_init_script(_NO_SHARED_WORKERS)
                await prepare(context)
        except TimeoutError:
            self.kill()
            raise VisitFailed("The browser doesn't answer, and was ended.", code="browser_gone") from None
        except Error:
            raise VisitFailed("The browser was closed, or has crashed.", code="browser_gone") from None
        context.set_default_timeout(self._settings.timeout * 1000)
        return context


class Place:
    """A context in a browser that may be renewed: what a session needs to know of it.

    Attributes:
        context: the session's own.
    """

    def __init__(self, browsers: Browsers, browser: Browser, context: BrowserContext, *, records: bool) -> None:
        self._browsers, self._browser = browsers, browser
        self._records = records
        self.context = context

    @property
    def worn(self) -> bool:
        """Whether the next company should be served in a new browser."""
        return self._browser.worn

    def serve(self) -> None:
        """Count a company."""
        self._browser.serve()

    async def end(self) -> None:
        """Close the context; where the browser doesn't answer to that either, end it, with all that it does."""
        await ended(self._close(), self._browser.kill, seconds=_WRITING if self._records else _CLOSING)

    async def _close(self) -> None:
        with contextlib.suppress(Error):
            await self.context.close()

    async def leave(self) -> None:
        """Close the context; a browser that has no other one, and is worn, ends with it."""
        await self.end()
        await self._browsers.release(self._browser)


class Browsers:
    """Opens contexts in a browser that is renewed between companies, when it is worn.

    A browser that is worn gets no new contexts, and ends with its last one: no company's visit is ever cut short.

    Args:
        settings: which browser, and when it is worn.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._current: Browser | None = None
        self._contexts: dict[Browser, int] = {}
        """Every browser that runs, and how many contexts it has."""

    async def open(self, *, har: Path | None = None) -> Place:
        """A fresh context; `Browser.context` says what `har` is. To be left when the context is closed.

        Raises:
            UsageError: there is no browser, or it doesn't start. VisitFailed: it is gone again.
        """
        if self._current is None or self._current.worn:
            self._current = await self._renewed()
        browser = self._current
        context = await browser.context(self._settings.language, har=har)
        self._contexts[browser] += 1
        return Place(self, browser, context, records=har is not None)

    async def release(self, browser: Browser) -> None:
        """A context of this browser is closed."""
        if browser in self._contexts:
            self._contexts[browser] -= 1
            await self._end_unused()

    async def close(self) -> None:
        """End them all."""
        self._current = None
        self._contexts = dict.fromkeys(self._contexts, 0)
        await self._end_unused()

    async def _renewed(self) -> Browser:
        if self._current is not None:
            log.info("new browser", old_one_alive=self._current.alive, megabytes=round(self._current.megabytes))
        self._current = None
        await self._end_unused()
        browser = await Browser(self._settings).__aenter__()
        self._contexts[browser] = 0
        return browser

    async def _end_unused(self) -> None:
        for browser in [one for one, used in self._contexts.items() if not used and one is not self._current]:
            del self._contexts[browser]
            await browser.__aexit__(None, None, None)
