"""Workers on a real PostgreSQL: what they take, hand back and take over. Real engine and ledger, a portal in a file."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from batchportal import app, fleet, ledgers
from batchportal.errors import LoginLocked, LoginRefused, UsageError
from batchportal.ledger import Ledger
from batchportal.models import Credentials, Outcome, Progress, State
from batchportal.settings import load_settings
from batchportal.workflows.pace import Pace
from batchportal.workflows.sessions import LoginUnusable, Sessions
from tests.portal_on_disk import PASSWORD, FileVisitors, PortalOnDisk, registrations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from batchportal.app import Run
    from batchportal.models import Registration
    from batchportal.settings import Settings
    from tests.conftest import RunAsync

ROWS = registrations(3)
FIRST, SECOND, THIRD = (row.enterprise_number.digits for row in ROWS)
ROOT = Path(__file__).parent.parent


@dataclass
class Shared:
    """A portal in a file, a ledger on PostgreSQL, and workers on it."""

    url: str
    run_async: RunAsync
    portal: PortalOnDisk
    told: list[Progress] = field(default_factory=list)
    ended: list[Outcome] = field(default_factory=list)

    def settings(self, **values: Any) -> Settings:
        """Settings of this portal and ledger."""
        known = {"portal": "http://127.0.0.1:9", "database": self.url, "username": "manager1", "password": PASSWORD}
        return load_settings(**known | {"settle": 0.05} | values)

    def order(self, *rows: Registration, dry_run: bool = False) -> Run:
        """`batchportal register --enqueue`."""
        return fleet.enqueue(self.settings(), rows, dry_run=dry_run)

    def work(self, visitors: FileVisitors | None = None, **values: Any) -> Run:
        """`batchportal worker --until-idle`, in this process."""
        return self.run_async(self.working(visitors or FileVisitors(self.portal), **values))

    async def working(self, visitors: FileVisitors, *, until_idle: bool = True, **values: Any) -> Run:
        """The same, for a test that goes on beside it."""
        return await fleet.work(
            self.settings(**values),
            until_idle=until_idle,
            report=self.told.append,
            ended=self.ended.append,
            visitors=visitors,
        )

    def process(self) -> subprocess.Popen[bytes]:
        """`batchportal worker --until-idle`, in a process of its own, with a lease of two seconds."""
        command = [sys.executable, "-m", "tests.portal_on_disk", str(self.portal.path), self.url, "worker"]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def states(self) -> list[str]:
        """What the ledger says of every company."""
        return [outcome.state.value for outcome in ledgers.status(self.settings())]

    def history(self, row: Registration) -> list[str]:
        """What the ledger says happened to a company."""
        settings = self.settings()
        with Ledger(settings.database, settings.portal) as ledger:
            return [event for event, _, _ in ledger.history(row.enterprise_number)]


@pytest.fixture
def shared(postgres_url: str, tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> Shared:
    monkeypatch.setattr(app, "PATIENCE", (0.0, 0.0))
    return Shared(postgres_url, run_async, PortalOnDisk(tmp_path / "portal.json"))


def states(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.state.value for outcome in outcomes]


def test_what_is_ordered_waits_for_a_worker_who_does_it_once(shared: Shared) -> None:
    assert states(shared.order(*ROWS).outcomes) == ["pending"] * 3
    assert shared.portal.count("open") == 0
    run = shared.work()
    assert (states(run.outcomes), run.exit_code) == (["registered"] * 3, 0)
    assert shared.ended == list(run.outcomes)
    assert states(shared.order(*ROWS).outcomes) == ["registered"] * 3
    assert shared.work().outcomes == ()
    assert [shared.portal.count("confirm", row.enterprise_number.digits) for row in ROWS] == [1, 1, 1]


def test_a_worker_visits_with_all_that_the_order_says(shared: Shared) -> None:
    seen: list[Registration] = []

    class Listening(FileVisitors):
        async def open(self, login: str) -> Any:
            visitor = await super().open(login)
            inner = visitor.register

            async def register(registration: Registration, **rest: Any) -> Any:
                seen.append(registration)
                return await inner(registration, **rest)

            visitor.register = register  # type: ignore[method-assign]  # to see what arrives
            return visitor

    shared.order(*ROWS)
    shared.work(Listening(shared.portal))
    assert seen == ROWS


def test_a_dry_run_can_be_ordered_and_confirms_nothing(shared: Shared) -> None:
    shared.order(ROWS[0], dry_run=True)
    run = shared.work()
    assert (states(run.outcomes), run.exit_code) == (["prepared"], 0)
    assert shared.portal.count("confirm") == 0


def test_orders_of_logins_that_are_not_here_are_left_to_others(shared: Shared) -> None:
    shared.order(replace(ROWS[0], login="payroll"), ROWS[1])
    run = shared.work()
    assert [outcome.enterprise_number for outcome in run.outcomes] == [ROWS[1].enterprise_number]
    assert sorted(shared.states()) == ["pending", "registered"]
    assert ["payroll" in told.text for told in shared.told if told.kind == "notice"] == [True]


def test_what_the_portal_refuses_is_told_and_not_tried_again(shared: Shared) -> None:
    shared.portal.plan(FIRST, "Rejected")
    shared.order(*ROWS)
    run = shared.work()
    assert sorted(states(run.outcomes)) == ["registered", "registered", "rejected"]
    assert (run.exit_code, shared.portal.count("visit", FIRST)) == (1, 1)


def test_a_worker_stops_when_the_portal_is_down_for_everybody(shared: Shared) -> None:
    shared.portal.plan("*", *["PortalUnavailable"] * 99)
    shared.order(*registrations(5))
    run = shared.work()
    assert (states(run.outcomes), run.exit_code) == (["failed"] * 3, 75)
    assert shared.states().count("pending") == 2


def test_a_refused_password_stops_a_worker_and_the_next_does_not_try_it(shared: Shared) -> None:
    shared.order(*ROWS)
    first, second = (shared.work(password="canary-wrong-password") for _ in range(2))
    assert (first.exit_code, second.exit_code) == (77, 77)
    assert isinstance(second.refusal, LoginLocked)
    assert shared.portal.count("refused") == 1
    assert shared.states() == ["pending"] * 3


def told_to_stop(shared: Shared, place: str) -> Run:
    """Work, and be told to stop when the first company has come to a place."""

    async def stopped() -> Run:
        visitors = FileVisitors(shared.portal)
        reached, gate = visitors.gate(f"{place} {FIRST}")
        work = asyncio.create_task(shared.working(visitors, until_idle=False))
        await reached.wait()
        work.cancel()
        asyncio.get_running_loop().call_later(0.05, gate.set)
        return await work

    return shared.run_async(stopped())


def test_a_worker_that_is_told_to_stop_hands_back_what_was_not_sent(shared: Shared) -> None:
    shared.order(*ROWS)
    run = told_to_stop(shared, "review")
    assert (run.interrupted, run.outcomes, shared.portal.count("confirm")) == (True, (), 0)
    settings = shared.settings()
    with Ledger(settings.database, settings.portal, owner="next") as ledger:
        taken = [ledger.queue.take(["default"], settle=0) for _ in ROWS]
        assert all(taken)
        assert ledger.fleet.workers() == ()


def test_a_worker_that_is_told_to_stop_finishes_what_was_sent(shared: Shared) -> None:
    shared.order(*ROWS)
    run = told_to_stop(shared, "intended")
    assert states(run.outcomes) == ["registered"]
    assert (sorted(shared.states()), shared.portal.count("confirm")) == (["pending", "pending", "registered"], 1)


@pytest.mark.parametrize("death", ["dies before intent", "dies after intent", "dies after commit"])
def test_what_a_dead_worker_had_is_brought_to_its_end_by_the_others(shared: Shared, death: str) -> None:
    shared.portal.plan(FIRST, death)
    shared.order(*ROWS)
    dead = shared.process()
    assert dead.wait(120) == -signal.SIGKILL
    run = shared.work(lease=2)
    assert states(run.outcomes) == ["registered"] * 3
    assert shared.states() == ["registered"] * 3
    assert [shared.portal.count("confirm", row.enterprise_number.digits) for row in ROWS] == [1, 1, 1]
    looked = "found" in shared.history(ROWS[0])
    assert looked is (death != "dies before intent")


def test_a_worker_that_stood_still_sends_nothing_once_another_has_taken_over(shared: Shared) -> None:
    shared.portal.plan(FIRST, "stands still before intent")
    shared.order(ROWS[0])
    still = shared.process()
    try:
        os.waitid(os.P_PID, still.pid, os.WSTOPPED | os.WNOWAIT)
        assert states(shared.work(lease=2).outcomes) == ["registered"]
        still.send_signal(signal.SIGCONT)
        assert still.wait(120) == 0
    finally:
        if still.poll() is None:
            psutil.Process(still.pid).kill()
            still.wait()
    assert shared.portal.count("visit", FIRST) == 2
    assert shared.portal.count("confirm", FIRST) == 1
    assert shared.states() == ["registered"]


def test_a_doubt_of_a_living_worker_is_looked_at_and_left_to_a_person(shared: Shared) -> None:
    shared.portal.plan(FIRST, "not committed after OutcomeUnknown")
    shared.order(ROWS[0])
    run = shared.work(lease=1)
    assert (states(run.outcomes), run.exit_code) == (["failed"], 1)
    assert shared.portal.count("confirm") == 1
    shared.order(ROWS[0])
    assert states(shared.work().outcomes) == ["registered"]


def test_a_run_works_beside_workers_and_leaves_theirs_alone(shared: Shared) -> None:
    shared.order(ROWS[0])
    settings = shared.settings()
    with Ledger(settings.database, settings.portal, owner="somebody else", lease=3600) as ledger:
        assert ledger.queue.take(["default"], settle=0)
        visitors = FileVisitors(shared.portal)
        run = shared.run_async(
            app.register(settings, ROWS, dry_run=False, report=shared.told.append, visitors=visitors)
        )
    assert states(run.outcomes) == ["pending", "registered", "registered"]
    assert run.outcomes[0].problem is not None
    assert run.outcomes[0].problem.code == "at_work_elsewhere"
    assert "somebody else" in run.outcomes[0].problem.message
    assert shared.portal.count("visit", FIRST) == 0


def test_a_file_can_not_be_shared(shared: Shared, tmp_path: Path) -> None:
    commands: list[Callable[[], object]] = [
        lambda: fleet.enqueue(shared.settings(), ROWS, dry_run=False),
        shared.work,
    ]
    shared.url = f"sqlite:///{tmp_path / 'ledger.db'}"
    for command in commands:
        with pytest.raises(UsageError, match="Workers share a database server"):
            command()
    assert not (tmp_path / "ledger.db").exists()


def test_a_session_is_opened_only_while_the_login_has_one_left_over_all_workers(
    shared_ledger_url: str, tmp_path: Path, run_async: RunAsync
) -> None:
    async def opened(sessions: Sessions, *, halted: bool) -> None:
        if halted:
            sessions.halt()
        async with sessions.lend("default") as session:
            session.sound = True

    portal = PortalOnDisk(tmp_path / "portal.json")
    with (
        closing(Ledger(shared_ledger_url, "http://127.0.0.1:9", owner="one")) as one,
        closing(Ledger(shared_ledger_url, "http://127.0.0.1:9", owner="two")) as two,
    ):
        pools = [
            Sessions(FileVisitors(portal), {"default": Credentials("manager1", PASSWORD)}, ledger, limit=4, over_all=1)
            for ledger in (one, two)
        ]
        run_async(opened(pools[0], halted=False))
        assert pools[0].ready("default")
        assert not pools[1].ready("default")
        with pytest.raises(LoginUnusable, match="Other workers have all 1 sessions"):
            run_async(opened(pools[1], halted=True))
        run_async(pools[0].rest())
        assert pools[1].ready("default")


def test_a_login_that_was_unlocked_can_be_used_again_without_a_new_start(
    shared_ledger_url: str, tmp_path: Path
) -> None:
    with closing(Ledger(shared_ledger_url, "http://127.0.0.1:9", owner="one")) as ledger:
        credentials: dict[str, Any] = {"default": Credentials("manager1", "old")}
        sessions = Sessions(FileVisitors(PortalOnDisk(tmp_path / "p.json")), credentials, ledger, limit=1)
        ledger.guard.lock("default", LoginRefused("No."))
        assert not sessions.usable("default")
        ledger.guard.release("default")
        assert sessions.usable("default")
        assert credentials == {}


def test_the_pace_of_one_process_is_kept_by_the_next(
    shared_ledger_url: str, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("batchportal.workflows.pace.asyncio.sleep", noted)
    for owner in ("one", "two"):
        with closing(Ledger(shared_ledger_url, "http://127.0.0.1:9", owner=owner)) as ledger:
            run_async(Pace(ledger, 0.1).turn())
            run_async(Pace(ledger, None).turn())
    assert waits[0] == 0
    assert len(waits) == 2
    assert 0 < waits[1] <= 600


def test_whoever_watches_sees_how_many_are_in_which_state(shared: Shared) -> None:
    shared.order(*ROWS)
    seen = fleet.seen(shared.settings())
    assert seen.counts == {State.PENDING.value: 3}
    assert seen.workers == ()
