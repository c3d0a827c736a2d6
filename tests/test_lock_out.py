"""The lock-out guard where sessions, workers and interruptions meet: one refusal is enough (rule 3)."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING, cast

import pytest
import sqlalchemy as sa

from batchportal.errors import LoginLocked, LoginRefused, PortalUnavailable
from batchportal.ledger import Ledger
from batchportal.ledger.guard import MOST_UNANSWERED, UNANSWERED
from batchportal.ledger.schema import login_sent
from batchportal.models import Credentials
from batchportal.workflows.sessions import PortalSession, Sessions
from tests.portal_on_disk import FileVisitors, PortalOnDisk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterator
    from pathlib import Path
    from typing import Any

    from batchportal.errors import BatchportalError
    from batchportal.models import KeptSession, Visitor
    from tests.conftest import RunAsync

    LogIn = Callable[[], Coroutine[Any, Any, None]]
    AtDoor = Callable[[Ledger, "Door"], LogIn]

LOGIN = "default"


class Door:
    """The portal's log-in: what comes of each, and how many are at it at once.

    Args:
        ends: raised by each log-in after the password was sent, in turn; None lets in.
        held: set by the test, once the answers may come.
    """

    def __init__(self, *ends: BatchportalError | None, held: asyncio.Event | None = None) -> None:
        self._ends = list(ends)
        self._held = held
        self.before: Callable[[], None] = lambda: None
        self.tries = self.now = self.at_once = 0
        self.sent = asyncio.Event()

    worn = False

    async def log_in(self, _: Credentials | KeptSession, *, sending: Callable[[], Awaitable[None]]) -> None:
        """As `Visitor.log_in`."""
        self.tries += 1
        self.now += 1
        self.at_once = max(self.at_once, self.now)
        try:
            self.before()
            await sending()
            self.sent.set()
            await (self._held.wait() if self._held else asyncio.sleep(0.05))
            if (end := self._ends.pop(0) if self._ends else None) is not None:
                raise end
        finally:
            self.now -= 1

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def join(shared_ledger_url: str) -> Iterator[Callable[[str], Ledger]]:
    """Opens the shared ledger for one more process."""
    with ExitStack() as stack:
        yield lambda owner: stack.enter_context(Ledger(shared_ledger_url, "https://portal.example", owner=owner))


@pytest.fixture
def at_door(tmp_path: Path) -> AtDoor:
    """Makes the log-in of one process, for as many sessions as it is called."""

    def process(ledger: Ledger, door: Door) -> LogIn:
        visitors = FileVisitors(PortalOnDisk(tmp_path / "portal.json"))
        sessions = Sessions(visitors, {LOGIN: Credentials("manager1", "canary")}, ledger, limit=3)
        return lambda: sessions.log_in(PortalSession(LOGIN, cast("Visitor", door), sessions, "seat"))

    return process


def noted(ledger: Ledger) -> list[int]:
    """How many passwords without an answer the ledger knows of, by login."""
    with ledger._database.reading() as connection:
        return list(connection.execute(sa.select(login_sent.c.times)).scalars())


def test_sessions_that_wait_for_their_turn_do_not_go_to_the_door_after_a_refusal(
    file_ledger: Ledger, at_door: AtDoor, run_async: RunAsync
) -> None:
    door = Door(LoginRefused("Wrong password."))
    log_in = at_door(file_ledger, door)

    async def three() -> list[type[object]]:
        return [type(end) for end in await asyncio.gather(*(log_in() for _ in range(3)), return_exceptions=True)]

    assert run_async(three()) == [LoginRefused, LoginLocked, LoginLocked]
    assert door.tries == 1
    assert noted(file_ledger) == []


def test_workers_go_to_the_door_one_after_another(
    join: Callable[[str], Ledger], at_door: AtDoor, run_async: RunAsync
) -> None:
    door = Door()

    async def two() -> None:
        await asyncio.gather(*(at_door(join(owner), door)() for owner in ("anna", "bert")))

    run_async(two())
    assert (door.tries, door.at_once) == (2, 1)


def test_a_refusal_is_noted_though_the_run_is_interrupted_while_the_password_is_on_its_way(
    file_ledger: Ledger, at_door: AtDoor, run_async: RunAsync
) -> None:
    async def interrupted() -> None:
        held = asyncio.Event()
        door = Door(LoginRefused("Wrong password."), held=held)
        work = asyncio.ensure_future(at_door(file_ledger, door)())
        await door.sent.wait()
        work.cancel()
        asyncio.get_running_loop().call_later(0.05, held.set)
        with pytest.raises(asyncio.CancelledError):
            await work

    run_async(interrupted())
    locked = file_ledger.guard.check(LOGIN)
    assert locked is not None
    assert "Wrong password." in locked.message


def test_what_the_portal_has_led_on_from_counts_as_answered(
    file_ledger: Ledger, at_door: AtDoor, run_async: RunAsync
) -> None:
    after = PortalUnavailable("Closed, behind the log-in.")
    after.after_log_in = True
    log_in = at_door(file_ledger, Door(after, after))
    for _ in range(2):
        with pytest.raises(PortalUnavailable):
            run_async(log_in())
    assert noted(file_ledger) == []
    run_async(log_in())


def test_a_password_that_another_has_used_up_meanwhile_is_not_sent_and_stays_locked(
    file_ledger: Ledger, at_door: AtDoor, run_async: RunAsync
) -> None:
    """Between the look at the guard and the button a person may have begun a run elsewhere."""

    def used_up() -> None:
        for _ in range(MOST_UNANSWERED):
            file_ledger.guard.sending(LOGIN)

    door = Door()
    door.before = used_up
    log_in = at_door(file_ledger, door)
    for expected in (LoginLocked, LoginLocked, LoginLocked):
        with pytest.raises(expected) as locked:
            run_async(log_in())
        assert (locked.value.code, "didn't work on" in locked.value.message) == (UNANSWERED, False)
    assert not door.sent.is_set()
    assert noted(file_ledger) == [MOST_UNANSWERED]


def test_the_guard_itself_lets_no_password_go_after_a_refusal(file_ledger: Ledger) -> None:
    file_ledger.guard.lock(LOGIN, LoginRefused("Wrong password."))
    with pytest.raises(LoginLocked, match="Wrong password"):
        file_ledger.guard.sending(LOGIN)


def test_a_password_that_a_living_worker_sends_locks_nobody_out_until_it_has_no_answer(
    join: Callable[[str], Ledger],
) -> None:
    anna, bert = join("anna").guard, join("bert").guard
    anna.sending(LOGIN)
    anna.unanswered(LOGIN, counts=False)
    anna.sending(LOGIN)
    anna.unanswered(LOGIN, counts=True)
    anna.sending(LOGIN)
    assert bert.check(LOGIN) is None
    own = anna.check(LOGIN)
    anna.unanswered(LOGIN, counts=True)
    others = bert.check(LOGIN)
    assert own is not None
    assert others is not None
    assert own.code == others.code == UNANSWERED
