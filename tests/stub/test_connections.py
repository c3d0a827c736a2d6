"""Faults of the connection: what a client sees, and how often a browser sends a confirmation when left to itself."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx
import pytest

from batchportal.stub import StubPortal
from batchportal.stub.tls import SIDES
from tests.stub.visitor import COMPANY, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    with StubPortal() as running:
        yield running


@pytest.fixture
def visitor(portal: StubPortal) -> Iterator[Visitor]:
    with Visitor(portal) as visiting:
        yield visiting


@pytest.mark.parametrize(
    ("kind", "error", "committed"),
    [
        ("drop", httpx.RemoteProtocolError, False),
        ("reset", httpx.ReadError, False),
        ("stale", httpx.RemoteProtocolError, False),
        ("commit_then_drop", httpx.RemoteProtocolError, True),
        ("commit_then_reset", httpx.ReadError, True),
        ("torn", httpx.RemoteProtocolError, True),
    ],
)
def test_a_confirm_whose_connection_ends_has_done_what_its_fault_says(
    visitor: Visitor, kind: str, error: type[Exception], *, committed: bool
) -> None:
    visitor.to_review()
    visitor.portal.fault("confirm", kind)
    with pytest.raises(error):
        visitor.confirm()
    truth = visitor.portal.truth()
    assert (truth["confirm_requests"], len(truth["registrations"])) == (1, committed)
    assert truth["confirms"][0]["committed"] is committed


def test_a_new_connection_is_never_stale(visitor: Visitor) -> None:
    visitor.portal.fault("home", "stale", count=2)
    assert visitor.open().page.status_code == 200
    with pytest.raises(httpx.RemoteProtocolError):
        visitor.open()
    assert visitor.open().page.status_code == 200


def test_a_torn_answer_is_one_byte(portal: StubPortal) -> None:
    portal.fault("home", "torn")
    address = httpx.URL(portal.url)
    with socket.create_connection((address.host, address.port), timeout=30) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {address.netloc.decode()}\r\n\r\n".encode())
        assert b"".join(iter(lambda: connection.recv(1000), b"")) == b"H"


@pytest.mark.parametrize(("step", "other"), [("home", "log_in_form"), ("log_in_form", "home")])
def test_a_host_that_is_down_takes_no_connection_and_the_other_does(portal: StubPortal, step: str, other: str) -> None:
    urls = {"home": portal.url, "log_in_form": portal.login_url}
    portal.fault(step, "host_down")
    with pytest.raises(httpx.HTTPError):
        httpx.get(urls[step])
    assert [httpx.get(urls[name]).status_code for name in (step, other)].count(200) >= 1
    assert portal.world.faults.waiting() == []


@pytest.mark.parametrize("side", SIDES)
def test_a_certificate_that_nobody_vouches_for_is_real_tls(side: str) -> None:
    with StubPortal(tls=side) as portal:
        assert portal.login_url.startswith("https://")
        assert portal.url.startswith("https://" if side == "everywhere" else "http://")
        with pytest.raises(httpx.ConnectError, match="self-signed"):
            httpx.get(portal.login_url)
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        with Visitor(portal) as visitor:
            visitor.client = httpx.Client(verify=trusting, follow_redirects=True, timeout=20)
            assert visitor.log_in().path == "/secured/companies.do"


def test_a_side_without_meaning_is_an_error() -> None:
    with pytest.raises(ValueError, match="log_in, everywhere"):
        StubPortal(tls="portal")


def to_review_in_browser(portal: StubPortal, page: Page) -> None:
    """Walk the classic skin by its addresses, up to its review page."""
    page.goto(portal.url + "site_fr/login/codes.do")
    page.locator("#username").fill("demo")
    page.locator("#password").fill(portal.users[0].password)
    page.get_by_role("button", name="Se connecter").click()
    page.goto(portal.url + f"secured/enter.do?company={COMPANY.replace('.', '')}&role=1")
    page.goto(portal.url + "secured/config/intro.do")
    page.get_by_role("button", name="Suivant").click()
    for field in ("last_name", "first_name", "function"):
        page.locator(f"#{field}").fill("Exemple")
    page.locator("#phone").fill("02 123 45 67")
    page.locator("#email").fill("marie@exemple.be")
    page.get_by_role("button", name="Suivant").click()
    page.get_by_label("FTP", exact=True).check()
    page.get_by_label("DB2P", exact=True).check()
    page.get_by_role("button", name="Suivant").click()
    page.locator("#username").fill("sillon2026")
    page.get_by_role("button", name="Suivant").click()


@pytest.mark.parametrize(
    ("kind", "committed"),
    [
        ("drop", [False, True]),
        ("reset", [False, True]),
        ("stale", [False, True]),
        ("commit_then_drop", [True, False]),
        ("commit_then_reset", [True, False]),
    ],
)
def test_a_browser_left_to_itself_sends_a_confirm_twice(
    portal: StubPortal, page: Page, kind: str, committed: list[bool]
) -> None:
    """Chromium's own resend (facts: peers C2): what shows that the tests which count one Confirm mean something."""
    to_review_in_browser(portal, page)
    portal.fault("confirm", kind)
    with page.expect_response("**/confirm.do"):
        page.get_by_role("button", name="Confirmer").click()
    truth = portal.truth()
    assert (truth["confirm_requests"], [one["committed"] for one in truth["confirms"]]) == (2, committed)
    assert len(truth["registrations"]) == 1
