"""What a person does with a control: press it, type into it, hand it a file; by the page's script, where that will do.

Playwright's own ways wait, scroll and try again, and for that put a large script into every document, which takes more
CPU time than the page itself. So here each act is tried as things are, with the same care: what is pressed is enabled,
stands still and lies on top, and a click that something slips under gets nowhere. Each says whether it was done; if
not, nothing was, and the caller leaves it to Playwright.
"""

from __future__ import annotations

import asyncio
import contextlib
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from batchportal.locators import scripts

if TYPE_CHECKING:
    from batchportal.locators import Found
    from batchportal.models import Upload


async def press(found: Found, *, surface: bool = False, chosen: bool | None = None, seconds: float) -> bool:
    """Click a control of a window's main frame, or an area of an image map in any.

    Args:
        found: the control.
        surface: whether to click what a person clicks for it.
        chosen: leave it alone if it is, or isn't, chosen already.
        seconds: how long the page may take to hear of it.

    Raises:
        playwright.async_api.Error: the window is gone.
    """
    frame = found.frame
    if frame is not found.window.main_frame:
        return found.tag == "area" and await _press_by_key(found)
    aim = await _do(found, "aim", surface=surface, chosen=chosen)
    if not aim or "done" in aim:
        return bool(aim)
    try:
        async with asyncio.timeout(seconds):
            await found.window.mouse.click(aim["x"], aim["y"])
            # Where the page has gone, the click has reached it.
            with contextlib.suppress(PlaywrightError):
                return not await scripts.ask(frame, "missed", {})
    except TimeoutError:
        raise PlaywrightError("The page doesn't answer to a click.") from None
    return True


async def _press_by_key(found: Found) -> bool:
    """Press an area of an image map: it has no box that Playwright could click on, but it takes the Enter key."""
    if not await _do(found, "aim", chosen=None):
        return False
    await scripts.ask(found.frame, "missed", {})
    await (await found.element()).press("Enter", no_wait_after=True)
    return True


async def enter(found: Found, text: str) -> bool:
    """Type a text in place of what a field holds, and leave the field; a page may replace it in between.

    Raises:
        playwright.async_api.Error: the window is gone.
    """
    if not text or not await _do(found, "begin"):
        return False
    await found.window.keyboard.insert_text(text)
    left = await _do(found, "leave")
    return not (left and left["lost"])


async def give(found: Found, file: Upload) -> bool:
    """Hand over a file's content under its name."""
    content = b64encode(file.content).decode()
    return bool(await _do(found, "give", name=file.name, type="application/octet-stream", content=content))


async def _do(found: Found, what: str, *, surface: bool = False, **request: Any) -> Any:
    """Have the page's script do something with a control that the newest scan saw; false if that can't be."""
    if found.seen_as is None:
        return False
    # Playwright says it better if the page is gone.
    with contextlib.suppress(PlaywrightError):
        return await scripts.ask(found.frame, what, {**found.seen_as, "surface": surface, **request})
    return False
