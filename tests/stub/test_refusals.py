"""Faults by which a page refuses what is sent: in its own words, as often as wanted, with nothing done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from batchportal.stub import StubPortal
from batchportal.stub.faults import FIELDS
from tests.stub.visitor import CONTACT, Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD: dict[str, dict[str, Any]] = {
    "contact": dict(CONTACT),
    "channel": {"channel": "FTP", "applications": ["DB2P"]},
    "username": {"username": "sillon2026"},
}


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with StubPortal() as portal, Visitor(portal) as visiting:
        yield visiting


def to(visitor: Visitor, step: str) -> None:
    """Walk to a form of the wizard."""
    walks = {"contact": visitor.begin, "channel": visitor.to_channel, "username": visitor.to_username}
    walks[step]()


@pytest.mark.parametrize(("step", "field"), [(step, field) for step, fields in FIELDS.items() for field in fields])
def test_a_field_is_refused_once_and_then_taken(visitor: Visitor, step: str, field: str) -> None:
    to(visitor, step)
    visitor.portal.fault(step, f"invalid:{field}")
    assert visitor.send(**GOOD[step]).path == f"/secured/config/{step}.do"
    assert visitor.text.count("Cette valeur n'est pas admise.") >= 1
    assert visitor.send(**GOOD[step]).path != f"/secured/config/{step}.do"


@pytest.mark.parametrize(("kind", "done"), [("sent_twice", False), ("commit_then_sent_twice", True)])
def test_a_confirm_is_said_to_be_sent_before(visitor: Visitor, kind: str, *, done: bool) -> None:
    visitor.to_review()
    visitor.portal.fault("confirm", kind)
    assert visitor.confirm().page.status_code == 409
    assert visitor.title == "Demande déjà traitée"
    truth = visitor.portal.truth()
    assert (truth["confirm_requests"], len(truth["registrations"])) == (1, done)


def test_showing_a_page_does_not_use_up_what_is_for_sending_it(visitor: Visitor) -> None:
    visitor.begin().portal.fault("contact", "sent_twice")
    assert visitor.open("/secured/config/contact.do").page.status_code == 200
    assert visitor.send(**CONTACT).page.status_code == 409
