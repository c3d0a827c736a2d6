"""The command line as a process, where no portal is needed."""

from __future__ import annotations

import importlib
import itertools
import os
import pkgutil
import re
import signal
import stat
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

import batchportal
from batchportal.cli import root
from batchportal.errors import BatchportalError
from batchportal.report.advice import advice_for, codes
from batchportal.stub.faults import FIELDS, KINDS, STEPS, parse_fault
from tests.cli_process import ROOT, command, environment, run, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = ("0403.170.701", "sillonpension01")
HEAVY = (
    "playwright",
    "dbos",
    "structlog",
    "sqlalchemy",
    "pydantic_settings",
    "openpyxl",
    "cryptography",
    "rich",
    "keyring",
)


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    script = "import sys; from batchportal.cli.root import app; app(['--help'], standalone_mode=False)"
    check = f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    (tmp_path / "helped.py").write_text(f"{script}\n{check}\n", encoding="utf-8")
    done = _python(tmp_path, "helped.py")
    assert "register" in done
    assert done.endswith("[]\n")


@pytest.mark.parametrize("words", [[name] for name in root.names()] + [["login", "set"], ["keys", "new"]])
def test_every_command_explains_itself(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path, *words, "--help")
    assert done.code == 0
    assert f"Usage: batchportal {' '.join(words)}" in done.out
    assert not re.search(r"\[\[|\.\.\.[]}]| range>", done.out)
    assert not done.err


def test_the_shell_completes_commands_and_options(tmp_path: Path) -> None:
    def completed(line: str) -> list[str]:
        words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
        return run(tmp_path, _BATCHPORTAL_COMPLETE="complete_bash", **words).out.split()

    assert completed("batchportal reg") == ["register"]
    assert completed("batchportal login unl") == ["unlock"]
    assert completed("batchportal register --dry") == ["--dry-run"]


def test_the_list_of_commands_is_complete_and_in_order(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    listed = [
        line.split()[0] for line in done.out.splitlines() if line.startswith("  ") and line.split()[0] in root.names()
    ]
    assert listed == list(root.names())


def test_a_mistyped_command_gets_a_suggestion(tmp_path: Path) -> None:
    done = run(tmp_path, "regster")
    assert done.code == 2
    assert "Did you mean 'register'?" in done.err


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").out.startswith("batchportal 0.")


def test_expected_errors_are_a_message_on_stderr_and_no_traceback(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "nowhere.csv")
    assert done.code == 2
    assert done.err.startswith("Error: nowhere.csv")
    assert "Traceback" not in done.err
    assert not done.out


def test_an_unforeseen_error_leaves_its_traceback_in_a_private_file_without_secrets(tmp_path: Path) -> None:
    canary = "Canary-Password-77"
    (tmp_path / "sitecustomize.py").write_text(
        "import batchportal.batches as batches\n"
        "def broken(*a, **k): raise KeyError('the password is Canary-Password-77')\n"
        "batches.read_batch = broken\n",
        encoding="utf-8",
    )
    sheet(tmp_path, GOOD)
    done = run(
        tmp_path,
        "check",
        "companies.csv",
        BATCHPORTAL_USERNAME="demo",
        BATCHPORTAL_PASSWORD=canary,
        PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}",
    )
    assert done.code == 1
    assert "KeyError" in done.err
    (kept,) = (tmp_path / "home" / "state").rglob("traceback-*.txt")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert kept.name in done.err.replace("\n  ", " ").replace("\n", "")
    assert "in broken" in kept.read_text(encoding="utf-8")
    assert canary not in kept.read_text(encoding="utf-8") + done.err + done.out


def test_check_tells_every_issue_at_once(tmp_path: Path) -> None:
    sheet(tmp_path, ("0403.170.702", "UPPER"), GOOD, ("0441.122.049", GOOD[1]))
    done = run(tmp_path, "check", "companies.csv")
    assert done.code == 2
    for words in ("3 rows", "Row 2", "enterprise_number", "check digits", "username", "Row 4"):
        assert words in done.out
    assert not [line for line in done.out.splitlines() if line != line.rstrip()]


def test_check_as_json_is_one_document(tmp_path: Path) -> None:
    sheet(tmp_path, ("0403.170.702", "alphatech01"), ("0441.122.049", "lindepension01"))
    done = run(tmp_path, "check", "companies.csv", "--json")
    assert done.code == 2
    assert [entry["row"] for entry in done.document["registrations"]] == [3]
    assert [(issue["row"], issue["column"], issue["severity"]) for issue in done.document["issues"]] == [
        (2, "enterprise_number", "error")
    ]
    assert done.document["summary"] == {"rows": 2, "ready": 1, "errors": 1, "warnings": 0}


