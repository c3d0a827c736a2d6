"""Dialogues that only tell something, over a page that is wanted: closed, unless they tell why it can't be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.obstacles import clear_the_way
from batchportal.page import reach
from flows.secured import SecuredPage
from flows.wizard import Wizard
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

PAGE = """<div id=lies style="position:fixed;inset:0;background:#fff"><div role=dialog tabindex=-1>
  <a href="#" role=button onclick="closed()">x</a> <span>Avis</span> {says}</div></div>
  <nav id=menu hidden><a href="/messages">Messages structurés</a></nav><main><h1>Bienvenue</h1></main>
  <script>function closed() {{ lies.remove(); menu.hidden = false; document.title += 'closed'; }}</script>"""
CLOSE = '<button type=button onclick="closed()">{0}</button>'
SOON = "<p>En raison de travaux de maintenance, les services en ligne seront indisponibles dimanche.</p>"


async def inside(session: Session) -> str:
    """Come to the secured application; what stops the visit, or nothing."""
    try:
        await reach(session, SecuredPage)
    except BatchportalError as error:
        return error.code
    return ""


def test_a_message_is_closed_and_kept(async_browser: Browser, run_async: RunAsync) -> None:
    async def kept(session: Session) -> tuple[str, list[str]]:
        return await inside(session), session.dialogues.closed

    page = PAGE.format(says=SOON + CLOSE.format("Fermer"))
    code, told = visited(async_browser, run_async, {"/": page}, kept)[0]
    assert code == ""
    assert ["dimanche" in one for one in told] == [True]


@pytest.mark.parametrize("says", ["Nouveau !", "Les secrétariats sociaux agréés ont un guichet."])
def test_a_message_whose_only_button_says_ok_is_closed(async_browser: Browser, run_async: RunAsync, says: str) -> None:
    page = PAGE.replace('<a href="#" role=button onclick="closed()">x</a>', "")
    pages = {"/": page.format(says=f"<p>{says}</p>{CLOSE.format('OK')}")}
    assert visited(async_browser, run_async, pages, inside)[0] == ""


@pytest.mark.parametrize(("leaves", "gone"), [("Passer la visite", True), ("Passer", False), ("Suivant", False)])
def test_a_guided_tour_is_left_by_what_says_so(
    async_browser: Browser, run_async: RunAsync, leaves: str, *, gone: bool
) -> None:
    page = PAGE.replace('<a href="#" role=button onclick="closed()">x</a>', "")
    says = f"<h2>Bienvenue !</h2><p>Envie d'une visite ?</p><button>Suivant</button> {CLOSE.format(leaves)}"
    assert (visited(async_browser, run_async, {"/": page.format(says=says)}, inside)[0] == "") is gone


def test_a_cross_closes_whatever_it_is_called(async_browser: Browser, run_async: RunAsync) -> None:
    page = PAGE.replace('onclick="closed()">x</a>', "title=Annuler>&times;</a>")
    pages = {"/": page.format(says=SOON + CLOSE.format("Fermer"))}
    assert visited(async_browser, run_async, pages, inside)[0] == ""


@pytest.mark.parametrize(
    "says",
    [
        "En continuant, vous adhérez à la charte de l'utilisateur.",
        "NOUVEAU REGLEMENT",
        "Vos mandats seront supprimés ce soir.",
        "Les délégations sont modifiées ou résiliées selon les conventions.",
        "Vous reconnaissez avoir pris connaissance des directives.",
        "Door verder te gaan, verklaart u de gebruiksvoorwaarden te kennen.",
    ],
)
def test_what_binds_in_whatever_words_is_not_agreed_to(async_browser: Browser, run_async: RunAsync, says: str) -> None:
    page = PAGE.replace('<a href="#" role=button onclick="closed()">x</a>', "")
    pages = {"/": page.format(says=f"<p>{says}</p>{CLOSE.format('OK')}")}

    async def left(session: Session) -> str:
        await inside(session)
        return await session.windows[-1].title()

    assert visited(async_browser, run_async, pages, left, timeout=4)[0] == "Portail"


@pytest.mark.parametrize(
    ("says", "code"),
    [
        (f"<p>Le portail est en maintenance.</p>{CLOSE.format('Réessayer')}", "portal_unavailable"),
        (f"<p>Votre session a expiré.</p>{CLOSE.format('OK')}", "session_ended"),
        (f"<p>Voulez-vous fermer votre compte ?</p>{CLOSE.format('OK')}", "unexpected_page"),
        (f"<p>Votre compte va être fermé.</p>{CLOSE.format('OK')}{CLOSE.format('Annuler')}", "unexpected_page"),
        (f"<p>Donnez votre avis.</p><input aria-label=Avis>{CLOSE.format('OK')}", "unexpected_page"),
        (f"<p>En poursuivant, vous marquez votre accord.</p>{CLOSE.format('Fermer')}", "unexpected_page"),
        (f"<p>L'accès va changer.</p>{CLOSE.format('OK')}", "unexpected_page"),
        (f"<p>L'accès va changer.</p>{CLOSE.format('Fermer')}<span tabindex=0>Annuler</span>", "unexpected_page"),
        (f"<p>Votre session a pris fin.</p>{CLOSE.format('Fermer')}", "session_ended"),
    ],
    ids=[
        *("no way to close it", "the session's end", "a question", "a choice", "something to fill in"),
        *("what binds", "an OK beside a cross", "a choice that is no button", "the end in other words"),
    ],
)
def test_what_is_more_than_a_message_is_left(async_browser: Browser, run_async: RunAsync, says: str, code: str) -> None:
    async def left(session: Session) -> tuple[str, bool]:
        return await inside(session), "closed" in await session.windows[-1].title()

    assert visited(async_browser, run_async, {"/": PAGE.format(says=says)}, left)[0] == (code, False)


def test_what_a_portal_answers_to_a_form_is_left_to_be_told(async_browser: Browser, run_async: RunAsync) -> None:
    page = PAGE.format(says=f"<p>Ce numéro n'existe pas.</p>{CLOSE.format('OK')}")

    async def kept(session: Session) -> str:
        with pytest.raises(BatchportalError):
            await reach(session, SecuredPage, kept=Wizard(session))
        return await session.text()

    assert "Ce numéro n'existe pas." in visited(async_browser, run_async, {"/": page}, kept)[0]


def test_a_menu_that_closed_with_a_message_is_opened_again(async_browser: Browser, run_async: RunAsync) -> None:
    """It comes up after the menu was opened, and a click beside an open menu closes that."""
    page = f"""<nav><a href="javascript:void(0)" onclick="panel.hidden = false; event.stopPropagation(); soon()">
      Messages structurés</a> <div id=panel hidden>
      <a href=/intro>Enregistrer les données de configuration</a></div></nav>
      <div id=lies hidden style="position:fixed;inset:0;background:#fff"><div role=dialog>{SOON}<button
        onclick="lies.hidden = true">Fermer</button></div></div>
      <script>let told = 0; function soon() {{ if (!told++) lies.hidden = false; }}
      document.onclick = () => panel.hidden = true;</script>"""
    intro = "<main><h1>Configuration</h1><button>Suivant</button></main>"

    async def begun(session: Session) -> str:
        return (await SecuredPage(session).begin_configuration()).stem

    assert visited(async_browser, run_async, {"/": page, "/intro": intro}, begun)[0] == "wizard"


def test_a_message_that_can_not_be_closed_is_tried_once(async_browser: Browser, run_async: RunAsync) -> None:
    page = f"""<nav><a href="#">Messages structurés</a></nav><div role=dialog>{SOON}<button
      onclick="document.title += 'I'">Fermer</button></div>"""

    async def tried(session: Session) -> str:
        with pytest.raises(BatchportalError):
            await SecuredPage(session).begin_configuration()
        return await session.windows[-1].title()

    assert visited(async_browser, run_async, {"/": page}, tried, timeout=4)[0] == "PortailI"


def test_a_message_that_says_why_there_is_no_way_on_is_told(async_browser: Browser, run_async: RunAsync) -> None:
    page = """<nav><a href=/>Messages structurés</a></nav><div id=lies role=dialog><p>Un utilisateur technique existe
      déjà pour cette entreprise.</p><button onclick="lies.remove()">Fermer</button></div>"""

    async def begun(session: Session) -> str:
        with pytest.raises(BatchportalError) as stopped:
            await SecuredPage(session).begin_configuration()
        return stopped.value.code

    assert visited(async_browser, run_async, {"/": page}, begun)[0] == "technical_user_exists"


def test_a_bar_at_the_edge_of_a_form_is_no_message(async_browser: Browser, run_async: RunAsync) -> None:
    """Nor is the frame that a whole page stands in."""
    form = """<h1>Données de contact</h1><label>Nom <input name=nom></label><label>Prénom <input name=prenom></label>
      <label>Téléphone <input name=tel></label><label>Adresse e-mail <input name=mail></label>"""
    bar = '<div style="position:fixed;bottom:0;left:0;right:0"><span>Étape 1 de 4</span> <button>OK</button></div>'
    shell = '<div style="position:fixed;inset:0;overflow:auto">{0}</div>'
    pages = {
        "/": "<nav><a href=/contact>Enregistrer les données de configuration</a></nav>",
        "/contact": shell.format(f"<form action=/sent>{form}{bar}</form>"),
    }

    async def begun(session: Session) -> str:
        page = await SecuredPage(session).begin_configuration()
        assert not await clear_the_way(session)
        return page.stem

    stem, portal = visited(async_browser, run_async, pages, begun)
    assert stem == "contact"
    assert not any("/sent" in one for one in portal.arrived)


@pytest.mark.parametrize(
    ("language", "banner", "code"),
    [
        ("fr", SOON, ""),
        (
            "fr",
            "<p>Une maintenance aura lieu samedi. Le portail sera temporairement indisponible de 8 h à 12 h.</p>",
            "",
        ),
        ("nl", "<p>Zondag vinden onderhoudswerken plaats.</p>", ""),
        ("fr", "<p>Le portail est en maintenance. Il sera de nouveau accessible à 14 h.</p>", "portal_unavailable"),
        ("fr", f"{SOON}<p>Ce service est momentanément indisponible.</p>", "portal_unavailable"),
    ],
)
def test_a_maintenance_that_is_announced_on_every_page_stops_nobody(
    async_browser: Browser, run_async: RunAsync, language: str, banner: str, code: str
) -> None:
    """What is wanted stands in a menu that is opened only when nothing is in the way."""
    words = {"fr": "Messages structurés", "nl": "Gestructureerde berichten"}
    page = f"""{banner}<nav><button aria-expanded=false onclick="list.hidden = false">Services</button>
      <ul id=list hidden><li><a href=/messages>{words[language]}</a></ul></nav><main><h1>Portail</h1></main>"""

    async def menu(session: Session) -> str:
        try:
            await reach(session, SecuredPage, in_menus=True)
        except BatchportalError as error:
            return error.code
        return ""

    assert visited(async_browser, run_async, {"/": page}, menu, language=language)[0] == code


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("<h1>Nouvelles</h1><p>Le serveur SFTP est à l'arrêt dimanche.</p>", True),
        ("<h1>Nouvelles</h1><p>Le règlement a été adapté.</p>", False),
        ("<h1>À lire</h1><p><a href=/c.pdf>Conditions générales d'utilisation</a></p>", False),
        ("<h1>À lire</h1><ul><li><a href=/c.pdf>Conditions générales d'utilisation</a></ul>", False),
        ("<h1>Charte de bonne utilisation</h1>", False),
        ("<h1>Nouvelles</h1><p>Lees de gebruiksvoorwaarden.</p>", False),
        ("<h1>Nouvelles</h1><div class=step-content><p>Vous êtes responsable.</p></div>", False),
        ("<h1>Nouvelles</h1><textarea readonly>Lisez bien.</textarea>", False),
        ("<h1>Nouvelles</h1><p><a href=/doc.pdf>Lire le document</a></p>", False),
        ("<h1>Politique de confidentialité : vos obligations</h1>", False),
        ("<h1>À lire</h1><p>Vous êtes responsable de ce que vous envoyez.</p>", False),
        ("<h1>Modalités d'accès</h1><p>L'accès est personnel. Toute infraction sera poursuivie.</p>", False),
        ("<h1>Nouvelles directives</h1><p>Il est interdit de communiquer vos codes à des tiers.</p>", False),
        ("<h1>Vos droits et devoirs</h1>", False),
        ("<h1>Rappel</h1><p>Les fichiers doivent être déposés avant le 30.</p>", False),
        ("<h1>NOUVEAU REGLEMENT</h1>", False),
        ("<h1>Nieuws</h1><p>Er zijn nieuwe privacyregels.</p>", False),
        ("<h1>Nouvelles</h1><iframe src=/doc.pdf></iframe>", False),
        ("<h1>Nouvelles</h1><p>Une note : <a href=/note.docx>lire</a></p>", False),
        ("<h1>Nouvelles</h1><p>Activer l'e-Box ?</p><input type=radio checked> Oui <input type=radio> Non", False),
        ("<h1>Nieuws</h1><p>Zondag is er onderhoud.</p>", True),
    ],
)
def test_news_are_passed_by_whoever_has_read_them_and_what_binds_is_left_to_a_person(
    async_browser: Browser,
    run_async: RunAsync,
    text: str,
    passed: bool,  # noqa: FBT001 - a parameter
) -> None:
    page = f"{text}<form action=/list><button>J'ai lu, continuer</button></form><footer>Conditions - Aide</footer>"

    async def pass_by(session: Session) -> bool:
        return await clear_the_way(session, notices=True)

    done, portal = visited(async_browser, run_async, {"/": page, "/list": "<h1>Liste</h1>"}, pass_by)
    assert done is passed
    assert any("/list" in one for one in portal.arrived) is passed


BEFORE = "<input type=checkbox checked disabled> Vous avez accepté les conditions générales le 03/02/2025."


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("<h1>Dernière connexion</h1><p>Vous vous êtes connecté hier.</p>", True),
        ("<h1>Avis</h1><p>Les conditions de travail et la déclaration Dimona.</p>", True),
        ("<h1>Charte de l'utilisateur</h1><p>Lisez-la avec attention.</p>", False),
        ("<p>En poursuivant, vous marquez votre accord.</p>", False),
        (f"<h1>Conditions générales</h1>{BEFORE}", True),
        ("<h1>Conditions générales</h1><p>Article 1. Le mot de passe est personnel.</p>", False),
        (f"<h1>Nouvelle version des conditions générales</h1>{BEFORE}", False),
        (f"<h1>Conditions générales</h1>{BEFORE}<p>En continuant, vous acceptez la suite.</p>", False),
        ("<p>En continuant, vous déclarez être mandaté par l'entreprise.</p>", False),
        ("<p>Door verder te gaan, verklaart u deze regels te volgen.</p>", False),
        ("<p>Activer l'e-Box ?</p><label><input type=radio name=e checked> Oui</label>", False),
        ("<label><input type=checkbox checked> Je souhaite recevoir les nouvelles</label>", False),
        (
            "<label><input type=checkbox checked style='opacity:0; position:absolute'> Recevoir les nouvelles</label>",
            False,
        ),
        ("<label><input type=checkbox> Ne plus afficher ce message</label>", True),
        ("<h1>Déclaration</h1><p>Je soussigné déclare être habilité.</p>", False),
        ("<p>En continuant, vous certifiez que vos données sont exactes.</p>", False),
        ("<p>Vous attestez avoir qualité de gestionnaire local.</p>", False),
        ("<p>Ik verklaar op eer en geweten dat ik gemachtigd ben.</p>", False),
        ("<p>Vos accès seront transférés. Cette opération est irréversible.</p>", False),
        ("<p>La société Sillon vous propose un mandat.</p><a href=/no>Refuser</a>", False),
        ("<p>Protégez votre compte par un code.</p><button formaction=/no>Plus tard</button>", False),
        ("<p>Op eerste januari verhuist het portaal.</p><a href=/aide>Aide</a>", True),
    ],
)
def test_to_go_on_past_a_page_answers_nothing_and_agrees_to_nothing(
    async_browser: Browser,
    run_async: RunAsync,
    text: str,
    passed: bool,  # noqa: FBT001 - a parameter
) -> None:
    page = f"{text}<form action=/list><button>Continuer</button></form><footer>Charte - Règlement</footer>"

    async def pass_by(session: Session) -> bool:
        return await clear_the_way(session, notices=True)

    done, portal = visited(async_browser, run_async, {"/": page, "/list": "<h1>Liste</h1>"}, pass_by)
    assert done is passed
    assert any("/list" in one for one in portal.arrived) is passed


@pytest.mark.parametrize("button", ["J'ai lu", "Continuer"])
def test_what_stands_in_the_foot_beside_the_button_is_read(
    async_browser: Browser, run_async: RunAsync, button: str
) -> None:
    page = f"""<div><h1>Nouveautés</h1><p>La version 3 arrive.</p><div class=footer><small>En continuant, vous adhérez à
      la charte.</small><form action=/list><button>{button}</button></form></div></div>"""

    async def pass_by(session: Session) -> bool:
        return await clear_the_way(session, notices=True)

    assert not visited(async_browser, run_async, {"/": page}, pass_by)[0]
