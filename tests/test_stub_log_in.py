"""The stub's public pages and its log-in: two origins, tickets that work once, a lock after three refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from batchportal.stub import StubPortal
from batchportal.stub.words import LANGUAGES, WORDS, load
from tests.stub.visitor import Visitor, plain

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


def test_every_language_has_the_same_words() -> None:
    def shape(language: str) -> set[tuple[str, str]]:
        return {(section, key) for section, words in load(language).items() for key in words}

    for language in LANGUAGES:
        assert shape(language) == shape("fr"), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manuals_links_lead_from_the_base_url_to_the_log_in_form(visitor: Visitor, language: str) -> None:
    words = WORDS[language]
    visitor.open().click(words["home"]["professional"])
    assert visitor.title == plain(words["home"]["professional"])
    visitor.click(words["audience"]["log_in"]).click(words["user_type"]["professional"])
    visitor.click(words["means"]["codes"])
    assert visitor.title == plain(words["log_in"]["title"])
    assert str(visitor.page.url).startswith(visitor.portal.login_url)


def test_the_log_in_application_is_another_origin(portal: StubPortal) -> None:
    here, there = urlsplit(portal.url), urlsplit(portal.login_url)
    assert (here.hostname, there.hostname) == ("127.0.0.1", "localhost")
    assert here.port != there.port


def test_the_log_in_origin_serves_no_page_of_the_portal(visitor: Visitor) -> None:
    assert visitor.open(visitor.portal.login_url + "/secured/companies.do").page.status_code == 404
    assert visitor.open(visitor.portal.login_url + "/_truth").page.status_code == 404


def test_the_international_entry_offers_no_log_in(visitor: Visitor) -> None:
    visitor.open().click("International access (INT)")
    assert "cannot register" in visitor.text
    assert "Log in" not in visitor.text


def test_citizens_and_enterprises_find_no_log_in_here(visitor: Visitor) -> None:
    for audience in ("Citoyen", "Entreprise"):
        visitor.open().click(audience)
        assert "Se connecter" not in visitor.text


def test_good_codes_lead_back_to_the_portals_list_of_companies(visitor: Visitor) -> None:
    visitor.log_in()
    assert str(visitor.page.url) == visitor.portal.url + "secured/companies.do"
    assert visitor.title == "Choisissez une entreprise"
    assert visitor.portal.truth()["log_ins"] == {"accepted": 1, "refused": 0, "locked": []}


def test_somebody_who_is_logged_in_is_not_asked_again(visitor: Visitor) -> None:
    visitor.log_in().open("/site_fr/civilservant/infos/index.htm").click("Se connecter")
    assert visitor.path == "/secured/companies.do"


def test_a_wrong_password_is_refused_and_the_user_name_is_kept(visitor: Visitor) -> None:
    visitor.log_in("wrong")
    assert "incorrect" in visitor.text
    assert 'value="demo"' in visitor.page.text
    assert "wrong" not in visitor.page.text
    assert visitor.portal.truth()["log_ins"] == {"accepted": 0, "refused": 1, "locked": []}


def test_three_refusals_lock_the_account_even_for_the_right_password(visitor: Visitor) -> None:
    for _ in range(3):
        visitor.log_in("wrong")
    assert "bloqué" in visitor.text
    visitor.log_in()
    assert "bloqué" in visitor.text
    assert visitor.portal.truth()["log_ins"] == {"accepted": 0, "refused": 4, "locked": ["demo"]}


def test_a_good_log_in_forgets_earlier_refusals(visitor: Visitor) -> None:
    for password in ("wrong", "wrong", None, "wrong", "wrong"):
        visitor.open("/logout.do").log_in(password)
    assert visitor.portal.truth()["log_ins"]["locked"] == []


def test_an_unknown_user_name_gets_the_same_answer_as_a_wrong_password(visitor: Visitor) -> None:
    wrong = visitor.log_in("wrong").text
    assert visitor.log_in("wrong", "nobody").text == wrong


def test_a_log_in_form_is_taken_once(visitor: Visitor) -> None:
    visitor.open("/site_fr/login/codes.do")
    token, page = visitor.token, visitor.page
    visitor.send(username="demo", password="wrong")
    visitor.page = page
    visitor.send(token=token, username="demo", password=visitor.portal.users[0].password)
    assert visitor.title == "Demande déjà traitée"
    assert visitor.portal.truth()["log_ins"]["accepted"] == 0


def test_a_ticket_works_once(visitor: Visitor) -> None:
    visitor.log_in()
    ticket = next(str(answer.url) for answer in visitor.page.history if "ticket=" in str(answer.url))
    visitor.open("/logout.do").open(ticket)
    assert visitor.title == "Votre session a pris fin"


def test_a_ticket_is_worth_nothing_in_another_browser(visitor: Visitor) -> None:
    visitor.client.follow_redirects = False
    began = visitor.open("/site_fr/login/codes.do").page.headers["location"]
    ticket = visitor.open(began).send(username="demo", password=visitor.portal.users[0].password).page.headers
    with Visitor(visitor.portal) as thief:
        assert thief.open(ticket["location"]).title == "Votre session a pris fin"
    assert visitor.open(ticket["location"]).page.headers["location"] == "/secured/companies.do"


def test_a_notice_comes_after_log_in_where_the_stub_is_told_so() -> None:
    with StubPortal(notice=True) as portal, Visitor(portal) as visitor:
        assert visitor.log_in().title == "Avis important"
        assert visitor.open("/secured/index.do").title == "Avis important"
        assert visitor.send(token="").title == "Choisissez une entreprise"


def test_every_page_says_that_it_is_a_stub_in_its_language(visitor: Visitor) -> None:
    for address in ("/", "/site_fr/login/means.htm", "/site_fr/login/codes.do", "/nowhere", "/secured/x"):
        assert "PORTAIL FACTICE" in visitor.open(address).text
        assert "N'introduisez jamais de vrais codes d'accès" in visitor.text
    assert "NAMAAKPORTAAL" in visitor.open("/site_nl/login/means.htm").text


def test_secured_pages_send_strangers_to_the_log_in(visitor: Visitor) -> None:
    assert visitor.open("/secured/config/review.do").path == "/site_fr/login/usertype.htm"
