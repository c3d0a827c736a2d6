"""Whether frames change, watched by a script inside each of them (`watch.js`)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.async_api import Frame

_WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
_CHANGE: dict[str, Any] = {"until": "change", "calm": 15, "limit": 250}
_REST: dict[str, Any] = {"until": "rest", "calm": 300, "limit": 2000}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait: `limit` seconds in all, `calm` seconds on a page that has come to rest."""

    limit: float
    calm: float


async def still(frames: Iterable[Frame], *, seconds: float) -> bool:
    """Whether no frame has changed for a moment; `seconds` is how long one may take to say so."""
    results = await asyncio.gather(*(_watched(frame, _REST, seconds) for frame in frames))
    return all(result == "still" for result in results)


async def changed(frames: Iterable[Frame], stirred: asyncio.Event, *, seconds: float) -> bool:
    """Wait for a change in any frame, or of the windows and the network, or a moment; whether there was one.

    Args:
        frames: those to watch.
        stirred: set when a window or an answer comes or goes.
        seconds: how long a frame may take to say so.
    """
    tasks = [asyncio.ensure_future(_watched(frame, _CHANGE, seconds)) for frame in frames]
    tasks.append(asyncio.ensure_future(_set(stirred)))
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED, timeout=_CHANGE["limit"] / 500)
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    return any(task.result() != "limit" for task in done)


async def _set(event: asyncio.Event) -> str:
    await event.wait()
    return "stirred"


async def _watched(frame: Frame, request: dict[str, Any], seconds: float) -> str:
    """Wait inside one frame. A frame that goes away meanwhile has changed."""
    try:
        async with asyncio.timeout(seconds):
            return str(await frame.evaluate(_WATCH, request))
    except (PlaywrightError, TimeoutError):
        return "gone"
