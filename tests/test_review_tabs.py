"""What stands behind the tabs of a review page is read, and what is confirmed then is what was reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from flows.review import ReviewPage
from tests.mini_portal import visited
from tests.test_review import ASKED, SAYS

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

TABLE = f"<table>{''.join(f'<tr><th>{one}</th><td>{SAYS[one]}</td></tr>' for one in SAYS if one != 'Fonction')}</table>"
"""A review that leaves something out, which may stand behind a tab."""
CONFIRM = "<button type=button onclick=\"fetch('/create', { method: 'POST' })\">Confirmer</button>"
SHOW = """<script>function show(which) { for (const one of ['first', 'second']) {
  window[one].hidden = one !== which; window['to_' + one].ariaSelected = String(one === which); } }</script>"""
ANOTHER = f"""<main><div role=tablist><button role=tab id=to_first aria-selected=true
  onclick="show('first')">Nouveau</button>
  <button role=tab id=to_second onclick="show('second')">Canal actuel</button></div>
  <section id=first>{TABLE}{CONFIRM}</section><section id=second hidden><p>Il sera fermé.</p>
  <button onclick="fetch('/close', {{ method: 'POST' }})">Confirmer</button></section></main>{SHOW}"""
STEPS = f"""<main><div role=tablist><div role=tab id=to_second tabindex=0 onclick="show('second')">Contact</div>
  <div role=tab id=to_first tabindex=0 aria-selected=true onclick="show('first')">Contrôle</div></div>
  <section id=first>{TABLE}{CONFIRM}</section><section id=second hidden><label>Nom <input value=Autre></label>
  <button>Suivant</button></section></main>{SHOW}"""
LEADS_AWAY = f"""<main><div role=tablist><a role=tab aria-selected=true href="#">Nouveau</a>
  <a role=tab href=/close>Résiliation</a></div>{TABLE}{CONFIRM}</main>"""
SENDS = f"""<main><form method=post action=/sent><div role=tablist><button type=button role=tab aria-selected=true>
  Données</button><button role=tab name=show value=2>Canal</button></div>{TABLE}{CONFIRM}</form></main>"""
GIVES_UP = f"""<main><div role=tablist><button role=tab aria-selected=true>Données</button>
  <button role=tab onclick="fetch('/gone', {{ method: 'POST' }})">Annuler</button></div>{TABLE}{CONFIRM}</main>"""
DISABLED = f"""<main><div role=tablist><button role=tab aria-selected=true>Données</button>
  <button role=tab disabled>Historique</button></div>{TABLE}{CONFIRM}</main>"""


async def confirmed(session: Session) -> str:
    """Compare, and press 'Confirmer'; why that was not done, if it wasn't."""
    page = ReviewPage(session)
    try:
        await page.compare(ASKED)
        await page.ready()
    except BatchportalError as error:
        return error.code
    await page.confirm.click()
    await session.settle()
    return ""


@pytest.mark.parametrize(
    "page",
    [
        ANOTHER,
        ANOTHER.replace("aria-selected=true", ""),
        STEPS,
        LEADS_AWAY,
        SENDS,
        GIVES_UP,
        DISABLED,
    ],
    ids=["another confirmer", "no tab said open", "steps", "leads away", "sends the form", "gives up", "disabled"],
)
def test_only_what_was_reviewed_is_confirmed_whatever_stands_behind_tabs(
    async_browser: Browser, run_async: RunAsync, page: str
) -> None:
    pages = {"/": page, "/close": "<main><h1>Résilier</h1><button>Confirmer</button></main>", "/create": ""}
    told, portal = visited(async_browser, run_async, pages, confirmed)
    assert told == ""
    assert [one.split()[1] for one in portal.arrived] == ["/", "/create"]


def test_a_review_that_its_tabs_have_changed_is_not_confirmed(async_browser: Browser, run_async: RunAsync) -> None:
    """The tab that was open first leads to another page now."""
    page = ANOTHER.replace("<script>", "<script>let opened = 0; ", 1)
    page = page.replace("function show(which) {", "function show(which) { if (opened++) which = 'second';")
    told, portal = visited(async_browser, run_async, {"/": page}, confirmed)
    assert told == "unexpected_page"
    assert not any(one.startswith("POST") for one in portal.arrived)
