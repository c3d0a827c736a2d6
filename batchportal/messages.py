"""Dialogues that only tell something: a person closes them without a thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.dialogues import says
from batchportal.locators import question

if TYPE_CHECKING:
    from batchportal.locators import Sighting
    from batchportal.session import Session


async def only_tells(session: Session, close: Sighting) -> bool:
    """Whether a button closes a dialogue that asks for nothing: every button of it does, and there is no question.

    Args:
        session: where it was seen.
        close: the button (`selectors/obstacles.toml`, [message_close]).
    """
    if close.found is None or close.found.seen_as is None:
        return False
    try:
        said = await question(close.found.frame, close.found.seen_as)
    except PlaywrightError:
        return False
    words = session.words("obstacles", "message_close")
    return (
        said is not None
        and "?" not in said.text
        and all(len(button) <= 1 or says([button], words) for button in said.buttons)
    )
