"""All processes that a command has ever started: who lives, who is a zombie, who was left behind."""

from __future__ import annotations

import contextlib
import threading
from time import monotonic
from typing import TYPE_CHECKING, Self

import psutil

from tests.torture.run import is_browser

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOOK_SECONDS = 0.25


class Kin:
    """Follows a command's processes, also those whose parents have died, from when the block is entered to its end.

    A process belongs to it whose parent does, or that has inherited a variable that no other command's processes have:
    the only sign of those whose parent died before anybody looked.

    Args:
        pid: of the command.
        variable: name and value.
    """

    def __init__(self, pid: int, variable: tuple[str, str]) -> None:
        self._variable = variable
        self._strangers: dict[int, psutil.Process] = {}
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self.alive = {psutil.Process(pid)}
        """Who is there; a zombie is."""
        self.seen = set(self.alive)
        """Everybody, ever."""
        self.browsers: set[psutil.Process] = set()
        self.drivers: set[psutil.Process] = set()
        self.zombies: set[psutil.Process] = set()
        """Who has died, and has a parent that doesn't want to know, at the last look."""
        self.most_zombies = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            self.look()

    def look(self) -> None:
        """See who is there now."""
        with self._lock:
            self.alive = {process for process in self.alive if process.is_running()}
            # A child may be listed before its parent.
            while found := set(self._found()):
                self.alive |= found
                self.seen |= found
            for process in sorted(self.alive - self.browsers, key=lambda one: (one.create_time(), one.pid)):
                if self._is_browser(process):
                    self.browsers.add(process)
            self.drivers |= {process for process in self.alive if _is_driver(process)}
            self.zombies = {process for process in self.alive if _is_zombie(process)}
            self.most_zombies = max(self.most_zombies, len(self.zombies))

    def _found(self) -> Iterable[psutil.Process]:
        pids = {process.pid for process in self.alive}
        for pid in set(psutil.pids()) - pids:
            with contextlib.suppress(psutil.NoSuchProcess):
                known = self._strangers.get(pid)
                process = known if known is not None and known.is_running() else psutil.Process(pid)
                # What is inherited is looked at once: some programs write other things there later.
                inherited = {} if process is known else _inherited(process)
                name, value = self._variable
                if process.ppid() in pids or inherited.get(name) == value:
                    yield process
                elif inherited:
                    # A process that is just becoming another program shows nothing for a moment.
                    self._strangers[pid] = process

    def _is_browser(self, process: psutil.Process) -> bool:
        """Whether it is one. What a browser begins looks like it until it has its own words."""
        with contextlib.suppress(psutil.Error):
            # Asked anew: psutil remembers which program a process was before it became another.
            now = psutil.Process(process.pid)
            return is_browser(now) and now.ppid() not in {browser.pid for browser in self.browsers & self.alive}
        return False

    def left(self, seconds: float) -> list[str]:
        """Who is still there after so many seconds, a zombie or not, each as text; it returns earlier if nobody is."""
        end = monotonic() + seconds
        while True:
            self.look()
            if not self.alive or monotonic() > end:
                return sorted(map(_told, self.alive))
            psutil.wait_procs(self.alive, timeout=_LOOK_SECONDS)

    def __str__(self) -> str:
        return (
            f"{len(self.seen)} processes seen, of them {len(self.browsers)} browsers and {len(self.drivers)} drivers; "
            f"{self.most_zombies} zombies at most"
        )


def _inherited(process: psutil.Process) -> dict[str, str]:
    with contextlib.suppress(psutil.AccessDenied, psutil.ZombieProcess):
        return process.environ()
    return {}


def _is_driver(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.name().startswith("node")
    return False


def _is_zombie(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.Error):
        return process.status() == psutil.STATUS_ZOMBIE
    return False


def _told(process: psutil.Process) -> str:
    with contextlib.suppress(psutil.Error):
        return f"{process.pid} {process.name()} {process.status()}"
    return f"{process.pid}"
