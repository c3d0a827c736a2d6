"""`python -m tests.benchmarks.engine`: what engine and ledger take for one registration, on SQLite and PostgreSQL.

    python -m tests.benchmarks.engine [--companies N] [--rounds N] [--save]

The visits return at once, so that everything measured is the engine's: claim, durable workflow, intent, outcome, on
disk. On PostgreSQL it is measured as a run and as a worker. Between the rounds real visits are made to a stub that
answers at once, in a real browser, so that whatever else the machine does bears on both. `--save` appends the figures
to `figures.jsonl`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from batchportal import __version__, app, demo, fleet
from batchportal.batches import read_batch
from batchportal.models import Credentials, SenderNumber, State, VisitResult
from batchportal.settings import load_settings
from batchportal.stub import StubPortal
from tests import postgres
from tests.benchmarks.portal import portal_process
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from batchportal.models import EnterpriseNumber, KeptSession, Registration, TechnicalUser
    from batchportal.settings import Settings

FIGURES = Path(__file__).parent / "figures.jsonl"
MOST = 0.05
"""The engine's largest share of one browser visit."""
_VISITS = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What one registration took: seconds on the clock, and of this process's CPU, which say more on a busy machine."""

    seconds: float
    cpu: float


class Instant:
    """A session whose visits return at once, and note when. Implements `models.Visitor`."""

    worn = False

    def __init__(self, marks: list[tuple[float, float]]) -> None:
        self._marks = marks

    async def log_in(self, credentials: Credentials | KeptSession, *, sending: Callable[[], Awaitable[None]]) -> None:
        """Note that the password is sent, as every log-in does."""
        if isinstance(credentials, Credentials):
            await sending()

    async def register(
        self,
        registration: Registration,
        *,
        intend: Callable[[], Awaitable[None]],
        dry_run: bool,
        page: Callable[[str], None],
    ) -> VisitResult:
        """Ask for the intent, as every visit does, and have a number."""
        assert not dry_run
        page("review")
        await intend()
        self._marks.append((time.perf_counter(), time.process_time()))
        return VisitResult(State.REGISTERED, SenderNumber("6400"), registration.username)

    async def look_up(self, number: EnterpriseNumber, *, page: Callable[[str], None]) -> TechnicalUser | None:  # noqa: ARG002 - the protocol's
        """Nothing there."""
        return None

    async def close(self) -> None:
        """Nothing to do."""


class Instants:
    """Opens such sessions. Implements `models.Visitors`."""

    def __init__(self) -> None:
        self.marks: list[tuple[float, float]] = []

    def taken(self) -> Taken:
        """What it took from one visit to the next, on average."""
        (start, start_cpu), (end, end_cpu) = self.marks[0], self.marks[-1]
        between = len(self.marks) - 1
        return Taken((end - start) / between, (end_cpu - start_cpu) / between)

    async def open(self, login: str) -> Instant:  # noqa: ARG002 - the protocol's
        """A session."""
        return Instant(self.marks)

    async def close(self) -> None:
        """Nothing to do."""


def main() -> int:
    """Measure and print; 0 if engine and ledger take little of a visit, whichever way."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.engine")
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    taken: dict[str, list[Taken]] = {}
    visits: list[float] = []
    with postgres.server(sync=True) as server:
        for _ in range(options.rounds):
            visits += _visits()
            with tempfile.TemporaryDirectory() as folder:
                _note(taken, "SQLite, run", _run(f"sqlite:///{folder}/ledger.db", options.companies))
            for way, measure in (("PostgreSQL, run", _run), ("PostgreSQL, worker", _work)):
                with postgres.database(server) as url:
                    _note(taken, way, measure(url, options.companies))
    visit = statistics.median(visits)
    _print(taken, visit)
    if options.save:
        _save(taken, visit, options)
    dear = [way for way, rounds in taken.items() if not _enough(_share(rounds, visit))]
    if dear:
        sys.stdout.write(f"{MOST:.0%} of a visit or more: {'; '.join(dear)}\n")
    return 1 if dear or not taken else 0


def _share(rounds: list[Taken], visit: float) -> float:
    """What engine and ledger take, as a part of a visit of so many seconds."""
    return statistics.median(one.seconds for one in rounds) / visit


def _enough(share: float) -> bool:
    return share < MOST


def _save(taken: dict[str, list[Taken]], visit: float, options: argparse.Namespace) -> None:
    with FIGURES.open("a", encoding="utf-8") as file:
        for way, rounds in taken.items():
            line = {
                "date": time.strftime("%Y-%m-%d"),
                "version": __version__,
                "way": f"engine, {way}",
                "companies": options.companies,
                "rounds": options.rounds,
                "seconds_each": round(statistics.median(one.seconds for one in rounds), 4),
                "cpu_seconds_each": round(statistics.median(one.cpu for one in rounds), 4),
                "visit_seconds": round(visit, 2),
            }
            file.write(json.dumps(line) + "\n")


def _note(taken: dict[str, list[Taken]], way: str, each: Taken) -> None:
    taken.setdefault(way, []).append(each)


def _visits() -> list[float]:
    """Seconds of real visits, one after another."""
    with tempfile.TemporaryDirectory() as name, portal_process(companies=14, latency_ms=0) as portal:
        folder = Path(name)
        scene = demo.set_up(folder, portal.url, StubPortal(companies=14).companies[:_VISITS])
        settings = load_settings(
            portal=portal.url,
            database=f"sqlite:///{folder / 'ledger.db'}",
            output=folder / "output",
            username=portal.username,
            password=portal.password,
        )
        rows = read_batch(scene.companies).registrations
        run = asyncio.run(app.register(settings, rows, dry_run=False, report=lambda _told: None))
        assert run.summary == {"registered": _VISITS}
        return [outcome.seconds for outcome in run.outcomes]


def _run(database: str, count: int) -> Taken:
    """As `register` does it."""
    visitors = Instants()
    work = app.register(
        _settings(database), registrations(count), dry_run=False, report=lambda _told: None, visitors=visitors
    )
    assert asyncio.run(work).summary == {"registered": count}
    return visitors.taken()


def _work(database: str, count: int) -> Taken:
    """As a worker does it."""
    settings, visitors = _settings(database), Instants()
    fleet.enqueue(settings, registrations(count), dry_run=False)
    work = fleet.work(
        settings, until_idle=True, report=lambda _told: None, ended=lambda _outcome: None, visitors=visitors
    )
    assert asyncio.run(work).summary == {"registered": count}
    return visitors.taken()


def _settings(database: str) -> Settings:
    return load_settings(portal="http://127.0.0.1:9", database=database, username="manager", password="password")


def _print(taken: dict[str, list[Taken]], visit: float) -> None:
    table = Table(title=f"batchportal {__version__}: engine and ledger for one registration")
    for heading in ("way", "ms each", "least", "most", "CPU ms", f"of a visit of {visit:.1f} s", "enough"):
        table.add_column(heading, justify="left" if heading == "way" else "right")
    for way, rounds in taken.items():
        seconds = [one.seconds for one in rounds]
        share = _share(rounds, visit)
        table.add_row(
            way,
            *(f"{1000 * value:.1f}" for value in (statistics.median(seconds), min(seconds), max(seconds))),
            f"{1000 * statistics.median(one.cpu for one in rounds):.1f}",
            f"{share:.1%}",
            "yes" if _enough(share) else "NO",
        )
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
