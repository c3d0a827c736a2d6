"""`batchportal filename` as a process: names of files for an application and a sender number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.cli.filename import _code
from batchportal.errors import UsageError
from tests.cli_process import run

if TYPE_CHECKING:
    from pathlib import Path


def test_file_names_are_made_and_checked(tmp_path: Path) -> None:
    made = run(tmp_path, "filename", "DMFA", "--sender", "6400", "--date", "2026-01-02").out.split()
    assert made == [
        "FI.DMFA.006400.20260102.00001.R.1.1",
        "FS.DMFA.006400.20260102.00001.R.1.1",
        "GO.DMFA.006400.20260102.00001.R.1",
    ]
    assert run(tmp_path, "filename", *made).code == 0
    assert run(tmp_path, "filename", "FI.DMFA.6400.20260102.00001.R.1.1").code == 2


def test_file_names_are_made_for_an_application_by_its_name(tmp_path: Path) -> None:
    made = run(tmp_path, "filename", "DRS", "chômage", "--sender", "6400", "--date", "2026-01-02").out.split()
    assert made == [f"{kind}.WECH.006400.20260102.00001.R" for kind in ("FI", "FS", "GO")]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("ePK", "No public page says which code file names have for ePK"),
        ("DRS", "DRS chômage (WECH)"),
        ("DmfAA", "Did you mean DmfA"),
    ],
)
def test_an_application_without_a_known_code_gets_no_file_name(word: str, said: str) -> None:
    with pytest.raises(UsageError) as refusal:
        _code(word)
    assert said in refusal.value.message


def test_what_may_be_a_code_is_taken_with_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert _code("DB2P") == ("DB2P", True)
    assert "Make sure before you send" in capsys.readouterr().err
    assert _code("NOTI") == ("NOTI", True)
    assert capsys.readouterr().err == ""


def test_a_file_name_needs_one_sender(tmp_path: Path) -> None:
    done = run(tmp_path, "filename", "DMFA")
    assert done.code == 2
    assert "--sender" in done.err
