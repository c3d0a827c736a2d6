"""Disks that fill up during a run, each a small file system in memory (tmpfs), which only some users may mount."""

from __future__ import annotations

import contextlib
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tests.torture.campaign import Campaign
from tests.torture.points import on
from tests.torture.portal import PortalProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.torture.campaign import Verdict
    from tests.torture.happenings import Kind
    from tests.torture.run import Run

Place = Literal["ledger", "evidence", "temporary files"]

_COMPANIES = 3
_MEGABYTES = 64
_CHUNK = 1 << 16
_LINE = 120
_FULL = re.compile(r"disk is full|No space left|full disk|no room", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filling:
    """A disk that fills up at a moment.

    Attributes:
        place: what lies on it.
        kind, text: what happens then, as for `points.on`.
        hold: where the portal is to hold the confirmation.
    """

    place: Place
    kind: Kind
    text: str = ""
    hold: str | None = None

    def __str__(self) -> str:
        when = "driver starts" if self.kind == "process" else self.text.strip(": ") or f"confirmation {self.hold}"
        return f"full disk of the {self.place}, {when}"


FILLINGS = (
    Filling("ledger", "line", ": menu"),
    Filling("ledger", "line", ": review, compared field by field"),
    Filling("ledger", "held", hold="received"),
    Filling("evidence", "line", ": user name"),
    Filling("evidence", "held", hold="received"),
    Filling("temporary files", "process", "node"),
    Filling("temporary files", "line", ": contact data"),
    Filling("temporary files", "held", hold="received"),
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of it.

    Attributes:
        code: the run's exit code.
        said: the last line in which the run told of the disk, else its last one.
        clear: whether it told of it, or nothing was amiss, and never in the words of Python.
        verdict: from what the portal says after the next runs.
    """

    code: int
    said: str
    clear: bool
    verdict: Verdict


class Disk:
    """A small disk of its own, mounted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave not a byte of room."""
        for size in (_CHUNK, 1):
            with contextlib.suppress(OSError), self._filler.open("ab", buffering=0) as filler:
                while filler.write(b"\0" * size) == size:
                    pass

    def empty(self) -> None:
        """Make room again."""
        self._filler.unlink(missing_ok=True)


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[Disk | None]:
    """A small disk at a folder that is made for it, or None where this user may not mount one."""
    folder.mkdir(parents=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={_MEGABYTES}m,mode=0700", "tmpfs", str(folder)]
    try:
        done = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        done = False
    if not done:
        yield None
        return
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False, capture_output=True)  # noqa: S607 - as `mount`


def fill(filling: Filling, folder: Path) -> Filled | None:
    """Register companies while a disk fills up, make room again, settle; None where no disk can be mounted."""
    with mounted(folder / "disk") as disk, PortalProcess(folder / "portal", _COMPANIES) as portal:
        if disk is None:
            return None
        campaign = Campaign(folder / "runs", portal, portal.companies, **_settings(filling.place, disk.folder))
        if filling.place == "ledger":
            campaign.ledger = disk.folder / "ledger.db"
        elif filling.place == "temporary files":
            campaign.variables["TMPDIR"] = str(disk.folder)
        when: Callable[[Run], bool] = on(filling.kind, filling.text)
        with campaign.begin() as run:
            if filling.hold:
                portal.hold(filling.hold, run.stream)
            came = when(run)
            disk.fill()
            if filling.hold:
                portal.release()
            code = run.wait()
            run.stream.over.set()
        portal.stream = None
        disk.empty()
        told = [line.strip() for line in run.lines if _FULL.search(line)]
        said = (told or [line.strip() for line in run.lines if line.strip()] or [""])[-1]
        clear = came and bool(code == 0 or told) and not any("Traceback" in line for line in run.lines)
        return Filled(code, said[-_LINE:] if came else "THE MOMENT NEVER CAME", clear, campaign.verdict())


def _settings(place: Place, disk: Path) -> dict[str, str]:
    if place == "ledger":
        return {"DATABASE": f"sqlite:///{disk / 'ledger.db'}"}
    return {"OUTPUT": str(disk / "output")} if place == "evidence" else {}
