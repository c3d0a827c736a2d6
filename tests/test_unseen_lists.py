"""Lists and buttons that a page draws itself: they are opened and pressed as a person does it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.models import Channel, EnterpriseNumber
from flows.channel import ChannelPage
from flows.companies import CompaniesPage
from tests.mini_portal import HEADER, reviewed, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.page import Control
    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON = EnterpriseNumber("0403170701")
DRAWN_LISTS = """<style>
.veil { position: fixed; inset: 0 }
[role=listbox] { position: absolute; top: 40px; background: #fff }
</style>
<form action=/3><h2>Choix du canal</h2>
<span id=l1>Canal *</span>
<div role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false aria-labelledby=l1 id=one>Sélectionnez</div>
<p id=more hidden><span id=l2>Applications *</span>
<span role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false aria-labelledby=l2 id=many>?</span></p>
<input type=hidden name=channel><input type=hidden name=apps value="DB2P;"><button>Suivant</button></form>
<script>
// The options come into the page only while a list is open, over a veil that takes every click.
const form = document.forms[0];
function open(trigger, options, field, several) {
  const veil = document.body.appendChild(document.createElement('div'));
  const list = veil.appendChild(document.createElement('div'));
  veil.className = 'veil';
  list.setAttribute('role', 'listbox');
  trigger.setAttribute('aria-expanded', 'true');
  const shut = () => { veil.remove(); trigger.setAttribute('aria-expanded', 'false'); };
  veil.onclick = (event) => event.target === veil && shut();
  document.onkeydown = (event) => event.key === 'Escape' && shut();
  for (const text of options) {
    const option = list.appendChild(document.createElement('div'));
    option.textContent = text;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', String(field.value.includes(text + ';')));
    option.onclick = () => {
      const chosen = field.value.includes(text + ';');
      field.value = several ? (chosen ? field.value.replace(text + ';', '') : field.value + text + ';') : text;
      option.setAttribute('aria-selected', String(!chosen));
      if (several) return;
      trigger.textContent = text;
      more.hidden = false;
      shut();
    };
  }
}
one.onclick = () => open(one, ['FTP', 'SFTP', 'Isabel', 'MQLink'], form.channel, false);
many.onclick = () => open(many, ['Dimona', 'DmfA - Déclaration', 'DB2P'], form.apps, true);
</script>"""


def test_channel_and_applications_are_chosen_from_lists_that_open_when_they_are_pressed(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=("Dimona", "DmfA"))
    fields = "".join(f"<p>{name} <input>" for name in ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail"))
    pages = {
        "/": f"{HEADER}<a href=/1>Enregistrer les données de configuration</a>",
        "/1": f"<form action=/2>{fields}<p><button>Suivant</button></form>",
        "/2": DRAWN_LISTS,
        "/3": "<form action=/4><p>Nom d'utilisateur <input name=tech><button>Suivant</button></form>",
        "/4": f"""<h1>Récapitulatif</h1><p>Nom d'utilisateur : {asked.username}</p>
          <form method=post action=/no><input type=submit value=Confirmer></form>""",
    }

    review, portal = reviewed(async_browser, run_async, pages, asked)
    assert review == "review"
    (sent,) = [one for one in portal.arrived if "/3?" in one]
    assert sent.strip() == "GET /3?channel=FTP&apps=Dimona;DmfA - Déclaration;"


def test_a_company_chosen_in_a_list_that_opens_when_it_is_pressed_is_confirmed_by_the_button_beside_it(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": """<h1>Choisissez votre entreprise</h1>
          <div role=combobox tabindex=0 aria-haspopup=listbox aria-expanded=false id=shown>Choisissez</div>
          <div id=list role=listbox hidden><div role=option>Sillon 0403.170.701 Gestionnaire pensions complémentaires
          (Gestionnaire local)</div></div><button id=go>Choisir</button><script>
          const open = (is) => { list.hidden = !is; shown.setAttribute('aria-expanded', String(is)); };
          shown.onclick = () => open(true);
          list.onclick = (event) => { shown.textContent = event.target.textContent; open(false); };
          go.onclick = () => location = shown.textContent.includes('Sillon') ? '/in' : '/out';
          </script>""",
        "/in": f"<h1>Sillon 0403.170.701</h1>{HEADER}<a href=/m>Messages structurés</a>",
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert any(one.startswith("GET /in") for one in portal.arrived)


def test_a_company_is_not_missing_because_the_field_that_looks_for_it_was_missing_at_one_look(
    async_browser: Browser, run_async: RunAsync, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that slides in over another shows it twice, or not yet, and may stand still for so long."""
    pages = {
        "/": """<h1>Choisissez votre entreprise</h1><form action=/found><label for=q>Nom ou numéro d'entreprise</label>
          <input id=q name=q> <button>Rechercher</button></form>""",
        "/found": """<h1>Choisissez votre entreprise</h1><a href=/in>Sillon 0403.170.701
          Gestionnaire pensions complémentaires (Gestionnaire local)</a>""",
        "/in": f"<h1>Sillon 0403.170.701</h1>{HEADER}<a href=/m>Messages structurés</a>",
    }
    looks: list[Control | None] = []
    search_field = CompaniesPage.search_field

    async def missed_at_first(page: CompaniesPage) -> Control | None:
        looks.append(await search_field(page) if looks else None)
        return looks[-1]

    monkeypatch.setattr(CompaniesPage, "search_field", missed_at_first)
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert any(one.startswith("GET /in") for one in portal.arrived)
    assert len(looks) > 1


LONG_LIST = """<h1>Choisissez votre entreprise</h1><div id=box style="height:120px; overflow-y:auto">
<ul id=list style="position:relative; margin:0"></ul></div><script>
const digits = (n) => `0${2000000 + n}${String(97 - (2000000 + n) % 97).padStart(2, '0')}`;
const number = (n) => n === 57 ? '0403.170.701' : digits(n).replace(/(.{4})(.{3})/, '$1.$2.');
const line = (n) => `<li style="height:20px">${n === 57 ? '<a href=/in>' : ''}Société ${n} ${number(n)}
  Gestionnaire pensions complémentaires (Gestionnaire local)</a>`;
const lines = (from, to) => Array.from({ length: to - from }, (_, n) => line(from + n)).join('');
"""
GROWS = """let shown = 10;
const more = () => { list.insertAdjacentHTML('beforeend', lines(shown - 10, shown)); shown += 10; };
more();
box.onscroll = () => shown <= 70 && box.scrollTop + box.clientHeight >= box.scrollHeight - 5 && more();
</script>"""
DRAWS_WHAT_IS_SEEN = """list.style.height = '1400px';
const draw = () => {
  const first = Math.floor(box.scrollTop / 20);
  list.innerHTML = `<div style="height:${first * 20}px"></div>` + lines(first, Math.min(first + 7, 70));
};
box.onscroll = draw;
draw();
</script>"""


SMOOTH = "<style>* { scroll-behavior: smooth }</style>"


@pytest.mark.parametrize(
    "script",
    [GROWS, DRAWS_WHAT_IS_SEEN, DRAWS_WHAT_IS_SEEN + SMOOTH],
    ids=["grows", "draws what is seen", "rolls smoothly"],
)
def test_a_company_far_down_is_found_in_a_list_that_has_its_lines_only_when_they_are_scrolled_to(
    async_browser: Browser, run_async: RunAsync, script: str
) -> None:
    pages = {
        "/": LONG_LIST + script,
        "/in": f"<h1>Sillon 0403.170.701</h1>{HEADER}<a href=/m>Messages structurés</a>",
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert any(one.startswith("GET /in") for one in portal.arrived)


def test_a_radio_button_in_a_box_that_is_cut_away_is_pressed_by_its_label(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The box around it is a pixel wide; what is drawn in its place reacts to a script."""
    cut = "position:absolute; clip:rect(1px,1px,1px,1px); overflow:hidden; width:1px; height:1px"
    row = """<tr><td><div style="position:relative"><div style="{cut}"><input type=radio name=c id={name}></div>
      <div>○</div></div></td><td><label for={name}>{name}</label> <small>ligne</small></td></tr>"""
    rows = row.format(cut=cut, name="FTP") + row.format(cut=cut, name="SFTP")

    async def choose(session: Session) -> bool:
        await ChannelPage(session).control("channel", text="SFTP").choose()
        return await session.windows[-1].locator("#SFTP").is_checked()

    chosen, _ = visited(async_browser, run_async, {"/": f"<table>{rows}</table>"}, choose)
    assert chosen


def test_a_box_beside_a_link_in_a_line_that_cuts_off_what_is_too_long_is_ticked_itself(
    async_browser: Browser, run_async: RunAsync
) -> None:
    page = """<p><span style="overflow:hidden"><input type=checkbox aria-label=Dimona>
      <a href=/aide>Aide pour les déclarations immédiates</a></span></p>"""

    async def tick(session: Session) -> bool:
        await ChannelPage(session).control("application", text="Dimona").choose()
        return await session.windows[-1].locator("input").is_checked()

    ticked, portal = visited(async_browser, run_async, {"/": page}, tick)
    assert ticked
    assert not any("/aide" in one for one in portal.arrived)


ROWS = """<h1>Choix de l'entreprise</h1>{lies}<div><button id=choose {state}>Choisir</button></div>
  <table><tr><th>Numéro<th>Nom</tr>{rows}</table><script>
  for (const row of document.querySelectorAll('tr[aria-selected]')) row.addEventListener('click', () => {{
    for (const other of document.querySelectorAll('tr')) other.ariaSelected = String(other === row);
    choose.disabled = false;
    choose.onclick = () => location = '/roles?' + row.cells[0].textContent;
  }});</script>"""
OTHERS = "".join(
    f"<tr aria-selected=false><td>{number}<td>{name}</tr>"
    for number, name in (("0207.886.044", "Ancre"), ("0403.170.701", "Sillon"), ("0448.826.918", "Cygne"))
)


@pytest.mark.parametrize("state", ["disabled", ""])
@pytest.mark.parametrize(
    "lies", ["", "<div role=dialog style='position:fixed;inset:0'>Nouveau !<button onclick=lie()>Fermer</button></div>"]
)
def test_a_row_is_chosen_and_opened_by_the_button_of_the_list(
    async_browser: Browser, run_async: RunAsync, state: str, lies: str
) -> None:
    """Also one that a message lies over; the button may wait for a row, or not."""
    script = "<script>const lie = () => document.querySelector('[role=dialog]').remove()</script>"
    pages = {
        "/": ROWS.format(state=state, rows=OTHERS, lies=lies + script),
        "/roles": """<p>Sillon 0403.170.701</p><a href=/in>Gestionnaire pensions complémentaires ; numéro d'entreprise
          0403.170.701 (Gestionnaire local)</a>""",
        "/in": "<p>Sillon 0403.170.701</p><nav><a href=#>Messages structurés</a></nav>",
    }

    async def choose(session: Session) -> None:
        await CompaniesPage(session).act_for(SILLON)

    _, portal = visited(async_browser, run_async, pages, choose)
    assert [one.split()[1] for one in portal.arrived if "favicon" not in one] == ["/", "/roles?0403.170.701", "/in"]


ROLE = """Gestionnaire pensions complémentaires ; numéro d'entreprise 0403.170.701 (Gestionnaire local)"""
INSIDE = """<p>Sillon 0403.170.701<p>Gestionnaire pensions complémentaires<p>Gestionnaire local
  <nav><a href=#>Messages structurés</a></nav>"""
TERMS = "En cliquant sur OK, vous acceptez les conditions."


@pytest.mark.parametrize(
    ("row", "then"),
    [
        (OTHERS, f"<div id=then hidden><a href=/in>{ROLE}</a></div><form action=/no><button>OK</button></form>"),
        (OTHERS, f"<div id=then hidden><p>{ROLE} <button onclick=\"location = '/in'\">Choisir</button></div>"),
        (
            OTHERS.replace("<td>0403", "<td style='cursor:pointer' onclick=\"location = '/in'\">0403"),
            "<i id=then hidden></i>",
        ),
    ],
    ids=["a role below the list", "a role with a button of its own", "a cell that is pressed"],
)
def test_a_row_that_leads_on_is_left_at_that(async_browser: Browser, run_async: RunAsync, row: str, then: str) -> None:
    """What it shows is taken, and no button that is about something else."""
    page = f"""<h1>Choix de l'entreprise</h1><table>{row}</table>{then}
      <script>document.querySelector('table').onclick = () => then.hidden = false</script>"""
    pages = {"/": page, "/in": INSIDE}

    async def choose(session: Session) -> None:
        await CompaniesPage(session).act_for(SILLON)

    _, portal = visited(async_browser, run_async, pages, choose)
    assert [one.split()[1] for one in portal.arrived if "favicon" not in one] == ["/", "/in"]


@pytest.mark.parametrize(
    "row",
    [
        """<td>Sillon 0403.170.701</td><td>Gestionnaire pensions complémentaires (Gestionnaire local)</td>
        <td><a href=/away>{}</a></td>""",
        "<td>Sillon 0403.170.701</td><td>Actif</td><td><a href=/away>{}</a></td>",
        """<td rowspan=2>Sillon 0403.170.701</td><td>Employeur</td><td></td></tr><tr>
        <td>Gestionnaire pensions complémentaires (Gestionnaire local)</td><td><a href=/away>{}</a></td>""",
    ],
    ids=["a role", "a company", "a role below a cell that reaches into its row"],
)
@pytest.mark.parametrize("away", ["Retirer", "Renoncer à ce mandat", "<i title='Supprimer mon accès'>&#xe020;</i>"])
def test_what_takes_a_company_or_a_role_away_is_not_pressed(
    async_browser: Browser, run_async: RunAsync, row: str, away: str
) -> None:
    page = f"<main><h1>Mes entreprises</h1><table><tr>{row.format(away)}</tr></table></main>"

    async def choose(session: Session) -> None:
        with pytest.raises(BatchportalError):
            await CompaniesPage(session).act_for(SILLON)

    _, portal = visited(async_browser, run_async, {"/": page, "/away": "<h1>Fait</h1>"}, choose, timeout=4)
    assert not any("/away" in one for one in portal.arrived)


def test_what_a_row_asks_is_not_agreed_to(async_browser: Browser, run_async: RunAsync) -> None:
    page = f"""<h1>Choix de l'entreprise</h1><table>{OTHERS}</table><div id=ask hidden role=dialog><p>{TERMS}</p>
      <button onclick="document.title += 'agreed'">OK</button> <button>Annuler</button></div><script>
      document.querySelector('table').onclick = (event) => {{ event.target.closest('tr').ariaSelected = 'true';
        ask.hidden = false; }}</script>"""

    async def choose(session: Session) -> tuple[str, str]:
        with pytest.raises(BatchportalError) as stopped:
            await CompaniesPage(session).act_for(SILLON)
        return stopped.value.code, await session.windows[-1].title()

    code, title = visited(async_browser, run_async, {"/": page}, choose, timeout=4)[0]
    assert (code, title) == ("conditions_to_accept", "Portail")


def test_a_message_over_a_list_is_closed_before_anything_is_gone_on_with(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """'Continuer' would choose the company that is chosen already."""
    page = """<form action=/in><label><input type=radio name=c value=other checked>Ancre 0207.886.044</label>
      <label><input type=radio name=c value=own>Sillon 0403.170.701</label><button>Continuer</button></form>
      <div role=dialog id=news>Nouvelle version du site.<button onclick="news.remove()">Fermer</button></div>"""
    pages = {"/": page, "/in": INSIDE}

    async def choose(session: Session) -> None:
        await CompaniesPage(session).act_for(SILLON)

    _, portal = visited(async_browser, run_async, pages, choose)
    assert [one.split()[1] for one in portal.arrived if "favicon" not in one] == ["/", "/in?c=own"]


def test_a_channel_is_chosen_from_a_list_that_does_not_say_whether_it_is_open(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=())
    pages = {
        "/": """<label for=c>Canal batch</label> <input id=c role=combobox aria-haspopup=listbox readonly>
          <div role=listbox id=list hidden>"""
        + "".join(f"<div role=option>{name}</div>" for name in ("FTP", "SFTP", "Isabel"))
        + """</div><script>c.onclick = () => list.hidden = !list.hidden;
          list.onclick = (event) => { c.value = event.target.textContent; list.hidden = true; }</script>""",
    }

    async def choose(session: Session) -> str:
        page = ChannelPage(session)
        assert await page.uncover(asked)
        await page.fill(asked)
        return await session.windows[-1].locator("#c").input_value()

    assert visited(async_browser, run_async, pages, choose)[0] == "FTP"
