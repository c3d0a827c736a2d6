"""The command line as a process, in a real browser, against the stub portal."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
from typing import TYPE_CHECKING

import pytest

from batchportal.stub import StubPortal
from tests.cli_process import command, environment, run, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SILLON, LINDE, ANCRE, CANAL = "0403.170.701", "0441.122.049", "0207.886.044", "0903.441.766"
CANARY = "tR7v-Kq2W9-mXz4"


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    """A stub portal."""
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def settings(tmp_path: Path, portal: StubPortal) -> dict[str, str]:
    """Settings for this portal, with everything that is written below the test's folder."""
    return {
        "BATCHPORTAL_PORTAL": portal.url,
        "BATCHPORTAL_DATABASE": f"sqlite:///{tmp_path / 'ledger.db'}",
        "BATCHPORTAL_OUTPUT": str(tmp_path / "output"),
        "BATCHPORTAL_USERNAME": "demo",
        "BATCHPORTAL_PASSWORD": CANARY,
    }


def _files_with(folder: Path, secret: str) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


def test_a_list_becomes_sender_numbers_and_each_trouble_its_own_state(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    assert portal.users[0].password == CANARY
    sheet(tmp_path, (LINDE, "lindepension01"), (SILLON, "pension01"), (ANCRE, "ancre2026x"), (CANAL, "imprimerie01"))
    done = run(tmp_path, "register", "companies.csv", "--yes", "--json", "--sessions", "2", "--verbose", **settings)
    registered, taken, existing, foreign = done.document["registrations"]

    assert done.code == 1
    truth = portal.truth()
    (ours,) = [entry for entry in truth["registrations"] if entry["username"] == "lindepension01"]
    assert (registered["state"], registered["sender_number"]) == ("registered", ours["sender_number"])
    assert registered["file_sender"] == ours["sender_number"].zfill(6)
    assert (taken["state"], taken["error"]["code"]) == ("rejected", "username_taken")
    assert (existing["state"], existing["sender_number"]) == ("already_registered", "4711")
    assert (foreign["state"], foreign["error"]["code"]) == ("rejected", "not_local_manager")
    assert done.document["summary"] == {"registered": 1, "rejected": 2, "already_registered": 1}
    assert truth["confirm_requests"] == 1
    assert "Traceback" not in done.err

    again = run(tmp_path, "status", "--json", **settings)
    assert again.document["registrations"] == done.document["registrations"]
    page = run(tmp_path, "report", **settings)
    assert (tmp_path / "output" / "report.html").samefile(page.out.strip())
    exported = run(tmp_path, "export", "out.csv", "--file", "companies.csv", **settings)
    assert exported.code == 0
    assert f";registered;{ours['sender_number']};" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")

    told = "".join(command.out + command.err for command in (done, again, page, exported))
    assert CANARY not in told
    assert _files_with(tmp_path, CANARY) == []
    assert (tmp_path / "ledger.db").exists()
    assert list((tmp_path / "output").rglob("*.png"))


def test_done_rows_are_not_touched_again(tmp_path: Path, portal: StubPortal, settings: dict[str, str]) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    first = run(tmp_path, "register", "companies.csv", "--yes", "--json", **settings)
    visits = portal.truth()["requests"]
    second = run(tmp_path, "register", "companies.csv", "--json", **settings)

    assert (first.code, second.code) == (0, 0)
    assert second.document == first.document
    assert portal.truth()["requests"] == visits


def test_a_dry_run_confirms_nothing(tmp_path: Path, portal: StubPortal, settings: dict[str, str]) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    done = run(tmp_path, "register", "companies.csv", "--dry-run", **settings)

    assert done.code == 0
    assert "prepared" in done.out
    assert portal.truth()["confirm_requests"] == 0


def test_rows_with_errors_can_be_left_out_and_are_told_as_rejected(tmp_path: Path, settings: dict[str, str]) -> None:
    sheet(tmp_path, ("0403.170.702", "alphatech01"), (ANCRE, "ancre2026x"))
    done = run(tmp_path, "register", "companies.csv", "--yes", "--skip-invalid", "--json", **settings)

    assert done.code == 1
    assert [(entry["row"], entry["state"]) for entry in done.document["registrations"]] == [
        (2, "rejected"),
        (3, "already_registered"),
    ]
    assert done.document["registrations"][0]["error"]["code"] == "enterprise_number"


def test_a_refused_password_is_tried_once_however_often_the_command_runs(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"), (SILLON, "sillonpension01"))
    wrong = {**settings, "BATCHPORTAL_PASSWORD": "Wrong-Canary-99"}
    done = [run(tmp_path, "register", "companies.csv", "--yes", "--sessions", "2", **wrong) for _ in range(2)]

    assert [one.code for one in done] == [77, 77]
    assert portal.truth()["log_ins"]["refused"] == 1
    assert "login_refused" in done[0].out
    assert "login unlock" in done[1].out.replace("\n  ", " ") + done[1].err.replace("\n  ", " ")
    assert "Wrong-Canary-99" not in "".join(one.out + one.err for one in done)
    assert _files_with(tmp_path, "Wrong-Canary-99") == []
    assert "may be tried again" in run(tmp_path, "login", "unlock", **settings).err


def test_lookup_reads_what_the_portal_knows(tmp_path: Path, settings: dict[str, str]) -> None:
    done = run(tmp_path, "lookup", "BE0207886044", LINDE, "--json", **settings)

    assert done.code == 1
    assert [(entry["state"], entry["sender_number"]) for entry in done.document["registrations"]] == [
        ("already_registered", "4711"),
        ("rejected", None),
    ]
    assert done.document["registrations"][1]["error"]["code"] == "no_technical_user"


def test_a_portal_that_is_down_is_tried_later(tmp_path: Path, portal: StubPortal, settings: dict[str, str]) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    portal.stop()
    done = run(tmp_path, "register", "companies.csv", "--yes", **settings)

    assert done.code == 75
    assert "portal_unavailable" in done.out
    assert "Traceback" not in done.err


def test_ctrl_c_hands_the_rest_back_and_the_same_command_goes_on(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    portal.fault("contact", "slow:60")
    process = subprocess.Popen(
        command("register", "companies.csv", "--yes", "--verbose"),
        cwd=tmp_path,
        env=environment(tmp_path, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "configuration" in line or "contact" in line:
            break
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    portal.reset()
    again = run(tmp_path, "register", "companies.csv", "--yes", "--json", **settings)

    assert process.returncode == 130
    assert "pending" in out
    assert "Traceback" not in err
    assert again.document["summary"] == {"registered": 1}


def test_at_a_terminal_the_question_is_asked_and_enter_means_no(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    code, text = _at_a_terminal(tmp_path, settings, "register", "companies.csv", until=r"\[y/N\]", answer=b"\r")

    assert code == 2
    assert f"Register 1 company on {portal.url.rstrip('/')} with login 'default'?" in text
    assert "can't be undone" in text
    assert portal.truth()["requests"] == 0


def test_a_password_typed_at_a_terminal_is_not_shown(tmp_path: Path) -> None:
    words = ("login", "set", "acme", "--username", "demo")
    answer = b"Canary-Password-77\r"
    then = ("confirmation: ", answer)
    code, text = _at_a_terminal(tmp_path, {}, *words, until="Password: ", answer=answer, then=then)

    assert code == 0
    assert "Stored the login 'acme'" in text
    assert "Canary" not in text
    assert "Canary-Password-77" in (tmp_path / "keyring.json").read_text(encoding="utf-8")


def test_the_demonstration_registers_five_companies_and_its_suggestions_work(tmp_path: Path) -> None:
    done = run(tmp_path, "demo", BATCHPORTAL_PORTAL="https://somewhere.example", BATCHPORTAL_TIMEOUT="nonsense")

    assert done.code == 0
    assert "5 registered" in done.out
    assert "counted 5 confirmations and 5 technical users: none twice, none lost" in done.err
    folder = tmp_path / "batchportal-demo"
    assert (folder / "output" / "report.html").exists()
    assert not (tmp_path / "keyring.json").exists()
    assert not list((tmp_path / "home" / "data").rglob("*"))
    assert _files_with(tmp_path, CANARY) == []
    suggestions = re.findall(r"-m batchportal (\S.*)", done.err)
    assert [words.split()[0] for words in suggestions] == ["check", "export", "init"]
    assert [run(tmp_path, *words.split()).code for words in suggestions] == [0, 0, 0]


def _at_a_terminal(
    folder: Path,
    variables: dict[str, str],
    *words: str,
    until: str,
    answer: bytes,
    then: tuple[str, bytes] | None = None,
) -> tuple[int, str]:
    """Run a command at a terminal of its own, answer its questions; its exit code and everything on the screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*words),
        cwd=folder,
        env=environment(folder, **{"COLUMNS": "200", "TERM": "xterm", **variables}),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    questions = [(until, answer), *([then] if then else [])]
    seen, start = "", 0
    while select.select([ours], [], [], 60)[0]:
        try:
            seen += os.read(ours, 4096).decode()
        except OSError:
            break
        if questions and (found := re.compile(questions[0][0]).search(seen, start)):
            start = found.end()
            os.write(ours, questions.pop(0)[1])
    os.close(ours)
    return process.wait(10), seen
