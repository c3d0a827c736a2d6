"""Pressing, typing and handing over by the page's own script: as careful as Playwright, or left to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest

from batchportal import hands
from batchportal.models import Upload
from batchportal.page import Control
from tests.mini_portal import MiniPortal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser

    from batchportal.locators import Found
    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import Page

T = TypeVar("T")

NOTES = "<script>heard = []; const hear = (word) => heard.push(word)</script>"
NEXT = "<button onclick='hear(`Suivant`)'>Suivant</button>"
MOVING = f"""{NEXT}<style>@keyframes go {{ to {{ margin-left: 90vw }} }}
  button {{ animation: go 4s linear infinite alternate }}</style>"""
NAME = "<label>Nom <input id=name></label>"


@pytest.fixture
def on_a_page(async_browser: Browser, run_async: RunAsync) -> Callable[..., T]:
    """What something gives that is done in a session that shows a page."""

    def on_a_page(html: str, do: Callable[[Session], Awaitable[T]], *, none: Page = "") -> T:
        portal = MiniPortal({"/": NOTES + html, "/none": none})

        async def visit() -> T:
            session = await portal.session(async_browser)
            try:
                await session.open(f"{portal.url}/")
                await session.settle()
                return await do(session)
            finally:
                await session.close()

        with portal.open():
            return run_async(visit())

    return on_a_page


async def sighted(session: Session, page: str, name: str) -> Found:
    (sighting,) = await session.look(session.entry(page, name))
    return sighting.one()


async def heard(session: Session) -> list[str]:
    words: list[str] = await session.windows[-1].evaluate("heard")
    return words


async def pressed(session: Session) -> tuple[bool, list[str]]:
    done = await hands.press(await sighted(session, "wizard", "forward"), seconds=8)
    return done, await heard(session)


def test_a_button_is_pressed_once(on_a_page: Callable[..., tuple[bool, list[str]]]) -> None:
    assert on_a_page(NEXT, pressed) == (True, ["Suivant"])


def test_a_button_far_down_is_pressed_where_it_is(on_a_page: Callable[..., tuple[bool, list[str]]]) -> None:
    assert on_a_page(f"<div style='height: 4000px'></div>{NEXT}", pressed) == (True, ["Suivant"])


@pytest.mark.parametrize(
    "html",
    [
        f"{NEXT}<div style='position: fixed; inset: 0' onclick='hear(`veil`)'></div>",
        NEXT.replace("<button", "<button disabled"),
        MOVING,
    ],
    ids=["covered", "disabled", "moving"],
)
def test_what_cannot_be_pressed_as_it_is_is_left_to_playwright(
    on_a_page: Callable[..., tuple[bool, list[str]]], html: str
) -> None:
    assert on_a_page(html, pressed) == (False, [])


def test_what_slips_over_a_button_at_the_last_moment_gets_nothing(
    on_a_page: Callable[..., tuple[bool, list[str]]],
) -> None:
    veil = """<div id=veil style='position: fixed; inset: 0; display: none' onclick='hear(`veil`)'></div>
      <script>addEventListener('mousemove', () => { veil.style.display = 'block' })</script>"""
    assert on_a_page(NEXT + veil, pressed) == (False, [])


PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='300' height='90'/%3E"
MAP = """<div style="height: {down}px"></div>
  <img usemap="#m" src="{picture}" width=300 height=90 style="margin: 20px"><map name=m>
  <area shape={shape} coords="{coords}" href="#" onclick="hear('Suivant')" alt=Suivant>
  <area shape=default href="#" onclick="hear('Aide')" alt=Aide></map>"""
SHAPES = {
    "rect": "10,10,60,40",
    "circle": "250,45,20",
    "poly": "0,0,300,0,300,90,290,90,290,10,0,10",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("down", [0, 4000])
def test_an_area_of_a_picture_is_pressed_where_it_is(
    on_a_page: Callable[..., tuple[bool, list[str]]], shape: str, down: int
) -> None:
    """The middle of the box around the polygon isn't in it."""
    html = MAP.format(picture=PICTURE, shape=shape, coords=SHAPES[shape], down=down)
    assert on_a_page(html, pressed) == (True, ["Suivant"])


def test_an_area_that_something_lies_over_is_not_pressed(on_a_page: Callable[..., tuple[bool, list[str]]]) -> None:
    html = MAP.format(picture=PICTURE, shape="rect", coords=SHAPES["rect"], down=0)
    veil = "<div style='position: fixed; inset: 0' onclick='hear(`veil`)'></div>"
    assert on_a_page(html + veil, pressed) == (False, [])


