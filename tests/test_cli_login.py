"""`login` as people run it: nobody types a password in vain, and a wrong name is said to be one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import LoginRefused
from batchportal.ledger import Ledger
from tests.cli_process import run

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_keyring_is_told_before_anything_is_read(tmp_path: Path) -> None:
    # With nothing on stdin, whoever reads first complains of that.
    done = run(tmp_path, "login", "set", "acme", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring")
    assert done.code == 2
    assert "no keyring on this machine" in done.err
    assert "nothing was given" not in done.err


def test_a_name_that_no_login_can_have_is_told_before_anything_is_read(tmp_path: Path) -> None:
    done = run(tmp_path, "login", "set", "Acme Corp")
    assert done.code == 2
    assert "can't be the name of a login" in done.err


def test_a_login_that_was_never_refused_needs_no_unlocking(tmp_path: Path) -> None:
    run(tmp_path, "login", "set", "acme", typed="demo\nCanary-Password-77\n")
    done = run(tmp_path, "login", "unlock", "acme")
    assert done.code == 0
    assert "was not locked" in done.err


def test_unlocking_a_login_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    run(tmp_path, "login", "set", "acme", typed="demo\nCanary-Password-77\n")
    near, far = (run(tmp_path, "login", "unlock", name) for name in ("acmee", "payroll"))
    assert (near.code, far.code) == (2, 2)
    assert "no login 'acmee'. Did you mean 'acme'?" in near.err
    assert "Did you mean" not in far.err
    assert "Stored are: acme." in far.err


def test_a_login_that_is_locked_at_another_portal_is_told_where(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger(database, "https://other.example/", owner="test") as ledger:
        ledger.guard.lock("acme", LoginRefused("The portal refused user name and password."))

    here = run(tmp_path, "login", "unlock", "acme", "--database", database)
    there = run(tmp_path, "login", "unlock", "acme", "--database", database, "--portal", "https://other.example/")

    assert here.code == 2
    assert "batchportal login unlock acme --portal https://other.example" in " ".join(here.err.split())
    assert there.code == 0
    assert "may be tried again" in there.err


def test_the_login_of_the_environment_is_known_where_there_is_no_keyring(tmp_path: Path) -> None:
    variables = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", "BATCHPORTAL_USERNAME": "demo"}
    assert run(tmp_path, "login", "unlock", **variables).code == 0
    assert run(tmp_path, "login", "unlock", "acme", **variables).code == 2
