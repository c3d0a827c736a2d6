"""One process at a time works with a SQLite ledger; the others are told who that is."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from batchportal import files, moments
from batchportal.errors import UsageError
from batchportal.ledger.opening import database_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_A_MOMENT = 0.02


@contextlib.contextmanager
def exclusive(url: str, purpose: str) -> Iterator[None]:
    """Hold the ledger's lock: a lock on the file `<ledger>.lock`, which the system releases however a process ends.

    A database server needs none: its workers are told apart by their claims.

    Args:
        url: the ledger's database URL.
        purpose: the command that works, for whoever is turned away.

    Raises:
        UsageError: another process holds it; the message says which one, since when, and what works meanwhile.
    """
    file = database_file(url)
    if file is None:
        yield
        return
    with _opened(file) as lock:
        while not _took(lock, fcntl.LOCK_EX):
            if not _took(lock, fcntl.LOCK_SH):
                raise UsageError(_turned_away(file, lock.read()), code="ledger_in_use")
            # Only those who ask whether somebody works with it hold it (`idle`), for a moment.
            fcntl.flock(lock, fcntl.LOCK_UN)
            time.sleep(_A_MOMENT)
        lock.truncate()
        now = datetime.now(UTC).isoformat(timespec="seconds")
        json.dump({"pid": os.getpid(), "since": now, "purpose": purpose}, lock)
        lock.flush()
        yield


@contextlib.contextmanager
def idle(url: str) -> Iterator[bool]:
    """Whether nobody works with a SQLite ledger, true for as long as the block lasts: a run begins after it.

    Of a database server nothing is known by this: leases tell there.
    """
    file = database_file(url)
    if file is None:
        yield False
        return
    with _opened(file) as lock:
        yield _took(lock, fcntl.LOCK_SH)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """The ledger's lock file; closing it lets go of the lock.

    Raises:
        UsageError: it can't be made.
    """
    path = file.with_name(f"{file.name}.lock")
    try:
        files.own_folder(path.parent)
        # Not inherited by the browser, which would otherwise keep the lock of a process that was killed.
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise UsageError(f"The lock {path} can't be made: {error.strerror}", code="ledger_failed") from None
    with os.fdopen(descriptor, "r+", encoding="utf-8") as lock:
        yield lock


def _took(lock: TextIO, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _turned_away(file: Path, holder: str) -> str:
    who = "Another process"
    with contextlib.suppress(ValueError, KeyError, TypeError):
        told = json.loads(holder)
        since = moments.spoken(datetime.fromisoformat(told["since"]))
        who = f"Process {told['pid']} (batchportal {told['purpose']}, since {since})"
    return (
        f"{who} works with the ledger {file}. Wait until it has ended. "
        "Meanwhile `batchportal status` and `batchportal export` work."
    )
