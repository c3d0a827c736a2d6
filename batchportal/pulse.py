"""What doesn't answer any more is ended, so that what waits for it goes on as after any browser that has died.

A page whose script never ends, a browser or a driver that was stopped: Playwright waits for them without end.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from batchportal.errors import BatchportalError, OutcomeUnknown, VisitFailed
from batchportal.logs import get_logger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

_TICK = 1.0
"""Seconds between two looks at the signs of life."""

log = get_logger(__name__)


@contextlib.asynccontextmanager
async def watched(
    signs: Callable[[], int], end: Callable[[], Awaitable[None]], *, seconds: float
) -> AsyncIterator[None]:
    """Used around work with a browser: ends it if it stays silent.

    Args:
        signs: how many signs of life there were.
        end: ends what is silent; the work then fails by itself.
        seconds: the longest silence. Only time in which this process runs counts: one that was stopped itself, and
            comes back, blames nobody.

    Raises:
        VisitFailed: with the code `browser_gone`: it was ended.
    """
    silent = False

    async def watch() -> None:
        nonlocal silent
        seen, since = signs(), 0.0
        while since < seconds:
            await asyncio.sleep(_TICK)
            since = since + _TICK if signs() == seen else 0.0
            seen = signs()
        silent = True
        log.warning("page or browser gives no sign of life, and is ended", seconds=seconds)
        await end()

    watching = asyncio.create_task(watch())
    try:
        yield
    except BatchportalError as error:
        # Of a page that is gone nobody can tell what it lacks; that 'Confirmer' was sent is known all the same.
        if not silent or isinstance(error, OutcomeUnknown):
            raise
        why = f"The page, or the browser, gave no sign of life for {seconds:.0f} s and was ended."
        raise VisitFailed(why, code="browser_gone", page=error.page) from None
    finally:
        # What is being ended comes to its end: nobody may go on with half of it.
        if not silent:
            watching.cancel()
        await asyncio.wait({watching})


async def ended(work: Awaitable[object], kill: Callable[[], None], *, seconds: float) -> None:
    """Let something come to its end; where it takes too long, what it waits for is killed, and it gets as long again.

    Args:
        work: what ends.
        kill: ends at once what that waits for.
        seconds: how long it may take, each time.
    """
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        kill()
        await asyncio.wait({task}, timeout=seconds)
        # What it failed with by then is the death that it was given.
        task.add_done_callback(_asked_for)
        return
    task.result()


def _asked_for(task: asyncio.Future[object]) -> None:
    """Take note of how it ended, or asyncio complains that nobody has."""
    if not task.cancelled():
        task.exception()
