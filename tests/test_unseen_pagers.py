"""Lists of companies of several pages: turned to their end, and no further, whatever turns them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import Rejected
from batchportal.models import EnterpriseNumber
from flows.companies import CompaniesPage
from tests.mini_portal import HEADER, visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON = EnterpriseNumber("0403170701")
_PAGES_OF_FOUR = """<h1>Liste des entreprises</h1><p>Faites un choix</p><table id=list></table><p id=where></p><hr>
<div><input type=button value="Page précédente" onclick="go(-1)"> <input type=button value="Page suivante"
onclick="go(1)"></div><p id=says></p><script>
const sillon = 'Sillon Gestionnaire pensions complémentaires (Gestionnaire local)';
const lines = [['0207.886.044', 'Ancre'], ['0316.380.841', 'Balise'], ['0403.170.701', sillon], ['0458.734.180', 'V']];
let page = %d;
const go = (step) => {
  const there = page + step;
  says.textContent = there < 0 || there > 1 ? 'Pas de page suivante' : '';
  page = Math.min(1, Math.max(0, there));
  where.textContent = `Page ${page + 1}/2`;
  list.innerHTML = lines.slice(page * 2, page * 2 + 2).map(([number, name]) =>
    `<tr><td>${number}<td>${number.startsWith('0403') ? '<a href=/in>' : ''}${name}</a>`).join('');
};
go(0);</script>"""


@pytest.mark.parametrize("first", [0, 1])
def test_a_list_is_turned_by_words_that_say_so_and_to_its_end_though_they_stand_there_still(
    async_browser: Browser, run_async: RunAsync, first: int
) -> None:
    pages = {
        "/": _PAGES_OF_FOUR % first,
        "/in": f"<h1>Sillon 0403.170.701</h1>{HEADER}<a href=/m>Messages structurés</a>",
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert any(one.startswith("GET /in") for one in portal.arrived)


def test_a_company_that_is_on_no_page_is_missing_although_pages_could_be_turned_for_ever(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {"/": _PAGES_OF_FOUR % 1}
    missing = EnterpriseNumber("1000000021")
    with pytest.raises(Rejected) as refused:
        visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(missing))
    assert refused.value.code == "company_not_managed"


@pytest.mark.parametrize(
    "last",
    ["<button onclick='page = 0; go(0)'>Tout afficher</button>", "<script>Math.min = (_, there) => there % 2</script>"],
    ids=["everything from the start", "the first page behind the last"],
)
def test_a_list_that_leads_in_a_circle_is_read_once_or_twice(
    async_browser: Browser, run_async: RunAsync, last: str
) -> None:
    counted = "<script>let turned = 0; const gone = go; go = (step) => { turned++; gone(step); };</script>"
    html = (_PAGES_OF_FOUR % 0).replace("const go =", "let go =") + counted + last

    async def look(session: Session) -> int:
        with pytest.raises(Rejected) as refused:
            await CompaniesPage(session).act_for(EnterpriseNumber("1000000021"))
        assert refused.value.code == "company_not_managed"
        return int(await session.windows[-1].evaluate("() => turned"))

    turned, _ = visited(async_browser, run_async, {"/": html}, look)
    assert turned < 10
