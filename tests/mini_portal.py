"""Portals of a few pages, written where they are used: a server on this machine, and hosts that only seem to exist."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote_plus, urlsplit

from batchportal.locators import Finder, Selectors
from batchportal.resources import selectors_folder
from batchportal.session import Session
from batchportal.settings import load_settings
from batchportal.walk import walk
from flows.wizard import IntroPage, complete

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from playwright.async_api import Browser, Request, Route

    from batchportal.models import Registration
    from tests.conftest import RunAsync

T = TypeVar("T")

_START = "<!doctype html><html lang=fr><meta charset=utf-8><title>Portail</title>"
PORTAL = "PORTAL"
"""Stands in a page for the portal's address."""
HEADER = """<table><tr><td><form method=post action=/citizens>Citoyen : Nom d'utilisateur <input name=user>
  Mot de passe <input type=password name=pw> <input type=submit value="Se connecter"></form></table>"""
"""A log-in for citizens, as it stands in the header of a public page."""


class LedOn(str):
    """The address that a redirect leads on to."""

    __slots__ = ()


class Source(str):
    """A page's whole source: not even a document stands around it."""

    __slots__ = ()


class Endless(str):
    """HTML after which more is awaited, and never comes."""

    __slots__ = ()


Page = str | Callable[[str], str | int]
"""HTML or one of these; or what makes that, or a status, of a request's body."""


@dataclass
class MiniPortal:
    """A portal on this machine.

    Args:
        pages: the portal's by path, other hosts' by address, both without query. What isn't there is 404.
    """

    pages: dict[str, Page]
    url: str = ""
    sent: list[str] = field(default_factory=list)
    """Every request of the browser, in order: method, address and body, in clear; and what tests add."""
    arrived: list[str] = field(default_factory=list)
    """Every request that came to the portal's server: method, path and body."""
    connections: list[str] = field(default_factory=list)
    """What each of them said of its connection: to keep it or to close it."""
    error: BaseException | None = None
    """How the visit ended, for whoever keeps it here."""

    @contextlib.contextmanager
    def open(self) -> Iterator[MiniPortal]:
        """Serve the portal's own pages."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    async def session(self, browser: Browser, **values: Any) -> Session:
        """A session whose portal this is."""
        context = await browser.new_context(permissions=["local-network-access"])
        context.on("request", self._note)
        await context.route(lambda url: not url.startswith(self.url), self._elsewhere)
        settings = load_settings(**{"portal": self.url, "timeout": 8} | values)
        selectors = Selectors.load(selectors_folder(), *filter(None, [settings.selectors]))
        context.set_default_timeout(settings.timeout * 1000)
        return Session(context, Finder(selectors, settings.language), selectors, settings)

    def seen_by(self, host: str) -> str:
        """All that the browser wanted to send to a host."""
        return "\n".join(one for one in self.sent if urlsplit(one.split()[1]).hostname == host)

    def answer(self, key: str, body: str) -> tuple[int, bytes]:
        """Status and body of a page."""
        page = self.pages.get(key, 404)
        given = page(body) if callable(page) else page
        if isinstance(given, int):
            return given, b""
        if isinstance(given, LedOn):
            return HTTPStatus.FOUND, given.encode()
        start = "" if isinstance(given, Source) else _START
        return 200, f"{start}{given}".replace(PORTAL, self.url).encode()

    def _note(self, request: Request) -> None:
        self.sent.append(unquote_plus(f"{request.method} {request.url} {request.post_data or ''}"))

    async def _elsewhere(self, route: Route, request: Request) -> None:
        status, body = self.answer(request.url.split("?", 1)[0], request.post_data or "")
        await route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")


def _handler(portal: MiniPortal) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode(errors="replace")
            portal.arrived.append(unquote_plus(f"{self.command} {self.path} {body}"))
            portal.connections.append(self.headers.get("connection", ""))
            status, content = portal.answer(self.path.split("?", 1)[0], body)
            self.send_response(status)
            if status == HTTPStatus.FOUND:
                self.send_header("location", content.decode())
            self.send_header("content-type", "text/html; charset=utf-8")
            more = isinstance(portal.pages.get(self.path), Endless)
            self.send_header("content-length", str(len(content) + more))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET  # noqa: N815 - the name is the library's

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def visited(
    async_browser: Browser,
    run_async: RunAsync,
    pages: Mapping[str, Page],
    visit: Callable[[Session], Awaitable[T]],
    **values: Any,
) -> tuple[T, MiniPortal]:
    """What a visit that begins at the first page gives, and the portal with what it saw; values are settings."""
    portal = MiniPortal(dict(pages))

    async def visiting() -> T:
        session = await portal.session(async_browser, **values)
        try:
            await session.open(f"{portal.url}/")
            # Nothing of a page need be there as soon as it begins; a visit that looks once, looks at all of it.
            await session.windows[-1].wait_for_load_state("domcontentloaded")
            session.settle_home()
            return await visit(session)
        finally:
            await session.close()

    with portal.open():
        return run_async(visiting()), portal


def reviewed(
    async_browser: Browser, run_async: RunAsync, pages: Mapping[str, Page], asked: Registration
) -> tuple[str, MiniPortal]:
    """The page that a wizard leads to, entered from the first page and filled in; and the portal with what it saw."""

    async def to_review(session: Session) -> str:
        intro = await walk(session, IntroPage, through=[session.entry("secured", "register_configuration")])
        return (await complete(intro, asked)).stem

    return visited(async_browser, run_async, pages, to_review)
