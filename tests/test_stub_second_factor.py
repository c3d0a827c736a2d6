"""The stub's user whose password isn't enough: a code comes after it, and only the code opens the session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from batchportal.stub import StubPortal
from tests.stub.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "demo2fa"


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with StubPortal() as portal, Visitor(portal) as visiting:
        password = next(user.password for user in portal.users if user.second_factor)
        yield visiting.log_in(password, USER)


def demo_code(visitor: Visitor) -> str:
    found = re.search(r"Code de démonstration (\d{6})", visitor.text)
    assert found, visitor.text
    return found[1]


def test_a_code_by_sms_is_asked_for_after_the_password(visitor: Visitor) -> None:
    assert visitor.title == "Code de sécurité"
    assert "code de vérification vous a été envoyé par SMS" in visitor.text
    assert visitor.portal.truth()["codes"] == {"asked": 1, "accepted": 0, "refused": 0}


def test_the_good_code_leads_to_the_list_of_companies(visitor: Visitor) -> None:
    visitor.send(code=demo_code(visitor))
    assert visitor.title == "Choisissez une entreprise"
    assert visitor.portal.truth()["codes"]["accepted"] == 1


def test_a_wrong_code_is_refused_and_the_password_is_not_asked_for_again(visitor: Visitor) -> None:
    wrong = f"{(int(demo_code(visitor)) + 1) % 10**6:06d}"
    visitor.send(code=wrong)
    assert visitor.title == "Code de sécurité"
    assert "n'est pas bon" in visitor.text
    visitor.send(code=demo_code(visitor))
    assert visitor.title == "Choisissez une entreprise"
    assert visitor.portal.truth()["log_ins"] == {"accepted": 1, "refused": 0, "locked": []}


def test_without_the_code_there_is_no_session(visitor: Visitor) -> None:
    token = visitor.token
    visitor.open(f"/login/return.do?ticket={token}")
    assert visitor.title == "Votre session a pris fin"
    assert visitor.open("/secured/companies.do").title != "Choisissez une entreprise"


def test_the_other_users_are_asked_for_no_code() -> None:
    with StubPortal() as portal, Visitor(portal) as visitor:
        assert visitor.log_in().title == "Choisissez une entreprise"
        assert portal.truth()["codes"]["asked"] == 0
