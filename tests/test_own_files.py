"""What is written about companies and people is for who ran the command, whatever the machine would let others do."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from batchportal import export
from batchportal.evidence import Evidence
from batchportal.ledger import Ledger
from batchportal.report import page
from tests.cli_process import run
from tests.kept_ledger import ONE, PORTAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    """A machine on which everybody may read what nobody has thought of."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> set[str]:
    """How files and folders below a folder are open, each kind on its own."""
    found = list(folder.rglob("*"))
    assert any(path.is_file() for path in found)
    return {f"{'folder' if path.is_dir() else 'file'} {stat.S_IMODE(path.stat().st_mode):o}" for path in found}


def test_evidence_and_all_folders_above_it_that_were_not_there_are_their_owners(tmp_path: Path) -> None:
    Evidence(tmp_path / "home" / "output" / "evidence" / "portal" / "visit").note("asked", {"username": ONE.username})
    assert modes(tmp_path / "home") == {"folder 700", "file 600"}


def test_a_ledger_and_all_folders_above_it_that_were_not_there_are_their_owners(tmp_path: Path) -> None:
    Ledger(f"sqlite:///{tmp_path / 'home' / 'data' / 'batchportal' / 'ledger.db'}", PORTAL).close()
    assert modes(tmp_path / "home") == {"folder 700", "file 600"}


def test_a_report_is_its_owners_as_the_evidence_is(tmp_path: Path) -> None:
    page.write(tmp_path / "home" / "output" / "report.html", PORTAL, ())
    assert modes(tmp_path / "home") == {"folder 700", "file 600"}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_is_its_owners_even_where_it_replaces_a_file_that_was_not(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "lists" / f"results.{ending}"
    path.parent.mkdir()
    path.write_bytes(b"before")
    export.write(path, export.from_ledger(()), export.document(PORTAL, ()), overwrite=True)
    assert modes(tmp_path / "lists") == {"file 600"}


def test_what_is_written_to_the_default_output_folder_is_its_owners(tmp_path: Path) -> None:
    assert run(tmp_path, "report").code == 0
    assert modes(tmp_path / "home" / "data" / "batchportal") == {"folder 700", "file 600"}


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    page.write(tmp_path / "shared" / "new" / "report.html", PORTAL, ())
    assert [stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "shared", tmp_path / "shared" / "new")] == [
        0o755,
        0o700,
    ]
