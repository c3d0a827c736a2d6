"""Searches that go on narrowing a list when the next company is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.models import EnterpriseNumber
from flows.companies import CompaniesPage
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON, ANCRE, ABSENT = map(EnterpriseNumber, ("0403170701", "0207886044", "1000000021"))
MENU = "<h1>Bienvenue</h1><nav><a href=#>Messages structurés</a></nav><a href=/>Changer d'entreprise</a>"
# What was looked for stays, be the page loaded anew or not, until somebody takes it away or logs in anew.
LIST = """<div><h1>Choisissez votre entreprise</h1><label>Rechercher une entreprise <input id=q></label>
  <button onclick="add()">Rechercher</button><p id=told></p><ul id=list></ul></div><footer>0206.731.645</footer><script>
  const all = ['Cygne 0448.826.918', 'Sillon 0403.170.701', 'Ancre 0207.886.044'];
  const role = 'Gestionnaire pensions complémentaires (Gestionnaire local)';
  const kept = JSON.parse(sessionStorage.kept ?? '[]');
  const bare = (text) => text.replaceAll('.', '');
  function add() { %s; kept.push(q.value); sessionStorage.kept = JSON.stringify(kept); show(); }
  function show() {
    told.textContent = kept.map((one) => `Contient ${one}`).join(' ');
    const fits = (one) => kept.every((each) => bare(one).includes(bare(each)));
    const left = kept.length ? all.filter(fits) : all.slice(0, 1);
    list.innerHTML = left.map((one) => `<li><a href="/in">${one} ${role}</a>`).join('');
  }
  show();</script>"""


def looked_for(async_browser: Browser, run_async: RunAsync, before: str, *numbers: EnterpriseNumber) -> list[str]:
    """What became of each company, one after the other in one session: the code of its error, or nothing."""

    async def choose(session: Session) -> list[str]:
        session.numbers_of_the_portal = frozenset({"0206731645"})
        codes = []
        for number in numbers:
            try:
                page = CompaniesPage(session)
                await session.open(session.home)
                await page.act_for(number)
                session.used = True
                codes.append("")
            except BatchportalError as error:
                codes.append(error.code)
        return codes

    return visited(async_browser, run_async, {"/": LIST % before, "/in": MENU}, choose, timeout=5)[0]


@pytest.mark.parametrize("numbers", [(SILLON, ANCRE), (ABSENT, SILLON)])
def test_a_list_that_an_earlier_search_narrows_is_not_taken_for_all(
    async_browser: Browser, run_async: RunAsync, numbers: tuple[EnterpriseNumber, ...]
) -> None:
    first, second = looked_for(async_browser, run_async, "", *numbers)
    assert first == ("company_not_managed" if numbers[0] is ABSENT else "")
    assert second == "session_ended"


def test_a_search_that_begins_anew_finds_the_next(async_browser: Browser, run_async: RunAsync) -> None:
    numbers = (SILLON, ABSENT, ANCRE)
    assert looked_for(async_browser, run_async, "kept.length = 0", *numbers) == ["", "company_not_managed", ""]
