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

_SAMPLE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took."""

    seconds: float
    cpu_seconds: float
    """Of the process and all its descendants that were waited for: the browser's are."""
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
        peak = _Peak(process.pid)
        peak.start()
        assert process.stdout is not None
        output = process.stdout.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = monotonic() - started
    return Measured(
        seconds=seconds,
        cpu_seconds=usage.ru_utime + usage.ru_stime,
        peak_megabytes=peak.finish() / 1e6,
        exit_code=process.returncode,
        output=output,
    )


class _Peak(threading.Thread):
    """Samples the memory of a tree of processes."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._root = psutil.Process(pid)
        self._ended = threading.Event()
        self._peak = 0

    def run(self) -> None:
        """Sample until told to stop."""
        while not self._ended.wait(_SAMPLE_SECONDS):
            total = 0
            with suppress(psutil.Error):
                for process in [self._root, *self._root.children(recursive=True)]:
                    with suppress(psutil.Error):
                        total += process.memory_full_info().pss
            self._peak = max(self._peak, total)

    def finish(self) -> int:
        """The highest sum seen, in bytes."""
        self._ended.set()
        self.join()
        return self._peak
