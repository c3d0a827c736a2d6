"""Answers that go wrong on the wire: none at all, half of one, one that stops after its first byte."""

from __future__ import annotations

import socket
import struct
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Receive, Scope, Send

    from batchportal.stub.holds import Hold
    from batchportal.stub.visits import Site


def _connection(scope: Scope) -> asyncio.Transport | None:
    """The client's connection, unless the client has closed it."""
    site: Site = scope["app"].state.site
    return site.connections.get(tuple(scope["client"]))


async def _close(scope: Scope, receive: Receive, *, reset: bool = False) -> None:
    """Close the connection, and wait until the server has noticed."""
    connection = _connection(scope)
    if connection is not None and reset:
        # Closing without lingering is what sends RST (SO_LINGER in socket(7)).
        connection.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.abort()
    elif connection is not None:
        connection.close()
    while (await receive())["type"] != "http.disconnect":
        pass


class HangUp(Response):
    """No answer at all, or half of one: the connection is closed.

    Args:
        half_of: the answer of which the first half is sent.
        reset: whether the connection ends with RST rather than in good order.
    """

    def __init__(self, half_of: Response | None = None, *, reset: bool = False) -> None:
        super().__init__()
        self._reset = reset
        self._half_of = half_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what is to be sent, and close."""
        if self._half_of is not None:
            body = bytes(self._half_of.body)
            start = {"status": self._half_of.status_code, "headers": self._half_of.raw_headers}
            await send({"type": "http.response.start", **start})
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await _close(scope, receive, reset=self._reset)


class FirstByte(Response):
    """An answer of which one byte is sent, the H of HTTP. Then it is held and goes on, or the connection is closed.

    It is written past the server, which knows nothing smaller than a status line with its headers.

    Args:
        answer: the whole one.
        hold: what waits after the first byte; without it nothing follows.
    """

    def __init__(self, answer: Response, hold: Hold | None = None) -> None:
        super().__init__()
        self._answer = answer
        self._hold = hold

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - see above
        """Send a byte, wait, send the rest, close."""
        whole = _as_bytes(self._answer)
        if (connection := _connection(scope)) is not None:
            connection.write(whole[:1])
        if self._hold is not None:
            await self._hold.at("first_byte")
            if (connection := _connection(scope)) is not None:
                connection.write(whole[1:])
        await _close(scope, receive)


def _as_bytes(answer: Response) -> bytes:
    """An answer as it goes over the wire (RFC 9112); it is the connection's last."""
    lines = [f"HTTP/1.1 {answer.status_code} {HTTPStatus(answer.status_code).phrase}".encode()]
    lines += [name + b": " + value for name, value in answer.raw_headers]
    return b"\r\n".join([*lines, b"connection: close", b"", bytes(answer.body)])
