"""Runs a command and measures what its whole tree of processes takes."""

from __future__ import annotations

import os
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_SAMPLE_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    seconds: float
    cpu_seconds: float
    """Of the process and all its descendants, each as it was last seen alive."""
    peak_megabytes: float
    """Proportional set size of the tree, so that shared pages count once."""
    exit_code: int
    output: str


def run(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Measured:
    """Run a command to its end.

    Args:
        command: the program and its arguments.
        environment: added to the present one.
        log: where its stderr goes.
    """
    started = monotonic()
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, env={**os.environ, **environment}
        )
        tree = _Tree(process.pid)
        tree.start()
        assert process.stdout is not None
        output = process.stdout.read().decode()
        exit_code = process.wait()
    seconds = monotonic() - started
    tree.finish()
    return Measured(
        seconds=seconds,
        cpu_seconds=sum(tree.cpu_seconds.values()),
        peak_megabytes=tree.peak_bytes / 1e6,
        exit_code=exit_code,
        output=output,
    )


class _Tree(threading.Thread):
    """Samples a tree of processes. The system's own sum misses whatever a browser doesn't wait for."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self.peak_bytes = 0
        self.cpu_seconds: dict[tuple[int, float], float] = {}
        """By process; its id alone may be used again."""

    def run(self) -> None:
        """Sample until told to stop."""
        while not self._ended.wait(_SAMPLE_SECONDS):
            total = 0
            with suppress(psutil.Error):
                for process in [self._root, *self._root.children(recursive=True)]:
                    with suppress(psutil.Error):
                        times = process.cpu_times()
                        self.cpu_seconds[process.pid, process.create_time()] = times.user + times.system
                        total += process.memory_full_info().pss
            self.peak_bytes = max(self.peak_bytes, total)

    def finish(self) -> None:
        """Stop."""
        self._ended.set()
        self.join()
