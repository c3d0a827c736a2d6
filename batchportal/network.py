"""What the portal's answers say while pages load: refusals, failures, requests still under way."""

from __future__ import annotations

import asyncio
import contextlib
import math
import re
from pathlib import PurePosixPath
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from batchportal.errors import BatchportalError, PortalUnavailable, VisitFailed
from batchportal.parcels import Parcels

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Error, Frame, Page, Request, Response

_LATER = frozenset({429, 502, 503, 504})
_DID_NOTHING = frozenset({429, 503})
_NEVER_REACHED = ("_REFUSED", "_NAME_NOT_RESOLVED", "_ADDRESS", "_INTERNET_DISCONNECTED")
_NO_PAGE = frozenset({204, 205})
_LEADS_ON = range(300, 400)
_SERVER_ERROR = 500
_KEPT_FROM_SCRIPTS = "ERR_FAILED"
"""What Chromium says of an answer that isn't meant for a script from elsewhere (CORS), be it of the request that led
there or of the one that it led to."""
_ASKING = 0.1
"""Seconds in which a click that leads to another page has asked for it, as a rule."""
_WORK = frozenset({"xhr", "fetch", "script"})
_POLL, _WORKING = 5.0, 20.0
"""Seconds after which a request that asks, or sends, is none that a page's rest waits for."""
_AGAIN = 0.5
"""Seconds in which a page that polls asks again."""
_GONE = (
    "ERR_CONNECTION",
    "ERR_SOCKET",
    "ERR_NAME_NOT_RESOLVED",
    "ERR_TIMED_OUT",
    "ERR_ADDRESS",
    "ERR_INTERNET",
    "ERR_EMPTY",
    "ERR_NETWORK",
)
# A page may be replaced while it loads, and a replayed redirect ends this way too (facts/feasibility.md 7).
_HARMLESS = ("ERR_ABORTED", "NS_BINDING_ABORTED")


