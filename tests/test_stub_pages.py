"""The stub's pages in a real browser, walked and looked at as a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.stub import StubPortal
from batchportal.stub.words import WORDS
from tests.made_keys import LINE
from tests.stub.visitor import COMPANY, CONTACT, valid_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Response

    from batchportal.stub.words import Words

_PHONE = {"width": 390, "height": 800}
_DESK = {"width": 1100, "height": 800}
_LOUD_PIXELS = 30
_REQUESTS_OF_A_FIRST_PAGE = 3

_UNLABELLED = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
  .filter(field => !field.labels || ![...field.labels].some(label => label.innerText.trim()))
  .map(field => field.outerHTML)"""
_TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_DOUBLE_IDS = """() => { const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index) }"""
_DANGLING = """() => [...document.querySelectorAll("[aria-describedby], [aria-labelledby], label[for]")].flatMap(e =>
  [e.getAttribute("aria-describedby"), e.getAttribute("aria-labelledby"), e.getAttribute("for")]
    .filter(Boolean).flatMap(ids => ids.split(" ")).filter(id => !document.getElementById(id)))"""


@pytest.fixture(scope="module")
def running() -> Iterator[StubPortal]:
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def portal(running: StubPortal) -> StubPortal:
    running.reset()
    return running


class Person:
    """Somebody who walks the portal with the manual in hand, and looks at every page."""

    def __init__(self, page: Page, portal: StubPortal, language: str) -> None:
        self.page, self.portal = page, portal
        self.language = language
        self.words: Words = WORDS[language]
        self.seen: list[str] = []

    def link(self, section: str, key: str) -> None:
        """Click a link by the portal's words."""
        self.page.get_by_role("link", name=self.words[section][key], exact=True).first.click()
        self.look()

    def button(self, section: str, key: str) -> None:
        """Press a button by the portal's words."""
        self.page.get_by_role("button", name=self.words[section][key], exact=True).click()
        self.look()

    def look(self) -> None:
        """What must hold for every page."""
        page = self.page
        page.wait_for_load_state("load")  # the style sheet counts
        heading = page.get_by_role("heading", level=1)
        self.seen.append(heading.inner_text())
        assert page.locator("html").get_attribute("lang") == self.language, page.url
        assert self.words["site"]["banner_strong"] in page.title()
        banner = page.locator(".stub-banner")
        assert self.words["site"]["banner"] in banner.inner_text()
        box = banner.bounding_box()
        assert box
        assert box["height"] >= _LOUD_PIXELS
        assert page.evaluate(_UNLABELLED) == []
        assert page.evaluate(_DOUBLE_IDS) == []
        assert page.evaluate(_DANGLING) == []
        for size in (_PHONE, _DESK):
            page.set_viewport_size(size)  # type: ignore[arg-type]  # a dict is a ViewportSize to Playwright
            assert page.evaluate(_TOO_WIDE) <= 0, (page.url, size)

    def log_in(self) -> None:
        """From the base URL to the list of companies."""
        self.page.goto(self.portal.url)
        self.link("home", "professional")
        self.link("audience", "log_in")
        self.link("user_type", "professional")
        self.link("means", "codes")
        self.page.get_by_label(self.words["log_in"]["username"]).fill(self.portal.users[0].username)
        self.page.get_by_label(self.words["log_in"]["password"]).fill(self.portal.users[0].password)
        self.button("log_in", "submit")

    def enter(self, company: str) -> None:
        """Choose a company, and the role of its local manager for pensions."""
        self.page.get_by_role("link", name=company, exact=True).click()
        self.look()
        quality, right = self.words["quality"]["pensions"], self.words["role"]["local_manager"]
        self.page.get_by_role("link").filter(has_text=quality).filter(has_text=right).click()
        self.look()

    def to_channel(self) -> None:
        """Walk to the choice of the channel."""
        self.link("secured", "messages")
        self.link("messages", "register")
        self.button("wizard", "next")
        self.button("wizard", "next")
        for key, value in CONTACT.items():
            self.page.locator(f"#{key}").fill(value)
        self.button("wizard", "next")


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_person_with_the_manual_gets_a_sender_number(page: Page, portal: StubPortal, language: str) -> None:
    person = Person(page, portal, language)
    words = person.words
    person.log_in()
    person.enter(COMPANY)
    person.to_channel()
    page.get_by_role("radio", name="SFTP", exact=True).check()
    files = {"ssh_key": ("sftp.pub", LINE), "certificate": ("cert.cer", valid_certificate())}
    for key, (name, content) in files.items():
        page.get_by_label(words["channel"][key]).set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
    person.button("wizard", "next")
    page.get_by_role("checkbox", name="DB2P", exact=True).check()
    page.get_by_role("checkbox", name="DmfA", exact=True).check()
    person.button("wizard", "next")
    page.get_by_role("textbox", name=words["username"]["field"]).fill("pension01")
    person.button("wizard", "next")
    page.get_by_role("textbox", name=words["username"]["field"]).fill("sillon2026")
    person.button("wizard", "next")
    person.button("wizard", "confirm")
    (made,) = portal.truth()["registrations"]
    row = page.get_by_role("row", name=words["created"]["sender_number"])
    assert row.get_by_role("cell").inner_text() == made["sender_number"]
    person.link("site", "access")
    person.link("messages", "information")
    row = page.get_by_role("row", name=words["information"]["sender_number"])
    assert row.get_by_role("cell").inner_text() == made["sender_number"]
    assert made["applications"] == ["DB2P", "DmfA"]
    assert len(set(person.seen)) >= len(words["wizard"]) - 1


