"""Lists whose lines have nothing to press but a menu of what can be done with each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, Rejected
from batchportal.models import EnterpriseNumber
from flows.companies import CompaniesPage
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON = EnterpriseNumber("0403170701")
ROLE = "Gestionnaire pensions complémentaires (Gestionnaire local)"
INSIDE = "<p>Sillon 0403.170.701<p><nav><a href=#>Messages structurés</a></nav>"
ROLES = f"<p>Sillon 0403.170.701</p><ul><li><a href=/in>{ROLE} ; numéro d'entreprise 0403.170.701</a></ul>"
# One menu at a time, in the row, or drawn at the end of the page; what is pressed and doesn't lead on is told.
MENUS = """<style>.menu { position: absolute; background: #fff; border: 1px solid }</style>
<main><h1>Choisissez votre entreprise</h1><table><tbody id=rows></table></main><script>
for (const [number, name] of [['0207.886.044', 'Ancre'], ['0403.170.701', 'Sillon'], ['0448.826.918', 'Cygne']]) {
  const row = rows.insertRow();
  row.innerHTML = `<td>${name}<td>${number}<td><div>
    <button id=m${name} OPENER aria-label="Actions - ${name}">⋮</button></div>`;
  const opener = row.querySelector('button');
  const menu = document.createElement('ul');
  menu.className = 'menu';
  MARK
  menu.innerHTML = ITEMS.map((item) => `<li role=none><a role=menuitem tabindex=0>${item}</a></li>`).join('');
  menu.onclick = (event) => { location = `/${event.target.innerText}?${number}`; };
  const shut = () => { menu.remove(); opener.setAttribute('aria-expanded', 'false'); };
  opener.onclick = () => {
    fetch(`/opened?${number}`);
    if (menu.isConnected) return shut();
    PLACE.append(menu);
    opener.setAttribute('aria-expanded', 'true');
  };
}
</script>"""
NEAR, FAR = "in the row", "at the end of the page"
ACTIONS = "['Afficher les détails', 'Choisir cette entreprise', 'Retirer de ma liste']"


def page(items: str, where: str, opener: str = "aria-haspopup=true aria-expanded=false") -> str:
    """A list of companies with such menus."""
    far = where == FAR
    place = "document.body" if far else "opener.parentElement"
    mark = "menu.setAttribute('role', 'menu'); menu.setAttribute('aria-labelledby', opener.id);" if far else ""
    return MENUS.replace("ITEMS", items).replace("PLACE", place).replace("MARK", mark).replace("OPENER", opener)


@pytest.mark.parametrize("where", [NEAR, FAR])
@pytest.mark.parametrize(
    "opener", ["aria-haspopup=true aria-expanded=false", "aria-haspopup=menu"], ids=["says that it is shut", "doesn't"]
)
def test_a_company_is_chosen_in_the_menu_of_its_line_and_no_other_menu_is_opened(
    async_browser: Browser, run_async: RunAsync, where: str, opener: str
) -> None:
    pages = {
        "/": page(ACTIONS, where, opener),
        "/Choisir%20cette%20entreprise": ROLES,
        "/in": INSIDE,
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    went = [one.removeprefix("GET /").strip() for one in portal.arrived if "favicon" not in one]
    assert went == ["", "opened?0403.170.701", "Choisir cette entreprise?0403.170.701", "in"]


@pytest.mark.parametrize(
    "items",
    ["['Afficher les détails']", "['Valider', 'Historique']", "['Demander un accès', 'Retirer de ma liste']"],
    ids=["details", "something to validate", "to ask or to remove"],
)
@pytest.mark.parametrize("where", [NEAR, FAR])
def test_nothing_else_is_taken_from_a_menu_that_does_not_choose_the_company(
    async_browser: Browser, run_async: RunAsync, where: str, items: str
) -> None:
    async def act(session: Session) -> str:
        with pytest.raises(BatchportalError) as caught:
            await CompaniesPage(session).act_for(SILLON)
        assert isinstance(caught.value, Rejected)
        return str(await session.windows[-1].evaluate("() => document.querySelectorAll('.menu').length"))

    opened, portal = visited(async_browser, run_async, {"/": page(items, where)}, act, timeout=4)
    assert opened == "0"
    assert {one.split()[1] for one in portal.arrived if "favicon" not in one} == {"/", "/opened?0403.170.701"}


def test_a_menu_that_takes_the_company_away_is_not_opened(async_browser: Browser, run_async: RunAsync) -> None:
    row = """<tr><td>Sillon<td>0403.170.701
      <td><button aria-haspopup=true aria-expanded=false onclick="location = '/away'">Retirer mon accès</button>"""

    async def act(session: Session) -> None:
        with pytest.raises(BatchportalError):
            await CompaniesPage(session).act_for(SILLON)

    html = f"<main><h1>Choisissez votre entreprise</h1><table>{row}</table></main>"
    _, portal = visited(async_browser, run_async, {"/": html}, act, timeout=4)
    assert not any("/away" in one for one in portal.arrived)
