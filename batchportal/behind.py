"""What a page's script is answered with in place of data, and nobody gets to see: another page.

A script that sends a file, say, and is answered with a page of maintenance, or with that of the log-in, tells its user
'Erreur' at best. That is no refusal of what was sent. But many pages ask for themselves, or for a part of themselves,
and show what comes; so an answer only counts that is a whole page with another heading, and of which nothing is shown.
"""

from __future__ import annotations

import asyncio
import contextlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.errors import BatchportalError, SessionEnded, WrongPage
from batchportal.obstacles import meant_by

if TYPE_CHECKING:
    from playwright.async_api import Response

    from batchportal.session import Session

_SILENT = frozenset({"script", "style", "template", "noscript", "select", "textarea"})
"""Elements whose text nobody reads, or that offer it to be chosen."""
_WITHIN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"})
_HEADINGS = ("h1", "title")
"""What a page is known by: by the second where it lacks the first, for all pages of a site may share a title."""
_SHOWN = 300
_A_SENTENCE = 30
"""So many letters say something: fewer are a sign of life, or an 'OK', in the form of a page."""
_READING = 3.0
"""Seconds for an answer to be read; one that goes on for ever is none of a page."""


async def astray(session: Session, error: BatchportalError) -> BatchportalError | None:
    """What the portal answered to what the page's scripts have sent, if that explains an error better.

    Args:
        session: whose page complains, or doesn't go on.
        error: what is made of that.
    """
    labels = await session.blanks()
    for address, response in reversed(list(session.network.strays.items())):
        if response is None:
            return _ended(session, address)
        if (told := await _told(session, response, address, error, labels)) is not None:
            return told
    return None


async def _told(
    session: Session, response: Response, address: str, error: BatchportalError, labels: tuple[str, ...]
) -> BatchportalError | None:
    """What one answer says, if it is another page than the one that is shown."""
    try:
        async with asyncio.timeout(_READING):
            answer, shown = _Reading(await response.text()), _Reading(await response.frame.content())
    except (PlaywrightError, TimeoutError):
        return None
    if not _is_another(answer, shown, error, labels):
        return None
    if answer.passwords > shown.passwords:
        return _ended(session, address)
    closed = "\n".join(session.dialogues.closed)
    new = [line for line in answer.lines if line not in shown.lines and line not in closed]
    meant = meant_by(session, new)
    if meant is None and len(" ".join(new)) >= _A_SENTENCE:
        return WrongPage(
            f"The portal answered what the page sent to {address} with another page, which nobody gets to see. "
            f"It says: {' '.join(answer.lines)[:_SHOWN]}",
            page=session.here,
        )
    return meant


def _is_another(answer: _Reading, shown: _Reading, error: BatchportalError, labels: tuple[str, ...]) -> bool:
    """Whether a page has another heading than the one that is shown, and nothing of it is what the error quotes."""
    said = error.message.replace(" / ", "' '")
    quoted = {line for line in (*answer.lines, *shown.lines) if f"'{line}'" in said}
    known = {*shown.headings, *(set(shown.lines) - quoted)}
    headed = answer.whole and answer.headings and not answer.headings & known
    return bool(headed) and not quoted & set(answer.lines) - answer.headings - set(labels)


def _ended(session: Session, address: str) -> SessionEnded:
    return SessionEnded(
        f"The portal wants a log-in for what the page sent to {address}: the session has ended.", page=session.here
    )


class _Reading(HTMLParser):
    """Reads the source of a page: its lines, its headings, and how many passwords it asks for."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.whole = "<html" in source[:1000].lower()
        self.passwords = 0
        self._lines: list[str] = [""]
        self._silent = 0
        self._said: dict[str, set[str]] = {tag: set() for tag in _HEADINGS}
        self._heading = ""
        # Python's parser gives up on some markup of old word processors; what came before counts.
        with contextlib.suppress(AssertionError):
            self.feed(source)
        self.lines = [line for line in (" ".join(line.split()) for line in self._lines) if line]
        self.headings = next((said for said in self._said.values() if said), set())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is passed over."""
        self._silent += tag in _SILENT
        self._heading = tag if tag in _HEADINGS else self._heading
        self.passwords += not self._silent and tag == "input" and dict(attrs).get("type") == "password"
        if tag not in _WITHIN_A_LINE:
            self._lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        self._silent = max(0, self._silent - (tag in _SILENT))
        if tag not in _WITHIN_A_LINE:
            self._heading = ""
            self._lines.append("")

    def handle_data(self, data: str) -> None:
        """Read on."""
        if self._silent:
            return
        if self._heading and data.strip():
            self._said[self._heading].add(" ".join(data.split()))
        if self._heading != "title":
            self._lines[-1] += data
