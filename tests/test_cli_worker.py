"""`register --enqueue`, `worker` and `status --watch` as processes, in a real browser, on a real PostgreSQL."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from batchportal.ledger import Ledger, exclusive
from batchportal.stub import StubPortal
from tests.cli_process import command, environment, run, sheet
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINDE, SILLON = "0441.122.049", "0403.170.701"


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    """A stub portal."""
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def settings(tmp_path: Path, portal: StubPortal, postgres_url: str) -> dict[str, str]:
    """Settings for this portal and database."""
    user = portal.users[0]
    return {
        "BATCHPORTAL_PORTAL": portal.url,
        "BATCHPORTAL_DATABASE": postgres_url,
        "BATCHPORTAL_OUTPUT": str(tmp_path / "output"),
        "BATCHPORTAL_USERNAME": user.username,
        "BATCHPORTAL_PASSWORD": user.password,
    }


def start(folder: Path, *words: str, **variables: str) -> subprocess.Popen[str]:
    """Start a command and go on."""
    return subprocess.Popen(
        command(*words),
        cwd=folder,
        env=environment(folder, **variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_company_noted_here_is_registered_by_a_worker_there(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    no_login = {name: value for name, value in settings.items() if name != "BATCHPORTAL_PASSWORD"}
    noted = run(tmp_path, "register", "companies.csv", "--enqueue", "--yes", "--json", **no_login)
    assert (noted.code, noted.document["summary"]) == (0, {"pending": 1})
    assert portal.truth()["requests"] == 0

    done = run(tmp_path, "worker", "--until-idle", "--json", **settings)
    (line,) = done.out.splitlines()
    told: dict[str, Any] = json.loads(line)
    (entry,) = portal.truth()["registrations"]
    assert done.code == 0
    assert (told["enterprise_number"], told["state"]) == (LINDE, "registered")
    assert told["sender_number"] == entry["sender_number"]
    assert settings["BATCHPORTAL_PASSWORD"] not in noted.out + noted.err + done.out + done.err


def test_two_workers_with_a_wrong_password_are_refused_once(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"), (SILLON, "sillonpension01"))
    wrong = {**settings, "BATCHPORTAL_PASSWORD": "Wrong-Canary-99", "BATCHPORTAL_LOGIN_SESSIONS": "4"}
    assert run(tmp_path, "register", "companies.csv", "--enqueue", "--yes", **wrong).code == 0
    workers = [start(tmp_path, "worker", "--until-idle", **wrong) for _ in range(2)]
    told = [worker.communicate(timeout=200) for worker in workers]

    assert [worker.returncode for worker in workers] == [77, 77]
    assert portal.truth()["log_ins"]["refused"] == 1
    assert "Wrong-Canary-99" not in str(told)


def test_a_worker_that_is_terminated_hands_back_what_it_has_not_sent(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    portal.fault("contact", "slow:60")
    assert run(tmp_path, "register", "companies.csv", "--enqueue", "--yes", **settings).code == 0
    worker = start(tmp_path, "worker", "--verbose", **settings)
    assert worker.stderr is not None
    for line in worker.stderr:
        if "configuration" in line or "contact" in line:
            break
    worker.send_signal(signal.SIGTERM)
    out, err = worker.communicate(timeout=100)
    portal.reset()
    again = run(tmp_path, "worker", "--until-idle", "--json", **settings)

    assert (worker.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert json.loads(again.out)["state"] == "registered"
    assert portal.truth()["confirm_requests"] == 1


def test_workers_need_a_database_that_can_be_shared(tmp_path: Path, settings: dict[str, str]) -> None:
    sheet(tmp_path, (LINDE, "lindepension01"))
    file = {**settings, "BATCHPORTAL_DATABASE": f"sqlite:///{tmp_path / 'ledger.db'}"}
    for words in (("register", "companies.csv", "--enqueue", "--yes"), ("worker", "--until-idle")):
        refused = run(tmp_path, *words, **file)
        assert refused.code == 2
        assert "Workers share a database server" in refused.err


def test_a_second_process_on_one_file_is_turned_away_and_may_still_read(tmp_path: Path) -> None:
    (row,) = registrations(1)
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    variables = {"BATCHPORTAL_DATABASE": url, "BATCHPORTAL_PORTAL": "http://127.0.0.1:9"}
    login = {"BATCHPORTAL_USERNAME": "demo", "BATCHPORTAL_PASSWORD": "canary-password"}
    sheet(tmp_path, (row.enterprise_number.dotted, row.username))
    with exclusive(url, "register"), Ledger(url, "http://127.0.0.1:9", owner="first") as ledger:
        ledger.ask([row])
        ledger.fleet.sign_on("pc1", 42, "register")
        second = run(tmp_path, "register", "companies.csv", "--yes", **variables, **login)
        status = run(tmp_path, "status", "--json", **variables)
        exported = run(tmp_path, "export", "out.csv", **variables)
        watching = start(tmp_path, "status", "--watch", "--json", **variables)
        assert watching.stdout is not None
        seen = json.loads(watching.stdout.readline())
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=60)

    assert second.code == 2
    assert "works with the ledger" in " ".join(second.err.split())
    assert "batchportal register" in second.err
    assert (status.code, status.document["summary"]) == (0, {"pending": 1})
    assert (exported.code, (tmp_path / "out.csv").exists()) == (0, True)
    assert watching.returncode == 0
    assert seen["summary"] == {"pending": 1}
    assert [(one["host"], one["pid"], one["command"], one["alive"]) for one in seen["workers"]] == [
        ("pc1", 42, "register", True)
    ]


def test_whoever_watches_sees_who_works(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    with Ledger(url, "http://127.0.0.1:9", owner="first") as ledger:
        ledger.ask(registrations(2))
        ledger.fleet.sign_on("pc1", 42, "register")
        ledger.fleet.beat("0403.170.701 review")
        watching = start(
            tmp_path, "status", "--watch", BATCHPORTAL_DATABASE=url, BATCHPORTAL_PORTAL="http://127.0.0.1:9"
        )
        assert watching.stdout is not None
        lines = [watching.stdout.readline() for _ in range(4)]
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=60)
    assert lines[0] == "2 pending\n"
    assert lines[3].split()[:3] == ["pc1", "42", "register"]
    assert lines[3].rstrip().endswith("0403.170.701 review")
