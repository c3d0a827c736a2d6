"""Rules 1 and 3: what confirms, and what carries a password, leaves this machine at most once.

Chromium itself sends a POST again when a connection closes before the answer begins (facts/peers.md C2), and once for
each connection that it keeps: three times were seen, which is when a portal locks an account. So while a shot is
armed, every request that could confirm goes through Playwright's own client, told not to try again, and a
second one of the same kind is turned away, whatever the page's scripts do.
"""

from __future__ import annotations

import contextlib
import json
import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.network import first_line

if TYPE_CHECKING:
    from playwright.async_api import APIResponse, BrowserContext, Request, Route

_REDIRECTS = frozenset({301, 302, 303})
_DECORATION = frozenset({"image", "stylesheet", "font", "media", "script", "manifest", "texttrack"})
_SERVER_ERROR = 500
_SCRIPTED = frozenset({"xhr", "fetch"})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_BEACONS = frozenset({"ping", "cspviolationreport"})
ALONE = {"connection": "close"}
"""Headers of a request that has a connection to itself. On one that was kept open, the server may close it at the very
moment of the request, and what can't be sent again is in doubt then."""
_NEVER_LEFT = ("ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "certificate", "CERT_")


def boot_time() -> float:
    """Seconds on a clock that nobody sets, and that goes on while a process or its machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answered to a request that went around the browser."""

    method: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Shot:
    """A request that left the machine.

    Attributes:
        url: where to, without its query.
        asks: whether a script of the page only asked for something, or the page told somebody that it was used.
        tells: whether it is only the latter, which no portal does anything by.
        status: of the whole answer; None as long as there is none.
    """

    url: str
    asks: bool = False
    tells: bool = False
    status: int | None = None

    @property
    def done(self) -> bool:
        """Whether it was answered with anything but an error of the portal's own."""
        return self.status is not None and self.status < _SERVER_ERROR


class SingleShot:
    """Watches over one confirmation, or one log-in.

    Args:
        context: the browser context whose requests are watched.
        seconds: how long the portal may take to answer.
        answers: gets the portal's answers, which a recording of the browser's own traffic lacks.
        until: the moment, in `boot_time`, after which nothing is sent any more: a process that hung may no longer be
            the one that this confirmation belongs to.
        reads: whether asking for a page counts as well: a confirmation may be a link.
    """

    def __init__(
        self,
        context: BrowserContext,
        *,
        seconds: float,
        answers: list[Answer],
        until: float = math.inf,
        reads: bool = True,
    ) -> None:
        self._context = context
        self._until = until
        self._reads = reads
        self._answers = answers
        self._milliseconds = seconds * 1000
        self._sent: dict[str, Shot] = {}
        """By method and address."""
        self._told: list[bytes] = []
        self._asked_for: list[Request] = []
        """By scripts, perhaps since before: a portal may tell news by what was asked for long ago."""
        self.failure: str | None = None
        """Why no answer came, if none did."""

    @property
    def sent(self) -> tuple[Shot, ...]:
        """Everything that could confirm and has left the machine, in its order."""
        return tuple(self._sent.values())

    async def arm(self) -> None:
        """From now on, at most once."""
        self._context.on("requestfinished", self._finished)
        await self._context.route("**/*", self._handle)

    async def disarm(self) -> None:
        """The outcome is known; back to normal. A context that has gone has nothing left to go back to."""
        self._context.remove_listener("requestfinished", self._finished)
        with contextlib.suppress(PlaywrightError):
            await self._context.unroute("**/*", self._handle)

    async def told(self) -> list[bytes]:
        """What the portal's whole answers say that came meanwhile, to what was sent and to what scripts asked for."""
        bodies = list(self._told)
        for request in self._asked_for:
            with contextlib.suppress(PlaywrightError):
                if (response := await request.response()) is not None:
                    bodies.append(await response.body())
        return bodies

    def _finished(self, request: Request) -> None:
        if request.resource_type in _SCRIPTED:
            self._asked_for.append(request)

    async def _handle(self, route: Route, request: Request) -> None:
        if request.resource_type in _DECORATION or (request.method in _READS and not self._reads):
            await route.fallback()
            return
        # What is sent a second time to one address may be the confirmation again, with another token in it.
        key = f"{request.method} {request.url.split('?', 1)[0]}"
        if key in self._sent and not self._sent[key].done:
            await route.abort("blockedbyclient")
        elif key in self._sent and request.method in _READS:
            await route.fallback()
        elif boot_time() > self._until:
            self.failure = "this process stood still for too long; another one may have taken over"
            await route.abort("blockedbyclient")
        else:
            tells = request.resource_type in _BEACONS
            asks = tells or (request.method in _READS and not request.is_navigation_request())
            self._sent[key] = shot = Shot(request.url.split("?", 1)[0], asks=asks, tells=tells)
            await self._send(route, request, shot)

    async def _send(self, route: Route, request: Request, shot: Shot) -> None:
        """Send it, once, through a client that can be told not to try again."""
        try:
            answer = await route.fetch(
                headers={**request.headers, **ALONE},
                max_retries=0,
                max_redirects=0 if request.is_navigation_request() else 5,
                timeout=self._milliseconds,
            )
            body = await answer.body()
            if request.method not in _READS:
                self._answers.append(Answer(request.method, request.url, answer.status, answer.headers, body))
            shot.status = answer.status
            self._told.append(body)
            await _pass_on(route, request, answer)
        except PlaywrightError as error:
            self.failure = first_line(error)
            never_left = any(sign in self.failure for sign in _NEVER_LEFT)
            # A page that is gone meanwhile takes neither an answer nor an end.
            with contextlib.suppress(PlaywrightError):
                await route.abort("connectionrefused" if never_left else "connectionfailed")


async def _pass_on(route: Route, request: Request, answer: APIResponse) -> None:
    """Give the page the portal's answer.

    A redirect can't be handed to a navigation (`route.fulfill` shows an error page, facts/peers.md D), so the page
    gets a line of script that goes to the same place.
    """
    location = answer.headers.get("location")
    if answer.status in _REDIRECTS and location and request.is_navigation_request():
        target = json.dumps(location).replace("<", "\\u003c")
        await route.fulfill(
            status=200,
            content_type="text/html; charset=utf-8",
            body=f"<!doctype html><title>…</title><script>location.replace({target})</script>",
        )
        return
    await route.fulfill(response=answer)
