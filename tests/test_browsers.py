"""A browser that is renewed between companies, and one that dies: what the portal and the process list say."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from batchportal import browser
from batchportal.border import portal_errors
from batchportal.browser import Browser, Browsers
from batchportal.errors import VisitFailed
from batchportal.models import Language, Progress, State
from batchportal.pulse import watched
from batchportal.settings import load_settings
from batchportal.stub import StubPortal
from tests.mini_portal import MiniPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.async_api import Browser as AsyncBrowser
    from playwright.async_api import Page

    from batchportal.browser import Place
    from tests.conftest import RunAsync


@pytest.fixture
def runs(tmp_path: Path, run_async: RunAsync) -> Iterator[Runs]:
    with StubPortal() as portal:
        yield Runs(portal, tmp_path, run_async)


def drivers() -> set[psutil.Process]:
    """Playwright's drivers that this process has started."""
    return {child for child in psutil.Process().children() if child.is_running()}


def settings(**values: Any) -> Any:
    return load_settings(portal="http://127.0.0.1:9", **values)


def test_after_so_many_companies_a_new_browser_takes_over_and_the_old_one_ends(runs: Runs) -> None:
    before = drivers()
    run = runs.register(*runs.rows(3), browser_companies=2)

    assert [outcome.state for outcome in run.outcomes] == [State.REGISTERED] * 3
    assert runs.portal.truth()["log_ins"]["accepted"] == 2
    assert runs.confirms == 3
    assert drivers() == before


def test_a_driver_that_dies_is_replaced_and_its_company_starts_over(runs: Runs) -> None:
    before = drivers()
    killed: list[psutil.Process] = []

    class Killer(list[Progress]):
        def append(self, told: Progress) -> None:
            if told.text == "username" and not killed:
                killed.extend(drivers() - before)
                killed[0].kill()

    runs.told = Killer()
    run = runs.register(*runs.rows(2))

    assert len(killed) == 1
    assert [(outcome.state, outcome.attempts) for outcome in run.outcomes] == [
        (State.REGISTERED, 2),
        (State.REGISTERED, 1),
    ]
    assert runs.confirms == 2
    assert drivers() == before


@pytest.mark.parametrize(
    ("part", "at", "state"),
    [("the driver", "username", (State.REGISTERED, 2)), ("Chromium", "created", (State.UNKNOWN, 1))],
)
def test_what_stops_to_answer_is_ended_and_its_company_goes_on_as_after_a_death(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, part: str, at: str, state: tuple[State, int]
) -> None:
    before = drivers()
    monkeypatch.setattr(browser, "_CLOSING", 1.0)
    stopped: list[psutil.Process] = []

    class Stopper(list[Progress]):
        def append(self, told: Progress) -> None:
            if told.text == at and not stopped:
                started = drivers() - before
                below = (one for driver in started for one in driver.children(recursive=True))
                stopped.extend(started if part == "the driver" else below)
                for process in stopped:
                    process.suspend()

    runs.told = Stopper()
    outcome = runs.register_one(*runs.rows(1), timeout=4)

    assert stopped
    assert (outcome.state, outcome.attempts) == state
    assert runs.confirms == 1
    assert len(runs.truth()) == 1
    assert drivers() == before


async def busy(page: Page, place: Place) -> None:
    """Run a script that never ends, as a flow would."""
    async with watched(lambda: 0, place.end, seconds=1):
        with portal_errors("channel"):
            await page.evaluate("() => { for (;;); }")


def test_a_page_that_never_answers_is_left_and_the_browser_serves_on(run_async: RunAsync) -> None:
    async def used() -> tuple[str, str]:
        browsers = Browsers(settings())
        try:
            place, other = await browsers.open(), await browsers.open()
            page = await place.context.new_page()
            signs = iter(range(1000))
            with pytest.raises(VisitFailed) as raised:
                await busy(page, place)
            async with watched(lambda: next(signs), place.end, seconds=1):
                title = await (await other.context.new_page()).title()
                await asyncio.sleep(2.5)
        finally:
            await browsers.close()
        return raised.value.message, title

    message, title = run_async(used())
    assert "no sign of life for 1 s" in message
    assert title == ""


