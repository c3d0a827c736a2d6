"""A page that keeps a request open comes to rest all the same."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from batchportal import network
from tests.mini_portal import MiniPortal

if TYPE_CHECKING:
    import pytest
    from playwright.async_api import Browser

    from tests.conftest import RunAsync


def test_a_request_that_stays_open_for_news_keeps_no_page_from_rest(
    async_browser: Browser, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_POLL", 0.5)
    over = threading.Event()

    def news(_body: str) -> str:
        over.wait(60)
        return "none"

    portal = MiniPortal({"/": "<h1>Bonjour</h1><script>fetch('/news')</script>", "/news": news})

    async def walk() -> bool:
        session = await portal.session(async_browser, timeout=20)
        try:
            await session.open(portal.url)
            await session.settle()
            return await session.at_rest()
        finally:
            over.set()
            await session.close()

    with portal.open():
        assert run_async(walk())


def test_what_was_waited_for_in_vain_on_one_page_is_not_waited_for_on_the_next(
    async_browser: Browser, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = threading.Event()

    def news(_body: str) -> str:
        over.wait(60)
        return "none"

    page = "<h1>Bonjour</h1><script>fetch('/news?' + Math.random())</script>"
    portal = MiniPortal({"/": page, "/next": page, "/news": news})

    async def walk() -> tuple[bool, bool]:
        session = await portal.session(async_browser, timeout=20)
        try:
            monkeypatch.setattr(network, "_POLL", 0.5)
            await session.open(portal.url)
            await session.settle()
            monkeypatch.setattr(network, "_POLL", 0.0)
            await session.open(f"{portal.url}/next")
            await session.settle()
            monkeypatch.setattr(network, "_POLL", 1000.0)
            return await session.at_rest(), portal.arrived[-1].startswith("GET /news")
        finally:
            over.set()
            await session.close()

    with portal.open():
        assert run_async(walk()) == (True, True)


def test_what_is_asked_again_once_it_had_news_is_not_waited_for(
    async_browser: Browser, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    there_is = threading.Semaphore(0)

    def news(_body: str) -> str:
        there_is.acquire(timeout=60)
        return "news"

    page = """<h1>Bonjour</h1><script>const again = () => { document.title += 1; ask(); };
      const ask = () => fetch('/news').then((one) => one.text()).then(again);
      ask();</script>"""
    portal = MiniPortal({"/": page, "/news": news})

    async def walk() -> bool:
        session = await portal.session(async_browser, timeout=20)
        try:
            monkeypatch.setattr(network, "_POLL", 0.5)
            await session.open(portal.url)
            await session.settle()
            there_is.release()
            await session.windows[-1].wait_for_function("document.title === 'Portail1'")
            monkeypatch.setattr(network, "_POLL", 1000.0)
            return await session.at_rest()
        finally:
            there_is.release()
            await session.close()

    with portal.open():
        assert run_async(walk())
