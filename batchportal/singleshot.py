"""Rule 1: the confirming request leaves this machine at most once.

Chromium itself sends a POST again when a connection closes before the answer begins (facts/peers.md C2). So while a
shot is armed, every request that could confirm goes through Playwright's own client, told not to try again, and a
second one of the same kind is turned away, whatever the page's scripts do.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.async_api import APIResponse, BrowserContext, Request, Route

_REDIRECTS = frozenset({301, 302, 303})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal answered to a request that went around the browser."""

    method: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes


class SingleShot:
    """Watches over one confirmation.

    Args:
        context: the browser context whose requests are watched.
        seconds: how long the portal may take to answer.
        answers: gets the portal's answers, which a recording of the browser's own traffic lacks.
    """

    def __init__(self, context: BrowserContext, *, seconds: float, answers: list[Answer]) -> None:
        self._context = context
        self._answers = answers
        self._milliseconds = seconds * 1000
        self._sent: set[str] = set()
        self.failure: str | None = None
        """Why no answer came, if none did."""

    @property
    def sent(self) -> bool:
        """Whether anything that could confirm has left the machine."""
        return bool(self._sent)

    async def arm(self) -> None:
        """From now on, at most once."""
        await self._context.route("**/*", self._handle)

    async def disarm(self) -> None:
        """The outcome is known; back to normal."""
        await self._context.unroute("**/*", self._handle)

    async def _handle(self, route: Route, request: Request) -> None:
        reads = request.method in _READS
        if reads and (self._sent or not request.is_navigation_request()):
            await route.fallback()
            return
        # The same request twice, or a second form of the same address, is what must never leave.
        key = _key(request)
        if key in self._sent:
            await route.abort("blockedbyclient")
            return
        self._sent.add(key)
        try:
            answer = await route.fetch(
                max_retries=0,
                max_redirects=0 if request.is_navigation_request() else 5,
                timeout=self._milliseconds,
            )
            self._answers.append(
                Answer(request.method, request.url, answer.status, answer.headers, await answer.body())
            )
            await _pass_on(route, request, answer)
        except PlaywrightError as error:
            self.failure = error.message.splitlines()[0]
            await route.abort("connectionfailed")


def _key(request: Request) -> str:
    """What makes two requests the same confirmation: method and address; for reads that is all there is."""
    body = request.post_data_buffer or b""
    # A page may post statistics beside the form: told apart by their address and content.
    return f"{request.method} {request.url} {hashlib.sha256(body).hexdigest()}"


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
