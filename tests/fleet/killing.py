"""Runs workers against the stub portal in real browsers, kills some at random, and counts what the portal got.

    python -m tests.fleet [--companies N] [--workers N] [--mortal N] [--every SECONDS SECONDS] [--seed N]

Every process is a real `batchportal worker` with its own browser, in a process group of its own. The mortal ones are
killed with SIGKILL, browser and all, again and again, and started anew. What stays `failed` is ordered again, as a
person would, until nothing is left; a login of which two passwords in a row got no answer is unlocked.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from batchportal import demo, fleet, ledgers
from batchportal.batches import read_batch
from batchportal.ledger import Ledger
from batchportal.models import EnterpriseNumber, State
from batchportal.settings import load_settings
from batchportal.stub import StubPortal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from batchportal.models import Registration
    from batchportal.settings import Settings
    from batchportal.stub import Company

_LOOK_EVERY = 0.5
_LEASE = 10.0
_SETTLE = 5.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes:
        companies: how many are registered.
        workers: how many there are.
        mortal: how many of them are killed again and again.
        every: least and most seconds between two kills.
        seed: of chance.
        patience: seconds after which it is given up.
    """

    companies: int
    workers: int = 4
    mortal: int = 2
    every: tuple[float, float] = (2.0, 8.0)
    seed: int = 1
    patience: float = 3600.0


@dataclass(slots=True)
class Result:
    """What came of it.

    Attributes:
        companies: how many there were.
        kills: how many workers were killed.
        killed_while: what the killed ones were doing, as they last said.
        confirms: confirming requests that reached the portal.
        twice: companies that the portal registered more than once.
        lost: companies without a registration at the portal, or without its number in the ledger.
        stuck: companies in a state that isn't done.
        looked: intents that dead workers left, and others looked up.
        unlocked: how often the login had to be unlocked: two workers were killed while the portal had the password.
        seconds: how long it took.
    """

    companies: int
    kills: int = 0
    killed_while: Counter[str] = field(default_factory=Counter)
    confirms: int = 0
    twice: int = 0
    lost: int = 0
    stuck: int = 0
    looked: int = 0
    unlocked: int = 0
    seconds: float = 0.0

    @property
    def sound(self) -> bool:
        """Whether workers were killed, and nothing went wrong: without a kill nothing is proven."""
        return self.kills > 0 and not (self.twice or self.lost or self.stuck or self.confirms != self.companies)

    def __str__(self) -> str:
        """For people."""
        pages = ", ".join(f"{page} {count}" for page, count in self.killed_while.most_common()) or "-"
        return (
            f"{self.companies} companies, {self.kills} kills in {self.seconds:.0f} s: {self.twice} duplicates, "
            f"{self.lost} losses, {self.stuck} stuck; {self.confirms} Confirm requests; {self.looked} intents of dead "
            f"workers looked up; {self.unlocked} times unlocked. Killed while at: {pages}."
            f"{'' if self.kills else ' NOT DONE: nobody was killed, so that nothing is proven.'}"
        )


def run(plan: Plan, database: str, folder: Path) -> Result:
    """Order the companies, let the workers work and die, and count.

    Args:
        plan: what is to be done.
        database: URL of an empty PostgreSQL database.
        folder: for lists, logs and evidence.
    """
    known = len(StubPortal().companies)
    with StubPortal(companies=known + plan.companies) as portal:
        settings = _settings(portal, database, folder)
        rows = _rows(portal.companies[known:], portal.url, folder / "list")
        fleet.enqueue(settings, rows, dry_run=False)
        herd = _Herd(plan, settings, folder)
        result = Result(plan.companies)
        started = time.monotonic()
        try:
            while time.monotonic() < started + plan.patience:
                outcomes = ledgers.status(settings)
                if all(one.state.done for one in outcomes):
                    break
                failed = {one.enterprise_number for one in outcomes if one.state is State.FAILED}
                again = [row for row in rows if row.enterprise_number in failed]
                if again:
                    fleet.enqueue(settings, again, dry_run=False)
                if ledgers.locked(settings):
                    # Two killed while the portal had the password: that is for a person, whom this plays.
                    result.unlocked += ledgers.unlock(settings, settings.login)
                herd.tend(result)
                time.sleep(_LOOK_EVERY)
        finally:
            herd.end()
        result.seconds = time.monotonic() - started
        _count(result, rows, portal, settings)
    return result


