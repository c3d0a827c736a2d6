"""One portal session: its windows, and the waiting that every page needs.

Nothing here sleeps or waits for the network to fall silent. A wait looks; if nothing that is wanted can be seen it
waits for a change in any frame of any window, and looks again, until the page has come to rest for so long that a
person would give up, or the time is over.
"""

from __future__ import annotations

import asyncio
import contextlib
from time import monotonic
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal import hands, stillness
from batchportal.border import GONE, gone, is_gone, portal_errors
from batchportal.dialogues import Dialogues
from batchportal.errors import BatchportalError, VisitFailed, WrongPage
from batchportal.hidden import shut_menu
from batchportal.locators import blanks, count, read
from batchportal.logs import get_logger
from batchportal.network import Network, first_line, place
from batchportal.observer import Observer
from batchportal.stillness import Patience

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator

    from playwright.async_api import BrowserContext, ElementHandle, Frame
    from playwright.async_api import Page as Window

    from batchportal.locators import Entry, Finder, Found, Selectors, Sighting, Wanted
    from batchportal.settings import Settings
    from batchportal.singleshot import Answer

    Target = Entry | Wanted

_DISMISSALS = 4
_COVERED = 1.0
"""Seconds after which a click that hasn't happened may be kept from its target by something that lies over it."""
_NOT_ATTACHED = "not attached to the DOM"
_TEXT_SHOWN = 300

log = get_logger(__name__)


