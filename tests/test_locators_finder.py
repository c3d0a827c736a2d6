"""The finder over frames and windows, while pages change, with overrides, and when nothing or too much is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import TimeoutError as PlaywrightTimeout

from batchportal.errors import ControlAmbiguous, ControlNotFound
from batchportal.locators import Finder, Selectors, Tier, read, wanted
from batchportal.models import EnterpriseNumber, Language
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import BrowserContext, Page, Route

    from batchportal.locators import Found, Sighting
    from tests.conftest import RunAsync

SELECTORS = Selectors.load(selectors_folder())
SITE = "https://portal.example/"
FORWARD = SELECTORS.entry("wizard", "forward")
LAST_NAME = SELECTORS.entry("contact", "last_name")
CHANNEL = SELECTORS.entry("channel", "channel")


async def serve(context: BrowserContext, pages: dict[str, str | bytes], **headers: str) -> None:
    """Answer for an invented site; a page in bytes says its own charset."""

    async def answer(route: Route) -> None:
        page = pages.get(route.request.url.removeprefix(SITE), "")
        await route.fulfill(body=page, headers={"content-type": "text/html", **headers})

    await context.route("**/*", answer)


async def look(windows: Page | list[Page], *targets: Any, language: Language = Language.FR) -> list[Sighting]:
    return await Finder(SELECTORS, language).look(windows if isinstance(windows, list) else [windows], targets)


async def mark(found: Found | None) -> str | None:
    return await found.locator.get_attribute("x") if found else None


def test_a_wizard_in_an_iframe_and_its_menu_outside_are_both_found(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        inner = "<form><label>Nom <input x='a'></label><button x='b'>Suivant</button></form>"
        await serve(tab.context, {"": "<a href='/x'>Accueil</a><iframe src='/wizard'></iframe>", "wizard": inner})
        await tab.goto(SITE)
        name, forward = await look(tab, LAST_NAME, FORWARD)
        assert [await mark(name.one()), await mark(forward.one())] == ["a", "b"]
        await name.one().locator.fill("Peeters")
        assert await tab.frames[1].locator("input").input_value() == "Peeters"

    run_async(scenario())


def test_the_main_frame_of_a_frameset_comes_before_its_menu_frame(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        frames = "<frameset cols='20%,*'><frame name='menu' src='/m'><frame name='inhoud' src='/c'></frameset>"
        link = "<a href='/{0}' x='{0}'>Suivant</a>"
        await serve(tab.context, {"": frames, "m": link.format("m"), "c": link.format("c")})
        await tab.goto(SITE)
        assert await mark((await look(tab, FORWARD))[0].one()) == "c"

    run_async(scenario())


def test_of_two_controls_in_two_frames_the_one_in_the_frame_that_was_worked_in_is_meant(
    tab: Page, run_async: RunAsync
) -> None:
    async def scenario() -> None:
        inner = "<nav><a href='/i' x='in'>Information</a></nav><button x='on'>Suivant</button>"
        shell = "<form><input name='q'><button x='search'>Suivant »</button></form><a href='/s' x='out'>Information</a>"
        await serve(tab.context, {"": f"{shell}<iframe src='/wizard'></iframe>", "wizard": inner})
        await tab.goto(SITE)
        targets = [FORWARD, SELECTORS.entry("secured", "information")]
        finder = Finder(SELECTORS, Language.FR)
        forward, information = await finder.look([tab], targets, attended=tab.frames[1])
        assert [await mark(forward.one()), await mark(information.one())] == ["on", "in"]
        # Nothing of it holds in a window that was opened since.
        other = await tab.context.new_page()
        await other.goto(f"{SITE}wizard")
        (forward,) = await finder.look([tab, other], [FORWARD], attended=tab.frames[1])
        assert forward.one().window is other

    run_async(scenario())


def test_all_that_a_person_reads_is_read(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content(
            "<nav>Menu</nav><main><p>0403.170.<b>701</b></p><x-box></x-box><input value='gelesen01' readonly>"
            "<input value='typed'><input type='password' value='Geheim-1' readonly><p hidden>unseen</p></main>"
            "<script>const root = document.querySelector('x-box').attachShadow({mode: 'open'});"
            "root.innerHTML = '<p>in shadow</p>'</script>"
        )
        assert (await read(tab.main_frame)).split("\n") == ["Menu", "0403.170.701", "in shadow", "gelesen01"]
        assert "Menu" not in await read(tab.main_frame, main=True)

    run_async(scenario())


@pytest.mark.parametrize(("control", "count"), [("<button>Suivant</button>", 2), ("<a href=/c>Suivant</a>", 1)])
def test_the_same_control_in_two_equal_frames_is_ambiguous_unless_it_leads_to_one_place(
    tab: Page, run_async: RunAsync, control: str, count: int
) -> None:
    async def scenario() -> None:
        pages = {"": "<iframe src='/a'></iframe><iframe src='/b'></iframe>"}
        await serve(tab.context, {**pages, "a": control, "b": control})
        await tab.goto(SITE)
        (sighting,) = await look(tab, FORWARD)
        assert (sighting.count, sighting.found is not None) == (count, count == 1)

    run_async(scenario())


def test_a_hidden_frame_shows_nothing(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        hidden = "<iframe src='/a' style='{}'></iframe>"
        outer = hidden.format("display:none") + hidden.format("visibility:hidden")
        await serve(tab.context, {"": outer, "a": "<button>Suivant</button>"})
        await tab.goto(SITE)
        assert (await look(tab, FORWARD))[0].count == 0

    run_async(scenario())


def test_of_two_windows_the_newest_counts_and_a_closed_one_is_passed_over(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<button x='old'>Suivant</button>")
        popup = await tab.context.new_page()
        await popup.set_content("<button x='new'>Suivant</button>")
        (sighting,) = await look([tab, popup], FORWARD)
        assert (await mark(sighting.one()), sighting.one().window) == ("new", popup)
        await popup.close()
        assert await mark((await look([tab, popup], FORWARD))[0].one()) == "old"

    run_async(scenario())


def test_a_page_in_latin_1_is_read(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        html = "<table><tr><td>Prénom\xa0:</td><td><input x='a'></td></tr></table>".encode("iso-8859-1")
        await serve(tab.context, {"": html}, **{"content-type": "text/html; charset=iso-8859-1"})
        await tab.goto(SITE)
        (sighting,) = await look(tab, SELECTORS.entry("contact", "first_name"))
        assert await mark(sighting.one()) == "a"

    run_async(scenario())


def test_a_strict_content_security_policy_is_no_hindrance(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        pages: dict[str, str | bytes] = {"": "<button x='a'>Suivant</button>"}
        await serve(tab.context, pages, **{"content-security-policy": "default-src 'none'"})
        await tab.goto(SITE)
        assert await mark((await look(tab, FORWARD))[0].one()) == "a"

    run_async(scenario())


def test_patched_prototypes_do_not_mislead(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        patches = """<script>
            Array.prototype.toJSON = function () { return 'patched'; };
            Object.prototype.extend = function () {};
            Array.prototype.first = function () { return this[0]; };
            Element.prototype.visible = () => false;
        </script>"""
        await tab.set_content(patches + "<label>Nom <input x='a'></label><button x='b'>Suivant</button>")
        name, forward = await look(tab, LAST_NAME, FORWARD)
        assert [await mark(name.one()), await mark(forward.one())] == ["a", "b"]

    run_async(scenario())


def test_a_found_control_is_found_anew_after_re_rendering(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<div id='app'><label>Nom <input></label></div>")
        found = (await look(tab, LAST_NAME))[0].one()
        await tab.evaluate("app.innerHTML = '<p><label>Nom <input x=new></label></p>'")
        await found.locator.fill("Peeters")
        assert await tab.locator("input").input_value() == "Peeters"

    run_async(scenario())


def test_a_weaker_match_never_takes_the_place_of_a_found_control(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<button id='b'>Suivant</button>")
        found = (await look(tab, FORWARD))[0].one()
        await tab.evaluate("b.outerHTML = '<button>Continuer</button><button>Suivant (payer)</button>'")
        with pytest.raises(PlaywrightTimeout):
            await found.locator.click(timeout=300)

    run_async(scenario())


def test_a_found_control_that_becomes_ambiguous_is_not_used(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<div id='d'><button type='button' onclick='window.hit=1'>Suivant</button></div>")
        found = (await look(tab, FORWARD))[0].one()
        await tab.evaluate("d.innerHTML += '<button type=button onclick=window.hit=2>Suivant</button>'")
        with pytest.raises(Exception, match="strict mode violation"):
            await found.locator.click(timeout=1000)
        assert await tab.evaluate("window.hit") is None

    run_async(scenario())


def test_a_missing_control_is_an_error_that_names_the_nearest(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<label>Nom d'utilisateur <input></label><label>Courriel <input></label>")
        (sighting,) = await look(tab, LAST_NAME)
        with pytest.raises(ControlNotFound) as caught:
            sighting.one()
        message = caught.value.message
        assert all(part in message for part in ("'contact'", "contact.last_name", "field, fr", '"Nom"', "contact.toml"))
        assert "Nom d'utilisateur" in message

    run_async(scenario())


def test_an_ambiguous_control_is_an_error_that_describes_the_candidates(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content(
            "<fieldset><legend>Entreprise</legend><label>Nom <input></label></fieldset>"
            "<fieldset><legend>Facture</legend><label>Nom <input></label></fieldset>"
        )
        (sighting,) = await look(tab, LAST_NAME)
        with pytest.raises(ControlAmbiguous, match=r"'Entreprise'.*'Facture'.*None was used"):
            sighting.one()

    run_async(scenario())


def test_no_typed_value_is_ever_told(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content(
            "<label>Mot <input type='password' value='Geheim-1'></label><label>X <input value='Geheim-2'></label>"
        )
        sightings = await look(tab, LAST_NAME, SELECTORS.entry("login", "password"))
        told = repr([(each.nearest, each.candidates, each.texts) for each in sightings])
        assert "Geheim" not in told

    run_async(scenario())


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "position:absolute;clip:rect(0,0,0,0);pointer-events:none",
        "position:absolute;clip-path:inset(50%)",
    ],
)
def test_a_hidden_radio_is_chosen_by_what_stands_for_it(tab: Page, run_async: RunAsync, style: str) -> None:
    async def scenario() -> None:
        await tab.set_content(
            f"<style>input{{{style}}}</style>"
            "<label><input type='radio'>FTP</label><label><input type='radio' x='a'>SFTP</label>"
        )
        found = (await look(tab, wanted(CHANNEL, text="SFTP")))[0].one()
        await found.surface.click()
        assert await found.locator.is_checked()
        assert await mark(found) == "a"

    run_async(scenario())


def test_an_option_is_chosen_by_its_value(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<select><option value='1'>FTP</option><option value='2'>SFTP</option></select>")
        found = (await look(tab, wanted(CHANNEL, text="SFTP")))[0].one()
        await found.locator.select_option(found.option)
        assert await tab.locator("select").input_value() == "2"

    run_async(scenario())


def test_a_file_goes_into_an_input_that_is_hidden_behind_a_drop_zone(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<div>Clé publique SSH<p>Déposez ici</p><input type='file' style='display:none'></div>")
        found = (await look(tab, SELECTORS.entry("channel", "ssh_public_key")))[0].one()
        await found.locator.set_input_files({"name": "k.pub", "mimeType": "text/plain", "buffer": b"x"})
        assert await tab.evaluate("document.querySelector('input').files[0].name") == "k.pub"

    run_async(scenario())


@pytest.mark.parametrize(
    "exact",
    ['css = "#own"', 'role = "textbox"\nname = "Patronyme"', 'test_id = "own"', '[last_name.exact.fr]\ncss = "#own"'],
)
def test_a_users_exact_way_wins_over_the_words(tab: Page, run_async: RunAsync, tmp_path: Path, exact: str) -> None:
    (tmp_path / "contact.toml").write_text(f"[last_name]\n{exact}\n", encoding="utf-8")
    selectors = Selectors.load(selectors_folder(), tmp_path)

    async def scenario() -> None:
        own = "<label>Patronyme <input id='own' data-testid='own' x='a'></label>"
        await tab.set_content(f'<label>Nom <input></label><iframe srcdoc="{own}"></iframe>')
        await tab.frames[1].wait_for_load_state()
        finder = Finder(selectors, Language.FR)
        (sighting,) = await finder.look([tab], [selectors.entry("contact", "last_name")])
        assert (await mark(sighting.one()), sighting.one().strategy) == ("a", "exact")

    run_async(scenario())


def test_an_exact_way_that_finds_nothing_or_two_is_an_error(tab: Page, run_async: RunAsync, tmp_path: Path) -> None:
    (tmp_path / "contact.toml").write_text('[last_name]\ncss = "input"\n', encoding="utf-8")
    selectors = Selectors.load(selectors_folder(), tmp_path)
    entry = selectors.entry("contact", "last_name")

    async def scenario() -> None:
        finder = Finder(selectors, Language.FR)
        await tab.set_content("<label>Nom <textarea></textarea></label>")
        with pytest.raises(ControlNotFound, match="css input"):
            (await finder.look([tab], [entry]))[0].one()
        await tab.set_content("<label>Nom <input></label><input>")
        with pytest.raises(ControlAmbiguous):
            (await finder.look([tab], [entry]))[0].one()

    run_async(scenario())


_BUTTON = "app.innerHTML = '<button {}>Suivant</button>'"
LATER = {
    "added": ("", "app.innerHTML = '<button>Suivant</button>'"),
    "shown": (_BUTTON.format("hidden"), "app.firstChild.hidden = false"),
    "renamed": ("app.innerHTML = '<button>…</button>'", "app.firstChild.firstChild.data = 'Suivant'"),
    "in a shadow root": (
        "app.attachShadow({mode: 'open'})",
        "app.shadowRoot.innerHTML = '<button>Suivant</button>'",
    ),
    "faded in": (_BUTTON.format('style="opacity:0;transition:opacity 50ms"'), "app.lastChild.style.opacity = 1"),
}


@pytest.mark.parametrize(("before", "change"), LATER.values(), ids=LATER)
def test_a_watch_ends_when_the_control_can_be_seen(tab: Page, run_async: RunAsync, before: str, change: str) -> None:
    async def scenario() -> None:
        await tab.set_content("<div id='app'></div>")
        finder = Finder(SELECTORS, Language.FR)
        await tab.evaluate(f"() => {{ {before} }}")
        assert (await finder.look([tab], [FORWARD]))[0].count == 0
        watch = asyncio.create_task(finder.watch(tab.main_frame, [LAST_NAME, FORWARD], seconds=60))
        await asyncio.sleep(0)  # lets the watch begin before the page changes
        await tab.evaluate(f"() => {{ {change} }}")
        assert await watch
        assert (await finder.look([tab], [FORWARD]))[0].found

    run_async(scenario())


def test_a_watch_ends_with_its_time_its_page_or_a_newer_watch(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<p>…</p>")
        finder = Finder(SELECTORS, Language.FR)
        assert await finder.watch(tab.main_frame, [FORWARD], seconds=0.05) is False
        first = asyncio.create_task(finder.watch(tab.main_frame, [FORWARD], seconds=5))
        await asyncio.sleep(0)
        assert await finder.watch(tab.main_frame, [FORWARD], seconds=0.05) is False
        assert await asyncio.wait_for(first, 2) is False
        third = asyncio.create_task(finder.watch(tab.main_frame, [FORWARD], seconds=5))
        await tab.evaluate("1")
        await tab.goto("about:blank")
        assert await asyncio.wait_for(third, 2) is False

    run_async(scenario())


def test_how_well_a_caption_fits_is_told(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        await tab.set_content("<label>PRENOM <input></label><label>Nom (de famille) <input></label>")
        first, last = await look(tab, SELECTORS.entry("contact", "first_name"), LAST_NAME)
        assert (first.one().tier, last.one().tier) == (Tier.CAPITALS, Tier.HINT)
        assert first.one().strategy == "label"

    run_async(scenario())


def test_three_hundred_companies_are_looked_through_in_one_pass(tab: Page, run_async: RunAsync) -> None:
    async def scenario() -> None:
        row = "<tr><td><a href='?{0}' x='{0}'>0400.{0:03d}.000</a></td><td>Exemple SA</td></tr>"
        await tab.set_content(f"<table>{''.join(map(row.format, range(300)))}</table>")
        target = wanted(SELECTORS.entry("companies", "company"), number=EnterpriseNumber("0400123000"))
        assert await mark((await look(tab, target))[0].one()) == "123"

    run_async(scenario())
