"""The stub's faults, control interface and life: what a client sees, and what `/_truth` says of it."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import httpx
import pytest

from batchportal.stub import Options, StubPortal, UnknownFault, generate, main, make_fault, parse_fault, serve
from batchportal.stub.command import introduce, make
from tests.stub.visitor import COMPANY, OTHER_COMPANY, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    with StubPortal() as running:
        yield running


@pytest.fixture
def visitor(portal: StubPortal) -> Iterator[Visitor]:
    with Visitor(portal) as visiting:
        yield visiting


@pytest.mark.parametrize(
    ("kind", "status", "retry_after", "title"),
    [
        ("http_500", 500, None, "Erreur interne"),
        ("http_502", 502, None, "Le service ne répond pas"),
        ("http_503", 503, "2", "Service momentanément indisponible"),
        ("http_429", 429, "2", "Trop de demandes"),
        ("maintenance", 200, None, "Maintenance"),
        ("unexpected", 200, None, "Enquête de satisfaction"),
    ],
)
def test_a_failing_page_fails_once_and_then_works(
    visitor: Visitor, kind: str, status: int, retry_after: str | None, title: str
) -> None:
    visitor.log_in().enter()
    visitor.portal.fault("messages", kind)
    visitor.open("/secured/messages.do")
    assert (visitor.page.status_code, visitor.page.headers.get("retry-after"), visitor.title) == (
        status,
        retry_after,
        title,
    )
    assert visitor.open("/secured/messages.do").title == "Messages structurés"


def test_a_fault_waits_for_its_turn_and_counts(visitor: Visitor) -> None:
    visitor.portal.fault("home", "http_500", count=2, after=1)
    assert [visitor.open().page.status_code for _ in range(4)] == [200, 500, 500, 200]


def test_a_refusal_by_fault_is_no_refused_log_in(visitor: Visitor) -> None:
    visitor.portal.fault("log_in_submit", "http_503")
    assert visitor.log_in().page.status_code == 503
    assert visitor.portal.truth()["log_ins"] == {"accepted": 0, "refused": 0, "locked": []}


def test_a_dropped_confirm_arrived_and_created_nothing(visitor: Visitor) -> None:
    visitor.to_review()
    visitor.portal.fault("confirm", "drop")
    with pytest.raises(httpx.RemoteProtocolError):
        visitor.confirm()
    truth = visitor.portal.truth()
    assert (truth["confirm_requests"], truth["registrations"]) == (1, [])
    assert truth["confirms"][0] | {"at": ""} == {"enterprise_number": COMPANY, "at": "", "committed": False}


def test_a_confirm_dropped_after_the_commit_created_a_technical_user(visitor: Visitor) -> None:
    visitor.to_review()
    visitor.portal.fault("confirm", "commit_then_drop")
    with pytest.raises(httpx.RemoteProtocolError):
        visitor.confirm()
    truth = visitor.portal.truth()
    assert (truth["confirm_requests"], truth["confirms"][0]["committed"]) == (1, True)
    assert truth["registrations"][0]["sender_number"] in visitor.open("/secured/information.do").text


def test_a_confirm_that_answers_500_after_the_commit_created_a_technical_user(visitor: Visitor) -> None:
    visitor.to_review()
    visitor.portal.fault("confirm", "commit_then_500")
    assert visitor.confirm().page.status_code == 500
    assert len(visitor.portal.truth()["registrations"]) == 1


def test_a_cut_answer_promises_more_than_it_sends(visitor: Visitor) -> None:
    visitor.portal.fault("home", "cut")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete message"):
        visitor.open()


@pytest.mark.parametrize(("kind", "status", "made"), [("untrusted", 307, 0), ("commit_then_untrusted", 303, 1)])
def test_a_confirm_is_led_on_to_where_no_certificate_is_any_good(
    visitor: Visitor, kind: str, status: int, made: int
) -> None:
    visitor.to_review()
    visitor.portal.fault("confirm", kind)
    visitor.client.follow_redirects = False
    answer = visitor.confirm().page
    assert (answer.status_code, len(visitor.portal.truth()["registrations"])) == (status, made)
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(answer.headers["location"])


def test_a_slow_page_takes_its_time(visitor: Visitor) -> None:
    visitor.portal.fault("home", "slow:0.3")
    assert visitor.open().page.elapsed.total_seconds() >= 0.3
    assert visitor.open().page.elapsed.total_seconds() < 0.3


@pytest.mark.parametrize("looking", [False, True], ids=["at once", "after a look in the same session"])
def test_a_slow_confirm_is_done_although_its_client_has_gone(
    portal: StubPortal, monkeypatch: pytest.MonkeyPatch, *, looking: bool
) -> None:
    pause = asyncio.sleep

    async def until_the_client_has_gone(_seconds: float) -> None:
        while portal._site.connections:
            await pause(0.01)

    with Visitor(portal) as visitor:
        visitor.to_review()
        portal.fault("confirm", "slow:60")
        monkeypatch.setattr("batchportal.stub.visits.asyncio", SimpleNamespace(sleep=until_the_client_has_gone))
        visitor.client.timeout = httpx.Timeout(0.2)
        with pytest.raises(httpx.ReadTimeout):
            visitor.confirm()
        visitor.client.timeout = httpx.Timeout(20)
        if looking:
            visitor.enter().open("/secured/information.do")
        assert portal.truth()["registrations"] == []
    end = time.monotonic() + 10
    while not (confirms := portal.truth()["confirms"])[0]["committed"] and time.monotonic() < end:
        time.sleep(0.01)
    assert [one["committed"] for one in confirms] == [True]


def test_latency_is_added_to_every_page() -> None:
    with StubPortal(latency_ms=100) as portal, Visitor(portal) as visitor:
        assert visitor.open().page.elapsed.total_seconds() >= 0.1


def test_a_session_that_ends_says_so_in_its_language_and_forgets_the_wizard(visitor: Visitor) -> None:
    visitor.log_in(language="nl").enter()
    visitor.portal.fault("intro", "session_ended")
    visitor.open("/secured/config/intro.do")
    assert visitor.title == "Uw sessie is beëindigd"
    assert visitor.click("Aanmelden").path == "/site_nl/login/usertype.htm"
    assert visitor.open("/secured/companies.do").path == "/site_fr/login/usertype.htm"


def test_a_session_ends_when_nobody_uses_it() -> None:
    with StubPortal(session_seconds=0.001, latency_ms=20) as portal, Visitor(portal) as visitor:
        assert visitor.log_in().title == "Votre session a pris fin"


def test_a_confirm_after_the_end_of_the_session_creates_nothing(visitor: Visitor) -> None:
    visitor.to_review()
    visitor.portal.end_sessions()
    assert visitor.confirm().title == "Votre session a pris fin"
    truth = visitor.portal.truth()
    assert (truth["confirm_requests"], truth["confirms"][0]["committed"]) == (1, False)


def test_the_created_page_can_lack_the_number_which_information_still_shows(visitor: Visitor) -> None:
    visitor.to_review()
    visitor.portal.fault("created", "missing_number")
    visitor.confirm()
    number = visitor.portal.truth()["registrations"][0]["sender_number"]
    assert "Numéro d'expéditeur " + number not in visitor.text
    assert "pas encore disponible" in visitor.text
    assert "Numéro d'expéditeur " + number in visitor.open("/secured/information.do").text


def test_the_review_can_show_another_company(visitor: Visitor) -> None:
    visitor.to_username()
    visitor.portal.fault("review", "wrong_company")
    visitor.send(username="sillon2026")
    review = visitor.text.partition("Numéro d'entreprise")[2]
    assert review.startswith(f" {OTHER_COMPANY}")


def test_a_user_name_can_be_said_to_be_taken_as_often_as_wanted(visitor: Visitor) -> None:
    visitor.to_channel()
    visitor.portal.fault("username", "username_taken", count=2)
    visitor.send(channel="FTP", applications=["DB2P"])
    paths = [visitor.send(username=name).path for name in ("first2026", "second2026", "third2026")]
    assert paths == ["/secured/config/username.do", "/secured/config/username.do", "/secured/config/review.do"]


@pytest.mark.parametrize(
    "text",
    [
        "nowhere:http_500",
        "home:http_418",
        "home",
        "home:http_500:0",
        "home:http_500:x",
        "home:http_500:1:2",
        "home:slow",
        "home:slow:fast",
        "home:slow:-1",
        "home:slow:inf",
        "home:session_ended",
        "review:missing_number",
        "contact:invalid",
        "contact:invalid:username",
        "review:invalid:phone",
        "review:host_down",
        "review:sent_twice",
    ],
)
def test_a_fault_that_makes_no_sense_is_an_error(text: str) -> None:
    with pytest.raises(UnknownFault):
        parse_fault(text)


def test_faults_are_read_from_flags() -> None:
    assert parse_fault("confirm:drop:3") == make_fault("confirm", "drop", 3)
    assert parse_fault("home:slow:2.5:4") == make_fault("home", "slow:2.5", 4)
    assert parse_fault("contact:invalid:phone:2") == make_fault("contact", "invalid:phone", 2)
    assert make_fault("contact", "invalid:phone").to_json()["kind"] == "invalid:phone"


def test_the_control_interface_sets_and_clears_faults(visitor: Visitor) -> None:
    url = visitor.portal.url + "_control/faults"
    fault = {"step": "home", "kind": "http_503", "count": 2, "after": 1}
    assert visitor.client.post(url, json=fault).json() == {"waiting": [fault]}
    assert "http_503" in visitor.open("/_control").text
    assert visitor.client.delete(url).json() == {"waiting": []}
    assert [visitor.open().page.status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[]",
        b'{"step": "home"}',
        b'{"step": "home", "kind": "http_500", "often": 1}',
        b'{"step": "home", "kind": "http_500", "count": "1"}',
        b'{"step": "home", "kind": "http_418"}',
        b'{"step": ["home"], "kind": "http_500"}',
    ],
)
def test_the_control_interface_refuses_what_makes_no_sense(visitor: Visitor, body: bytes) -> None:
    answer = visitor.client.post(visitor.portal.url + "_control/faults", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_sessions_can_be_ended_and_everything_forgotten_over_http(visitor: Visitor) -> None:
    visitor.to_review().confirm()
    assert visitor.client.post(visitor.portal.url + "_control/sessions/end").json() == {"ended": 1}
    assert visitor.open("/secured/index.do").title == "Votre session a pris fin"
    assert visitor.client.get(visitor.portal.url + "_truth").json() == visitor.portal.truth()
    visitor.client.post(visitor.portal.url + "_control/reset")
    assert visitor.portal.truth() == StubPortal().truth()


def test_the_control_interface_can_be_left_out() -> None:
    with StubPortal(control=False) as portal, Visitor(portal) as visitor:
        assert visitor.open("/_truth").page.status_code == 404
        assert visitor.open("/_control").page.status_code == 404


def test_requests_to_the_control_interface_are_not_counted(visitor: Visitor) -> None:
    visitor.open("/_control").open("/_truth").open()
    truth = visitor.portal.truth()
    assert (truth["requests"], truth["pages"]) == (1, {"home": 1})


def test_a_portal_that_was_down_comes_back_at_its_address_with_its_memory(visitor: Visitor) -> None:
    visitor.to_review().confirm()
    address = visitor.portal.url
    visitor.portal.stop()
    with pytest.raises(httpx.ConnectError):
        visitor.open()
    visitor.portal.start()
    assert visitor.portal.url == address
    assert visitor.open("/secured/information.do").text.count("sillon2026") == 1


def test_starting_twice_and_a_taken_port_are_errors(portal: StubPortal) -> None:
    with pytest.raises(RuntimeError, match="already"):
        portal.start()
    with pytest.raises(OSError, match="in use"):
        StubPortal(port=int(portal.url.rstrip("/").rpartition(":")[2])).start()


def test_made_up_companies_have_valid_numbers_that_differ() -> None:
    companies = generate(3000)
    assert len({company.number for company in companies}) == 3000
    assert all(97 - int(one.number[:8]) % 97 == int(one.number[8:]) and len(one.number) == 10 for one in companies)
    assert generate(50) == companies[:50]


def test_the_demos_companies_come_first_and_have_valid_numbers() -> None:
    portal = StubPortal(companies=40)
    assert len(portal.companies) == 40
    assert portal.companies[:12] == StubPortal().companies
    assert all(97 - int(one.number[:8]) % 97 == int(one.number[8:]) for one in portal.companies)


def test_the_log_tells_requests_and_no_secret() -> None:
    lines: list[str] = []
    with StubPortal(log=lines.append) as portal, Visitor(portal) as visitor:
        visitor.log_in()
        password = portal.users[0].password
    assert "200 GET /secured/companies.do" in lines
    assert "ticket" not in "\n".join(lines)
    assert password not in "\n".join(lines)


def test_the_introduction_says_what_one_needs() -> None:
    options = Options(port=0, login_port=0, companies=25, faults=("home:http_500",))
    with make(options) as portal:
        text = introduce(portal, options)
        assert httpx.get(portal.url).status_code == 500
    for part in (portal.url, portal.login_url, portal.users[0].username, portal.users[0].password, COMPANY):
        assert part in text
    assert "5 more" in text


@pytest.mark.parametrize("flags", [["--fault", "home:nope"], ["--latency-ms", "-1"]])
def test_flags_that_make_no_sense_exit_with_2(flags: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--port", "0", "--login-port", "0", *flags]) == 2
    assert capsys.readouterr().err


def test_a_taken_port_exits_with_2_and_says_what_to_do(portal: StubPortal, capsys: pytest.CaptureFixture[str]) -> None:
    port = portal.url.rstrip("/").rpartition(":")[2]
    assert main(["--port", port, "--login-port", "0"]) == 2
    assert "--port" in capsys.readouterr().err


def test_the_command_runs_until_it_is_interrupted() -> None:
    command = [sys.executable, "-m", "batchportal.stub", "--port", "0", "--login-port", "0", "--host", "0.0.0.0"]  # noqa: S104 - the warning is the point
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout
        said = ""
        while "Ctrl-C" not in said:
            said += running.stdout.readline()
        os.kill(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    assert running.returncode == 0
    assert "warning" in errors
    assert "Traceback" not in errors


def test_serving_ends_when_told_to() -> None:
    until, out = threading.Event(), io.StringIO()
    until.set()
    serve(Options(port=0, login_port=0), out=out, until=until)
    assert "A stub portal, not the real one." in out.getvalue()