def _rows(companies: Sequence[Company], portal: str, folder: Path) -> list[Registration]:
    """A registration for each company, with a user name of its own, all with the keys of the first."""
    folder.mkdir()
    (first,) = read_batch(demo.set_up(folder, portal, companies[:1]).companies).registrations
    return [
        replace(first, row=row, enterprise_number=EnterpriseNumber(company.number), username=f"fleet{row:05d}technical")
        for row, company in enumerate(companies, start=2)
    ]


class _Herd:
    """The workers: those that live, and those that are killed again and again."""

    def __init__(self, plan: Plan, settings: Settings, folder: Path) -> None:
        self._plan = plan
        self._settings = settings
        self._folder = folder
        self._chance = random.Random(plan.seed)  # noqa: S311 - it decides who dies, not who gets in
        self._workers = [self._start(index) for index in range(plan.workers)]
        self._next_kill = time.monotonic() + self._chance.uniform(*plan.every)

    def tend(self, result: Result) -> None:
        """Kill a mortal one when its time has come; start anew what has ended."""
        if self._plan.mortal and time.monotonic() > self._next_kill:
            self._next_kill = time.monotonic() + self._chance.uniform(*self._plan.every)
            index = self._chance.randrange(self._plan.mortal)
            process = self._workers[index]
            doing = {one.pid: one.doing for one in fleet.seen(self._settings).workers}.get(process.pid, "start")
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            result.kills += 1
            result.killed_while[doing.partition(" ")[2].partition(":")[0] or doing or "waiting"] += 1
        for index, process in enumerate(self._workers):
            if process.poll() is not None:
                self._workers[index] = self._start(index)

    def end(self) -> None:
        """Ask all to stop; wait until they have."""
        for process in self._workers:
            if process.poll() is None:
                process.terminate()
        for process in self._workers:
            process.wait(120)

    def _start(self, index: int) -> subprocess.Popen[bytes]:
        settings = self._settings
        variables = {
            "BATCHPORTAL_PORTAL": settings.portal,
            "BATCHPORTAL_DATABASE": settings.database,
            "BATCHPORTAL_OUTPUT": str(settings.output),
            "BATCHPORTAL_USERNAME": settings.username.get_secret_value() if settings.username else "",
            "BATCHPORTAL_PASSWORD": settings.password.get_secret_value() if settings.password else "",
            "BATCHPORTAL_LEASE": str(settings.lease),
            "BATCHPORTAL_SETTLE": str(settings.settle),
            "BATCHPORTAL_LOGIN_SESSIONS": str(settings.login_sessions),
        }
        with (self._folder / f"worker-{index}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "batchportal", "worker"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **variables},
                start_new_session=True,
            )


def _settings(portal: StubPortal, database: str, folder: Path) -> Settings:
    user = portal.users[0]
    return load_settings(
        portal=portal.url,
        database=database,
        output=folder / "output",
        username=user.username,
        password=user.password,
        lease=_LEASE,
        settle=_SETTLE,
        # More than there are workers: seats of dead ones are free only when their leases have run out.
        login_sessions=20,
    )


def _count(result: Result, rows: Sequence[Registration], portal: StubPortal, settings: Settings) -> None:
    """Compare the portal's truth with the ledger, company by company."""
    truth = portal.truth()
    numbers = {entry["enterprise_number"].replace(".", ""): entry for entry in truth["registrations"]}
    result.confirms = truth["confirm_requests"]
    result.twice = len(truth["registrations"]) - len(numbers)
    with Ledger(settings.database, settings.portal, settings.quality) as ledger:
        records = ledger.records(row.enterprise_number for row in rows)
        for row in rows:
            record = records[row.enterprise_number]
            entry = numbers.get(row.enterprise_number.digits)
            number = record.sender_number.digits if record.sender_number else None
            result.lost += entry is None or entry["sender_number"] != number
            result.stuck += not record.state.done
            result.looked += [event for event, _, _ in ledger.history(row.enterprise_number)].count("found")
