"""What a portal may ask, in its page, behind 'Confirmer': whether one is sure that the technical user is to be created.

That is the same decision, made already and noted on disk. So it is answered with yes, once, if the words of the
question and of the button say so, and nothing was sent that could have confirmed. Where a server draws the page, the
click itself is sent; then the question must be what the portal answered: who asks whether to create something hasn't
created it. (`Dialogues` does the same for the browser's own dialogues.)
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import partial
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.dialogues import says, speaks_of
from batchportal.locators import dialogues, question
from batchportal.logs import get_logger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.session import Session
    from batchportal.singleshot import SingleShot

log = get_logger(__name__)

_REFUSED = 400
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG = re.compile(r"<[^<>]*>")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_NEVER = (("review", "asked_otherwise"), ("obstacles", "conditions"), ("obstacles", "notice_binds"))


def never_meant(session: Session) -> list[str]:
    """Captions of what a question behind 'Confirmer' doesn't speak of, if it is to be answered with yes."""
    return [word for page, name in _NEVER for word in session.words(page, name)]


class Question:
    """The dialogues of the review page.

    Args:
        session: where the page is; not confirmed yet.
        shot: armed, or about to be.
    """

    def __init__(self, session: Session, shot: SingleShot) -> None:
        self._session = session
        self._shot = shot
        self._before: frozenset[str] = frozenset()
        self._answered = False
        self._spoken = self._dismissed = 0

    async def note(self) -> None:
        """Note what dialogues say before 'Confirmer' is pressed: the whole wizard may stand in one."""
        self._before = await self._shown()
        self._spoken, self._dismissed = self._session.network.spoken, len(self._session.dialogues.dismissed)

    async def answer(self) -> bool:
        """Whether there is a question that could be, and was, answered with yes."""
        if self._answered or (self._may_be_done and not self._all_answered):
            return False
        (yes,) = await self._session.look(self._session.entry("review", "asked_again_yes"))
        if yes.found is None or yes.found.seen_as is None:
            return False
        asked = await question(yes.found.frame, yes.found.seen_as)
        if asked is None or not self._meant(new := self._new(asked.text), asked.text):
            return False
        if self._may_be_done and not await self._told_by_the_portal(new):
            return False
        self._answered = True
        log.info("question answered", text=asked.text, answer=yes.found.text)
        await self._session.act(yes.found, partial(self._session.click, no_wait_after=True))
        return True

    async def left(self) -> str | None:
        """What the portal asks, and nobody has answered; nothing was sent."""
        if self._session.network.spoken != self._spoken:
            # A page may do all its work on a connection that it keeps open.
            return None
        if not self._shot.sent and (dismissed := self._session.dialogues.dismissed[self._dismissed :]):
            return dismissed[-1]
        if self._answered or self._may_be_done:
            return None
        asked = [text for text in await self._shown() - self._before if "?" in text]
        if not all(shot.tells for shot in self._shot.sent):
            # Some portals do what they are only asked for: no doubt is left where the question is whether to do it.
            asked = [text for text in asked if says(self._new(text), self._session.words("review", "asked_again"))]
        return next((" ".join(text.split()) for text in asked), None)

    @property
    def _may_be_done(self) -> bool:
        """Whether anything was sent that could have confirmed; what a script asks for meanwhile can't."""
        return not all(shot.asks for shot in self._shot.sent)

    @property
    def _all_answered(self) -> bool:
        # What scripts only ask for may stay open: a portal tells them news by it.
        return all(shot.asks or (shot.status is not None and shot.status < _REFUSED) for shot in self._shot.sent)

    async def _told_by_the_portal(self, lines: Sequence[str]) -> bool:
        """Whether what a question says came with an answer: a page, a part of one, or data."""
        wanted = [_letters(line) for line in lines]
        return any(all(one in said for one in wanted) for said in map(_said, await self._shot.told()))

    def _new(self, text: str) -> list[str]:
        """What boxes said before is no question behind 'Confirmer': the page with that button may stand in one."""
        before = {line for text in self._before for line in text.splitlines()}
        return [line for line in text.splitlines() if line not in before]

    def _meant(self, new: Sequence[str], text: str) -> bool:
        asked = says(new, self._session.words("review", "asked_again"))
        return asked and not speaks_of(text.splitlines(), never_meant(self._session))

    async def _shown(self) -> frozenset[str]:
        said: set[str] = set()
        for frame in [frame for window in self._session.front for frame in window.frames]:
            try:
                said |= set(await dialogues(frame))
            except PlaywrightError:
                continue  # gone meanwhile
        return frozenset(said)


def _said(body: bytes) -> str:
    """The letters of what an answer says, whatever it is written in."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        text = body.decode("cp1252", errors="replace")
    plain = _ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), text)
    source = html.unescape(plain)
    # Words may stand in an attribute, and be parted by an element.
    return f"{_letters(source)} {_letters(_TAG.sub(' ', source))}"


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", unicodedata.normalize("NFKD", text).casefold())
