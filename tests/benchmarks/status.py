"""How long `status` takes on a large ledger: `python -m tests.benchmarks.status [ROWS]`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from batchportal.ledger import Ledger
from batchportal.ledger.schema import registrations
from batchportal.ledgers import status
from batchportal.models import State
from batchportal.settings import load_settings
from tests import postgres
from tests.cli_process import command

PORTAL = "https://portal.example"
_ROUNDS = 3
_EVERY = 50


def fill(database: str, rows: int) -> None:
    """A ledger of so many companies, of which one in fifty went wrong."""
    with Ledger(database, PORTAL) as ledger, ledger._database.writing() as connection:
        connection.execute(registrations.insert(), [_row(index) for index in range(rows)])


def _row(index: int) -> dict[str, Any]:
    base, moment = 1_000_000 + index, f"2026-11-26T10:{index // 60 % 60:02d}:{index % 60:02d}.000+00:00"
    wrong = index % _EVERY == 0
    return {
        "portal": PORTAL,
        "quality": "",
        "enterprise_number": f"{base:08d}{97 - base % 97:02d}",
        "login": "default",
        "username": f"technical{index}",
        "sheet_row": index + 2,
        "state": State.FAILED if wrong else State.REGISTERED,
        "sender_number": None if wrong else str(index + 1),
        "code": "visit_failed" if wrong else None,
        "message": "The page didn't load." if wrong else None,
        "attempts": 1,
        "seconds": 4.2,
        "evidence": f"/data/output/evidence/portal.example/{base}",
        "generation": 1,
        "owner": "machine-1-abc",
        "settled_at": moment,
        "created_at": moment,
        "updated_at": moment,
    }


def main() -> None:
    """Measure on SQLite and PostgreSQL, and print the best of a few rounds."""
    rows = int(sys.argv[1]) if sys.argv[1:] else 100_000
    with tempfile.TemporaryDirectory() as folder, postgres.server() as server, postgres.database(server) as url:
        for kind, database in (("SQLite", f"sqlite:///{Path(folder) / 'ledger.db'}"), ("PostgreSQL", url)):
            fill(database, rows)
            for name, (wall, cpu) in _figures(database).items():
                print(f"{kind:<10} {name:<28} {rows} rows: {wall:6.2f} s, {cpu:6.2f} s of CPU")  # noqa: T201 - that is what it is for


def _figures(database: str) -> dict[str, tuple[float, float]]:
    """Seconds on the clock and of CPU, by what they were taken for."""
    settings = load_settings(portal=PORTAL, database=database)
    figures = {"reading the ledger": min(_timed(lambda: status(settings)) for _ in range(_ROUNDS))}
    for words in (("status", "--json"), ("status",)):
        given = [*words, "--portal", PORTAL, "--database", database]
        figures[f"batchportal {' '.join(words)}"] = min(_timed(lambda: _run(given)) for _ in range(_ROUNDS))  # noqa: B023 - called at once
    return figures


def _timed(act: Any) -> tuple[float, float]:
    before, start, own = os.times(), perf_counter(), process_time()
    act()
    after = os.times()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return perf_counter() - start, process_time() - own + children


def _run(words: list[str]) -> None:
    subprocess.run(command(*words), check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
