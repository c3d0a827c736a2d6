"""What shows that a person has signed in, and that a kept session is alive still; on pages that others might have."""

from __future__ import annotations

import asyncio
from threading import Event
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from batchportal import moments
from batchportal.errors import BatchportalError
from flows.opened import resume, watch_sign_in
from tests.mini_portal import MiniPortal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from playwright.async_api import Browser
    from playwright.async_api import Page as Window

    from tests.conftest import RunAsync
    from tests.mini_portal import Page

    Person = Callable[[Window, str], Awaitable[object]]

LIST = """<header><a href=/out>Déconnexion</a></header><main><h1>Choisissez une entreprise</h1>
  <a href=/c>Sillon 0403.170.701</a></main>"""
LOG_IN = "<a href=/login>Se connecter</a>"
CHAT = "<aside>Conversation avec notre robot <a href='#'>Déconnexion</a></aside>"
PUBLIC = {
    "heading": f"{CHAT}<main><h1>Choisissez une entreprise</h1><p>Puis indiquez sa qualité.</p></main>{LOG_IN}",
    "search": f"""{CHAT}<main><h1>Répertoire</h1><label>Numéro d'entreprise <input></label>
      <button>Rechercher</button></main>{LOG_IN}""",
    "numbers": f"<main><h1>Liste des entreprises</h1><p>Sillon 0403.170.701, Ancre 0207.886.044</p></main>{LOG_IN}",
}
LIMIT = 5
"""Seconds that a person has."""
MAIL = "https://mail.example/"
AWAY = "https://elsewhere.example/list"


def watched(async_browser: Browser, run_async: RunAsync, pages: Mapping[str, Page], person: Person) -> str:
    """What comes of watching somebody sign in: the path of the list, or the code of an error."""
    portal = MiniPortal({"/": "<h1>Portail</h1><a href=/next>Suite</a>", **pages})

    async def watching() -> str:
        session = await portal.session(async_browser)
        session.dialogues.leave_to_person()

        async def sit_down() -> None:
            window = session.windows[0] if session.windows else await session.context.wait_for_event("page")
            # Nobody is as fast as this one could be.
            while session.patience.limit != LIMIT:  # noqa: ASYNC110 - nobody is told of it
                await asyncio.sleep(0.05)
            await person(window, portal.url)

        doing = asyncio.create_task(sit_down())
        try:
            await watch_sign_in(session, LIMIT)
        except BatchportalError as error:
            return error.code
        else:
            return session.home.removeprefix(portal.url)
        finally:
            await doing
            await session.close()

    with portal.open():
        return run_async(watching())


async def go_on(window: Window, _portal: str) -> None:
    """The only link."""
    await window.get_by_role("link", name="Suite").click()


@pytest.mark.parametrize("page", PUBLIC.values(), ids=PUBLIC)
def test_a_page_where_one_may_log_in_is_the_list_only_with_every_other_sign(
    async_browser: Browser, run_async: RunAsync, page: str
) -> None:
    assert watched(async_browser, run_async, {"/next": page}, go_on) == "sign_in_unfinished"
    signed_in = LIST.replace("</main>", f"</main><footer>Pour les citoyens : {LOG_IN}</footer>")
    assert watched(async_browser, run_async, {"/next": signed_in}, go_on) == "/next"


def test_signs_of_two_windows_are_none(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {
        "/public": "<main><h1>Liste des entreprises</h1><p>Voyez la banque-carrefour.</p></main>",
        MAIL: "<header><a href=/out>Déconnexion</a></header><p>Boîte de réception</p>",
        "/list": LIST,
    }

    async def read_mail(window: Window, portal: str) -> None:
        async with window.expect_popup():
            await window.evaluate(f"void open('{MAIL}')")
        await window.goto(f"{portal}/public")

    async def sign_in(window: Window, portal: str) -> None:
        async with window.expect_popup():
            await window.evaluate(f"void open('{MAIL}')")
        await window.goto(f"{portal}/list")

    assert watched(async_browser, run_async, pages, read_mail) == "sign_in_unfinished"
    assert watched(async_browser, run_async, pages, sign_in) == "/list"


def test_a_list_in_a_frame_of_another_host_is_not_kept(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {"/next": f"<h1>Portail</h1><iframe width=600 height=400 src={AWAY}></iframe>", AWAY: LIST}
    assert watched(async_browser, run_async, pages, go_on) == "unsafe_origin"


def test_a_list_that_is_still_at_the_log_ins_own_address_is_waited_for(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Where its answer was redeemed already, that address leads nowhere."""
    held = Event()

    def token(_body: str) -> str:
        held.wait(0.7)
        return ""

    redeem = "<script>fetch('/token').then(() => history.replaceState(null, '', '/list'))</script>"
    pages: dict[str, Page] = {"/next": f"{LIST}{redeem}", "/token": token}
    assert watched(async_browser, run_async, pages, go_on) == "/list"


def test_numbers_of_somebody_who_is_signed_in_from_the_start_are_not_the_portals_own(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Those are no other company's, wherever they stand."""
    portal = MiniPortal({"/": LIST})

    async def watching() -> frozenset[str]:
        session = await portal.session(async_browser)
        try:
            await watch_sign_in(session, LIMIT)
            return session.numbers_of_the_portal
        finally:
            await session.close()

    with portal.open():
        assert run_async(watching()) == frozenset()


def resumed(async_browser: Browser, run_async: RunAsync, page: str) -> str:
    """What comes of going on with a kept session at a page: nothing, or the code of an error."""
    portal = MiniPortal({"/": page, AWAY: LIST})
    kept: Any = SimpleNamespace(login="office", since=moments.now())

    async def going_on() -> str:
        session = await portal.session(async_browser)
        try:
            await resume(session, kept)
        except BatchportalError as error:
            return error.code
        else:
            return ""
        finally:
            await session.close()

    with portal.open():
        return run_async(going_on())


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (LIST, ""),
        (PUBLIC["heading"], "session_over"),
        (PUBLIC["numbers"], "session_over"),
        (f"<script>location.replace('{AWAY}')</script>", "unsafe_origin"),
    ],
    ids=["list", "heading", "numbers", "elsewhere"],
)
def test_a_kept_session_goes_on_only_at_the_portals_own_list(
    async_browser: Browser, run_async: RunAsync, page: str, code: str
) -> None:
    assert resumed(async_browser, run_async, page) == code
