"""What the portal answers its pages' scripts with in place of data: a whole page that nobody gets to see.

A script that sends a file, say, and is answered with a page of maintenance, or with that of the log-in, tells its user
'Erreur' at best. That is no refusal of what was sent.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.errors import BatchportalError, Rejected, SessionEnded, WrongPage
from batchportal.network import first_asked, place
from batchportal.obstacles import meant_by

if TYPE_CHECKING:
    from batchportal.session import Session

_SILENT = frozenset({"script", "style", "template", "noscript", "select", "textarea"})
"""Elements whose text nobody reads, or that offer it to be chosen."""
_WITHIN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"})
_HEADINGS = ("h1", "title")
"""What a page is known by: by the second where it lacks the first, for all pages of a site may share a title."""
_A_WORD = 12
"""So many letters say nothing yet: 'Erreur'."""
_SHOWN = 300


class _Reading(HTMLParser):
    """Reads the source of a page: its lines, its heading, and whether it asks for a password."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.whole = "<html" in source[:1000].lower()
        self.asks_for_password = False
        self._lines: list[str] = [""]
        self._silent = 0
        self._said: dict[str, list[str]] = {tag: [] for tag in _HEADINGS}
        self._heading = ""
        self.feed(source)
        self.lines = [line for line in (" ".join(line.split()) for line in self._lines) if line]
        self.headings = next((said for said in self._said.values() if said), [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is passed over."""
        self._silent += tag in _SILENT
        self._heading = tag if tag in _HEADINGS else self._heading
        self.asks_for_password |= tag == "input" and dict(attrs).get("type") == "password"
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
        self._lines[-1] += data
        if self._heading and data.strip():
            self._said[self._heading].append(" ".join(data.split()))


async def answered_with(session: Session, error: BatchportalError) -> BatchportalError | None:
    """What a page says, since the last act, that a script was answered with in place of data; None if none was.

    Args:
        session: whose page complains, or doesn't go on.
        error: what is made of that. Where it quotes the answer, the page has shown it, as many do that ask for a part
            of themselves.
    """
    for response in reversed(session.network.pages):
        try:
            answer = _Reading(await response.text())
            shown = _Reading(await session.windows[-1].content())
        except PlaywrightError:
            continue
        lines = [line for line in answer.lines if line not in shown.lines]
        quoted = isinstance(error, Rejected) and any(
            len(line) > _A_WORD and line in error.message for line in answer.lines
        )
        if quoted or not lines:
            continue
        if (meant := meant_by(session, lines)) is not None:
            return meant
        if answer.asks_for_password and not shown.asks_for_password:
            return SessionEnded(
                "The portal asks a script of its page to log in again: the session has ended.", page=session.here
            )
        if (
            answer.whole
            and first_asked(response.request).method != "GET"
            and not set(answer.headings) & {*shown.headings, *shown.lines}
        ):
            return WrongPage(
                f"The portal answered what the page sent to {place(response.url)} with another page, which nobody "
                f"gets to see. It says: {' '.join(answer.lines)[:_SHOWN]}",
                page=session.here,
            )
    return None
