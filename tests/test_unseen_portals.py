"""Portals that nobody has seen, a few pages each: what a clerk with the manual does there, the flows do too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import LoginRefused, Rejected
from batchportal.models import Credentials, EnterpriseNumber
from flows.companies import CompaniesPage
from flows.contact import ContactPage
from flows.portal import choose_company, log_in
from tests.mini_portal import HEADER, visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON, LINDE = EnterpriseNumber("0403170701"), EnterpriseNumber("0441122049")
ROLES = """<h1>{name}</h1><a href=/in>Gestionnaire pensions complémentaires ; numéro d'entreprise {number}
  (Gestionnaire local)</a> <a href=/out>Employeur ; numéro d'entreprise {number} (Gestionnaire local)</a>"""
INSIDE = "<p>Sillon 0403.170.701</p><nav><a href=/m>Messages structurés</a></nav>"


def test_a_company_chosen_by_a_radio_button_is_sent_with_the_button_of_the_list(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The list is turned by 'Suivant' too, which is no button of the choice."""
    pages = {
        "/": """<h1>Choix de l'entreprise</h1><form action=/roles><table><tr><th><th>Dénomination<th>Numéro
          <tr><td><input type=radio name=c value=1><td>Sillon<td>0403170701
          <tr><td><input type=radio name=c value=2><td>Linde<td>0441122049</table>
          <p>12 entreprises, page 1 de 2 <b>1</b> <a href=/two>2</a> <a href=/two>Suivant</a></p>
          <input type=submit value=Sélectionner></form>""",
        "/roles": ROLES.format(name="Sillon", number="0403.170.701"),
        "/in": INSIDE,
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert "GET /roles?c=1 " in portal.arrived


def test_a_list_that_is_still_open_at_a_later_page_is_turned_back(async_browser: Browser, run_async: RunAsync) -> None:
    """It was left there for a company before; the way back to it begins at a page that has no list."""
    turn = "<p>27 entreprises, page {at} de 3 <a href={to}>{word}</a> 1 2 3</p>"
    pages = {
        "/": "<h1>Bienvenue</h1><p><a href=/two>Autre entreprise</a></p>",
        "/two": "<h1>Vos entreprises</h1><ul><li>Linde 0441.122.049 <a href=/no>Choisir</a></ul>"
        + turn.format(at=2, to="/three", word="Suivant")
        + "<p>page 2 de 3 <a href=/one>Précédent</a></p>",
        "/three": "<h1>Vos entreprises</h1><ul><li>Meuse 0538.046.429 <a href=/no>Choisir</a></ul>"
        + turn.format(at=3, to="/two", word="Précédent"),
        "/one": "<h1>Vos entreprises</h1><ul><li>Sillon 0403.170.701 <a href=/roles>Choisir</a></ul>"
        + turn.format(at=1, to="/two", word="Suivant"),
        "/roles": ROLES.format(name="Sillon", number="0403.170.701"),
        "/in": INSIDE,
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    turned = [one.split()[1] for one in portal.arrived if one.split()[1] in ("/one", "/two", "/three")]
    assert turned == ["/two", "/three", "/two", "/one"]


def test_the_search_of_the_site_beside_the_list_is_no_way_out_of_it(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": """<h1>Vos entreprises</h1><ul><li><a href=/linde>Linde 0441.122.049</a></ul>
          <form action=/site><input name=q aria-label=Rechercher></form>""",
        "/site": "<h1>Indisponible</h1><p>Cette rubrique est indisponible.</p><a href=/no>Aide</a>",
        "/linde": ROLES.format(name="Linde", number="0441.122.049"),
        "/in": INSIDE.replace("Sillon 0403.170.701", "Linde 0441.122.049"),
    }

    async def both(session: Session) -> str:
        try:
            await CompaniesPage(session).act_for(SILLON)
        except Rejected as refusal:
            await CompaniesPage(session).act_for(LINDE)
            return refusal.code
        return "none"

    assert visited(async_browser, run_async, pages, both)[0] == "company_not_managed"


def test_after_a_company_without_the_role_the_next_one_begins_at_the_list(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {
        "/": """<h1>Vos entreprises</h1><ul><li><a href=/linde>Linde 0441.122.049</a>
          <li><a href=/sillon>Sillon 0403.170.701</a></ul>""",
        "/linde": "<h1>Linde</h1><a href=/out>Employeur ; numéro d'entreprise 0441.122.049 (Gestionnaire local)</a>",
        "/sillon": ROLES.format(name="Sillon", number="0403.170.701"),
        "/in": INSIDE,
    }

    async def both(session: Session) -> str:
        try:
            await choose_company(session, LINDE)
        except Rejected as refusal:
            await choose_company(session, SILLON)
            return refusal.code
        return "none"

    assert visited(async_browser, run_async, pages, both)[0] == "not_local_manager"


def test_a_user_whose_row_names_the_local_manager_is_none(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {
        "/": "<h1>Vos entreprises</h1><ul><li><a href=/linde>Linde 0441.122.049</a><li>Sillon 0403.170.701</ul>",
        "/linde": """<h1>Linde</h1><table><tr><th>Numéro<th>Qualité<th>Rôle<th>Contact<th><tr><td>0441.122.049
          <td>Gestionnaire pensions complémentaires<td>Utilisateur<td>Gestionnaire local : M. Peeters
          <td><a href=/in>Choisir</a></table>""",
        "/in": INSIDE,
    }

    async def refused(session: Session) -> str:
        with pytest.raises(Rejected) as raised:
            await choose_company(session, LINDE)
        return raised.value.code

    code, portal = visited(async_browser, run_async, pages, refused)
    assert code == "not_local_manager"
    assert not any("/in" in one for one in portal.arrived)


def test_a_page_that_draws_itself_anew_all_the_time_can_be_asked(async_browser: Browser, run_async: RunAsync) -> None:
    """Every element is replaced in every frame that the browser draws; what was typed is kept."""
    pages = {
        "/": """<div id=root></div><script>
          const said = {};
          const draw = () => {
            root.innerHTML = ['Fonction', 'Adresse e-mail'].map((name, i) =>
              `<label>${name} <input data-k="${name}" value="${said[name] ?? ''}"></label>`).join('');
          };
          addEventListener('input', (event) => { said[event.target.dataset.k] = event.target.value; });
          draw();
          let left = 300;
          const again = () => { draw(); if (left--) setTimeout(again, 7); };
          again();
        </script>""",
    }

    async def type_both(session: Session) -> str:
        page = ContactPage(session)
        asked = {"function": "Informaticienne", "email": "zoe@example.be"}
        await page.fill_in(asked)
        # A field may be replaced between the moment when it is entered and the first letter: every step looks again.
        if await page.differing(asked):
            await session.settle()
            await page.fill_in(asked)
        return str(await session.windows[-1].evaluate("() => JSON.stringify([said.Fonction, said['Adresse e-mail']])"))

    assert visited(async_browser, run_async, pages, type_both)[0] == '["Informaticienne","zoe@example.be"]'


def test_a_log_in_for_others_in_the_header_of_public_pages_gets_no_password(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The secured part opens in a window of its own, and the header stays in the one below."""
    pages = {
        "/": f"{HEADER}<a href=/pro>Fonctionnaires et autres professionnels</a>",
        "/pro": f"""{HEADER}<table><tr><td class=menu>
          <a href="javascript:void window.open('/who')">» Se connecter</a>""",
        "/who": "<a href=/no>citoyens</a> <a href=/how>professionnels de la Sécurité Sociale</a>",
        "/how": "<a href=/no>eID</a> <a href=/codes>Se connecter avec vos codes d'accès</a>",
        "/codes": """<form method=post action=/in><table><tr><td>Nom d'utilisateur :<td><input name=u>
          <tr><td>Mot de passe :<td><input type=password name=p></table>
          <input type=submit value="Se connecter"></form>""",
        "/in": "<h1>Choisissez une entreprise</h1><a href=/c>0403.170.701 Sillon</a> <a href=/o>Se déconnecter</a>",
    }

    async def sending() -> None:
        """Nothing to note."""

    zoe = Credentials("zoe", "Canary-7")
    _, portal = visited(async_browser, run_async, pages, lambda session: log_in(session, zoe, sending))
    assert [one for one in portal.arrived if "Canary-7" in one] == ["POST /in u=zoe&p=Canary-7"]


def test_a_list_that_shows_only_its_beginning_is_made_longer(async_browser: Browser, run_async: RunAsync) -> None:
    pages = {
        "/": """<h1>Vos entreprises</h1><ul id=list></ul><button id=more>Afficher plus</button><script>
          const all = ['Linde 0441.122.049', 'Meuse 0538.046.429', 'Mosa 0206.653.946', 'Sillon 0403.170.701'];
          const draw = (count) => {
            const item = (each) => `<li>${each} <a href=/roles?${each.slice(-3)}>Choisir</a>`;
            list.innerHTML = all.slice(0, count).map(item).join('');
            more.hidden = count >= all.length;
            more.onclick = () => draw(count + 1);
          };
          draw(2);
        </script>""",
        "/roles": ROLES.format(name="Sillon", number="0403.170.701"),
        "/in": INSIDE,
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert "GET /roles?701 " in portal.arrived


def test_the_search_of_the_site_in_the_header_is_not_that_of_the_companies(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The list has no button of its own, and knows numbers without their dots only."""
    pages = {
        "/": """<header><a href=/site>Rechercher</a></header><main><h1>Choisissez l'entreprise</h1>
          <label>Entreprise <input id=q></label><ul id=list></ul></main><script>
          q.oninput = () => {
            list.innerHTML = q.value === '0403170701' ? '<li><a href=/roles>Sillon 0403.170.701</a>' : '';
          };
        </script>""",
        "/site": "<h1>Résultats</h1>",
        "/roles": ROLES.format(name="Sillon", number="0403.170.701"),
        "/in": INSIDE,
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    asked = [one.split()[1] for one in portal.arrived]
    assert "/in" in asked
    assert "/site" not in asked


def test_conditions_after_the_log_in_are_for_a_person(async_browser: Browser, run_async: RunAsync) -> None:
    """'Continuer' waits for a box that nobody but a person ticks."""
    pages = {
        "/": """<form method=post action=/in><label>Nom d'utilisateur <input name=u></label>
          <label>Mot de passe <input type=password name=p></label><input type=submit value="Se connecter"></form>""",
        "/in": """<h1>Conditions d'utilisation</h1><p>Elles ont changé le 1er octobre.</p><form action=/accepted>
          <label><input type=checkbox onchange="go.disabled = !checked"> J'ai lu et j'accepte les conditions</label>
          <button id=go disabled>Continuer</button> <a href=/out>Refuser et se déconnecter</a></form>""",
    }

    async def sending() -> None:
        """Nothing to note."""

    async def enter(session: Session) -> str:
        with pytest.raises(LoginRefused) as raised:
            await log_in(session, Credentials("zoe", "Canary-7"), sending)
        return raised.value.code

    code, portal = visited(async_browser, run_async, pages, enter)
    assert code == "conditions_to_accept"
    assert not any("/accepted" in one for one in portal.arrived)


# A field that suggests nothing but to look for what was typed, in a dialogue with a search of its own.
_ONLY_QUOTES = """<h1>Choisissez votre entreprise</h1>
  <label>Entreprise <input id=q role=combobox aria-controls=l></label>
  <ul id=l role=listbox hidden><li role=option id=o></ul>
  <div role=dialog aria-label="Recherche avancée" id=d hidden><p id=r></p><button id=no>Annuler</button></div>
  <script>
    q.oninput = () => { l.hidden = false; o.textContent = `Recherche avancée pour « ${q.value} »`; };
    o.onclick = () => {
      l.hidden = true;
      d.hidden = false;
      r.textContent = `Aucun résultat pour « ${q.value} »`;
      if (q.value === '0403.170.701') %s;
      fetch('/pressed', { method: 'POST' });
    };
    no.onclick = () => { d.hidden = true; };
  </script>"""


def test_what_only_quotes_a_number_is_pressed_once_and_is_no_company(
    async_browser: Browser, run_async: RunAsync
) -> None:
    pages = {"/": _ONLY_QUOTES % "r.remove()", "/pressed": "noted"}
    refused: list[str] = []

    async def act(session: Session) -> None:
        with pytest.raises(Rejected) as refusal:
            await CompaniesPage(session).act_for(LINDE)
        refused.append(refusal.value.code)

    _, portal = visited(async_browser, run_async, pages, act)
    assert refused == ["company_not_managed"]
    assert sum(one.startswith("POST /pressed") for one in portal.arrived) == 1


_FOUND = "r.innerHTML = '<a href=/roles>0403.170.701 Sillon</a>'"


@pytest.mark.parametrize(
    ("then", "menu"),
    [(_FOUND, ""), (_FOUND, "<nav><a href=/m>Messages structurés</a></nav>"), ("location = '/inside'", "")],
    ids=["in the list", "in the list beside the menu of another company", "at once"],
)
def test_what_only_quotes_a_number_may_lead_to_the_company(
    async_browser: Browser, run_async: RunAsync, then: str, menu: str
) -> None:
    pages = {
        "/": menu + _ONLY_QUOTES % then,
        "/pressed": "noted",
        "/roles": ROLES.format(name="Sillon", number="0403.170.701"),
        "/in": INSIDE,
        "/inside": f"<p>Gestionnaire pensions complémentaires (Gestionnaire local)</p>{INSIDE}",
    }
    _, portal = visited(async_browser, run_async, pages, lambda session: CompaniesPage(session).act_for(SILLON))
    assert any(one.startswith("GET /in") for one in portal.arrived)
