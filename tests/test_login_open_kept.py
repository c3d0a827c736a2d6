"""A kept session opens only for the login and at the portal that it was opened for, and comes back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import keyring
import pytest

from batchportal import credentials, kept
from batchportal.errors import SessionOver, UsageError
from batchportal.handover import give, take
from batchportal.locators import Finder, Selectors
from batchportal.logs import redact
from batchportal.models import BrowserState
from batchportal.report.advice import advice_for
from batchportal.resources import selectors_folder
from batchportal.session import Session
from batchportal.settings import load_settings
from flows.visitor import PortalVisitor
from tests.cli_process import FileKeyring, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Browser, Page, Route

    from batchportal.settings import Settings
    from tests.conftest import RunAsync

CANARY = "canary-cookie-Hs7-3kQ9zX"
PORTAL = "https://portal.example"
STATE = BrowserState(
    home=f"{PORTAL}/companies?id={CANARY}",
    storage={
        "cookies": [
            {
                "name": "SESSION",
                "value": CANARY,
                "domain": "portal.example",
                "path": "/",
                "expires": -1,
                "httpOnly": True,
                "secure": True,
                "sameSite": "Lax",
            }
        ],
        "origins": [],
    },
    session_storage={PORTAL: {"token": f"{CANARY}-token"}},
    numbers_of_the_portal=frozenset({"0403170701"}),
)


def settings(portal: str = PORTAL, **values: str) -> Settings:
    """Settings of a portal that is made up here."""
    return load_settings(portal=portal, pause=0, **values)


@pytest.fixture(autouse=True)
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A keyring in a file."""
    path = tmp_path / "keyring.json"
    monkeypatch.setenv("TEST_KEYRING", str(path))
    before = keyring.get_keyring()
    keyring.set_keyring(FileKeyring())  # type: ignore[no-untyped-call]  # untyped library
    yield path
    keyring.set_keyring(before)


def test_what_is_kept_comes_back() -> None:
    file = kept.keep("office", settings(), STATE)
    assert kept.find("office", settings()) == file
    assert file.read() == STATE


def test_no_value_stands_in_the_file_as_it_is(tmp_path: Path) -> None:
    file = kept.keep("office", settings(), STATE)
    assert "portal.example" in file.path.read_text(encoding="utf-8")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []


def test_no_value_of_a_kept_session_is_seen_in_a_message() -> None:
    file = kept.keep("office", settings(), STATE)
    assert CANARY not in redact(f"cookie {CANARY}, token {CANARY}-token")
    assert CANARY not in repr(file.read())


def test_another_login_or_portal_has_no_session() -> None:
    kept.keep("office", settings(), STATE)
    assert kept.find("branch", settings()) is None
    assert kept.find("office", settings("https://other.example")) is None
    assert kept.find("office", settings(f"{PORTAL}/fr")) is not None


def test_a_session_per_portal_is_kept_and_all_are_removed(ring: Path) -> None:
    other = settings("https://other.example")
    files = [kept.keep("office", settings(), STATE), kept.keep("office", other, STATE)]
    kept.keep("office2", other, STATE)
    assert [file.read() for file in files] == [STATE, STATE]
    assert kept.remove("office")
    assert [one.login for one in kept.kept()] == ["office2"]
    assert [name for name in json.loads(ring.read_text(encoding="utf-8")) if name.endswith("office")] == []
    assert not kept.remove("office")


@pytest.mark.parametrize(("field", "value"), [("login", "branch"), ("portal", "https://other.example")])
def test_a_copied_file_opens_for_nobody_else(field: str, value: str) -> None:
    kept.keep("office", settings(), STATE)
    login, portal = ("branch", PORTAL) if field == "login" else ("office", value)
    elsewhere = settings(portal)
    target = kept.keep(login, elsewhere, STATE)
    stolen = json.loads((kept.find("office", settings()) or target).path.read_bytes())
    target.path.write_text(json.dumps(stolen), encoding="utf-8")
    with pytest.raises(UsageError, match="belongs to another login or portal"):
        kept.find(login, elsewhere)
    target.path.write_text(json.dumps({**stolen, field: value}), encoding="utf-8")
    with pytest.raises(UsageError, match=rf"changed, or the keyring holds another key.*login open {login}"):
        kept.find(login, elsewhere)


@pytest.mark.parametrize(
    ("key", "why"),
    [("ab" * 32, "another key"), ("no key at all", "holds no key"), (None, "holds no key")],
)
def test_a_wrong_key_is_told_and_a_new_session_can_be_opened(ring: Path, key: str | None, why: str) -> None:
    kept.keep("office", settings(), STATE)
    ring.write_text(json.dumps({"batchportal/:session:office": key} if key else {}), encoding="utf-8")
    with pytest.raises(UsageError, match=rf"{why}.*batchportal login open office") as refused:
        kept.find("office", settings())
    assert refused.value.code == "kept_session_unreadable"
    assert CANARY not in str(refused.value)
    kept.keep("office", settings(), STATE)
    assert kept.find("office", settings()) is not None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 2}', "\udcff"])