class Session:
    """One context of the browser, with one log-in of the portal.

    Args:
        context: the browser's side; closed by `close`.
        finder: finds controls in the session's language.
        selectors: all pages' entries.
        settings: time-outs, pauses, the portal's address.
        observer: looks on.
    """

    def __init__(
        self,
        context: BrowserContext,
        finder: Finder,
        selectors: Selectors,
        settings: Settings,
        observer: Observer | None = None,
    ) -> None:
        self.context = context
        self.finder = finder
        self.selectors = selectors
        self.settings = settings
        self.network = Network(context)
        self.dialogues = Dialogues(context)
        self.here = "start"
        self.listener: Callable[[str], None] = lambda _page: None
        self.observer = observer or Observer()
        self.patience = Patience(limit=settings.timeout, calm=max(2.0, settings.timeout / 4))
        self.home = settings.portal
        """The address of the list of companies, once a log-in has led there."""
        self.numbers_of_the_portal: frozenset[str] = frozenset()
        """Enterprise numbers that stand on pages before the log-in: the portal's own, in a footer for instance."""
        self.answers: list[Answer] = []
        """What the portal answered to confirmations."""
        self.ways: set[str] = set()
        """The hosts to which the second way was tried (`ways.try_the_way`)."""
        self.home_window: Window | None = None
        self.used = False
        """Whether a company was chosen since the log-in."""
        self.searched: set[str] = set()
        """The companies whose numbers were looked for since then: a list may go on showing no others."""
        self.attended: Frame | None = None
        """The frame of the control that was used last: where the portal's pages go on."""
        self.menu: ElementHandle | None = None
        """What opened the menu that was opened last to look for something in it."""
        self._window: Window | None = None
        self._last_act = 0.0
        self._told: BatchportalError | None = None

    @property
    def windows(self) -> list[Window]:
        """The open windows, newest last: a portal that opens one goes on in it."""
        return [window for window in self.context.pages if not window.is_closed()]

    @property
    def front(self) -> list[Window]:
        """The window that the walk has come to, and those opened since; what lies below goes on showing what it did."""
        windows = self.windows
        return windows[windows.index(self._window) :] if self._window in windows else windows

    @property
    def failed(self) -> BatchportalError | None:
        """Why something may be missing: page or frame worked in came in part, or its scripts weren't answered."""
        frame = self.network.troubled
        own = frame is not None and (frame is self.attended or frame in [window.main_frame for window in self.windows])
        return (self.network.trouble if own else None) or self.network.behind

    def entry(self, page: str, name: str) -> Entry:
        """A control's selector entry."""
        return self.selectors.entry(page, name)

    def words(self, page: str, name: str) -> tuple[str, ...]:
        """A control's words in the session's language."""
        return self.entry(page, name).words[self.settings.language]

    async def open(self, url: str) -> None:
        """Go to an address in the window where the portal's work is done; other windows are closed.

        Raises:
            PortalUnavailable: it can't be reached, or says that it is not available.
            VisitFailed: it answers with an error, or its certificate can't be trusted.
        """
        await self.breathe()
        with portal_errors(self.here):
            window = self.windows[-1] if self.windows else await self.context.new_page()
            if self.home_window in self.windows:
                window = self.home_window
            for other in self.windows:
                if other is not window:
                    await other.close()
        self.network.forget()
        # What the pages of the last company held is given back: the browser would keep it for dozens of them.
        with contextlib.suppress(PlaywrightError):
            await window.request_gc()
        try:
            await window.goto(url, wait_until="commit")
        except PlaywrightError as error:
            if self.network.trouble:
                raise self.network.trouble from None
            if gone(text := first_line(error)):
                raise VisitFailed(GONE, code="browser_gone", page=self.here) from None
            raise VisitFailed(f"The page {place(url)} didn't load: {text}", code="page_failed") from None

    async def leave(self) -> None:
        """End the pages that are open: no script of theirs runs on."""
        for window in self.windows:
            with contextlib.suppress(PlaywrightError):
                await window.goto("about:blank", wait_until="commit")

    def settle_home(self) -> None:
        """Remember where the list of companies is, to come back to it for the next company."""
        self.home_window = self.windows[-1]
        self.home = self.home_window.url

    async def close(self) -> None:
        """End the session's browser context; the portal's own log-out is not needed for that."""
        with contextlib.suppress(PlaywrightError):
            await self.context.close()

    def arrive(self, page: str, at: Found | None = None) -> None:
        """Note, and tell who listens, which page the session is on, and by what it was recognised."""
        if at is not None:
            self._window = at.window
        if page != self.here:
            self.here = page
            self.listener(page)
            self.observer.arrived(self, page)

    async def stuck(self, error: BatchportalError) -> None:
        """Tell who looks on that the walk can't go on from here; once for each error."""
        if error is not self._told:
            self._told = error
            await self.observer.stuck(self, error)

    async def breathe(self) -> None:
        """Before an act that leads on: keep the minimum pause between two such acts (rule 8, gentle)."""
        self.network.behind = None
        await self.observer.leaving(self)
        pause = self.settings.pause_seconds - (monotonic() - self._last_act)
        if pause > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.get_running_loop().create_future(), pause)
        self._last_act = monotonic()

    def use(self, found: Found) -> None:
        """Note, and tell who looks on, which control is used."""
        self.attended = found.frame
        self._window = found.window
        self.observer.used(self, found)

    def elsewhere(self, found: Found | None) -> bool:
        """Whether a control stands in another frame of the window than the one that was worked in last."""
        return found is not None and self.attended in found.window.frames and found.frame is not self.attended

    async def follow(self, found: Found) -> None:
        """Click something that leads on, and wait until that has had an effect."""
        self.use(found)
        await self.breathe()
        before = self.network.documents
        if not await self.pressed(found):
            await self.act(found, self.click)
        if not await self.network.gone_on(before, seconds=self.patience.limit):
            await self.settle()

    async def pressed(self, found: Found, *, surface: bool = False, chosen: bool | None = None) -> bool:
        """Click a control as it is now, and say whether that was done (`hands.press`); if not, nothing was."""
        with portal_errors(self.here, found.caption):
            return await hands.press(found, surface=surface, chosen=chosen, seconds=self.settings.timeout)

    async def act(
        self, found: Found, what: Callable[[ElementHandle], Awaitable[None]], *, surface: bool = False
    ) -> None:
        """Do something with a control; if the page replaces it at that very moment, with its successor.

        Some pages are drawn anew after every change. The browser says so before it does anything with an element that
        is gone, so nothing is done twice.

        Args:
            found: the control.
            what: what to do with it.
            surface: whether to do it with what a person clicks for the control.
        """
        end = monotonic() + self.patience.limit
        while True:
            with portal_errors(self.here, found.caption):
                try:
                    await what(await found.element(surface=surface))
                except PlaywrightError as error:
                    if _NOT_ATTACHED not in error.message or monotonic() > end:
                        raise
                else:
                    return

    async def click(self, element: ElementHandle, *, no_wait_after: bool = False) -> None:
        """Click, and take away a cookie dialogue or a menu that lies over the page while the click waits for its way.

        The click itself is tried by the browser until the way is free, and happens once.
        """
        click = asyncio.ensure_future(element.click(no_wait_after=no_wait_after))
        try:
            done, _ = await asyncio.wait({click}, timeout=_COVERED)
            if not done:
                (cookies,) = await self.look(self.entry("obstacles", "cookies_dismiss"))
                if cookies.found is not None:
                    # One that goes by itself meanwhile is in nobody's way.
                    with contextlib.suppress(PlaywrightError):
                        await (await cookies.found.element()).click()
                await shut_menu(self)
            await click
        finally:
            click.cancel()

    async def settle(self) -> None:
        """Wait until the page has come to rest, as long as patience allows."""
        end = monotonic() + self.patience.limit
        while not await self.at_rest() and monotonic() < end:
            await stillness.changed(self._frames(), self.network.stirred, seconds=self.settings.timeout)

    async def look(self, *targets: Target, explain: bool = False, everywhere: bool = False) -> list[Sighting]:
        """One look at every frame of the windows in front, without waiting.

        Args:
            targets: what to look for.
            explain: whether to gather the nearest captions of what isn't found.
            everywhere: whether to look into the windows below, too.
        """
        windows = self.windows if everywhere else self.front
        with portal_errors(self.here):
            sightings = await self.finder.look(windows, targets, explain=explain, attended=self.attended)
        self.observer.looked(self, sightings)
        return sightings

    async def looks(self, *targets: Target) -> AsyncIterator[tuple[list[Sighting], bool]]:
        """Look, wait for a change, look again, until patience ends; says with each look whether the page is at rest.

        Where a page at rest shows nothing of it, the portal may have gone on in a window below.
        """
        end = monotonic() + self.patience.limit
        calm_since: float | None = None
        while True:
            self.network.stirred.clear()
            resting = calm_since is not None
            sightings = await self.look(*targets, explain=resting)
            if resting and len(self.front) < len(self.windows) and not any(each.count for each in sightings):
                sightings = await self.look(*targets, explain=True, everywhere=True)
            yield sightings, resting
            now = monotonic()
            if now > end or (calm_since is not None and now - calm_since > self.patience.calm):
                return
            if await stillness.changed(self._frames(), self.network.stirred, seconds=self.settings.timeout):
                calm_since = None
            elif calm_since is None and await self.at_rest():
                calm_since = monotonic()

    async def wait_for(
        self,
        *targets: Target,
        only_at_rest: Collection[int] = (),
        obstacles: Callable[[], Awaitable[bool]] | None = None,
        expected: str,
    ) -> tuple[int, Sighting]:
        """Wait until one of the targets can be seen; the first in the order given wins.

        Args:
            targets: what to look for.
            only_at_rest: the targets, by index, that a page still loading could show by mistake.
            obstacles: called when the page rests without any of them; deals with what stands in the way and says
                whether it did, or raises what it means.
            expected: what was expected, for the message.

        Raises:
            PortalUnavailable, VisitFailed: the portal answered with an error.
            WrongPage: nothing of it came; the message says what was there instead.
        """
        dismissed = 0
        async for sightings, resting in self.looks(*targets):
            for index, sighting in enumerate(sightings):
                if sighting.count and (resting or index not in only_at_rest):
                    return index, sighting
            if (browser := self.context.browser) is not None and not browser.is_connected():
                break
            if self.network.trouble and (resting or not self.network.busy):
                raise self.network.trouble
            if resting and obstacles is not None and dismissed < _DISMISSALS:
                dismissed += await obstacles()
        raise await self.lost(expected)

    async def mishap(self) -> BatchportalError | None:
        """Why what is wanted can't be seen, where that is no matter of the page: browser, or an answer, is missing."""
        if not self.windows or await is_gone(self.windows[-1], seconds=self.settings.timeout):
            return VisitFailed(GONE, code="browser_gone", page=self.here)
        return self.failed

    async def lost(self, expected: str) -> BatchportalError:
        """The error for a page that nobody expected: what was expected, and what is there instead.

        Where there is no window left at all, nobody has seen a page: the browser has gone, which says nothing of what
        the portal answered. Where the portal had failed to answer the page's scripts, that is why, and no drift.
        """
        if (mishap := await self.mishap()) is not None:
            return mishap
        title, text = await self.describe()
        return WrongPage(
            f"Expected {expected}, found '{title}' at {place(self.windows[-1].url)}.{self.dialogues.told()} "
            f"The page says: {text}",
            page=self.here,
        )

    async def count(self, selector: str, *, seen: bool = False) -> int:
        """How many elements, in all frames, a CSS selector names; `seen`: that can be seen."""
        with portal_errors(self.here):
            return sum([await count(frame, selector, seen=seen) for frame in list(self._frames())])

    async def text(self, window: Window | None = None, *, main: bool = False) -> str:
        """All visible text of one window, by default of all, with that of its frames; or only of their main parts."""
        texts = []
        for frame in window.frames if window else list(self._frames()):
            with contextlib.suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(self.settings.timeout):
                    texts.append(await read(frame, main=main))
        return "\n".join(texts)

    async def describe(self) -> tuple[str, str]:
        """Title and the beginning of the main text of the newest window, in the frame that was worked in."""
        for window in reversed(self.windows):
            with contextlib.suppress(PlaywrightError, TimeoutError):
                frame = self.attended if self.attended in window.frames else window.main_frame
                async with asyncio.timeout(self.settings.timeout):
                    text = await read(frame, main=True)
                return await window.title(), " ".join(text.split())[:_TEXT_SHOWN]
        return "nothing", ""

    async def blanks(self) -> tuple[str, ...]:
        """The captions of mandatory fields that are empty, in the frame that was worked in."""
        with contextlib.suppress(PlaywrightError):
            if self.attended is not None:
                return await blanks(self.attended)
        return ()

    async def at_rest(self) -> bool:
        """Whether no frame has changed for a moment, no answer is awaited and nothing says that it is loading."""
        if not await stillness.still(self._frames(), seconds=self.settings.timeout) or self.network.busy:
            return False
        busy = await self.look(self.entry("obstacles", "busy"))
        return not busy[0].count

    def _frames(self) -> Iterator[Frame]:
        for window in self.windows:
            yield from window.frames
