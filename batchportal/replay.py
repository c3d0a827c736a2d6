"""Serves a recording as a mock site on loopback: real sockets, real redirects, real cookies.

Playwright's own replay (`route_from_har`) forgets the cookies of redirects and can't tell two visits apart
(facts/peers.md D). Here every address and method has its answers in the order in which they were recorded; the last one
stays.
"""

from __future__ import annotations

import json
import threading
import zipfile
from collections import defaultdict, deque
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from batchportal.errors import UsageError
from batchportal.recorder import HAR_NAME, PORTAL_ORIGIN

if TYPE_CHECKING:
    from pathlib import Path

_NOT_PASSED_ON = frozenset({"content-length", "content-encoding", "transfer-encoding", "connection", "date", "server"})


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Replay:
    """A recording on loopback. Use as a context manager; `url` is the portal's address.

    Args:
        recording: a HAR zip written by `batchportal record`.

    Raises:
        UsageError: the file is not such a recording.
    """

    def __init__(self, recording: Path) -> None:
        self._answers: dict[tuple[str, str, str], deque[_Answer]] = defaultdict(deque)
        self._lock = threading.Lock()
        self.misses: list[str] = []
        """Requests that the recording has no answer for."""
        self.posts: list[str] = []
        """Paths of the forms that were sent, in order."""
        entries = _read(recording)
        origins = sorted({_split(entry["request"]["url"])[0] for entry, _ in entries}, key=lambda o: o != PORTAL_ORIGIN)
        self._servers = {origin: self._server(origin) for origin in origins}
        self._real = {origin: self._address(origin) for origin in origins}
        for entry, body in entries:
            origin, path = _split(entry["request"]["url"])
            self._answers[origin, entry["request"]["method"], path].append(self._answer(entry["response"], body))

    @property
    def url(self) -> str:
        """The address of the recorded portal on this machine."""
        return self._real[PORTAL_ORIGIN] + "/"

    def __enter__(self) -> Self:
        """Start serving."""
        for server in self._servers.values():
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop serving."""
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    def _address(self, origin: str) -> str:
        """The portal is 127.0.0.1, every other origin localhost: cookies don't tell ports apart."""
        host = "127.0.0.1" if origin == PORTAL_ORIGIN else "localhost"
        return f"http://{host}:{self._servers[origin].server_address[1]}"

    def _answer(self, response: dict[str, Any], body: bytes) -> _Answer:
        headers = [
            (header["name"], self._local(line))
            for header in response["headers"]
            if header["name"].lower() not in _NOT_PASSED_ON
            for line in header["value"].split("\n")
        ]
        try:
            body = self._local(body.decode("utf-8")).encode()
        except UnicodeDecodeError:
            body = self._local(body.decode("latin-1")).encode("latin-1")
        return _Answer(response["status"], tuple(headers), body)

    def _local(self, text: str) -> str:
        for origin, real in self._real.items():
            text = text.replace(origin, real).replace(urlsplit(origin).netloc, urlsplit(real).netloc)
        return text

    def _take(self, origin: str, method: str, path: str) -> _Answer:
        with self._lock:
            if method == "POST":
                self.posts.append(path)
            answers = self._answers.get((origin, method, path))
            if not answers:
                # That one is asked for by browsers and by `ways`, and is no part of a walk.
                if path != "/favicon.ico":
                    self.misses.append(f"{method} {path}")
                return _Answer(404, (("content-type", "text/plain"),), b"not in the recording")
            return answers.popleft() if len(answers) > 1 else answers[0]

    def _server(self, origin: str) -> ThreadingHTTPServer:
        replay = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from the recording."""

            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                """Answer, after reading what was sent."""
                self.rfile.read(int(self.headers.get("content-length") or 0))
                answer = replay._take(origin, self.command, self.path)
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.send_header("content-length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 - the library's names

            def log_message(self, *_: object) -> None:
                """Stay silent."""

        return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


def _read(recording: Path) -> list[tuple[dict[str, Any], bytes]]:
    """The entries of a recording with their bodies."""
    try:
        with zipfile.ZipFile(recording) as archive:
            entries = json.loads(archive.read(HAR_NAME))["log"]["entries"]
            bodies = [_body(archive, entry["response"]["content"]) for entry in entries]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UsageError(f"{recording} is not a recording made by `batchportal record`: {error}") from None
    return list(zip(entries, bodies, strict=True))


def _body(archive: zipfile.ZipFile, content: dict[str, Any]) -> bytes:
    if name := content.get("_file"):
        return archive.read(name)
    return str(content.get("text", "")).encode()


def _split(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}", parts.path + (f"?{parts.query}" if parts.query else "")