class Network:
    """Listens to one context. `stirred` is set whenever a page may have changed."""

    def __init__(self, context: BrowserContext) -> None:
        self.stirred = asyncio.Event()
        self.documents = 0
        """How many documents were asked for so far."""
        self.newest = ""
        """The address of the newest document that a whole window was to show."""
        self.parcels = Parcels()
        """The files that were given to pages, and what may have carried them away."""
        self.spoken = 0
        """How many messages pages have sent on connections that they keep open (WebSockets)."""
        self._asked = asyncio.Event()
        self._coming: dict[Frame, Request] = {}
        """The windows' main frames that wait for their next document."""
        self._come = asyncio.Event()
        self._pending: dict[Request, float] = {}
        """The requests without an answer yet, and when each began."""
        self._polls: set[str] = set()
        """The addresses of those that were given up by their page after a long wait without an answer, or were asked
        again as soon as they had one."""
        self._late: dict[str, float] = {}
        """The addresses of those that were answered after such a wait, and when."""
        self.trouble: BatchportalError | None = None
        """What went wrong with the newest document, if anything."""
        self.troubled: Frame | None = None
        """The frame that was to show that document."""
        self.behind: BatchportalError | None = None
        """What went wrong behind the page since the last act, with what its scripts asked its own host for."""
        self.strays: dict[str, Response | None] = {}
        """By address: the last answer to what a script has sent there that is a page; None if the script was led on to
        a host that doesn't answer it. A new page of a window ends them."""
        context.on("request", self._on_request)
        context.on("requestfinished", self._on_finished)
        context.on("requestfailed", self._on_failed)
        context.on("response", self._on_response)
        context.on("page", self._on_page)

    @property
    def busy(self) -> bool:
        """Whether an answer that could change a page is awaited.

        A page may keep a request open to be told of news (long polling): what asks for something and has waited for
        long is no sign of work, nor is what asks for the same on the next page. A document always is, and what sends
        something is for longer.
        """
        now = monotonic()
        return any(
            request.resource_type == "document"
            or (request.resource_type in _WORK and now - began < self._patience(request))
            for request, began in self._pending.items()
        )

    def _patience(self, request: Request) -> float:
        if request.method != "GET":
            return _WORKING
        return 0.0 if place(request.url) in self._polls else _POLL

    async def gone_on(self, before: int, *, seconds: float) -> bool:
        """Whether a document was asked for since there were so many; told when it has come, or isn't coming.

        Args:
            before: `documents` before something was clicked.
            seconds: how long to wait for one that was asked for.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_ASKING):
                while self.documents == before:
                    self._asked.clear()
                    await self._asked.wait()
        if self.documents == before:
            return False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._coming:
                    self._come.clear()
                    await self._come.wait()
        return True

    def forget(self) -> None:
        """Start afresh: what was under way or went wrong no longer matters."""
        self._pending.clear()
        self._coming.clear()
        self.trouble = self.behind = None

    def _on_page(self, page: Page) -> None:
        page.on("framenavigated", self._arrived)
        page.on("close", self._on_close)
        page.on("websocket", lambda socket: socket.on("framesent", self._on_spoken))
        self.stirred.set()

    def _on_spoken(self, _message: bytes | str) -> None:
        self.spoken += 1

    def _on_close(self, page: Page) -> None:
        """A window that closes itself gets no answers any more, and nobody is told of that."""
        for request in list(self._pending):
            frame = _frame(request)
            if frame is not None and frame.page is page:
                del self._pending[request]
        self._arrived(page.main_frame)

    def _on_request(self, request: Request) -> None:
        self._pending[request] = now = monotonic()
        if now - self._late.pop(address := place(request.url), -math.inf) < _AGAIN:
            self._polls.add(address)
        self.parcels.note(request)
        if request.is_navigation_request():
            self.documents += 1
            self._asked.set()
            self.trouble = self.behind = None
            if _of_a_window(request):
                self.newest = request.url
                self.strays.clear()
                self._coming[request.frame] = request

    def _arrived(self, frame: Frame) -> None:
        self._coming.pop(frame, None)
        self._come.set()
        self.stirred.set()

    def _will_not_come(self, request: Request) -> None:
        for frame in [frame for frame, awaited in self._coming.items() if awaited == request]:
            del self._coming[frame]
        self._come.set()

    def _on_finished(self, request: Request) -> None:
        began = self._pending.pop(request, now := monotonic())
        if request.method == "GET" and now - began >= _POLL:
            self._late[place(request.url)] = now

    def _on_failed(self, request: Request) -> None:
        began = self._pending.pop(request, monotonic())
        self._will_not_come(request)
        if request.method == "GET" and monotonic() - began >= _POLL:
            self._polls.add(place(request.url))
        failure = request.failure or ""
        if any(harmless in failure for harmless in _HARMLESS):
            return
        if request.is_navigation_request():
            self.trouble, self.troubled = _failure(request.url, failure), _frame(request)
            self.stirred.set()
        elif _KEPT_FROM_SCRIPTS in failure:
            # What a script only asks for and is led on to elsewhere is no affair of the page's.
            if _sent_by_page(first := _first_asked(request)):
                self.strays[place(first.url)] = None
        elif _asked_by_page(request) or (_distrusted(failure) and _asked_by_page(_first_asked(request))):
            self.behind = _failure(request.url, failure)

    def _on_response(self, response: Response) -> None:
        if response.status in _NO_PAGE:
            self._will_not_come(response.request)
        self._note_stray(response)
        if response.status < _SERVER_ERROR and response.status not in _LATER:
            return
        if response.request.is_navigation_request():
            self.trouble, self.troubled = _refusal(response), _frame(response.request)
            self.stirred.set()
        elif _asked_by_page(response.request):
            self.behind = _refusal(response)

    def _note_stray(self, response: Response) -> None:
        first = _first_asked(response.request)
        answers = response.status < _SERVER_ERROR and response.status not in _LEADS_ON
        if answers and _sent_by_page(first) and "html" in response.headers.get("content-type", ""):
            self.strays[place(first.url)] = response


def _frame(request: Request) -> Frame | None:
    """The frame that asked; None if it is gone."""
    try:
        return request.frame
    except PlaywrightError:
        return None


def _of_a_window(request: Request) -> bool:
    """Whether a document is not one of a frame in a window."""
    frame = _frame(request)
    return frame is not None and frame.parent_frame is None


def _asked_by_page(request: Request) -> bool:
    """Whether a page's script asked the page's own host for something. What it asks others for is their affair."""
    if request.resource_type not in ("xhr", "fetch"):
        return False
    try:
        page = request.frame.url
    except PlaywrightError:
        # The frame is gone, or a worker asked.
        return False
    return urlsplit(page).netloc == urlsplit(request.url).netloc


def _first_asked(request: Request) -> Request:
    """The request from which redirects led to this one."""
    while request.redirected_from is not None:
        request = request.redirected_from
    return request


def _sent_by_page(request: Request) -> bool:
    """Whether a page's script sent something to the page's own host."""
    return request.method != "GET" and _asked_by_page(request)


def _refusal(response: Response) -> BatchportalError:
    """The error that a 429 or 5xx answer stands for."""
    where = place(response.url)
    if response.status not in _LATER:
        return VisitFailed(
            f"The portal answered {where} with an error of its own (HTTP {response.status}).", code="portal_error"
        )
    after = _seconds(response.headers.get("retry-after"))
    when = f" It asks to come back in {after:.0f} s." if after is not None else ""
    return PortalUnavailable(
        f"The portal is not available (HTTP {response.status} for {where}).{when}",
        retry_after=after,
        did_nothing=response.status in _DID_NOTHING,
    )


def _distrusted(failure: str) -> bool:
    """Whether it failed because a certificate can't be trusted."""
    return "ERR_CERT" in failure or "ERR_SSL" in failure


def _failure(url: str, failure: str) -> BatchportalError:
    """The error that a document which never came stands for."""
    where = place(url)
    if _distrusted(failure):
        return VisitFailed(
            f"The certificate of {where} can't be trusted ({failure}). Nothing was typed. Ask your network people.",
            code="certificate_untrusted",
        )
    if any(gone in failure for gone in _GONE):
        return PortalUnavailable(
            f"The portal can't be reached at {where} ({failure}).",
            did_nothing=any(sign in failure for sign in _NEVER_REACHED),
        )
    return VisitFailed(f"The page {where} didn't load ({failure}).", code="page_failed")


def _seconds(header: str | None) -> float | None:
    """Retry-After in seconds (RFC 9110 10.2.3), where it is given as such."""
    return float(header) if header is not None and header.strip().isdigit() else None


def beside(address: str, other: str) -> bool:
    """Whether an address is of the same part of a site as another one: a log-in leads there when it was refused."""
    here, there = urlsplit(address), urlsplit(other)
    path, page = PurePosixPath(here.path or "/"), PurePosixPath(there.path or "/")
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        return False
    return path.parent == page.parent or (bool(page.name) and path.is_relative_to(page.with_suffix("")))


def place(url: str) -> str:
    """A URL without its query, which may hold tickets and tokens."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


def first_line(error: Error) -> str:
    """The first line of Playwright's message, without the queries of addresses in it.

    The rest is its call log, which may show what was typed.
    """
    line = error.message.splitlines()[0] if error.message else "no reason given"
    return re.sub(r"(https?://[^\s?]+)\?\S*", r"\1", line)
