"""Portals of a few pages, written where they are used, on hosts that exist in one browser context only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus, urlsplit

from batchportal.locators import Finder, Selectors
from batchportal.models import Language
from batchportal.resources import selectors_folder
from batchportal.session import Session
from batchportal.settings import load_settings

if TYPE_CHECKING:
    from playwright.async_api import Browser, Request, Route

PORTAL = "https://portal.test"
Page = str | Callable[[str], "str | int"]


@dataclass
class MiniPortal:
    """Pages by address, without query: HTML, or what makes HTML (or a status) of the request's body.

    Args:
        browser: on the loop of the tests.
        pages: every host's; what isn't there is 404.
    """

    browser: Browser
    pages: dict[str, Page]
    seen: list[str] = field(default_factory=list)
    """Every request: method, address and body, in clear."""
    error: BaseException | None = None
    """How the visit ended, for whoever keeps it here."""

    async def session(self, **values: Any) -> Session:
        """A session whose portal this is."""
        context = await self.browser.new_context()
        await context.route("**/*", self._answer)
        settings = load_settings(**{"portal": PORTAL, "timeout": 8, "pause": 0} | values)
        selectors = Selectors.load(selectors_folder())
        context.set_default_timeout(settings.timeout * 1000)
        return Session(context, Finder(selectors, Language.FR), selectors, settings)

    def seen_by(self, host: str) -> str:
        """All that a host was sent."""
        return "\n".join(one for one in self.seen if urlsplit(one.split()[1]).hostname == host)

    async def _answer(self, route: Route, request: Request) -> None:
        self.seen.append(unquote_plus(f"{request.method} {request.url} {request.post_data or ''}"))
        page = self.pages.get(request.url.split("?", 1)[0])
        given = page(request.post_data or "") if callable(page) else page
        if isinstance(given, int) or given is None:
            await route.fulfill(status=given or 404, body="", content_type="text/html")
        else:
            text = f"<!doctype html><html lang=fr><meta charset=utf-8><title>Portail</title>{given}"
            await route.fulfill(status=200, body=text, content_type="text/html; charset=utf-8")
