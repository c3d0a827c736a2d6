"""One run of the command line that can be killed: its own process group, its descendants, what it printed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import psutil

from tests.cli_process import command
from tests.torture.happenings import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.torture.happenings import Kind

Target = Literal["group", "tree", "browser", "driver", "browser halted", "driver halted"]
"""Who is killed: the process group (Chromium, which has one of its own, is left to notice), everything at once (as
when the power goes), only Chromium, or only Playwright's driver. These two can be halted as well (SIGSTOP)."""
HALTED = " halted"

LONGEST_RUN = 1200
_GONE_SECONDS = 15


class Run:
    """A command that runs. Leaving the block ends it and everything that it has started.

    Args:
        folder: where it works.
        variables: all its environment.
        words: of the command line.
    """

    def __init__(self, folder: Path, variables: Mapping[str, str], *words: str) -> None:
        self.stream = Stream()
        self.lines: list[str] = []
        # A pipe that nobody reads could fill up.
        self._out = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed in __exit__
        self.process = subprocess.Popen(
            command(*words),
            cwd=folder,
            env=dict(variables),
            stdout=self._out,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        self._reader = self.stream.read(self.process.stderr, self.lines)
        self._left: list[psutil.Process] = []
        self.ledger: Path | None = None
        """The file of its ledger, to be watched."""

    def watch(self, kind: Kind) -> None:
        """Let happenings of a kind be told that somebody has to look for: looking costs."""
        if kind == "process":
            self.stream.watch_children(self.process.pid)
        elif kind in ("written", "intent", "settled"):
            assert self.ledger is not None
            self.stream.watch_ledger(self.ledger)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.over.set()
        self.kill("tree")
        self.process.wait()
        self._reader.join(_GONE_SECONDS)
        self._out.close()

    def kill(self, target: Target) -> bool:
        """SIGKILL, or SIGSTOP, now; whether there was somebody to get it."""
        with contextlib.suppress(psutil.NoSuchProcess):
            own = psutil.Process(self.process.pid)
            self._left = own.children(recursive=True)
            if target == "group":
                os.killpg(self.process.pid, signal.SIGKILL)
                return True
            chosen = _chosen(own, self._left, target.removesuffix(HALTED))
            return _send(chosen, signal.SIGSTOP if target.endswith(HALTED) else signal.SIGKILL)
        return False

    def left_over(self) -> list[str]:
        """Names of descendants that are still there a while after the kill; they are ended then."""
        self.process.wait(_GONE_SECONDS)
        _, alive = psutil.wait_procs(self._left, timeout=_GONE_SECONDS)
        names = [_name(process) for process in alive]
        _send(alive, signal.SIGKILL)
        return names

    def wait(self) -> int:
        """Let it come to its end; its exit code.

        Raises:
            subprocess.TimeoutExpired: it doesn't.
        """
        return self.process.wait(LONGEST_RUN)

    @property
    def document(self) -> dict[str, Any]:
        """The one JSON document that it has printed."""
        self._out.seek(0)
        document: dict[str, Any] = json.loads(self._out.read())
        return document


def _chosen(own: psutil.Process, below: list[psutil.Process], target: str) -> list[psutil.Process]:
    if target == "tree":
        return [own, *below]
    driver = next((process for process in below if _name(process).startswith("node")), None)
    if driver is None:
        return []
    return (
        [driver]
        if target == "driver"
        else [process for process in driver.children(recursive=True) if is_browser(process)]
    )


def is_browser(process: psutil.Process) -> bool:
    """Whether it is Chromium's main process: neither one of its own children nor the shell script that starts it."""
    with contextlib.suppress(psutil.Error):
        return "chrom" in Path(process.exe()).name and not any("--type=" in word for word in process.cmdline())
    return False


def _send(processes: list[psutil.Process], number: signal.Signals) -> bool:
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(number)
    return bool(processes)


def _name(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.NoSuchProcess):
        return str(process.name())
    return ""
