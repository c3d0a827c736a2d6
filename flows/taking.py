"""Taking what stands for a company, or a role, in a list: a link, a button, a radio, an option, or a row of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from batchportal import readback
from batchportal.forms import apart
from batchportal.hidden import press_to_open, shut_menu
from batchportal.page import Control

if TYPE_CHECKING:
    from batchportal.locators import Sighting, Wanted
    from batchportal.session import Session

_CHOSEN = frozenset({"option", "radio"})
"""How one is chosen that may need a button beside it."""
_ROW = "row"
"""How a row is told that is pressed itself."""
PLAIN = "plain row"
"""How a row is told that nothing says of whether it can be chosen, but for the button that a list has for its rows."""


async def take(session: Session, sighting: Sighting, choose: Control, *, instead: Wanted | None = None) -> bool:
    """Follow a link, a button or a row; or choose one of several, and press the button that goes with it.

    Args:
        session: where it stands.
        sighting: what is taken.
        choose: the button.
        instead: what a row may show when it is pressed, in place of being chosen: a role, whose button is another one.

    Returns:
        Whether it was; not where a plain row takes no notice.
    """
    found = sighting.one()
    before, text = session.network.documents, ""
    if found.how in _CHOSEN or found.role == "option":
        await Control(session, sighting.wanted).choose()
        await session.settle()
    elif found.strategy not in (_ROW, PLAIN):
        await session.follow(found)
        return True
    else:
        text = await session.text()
        if not await _chooses(session, sighting, choose, instead):
            return found.strategy == _ROW or session.network.documents != before or await session.text() != text
    if session.network.documents == before and await _goes_with(session, sighting, choose):
        await choose.follow()
    return True


async def _goes_with(session: Session, taken: Sighting, choose: Control) -> bool:
    """Whether the button is there, and is not that of another form: a list of favourites has one, too."""
    still, button = await session.look(taken.wanted, choose.target)
    found = button.found
    if found is None or not found.enabled or session.elsewhere(found):
        return False
    return not (still.found and await apart(session, still.found, found))


async def _chooses(session: Session, row: Sighting, choose: Control, instead: Wanted | None) -> bool:
    """Press a row of a list, and say whether it is chosen by that, and waits for the button of the list.

    Many a row leads on instead, or shows what belongs to it.
    """
    found = row.one()
    waiting = await choose.seen()
    if not await readback.chosen(session, found):
        await session.follow(found)
    still, *others = await session.look(row.wanted, *([instead] if instead else []))
    if not waiting or still.found is None or any(other.count for other in others):
        return False
    return bool(await readback.chosen(session, still.found))


async def open_its_menu(session: Session, listed: Wanted) -> bool:
    """Open the menu of things to do that a company's line may have, and say whether one of them chooses the company.

    `<td>Sillon</td><td>0403.170.701</td><td><button aria-haspopup=true>⋮</button></td>`: 'Choisir' is seen only then.
    """
    opener = replace(listed, entry=replace(listed.entry, opener=True), rows=False)
    still, menu = await session.look(listed, opener)
    if still.count or menu.found is None or not await press_to_open(session, menu.found):
        return False
    (still,) = await session.look(listed)
    if not still.count:
        await shut_menu(session)
    return bool(still.count)
