"""What a portal asks when a half-filled form is left: that is our own decision, and nothing of it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.dialogues import says
from batchportal.locators import question
from batchportal.messages import is_cross

if TYPE_CHECKING:
    from batchportal.session import Session

_YES_OR_NO = 2


async def leave_form(session: Session) -> None:
    """Answer that question, if it is asked. A 'Oui' among more than two buttons may keep a draft: it is not pressed."""
    leave, yes = await session.look(session.entry("companies", "leave"), session.entry("companies", "leave_yes"))
    for answer in (leave, yes):
        if answer.found is None or answer.found.seen_as is None:
            continue
        asked = await question(answer.found.frame, answer.found.seen_as)
        if asked is None or not says(asked.text.splitlines(), session.words("companies", "leaving")):
            continue
        if answer is leave or sum(not is_cross(names) for names in asked.buttons) == _YES_OR_NO:
            await session.follow(answer.found)
            return
