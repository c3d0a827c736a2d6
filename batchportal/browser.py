"""One Chromium for the whole process, one context for each portal session."""

from __future__ import annotations

import contextlib
import signal
import threading
from typing import TYPE_CHECKING, Self

from playwright.async_api import Error, async_playwright

from batchportal import chromium
from batchportal.errors import UsageError, VisitFailed
from batchportal.locators import install

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from playwright.async_api import Browser as PlaywrightBrowser
    from playwright.async_api import BrowserContext, Playwright

    from batchportal.models import Language
    from batchportal.settings import Settings

_LOCALES = {"fr": "fr-BE", "nl": "nl-BE", "de": "de-BE", "en": "en-GB"}
_QUIET_FLAGS = [
    # The portal's pages are all this browser is for: no look-ups of its own, and none of its components.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextlib.contextmanager
def _children_ignore_interrupts() -> Iterator[None]:
    """Keep Ctrl-C from Playwright's driver: a terminal sends it to every process of the group."""
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

    async def __aenter__(self) -> Self:
        """Start Playwright's driver and the browser.

        Raises:
            UsageError: there is no browser, or it doesn't start.
        """
        settings = self._settings
        executable = settings.browser or chromium.require(headed=settings.headed)
        with _children_ignore_interrupts():
            self._playwright = await async_playwright().start()
        await install(self._playwright)
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=executable,
                headless=not settings.headed,
                args=_QUIET_FLAGS,
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
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()

    @property
    def alive(self) -> bool:
        """Whether the browser is still there."""
        return self._browser is not None and self._browser.is_connected()

    async def context(self, language: Language, *, har: Path | None = None) -> BrowserContext:
        """A fresh context: own cookies, own log-in.

        Service workers are blocked, because one could send a request again behind our back.

        Args:
            language: what the browser says it prefers.
            har: records everything, passwords and cookies included, into this zip when the context is closed.

        Raises:
            VisitFailed: the browser is gone.
        """
        if self._browser is None:
            raise VisitFailed("The browser isn't running.", code="browser_gone")
        try:
            context = await self._browser.new_context(
                locale=_LOCALES[language],
                timezone_id="Europe/Brussels",
                viewport={"width": 1280, "height": 1000},
                service_workers="block",
                record_har_path=har,
                record_har_content="attach" if har else None,
            )
        except Error as error:
            raise VisitFailed(f"The browser is gone: {error.message.splitlines()[0]}", code="browser_gone") from None
        context.set_default_timeout(self._settings.timeout * 1000)
        return context
