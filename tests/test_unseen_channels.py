"""Channels on cards or in rows, each with a button that chooses it; applications below boxes, or in two lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, ControlNotFound
from batchportal.models import Channel
from flows.channel import ApplicationsPage, ChannelPage
from flows.wizard import _fill_in
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

NAMES = ("FTP", "SFTP", "Isabel", "MQLink")
SAY = "<p id=said></p><script>const c = (name) => { said.textContent += name + ';' }</script>"


def page(form: str) -> str:
    """A page of a wizard, with one of these for each channel."""
    return f"<h1>Choix du canal batch</h1>{''.join(form.format(name=name) for name in NAMES)}{SAY}"


ROW = "<table><tr><td><input size=1><td><input type=button value='»' {on}><td>{{name}}<td>{about}</table>"
CARD = "<article><h3>{{name}}</h3><p>{about}</p><button type=button {on}>Choisir</button></article>"
ON, ABOUT = 'onclick="c(`{name}`)"', "Aussi sûr que SFTP"


@pytest.mark.parametrize(
    "form",
    [ROW.format(on=ON, about=ABOUT), CARD.format(on=ON, about=ABOUT)],
    ids=["a row's", "a card's"],
)
def test_a_channel_is_chosen_by_the_button_beside_it(async_browser: Browser, run_async: RunAsync, form: str) -> None:
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.SFTP)

    async def choose(session: Session) -> str:
        channel = ChannelPage(session)
        assert await channel.here()
        await channel.way(asked).choose()
        return await session.windows[-1].locator("#said").inner_text()

    assert visited(async_browser, run_async, {"/": page(form)}, choose)[0] == "SFTP;"


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(f"<article><h3>{{name}}</h3><button {ON}>Plus d'infos</button></article>", id="another button"),
        pytest.param(f"<div>{{name}} <button {ON}>Choisir</button><button {ON}>Supprimer</button></div>", id="several"),
        pytest.param(f"<div>Comme {{name}}<button {ON}>Choisir</button></div>", id="other words"),
    ],
)
def test_a_button_that_may_mean_something_else_is_not_pressed(
    async_browser: Browser, run_async: RunAsync, form: str
) -> None:
    (one,) = registrations(1)
    said = []

    async def choose(session: Session) -> None:
        try:
            await ChannelPage(session).way(one).choose()
        finally:
            said.append(await session.windows[-1].locator("#said").inner_text())

    with pytest.raises(BatchportalError):
        visited(async_browser, run_async, {"/": page(form)}, choose)
    assert said == [""]


UPPER_BOXES = """<main><h1>Choix du canal</h1><form action=/3>
  <ul><li><label><input type=checkbox name=group value=rules> J'accepte le règlement</label>
  <ul hidden><li><label><input type=checkbox name=apps value=DB2P> DB2P</label></ul></ul>
  <fieldset><legend>Applications</legend><ul>%s</ul></fieldset><button>Suivant</button></form></main><script>
  for (const upper of document.querySelectorAll('[name=group]'))
    upper.onchange = () => { upper.closest('li').querySelector('ul').hidden = !upper.checked; };
  </script>"""
_GROUP = """<li><label><input type=checkbox name=group value={group}> {group}</label><ul hidden>
  <li><label><input type=checkbox name=apps value="{first}"> {first}</label>
  <li><label><input type=checkbox name=apps value="{second}"> {second}</label></ul>"""


def test_applications_below_a_box_that_shows_them_are_ticked_and_no_other_box(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    groups = (("Carrière", "Capelo", "ePK"), ("Travail", "Dimona", "DmfA"), ("Risques", "DRS - Chômage", "DRS - Soins"))
    lists = "".join(_GROUP.format(group=group, first=first, second=second) for group, first, second in groups)

    async def tick(session: Session) -> list[str]:
        await ApplicationsPage(session).fill(replace(one, applications=("Dimona", "DmfA")))
        ticked: list[str] = await session.windows[-1].evaluate(
            "() => [...document.querySelectorAll(':checked')].map((box) => box.value)"
        )
        return ticked

    ticked, _ = visited(async_browser, run_async, {"/": UPPER_BOXES % lists}, tick)
    assert ticked == ["Travail", "Dimona", "DmfA"]


@pytest.mark.parametrize(
    "above",
    [
        "<li><label><input type=checkbox name=group> {}</label><ul hidden><li><input type=checkbox> {}</ul>",
        "<li role=treeitem><input type=checkbox name=group> {}<ul hidden><li><input type=checkbox> {}</ul>",
    ],
)
@pytest.mark.parametrize(
    ("name", "below"),
    [
        ("Recevoir les notifications par e-mail", "Chaque jour"),
        ("Confidentialités acceptées", "DB2P"),
        ("DmfA", "DmfA : DB2P"),
    ],
    ids=["what asks for something else", "what binds", "another application"],
)
def test_a_box_is_ticked_only_to_see_what_stands_below_it(
    async_browser: Browser, run_async: RunAsync, above: str, name: str, below: str
) -> None:
    (one,) = registrations(1)

    async def tick(session: Session) -> str:
        await session.windows[-1].evaluate("() => { document.onchange = () => document.title += '!'; }")
        with pytest.raises(BatchportalError):
            await ApplicationsPage(session).fill(replace(one, applications=("DB2P",)))
        return await session.windows[-1].title()

    pages = {"/": UPPER_BOXES % above.format(name, below)}
    assert "!" not in visited(async_browser, run_async, pages, tick)[0]


def test_a_box_that_binds_is_not_ticked_to_see_what_is_below_it(async_browser: Browser, run_async: RunAsync) -> None:
    (one,) = registrations(1)
    lists = _GROUP.format(group="Toutes", first="Capelo", second="ePK")

    async def tick(session: Session) -> int:
        with pytest.raises(BatchportalError) as refused:
            await ApplicationsPage(session).fill(replace(one, applications=("DB2P",)))
        assert refused.value.code == "application_not_offered"
        return await session.windows[-1].locator(":checked").count()

    assert visited(async_browser, run_async, {"/": UPPER_BOXES % lists}, tick)[0] == 0


TWO_LISTS = """<h1>Choix du canal batch</h1><style>[hidden] { display: none }</style><form action=/3>
  <fieldset><legend>Applications</legend><div><ul id=left>LINES</ul>
  <button type=button id=add %s>Ajouter</button><ul id=right></ul></div></fieldset></form><script>
  const ticked = () => left.querySelectorAll(':checked');
  left.onchange = () => { if (%s) add.disabled = !ticked().length; };
  add.onclick = () => { for (const box of ticked()) { box.checked = false; right.append(box.closest('li')); }
    document.title += '+'; add.disabled = true; };
  </script>""".replace(
    "LINES", "".join(f"<li><label><input type=checkbox> {one}</label>" for one in ("DB2P", "Dimona", "DmfA"))
)


@pytest.mark.parametrize(
    ("state", "wakes", "told"),
    [
        ("disabled", "true", ("Portail+", ["Dimona", "DmfA"], [])),
        ("disabled", "false", ("Portail", [], ["Dimona", "DmfA"])),
        ("", "false", ("Portail", [], ["Dimona", "DmfA"])),
    ],
    ids=["wakes", "sleeps on", "is about something else"],
)
def test_what_is_ticked_is_put_in_a_second_list_by_the_button_that_wakes_with_it_and_by_no_other(
    async_browser: Browser, run_async: RunAsync, state: str, wakes: str, told: tuple[str, list[str], list[str]]
) -> None:
    """And it isn't ticked once more where it stands then: that would be to take it back."""
    (one,) = registrations(1)
    asked = replace(one, applications=("Dimona", "DmfA"))

    async def tick(session: Session) -> tuple[str, list[str], list[str]]:
        page = ApplicationsPage(session)
        await page.fill(asked)
        assert not await page.lost(asked)
        window = session.windows[-1]
        added = await window.locator("#right li").all_inner_texts()
        ticked = await window.locator("label:has(:checked)").all_inner_texts()
        return await window.title(), [one.strip() for one in added], [one.strip() for one in ticked]

    assert visited(async_browser, run_async, {"/": TWO_LISTS % (state, wakes)}, tick)[0] == told