def test_a_damaged_file_is_told(content: str) -> None:
    file = kept.keep("office", settings(), STATE)
    file.path.write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(UsageError, match=r"no session that this version can read.*login open"):
        kept.find("office", settings())


@pytest.mark.parametrize("sealed", ["", "AAAA", "no base64", "A" * 400, None])
def test_a_damaged_seal_is_told(sealed: str | None) -> None:
    file = kept.keep("office", settings(), STATE)
    content = json.loads(file.path.read_bytes())
    file.path.write_text(json.dumps({**content, "sealed": sealed}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"can't be read.*login open office"):
        kept.find("office", settings())


def test_a_password_that_is_stored_takes_the_place_of_the_session(tmp_path: Path) -> None:
    kept.keep("office", settings(), STATE)
    done = run(tmp_path, "login", "set", "office", typed="demo\nMerel-8642-Wilg\n")
    assert "Forgot the session that was opened for the login 'office'" in done.err
    assert run(tmp_path, "login", "list").out == "office  password\n"
    assert kept.kept() == []


def test_a_password_from_the_environment_comes_before_a_kept_session() -> None:
    kept.keep(credentials.DEFAULT, settings(), STATE)
    assert kept.find(credentials.DEFAULT, settings()) is not None
    ci = settings(username="ci", password="Merel-8642")
    assert kept.find(credentials.DEFAULT, ci) is None


async def _session(browser: Browser) -> Session:
    """A portal session over pages that are made up here."""
    context = await browser.new_context()
    selectors = Selectors.load(selectors_folder())
    return Session(context, Finder(selectors, settings().language), selectors, settings())


_STORE = """async () => {
  sessionStorage.setItem('token', 'in the window');
  localStorage.setItem('device', 'on the disk');
  const database = await new Promise((done, fail) => {
    const asked = indexedDB.open('portal', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('keys');
    asked.onsuccess = () => done(asked.result);
    asked.onerror = fail;
  });
  await new Promise((done, fail) => {
    const change = database.transaction('keys', 'readwrite');
    change.objectStore('keys').put('in the database', 'refresh');
    change.oncomplete = done;
    change.onerror = fail;
  });
  database.close();
}"""
_RECALL = """async () => {
  const database = await new Promise((done, fail) => {
    const asked = indexedDB.open('portal', 1);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = fail;
  });
  const found = await new Promise((done, fail) => {
    const asked = database.transaction('keys').objectStore('keys').get('refresh');
    asked.onsuccess = () => done(asked.result);
    asked.onerror = fail;
  });
  database.close();
  return [window.first, localStorage.getItem('device'), found];
}"""


async def _plain_page(route: Route) -> None:
    # What the page's own first script sees counts: a portal asks for its token there.
    body = "<script>window.first = sessionStorage.getItem('token')</script><h1>Portail</h1>"
    await route.fulfill(content_type="text/html", body=body)


def test_a_session_in_cookies_and_in_every_storage_comes_back_in_another_browser(
    run_async: RunAsync, async_browser: Browser
) -> None:
    async def hand_over() -> tuple[BrowserState, list[str | None], list[str]]:
        first, second = await _session(async_browser), await _session(async_browser)
        for session in (first, second):
            await session.context.route(f"{PORTAL}/**", _plain_page)
            await session.context.route("https://elsewhere.example/**", _plain_page)
        await first.open(f"{PORTAL}/companies")
        await first.windows[-1].evaluate(_STORE)
        await first.context.add_cookies([{"name": "SESSION", "value": CANARY, "url": PORTAL}])
        first.settle_home()
        first.numbers_of_the_portal = frozenset({"0403170701"})
        state = await take(first)
        await give(second, kept.keep("office", settings(), state).read())
        await second.open(second.home)
        there = await second.windows[-1].evaluate(_RECALL)
        cookies = [f"{cookie.get('name')}={cookie.get('value')}" for cookie in await second.context.cookies(PORTAL)]
        assert second.numbers_of_the_portal == first.numbers_of_the_portal
        await second.open("https://elsewhere.example/")
        abroad = await second.windows[-1].evaluate("() => window.first")
        await first.close()
        await second.close()
        return state, [*there, abroad], cookies

    state, seen, cookies = run_async(hand_over())
    assert state.home == f"{PORTAL}/companies"
    assert seen == ["in the window", "on the disk", "in the database", None]
    assert cookies == [f"SESSION={CANARY}"]


def test_what_pages_store_later_is_not_overwritten(run_async: RunAsync, async_browser: Browser) -> None:
    async def later() -> str:
        session = await _session(async_browser)
        await session.context.route(f"{PORTAL}/**", _plain_page)
        await give(session, STATE)
        await session.open(f"{PORTAL}/companies")
        window: Page = session.windows[-1]
        await window.evaluate("() => sessionStorage.setItem('token', 'newer')")
        await session.open(f"{PORTAL}/other")
        found: str = await window.evaluate("() => window.first")
        await session.close()
        return found

    assert run_async(later()) == "newer"


def test_what_a_page_has_cleared_does_not_come_back(run_async: RunAsync, async_browser: Browser) -> None:
    """A page that finds out that its session is over clears what it knows of it, and asks for itself anew."""
    over = """<script>
      const stale = sessionStorage.getItem('token');
      sessionStorage.clear();
      if (stale) location.reload();
    </script><h1>Portail</h1>"""
    asked: list[str] = []

    async def page(route: Route) -> None:
        asked.append(route.request.url)
        await route.fulfill(content_type="text/html", body=over if len(asked) < 10 else "<h1>Portail</h1>")

    async def opened() -> None:
        session = await _session(async_browser)
        await session.context.route(f"{PORTAL}/**", page)
        await give(session, STATE)
        await session.open(f"{PORTAL}/companies")
        while await session.windows[-1].locator("h1").count() == 0 or not await session.at_rest():
            pass
        await session.close()

    run_async(opened())
    assert asked == [f"{PORTAL}/companies"] * 2


def test_what_a_frame_without_a_page_of_its_own_tells_is_no_origin(run_async: RunAsync, async_browser: Browser) -> None:
    async def handed_over() -> str:
        first, second = await _session(async_browser), await _session(async_browser)
        for session in (first, second):
            await session.context.route(f"{PORTAL}/**", _plain_page)
        await first.open(f"{PORTAL}/companies")
        await first.windows[-1].evaluate(_STORE)
        await first.windows[-1].evaluate("() => document.body.append(document.createElement('iframe'))")
        await give(second, await take(first))
        await second.open(f"{PORTAL}/companies")
        token: str = await second.windows[-1].evaluate("() => window.first")
        await first.close()
        await second.close()
        return token

    assert run_async(handed_over()) == "in the window"


class _Memory:
    """A kept session that remembers what was written. Implements `models.KeptSession`."""

    login = "office"
    since = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)

    def __init__(self, state: BrowserState) -> None:
        self.states = [state]

    def read(self) -> BrowserState:
        """The first."""
        return self.states[0]

    def write(self, state: BrowserState) -> None:
        """One more."""
        self.states.append(state)


