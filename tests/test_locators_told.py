"""A page is told once what a target is: lists of words are long, and a page is looked at again and again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from batchportal.locators import Finder, Selectors, scripts
from batchportal.models import Language
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from playwright.async_api import Frame, Page

    from tests.conftest import RunAsync

SELECTORS = Selectors.load(selectors_folder())
FORWARD = SELECTORS.entry("wizard", "forward")
LAST_NAME = SELECTORS.entry("contact", "last_name")
PAGE = "<label>Nom <input></label><button>Suivant</button>"


@contextmanager
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many targets each question to a page explains."""
    counted: list[int] = []
    ask = scripts.ask

    async def counting(frame: Frame, way_in: str, request: dict[str, Any]) -> Any:
        counted.append(len(request["told"]))
        return await ask(frame, way_in, request)

    with monkeypatch.context() as patched:
        patched.setattr(scripts, "ask", counting)
        yield counted


def test_a_target_is_told_to_each_page_once(tab: Page, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        finder = Finder(SELECTORS, Language.FR)
        await tab.set_content(PAGE)
        with told(monkeypatch) as counted:
            for entries in ([FORWARD], [FORWARD, LAST_NAME], [LAST_NAME, FORWARD]):
                assert all(sighting.found for sighting in await finder.look([tab], entries))
            assert await finder.watch(tab.main_frame, [FORWARD], seconds=5)
        assert counted == [1, 1, 0, 0]

    run_async(scenario())


def test_another_page_is_told_all_again(tab: Page, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, where the browser has said that it came; else when it turns out to know nothing."""

    async def scenario() -> None:
        finder = Finder(SELECTORS, Language.FR)

        async def looks(window: Page) -> list[int]:
            await window.goto("data:text/html,<title>1</title>")
            await finder.look([window], [FORWARD, LAST_NAME])
            await window.goto(f"data:text/html,{PAGE}")
            with told(monkeypatch) as counted:
                assert all(sighting.found for sighting in await finder.look([window], [FORWARD, LAST_NAME]))
            await window.goto(f"data:text/html,{PAGE}<title>2</title>")
            with told(monkeypatch) as watched:
                assert await finder.watch(window.main_frame, [LAST_NAME], seconds=5)
                assert (await finder.look([window], [FORWARD]))[0].found
            return counted + watched

        assert await looks(tab) == [0, 2, 0, 1, 1]
        await scripts.prepare(tab.context)
        assert await looks(await tab.context.new_page()) == [2, 1, 1]

    run_async(scenario())
