"""What a portal asks when a half-filled form is left: that is our own decision, and nothing of it was sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batchportal.dialogues import says, sentences, speaks_of
from batchportal.locators import question
from batchportal.messages import is_cross

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators.scripts import Question
    from batchportal.session import Session

_YES_OR_NO = 2


async def leave_form(session: Session) -> bool:
    """Answer that question, if it is asked; whether it was.

    A 'Oui' may keep a draft, or send it: it is pressed only beside a 'Non' alone, where all that is asked is whether to
    leave. Nothing is, where leaving does more.
    """
    leave, yes = await session.look(session.entry("companies", "leave"), session.entry("companies", "leave_yes"))
    for answer in (leave, yes):
        if answer.found is None or answer.found.seen_as is None:
            continue
        asked = await question(answer.found.frame, answer.found.seen_as)
        if asked is None or not says(asked.text.splitlines(), session.words("companies", "leaving")):
            continue
        told = _without(asked.text, session.words("companies", "leaving_does_nothing"))
        if speaks_of([told], session.words("companies", "leaving_does")):
            continue
        if answer is leave or _asks_only_that(asked, session.words("companies", "leaving_asks")):
            await session.follow(answer.found)
            return True
    return False


def _without(text: str, phrases: Sequence[str]) -> str:
    """A text without some phrases: 'Rien ne sera enregistré' has words that forbid to go on, and says the opposite."""
    spelt = "|".join(map(re.escape, phrases)).replace("'", "['\u2019]")
    return re.sub(rf"\b(?:{spelt})", "", " ".join(text.split()), flags=re.IGNORECASE)


def _asks_only_that(asked: Question, words: Sequence[str]) -> bool:
    questions = [one.rstrip(" ?") for one in sentences(asked.text.splitlines()) if one.endswith("?")]
    answers = sum(not is_cross(names) for names in asked.buttons)
    return answers == _YES_OR_NO and bool(questions) and all(says([one], words) for one in questions)
