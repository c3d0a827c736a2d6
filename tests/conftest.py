"""What every test may ask for: a clean environment, an event loop beside pytest's, a browser on that loop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.async_api import async_playwright

from batchportal import app, chromium
from batchportal.ledger import Ledger
from batchportal.locators import install
from tests import postgres
from tests.desk import Desk
from tests.kept_ledger import PORTAL
from tests.portal_on_disk import PortalOnDisk

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator
    from pathlib import Path

    from playwright.async_api import Browser, Page, Playwright


T = TypeVar("T")

# No test is about how fast a busy machine is.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
# Whoever runs the tests in the background has Ctrl-C ignored, and every process that is begun here would inherit it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


_LONGEST = ("torture", "skins", "portals", "fleet", "fault_matrix", "drift_check", "flows", "browsers", "stopping")
"""Whose tests take half a minute and more."""
_SHARE = 0.75
"""Of the others, how many have begun when the last of the longest begins."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the longest, which wait for pages most of the time, among those that keep the processors busy.

    They are over first: one that begins last keeps all processes but its own waiting.
    """

    def rank(item: pytest.Item) -> int:
        name = item.path.stem.removeprefix("test_")
        return _LONGEST.index(name) if name in _LONGEST else len(_LONGEST)

    longest = sorted((item for item in items if rank(item) < len(_LONGEST)), key=rank)
    others = [item for item in items if rank(item) == len(_LONGEST)]
    places = {item: _SHARE * place / len(longest) for place, item in enumerate(longest)}
    places |= {item: place / len(others) for place, item in enumerate(others)}
    items.sort(key=places.__getitem__)


class RunAsync(Protocol):
    """Runs a coroutine on the loop that owns the async browser, and blocks on its result."""

    def __call__(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run it."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting, keyring or data folder of the person who runs the tests is ever touched."""
    for name in list(os.environ):
        if name.startswith("BATCHPORTAL_"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    # The null backend of the keyring refuses nothing and keeps nothing: a test that wants one sets its own.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL server, for every process of pytest-xdist its own; the URL of its first database."""
    with postgres.server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of a new, empty PostgreSQL database."""
    with postgres.database(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def _ledger_url(postgres_server: str) -> Iterator[str]:
    with postgres.database(postgres_server) as url:
        yield url


@pytest.fixture
def shared_ledger_url(_ledger_url: str) -> str:
    """The URL of an empty ledger on PostgreSQL, for tests without the engine."""
    return postgres.emptied(_ledger_url)


@pytest.fixture
def desk(tmp_path: Path, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A person at a command line, who never waits before a try."""
    monkeypatch.setattr(app, "PATIENCE", (0.0, 0.0))
    return Desk(tmp_path, run_async, PortalOnDisk(tmp_path / "portal.json"))


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    """Where a ledger on SQLite is to lie: in a folder that isn't there yet."""
    return tmp_path / "new" / "ledger.db"


@pytest.fixture
def file_ledger(ledger_file: Path) -> Iterator[Ledger]:
    """A ledger on SQLite."""
    with Ledger(f"sqlite:///{ledger_file}", PORTAL, owner="first") as ledger:
        yield ledger


@pytest.fixture(scope="session")
def browser_type_launch_args(pytestconfig: pytest.Config) -> dict[str, Any]:
    """How pytest-playwright starts its browser: the one that batchportal would take."""
    headed = bool(pytestconfig.getoption("--headed"))
    return {"executable_path": str(chromium.require(headed=headed)), "headless": not headed}


@pytest.fixture(scope="session")
def run_async() -> Iterator[RunAsync]:
    """An event loop in a thread of its own: pytest-playwright keeps one running in the main thread."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="async tests", daemon=True)
    thread.start()

    def run(coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, loop).result()

    yield run
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture(scope="session")
def async_browser(run_async: RunAsync) -> Iterator[Browser]:
    """One browser on that loop for all tests, with the finder's engine."""

    async def start() -> tuple[Playwright, Browser]:
        playwright = await async_playwright().start()
        await install(playwright)
        return playwright, await playwright.chromium.launch(executable_path=chromium.require())

    playwright, browser = run_async(start())
    yield browser
    run_async(browser.close())
    run_async(playwright.stop())


@pytest.fixture
def tab(run_async: RunAsync, async_browser: Browser) -> Iterator[Page]:
    """One empty tab of that browser, in a context of its own."""
    context = run_async(async_browser.new_context())
    yield run_async(context.new_page())
    run_async(context.close())