def test_an_area_of_a_picture_in_a_frame_is_followed(on_a_page: Callable[..., list[str]]) -> None:
    html = MAP.format(picture=PICTURE, shape="poly", coords=SHAPES["poly"], down=0).replace(
        "hear(", "parent.heard.push("
    )

    async def followed(session: Session) -> list[str]:
        await session.follow(await sighted(session, "wizard", "forward"))
        return await heard(session)

    frame = html.replace('"', "&quot;")
    assert on_a_page(f'<iframe srcdoc="{frame}" width=400 height=200></iframe>', followed) == ["Suivant"]


def test_a_link_that_leads_nowhere_keeps_nobody_waiting_for_a_page(on_a_page: Callable[..., bool]) -> None:
    """204 stands for a page that stays."""

    async def gone_on(session: Session) -> bool:
        before = session.network.documents
        await hands.press(await sighted(session, "wizard", "forward"), seconds=8)
        return await session.network.gone_on(before, seconds=3600)

    assert on_a_page("<a href=/none>Suivant</a>", gone_on, none=204)


ONCE = "<script>const field = document.getElementById('name'); field.addEventListener('input', () => {})</script>"


@pytest.mark.parametrize("spoils", ["field.outerHTML = '<input id=name>'", "field.value = ''"])
def test_a_field_that_loses_what_is_typed_is_not_said_to_be_filled_in(
    on_a_page: Callable[..., tuple[bool, str]], spoils: str
) -> None:
    html = NAME + ONCE.replace("{}", f"{{ {spoils} }}")

    async def typed(session: Session) -> tuple[bool, str]:
        done = await hands.enter(await sighted(session, "contact", "last_name"), "Peeters")
        return done, await session.windows[-1].evaluate("document.getElementById('name').value")

    assert on_a_page(html, typed) == (False, "")


def test_a_field_that_is_replaced_while_it_is_typed_into_is_filled_in_anew(on_a_page: Callable[..., str]) -> None:
    html = NAME + ONCE.replace("{}", "{ field.outerHTML = '<input id=name>' }")

    async def typed(session: Session) -> str:
        await Control(session, session.entry("contact", "last_name")).fill("Peeters")
        return str(await session.windows[-1].evaluate("document.getElementById('name').value"))

    assert on_a_page(html, typed) == "Peeters"


def test_a_field_hears_what_it_hears_when_a_person_types(on_a_page: Callable[..., list[str]]) -> None:
    telling = """<script>for (const event of ['focus', 'beforeinput', 'input', 'change', 'blur'])
      document.getElementById('name').addEventListener(event, (heard) => hear(event + heard.isTrusted))</script>"""

    async def typed(session: Session) -> list[str]:
        assert await hands.enter(await sighted(session, "contact", "last_name"), "Peeters")
        return [*await heard(session), await session.windows[-1].evaluate("document.getElementById('name').value")]

    events = ["focustrue", "beforeinputtrue", "inputtrue", "changetrue", "blurtrue"]
    assert on_a_page(NAME.replace("<input", "<input value=Janssens") + telling, typed) == [*events, "Peeters"]


def test_a_field_that_is_drawn_anew_while_it_is_typed_into_holds_the_text(on_a_page: Callable[..., str]) -> None:
    anew = """<script>const draw = (text) => {
      box.innerHTML = '<label>Nom <input></label>';
      box.querySelector('input').value = text;
      box.querySelector('input').oninput = (event) => setTimeout(draw, 0, event.target.value);
    }; draw('')</script>"""

    async def typed(session: Session) -> str:
        field = Control(session, session.entry("contact", "last_name"))
        await field.fill("Peeters")
        await field.fill("Janssens")
        return str(await session.windows[-1].evaluate("box.querySelector('input').value"))

    assert on_a_page(f"<div id=box></div>{anew}", typed) == "Janssens"


def test_a_file_arrives_whole_and_is_told(on_a_page: Callable[..., list[str]]) -> None:
    field = """<label>Clé publique SSH <input type=file onchange='this.files[0].arrayBuffer().then((bytes) =>
      hear(this.files[0].name + new Uint8Array(bytes).join(" ")))'></label>"""

    async def given(session: Session) -> list[str]:
        found = await sighted(session, "channel", "ssh_public_key")
        assert await hands.give(found, Upload("k.pub", bytes([0, 255, 10])))
        await session.windows[-1].wait_for_function("heard.length")
        return await heard(session)

    assert on_a_page(field, given) == ["k.pub0 255 10"]


def test_a_page_that_writes_json_in_its_own_way_is_read_all_the_same(on_a_page: Callable[..., str]) -> None:
    """As Prototype 1.6 does."""
    own = "<script>for (const kind of [Array, String]) kind.prototype.toJSON = function () { return 'mine' }</script>"

    async def text(session: Session) -> str:
        return (await sighted(session, "wizard", "forward")).text

    assert on_a_page(own + NEXT, text) == "Suivant"
