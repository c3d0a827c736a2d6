"""Following a chain of links as a person with the manual does: one after the other, past those that a portal lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from batchportal.border import portal_errors, still
from batchportal.errors import BatchportalError, ControlNotFound, WrongPage
from batchportal.hidden import behind_tabs, uncover
from batchportal.locators import Kind, Tier
from batchportal.messages import untold
from batchportal.obstacles import clear_the_way
from batchportal.page import Control, Page, refusals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import ElementHandle

    from batchportal.locators import Entry, Sighting, Wanted
    from batchportal.session import Session

# Whether a heading's own part of the page holds a link.
_OPENS = """(heading, link) =>
  (document.getElementById(heading.getAttribute('aria-controls')) ?? heading.parentElement)?.contains(link)"""
_OPENED_A_MENU = """opener => opener.isConnected && opener.getAttribute('aria-expanded') === 'true'
  && ['true', 'menu'].includes(opener.getAttribute('aria-haspopup'))"""
_NOT_THERE = frozenset({"control_not_found", "unexpected_page"})

PageType = TypeVar("PageType", bound=Page)


async def walk(
    session: Session, *goals: type[PageType], through: Sequence[Entry], logging_in: bool = False
) -> PageType:
    """Click the links in their order until one of the goals is there.

    Each is clicked once; or once more where a message that came up afterwards has closed what it had opened.
    A link that isn't there is passed over only once the page has come to rest, because a page that is still loading
    may show a later one first.

    Args:
        session: where to walk.
        goals: the pages that end the walk.
        through: the links, in the manual's order.
        logging_in: notices are passed by and a page that asks for the password is no surprise.

    Raises:
        ControlNotFound: neither a goal nor a link can be seen; the message names the nearest candidates.
        PortalUnavailable, SessionEnded, SecondFactorNeeded, VisitFailed: what came instead.
    """
    marks = [(goal, entry) for goal in goals for entry in goal.marks(session)]
    left = list(through)
    taken: Entry | None = None
    reopened: list[Entry] = []
    closed = len(session.dialogues.closed)
    while True:
        if not left:
            marks += [(goal, session.entry(goal.stem, name)) for goal in goals for name in goal.last_landmarks]
        try:
            hit, sighting = await _next(session, marks, left, logging_in=logging_in)
        except (ControlNotFound, WrongPage) as error:
            if (
                error.code not in _NOT_THERE
                or taken is None
                or taken in reopened
                or closed == len(session.dialogues.closed)
            ):
                raise
            if not await Control(session, taken).usable():
                raise
            # What it opened was closed again by the click that closed a message.
            reopened.append(taken)
            left.insert(0, taken)
            continue
        if hit < len(marks):
            goal = marks[hit][0]
            session.arrive(goal.stem, sighting.found)
            return goal(session)
        step = hit - len(marks)
        if await _open_already(session, sighting, left[step + 1 :]):
            del left[: step + 1]
            continue
        session.arrive(f"{left[step].page}: {left[step].name}")
        await _take(session, sighting)
        taken, closed = left[step], len(session.dialogues.closed)
        del left[: step + 1]


async def _open_already(session: Session, sighting: Sighting, left: Sequence[Entry]) -> bool:
    """Whether a link only opens what is open, with the next link in it: pressed, it would close that.

    A menu may be left open by an earlier visit, on a portal whose pages are drawn by a script.
    """
    heading = sighting.found
    if heading is None or not heading.open or not left:
        return False
    with portal_errors(session.here):
        opener = await heading.element()
        link = (await session.look(left[0]))[0].found
        if link is None or link.frame is not heading.frame:
            return False
        return bool(await opener.evaluate(_OPENS, await link.element()))


async def _take(session: Session, sighting: Sighting) -> None:
    """Follow a link; or choose a radio button or an option, and press the button that goes with it."""
    found = sighting.one()
    if sighting.entry.kind is Kind.ACTION:
        with portal_errors(session.here):
            opener = await found.element()
        await session.follow(found)
        await _from_its_menu(session, sighting, opener)
        return
    before = session.network.documents
    await Control(session, sighting.wanted).choose()
    await session.settle()
    go_on = Control(session, session.entry(sighting.entry.page, "go_on"))
    if session.network.documents == before and await go_on.usable():
        await go_on.follow()


async def _from_its_menu(session: Session, sighting: Sighting, opener: ElementHandle) -> None:
    """Where what was pressed only opened a menu, take in it what has its name: `FR ▾` opens `Français, Nederlands`."""
    with portal_errors(session.here):
        if not await still(opener, _OPENED_A_MENU):
            return
    await session.settle()
    (within,) = await session.look(sighting.wanted)
    if within.found is None or not within.found.role.startswith("menuitem"):
        return
    with portal_errors(session.here):
        itself = await opener.evaluate("(opener, item) => opener === item", await within.found.element())
    if not itself:
        await session.follow(within.found)


async def _next(
    session: Session, marks: list[tuple[type[PageType], Entry | Wanted]], left: list[Entry], *, logging_in: bool
) -> tuple[int, Sighting]:
    """The first mark or link that can be seen; a later link only on a page at rest."""
    goals = [goal for goal, _ in marks]
    lying = [session.entry("obstacles", name) for name in ("cookies_dismiss", "message_close")]
    nearest: Sighting | None = None
    uncovered = False
    async for (cookies, message, *sightings), resting in session.looks(*lying, *(entry for _, entry in marks), *left):
        if cookies.found is not None or await untold(session, message) is not None:
            # It may be the reason why there is no way on.
            await refusals(session)
            await clear_the_way(session, logging_in=logging_in, notices=logging_in)
            continue
        if (hit := _hit(session, goals, sightings, resting=resting)) is not None:
            return hit, sightings[hit]
        if session.network.trouble and (resting or not session.network.busy):
            raise session.network.trouble
        if resting and (chosen := await _choice(session, left)):
            return chosen[0] + len(marks), chosen[1]
        if resting and not await clear_the_way(session, logging_in=logging_in, notices=logging_in):
            await refusals(session)
            if not uncovered and left and (hidden := _first(await uncover(session, *left))):
                return hidden[0] + len(marks), hidden[1]
            # What counts behind the last link only could be said of something else behind a tab.
            sure = [entry for goal in dict.fromkeys(goals) for entry in goal.marks(session)]
            if not uncovered and not left and (behind := _first(await behind_tabs(session, *sure))):
                return behind
            uncovered = True
        nearest = sightings[len(marks)] if left else None
    raise await _lost(session, nearest)


def _hit(session: Session, goals: list[type[PageType]], sightings: list[Sighting], *, resting: bool) -> int | None:
    """The first mark or link that counts, if one does. The marks come first, one for each of the goals."""
    links = sightings[len(goals) :]
    leads_on = any(link.found and link.found.tier < Tier.OPEN for link in links)
    for index, sighting in enumerate(sightings):
        if not sighting.count:
            continue
        newest = sighting.found is None or sighting.found.window is session.windows[-1]
        if index < len(goals):
            goal = goals[index]
            if goal.guarded and (not newest or leads_on or (links and not resting)):
                continue
            certain = sighting.entry.name not in goal.last_landmarks
        else:
            certain = index == len(goals)
        # A page that is still loading may show the next one's marks or a later link first; so may the window before,
        # and so do the frames around the one that was worked in.
        if resting or (certain and newest and not session.elsewhere(sighting.found)):
            return index
    return None


async def _choice(session: Session, left: list[Entry]) -> tuple[int, Sighting] | None:
    """Some portals ask by radio buttons or a drop-down what others ask by links, on pages that have a button for it.

    Where no page of theirs has one, a list with such words is about something else: `Chercher dans <select>`.
    """
    asked = [entry for entry in left if any(each.name == "go_on" for each in session.selectors.entries(entry.page))]
    chosen = _first(await session.look(*(replace(entry, kind=Kind.CHOICE) for entry in asked))) if asked else None
    return (left.index(asked[chosen[0]]), chosen[1]) if chosen else None


def _first(sightings: list[Sighting]) -> tuple[int, Sighting] | None:
    return next(((index, sighting) for index, sighting in enumerate(sightings) if sighting.count), None)


async def _lost(session: Session, nearest: Sighting | None) -> BatchportalError:
    """Why there is no way on: the first link that was looked for and isn't there, or an unknown page."""
    if nearest is not None and not nearest.count and session.failed is None:
        _, text = await session.describe()
        try:
            nearest.one()
        except ControlNotFound as error:
            return ControlNotFound(f"{error.message} The page says: {text}", page=session.here)
    return await session.lost("the next page of the manual")
