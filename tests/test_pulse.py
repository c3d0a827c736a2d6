"""What is silent is ended, and only that; what came of it is told as what it is."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from batchportal import pulse
from batchportal.errors import BatchportalError, OutcomeUnknown, VisitFailed, WrongPage
from batchportal.pulse import ended, watched
from batchportal.settings import load_settings
from flows.visitor import PortalVisitor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.conftest import RunAsync

TICK = 0.02
SILENCE = 5 * TICK


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks at the signs of life more often."""
    monkeypatch.setattr(pulse, "_TICK", TICK)


async def worked(signs: Callable[[], int], error: BatchportalError, *, seconds: float) -> tuple[BatchportalError, str]:
    """Work that fails when it is ended, or after so many seconds; what is told then, and what became of the end."""
    ending = asyncio.Event()
    end = "not ended"

    async def do_end() -> None:
        nonlocal end
        ending.set()
        end = "half ended"
        await asyncio.sleep(2 * TICK)
        end = "ended"

    async def work() -> None:
        async with watched(signs, do_end, seconds=SILENCE):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), seconds)
            raise error

    with pytest.raises(BatchportalError) as raised:
        await work()
    return raised.value, end


def test_what_is_silent_is_ended_wholly_and_told_as_gone(run_async: RunAsync) -> None:
    told, end = run_async(worked(lambda: 0, WrongPage("No 'Suivant' there.", page="channel"), seconds=10))
    assert (type(told), told.code, told.page) == (VisitFailed, "browser_gone", "channel")
    assert end == "ended"


def test_that_confirmer_was_sent_is_known_of_what_is_ended_too(run_async: RunAsync) -> None:
    doubt = OutcomeUnknown("Sent.")
    assert run_async(worked(lambda: 0, doubt, seconds=10)) == (doubt, "ended")


@pytest.mark.parametrize("every", [1, 4])
def test_what_gives_signs_of_life_is_left_alone_and_fails_as_it_does(run_async: RunAsync, every: int) -> None:
    """However seldom, as long as it is within the time."""
    error = WrongPage("No 'Suivant' there.")
    signs = worked(lambda: int(time.monotonic() / (every * TICK)), error, seconds=4 * SILENCE)
    assert run_async(signs) == (error, "not ended")


def test_one_sign_of_life_is_not_enough_for_ever(run_async: RunAsync) -> None:
    looks = itertools.count()
    _, end = run_async(worked(lambda: min(next(looks), 3), WrongPage("Gone."), seconds=10))
    assert end == "ended"


def test_who_stood_still_blames_nobody(run_async: RunAsync) -> None:
    async def stood_still() -> bool:
        ends = []

        async def end() -> None:
            ends.append(True)

        async with watched(lambda: 0, end, seconds=SILENCE):
            await asyncio.sleep(0)
            time.sleep(2 * SILENCE)  # noqa: ASYNC251 - the whole process stands still
            await asyncio.sleep(TICK)
        return bool(ends)

    assert not run_async(stood_still())


@pytest.mark.parametrize(
    ("takes", "after_kill", "killed", "done"),
    [(0.0, 9.0, False, True), (9.0, TICK, True, True), (9.0, 9.0, True, False)],
    ids=["in time", "by being killed", "not even so"],
)
def test_what_does_not_come_to_its_end_is_killed_and_gets_as_long_again(
    run_async: RunAsync, takes: float, after_kill: float, *, killed: bool, done: bool
) -> None:
    async def ending() -> tuple[bool, bool]:
        kill = asyncio.Event()

        async def work() -> None:
            try:
                await asyncio.wait_for(kill.wait(), takes)
            except TimeoutError:
                return
            await asyncio.sleep(after_kill)
            raise ConnectionResetError

        task = asyncio.ensure_future(work())
        await ended(task, kill.set, seconds=SILENCE)
        seen = kill.is_set(), task.done()
        task.cancel()
        return seen

    assert run_async(ending()) == (killed, done)


def test_what_fails_in_time_is_told(run_async: RunAsync) -> None:
    async def fails() -> None:
        raise VisitFailed("No.")

    with pytest.raises(VisitFailed):
        run_async(ended(fails(), lambda: None, seconds=10))


@pytest.mark.parametrize("headed", [False, True])
def test_a_visits_signs_of_life_are_the_looks_at_its_pages_unless_a_person_may_look_on(
    run_async: RunAsync, monkeypatch: pytest.MonkeyPatch, *, headed: bool
) -> None:
    seen: list[int | float] = []
    finder = SimpleNamespace(looks=3)

    @contextlib.asynccontextmanager
    async def noted(signs: Callable[[], int], _: object, *, seconds: float) -> AsyncIterator[None]:
        seen.append(signs())
        finder.looks += 1
        seen.extend([signs(), seconds])
        yield

    monkeypatch.setattr("flows.visitor.watched", noted)
    settings = load_settings(portal="http://127.0.0.1:9", timeout=7, pause=2, headed=headed)
    session: Any = SimpleNamespace(finder=finder, settings=settings, here="companies")
    place: Any = SimpleNamespace(end=None)

    async def alive() -> None:
        async with PortalVisitor(session, place)._alive():
            pass

    run_async(alive())
    assert seen == ([] if headed else [3, 4, 23])
