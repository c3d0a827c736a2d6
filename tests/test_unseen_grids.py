"""Grids of old 'desktops in the browser': rows that are chosen by a click, and don't say so beforehand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, Rejected
from batchportal.models import Channel, EnterpriseNumber
from flows.companies import CompaniesPage
from flows.lookup import look_up_from_here
from flows.portal import choose_company
from tests.mini_portal import HEADER, reviewed, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON = EnterpriseNumber("0403170701")
INSIDE = f"<h1>Sillon 0403.170.701</h1>{HEADER}<a href=/m>Messages structurés</a>"
# Opened without a choice, each says so; 'wrong' is told to the portal where another row than ours was taken.
GRID = """<h1>Choisissez votre entreprise</h1><div><div><a role=button tabindex=0 id=go>Ouvrir</a></div>
<table><tbody id=rows></table></div><div hidden id=second>
<div><a role=button tabindex=0 id=take>Choisir la qualité</a></div>
<table><tbody id=roles></table></div><p id=said></p><script>
const filled = (body, lines) => {
  body.innerHTML = lines.map((cells) => `<tr><td>${cells.join('<td>')}`).join('');
  body.onclick = (event) => {
    for (const row of body.rows) row.classList.remove('grid-row-selected');
    event.target.closest('tr').classList.add('grid-row-selected');
  };
};
const chosen = (body) => [...body.rows].findIndex((row) => row.classList.contains('grid-row-selected'));
filled(rows, [['0207.886.044', 'Ancre'], ['0403.170.701', 'Sillon'], ['0417.497.106', 'Modèle']]);
go.onclick = () => {
  if (chosen(rows) < 0) return said.textContent = 'Veuillez sélectionner une ligne.';
  if (chosen(rows) !== 1) location = '/wrong';
  rows.closest('div').hidden = true;
  second.hidden = false;
  filled(roles, ROLES);
};
take.onclick = () => {
  if (chosen(roles) < 0) location = '/nothing';
  else location = roles.rows[chosen(roles)].innerText.includes('pensions') ? '/in' : '/wrong';
};
</script>"""
EMPLOYER = "['Employeur (ONSS)', '0403.170.701', 'Gestionnaire local']"
PENSIONS = "['Gestionnaire pensions complémentaires', '0403.170.701', '{}']"


def test_rows_that_a_click_chooses_are_chosen_and_opened_by_the_button_beside_their_list(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {"/": GRID.replace("ROLES", f"[{EMPLOYER}, {PENSIONS.format('Gestionnaire local')}]"), "/in": INSIDE}
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    went = [one.split()[1] for one in portal.arrived]
    assert "/in" in went
    assert not {"/wrong", "/nothing"} & set(went)


def test_the_button_beside_a_list_of_roles_is_not_pressed_for_one_that_is_not_there(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {"/": GRID.replace("ROLES", f"[{EMPLOYER}, {PENSIONS.format('Utilisateur')}]"), "/in": INSIDE}
    errors: list[BatchportalError] = []

    async def act(session: Session) -> None:
        with pytest.raises(BatchportalError) as caught:
            await CompaniesPage(session).act_for(SILLON)
        errors.append(caught.value)

    _, portal = visited(async_browser, run_async, pages, act)
    assert isinstance(errors[0], Rejected)
    assert errors[0].code == "not_local_manager"
    assert not {"/in", "/wrong", "/nothing"} & {one.split()[1] for one in portal.arrived}


def test_rows_that_take_no_notice_of_a_click_have_no_button_pressed_for_them(
    async_browser: Browser, run_async: RunAsync
) -> None:
    page = """<h1>Vos entreprises</h1><div><table><tr><td>0403.170.701</td><td>Sillon</td></tr>
      <tr><td>0417.497.106</td><td>Modèle</td></tr></table><a href=/wrong>Ouvrir</a></div>"""

    async def act(session: Session) -> None:
        with pytest.raises(Rejected, match="is not in the list"):
            await CompaniesPage(session).act_for(SILLON)

    _, portal = visited(async_browser, run_async, {"/": page}, act)
    assert "/wrong" not in {one.split()[1] for one in portal.arrived}


def test_the_only_company_of_a_table_is_taken_by_the_button_below_though_its_row_takes_no_notice(
    async_browser: Browser, run_async: RunAsync
) -> None:
    page = """<h1>Choisissez votre entreprise</h1><div><table><tr><th>Numéro</th><th>Nom</th></tr>
      <tr><td>0403.170.701</td><td>Sillon</td></tr></table><a href=/in>Choisir</a></div>"""
    pages = {"/": page, "/in": f"<p>Gestionnaire pensions complémentaires (Gestionnaire local)</p>{INSIDE}"}
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert "/in" in {one.split()[1] for one in portal.arrived}


ROLE = """<h1>Choisissez votre entreprise</h1><a href=/in>Sillon 0403.170.701 Gestionnaire pensions complémentaires
  (Gestionnaire local)</a>"""
# A press on a heading that is open closes it.
ACCORDION = """<style>.head { cursor: pointer }</style><h1>Sillon 0403.170.701</h1>
  <div><div class=head><span>Aide</span></div><div hidden>Manuel</div></div>
  <div><div class=head><span>CAPTION</span></div><div hidden><p><a href=/m>Messages structurés</a></p>
  <p><a href=/x>Échange par messages structurés</a></p></div></div><script>
  for (const head of document.querySelectorAll('.head')) {
    head.onclick = () => { head.nextElementSibling.hidden = !head.nextElementSibling.hidden; };
  }</script>"""


def test_a_menu_under_a_heading_of_the_manuals_words_is_opened_and_not_shut_again(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": ROLE,
        "/in": ACCORDION.replace("CAPTION", "Gestion d'accès"),
        "/x": "<h1>Sillon 0403.170.701</h1><a href=/i>Information</a>",
        "/i": "<p>Sillon 0403.170.701</p><p>Nom d'utilisateur : sillon2024</p><p>Numéro d'expéditeur : 4711</p>",
    }

    async def look_up(session: Session) -> str | None:
        user = await (await choose_company(session, SILLON)).look_up(SILLON)
        return user.username if user else None

    username, _ = visited(async_browser, run_async, pages, look_up)
    assert username == "sillon2024"


def test_a_menu_under_a_message_is_left_for_the_list_of_companies(async_browser: Browser, run_async: RunAsync) -> None:
    menu = (
        """<h1>Sillon 0403.170.701</h1><p><a href=/x>Gestion d'accès</a></p><p><a href=/m>Messages structurés</a></p>"""
    )
    pages = {
        "/": ROLE,
        "/in": menu,
        "/m": f"{menu}<div style='position:fixed; inset:0; z-index:9'>Un utilisateur technique existe déjà.</div>",
        "/x": "<h1>Sillon 0403.170.701</h1><a href=/e>Échange par messages structurés</a>",
        "/e": "<h1>Sillon 0403.170.701</h1><a href=/i>Information</a>",
        "/i": "<p>Sillon 0403.170.701</p><p>Nom d'utilisateur : sillon2024</p><p>Numéro d'expéditeur : 4711</p>",
    }

    async def look_up(session: Session) -> str | None:
        await (await choose_company(session, SILLON)).structured_messages.follow()
        user = await look_up_from_here(session, SILLON)
        return user.username if user else None

    username, _ = visited(async_browser, run_async, pages, look_up)
    assert username == "sillon2024"


