"""Runs the stub portal in a thread of its own: the portal, its log-in, and a port that nobody can trust."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from batchportal.stub.companies import Company, User, generate, load_demo
from batchportal.stub.faults import Fault, make_fault, parse_fault
from batchportal.stub.site import build
from batchportal.stub.skins import CLASSIC, wear
from batchportal.stub.tls import SIDES, self_made
from batchportal.stub.visits import Site
from batchportal.stub.words import LANGUAGES
from batchportal.stub.world import World

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from typing import Self

    from starlette.types import ASGIApp, Receive, Scope, Send

T = TypeVar("T")

_START_SECONDS = 20
_STOP_SECONDS = 10
_BACKLOG = 128


class _Server(uvicorn.Server):
    """Uvicorn, telling when it answers and on which loop.

    Args:
        config: Uvicorn's.
        tls: what speaks TLS, by the port; the others speak plain HTTP.
        came_up: is called on the server's loop.
    """

    def __init__(self, config: uvicorn.Config, tls: dict[int, ssl.SSLContext], came_up: Callable[[], None]) -> None:
        super().__init__(config)
        self.up = threading.Event()
        self._tls = tls
        self._tell = came_up

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen on every socket; Uvicorn itself has one way of speaking for all of them."""
        listening = sockets or []
        await super().startup([one for one in listening if one.getsockname()[1] not in self._tls])
        for one in listening:
            if (context := self._tls.get(one.getsockname()[1])) is not None:
                loop = asyncio.get_running_loop()
                self.servers.append(await loop.create_server(self._protocol, sock=one, ssl=context, backlog=_BACKLOG))
        self._tell()
        self.up.set()

    def _protocol(self) -> asyncio.Protocol:
        """A connection, as Uvicorn makes them."""
        kind = cast("type[H11Protocol]", self.config.http_protocol_class)
        return kind(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)


