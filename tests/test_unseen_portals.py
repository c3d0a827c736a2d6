"""Portals that nobody has seen, a few pages each: what a clerk with the manual does there, the flows do too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest

from batchportal.errors import ControlNotFound, LoginRefused, Rejected, WrongPage
from batchportal.hidden import unfold
from batchportal.models import Channel, Credentials, EnterpriseNumber
from batchportal.walk import walk
from flows.channel import ApplicationsPage, ChannelPage
from flows.companies import CompaniesPage
from flows.contact import ContactPage
from flows.portal import choose_company, log_in
from flows.wizard import IntroPage, complete
from tests.mini_portal import MiniPortal
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

T = TypeVar("T")

SILLON, LINDE = EnterpriseNumber("0403170701"), EnterpriseNumber("0441122049")
ROLES = """<h1>{name}</h1><a href=/in>Gestionnaire pensions complémentaires ; numéro d'entreprise {number}
  (Gestionnaire local)</a> <a href=/out>Employeur ; numéro d'entreprise {number} (Gestionnaire local)</a>"""
INSIDE = "<p>Sillon 0403.170.701</p><nav><a href=/m>Messages structurés</a></nav>"


def visited(
    async_browser: Browser,
    run_async: RunAsync,
    pages: dict[str, str],
    visit: Callable[[Session], Awaitable[T]],
    *,
    timeout: float = 8,
) -> tuple[T, MiniPortal]:
    """What a visit that begins at the first page gives, and the portal with what it saw."""
    portal = MiniPortal(dict(pages))

    async def walk() -> T:
        session = await portal.session(async_browser, timeout=timeout)
        try:
            await session.open(f"{portal.url}/")
            session.settle_home()
            return await visit(session)
        finally:
            await session.close()

    with portal.open():
        return run_async(walk()), portal


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
        await page.fill_in({"function": "Informaticienne", "email": "zoe@example.be"})
        return str(await session.windows[-1].evaluate("() => JSON.stringify(Object.values(said))"))

    assert visited(async_browser, run_async, pages, type_both)[0] == '["Informaticienne","zoe@example.be"]'


HEADER = """<table><tr><td><form method=post action=/citizens>Citoyen : Nom d'utilisateur <input name=user>
  Mot de passe <input type=password name=pw> <input type=submit value="Se connecter"></form></table>"""


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


