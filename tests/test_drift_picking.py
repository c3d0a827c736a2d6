"""Pointing at an element: what a click means, what is written for it, and when a person is asked."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from batchportal import app
from batchportal.drift import overrides
from batchportal.drift.asking import Mender, pick
from batchportal.drift.check import check
from batchportal.drift.picking import point
from batchportal.drift.walking import Order
from batchportal.errors import UsageError, VisitFailed
from batchportal.invented import registration
from batchportal.locators import Exact, Finder
from batchportal.models import Channel, EnterpriseNumber, Language
from batchportal.session import Session
from batchportal.settings import load_settings
from batchportal.stub import StubPortal
from batchportal.stub.words import WORDS
from batchportal.workflows.portal import portal_visitors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from batchportal.drift.overrides import Override
    from batchportal.locators import Entry
    from batchportal.settings import Settings
    from tests.conftest import RunAsync

SILLON = EnterpriseNumber("0403170701")


@dataclass
class Hand:
    """A person who clicks on what a CSS selector names, once the window waits for it."""

    css: str
    wants_it: bool = True
    asked: list[tuple[str, bool]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    clicks: list[asyncio.Task[None]] = field(default_factory=list)

    async def ready(self, session: Session, entry: Entry, *, arrived: bool) -> bool:
        """Begin to click."""
        self.asked.append((str(entry), arrived))
        if self.css:
            self.clicks.append(asyncio.create_task(self._click(session.windows[-1])))
        return self.wants_it

    async def _click(self, window: Page) -> None:
        if not self.wants_it:
            return
        await window.wait_for_function("() => document.querySelector('x-pw-glass')")
        for frame in window.frames:
            if await frame.locator(self.css).count():
                box = await frame.locator(self.css).first.bounding_box()
                assert box is not None
                await window.mouse.move(box["x"] + 4, box["y"] + 4)
                await window.mouse.click(box["x"] + 4, box["y"] + 4)

    async def agrees(self, override: Override) -> bool:
        """See what would be written."""
        self.shown.append(override.toml())
        return self.wants_it


@pytest.fixture
def session(run_async: RunAsync, async_browser: Browser) -> Iterator[Session]:
    """A session whose one window is empty."""

    async def start() -> Session:
        context = await async_browser.new_context()
        await context.new_page()
        selectors = overrides.load(None)
        settings = load_settings(portal="http://127.0.0.1:9", timeout=5)
        return Session(context, Finder(selectors, Language.FR), selectors, settings)

    session = run_async(start())
    yield session
    run_async(session.close())


async def pointed(session: Session, html: str, control: str, hand: Hand, *, seconds: float = 20) -> Override | None:
    await session.windows[0].set_content(html)
    entry = session.entry(*control.split("."))
    return await point(session, entry, hand, arrived=True, seconds=seconds)


FIELDS = "<label>Patronyme <input id=f_83921></label> <label for=b>Petit nom</label> <input id=b name=x>"
SHADOW = """<div id=host></div><script>host.attachShadow({mode: 'open'}).innerHTML =
    '<input id=one> <input id=two title=Deux> <input title=Deux>';</script>"""


@pytest.mark.parametrize(
    ("html", "control", "css", "exact"),
    [
        (FIELDS, "contact.last_name", "input", Exact(role="textbox", name="Patronyme")),
        (FIELDS, "contact.first_name", "label[for=b]", Exact(role="textbox", name="Petit nom")),
        ("<p><input data-testid=nom> <input></p>", "contact.last_name", "input", Exact(test_id="nom")),
        ("<button>Étape <b>d'après</b></button>", "wizard.forward", "b", Exact(role="button", name="Étape d'après")),
        ("<input type=image alt=Avancer src=x>", "wizard.forward", "input", Exact(role="button", name="Avancer")),
        ("<p><input name=a> <input name=b>", "contact.last_name", "[name=b]", Exact(css='input[name="b"]')),
        (
            "<p><input data-testid=x> <input data-testid=x name=b>",
            "contact.last_name",
            "[name=b]",
            Exact(css='input[name="b"]'),
        ),
        ("<p><input> <input id=nom>", "contact.last_name", "#nom", Exact(css="#nom")),
        (
            "<p><input id=f1234> <input id=f1235>",
            "contact.last_name",
            "#f1235",
            Exact(css="body > p > input:nth-of-type(2)"),
        ),
        (
            "<div class=zone>Déposez ici <span>la clé</span><input type=file hidden name=cle></div>",
            "channel.ssh_public_key",
            "span",
            Exact(css='input[name="cle"]'),
        ),
        ("<p>Autre : 1</p><p id=num>6400</p>", "created.sender_number", "#num", Exact(css="#num")),
        (SHADOW, "contact.last_name", "#two", Exact(css="#host #two")),
        (
            "<p>Menu</p><iframe srcdoc='<button>Avancer</button>'></iframe>",
            "wizard.forward",
            "button",
            Exact(role="button", name="Avancer"),
        ),
        ("<label>Mot <input type=password></label>", "login.password", "input", Exact(role="textbox", name="Mot")),
    ],
)
def test_a_click_becomes_the_way_that_lasts_longest_and_leads_to_that_element_alone(
    *, session: Session, run_async: RunAsync, html: str, control: str, css: str, exact: Exact
) -> None:
    hand = Hand(css)
    override = run_async(pointed(session, html, control, hand))
    assert override is not None
    assert override.exact == exact
    assert hand.shown == [override.toml()]
    assert f"[{control.split('.')[1]}.exact.fr]" in override.toml()


@pytest.mark.parametrize(
    ("html", "control", "css", "message"),
    [
        ("<h1>Nom</h1>", "contact.last_name", "h1", r"<h1> 'Nom' can't be contact.last_name: it is no field"),
        ("<input type=password>", "login.user_name", "input", "can't be login.user_name"),
        ("<input>", "login.password", "input", "it is no field for a password"),
        ("<input type=checkbox>", "contact.last_name", "input", "it is no field"),
        ("<p>Déposez</p>", "channel.certificate", "p", "it is no file"),
    ],
)
def test_what_can_not_be_the_control_is_refused(
    *, session: Session, run_async: RunAsync, html: str, control: str, css: str, message: str
) -> None:
    hand = Hand(css)
    with pytest.raises(UsageError, match=message):
        run_async(pointed(session, html, control, hand))
    assert hand.shown == []


def test_whoever_does_not_want_to_point_is_left_alone(session: Session, run_async: RunAsync) -> None:
    assert run_async(pointed(session, FIELDS, "contact.last_name", Hand("input", wants_it=False))) is None


def test_nobody_is_waited_for_longer_than_agreed_and_the_window_works_again(
    session: Session, run_async: RunAsync
) -> None:
    async def clicked() -> bool:
        await session.windows[0].locator("button").click()
        return bool(await session.windows[0].evaluate("() => window.pressed === true"))

    html = "<button onclick='window.pressed = true'>Suivant</button>"
    with pytest.raises(UsageError, match="Nothing was clicked on within"):
        run_async(pointed(session, html, "wizard.forward", Hand(""), seconds=0.2))
    assert run_async(clicked())


def test_a_window_that_is_closed_instead_of_clicked_on_is_an_error_of_ours(
    session: Session, run_async: RunAsync
) -> None:
    class Closes(Hand):
        async def _click(self, window: Page) -> None:
            await window.wait_for_function("() => document.querySelector('x-pw-glass')")
            await window.close()

    with pytest.raises(VisitFailed):
        run_async(pointed(session, FIELDS, "contact.last_name", Closes("input")))


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[StubPortal]:
    """A portal that has changed: the last name has another caption."""
    monkeypatch.setitem(WORDS["fr"]["contact"], "last_name", "Patronyme")
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def settings(portal: StubPortal, tmp_path: Path) -> Settings:
    user = portal.users[0]
    return load_settings(
        portal=portal.url,
        database=f"sqlite:///{tmp_path / 'ledger.db'}",
        output=tmp_path / "output",
        username=user.username,
        password=user.password,
        timeout=8,
    )


def test_the_window_walks_to_the_page_and_what_is_pointed_at_there_mends_it(
    portal: StubPortal, settings: Settings, tmp_path: Path, run_async: RunAsync
) -> None:
    hand = Hand("[name=last_name]")
    order = Order(company=SILLON, channel=Channel.FTP)
    override = run_async(pick(settings, order, "contact.last_name", hand, report=lambda _: None))
    assert override is not None
    assert hand.asked == [("contact.last_name", True)]
    assert override.write(tmp_path / "own") == tmp_path / "own" / "contact.toml"
    mended = settings.model_copy(update={"selectors": tmp_path / "own"})
    report = run_async(check(mended, order, report=lambda _: None))
    assert (report.problem, report.drift) == (None, ())
    assert portal.truth()["confirm_requests"] == 0


def test_a_control_that_is_there_can_be_pointed_at_too(
    portal: StubPortal, settings: Settings, run_async: RunAsync
) -> None:
    hand = Hand("a[href*='usertype']")
    override = run_async(pick(settings, Order(), "entrance.log_in", hand, report=lambda _: None))
    assert override is not None
    assert hand.asked == [("entrance.log_in", True)]
    assert override.exact == Exact(role="link", name="Se connecter")
    assert portal.truth()["log_ins"]["accepted"] == 0


def test_nothing_is_walked_for_a_control_that_can_not_be_pinned(settings: Settings, run_async: RunAsync) -> None:
    for control, message in {
        "channel.channel": "stands for several choices",
        "contact.lastname": "Did you mean 'last_name'",
        "contact": "no control",
    }.items():
        with pytest.raises(UsageError, match=message):
            run_async(pick(settings, Order(), control, Hand("p"), report=lambda _: None))


def test_a_visit_that_misses_a_control_offers_to_point_and_the_next_run_works(
    portal: StubPortal, settings: Settings, tmp_path: Path, run_async: RunAsync
) -> None:
    told: list[str] = []
    hand = Hand("[name=last_name]")
    row = registration(SILLON, Channel.FTP, login="default")
    visitors = portal_visitors(settings, Mender(hand, tmp_path / "own", told.append))
    run = run_async(app.register(settings, [row], dry_run=False, report=lambda _: None, visitors=visitors))
    assert [outcome.problem.code for outcome in run.outcomes if outcome.problem] == ["control_not_found"]
    assert hand.asked == [("contact.last_name", True)]
    assert told == [f"Wrote {tmp_path / 'own' / 'contact.toml'}. Run the same command again."]

    mended = settings.model_copy(update={"selectors": tmp_path / "own"})
    again = run_async(app.register(mended, [row], dry_run=False, report=lambda _: None))
    assert [outcome.state.value for outcome in again.outcomes] == ["registered"]
    assert portal.truth()["registrations"][0]["contact"]["last_name"] == "Exemple"
    assert portal.truth()["confirm_requests"] == 1