class StubPortal:
    """A stub of the portal: `with StubPortal() as portal: … portal.url`.

    What happened is kept when the stub is stopped; `start()` opens the same addresses again, as after an outage.

    Args:
        port: of the portal; 0 takes a free one.
        login_port: of the log-in application; 0 takes a free one.
        host: where it listens. On the default the log-in application is reached as `localhost`, another origin.
        language: of pages whose address doesn't say one.
        companies: the companies themselves, or how many there are to be; by default the demo's.
        latency_ms: how long each page takes at least.
        faults: as `fault()` takes them, or as texts, STEP:KIND[:COUNT].
        session_seconds: after how long without a request a session ends.
        notice: whether a notice to click away comes after log-in.
        control: whether `/_control` and `/_truth` are there.
        skin: the outside that it wears, one of `skins.NAMES`; what happens behind it is the same.
        tls: which side speaks TLS, one of `tls.SIDES`, with a self-made certificate that must not be trusted.
        log: is called with a line for each request.

    Raises:
        ValueError: an argument makes no sense (`UnknownFault` for faults).
    """

    def __init__(
        self,
        *,
        port: int = 0,
        login_port: int = 0,
        host: str = "127.0.0.1",
        language: str = "fr",
        companies: Iterable[Company] | int | None = None,
        latency_ms: float = 0,
        faults: Iterable[Fault | str] = (),
        session_seconds: float = 900,
        notice: bool = False,
        control: bool = True,
        skin: str = CLASSIC,
        tls: str | None = None,
        log: Callable[[str], None] | None = None,
    ) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no language {language!r}; there are {', '.join(LANGUAGES)}")
        if latency_ms < 0 or session_seconds <= 0:
            raise ValueError("latency_ms is 0 or more, session_seconds more than 0")
        if tls not in (None, *SIDES):
            raise ValueError(f"no side {tls!r} for TLS; there are {', '.join(SIDES)}")
        demo = load_demo()
        self._tls = tls
        self._skin = wear(skin)
        if companies is None and self._skin is not None:
            companies = self._skin.companies
        self._host, self._ports = host, [port, login_port, 0]
        self._log, self._control = log, control
        self.users: tuple[User, ...] = demo.users
        self.companies: tuple[Company, ...] = _companies(companies, demo.companies)
        self.world = World(demo, self.companies, session_seconds=session_seconds, notice=notice)
        self._site = Site(self.world, language=language, latency=latency_ms / 1000)
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        for fault in faults:
            self.world.faults.add(parse_fault(fault) if isinstance(fault, str) else fault)

    @property
    def url(self) -> str:
        """The base URL, with a slash at the end: the home page."""
        return f"{self._site.url}/"

    @property
    def login_url(self) -> str:
        """The origin of the log-in application, without a slash at the end."""
        return self._site.login_url

    def start(self) -> Self:
        """Listen; returns when requests are answered.

        Raises:
            OSError: a port is taken.
            RuntimeError: it runs already, or does not come up.
        """
        if self._thread is not None:
            raise RuntimeError("the stub portal runs already")
        sockets = self._open()
        app = build(self._site, login_port=lambda: self._ports[1], control_interface=self._control, skin=self._skin)
        config = uvicorn.Config(
            _logged(app, self._log),
            http=_protocol(self._site),
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config, self._contexts(), self._came_up)
        self._thread = threading.Thread(target=self._server.run, args=(sockets,), name="stub portal", daemon=True)
        self._thread.start()
        if not self._server.up.wait(_START_SECONDS):
            raise RuntimeError("the stub portal did not come up")
        return self

    def stop(self) -> None:
        """Stop listening and close every connection. What happened is kept."""
        if self._thread is None or self._server is None:
            return
        self._in_loop(self.world.holds.release)
        self._in_loop(self._close_connections)
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)
        self._thread = self._server = self._loop = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def truth(self) -> dict[str, Any]:
        """What happened, as `GET /_truth` tells it."""
        return self._in_loop(self.world.truth)

    def fault(self, step: str, kind: str, count: int = 1, after: int = 0) -> None:
        """Let a fault wait for its request: `fault("confirm", "commit_then_drop")`.

        Args:
            step: the page, one of `faults.STEPS`.
            kind: what happens, one of `faults.KINDS`; a slow one with its seconds, `slow:2.5`.
            count: to how many requests.
            after: how many requests to that page go through before.

        Raises:
            UnknownFault: there is no such step or kind, or the kind makes no sense there.
        """
        self.world.faults.add(make_fault(step, kind, count, after))

    def hold(self, point: str) -> None:
        """Hold the next request to confirm at a point, one of `holds.POINTS`: `hold("committed")`.

        Raises:
            UnknownPoint: there is no such point.
        """
        self._in_loop(lambda: self.world.holds.ask(point))

    def held(self, seconds: float) -> bool:
        """Wait until a request to confirm is held, at most so long; whether one is."""
        if self._loop is None:
            return False
        waiting = asyncio.run_coroutine_threadsafe(self.world.holds.wait(seconds), self._loop)
        return bool(waiting.result()["state"] == "held")

    def release(self) -> None:
        """Let the request go on that is held."""
        self._in_loop(self.world.holds.release)

    def reset(self) -> None:
        """Forget everything that happened; the companies and users stay."""
        self._in_loop(self.world.reset)

    def end_sessions(self) -> None:
        """End all sessions now."""
        self._in_loop(self.world.sessions.clear)

    def _in_loop(self, act: Callable[[], T]) -> T:
        """Run where the pages run, so that no request sees half of it."""
        if self._loop is None:
            return act()

        async def call() -> T:
            return act()

        return asyncio.run_coroutine_threadsafe(call(), self._loop).result(_STOP_SECONDS)

    def _open(self) -> list[socket.socket]:
        """Bind the ports, and note the addresses they have."""
        sockets: list[socket.socket] = []
        try:
            for index, port in enumerate(self._ports):
                sockets.append(_listen(self._host, port))
                self._ports[index] = sockets[-1].getsockname()[1]
        except OSError:
            for opened in sockets:
                opened.close()
            raise
        self._site.url, self._site.login_url, self._site.untrusted_url = (
            f"{'https' if port in self._encrypted() else 'http'}://{host}:{port}"
            for port, host in zip(self._ports, _names(self._host), strict=True)
        )
        return sockets

    def _encrypted(self) -> list[int]:
        """The ports on which TLS is spoken."""
        return {None: self._ports[2:], "log_in": self._ports[1:]}.get(self._tls, self._ports)

    def _contexts(self) -> dict[int, ssl.SSLContext]:
        hosts = dict(zip(self._ports, _names(self._host), strict=True))
        return {port: self_made(hosts[port]) for port in self._encrypted()}

    def _came_up(self) -> None:
        self._loop = asyncio.get_running_loop()

    def _close_connections(self) -> None:
        for transport in list(self._site.connections.values()):
            transport.close()


def _companies(asked: Iterable[Company] | int | None, demo: tuple[Company, ...]) -> tuple[Company, ...]:
    if asked is None:
        return demo
    return generate(asked, demo) if isinstance(asked, int) else tuple(asked)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _names(host: str) -> tuple[str, str, str]:
    """The host names of portal, log-in and what can't be trusted: two origins wherever two names are to be had."""
    if host in ("127.0.0.1", "localhost"):
        return "127.0.0.1", "localhost", "127.0.0.1"
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound: a person asked for every interface
        return (name := socket.gethostname()), name, name
    name = f"[{host}]" if ":" in host else host
    return name, name, name


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening


def _protocol(site: Site) -> type[H11Protocol]:
    """A server protocol that tells the site which connections are open."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._peer: tuple[str, int] = tuple(transport.get_extra_info("peername")[:2])
            site.connections[self._peer] = transport
            if site.world.faults.take_connection(site.host_of(transport.get_extra_info("sockname")[1])):
                transport.abort()

        def connection_lost(self, exc: Exception | None) -> None:
            site.connections.pop(self._peer, None)
            site.served.pop(self._peer, None)
            super().connection_lost(exc)

    return Protocol


def _logged(app: ASGIApp, log: Callable[[str], None] | None) -> ASGIApp:
    """Write a line for each request: method, path, status. Never what was sent, never a ticket."""
    if log is None:
        return app

    async def noting(scope: Scope, receive: Receive, send: Send) -> None:
        status = "no answer"

        async def note(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        await app(scope, receive, note)
        log(f"{status} {scope['method']} {scope['path']}")

    return noting
