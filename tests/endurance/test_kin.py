"""Whom `make endurance` follows: small programs with the names of browser and driver."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.endurance.kin import Kin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a browser and a driver that only sleep."""
    for program, name in (("sleep", "chromium"), ("sleep", "node"), ("sh", "chromium-that-forks")):
        shutil.copy(shutil.which(program) or program, tmp_path / name)
    return tmp_path


@contextmanager
def begun(script: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], Kin]]:
    """A command that has said all its lines, and its kin, which look when they are told to; all of them end with it."""
    variable = ("ENDURANCE_TEST", str(folder))
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"{script}\necho begun\nread _"],
        cwd=folder,
        env={**os.environ, variable[0]: variable[1]},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    kin = Kin(process.pid, variable)
    try:
        assert process.stdout is not None
        assert "begun\n" in iter(process.stdout.readline, "")
        yield process, kin
    finally:
        for one in (*kin.alive, *kin.seen):
            try:
                one.kill()
            except psutil.NoSuchProcess:
                continue
        process.communicate()


def names(processes: set[psutil.Process]) -> list[str]:
    return sorted(process.name() for process in processes)


def test_who_lost_the_parent_before_anybody_looked_is_followed(folder: Path) -> None:
    with begun("(./chromium 600 >&2 &)\n./node 600 >&2 &", folder) as (process, kin):
        while not (kin.browsers and kin.drivers):
            kin.look()
        process.kill()
        process.wait()
        assert len(kin.left(0)) == 2
        assert names(kin.alive) == ["chromium", "node"]


def test_who_loses_the_parent_later_is_followed_also_without_anything_inherited(folder: Path) -> None:
    script = "env -i /bin/sh -c './chromium 600 >&2 & exec ./node 600 >&2' &"
    with begun(script, folder) as (process, kin):
        while not (kin.browsers and kin.drivers):
            kin.look()
        for one in kin.drivers:
            one.kill()
        process.communicate("\n")
        while kin.drivers & kin.alive:
            kin.look()
        (left,) = kin.left(0)
        assert "chromium" in left
        assert str(kin).startswith("3 processes seen, of them 1 browsers and 1 drivers")


def test_what_a_browser_begins_is_no_browser_of_its_own(folder: Path) -> None:
    with begun("./chromium-that-forks -c './chromium 600 >&2 & wait' &", folder) as (_, kin):
        while not kin.browsers or len(kin.alive) < 3:
            kin.look()
        kin.look()
        assert len(kin.browsers) == 1


def test_a_zombie_is_counted_and_told_of(folder: Path) -> None:
    # The shell would ask for an exit code; what it becomes doesn't.
    with begun("./node 600 >&2 &\necho begun\nexec ./chromium 600 >&2", folder) as (_, kin):
        while not (kin.browsers and kin.drivers):
            kin.look()
        for one in kin.drivers:
            one.kill()
        while not kin.zombies:
            kin.look()
        assert names(kin.zombies) == ["node"]
        assert str(kin).endswith("1 zombies at most")


def test_nobody_is_left_of_a_command_that_ended_all_it_began(folder: Path) -> None:
    with begun("./node 0.1 >&2", folder) as (process, kin), kin:
        process.communicate("\n")
        assert kin.left(30) == []