def test_a_heading_of_other_words_is_left_alone(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {"/": ROLE, "/in": ACCORDION.replace("CAPTION", "Renoncer à la gestion d'accès")}

    async def choose(session: Session) -> bool:
        with pytest.raises(BatchportalError):
            await choose_company(session, SILLON)
        return await session.windows[-1].get_by_text("Messages structurés").first.is_visible()

    opened, _ = visited(async_browser, run_async, pages, choose)
    assert not opened


def test_a_channel_behind_a_field_that_takes_no_text_and_applications_with_drawn_boxes_are_chosen(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=("Dimona", "DmfA"))
    fields = "".join(f"<p>{name} <input>" for name in ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail"))
    names = ["Capelo", "Dimona", "DmfA", "DmfAPPL"]
    rows = "".join(f"<tr><td><div class=row-checker></div><td>{name}" for name in names)
    pages = {
        "/": f"{HEADER}<a href=/1>Enregistrer les données de configuration</a>",
        "/1": f"<form action=/2>{fields}<p><button>Suivant</button></form>",
        "/2": f"""<style>.row-checker {{ width: 12px; height: 12px; border: 1px solid }}</style>
          <form action=/3><h2>Choix du canal</h2><label for=shown>Canal :</label> <input id=shown name=channel readonly>
          <table id=boxes>{rows}</table><input type=hidden name=apps><button>Suivant</button></form><script>
          shown.onclick = () => {{
            const list = document.body.appendChild(document.createElement('ul'));
            list.innerHTML = ['FTP', 'SFTP', 'Isabel'].map((name) => `<li role=option>${{name}}</li>`).join('');
            list.onclick = (event) => {{ shown.value = event.target.innerText; list.remove(); }};
          }};
          boxes.rows[0].className = 'row-selected';
          boxes.onclick = (event) => {{
            event.target.closest('tr').classList.toggle('row-selected');
            const chosen = [...boxes.rows].filter((row) => row.className === 'row-selected');
            document.forms[0].apps.value = chosen.map((row) => row.innerText.trim()).join(';');
          }};</script>""",
        "/3": "<form action=/4><p>Nom d'utilisateur <input name=tech><button>Suivant</button></form>",
        "/4": f"""<h1>Récapitulatif</h1><p>Nom d'utilisateur : {asked.username}</p>
          <form method=post action=/no><input type=submit value=Confirmer></form>""",
    }
    review, portal = reviewed(async_browser, run_async, pages, asked)
    assert review == "review"
    (sent,) = [one for one in portal.arrived if "/3?" in one]
    assert sent.strip() == "GET /3?channel=FTP&apps=Dimona;DmfA"
