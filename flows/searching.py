"""Sending what was typed into a field that looks for a company, and nothing else that a page may be asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batchportal.dialogues import says
from batchportal.forms import apart, sent_by
from batchportal.hidden import within_reach

if TYPE_CHECKING:
    from batchportal.page import Control
    from batchportal.session import Session

_LETTER = re.compile(r"[^\W\d_]")
_SUGGESTED = "[role=option]"


async def send(session: Session, field: Control, go: Control, choose: Control) -> bool:
    """Press the button that searches, or else Enter; whether anything was pressed.

    A form whose own button does something else, 'Envoyer la demande', is left alone. So is a list of suggestions: Enter
    would take the one that is marked, and ours isn't among them. A button below them can't be pressed.
    """
    at, button = await session.look(field.target, go.entry)
    # The search of the site, in the header of every page, is another one.
    beside = button.found
    if (
        beside is not None
        and at.found is not None
        and (beside.area not in (at.found.area, "") or await apart(session, at.found, beside))
    ):
        beside = None
    suggested = await session.count(_SUGGESTED, seen=True)
    if beside is not None:
        if suggested and not await within_reach(session, beside):
            return False
        await session.follow(beside)
        return True
    if at.found is None:
        return False
    name = await sent_by(session, at.found)
    known = [word for each in (go, choose) for word in session.words(each.entry.page, each.entry.name)]
    if (_LETTER.search(name) and not says([name], known)) or suggested:
        return False
    await field.press("Enter")
    return True
