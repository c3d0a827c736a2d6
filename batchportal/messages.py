"""Dialogues that only tell something: a person closes them without a thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.dialogues import says, speaks_of
from batchportal.locators import question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators import Sighting
    from batchportal.session import Session

_CROSSES = frozenset("xX\u00d7\u2715\u2716\u2717\u2718\u2a2f")
_ICON = 1
"""Letters of a name that is none: '?'."""


async def told_only(session: Session, close: Sighting) -> str | None:
    """What a dialogue says that asks for nothing and binds to nothing; None if it may do that, or if there is none.

    Everything in it that can be pressed closes it; 'OK' is only trusted alone, for beside a cross it may agree. A
    guided tour, which has a 'Suivant' of its own, is left by what says so.

    Args:
        session: where it was seen.
        close: the button (`selectors/obstacles.toml`, [message_close]).
    """
    if close.found is None or close.found.seen_as is None:
        return None
    try:
        said = await question(close.found.frame, close.found.seen_as)
    except PlaywrightError:
        return None
    words = session.words
    if said is not None and says([close.found.text], words("obstacles", "tours")):
        return said.text
    binds = spoken(session, "message_binds", "going_on_binds", "agreements")
    if said is None or "?" in said.text or speaks_of(said.text.splitlines(), binds):
        return None
    closes, agrees = words("obstacles", "message_close"), words("obstacles", "message_agreed")
    alone = len(said.buttons) == 1

    def harmless(names: Sequence[str]) -> bool:
        return is_cross(names) or all(
            len(name) <= _ICON or (says([name], closes) and (alone or not says([name], agrees))) for name in names
        )

    return said.text if all(map(harmless, said.buttons)) else None


def spoken(session: Session, *names: str) -> list[str]:
    """The words of obstacles in all languages: a page in one may speak another."""
    entries = [session.entry("obstacles", name) for name in names]
    return [word for entry in entries for each in entry.words.values() for word in each]


def is_cross(names: Sequence[str]) -> bool:
    """Whether a button is a cross, whatever it is called for those who can't see it: 'Annuler' by many libraries."""
    return not _CROSSES.isdisjoint(names)


async def untold(session: Session, close: Sighting) -> str | None:
    """As `told_only`, unless that was closed before."""
    said = await told_only(session, close)
    return None if said in session.dialogues.closed else said
