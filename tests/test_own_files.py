"""What is written about companies and people is for who ran the command, whatever the machine would let others do."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from batchportal import credentials, export, files
from batchportal.cli import mishaps
from batchportal.drift import baseline
from batchportal.evidence import Evidence
from batchportal.kept import SessionFile
from batchportal.keys import new_ssh_key_pair
from batchportal.ledger import Ledger, exclusive
from batchportal.models import BrowserState
from batchportal.moments import now
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


def test_a_new_ledger_is_its_owners_from_its_first_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was open to others for a moment could stay open in somebody's hands."""

    def closed_later(*_: object) -> None:
        pytest.fail("it was open to others")

    monkeypatch.setattr(os, "fchmod", closed_later)
    Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", PORTAL).close()


def test_the_lock_of_a_ledger_and_all_folders_above_it_that_were_not_there_are_their_owners(tmp_path: Path) -> None:
    with exclusive(f"sqlite:///{tmp_path / 'home' / 'data' / 'ledger.db'}", "register"):
        assert modes(tmp_path / "home") == {"folder 700", "file 600"}


def test_a_kept_session_is_its_owners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "session_key", lambda _login, **_: bytes(32))
    path = tmp_path / "home" / "sessions" / "office.json"
    SessionFile("office", PORTAL, now(), path).write(BrowserState(PORTAL, {}, {}, frozenset()))
    assert modes(tmp_path / "home") == {"folder 700", "file 600"}


def test_a_walk_that_is_kept_to_compare_with_is_its_owners(tmp_path: Path) -> None:
    baseline.keep(tmp_path / "home" / "walks" / "fr.json", baseline.Walk(now(), {}))
    assert modes(tmp_path / "home") == {"folder 700", "file 600"}


def test_the_traceback_of_an_unforeseen_error_is_its_owners(tmp_path: Path) -> None:
    mishaps._keep_traceback(ValueError("unforeseen"))
    assert modes(tmp_path / "home") == {"folder 700", "file 600"}


def test_a_private_key_is_its_owners_and_its_public_half_may_be_handed_on(tmp_path: Path) -> None:
    new_ssh_key_pair(tmp_path / "home" / "new" / "keys", "sftp")
    assert modes(tmp_path / "home") == {"folder 700", "file 600", "file 644"}


def test_what_is_for_everybody_is_as_open_as_the_machine_would_have_it(tmp_path: Path) -> None:
    files.replace(tmp_path / "batchportal.toml", b"")
    assert modes(tmp_path) >= {"file 666"}


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
