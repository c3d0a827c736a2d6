"""Lists of applications: nothing is ticked, or left ticked, that nobody asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import Rejected
from flows.channel import ApplicationsPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

PAGE = "<main><fieldset><legend>Applications</legend>{}</fieldset><button>Suivant</button></main>"
# Each box twice, as Radix draws it: a button for people, and behind it a box for the form.
DRAWN = """<p><button type=button role=checkbox aria-checked=false id={1} onclick="
      const on = String(this.getAttribute('aria-checked') !== 'true');
      this.setAttribute('aria-checked', on); this.nextSibling.checked = on === 'true'">□</button><input
    type=checkbox aria-hidden=true style="position:absolute;opacity:0" value={1} {2}><label for={1}>{0}</label></p>"""
TICKED = "() => [...document.querySelectorAll(':checked')].map((box) => box.value).join(' ')"


def box(name: str, value: str, more: str = "") -> str:
    """A box of an application."""
    return f"<p><label><input type=checkbox value={value} {more}> {name}</label></p>"


def chosen(async_browser: Browser, run_async: RunAsync, html: str, *asked: str) -> tuple[str, list[str]]:
    """What is ticked when the page is filled in, or the code of the refusal; and what is told to be wrong then."""
    registration = replace(ONE, applications=asked)

    async def fill(session: Session) -> tuple[str, list[str]]:
        page = ApplicationsPage(session)
        try:
            await page.fill(registration)
        except Rejected as error:
            return error.code, []
        return str(await session.windows[-1].evaluate(TICKED)), await page.lost(registration)

    return visited(async_browser, run_async, {"/": PAGE.format(html)}, fill)[0]


@pytest.mark.parametrize(
    ("application", "offered"),
    [
        ("DmfA", "DmfA (consultation)"),
        ("DmfA", "DmfA : consultation"),
        ("DmfA", "DmfA - modification"),
        ("DB2P", "DB2P - Consultation"),
        ("DB2P", "DB2P (environnement de test)"),
    ],
)
def test_a_part_of_an_application_is_not_the_application(
    async_browser: Browser, run_async: RunAsync, application: str, offered: str
) -> None:
    ticked, _ = chosen(async_browser, run_async, box(offered, "part") + box("Dimona", "other"), application)
    assert ticked == "application_not_offered"


@pytest.mark.parametrize("name", ["DB2P", "DB2P (déclarations)", "DB2P - Pensions complémentaires"])
def test_an_application_that_is_explained_is_ticked_beside_its_part(
    async_browser: Browser, run_async: RunAsync, name: str
) -> None:
    html = box(name, "db2p") + box("DB2P - Consultation", "part")
    assert chosen(async_browser, run_async, html, "DB2P") == ("db2p", [])


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        pytest.param(box("DB2P", "db2p") + box("Checkin@Work", "other", "checked"), ["Checkin@Work"], id="box"),
        pytest.param(
            "<select multiple><option selected>Dimona<option>DB2P</select>", ["Dimona"], id="list of several at once"
        ),
        pytest.param(box("DB2P", "db2p") + box("Accusé", "other", "checked disabled"), [], id="can't be changed"),
        pytest.param(f"<ul><li>{box('DB2P', 'db2p')}</ul>" + box("Copie", "x", "checked"), [], id="beside the list"),
        pytest.param(
            f"<ul><li>{box('Pensions', 'all', 'checked')}<ul><li>{box('DB2P', 'db2p')}</ul></ul>",
            [],
            id="the box over it",
        ),
        pytest.param(DRAWN.format("DB2P", "db2p", ""), [], id="hidden behind a drawn one"),
        pytest.param(
            DRAWN.format("DB2P", "db2p", "")
            + DRAWN.format("Checkin@Work", "other", "checked").replace("false", "true"),
            ["Checkin@Work"],
            id="a drawn one beside it",
        ),
    ],
)
def test_what_is_ticked_beforehand_and_unknown_is_not_sent_on(
    async_browser: Browser, run_async: RunAsync, html: str, wrong: list[str]
) -> None:
    assert chosen(async_browser, run_async, html, "DB2P")[1] == wrong


@pytest.mark.parametrize(
    "script", ["", "<script>all.onchange = () => db2p.checked = dimona.checked = all.checked</script>"]
)
def test_all_that_is_ticked_beforehand_is_not_sent_on(async_browser: Browser, run_async: RunAsync, script: str) -> None:
    """Whether or not it takes the others with it; and nothing of another list."""
    boxes = box("DB2P", "db2p", "checked id=db2p") + box("Dimona", "dimona", "checked id=dimona")
    other = f"<fieldset><legend>Avis</legend>{box('Recevoir tout par e-mail', 'mail', 'checked')}</fieldset>"
    html = box("Tout sélectionner", "all", "checked id=all") + boxes + f"</fieldset>{other}<fieldset>{script}"
    assert chosen(async_browser, run_async, html, "DB2P") == ("db2p mail", [])


# The field is cut away, and its list is laid over the page from the page's end.
CUT = """<style>.cut { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0) }</style>
  <label for=f>Applications *</label><div id=drawn><div class=cut><input id=f readonly aria-haspopup=listbox
    aria-expanded=false role=listbox></div><div>Cochez</div></div>
  <script>
    const over = document.createElement('div');
    over.style.position = 'absolute';
    over.innerHTML = '<ul role=listbox></ul>';
    for (const name of ['Dimona', 'DmfA', 'DmfA (consultation)']) {
      const option = document.createElement('li');
      Object.assign(option, { role: 'option', ariaSelected: 'false', textContent: name });
      option.onclick = () => { option.ariaSelected = String(option.ariaSelected !== 'true'); };
      over.firstChild.append(option);
    }
    const turn = (on) => { f.ariaExpanded = String(on); on ? document.body.append(over) : over.remove(); };
    drawn.onclick = () => turn(f.ariaExpanded !== 'true');
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') turn(false); });
  </script>"""


def test_applications_are_chosen_in_the_list_of_a_field_that_is_cut_away(
    async_browser: Browser, run_async: RunAsync
) -> None:
    registration = replace(ONE, applications=("Dimona", "DmfA"))

    async def fill(session: Session) -> list[str]:
        page = ApplicationsPage(session)
        assert not await page.here()
        assert await page.uncover(registration)
        await page.fill(registration)
        chosen: list[str] = await session.windows[-1].evaluate(
            "[...over.querySelectorAll('[aria-selected=true]')].map((one) => one.textContent)"
        )
        return chosen

    assert visited(async_browser, run_async, {"/": PAGE.format(CUT)}, fill)[0] == ["Dimona", "DmfA"]


# What is ticked shows in a list to type into, and beside it; a click anywhere else shuts it.
TYPED = """<style>.list { position: absolute; background: #fff }</style>
  <p><label for=f>NAME</label> <input id=f role=combobox aria-expanded=false aria-controls=opts></p>
  <ul id=opts class=list hidden>OPTIONS</ul>
  <script>
    const turn = (on) => { opts.hidden = !on; f.ariaExpanded = String(on); };
    f.onclick = () => { document.title = 'opened;'; turn(true); };
    f.onkeydown = ({ key }) => key === 'Escape' && turn(false);
  </script>"""
BOXES = "".join(
    f"<li><label><input type=checkbox value={name}> <span>{name} : déclaration</span></label>"
    for name in ("Dimona", "DmfA", "DB2P")
)


@pytest.mark.parametrize("name", ["Applications", "Applications *", "Sélectionnez les applications"])
def test_applications_are_ticked_in_a_list_to_type_into(async_browser: Browser, run_async: RunAsync, name: str) -> None:
    registration = replace(ONE, applications=("Dimona", "DmfA"))

    async def fill(session: Session) -> str:
        page = ApplicationsPage(session)
        assert not await page.here()
        assert await page.uncover(registration)
        await page.fill(registration)
        assert not await page.lost(registration)
        told = "[...opts.querySelectorAll(':checked')].map((one) => one.value).join() + opts.hidden"
        return str(await session.windows[-1].evaluate(told))

    html = PAGE.format(TYPED.replace("NAME", name).replace("OPTIONS", BOXES))
    assert visited(async_browser, run_async, {"/": html}, fill)[0] == "Dimona,DmfAtrue"


@pytest.mark.parametrize(
    ("name", "options", "title"),
    [
        ("Documentation", BOXES, ""),
        ("Applications à supprimer", BOXES, ""),
        ("Applications", "<li>Bruxelles<li>Namur", "opened;"),
    ],
    ids=["documentation", "what is to go", "something else"],
)
def test_a_list_to_type_into_is_opened_only_where_it_is_called_so_and_shut_again(
    async_browser: Browser, run_async: RunAsync, name: str, options: str, title: str
) -> None:
    registration = replace(ONE, applications=("Dimona",))

    async def look(session: Session) -> str:
        assert not await ApplicationsPage(session).uncover(registration)
        return str(await session.windows[-1].evaluate("() => document.title + opts.hidden"))

    html = PAGE.format(TYPED.replace("NAME", name).replace("OPTIONS", options))
    told, _ = visited(async_browser, run_async, {"/": html}, look, timeout=4)
    assert told.removeprefix("Portail") == f"{title}true"
