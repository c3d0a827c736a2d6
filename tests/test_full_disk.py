"""A disk that fills up while the ledger is written: what is said, what is sent, and what the next run makes of it.

A limit on the size of files (RLIMIT_FSIZE) stands for the full disk: it needs no rights, and the write that doesn't
fit fails in the same place.
"""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.portal_on_disk import PortalOnDisk, registrations

ROOT = Path(__file__).parent.parent
ROWS = registrations(6)


def register(portal: PortalOnDisk, ledger: Path, limit: int | None) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, whose files may not grow beyond a limit."""

    def prepare() -> None:
        if limit is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "tests.portal_on_disk", portal.path, f"sqlite:///{ledger}", str(len(ROWS))],
        cwd=ROOT,
        preexec_fn=prepare,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def intents(ledger: Path) -> int:
    """How often the ledger says that Confirm may have been sent."""
    with closing(sqlite3.connect(ledger)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchone():
            return 0
        return int(connection.execute("SELECT count(*) FROM events WHERE event = 'intent'").fetchone()[0])


def test_a_disk_that_fills_up_sends_nothing_without_an_intent_and_loses_nothing(tmp_path: Path) -> None:
    portal, ledger = PortalOnDisk(tmp_path / "portal.json"), tmp_path / "ledger.db"
    for kilobytes in (20, 600):
        done = register(portal, ledger, kilobytes * 1024)
        said = done.stderr.strip().splitlines()[-1]
        assert done.returncode == 1
        assert "The ledger" in said
        assert "SELECT" not in done.stderr.split("LedgerFailed")[-1]
        assert portal.count("confirm") <= intents(ledger)
    assert 0 < portal.count("confirm") < len(ROWS)

    assert register(portal, ledger, None).returncode == 0
    assert [portal.count("confirm", row.enterprise_number.digits) for row in ROWS] == [1] * len(ROWS)