def test_what_a_window_below_goes_on_showing_is_no_step_of_the_wizard_and_no_end_of_the_session(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The log-in for citizens stays in the public page, and asks for a user name and a password all along."""
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=())
    wizard = "<form action={to}>{fields}<input type=submit value=Suivant></form>"
    pages = {
        "/": f"""{HEADER}<a href="javascript:void window.open('/1')">Enregistrer les données de configuration</a>""",
        "/1": wizard.format(to="/2", fields="<p>Cet assistant vous guide.</p>"),
        "/2": wizard.format(
            to="/3",
            fields="<p>"
            + "<p>".join(f"{name} <input name=f{name[0]}>" for name in ("Nom", "Prénom", "Fonction", "Téléphone"))
            + "<p>Adresse e-mail <input name=mail>",
        ),
        "/3": wizard.format(to="/4", fields="<label><input type=radio name=c value=ftp> FTP</label>"),
        "/4": wizard.format(to="/5", fields="<p>Nom d'utilisateur <input name=tech>"),
        "/5": f"""<h1>Récapitulatif</h1><p>Nom d'utilisateur : {asked.username}</p>
          <form method=post action=/no><input type=submit value=Confirmer></form>""",
    }

    async def to_review(session: Session) -> str:
        intro = await walk(session, IntroPage, through=[session.entry("secured", "register_configuration")])
        return (await complete(intro, asked)).stem

    review, portal = visited(async_browser, run_async, pages, to_review)
    assert review == "review"
    assert f"GET /5?tech={asked.username} " in portal.arrived
    assert not any(one.startswith("POST") for one in portal.arrived)


def test_a_wizard_that_stays_at_its_first_page_is_left(async_browser: Browser, run_async: RunAsync) -> None:
    """It only says that it is of no use, in words that nobody knows, and has a button that leads to itself."""
    stay = "<p>{}</p><form action=/again><input type=submit value=Suivant></form>"
    pages = {"/": stay.format("Cet assistant vous guide."), "/again": stay.format("Cela a été fait par un collègue.")}
    (one,) = registrations(1)

    async def fill_in(session: Session) -> str:
        with pytest.raises(WrongPage) as raised:
            await complete(IntroPage(session), one)
        return raised.value.message

    message, portal = visited(async_browser, run_async, pages, fill_in)
    assert "Cela a été fait par un collègue." in message
    assert len([one for one in portal.arrived if "/again" in one]) == 2


def test_an_application_in_a_closed_part_is_ticked_though_every_opening_loads_the_page_anew(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Only one part is open at a time; the page is sent, and comes again, whenever another is opened."""
    shut = """<form action=/open{name}><input type=hidden name=kept><a href="#"
      onclick="this.closest('form').submit()">► {title}</a></form>"""
    pages = {
        "/": shut.format(name=1, title="Pensions complémentaires") + shut.format(name=2, title="Emploi"),
        "/open1": "<a href='#'>▼ Pensions complémentaires</a><label><input type=checkbox>DB2P</label>"
        + shut.format(name=2, title="Emploi"),
        "/open2": shut.format(name=1, title="Pensions complémentaires")
        + "<a href='#'>▼ Emploi</a><label><input type=checkbox>Dimona</label>",
    }

    async def tick(session: Session) -> bool:
        page = ChannelPage(session)
        box = page.control("application", text="Dimona")
        await unfold(session, box.target)
        await box.choose()
        return await session.windows[-1].locator("input[type=checkbox]").is_checked()

    ticked, portal = visited(async_browser, run_async, pages, tick)
    assert ticked
    assert [one.split("?")[0] for one in portal.arrived if "/open" in one] == ["GET /open1", "GET /open2"]


def test_applications_are_put_from_one_list_into_another(async_browser: Browser, run_async: RunAsync) -> None:
    """Those that are added leave the one list, and both are drawn anew, a moment later."""
    (one,) = registrations(1)
    asked = replace(one, applications=("DmfA", "Dimona"))
    pages = {
        "/": """<table><tr><td><select id=from multiple></select><td><button id=add type=button>Ajouter →</button>
          <button type=button>Tout ajouter »</button><td><select id=to multiple></select></table><script>
          const lists = { from: ['DB2P', 'Dimona - Emploi', 'DmfA - Trimestre', 'DmfA - Consultation'], to: [] };
          const draw = () => {
            for (const id in lists) document.getElementById(id).outerHTML = `<select id=${id} multiple size=4>${
              lists[id].map((name) => `<option value="${name}">${name}</option>`).join('')}</select>`;
          };
          add.onclick = () => {
            const chosen = [...document.getElementById('from').selectedOptions].map((each) => each.value);
            setTimeout(() => {
              lists.to.push(...chosen);
              lists.from = lists.from.filter((name) => !chosen.includes(name));
              draw();
            }, 120);
          };
          draw();
        </script>""",
    }

    async def choose(session: Session) -> tuple[list[str], list[str]]:
        page = ApplicationsPage(session)
        await page.fill(asked)
        await session.settle()
        return await page.lost(asked), await session.windows[-1].evaluate("() => lists.to")

    (lost, chosen), _ = visited(async_browser, run_async, pages, choose)
    assert chosen == ["DmfA - Trimestre", "Dimona - Emploi"]
    assert not lost


def test_of_a_list_of_several_at_once_all_that_is_asked_for_is_chosen(
    async_browser: Browser, run_async: RunAsync
) -> None:
    (one,) = registrations(1)
    asked = replace(one, applications=("DmfA", "Dimona"))
    options = "".join(f"<option>{name}</option>" for name in ("DB2P", "Dimona", "DmfA", "DRS"))
    pages = {"/": f"<form><label>Applications <select multiple>{options}</select></label></form>"}

    async def choose(session: Session) -> tuple[list[str], list[str], list[str]]:
        page, window = ApplicationsPage(session), session.windows[-1]
        before = await page.lost(asked)
        await page.fill(asked)
        chosen = await window.evaluate("() => [...document.querySelector('select').selectedOptions].map(o => o.text)")
        return before, await page.lost(asked), chosen

    (before, lost, chosen), _ = visited(async_browser, run_async, pages, choose)
    assert before
    assert not lost
    assert sorted(chosen) == ["Dimona", "DmfA"]


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


def test_a_contact_person_who_is_new_is_entered_on_two_pages(async_browser: Browser, run_async: RunAsync) -> None:
    (one,) = registrations(1)
    asked = replace(one, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=())

    def wizard(to: str, *names: str) -> str:
        fields = "".join(f"<p><label>{name} * <input name={name[:3]}></label>" for name in names)
        return f"<form action={to}>{fields}<input type=submit value=Suivant></form>"

    pages = {
        "/": """<form action=/2><p>Qui sera la personne de contact ?</p>
          <label><input type=radio name=w value=new required> Nouvelle personne</label>
          <label><input type=radio name=w value=old> Personne existante</label><button>Continuer</button></form>""",
        "/2": wizard("/3", "Nom", "Prénom", "Fonction"),
        "/3": wizard("/4", "Téléphone", "E-mail"),
        "/4": "<form action=/5><label><input type=radio name=c> FTP</label><button>Suivant</button></form>",
        "/5": wizard("/6", "Nom d'utilisateur"),
        "/6": "<h1>Récapitulatif</h1><form method=post action=/no><input type=submit value=Confirmer></form>",
    }

    async def fill_in(session: Session) -> str:
        return (await complete(IntroPage(session), asked)).stem

    review, portal = visited(async_browser, run_async, pages, fill_in)
    assert review == "review"
    assert [one.split()[1].split("?")[1].split("&")[0] for one in portal.arrived if one.startswith("GET /2")] == [
        "w=new"
    ]
    assert any("Nom=Peeters&Pré=An&Fon=ICT" in one for one in portal.arrived)
    assert any("Tél=02 555 01 23&E-m=an@example.com" in one for one in portal.arrived)


def test_a_field_that_no_page_shows_by_its_name_is_told(async_browser: Browser, run_async: RunAsync) -> None:
    """The portal complains, but nothing is wrong with the row."""
    (one,) = registrations(1)
    form = """<div role=alert>{}</div><form action=/again><p><label>Nom <input></label><p><label>Prénom <input></label>
      <p><label>Fonction <input></label><p><label>Téléphone direct * <input></label><p><label>E-mail <input></label>
      <button>Suivant</button></form>"""
    pages = {"/": form.format(""), "/again": form.format("Donnez un numéro.")}

    async def fill_in(session: Session) -> str:
        with pytest.raises(ControlNotFound) as raised:
            await complete(IntroPage(session), one)
        return raised.value.message

    message, _ = visited(async_browser, run_async, pages, fill_in)
    assert "contact.phone" in message
    assert "Téléphone direct" in message