def test_a_portal_that_changes_its_cookie_with_every_page_keeps_its_session(
    run_async: RunAsync, async_browser: Browser
) -> None:
    seen: list[str] = []

    async def companies(route: Route) -> None:
        seen.append((await route.request.all_headers()).get("cookie", ""))
        body = "<h1>Choisissez une entreprise</h1><a href='/out'>Se déconnecter</a>"
        cookie = f"SESSION=turn-{len(seen)}; Path=/; Secure; HttpOnly"
        headers = {"content-type": "text/html; charset=utf-8", "set-cookie": cookie}
        await route.fulfill(headers=headers, body=body)

    async def visit(memory: _Memory) -> None:
        session = await _session(async_browser)
        await session.context.route(f"{PORTAL}/**", companies)
        visitor = PortalVisitor(session)
        await visitor.log_in(memory, sending=never)
        await visitor.log_in(memory, sending=never)
        await visitor.close()

    memory = _Memory(STATE)
    run_async(visit(memory))
    assert seen == [f"SESSION={CANARY}", "SESSION=turn-1"]
    assert len(memory.states) == 2
    run_async(visit(_Memory(memory.states[1])))
    assert seen[2] == "SESSION=turn-2"


def test_a_session_that_is_over_is_not_kept_again(run_async: RunAsync, async_browser: Browser) -> None:
    asked: list[str] = []

    async def ended(route: Route) -> None:
        asked.append(route.request.url)
        alive = "<h1>Choisissez une entreprise</h1><a href='/out'>Se déconnecter</a>"
        body = alive if len(asked) == 1 else "<h1>Votre session a expiré</h1><p>Votre session a expiré.</p>"
        await route.fulfill(content_type="text/html; charset=utf-8", body=body)

    async def visit(memory: _Memory) -> None:
        session = await _session(async_browser)
        await session.context.route(f"{PORTAL}/**", ended)
        visitor = PortalVisitor(session)
        await visitor.log_in(memory, sending=never)
        try:
            await visitor.log_in(memory, sending=never)
        finally:
            await visitor.close()

    memory = _Memory(replace(STATE, session_storage={}))
    with pytest.raises(SessionOver, match="login 'office' on 2026-11-23") as over:
        run_async(visit(memory))
    assert "batchportal login open" in (advice_for(over.value.code) or "")
    assert len(memory.states) == 1


async def never() -> None:
    """A kept session has no password to send."""
    raise AssertionError