TYPED_LIST = """<main><h1>Choix du canal</h1>
  <label>Comment échanger les données ? <input id=one role=combobox aria-expanded=false></label>
  <label><input type=checkbox id=box> DB2P</label><p>Fin</p><button onclick="location = '/next'">Suivant</button></main>
  <script>
    const list = document.createElement('div');
    list.setAttribute('role', 'listbox');
    for (const name of ['FTP', 'SFTP', 'Isabel']) {
      const option = list.appendChild(document.createElement('div'));
      option.setAttribute('role', 'option');
      option.textContent = name;
      option.onclick = () => { one.value = name; shut(); };
    }
    const shut = () => { list.remove(); one.setAttribute('aria-expanded', 'false'); };
    one.onclick = () => { document.body.append(list); one.setAttribute('aria-expanded', 'true'); };
    one.onkeydown = ({ key }) => key === 'Escape' && shut();
  </script>"""


@pytest.mark.parametrize(
    "field",
    [
        "<input id=one role=combobox aria-expanded=false>",
        "<span id=one role=listbox aria-haspopup=true aria-expanded=false tabindex=0>Choisissez</span>",
    ],
    ids=["a list to type into", "a list as ARIA 1.0 has it"],
)
def test_a_channel_is_found_in_a_list_that_opens_beside_applications(
    async_browser: Browser, run_async: RunAsync, field: str
) -> None:
    page = TYPED_LIST.replace("<input id=one role=combobox aria-expanded=false>", field)
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.ISABEL, applications=("DB2P",))

    async def choose(session: Session) -> str:
        await _fill_in(session, [ApplicationsPage(session), ChannelPage(session)], asked, uncover=False)
        return str(await session.windows[-1].evaluate("() => [one.value, box.checked, list.isConnected].join()"))

    assert visited(async_browser, run_async, {"/": page}, choose)[0] == "Isabel,true,false"


