"""What is chosen, or put in a list, by a button: never by one that may end the form, or is about something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.models import Channel
from flows.channel import ApplicationsPage, ChannelPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

FIELDS = "<p><label>Nom <input name=a></label></p><p><label>Adresse e-mail <input name=b></label></p>"
ROWS = "<table><tr><td>FTP<td><button {0}>Choisir</button><tr><td>SFTP<td><button {0}>Choisir</button></table>"
PAGE = "<main><h1>Configuration</h1><form action=/sent>{}</form></main>"
SCRIPT = "type=button onclick=\"location = '/sent'\""


@pytest.mark.parametrize(
    ("page", "what"),
    [
        (PAGE.format(FIELDS + ROWS.format("")), "left"),
        (PAGE.format(FIELDS + ROWS.format(SCRIPT)), "left"),
        (f"<main><h1>Configuration</h1>{FIELDS}{ROWS.format(SCRIPT)}</main>", "left"),
        (PAGE.format(f"{FIELDS}<p>Envoyer par <button name=c>FTP</button> <button name=c>SFTP</button></p>"), "left"),
        (PAGE.format(ROWS.format("")), "sent"),
        (PAGE.format(ROWS.format("").replace("<td>SFTP", "<td><input size=1><td>SFTP")), "sent"),
        (f"<header><form>Chercher <input></form></header>{PAGE.format(ROWS.format(''))}", "sent"),
        (f"<header>Chercher <input></header><main><h1>Configuration</h1>{ROWS.format(SCRIPT)}</main>", "sent"),
        (PAGE.format(f"{FIELDS}{ROWS.format(SCRIPT)}<button>Suivant</button>"), "sent"),
        (PAGE.format(f"{FIELDS}<button type=button aria-pressed=false>SFTP</button>"), "chosen"),
        (PAGE.format(f"{FIELDS}<label><input type=radio name=c> SFTP</label>"), "chosen"),
    ],
)
def test_the_button_of_a_channel_is_not_pressed_where_it_may_end_the_form(
    async_browser: Browser, run_async: RunAsync, page: str, what: str
) -> None:
    """It is left, sends the page where that is all it asks, or only chooses."""

    async def choose(session: Session) -> str:
        try:
            await ChannelPage(session).fill(replace(ONE, channel=Channel.SFTP))
        except BatchportalError as error:
            return error.code
        return "chosen"

    told, portal = visited(async_browser, run_async, {"/": page, "/sent": "ok"}, choose)
    assert told == ("unexpected_page" if what == "left" else "chosen")
    assert any("/sent" in one for one in portal.arrived) is (what == "sent")


LISTS = "<fieldset><legend>Applications</legend>{}</fieldset>{}<button>Suivant</button>"
LIST = "<select><option>Choisissez<option>DB2P<option>DmfA</select>"
TWO = "<select multiple><option>DB2P<option>DmfA</select>{}<select multiple></select>"
ADD = "<button type=button onclick=\"document.title += '+'\">Ajouter</button>"


@pytest.mark.parametrize(
    ("page", "added"),
    [
        (LISTS.format(LIST, f"<fieldset><legend>Personnes de contact</legend>{ADD}</fieldset>"), ""),
        (LISTS.format(LIST, f"<section><h2>Adresses IP</h2><input> {ADD}</section>"), ""),
        (LISTS.format(LIST + ADD, ""), "+"),
        (LISTS.format(LIST, ADD), "+"),
        (LISTS.format(TWO.format(f"<section>{ADD}</section>"), ""), "+"),
        (LISTS.format(TWO.format(f"<div role=group aria-label=Actions>{ADD}</div>"), ""), "+"),
    ],
)
def test_what_adds_something_else_is_not_pressed_for_an_application(
    async_browser: Browser, run_async: RunAsync, page: str, added: str
) -> None:
    async def choose(session: Session) -> str:
        await ApplicationsPage(session).fill(replace(ONE, applications=("DB2P",)))
        return (await session.windows[-1].title()).removeprefix("Portail")

    assert visited(async_browser, run_async, {"/": f"<main>{page}</main>"}, choose)[0] == added


MODAL = """<main>Fond</main><div role=dialog aria-modal=true><h1>Choix du canal</h1><form action=/sent><section>
  <h2>Applications</h2><button type=button onclick="{open}">Choisir les applications</button>
  <div id=apps hidden{role}><label><input type=checkbox> DB2P</label>{ok}</div></section>{ends}</form></div>"""
OPEN = "apps.hidden = false"
OK = "<button type=button onclick=\"apps.hidden = true; document.title += '+'\">OK</button>"


@pytest.mark.parametrize(
    ("page", "done"),
    [
        (MODAL.format(open=OPEN, role="", ok="", ends="<button>Valider</button>"), ""),
        (MODAL.format(open=OPEN, role="", ok="", ends="<button>Suivant</button><button>Terminer</button>"), ""),
        (MODAL.format(open=OPEN, role=" role=dialog", ok=OK, ends="<button>Suivant</button>"), "+"),
    ],
)
def test_the_button_that_ends_a_wizard_in_a_dialogue_takes_no_applications_over(
    async_browser: Browser, run_async: RunAsync, page: str, done: str
) -> None:
    asked = replace(ONE, applications=("DB2P",))

    async def choose(session: Session) -> tuple[str, str]:
        step = ApplicationsPage(session)
        assert await step.uncover(asked)
        await step.fill(asked)
        window = session.windows[-1]
        return (await window.title()).removeprefix("Portail"), str(await window.evaluate("() => location.pathname"))

    (title, path), _ = visited(async_browser, run_async, {"/": page, "/sent": "ok"}, choose)
    assert (title, path) == (done, "/")
