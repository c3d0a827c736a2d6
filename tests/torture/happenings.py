"""What can be seen of a run from outside, as one stream: its lines, the portal's requests, processes, the ledger."""

from __future__ import annotations

import contextlib
import ctypes
import os
import queue
import select
import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass
from time import monotonic
from typing import IO, TYPE_CHECKING, Literal

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Kind = Literal["line", "request", "written", "intent", "settled", "process", "held", "ended"]

_IN_MODIFY, _IN_CREATE = 0x2, 0x100
_LOOK_SECONDS = 0.02
_LONGEST_LOOK = 1.0


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened.

    Attributes:
        kind: `line`: the run wrote one. `request`: the portal answered one. `written`: the ledger's log grew.
            `intent`, `settled`: another one is on disk. `process`: a child has started. `held`: the portal holds
            a confirmation. `ended`: the run has.
        text: the line, or what it is called.
        count: the how-manieth of its kind it is, from 1.
    """

    kind: Kind
    text: str
    count: int


class Stream:
    """Happenings of one run, in the order in which they were seen."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Happening] = queue.Queue()
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self.over = threading.Event()
        """Set when nobody watches any more: sources end."""

    def add(self, kind: Kind, text: str = "") -> None:
        """Something happened."""
        with self._lock:
            self._counts[kind] += 1
            self._queue.put(Happening(kind, text, self._counts[kind]))

    def until(self, wanted: Callable[[Happening], bool], *, seconds: float) -> Happening | None:
        """Wait for a happening; None if the run ended, or the time was up, before it came."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                happening = self._queue.get(timeout=left)
                if wanted(happening):
                    return happening
                if happening.kind == "ended":
                    return None
        return None

    def read(self, lines: IO[str], kept: list[str]) -> threading.Thread:
        """Let every line that a run writes happen, in a thread of its own; the end of its lines is its end."""

        def pump() -> None:
            with lines:
                for line in lines:
                    kept.append(line)
                    self.add("line", line.rstrip("\n"))
            self.add("ended")

        thread = threading.Thread(target=pump, daemon=True)
        thread.start()
        return thread

    def watch_children(self, pid: int) -> None:
        """Tell of every child process, by its name, from when it can be seen."""

        def look() -> None:
            seen: set[int] = set()
            with contextlib.suppress(psutil.NoSuchProcess):
                while not self.over.wait(_LOOK_SECONDS):
                    for child in psutil.Process(pid).children(recursive=True):
                        if child.pid not in seen:
                            seen.add(child.pid)
                            with contextlib.suppress(psutil.NoSuchProcess):
                                self.add("process", child.name())

        threading.Thread(target=look, daemon=True).start()

    def watch_ledger(self, file: Path) -> None:
        """Tell of every write to the ledger's log, and of intents and outcomes as they get to the disk.

        What earlier runs have left there is not told.
        """
        descriptor = _watch_folder(file.parent)
        name = f"{file.name}-wal".encode()
        known = _events(file)

        def look() -> None:
            try:
                patience = _LONGEST_LOOK
                while not self.over.is_set():
                    changed = select.select([descriptor], [], [], patience)[0]
                    written = bool(changed) and name in os.read(descriptor, 65536)
                    if written:
                        self.add("written")
                    self._tell_events(file, known)
                    # What was committed can be read only a moment after it was written: look once more.
                    patience = _LOOK_SECONDS if written else _LONGEST_LOOK
            finally:
                os.close(descriptor)

        threading.Thread(target=look, daemon=True).start()

    def _tell_events(self, file: Path, known: Counter[Kind]) -> None:
        for event, count in _events(file).items():
            for _ in range(count - known[event]):
                self.add(event)
            known[event] = count


def _events(file: Path) -> Counter[Kind]:
    """How many intents and outcomes there are; none where the file can't be read now."""
    query = "SELECT event, count(*) FROM events WHERE event IN ('intent', 'settled') GROUP BY event"
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_reading(file)) as connection:
        return Counter(dict(connection.execute(query).fetchall()))
    return Counter()


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=1)


def _watch_folder(folder: Path) -> int:
    """A descriptor that can be read when a file in the folder is made or written (inotify)."""
    library = ctypes.CDLL(None, use_errno=True)
    descriptor = int(library.inotify_init1(os.O_CLOEXEC))
    if descriptor < 0 or library.inotify_add_watch(descriptor, os.fsencode(folder), _IN_MODIFY | _IN_CREATE) < 0:
        raise OSError(ctypes.get_errno(), "inotify")
    return descriptor