def test_a_list_to_type_into_that_offers_something_else_is_closed_again(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    page = TYPED_LIST.replace("'FTP', 'SFTP', 'Isabel'", "'Bruxelles', 'Namur'")

    async def look(session: Session) -> str:
        assert not await ChannelPage(session).uncover(replace(one, channel=Channel.FTP))
        return str(await session.windows[-1].evaluate("() => [one.value, list.isConnected].join()"))

    assert visited(async_browser, run_async, {"/": page}, look)[0] == ",false"


RADIO = "<label><input type=radio name=c onclick='c(`{name}`)'> {told}</label>"


@pytest.mark.parametrize("told", ["Canal {}", "Via {}", "Transfert par {}", "{} - transfert de fichiers", "Par {} :"])
@pytest.mark.parametrize("channel", list(Channel))
def test_a_channel_is_known_by_what_pages_call_it(
    async_browser: Browser, run_async: RunAsync, told: str, channel: Channel
) -> None:
    products = {"Isabel": "Isabel 6", "MQLink": "MQ Link"} if told.startswith(("Canal", "Via", "{}")) else {}
    names = [products.get(name, name) for name in NAMES]
    radios = "".join(RADIO.format(name=NAMES[at], told=told.format(name)) for at, name in enumerate(names))
    (one,) = registrations(1)

    async def choose(session: Session) -> str:
        page = ChannelPage(session)
        assert await page.here()
        await page.way(replace(one, channel=channel)).choose()
        return await session.windows[-1].locator("#said").inner_text()

    html = f"<h1>Choix du canal batch</h1>{radios}{SAY}"
    assert visited(async_browser, run_async, {"/": html}, choose)[0] == f"{channel};"


@pytest.mark.parametrize(
    "html",
    [
        RADIO.format(name="SFTP", told="Canal SFTP (test)"),
        RADIO.format(name="SFTP", told="Via SFTP - environnement de test"),
        RADIO.format(name="SFTP", told="Transfert par SFTP : consultation"),
        "<button type=button onclick='c(`SFTP`)'>Protocole SFTP</button>" + RADIO.format(name="FTP", told="FTP"),
    ],
    ids=["test", "environment", "consultation", "explanation"],
)
def test_what_is_only_a_part_of_a_channel_or_tells_of_it_is_not_chosen(
    async_browser: Browser, run_async: RunAsync, html: str
) -> None:
    (one,) = registrations(1)

    async def choose(session: Session) -> str:
        with pytest.raises(ControlNotFound):
            await ChannelPage(session).way(replace(one, channel=Channel.SFTP)).choose()
        return await session.windows[-1].locator("#said").inner_text()

    pages = {"/": f"<h1>Choix du canal batch</h1>{html}{SAY}"}
    assert visited(async_browser, run_async, pages, choose, timeout=2)[0] == ""


def test_a_channel_that_goes_by_another_name_is_told_with_the_place_for_that(
    async_browser: Browser, run_async: RunAsync, tmp_path: Path
) -> None:
    radios = "".join(RADIO.format(name=name, told=told) for name, told in (("FTP", "FTP"), ("SFTP", "Coffre-fort")))
    (one,) = registrations(1)

    async def choose(session: Session) -> str:
        try:
            await ChannelPage(session).way(replace(one, channel=Channel.SFTP)).choose()
        except BatchportalError as error:
            return error.message
        return await session.windows[-1].locator("#said").inner_text()

    pages = {"/": f"<h1>Choix du canal batch</h1>{radios}{SAY}"}
    told = visited(async_browser, run_async, pages, choose, timeout=4)[0]
    assert 'looking for "SFTP"' in told
    assert "channel.toml, [sftp]" in told
    (tmp_path / "channel.toml").write_text('[sftp]\nfr = ["Coffre-fort"]\n', encoding="utf-8")
    assert visited(async_browser, run_async, pages, choose, timeout=4, selectors=tmp_path)[0] == "SFTP;"