@pytest.mark.parametrize("part", ["Chromium", "the driver"])
def test_what_dies_while_the_password_is_on_its_way_is_no_refusal(
    tmp_path: Path, run_async: RunAsync, part: str
) -> None:
    before = drivers()
    killed: list[psutil.Process] = []

    def kill(request: str) -> None:
        if "POST /fase/login.do" in request and not killed:
            started = drivers() - before
            below = (one for driver in started for one in driver.children(recursive=True))
            killed.extend(started if part == "the driver" else below)
            for process in killed:
                process.kill()

    with StubPortal(log=kill) as portal:
        runs = Runs(portal, tmp_path, run_async)
        outcome = runs.register_one(*runs.rows(1))

        assert killed
        assert (outcome.state, outcome.attempts, runs.confirms) == (State.REGISTERED, 2, 1)


def test_a_browser_that_has_grown_too_big_lives_until_its_last_session_ends(run_async: RunAsync) -> None:
    before = drivers()

    async def used() -> tuple[list[bool], list[int]]:
        browsers = Browsers(settings(browser_megabytes=100))
        running = []
        try:
            first = await browsers.open()
            await (await first.context.new_page()).set_content("<script>window.big = new Array(3e7).fill(1.5)</script>")
            worn = [first.worn]
            second = await browsers.open()
            running.append(len(drivers() - before))
            await first.leave()
            running.append(len(drivers() - before))
            worn.append(second.context.browser is not first.context.browser)
        finally:
            await browsers.close()
        return [*worn], [*running, len(drivers() - before)]

    assert run_async(used()) == ([True, True], [2, 1, 0])


def test_a_browser_with_room_left_serves_on(run_async: RunAsync) -> None:
    async def used() -> list[bool]:
        browsers = Browsers(settings(browser_companies=2, browser_megabytes=100_000))
        try:
            first, second = await browsers.open(), await browsers.open()
            worn = [first.context.browser is second.context.browser]
            for place in (first, second):
                place.serve()
                worn.append(first.worn)
        finally:
            await browsers.close()
        return worn

    assert run_async(used()) == [True, False, True]


def test_what_playwright_turns_off_stays_off_though_chromium_heeds_the_last_list_only(run_async: RunAsync) -> None:
    before = drivers()

    async def lists() -> list[set[str]]:
        async with Browser(settings()):
            lines = [child.cmdline() for driver in drivers() - before for child in driver.children()]
            words = next(line for line in lines if any("--disable-features" in word for word in line))
            flag = "--disable-features="
            return [set(word.removeprefix(flag).split(",")) for word in words if word.startswith(flag)]

    theirs, ours = run_async(lists())
    assert "PaintHolding" in theirs
    assert theirs < ours


SENDS = """<button id=go>Confirmer</button><iframe srcdoc="<script>parent.inside = 'SharedWorker' in self</script>">
  </iframe><script>
  const send = "fetch('PORTAL/confirm', { method: 'POST', mode: 'no-cors' })";
  const source = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const port = 'SharedWorker' in self
    ? new SharedWorker(source(`onconnect = (event) => { event.ports[0].onmessage = () => ${send}; }`)).port
    : new Worker(source(`onmessage = () => ${send}`));
  go.onclick = () => port.postMessage('');
</script>"""


def test_nothing_is_sent_by_a_worker_that_several_pages_share(run_async: RunAsync) -> None:
    """Of what one sends nobody is told; pages do without, as in browsers that have none."""
    portal = MiniPortal({"/": SENDS, "/confirm": ""})

    async def sent() -> tuple[list[str], bool]:
        seen: list[str] = []
        async with Browser(settings()) as browser:
            context = await browser.context(Language.FR)
            page = await context.new_page()
            await page.goto(portal.url)
            context.on("request", lambda request: seen.append(request.method))
            async with context.expect_event("request", timeout=5000):
                await page.click("#go")
            return seen, await page.evaluate("inside")

    with portal.open():
        assert run_async(sent()) == (["POST"], False)
    assert portal.arrived[-1].startswith("POST /confirm")


def test_what_the_last_companys_pages_held_is_given_back(async_browser: AsyncBrowser, run_async: RunAsync) -> None:
    portal = MiniPortal({"/": "<script>held = Array.from({length: 1e6}, (_, index) => [index])</script>", "/next": ""})

    async def visit() -> tuple[int, int]:
        session = await portal.session(async_browser)
        await session.open(f"{portal.url}/")
        await session.settle()
        devtools = await session.context.new_cdp_session(session.windows[0])
        used = [(await devtools.send("Runtime.getHeapUsage"))["usedSize"]]
        await session.leave()
        await session.open(f"{portal.url}/next")
        used.append((await devtools.send("Runtime.getHeapUsage"))["usedSize"])
        await session.close()
        return used[0], used[1]

    with portal.open():
        held, left = run_async(visit())
    assert left < held / 2
