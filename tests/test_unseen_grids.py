"""Grids of old 'desktops in the browser': rows that are chosen by a click, and don't say so beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, Rejected
from batchportal.models import EnterpriseNumber
from flows.companies import CompaniesPage
from tests.mini_portal import HEADER, visited

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
