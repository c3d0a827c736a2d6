"""JavaScript's own questions and messages: `confirm`, `alert`, `prompt`. Dismissed and told, with one exception.

Some portals ask 'Voulez-vous confirmer ?' once more when 'Confirmer' is clicked. That is the same decision, made
already and noted on disk; so it is accepted, once, while a confirmation is under way, if its words say so.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.locators import Caption, normalise
from batchportal.logs import get_logger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.async_api import BrowserContext, Dialog

log = get_logger(__name__)

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class Dialogues:
    """Answers the dialogues of all windows of one context.

    Args:
        context: the browser's side of a session.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._asked: tuple[Sequence[str], Sequence[str]] | None = None
        self.dismissed: list[str] = []
        """What dialogues said that were dismissed, the oldest first."""
        self.closed: list[str] = []
        """What messages in the page said that were closed, since the company was chosen or the log-in began."""
        context.on("dialog", self._answer)

    def leave_to_person(self) -> None:
        """From now on a person sees and answers them."""
        self._context.remove_listener("dialog", self._answer)
        # Without any listener Playwright would dismiss them.
        self._context.on("dialog", lambda _dialog: None)

    def told(self) -> str:
        """Sentences about the last ones that were dismissed and closed, for a message; empty if there were none."""
        last = [("dismissed", text) for text in self.dismissed[-1:]] + [("closed", text) for text in self.closed[-1:]]
        return "".join(f" A dialogue was {done} that said: '{' '.join(text.split())}'." for done, text in last)

    @contextlib.contextmanager
    def accepting(self, words: Sequence[str], unless: Sequence[str]) -> Iterator[None]:
        """Accept one question meanwhile.

        Args:
            words: captions of which it must fit one.
            unless: captions of whose words none may stand in it.
        """
        self._asked = words, unless
        try:
            yield
        finally:
            self._asked = None

    async def _answer(self, dialog: Dialog) -> None:
        with contextlib.suppress(PlaywrightError):
            if dialog.type == "beforeunload":
                await dialog.accept()  # leaving a page is our own decision
            elif dialog.type == "confirm" and self._meant(dialog.message):
                self._asked = None
                log.info("dialogue accepted", text=dialog.message)
                await dialog.accept()
            else:
                self.dismissed.append(" ".join(dialog.message.split()))
                log.info("dialogue dismissed", kind=dialog.type, text=dialog.message)
                await dialog.dismiss()

    def _meant(self, message: str) -> bool:
        if self._asked is None:
            return False
        words, unless = self._asked
        return says([message], words) and not speaks_of([message], unless)


def says(lines: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a text, or a sentence of it, fits one of the words."""
    texts = [" ".join(" ".join(lines).split()), *sentences(lines)]
    return any(Caption(word).match(one) is not None for word in words for one in texts)


def speaks_of(lines: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a text has one of the words anywhere, also in longer words, and with or without accents.

    'voorwaarden' stands in 'gebruiksvoorwaarden', 'supprim' in 'SUPPRIMEES'. For words that forbid something: one that
    is seen too often costs a person's time, one that is overlooked costs more.
    """
    text = _bare(" ".join(lines))
    pieces = ([re.escape(_bare(piece)) for piece in word.split("\u2026") if piece.strip()] for word in words)
    return any(re.search(".*".join(each), text) for each in pieces)


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", normalise(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def sentences(lines: Sequence[str]) -> list[str]:
    """The sentences of which lines consist; each line ends one."""
    return [one for line in lines for one in _SENTENCE_END.split(" ".join(line.split()))]
