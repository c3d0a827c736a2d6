"""A person clicks on the right element; what comes of it is an exact way to it, tried out before it is shown."""

from __future__ import annotations

import ast
import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from playwright.async_api import Error as PlaywrightError

from batchportal.border import portal_errors
from batchportal.drift.overrides import Override
from batchportal.errors import UsageError
from batchportal.locators import Exact, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import ElementHandle, Frame, Locator

    from batchportal.locators import Entry
    from batchportal.session import Session

PATIENCE = 300.0
"""Seconds that a person has to click."""
_SCRIPT = (Path(__file__).parent / "element.js").read_text(encoding="utf-8")
_NAMED_BY_CONTENT = (Kind.VALUE,)
"""Their name is what they say, which is another for the next company."""


class Person(Protocol):
    """Who points."""

    async def ready(self, session: Session, entry: Entry, *, arrived: bool) -> bool:
        """Ask them to point at a control.

        Args:
            session: with the window in which they will.
            entry: the control.
            arrived: whether the page that should have it is shown; otherwise they go there first.

        Returns:
            Whether they will.
        """

    async def agrees(self, override: Override) -> bool:
        """Show what would be written; whether they want it."""


async def point(session: Session, entry: Entry, person: Person, *, arrived: bool, seconds: float) -> Override | None:
    """Let a person click on a control; None if they don't want to, or don't want what came of it.

    Args:
        session: with a window that they can see.
        entry: what they are to click on.
        person: who is asked.
        arrived: whether the window shows the right page.
        seconds: how long they have for the click.

    Raises:
        UsageError: what they clicked on can't be it, can't be told from others, or they didn't click in time.
        VisitFailed: the window was closed.
    """
    if not await person.ready(session, entry, arrived=arrived):
        return None
    with portal_errors(session.here):
        override = await _override(session, entry, await _picked(session, seconds))
    return override if await person.agrees(override) else None


async def _picked(session: Session, seconds: float) -> Locator:
    """The element that is clicked first, in whichever window."""
    picks = {asyncio.create_task(window.pick_locator()): window for window in session.windows}
    try:
        done, _ = await asyncio.wait(picks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for pick, window in picks.items():
            if not pick.done() and not window.is_closed():
                await window.cancel_pick_locator()
        await asyncio.gather(*picks, return_exceptions=True)
    if not done:
        raise UsageError(f"Nothing was clicked on within {seconds:.0f} seconds; nothing was written.", code="no_answer")
    return done.pop().result()


async def _override(session: Session, entry: Entry, picked: Locator) -> Override:
    clicked = await picked.element_handle()
    handle = await clicked.evaluate_handle(f"(element, kind) => {_SCRIPT}.meant(element, kind)", entry.kind.value)
    element = handle.as_element()
    frame = await element.owner_frame() if element else None
    if element is None or frame is None:
        raise UsageError("The element has gone from the page; nothing was written. Try again.")
    asked = {"kind": entry.kind.value, "password": entry.type == "password"}
    about: dict[str, Any] = await element.evaluate(f"(element, asked) => {_SCRIPT}.describe(element, asked)", asked)
    told = f"<{about['tag']}{' type=' + about['type'] if about['type'] else ''}>"
    told += f" '{about['text']}'" if about["text"] else ""
    if not about["fits"]:
        what = "field for a password" if entry.type == "password" else str(entry.kind.value)
        raise UsageError(f"{told} can't be {entry}: it is no {what}. Nothing was written.")
    for exact in [*await _ways(frame, entry, about)]:
        if await _leads_to(session, entry, exact, element, frame):
            return Override(entry, session.settings.language, exact, told)
    raise UsageError(f"Nothing tells {told} from other elements of the page. Nothing was written.")


async def _ways(frame: Frame, entry: Entry, about: dict[str, Any]) -> list[Exact]:
    """The ways to try: what says most to a person, and lasts longest, first."""
    ways = [Exact(test_id=about["testId"])] if about["testId"] else []
    if entry.kind not in _NAMED_BY_CONTENT:
        try:
            ways += _by_role(str(await frame.locator(about["path"]).normalize()))
        except PlaywrightError:
            # An element that Playwright can't name may still be found by its place.
            ways += []
    return [*ways, *(Exact(css=css) for css in about["ways"])]


def _by_role(code: str) -> Iterator[Exact]:
    """Role and name in Playwright's code for an element: `get_by_role("button", name="Suivant")`, in a frame or not."""
    try:
        call = ast.parse(code, mode="eval").body
    except SyntaxError:
        return
    if not isinstance(call, ast.Call):
        return
    way, inside = call.func, True
    if isinstance(way, ast.Attribute):
        inside = isinstance(way.value, ast.Attribute) and way.value.attr == "content_frame"
    called = way.attr if isinstance(way, ast.Attribute) else getattr(way, "id", "")
    words = {word.arg: word.value.value for word in call.keywords if isinstance(word.value, ast.Constant)}
    roles = [each.value for each in call.args if isinstance(each, ast.Constant)]
    if called == "get_by_role" and inside and len(roles) == 1 and isinstance(words.get("name"), str):
        yield Exact(role=str(roles[0]), name=str(words["name"]))


async def _leads_to(session: Session, entry: Entry, exact: Exact, element: ElementHandle, frame: Frame) -> bool:
    """Whether the finder, told of this way, comes to this element and no other."""
    tried = replace(entry, exact={session.settings.language: exact})
    (sighting,) = await session.finder.look(session.windows, [tried], explain=False)
    if sighting.found is None or sighting.found.frame is not frame:
        return False
    other = await sighting.found.locator.element_handle()
    return bool(await element.evaluate("(element, other) => element === other", other))