def test_check_of_a_good_list_succeeds(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD)
    done = run(tmp_path, "check", "companies.csv")
    assert (done.code, done.err) == (0, "")
    assert "1 row, 1 ready" in done.out


def test_init_writes_files_that_load_and_that_check_refuses_until_they_are_filled_in(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "mine").code == 0
    assert not tomllib.loads((tmp_path / "mine" / "batchportal.toml").read_text(encoding="utf-8"))
    done = run(tmp_path / "mine", "check", "companies.csv")
    assert done.code == 2
    assert "Row 2" in done.out
    assert "The file as a whole" not in done.out


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "companies.csv").write_text("mine", encoding="utf-8")
    done = run(tmp_path, "init")
    assert done.code == 2
    assert (tmp_path / "companies.csv").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "batchportal.toml").exists()


def test_a_new_key_pair_is_private_and_its_public_half_is_taken(tmp_path: Path) -> None:
    assert run(tmp_path, "keys", "new", "sftp", "--folder", "keys", "--bits", "2048").code == 0
    assert stat.S_IMODE((tmp_path / "keys" / "sftp").stat().st_mode) == 0o600
    done = run(tmp_path, "keys", "show", "keys/sftp.pub")
    assert done.code == 0
    assert "2048" in done.out
    assert "SHA256:" in done.out


def test_a_passphrase_comes_from_stdin_and_protects_the_private_half(tmp_path: Path) -> None:
    assert run(tmp_path, "keys", "new", "sftp", "--bits", "2048", "--passphrase", typed="Canary word\n").code == 0
    assert "ENCRYPTED" in (tmp_path / "sftp").read_text(encoding="utf-8")


def test_a_private_key_is_refused_by_keys_show(tmp_path: Path) -> None:
    run(tmp_path, "keys", "new", "sftp", "--bits", "2048")
    done = run(tmp_path, "keys", "show", "sftp", "sftp.pub", "nothing", "--json")
    assert done.code == 2
    assert [entry["taken"] for entry in done.document["files"]] == [False, True, False]
    assert done.document["files"][0]["error"]["code"] == "private_key"


def test_keys_show_does_not_wait_for_a_named_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run(tmp_path, "keys", "show", "pipe")
    assert done.code == 2
    assert "is no file" in done.out


def test_a_login_is_stored_from_stdin_listed_and_removed(tmp_path: Path) -> None:
    stored = run(tmp_path, "login", "set", "acme", typed="demo\nCanary-Password-77\n")
    assert stored.code == 0
    assert "Canary" not in stored.out + stored.err
    assert "Canary-Password-77" in (tmp_path / "keyring.json").read_text(encoding="utf-8")
    assert run(tmp_path, "login", "list").out == "acme  password\n"
    assert run(tmp_path, "login", "remove", "acme").code == 0
    assert run(tmp_path, "login", "list", "--json").document == {"logins": []}
    assert "Canary" not in (tmp_path / "keyring.json").read_text(encoding="utf-8")


def test_a_password_is_no_option(tmp_path: Path) -> None:
    done = run(tmp_path, "login", "set", "acme", "--password", "Canary-Password-77")
    assert done.code == 2
    assert not (tmp_path / "keyring.json").exists()


def test_register_touches_nothing_when_a_row_has_an_error(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD, ("0403.170.702", "alphatech01"))
    done = run(tmp_path, "register", "companies.csv", "--yes")
    assert done.code == 2
    assert "Row 3" in done.out
    assert "Nothing was touched" in done.err
    assert not list((tmp_path / "home" / "data").rglob("*"))


def test_register_as_json_tells_the_issues_of_a_wrong_list_in_one_document(tmp_path: Path) -> None:
    sheet(tmp_path, ("0403.170.702", "alphatech01"))
    done = run(tmp_path, "register", "companies.csv", "--yes", "--json")
    assert done.code == 2
    assert done.document["registrations"] == []
    assert done.document["issues"][0]["rule"] == "enterprise_number"


def test_register_refuses_without_a_terminal_and_without_yes(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD)
    done = run(tmp_path, "register", "companies.csv", typed="y\n")
    assert done.code == 2
    assert "--yes" in done.err
    assert not list((tmp_path / "home" / "data").rglob("*"))


