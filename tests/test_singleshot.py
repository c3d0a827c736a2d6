"""What confirms, or carries a password, leaves this machine at most once, whatever a page's scripts do (rule 1)."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import Error as PlaywrightError

from batchportal.singleshot import SingleShot
from tests.mini_portal import LedOn, Page, visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

FORM = "<form method=post action=/send><button>Confirmer</button></form>"
SEND = "fetch('/send', { method: 'POST' }).catch(() => null)"
SEND_ANEW = "fetch('/send?token=2', { method: 'POST' }).catch(() => null)"
_PATIENCE = 30
"""Seconds for an answer of the page's own server; nothing here is about how long one takes."""


def slow(_body: str) -> str:
    """An answer that takes a moment."""
    time.sleep(0.4)
    return "OK"


def torn(_body: str) -> str:
    """No answer: the connection ends."""
    raise ConnectionAbortedError


def shot(
    async_browser: Browser,
    run_async: RunAsync,
    script: str,
    answer: Page,
    *,
    until: float = math.inf,
    reads: bool = True,
) -> tuple[SingleShot, list[str]]:
    """Run a page's script while a shot is armed; the shot, and what arrived meanwhile."""

    async def armed(session: Session) -> SingleShot:
        single = SingleShot(session.context, seconds=_PATIENCE, answers=session.answers, until=until, reads=reads)
        await single.arm()
        await session.windows[-1].evaluate(f"async () => {{ {script} }}")
        if isinstance(answer, LedOn):
            try:
                await session.windows[-1].wait_for_url(f"**{answer}")
            except PlaywrightError as error:
                raise AssertionError(f"{single.failure}; sent {single.sent}") from error
        await session.settle()
        await single.disarm()
        return single

    pages: dict[str, Page] = {"/": FORM, "/send": answer, "/ask": slow, "/done": "<h1>Enregistré</h1>"}
    single, portal = visited(async_browser, run_async, pages, armed)
    return single, [" ".join(one.split()[:2]) for one in portal.arrived[1:] if "favicon" not in one]


@pytest.mark.parametrize("again", [SEND, SEND_ANEW], ids=["the same", "with another token"])
def test_what_is_sent_again_before_its_answer_is_turned_away(
    async_browser: Browser, run_async: RunAsync, again: str
) -> None:
    _, arrived = shot(async_browser, run_async, f"await Promise.all([{SEND}, {again}])", slow)
    assert arrived == ["POST /send"]


def test_what_the_portal_failed_to_answer_is_not_sent_again(async_browser: Browser, run_async: RunAsync) -> None:
    single, arrived = shot(async_browser, run_async, f"await {SEND}; await {SEND_ANEW}", lambda _body: 500)
    assert arrived == ["POST /send"]
    assert [one.done for one in single.sent] == [False]


def test_what_was_cut_off_is_not_sent_again(async_browser: Browser, run_async: RunAsync) -> None:
    single, arrived = shot(async_browser, run_async, f"await {SEND}; await {SEND_ANEW}", torn)
    assert arrived == ["POST /send"]
    assert single.failure
    assert [one.status for one in single.sent] == [None]


def test_what_was_answered_is_no_second_try_of_the_next_step(async_browser: Browser, run_async: RunAsync) -> None:
    _, arrived = shot(async_browser, run_async, f"await {SEND}; await {SEND_ANEW}", "OK")
    assert arrived == ["POST /send", "POST /send?token=2"]


def test_what_is_sent_has_a_connection_to_itself(async_browser: Browser, run_async: RunAsync) -> None:
    """One that was kept may be closed by the portal at that very moment, and nobody would know what came of it."""

    async def sent(session: Session) -> None:
        await SingleShot(session.context, seconds=_PATIENCE, answers=session.answers).arm()
        await session.windows[-1].evaluate(f"async () => {{ await {SEND} }}")

    portal = visited(async_browser, run_async, {"/": "", "/send": "OK"}, sent)[1]
    said = [connection for one, connection in zip(portal.arrived, portal.connections, strict=True) if "/send" in one]
    assert said == ["close"]


def test_nothing_is_sent_after_its_time(async_browser: Browser, run_async: RunAsync) -> None:
    single, arrived = shot(async_browser, run_async, f"await {SEND}", "OK", until=0)
    assert (arrived, single.sent) == ([], ())
    assert "stood still" in str(single.failure)


def test_a_page_is_led_on_by_itself_and_its_form_is_sent_once(async_browser: Browser, run_async: RunAsync) -> None:
    script = "setTimeout(() => document.forms[0].submit(), 50)"
    single, arrived = shot(async_browser, run_async, script, LedOn("/done"))
    assert arrived == ["POST /send", "GET /done"]
    assert [one.asks for one in single.sent] == [False, False]


@pytest.mark.parametrize(("reads", "asks"), [(True, [True]), (False, [])])
def test_what_a_script_asks_for_counts_only_as_asked_for_and_may_be_asked_again(
    async_browser: Browser, run_async: RunAsync, asks: list[bool], *, reads: bool
) -> None:
    script = "await fetch('/ask'); await Promise.all([fetch('/ask'), fetch('/ask')])"
    single, arrived = shot(async_browser, run_async, script, "OK", reads=reads)
    assert arrived == ["GET /ask"] * 3
    assert [one.asks for one in single.sent] == asks
