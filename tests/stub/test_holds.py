"""A request to confirm can be held at four points; what happens to it once its client is gone is the truth."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import httpx
import pytest

from batchportal.stub import StubPortal, UnknownPoint
from tests.stub.visitor import COMPANY, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 30


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    with StubPortal() as running:
        yield running


@pytest.fixture
def visitor(portal: StubPortal) -> Iterator[Visitor]:
    with Visitor(portal) as visiting:
        yield visiting


class Confirming(threading.Thread):
    """Sends the review page in the background; `error` is why there was no answer."""

    def __init__(self, visitor: Visitor) -> None:
        super().__init__(daemon=True)
        self._visitor = visitor
        self.error: httpx.HTTPError | None = None
        self.start()

    def run(self) -> None:
        """Confirm."""
        try:
            self._visitor.confirm()
        except httpx.HTTPError as error:
            self.error = error


@pytest.mark.parametrize(
    ("point", "committed"), [("received", False), ("committed", True), ("first_byte", True), ("answered", True)]
)
def test_a_confirm_waits_at_its_point_and_then_goes_on(visitor: Visitor, point: str, *, committed: bool) -> None:
    portal = visitor.to_review().portal
    portal.hold(point)
    confirming = Confirming(visitor)
    assert portal.held(SECONDS)

    truth = portal.truth()
    assert (truth["confirm_requests"], truth["confirms"][0]["committed"]) == (1, committed)
    assert len(truth["registrations"]) == committed
    assert confirming.is_alive()
    portal.release()
    confirming.join(SECONDS)
    assert confirming.error is None
    assert portal.truth()["registrations"][0]["sender_number"] in visitor.text


def test_a_client_gets_one_byte_of_an_answer_that_is_held_there(portal: StubPortal, visitor: Visitor) -> None:
    """Seen on the socket, because a client library shows nothing smaller than headers."""
    visitor.to_review()
    portal.hold("first_byte")
    form = f"token={visitor.token}".encode()
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.client.cookies.items())
    address = httpx.URL(portal.url)
    head = (
        f"POST /secured/config/confirm.do HTTP/1.1\r\nHost: {address.netloc.decode()}\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n\r\n"
    )
    with _socket(address) as connection:
        connection.sendall(head.encode() + form)
        assert portal.held(SECONDS)
        assert connection.recv(1000) == b"H"
        portal.release()
        rest = b"".join(iter(lambda: connection.recv(1000), b""))
    assert rest.startswith(b"TTP/1.1 303 See Other\r\n")
    assert b"location: /secured/config/created.do" in rest


def _socket(address: httpx.URL) -> socket.socket:
    return socket.create_connection((address.host, address.port), timeout=SECONDS)


@pytest.mark.parametrize("point", ["received", "committed", "first_byte", "answered"])
def test_a_confirm_whose_client_is_gone_is_done_all_the_same(visitor: Visitor, point: str) -> None:
    portal = visitor.to_review().portal
    portal.hold(point)
    visitor.client.timeout = 0.5
    confirming = Confirming(visitor)
    assert portal.held(SECONDS)
    confirming.join(SECONDS)
    assert isinstance(confirming.error, httpx.ReadTimeout)
    portal.release()
    with Visitor(portal) as other:
        other.log_in().enter()
        shown = other.open("/secured/information.do").text
    truth = portal.truth()
    assert truth["registrations"][0]["sender_number"] in shown
    assert (truth["confirm_requests"], truth["confirms"][0]["committed"]) == (1, True)


def test_a_hold_catches_one_request(visitor: Visitor) -> None:
    portal = visitor.to_review().portal
    portal.hold("received")
    first = Confirming(visitor)
    assert portal.held(SECONDS)
    with Visitor(portal) as other:
        other.to_review("0441.122.049", "another2026").confirm()
    assert len(portal.truth()["registrations"]) == 1
    portal.release()
    first.join(SECONDS)
    assert len(portal.truth()["registrations"]) == 2


def test_holds_are_asked_for_waited_for_and_released_over_http(visitor: Visitor) -> None:
    url = visitor.portal.url + "_control/hold"
    free = {"point": None, "state": "free", "enterprise_number": None}
    armed = {"point": "committed", "state": "armed", "enterprise_number": None}
    held = {"point": "committed", "state": "held", "enterprise_number": COMPANY}
    with httpx.Client(timeout=SECONDS) as other:
        assert other.get(url).json() == free
        assert other.post(url, json={"point": "committed"}).json() == armed
        assert other.get(url, params={"wait": 0.1}).json() == armed
        confirming = Confirming(visitor.to_review())
        assert other.get(url, params={"wait": SECONDS}).json() == held
        assert other.delete(url).json() == held | {"state": "released"}
        confirming.join(SECONDS)
        assert "committed</td>" in other.get(visitor.portal.url + "_control").text


@pytest.mark.parametrize("body", [b"not json", b"[]", b"{}", b'{"point": "later"}', b'{"point": ["received"]}'])
def test_a_hold_that_makes_no_sense_is_refused(visitor: Visitor, body: bytes) -> None:
    answer = visitor.client.post(visitor.portal.url + "_control/hold", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_point_that_does_not_exist_is_an_error(portal: StubPortal) -> None:
    with pytest.raises(UnknownPoint, match="received, committed, first_byte, answered"):
        portal.hold("later")


def test_a_hold_ends_with_the_stub_and_when_everything_is_forgotten(visitor: Visitor) -> None:
    portal = visitor.to_review().portal
    assert not portal.held(0)
    portal.hold("received")
    confirming = Confirming(visitor)
    assert portal.held(SECONDS)
    portal.reset()
    confirming.join(SECONDS)
    assert not confirming.is_alive()
    portal.stop()
    assert not portal.held(0)