def test_register_without_a_stored_login_says_how_to_store_one(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD)
    done = run(tmp_path, "register", "companies.csv", "--yes")
    assert done.code == 2
    assert "batchportal login set" in done.err.replace("\n  ", " ")


def test_a_wrong_setting_names_its_source(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD)
    done = run(tmp_path, "register", "companies.csv", BATCHPORTAL_SESSIONS="99")
    assert done.code == 2
    assert "BATCHPORTAL_SESSIONS" in done.err


def test_the_settings_file_can_be_named(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD)
    (tmp_path / "other.toml").write_text('languag = "nl"\n', encoding="utf-8")
    done = run(tmp_path, "check", "companies.csv", "--config", "other.toml")
    assert done.code == 2
    assert "language" in done.err


def test_settings_beside_the_list_count_where_the_working_folder_has_none(tmp_path: Path) -> None:
    folder = tmp_path / "june"
    folder.mkdir()
    sheet(folder, GOOD)
    (folder / "batchportal.toml").write_text("sessions = 99\n")
    beside = run(tmp_path, "register", "june/companies.csv", "--yes")
    assert beside.code == 2
    assert "Settings: june/batchportal.toml, beside the list." in beside.err
    assert f"sessions = 99 (in {folder / 'batchportal.toml'})" in " ".join(beside.err.split())

    (tmp_path / "batchportal.toml").write_text('login = "Nobody At All"\n')
    here = run(tmp_path, "check", "june/companies.csv")
    assert "beside the list" not in here.err
    assert "Nobody At All" in here.out


def test_verbose_says_which_settings_file_was_read(tmp_path: Path) -> None:
    sheet(tmp_path, GOOD)
    (tmp_path / "batchportal.toml").write_text('portal = "http://127.0.0.1:9/"\n')
    words = ("register", "companies.csv", "--verbose")
    assert re.search(r"settings +file=batchportal\.toml", run(tmp_path, *words).err)
    assert "settings" not in run(tmp_path, *words[:-1]).err


def test_status_of_nothing_makes_no_ledger(tmp_path: Path) -> None:
    done = run(tmp_path, "status", "--json")
    assert done.document == {"portal": "https://www.socialsecurity.be", "registrations": [], "summary": {}}
    assert not list((tmp_path / "home" / "data").rglob("*"))


def test_lookup_names_what_is_no_number(tmp_path: Path) -> None:
    done = run(tmp_path, "lookup", "0403.170.702")
    assert done.code == 2
    assert "0403.170.702" in done.err


def test_every_error_that_ends_a_row_has_advice() -> None:
    # Which classes there are must not depend on what other tests have imported.
    for module in pkgutil.walk_packages(batchportal.__path__, "batchportal."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    said_by_the_message = {"error", "usage"}
    without = {kind.code for kind in _kinds(BatchportalError)} - set(codes()) - said_by_the_message
    from_outside = {code for code in without if advice_for(code) is None}
    assert from_outside <= _NOT_OF_A_ROW


_NOT_OF_A_ROW = {
    "change_refused",
    "credentials_missing",
    "file_unreadable",
    "filename",
    "key_refused",
    "ledger",
    "ledger_failed",
    "recording_not_scrubbed",
    "taken_over",
}
"""Their messages say what to do; they end a command, not a row."""


def _kinds(kind: type[BatchportalError]) -> Iterator[type[BatchportalError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)


def _python(folder: Path, script: str) -> str:
    done = subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_stub_says_how_to_get_in_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    process = subprocess.Popen(
        command("stub", "--port", "0", "--login-port", "0"),
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert re.search(r"portal +http://127\.0\.0\.1:\d+/", "".join(lines))
    assert process.returncode == 0
    assert "Traceback" not in err


def test_the_help_of_the_stub_says_all_that_a_fault_may_be(tmp_path: Path) -> None:
    told = run(tmp_path, "stub", "--help").out
    words = re.findall(r"\w+", told)
    assert [name for name in (*STEPS, *KINDS, *itertools.chain(*FIELDS.values())) if name not in words] == []
    (example,) = re.findall(r"--fault (\S+) --fault (\S+)", told)
    assert [parse_fault(fault).kind for fault in example] == ["commit_then_drop", "invalid"]


@pytest.mark.parametrize("words", [("--fault", "nowhere:http_500"), ("--skin", "nothing"), ("--tls", "portal")])
def test_a_stub_that_makes_no_sense_is_not_run(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path, "stub", "--port", "0", "--login-port", "0", *words)
    assert done.code == 2
    assert words[1].split(":")[0] in done.err
