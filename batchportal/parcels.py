"""Files that were given to a page, and what has left the page since: whether a file may be among it.

A field that is empty afterwards proves nothing by itself: its file was handed on at once, or the page has put a new
field in its place and the file is lost. What a page sends for other reasons (the form without the file, a sign of life,
statistics) is no sign of the former. Of a body that holds a file the browser tells no more than its length; any other
body it tells whole, at no cost, so that is read. What can't be read counts as the file's that was given last. What the
portal has refused, or never answered, carried nothing there.
"""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes
from weakref import WeakSet

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from playwright.async_api import Request

    from batchportal.models import Upload

_SENDS = frozenset({"POST", "PUT", "PATCH"})
_WRAPPING = 180
"""Bytes that a multipart body of one file has around it, at least: boundaries, names and type."""
_PIECE = 48
"""Bytes of a file by which it is known; without a rest in Base64."""
_SAYING = 2.0
"""Seconds in which the browser says how long a body is that is on its way."""
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_REFUSED = 400
_PATH_ONLY = b"fakepath"
"""Stands in what a file field calls its value, which forms send that can't send files."""


class Parcel:
    """One file that was given, and the requests that could carry it."""

    def __init__(self, file: Upload) -> None:
        self._content = file.content
        self._names = {file.name.encode(), json.dumps(file.name)[1:-1].encode()}
        start = b64encode(self._content[: min(_PIECE, len(self._content) // 3 * 3)])
        longest = max(self._content.split(), key=len, default=b"")[:_PIECE]
        self._pieces = {longest, start, start.translate(_URL_SAFE)}
        self.newest = True
        """Whether no other file was given since: a body that can't be read is the newest one's."""
        self._unread: list[Request] = []
        """Requests with a body that can't be read, or is a piece of the file."""
        self._carriers: list[Request] = []
        """Requests that hold the file, or tell of it."""

    def note(self, request: Request) -> None:
        """A request leaves that may have a body."""
        if any(not _in_vain(carrier) for carrier in self._carriers):
            return
        body = request.post_data_buffer
        if self.newest and (body is None or body in self._content or not _is_text(body)):
            self._unread.append(request)
        if body is not None and self._is_in(body):
            self._carriers.append(request)

    async def left(self) -> bool:
        """Whether something has left that could be the file, whole or in pieces, and not in vain as far as is known."""
        if any(not _in_vain(carrier) for carrier in self._carriers):
            return True
        total = 0
        for request in tuple(self._unread):
            length = await _length(request)
            if _in_vain(request):
                continue
            total += length or 0
            if length is None or total >= len(self._content):
                self._carriers.append(request)
                return True
        return False

    @property
    def refused(self) -> bool:
        """Whether the portal has answered that it doesn't take the file."""
        return any(one.existing_response is not None and _in_vain(one) for one in [*self._carriers, *self._unread])

    def _is_in(self, body: bytes) -> bool:
        """Whether a body that can be read holds the file, or tells its name and is long enough for it."""
        plain = unquote_to_bytes(body) if b"%" in body else body
        if any(piece in each for piece in self._pieces for each in (body, plain)):
            return True
        told = any(name in plain for name in self._names) and _PATH_ONLY not in plain
        return told and len(body) >= len(self._content)


class Parcels:
    """The files that were given to the pages of a context, as long as somebody wants to know of them."""

    def __init__(self) -> None:
        self._given: WeakSet[Parcel] = WeakSet()

    def give(self, file: Upload) -> Parcel:
        """A file is about to be given."""
        for earlier in self._given:
            earlier.newest = False
        parcel = Parcel(file)
        self._given.add(parcel)
        return parcel

    def note(self, request: Request) -> None:
        """A request leaves. Pages send no files as they send statistics when they are left (`sendBeacon`)."""
        if request.method not in _SENDS or request.resource_type == "ping" or request.redirected_from is not None:
            return
        for parcel in self._given:
            parcel.note(request)


def _in_vain(request: Request) -> bool:
    """Whether a request was refused, or got no answer and never will."""
    if (response := request.existing_response) is not None:
        return response.status >= _REFUSED
    return request.failure is not None


def _is_text(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


async def _length(request: Request) -> int | None:
    """How many bytes of a body may be of files; None where the browser doesn't say."""
    if (body := request.post_data_buffer) is not None:
        return len(body)
    try:
        async with asyncio.timeout(_SAYING):
            headers = await request.all_headers()
    except (PlaywrightError, TimeoutError):
        return None
    length = headers.get("content-length", "")
    around = _WRAPPING if headers.get("content-type", "").startswith("multipart/") else 0
    return max(0, int(length) - around) if length.isdigit() else None