def test_the_files_are_asked_for_only_with_sftp(page: Page, portal: StubPortal) -> None:
    person = Person(page, portal, "fr")
    person.log_in()
    person.enter(COMPANY)
    person.to_channel()
    key = page.get_by_label(person.words["channel"]["ssh_key"])
    assert not key.is_visible()
    page.get_by_role("radio", name="SFTP", exact=True).check()
    assert key.is_visible()
    page.get_by_role("radio", name="FTP", exact=True).check()
    assert not key.is_visible()


def test_going_back_shows_what_was_filled_in(page: Page, portal: StubPortal) -> None:
    person = Person(page, portal, "fr")
    person.log_in()
    person.enter(COMPANY)
    person.to_channel()
    page.get_by_role("radio", name="FTP", exact=True).check()
    page.get_by_role("checkbox", name="Capelo", exact=True).check()
    person.button("wizard", "next")
    person.link("wizard", "previous")
    assert page.get_by_role("checkbox", name="Capelo", exact=True).is_checked()
    person.link("wizard", "previous")
    assert page.locator("#function").input_value() == CONTACT["function"]


def test_pages_are_light(page: Page, portal: StubPortal) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks its handlers
    page.goto(portal.url)
    assert len(answers) <= _REQUESTS_OF_A_FIRST_PAGE
    assert all(answer.ok for answer in answers)
    before = portal.truth()["requests"]
    page.get_by_role("link", name=WORDS["fr"]["home"]["professional"], exact=True).click()
    page.get_by_role("heading", level=1).wait_for()
    assert portal.truth()["requests"] - before == 1


def test_the_control_interface_is_not_reachable_from_pages(page: Page, portal: StubPortal) -> None:
    """Every link of every page, as far as links lead."""
    person = Person(page, portal, "fr")
    person.log_in()
    person.enter(COMPANY)
    waiting, seen = [page.url], set[str]()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        assert "/_" not in address
        page.goto(address)
        found = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split('#')[0])")
        waiting += [one for one in dict.fromkeys(found) if one not in {*seen, *waiting} and "enter.do" not in one]
    assert portal.url + "secured/config/intro.do" in seen


def test_printing_keeps_the_warning_and_leaves_the_menus_out(page: Page, portal: StubPortal) -> None:
    person = Person(page, portal, "fr")
    person.log_in()
    person.enter(COMPANY)
    page.emulate_media(media="print")
    assert page.locator(".stub-banner").is_visible()
    assert not page.locator("nav.bar").is_visible()
    assert not page.locator("aside").is_visible()
