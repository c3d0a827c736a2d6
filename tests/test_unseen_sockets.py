"""A portal that works on a WebSocket: no request shows whether 'Confirmer' was sent, and it may have been."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import threading
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.evidence import Evidence
from batchportal.singleshot import boot_time
from flows.register import _confirm
from flows.review import ReviewPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

_MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""RFC 6455, 1.3."""
_SHORT = 127


class Socket:
    """A server that answers every message on a WebSocket with 'done'."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._loop = asyncio.new_event_loop()
        self.port = 0

    @contextlib.contextmanager
    def open(self) -> Iterator[Socket]:
        """Serve."""
        # The browser's own loop runs in this thread.
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._begin(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    async def _begin(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def _end(self) -> None:
        self._server.close()
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        key = next(line.split(": ")[1] for line in lines if line.lower().startswith("sec-websocket-key"))
        accepted = base64.b64encode(hashlib.sha1(f"{key}{_MAGIC}".encode(), usedforsecurity=False).digest()).decode()
        writer.write(
            f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accepted}\r\n\r\n".encode()
        )
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while (start := await reader.readexactly(2))[0] == 0x81:
                mask = await reader.readexactly(4)
                masked = await reader.readexactly(start[1] & _SHORT)
                self.heard.append(bytes(one ^ mask[at % 4] for at, one in enumerate(masked)).decode())
                writer.write(b"\x81\x04done")
        writer.close()


REVIEW = """<main><h1>Contrôlez les données</h1><button onclick="{click}">Confirmer</button></main>
  <div id=ask hidden role=dialog aria-modal=true><p>C'est fait. Voulez-vous imprimer ?</p><button>Non</button></div>
  <script>const socket = new WebSocket('ws://127.0.0.1:{port}/');
    socket.onmessage = () => {{ {told} }};</script>"""
SEND, PRINT, TELL = "socket.send('confirm')", "ask.hidden = false", "alert('Votre demande est enregistrée.')"


@pytest.mark.parametrize(
    ("click", "told", "code"),
    [
        (SEND, PRINT, "outcome_unknown"),
        (SEND, TELL, "outcome_unknown"),
        (PRINT, "", "portal_asked"),
        (TELL, "", "portal_asked"),
    ],
)
def test_what_is_asked_once_a_message_has_left_is_no_proof_that_nothing_was_sent(
    async_browser: Browser, run_async: RunAsync, tmp_path: Path, *, click: str, told: str, code: str
) -> None:
    async def confirming(session: Session) -> str:
        await session.windows[-1].wait_for_function("socket.readyState === 1")
        try:
            return (await _confirm(ReviewPage(session), ONE, Evidence(tmp_path), boot_time() + 60)).digits
        except BatchportalError as error:
            return error.code

    with Socket().open() as socket:
        page = REVIEW.format(click=click, told=told, port=socket.port)
        assert visited(async_browser, run_async, {"/": page}, confirming)[0] == code
        assert socket.heard == (["confirm"] if click == SEND else [])
