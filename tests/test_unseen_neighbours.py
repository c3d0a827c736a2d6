"""Links, lists and pages that speak of the same things as those of the manual, and do something else with them."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, ControlAmbiguous, WrongPage
from batchportal.models import SenderNumber, TechnicalUser
from flows.channel import ChannelPage
from flows.contact import ContactPage
from flows.files import CertificatePage, KeyPage
from flows.information import InformationPage
from flows.secured import SecuredPage
from flows.wizard import IntroPage, complete
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.models import EnterpriseNumber
    from batchportal.session import Session
    from tests.conftest import RunAsync


async def begun(session: Session) -> None:
    """No way into the wizard is there."""
    with pytest.raises(BatchportalError) as told:
        await SecuredPage(session).begin_configuration()
    assert told.value.code == "control_not_found"


async def looked_up(number: EnterpriseNumber, session: Session) -> None:
    """No way to 'Information' is there."""
    with pytest.raises(BatchportalError) as told:
        await SecuredPage(session).look_up(number)
    assert told.value.code == "control_not_found"


@pytest.mark.parametrize(
    ("link", "language"),
    [
        ("Supprimer les données de configuration", "fr"),
        ("Modifier les données de configuration", "fr"),
        ("Désactiver les messages structurés", "fr"),
        ("Historique des messages structurés", "fr"),
        ("Clôturer les messages structurés", "fr"),
        ("Suspendre les messages structurés", "fr"),
        ("Gestructureerde berichten opschorten", "nl"),
        ("Configuratiegegevens verwijderen", "nl"),
        ("Configuratiegegevens wijzigen", "nl"),
        ("Gestructureerde berichten stopzetten", "nl"),
        ("Strukturierte Berichte deaktivieren", "de"),
        ("Delete the configuration data", "en"),
    ],
)
def test_a_link_that_ends_or_changes_what_is_there_is_not_pressed_for_one_that_registers(
    async_browser: Browser, run_async: RunAsync, link: str, language: str
) -> None:
    """One who has a technical user finds only such links in the menu."""
    pages = {"/": f"<main><h1>Accueil</h1></main><nav><a href=/gone>{link}</a></nav>", "/gone": "<p>Fait</p>"}

    _, portal = visited(async_browser, run_async, pages, begun, language=language)
    assert "GET /gone " not in portal.arrived


def test_giving_up_the_access_management_is_no_way_to_it(async_browser: Browser, run_async: RunAsync) -> None:
    (one,) = registrations(1)
    pages = {"/": "<main><a href=/gone>Renoncer à la gestion des accès</a></main>", "/gone": "<p>Fait</p>"}

    _, portal = visited(async_browser, run_async, pages, partial(looked_up, one.enterprise_number))
    assert "GET /gone " not in portal.arrived


INFORMATION = "<dl><dt>Nom d'utilisateur<dd>ancre2019<dt>Numéro d'expéditeur<dd>4711</dl>"
THEIRS = "<ul><li><a href=/theirs>Information</a><li><a href=/more>Déclarer</a></ul>"


@pytest.mark.parametrize(
    "menu",
    [
        f"<nav><h3>Dimona</h3>{THEIRS}</nav>",
        f"<nav><ul><li><a href=/dimona>Dimona</a>{THEIRS}</ul></nav>",
        f"<nav><ul><li>Dimona{THEIRS}</ul></nav>",
        "<nav><ul><li>Dimona<li><a href=/theirs>Information</a><li><a href=/more>Déclarer</a></ul></nav>",
        f"<details open><summary>Dimona</summary>{THEIRS}</details>",
        f"<nav><button aria-controls=d>Dimona</button></nav><div id=d>{THEIRS}</div>",
        f"<section><h2>Dimona</h2><nav><h3>Menu</h3>{THEIRS}</nav></section>",
        "<main><h1>Bienvenue</h1><div><h2>Dimona</h2><p>Engager</p><a href=/theirs>Information</a></div></main>",
        "<dl><dt>Dimona<dd><a href=/theirs>Information</a><dt>DmfA<dd><a href=/more>Déclarer</a></dl>",
        "<table><tr><th>Application<th>Plus<tr><td>Dimona<td><a href=/theirs>Information</a></table>",
        f"<nav><h3>Échange par messages structurés</h3><a href=/more>Historique</a><h3>Dimona</h3>{THEIRS}</nav>",
        f"<nav><ul><li><a href=/>Échange par messages structurés</a><li>Dimona{THEIRS}</ul></nav>",
    ],
)
def test_information_on_another_application_is_no_way_to_ours(
    async_browser: Browser, run_async: RunAsync, menu: str
) -> None:
    """Ours is missing, or in a part of the menu that nothing opens."""
    (one,) = registrations(1)
    pages = {"/": f"<nav><a href=/>Gestion d'accès</a></nav>{menu}", "/theirs": f"<main>{INFORMATION}</main>"}

    _, portal = visited(async_browser, run_async, pages, partial(looked_up, one.enterprise_number), timeout=4)
    assert not any("GET /theirs" in each for each in portal.arrived)


OURS = "<ul><li><a href=/ours>Information</a><li><a href=/more>Historique</a></ul>"


@pytest.mark.parametrize(
    "menu",
    [
        f"<nav>{OURS}</nav>",
        f"<nav><h3>Gestion d'accès</h3>{OURS}</nav>",
        f"<nav><h3>Menu</h3>{OURS}</nav>",
        f"<main><h1>Bienvenue, Jan Peeters</h1>{OURS}</main>",
        f"<nav><h3>Sillon SA (0403.170.701)</h3>{OURS}</nav>",
        f"<nav><h3>Dimona</h3>{THEIRS}<h3>Échange par messages structurés</h3>{OURS}</nav>",
        f"<nav><ul><li>Dimona{THEIRS}<li><a href=/>Échange par messages structurés</a>{OURS}</ul></nav>",
        f"<nav><h2>Vos affaires</h2><ul><li><a href=/>Gestion d'accès</a>{OURS}<li>Dimona{THEIRS}</ul></nav>",
        f"<nav><h2>Vos affaires</h2><a href=/>Gestion d'accès</a>{OURS}<h2>Dimona</h2>{THEIRS}</nav>",
        f"<nav><h3>DB2P</h3><ul><li>Échange par messages structurés{OURS}</ul></nav>",
    ],
)
def test_information_of_ours_is_found_below_what_heads_it(
    async_browser: Browser, run_async: RunAsync, menu: str
) -> None:
    """A heading of all applications, or of the whole menu, heads ours, too."""
    (one,) = registrations(1)
    pages = {"/": menu, "/ours": f"<main><h1>Information</h1>{INFORMATION}</main>"}

    async def look_up(session: Session) -> TechnicalUser | None:
        return await SecuredPage(session).look_up(one.enterprise_number)

    got, portal = visited(async_browser, run_async, pages, look_up, timeout=4)
    assert got == TechnicalUser("ancre2019", SenderNumber("4711"))
    assert not any("GET /theirs" in each for each in portal.arrived)


@pytest.mark.parametrize("told", [INFORMATION, "<p>Il n'y a pas encore d'utilisateur technique.</p>"])
@pytest.mark.parametrize(
    ("headings", "believed"),
    [
        ("<h1>Dimona</h1>", False),
        ("<h1>Information - Dimona</h1>", False),
        ("<h1>Dimona</h1><h2>Information</h2>", False),
        ("<h1>Portail</h1><div><h2>Dimona : information</h2></div>", False),
        ("<h1>Information</h1>", True),
        ("<h1>Information</h1><h2>Dimona</h2>", True),
        ("<h1>Échange par messages structurés - Dimona</h1>", True),
        ("<h1>Information</h1><p>Pour Dimona et DmfA</p>", True),
    ],
)
def test_information_on_another_application_is_not_believed(
    async_browser: Browser, run_async: RunAsync, headings: str, told: str, *, believed: bool
) -> None:
    (one,) = registrations(1)

    async def read(session: Session) -> bool:
        try:
            await InformationPage(session).read(one.enterprise_number)
        except WrongPage:
            return False
        return True

    pages = {"/": f"<main>{headings}<div>{told}</div></main>"}
    assert visited(async_browser, run_async, pages, read, timeout=4)[0] is believed


@pytest.mark.parametrize(
    "link",
    [
        "Supprimer l'utilisateur technique",
        "Désactiver le canal",
        "Clôturer le canal",
        "Arrêter l'utilisateur technique",
    ],
)
def test_a_link_that_ends_what_is_there_is_no_part_of_a_wizard(
    async_browser: Browser, run_async: RunAsync, link: str
) -> None:
    (one,) = registrations(1)
    pages = {
        "/": f"<main><a href=/gone>{link}</a><form action=/><button>Suivant</button></form></main>",
        "/gone": "<p>Fait</p>",
    }

    async def to_review(session: Session) -> None:
        with pytest.raises(BatchportalError):
            await complete(IntroPage(session), one)

    _, portal = visited(async_browser, run_async, pages, to_review)
    assert "GET /gone " not in portal.arrived


def test_a_list_of_what_to_search_in_is_no_way_on(async_browser: Browser, run_async: RunAsync) -> None:
    lists = "Chercher dans <select onchange=\"fetch('/chosen')\"><option>Tout<option>Messages structurés</select>"
    pages = {"/": f"<main><h1>Accueil</h1><p>{lists}</p></main>", "/chosen": ""}

    _, portal = visited(async_browser, run_async, pages, begun)
    assert "GET /chosen " not in portal.arrived


SSH = "<p><label>Clé publique SSH <input type=file></label></p>"


@pytest.mark.parametrize(
    "other",
    [
        "<p><label>Ancien certificat à révoquer <input type=file></label></p>",
        "<p><label>Certificat d'agrément <input type=file></label></p>",
        "<p><label>Demande de certificat (CSR) <input type=file></label></p>",
        "<p><label>Certificat racine <input type=file></label></p>",
        "<h3>Webservice</h3><div hidden><label>Certificat <input type=file></label></div>",
    ],
)
def test_a_field_for_another_certificate_gets_none(async_browser: Browser, run_async: RunAsync, other: str) -> None:
    """The right one has a name that nobody knows, or comes with the next page."""
    (one,) = registrations(1)
    pages = {"/": f"<main><form>{SSH}{other}<p><label>Fichier .cer <input type=file></label></p></form></main>"}

    async def seen(session: Session) -> bool:
        assert await KeyPage(session).here()
        await KeyPage(session).fill(one)
        return await CertificatePage(session).here()

    assert visited(async_browser, run_async, pages, seen)[0] is False


@pytest.mark.parametrize(
    ("caption", "ours"),
    [
        ("Clé publique (PGP)", False),
        ("Clé publique SSH (environnement de test)", False),
        ("Clé publique SSH - Simulation", False),
        ("Clé publique SSH (production et environnement de test)", True),
        ("Clé publique SSH (valable aussi pour l'environnement de test)", True),
    ],
)
def test_a_public_key_for_something_else_is_none_for_the_channel(
    async_browser: Browser, run_async: RunAsync, caption: str, *, ours: bool
) -> None:
    pages = {"/": f"<main><form><label>{caption} <input type=file></label></form></main>"}

    assert visited(async_browser, run_async, pages, lambda session: KeyPage(session).here())[0] is ours


@pytest.mark.parametrize(
    "heading",
    [
        "Institution",
        "Titulaire du certificat",
        "Demandeur",
        "Deuxième personne de contact (facultatif)",
        "Personne de contact suppléante",
    ],
)
@pytest.mark.parametrize("ours", ["", "Correspondant"], ids=["alone", "beside an unknown heading"])
def test_the_contact_persons_data_are_no_other_persons(
    async_browser: Browser, run_async: RunAsync, heading: str, ours: str
) -> None:
    """Beside ours, under a heading that nobody knows, neither is filled in."""
    (one,) = registrations(1)
    fields = "".join(f"<p><label>{name} <input></label></p>" for name in ("Nom", "Prénom", "Téléphone"))
    groups = "".join(f"<fieldset><legend>{name}</legend>{fields}</fieldset>" for name in (heading, ours) if name)

    async def filled(session: Session) -> list[str]:
        with contextlib.suppress(ControlAmbiguous):
            await ContactPage(session).fill(one)
        return [await field.input_value() for field in await session.windows[-1].locator("input").all()]

    assert not any(visited(async_browser, run_async, {"/": f"<main><form>{groups}</form></main>"}, filled)[0])


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (("FTP", "SFTP (environnement de test)"), None),
        (("FTP", "SFTP - Simulation"), None),
        (("SFTP - Simulation", "SFTP - Production"), "SFTP - Production"),
        (("SFTP - Test", "SFTP (recommandé)"), "SFTP (recommandé)"),
    ],
)
@pytest.mark.parametrize(
    "drawn",
    [
        ("<label><input type=radio name=c> {}</label>", "label:has(:checked)"),
        ("<p>{} <button type=button onclick='parentNode.id = `x`'>Choisir</button></p>", "#x"),
    ],
    ids=["radios", "buttons"],
)
def test_a_channel_for_tests_is_not_the_channel(
    async_browser: Browser, run_async: RunAsync, names: tuple[str, ...], chosen: str | None, drawn: tuple[str, str]
) -> None:
    """Neither where another is named beside it, nor where it is the only one."""
    (asked,), (one, marked) = registrations(1), drawn

    async def choose(session: Session) -> str | None:
        if await ChannelPage(session).way(asked).usable():
            await ChannelPage(session).fill(asked)
        window = session.windows[-1]
        text = await window.locator(marked).inner_text() if await window.locator(marked).count() else None
        return text and text.removesuffix("Choisir").strip()

    form = f"<main><h1>Choix du canal</h1><form>{''.join(map(one.format, names))}</form></main>"
    assert visited(async_browser, run_async, {"/": form}, choose)[0] == chosen


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("<h1>Modifier l'utilisateur technique pension01</h1>", "technical_user_exists"),
        ("<h2>Modification des données de configuration</h2>", "technical_user_exists"),
        ("<nav><a href=/x>Modifier l'utilisateur technique</a></nav><p>Modifier l'utilisateur technique</p>", ""),
        ("<nav><h2>Modifier l'utilisateur technique</h2><a href=/x>Ouvrir</a></nav>", ""),
    ],
    ids=["title", "heading", "link", "menu"],
)
def test_a_page_that_changes_a_technical_user_is_not_filled_in(
    async_browser: Browser, run_async: RunAsync, heading: str, code: str
) -> None:
    """It is led to by 'Enregistrer les données de configuration', too, where there is one."""
    (one,) = registrations(1)
    fields = "<label>Nom <input value=Dupont></label><label>Prénom <input value=Jean></label>"
    pages = {"/": f"<main>{heading}<form action=/sent>{fields}<button>Suivant</button></form></main>", "/sent": "ok"}

    async def why(session: Session) -> str:
        with pytest.raises(BatchportalError) as told:
            await complete(ContactPage(session), one)
        return told.value.code if told.value.code == "technical_user_exists" else ""

    got, portal = visited(async_browser, run_async, pages, why)
    assert got == code
    assert any("GET /sent" in each for each in portal.arrived) is not bool(code)


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Attention : un utilisateur technique existe déjà pour cette qualité.", "fr", "technical_user_exists"),
        ("Er bestaat al een technische gebruiker voor deze hoedanigheid.", "nl", "technical_user_exists"),
        ("Votre canal est actif. Si vous continuez, il sera supprimé et remplacé.", "fr", "unexpected_page"),
        ("Als u verdergaat, wordt uw kanaal verwijderd.", "nl", "unexpected_page"),
        ("Er bestaat reeds een technische gebruiker, dus u kunt geen tweede aanmaken.", "nl", "technical_user_exists"),
        ("Vous disposez déjà d'un utilisateur technique : ancre2019.", "fr", "technical_user_exists"),
        ("Un utilisateur technique existe déjà, n'en créez pas d'autre.", "fr", "technical_user_exists"),
        ("En continuant, votre canal est supprimé et ne peut pas être rétabli.", "fr", "unexpected_page"),
        ("En cliquant sur « Suivant », vous remplacez le canal actuel.", "fr", "unexpected_page"),
        ("Une seule configuration existe par qualité ; une configuration existante peut être remplacée.", "fr", ""),
        ("Un seul utilisateur technique existe par qualité.", "fr", ""),
        ("Les institutions qui ont déjà un utilisateur technique le retrouvent sous 'Information'.", "fr", ""),
        ("Une institution qui a déjà un utilisateur technique ne doit rien faire.", "fr", ""),
        ("Un utilisateur technique déjà créé reste valable. L'assistant en enregistre un nouveau.", "fr", ""),
        ("Il se peut qu'un utilisateur technique existe déjà.", "fr", ""),
        ("Un utilisateur technique existe déjà pour la qualité Employeur (ONSS).", "fr", ""),
        ("Als u, voor deze hoedanigheid, al een technische gebruiker hebt, kijk dan bij 'Informatie'.", "nl", ""),
        ("Cet assistant enregistre ou remplace vos données. En cliquant sur 'Suivant', vous le lancez.", "fr", ""),
        ("En cliquant sur « Suivant », vous pouvez enregistrer ou remplacer votre clé.", "fr", ""),
        ("Si vous continuez, le canal est supprimé sans aucun autre avis.", "fr", "unexpected_page"),
        ("Si vous continuez, le brouillon qui existe est remplacé.", "fr", ""),
        ("Si vous continuez, votre canal actuel n'est pas remplacé.", "fr", ""),
        ("Als u verdergaat, wordt niets verwijderd.", "nl", ""),
        ("Si un utilisateur technique existe déjà, vous le retrouvez sous 'Information'.", "fr", ""),
        ("Choisissez pour l'utilisateur technique un nom qui n'a pas déjà été pris.", "fr", ""),
        ("De technische gebruiker krijgt een naam die nog niet reeds in gebruik is.", "nl", ""),
        ("Vous avez déjà un utilisateur technique ? Consultez 'Information'.", "fr", ""),
        ("Vous pourrez supprimer ce canal plus tard. En continuant, vous entrez dans l'assistant.", "fr", ""),
    ],
)
def test_a_page_that_goes_on_by_replacing_what_is_there_is_not_gone_on_from(
    async_browser: Browser, run_async: RunAsync, text: str, language: str, code: str
) -> None:
    (one,) = registrations(1)
    on = {"fr": "Continuer", "nl": "Doorgaan"}[language]
    pages = {"/": f"<main><p>{text}</p><form action=/on><button>{on}</button></form></main>", "/on": "ok"}

    async def why(session: Session) -> str:
        with pytest.raises(BatchportalError) as told:
            await complete(IntroPage(session), one)
        return told.value.code

    got, portal = visited(async_browser, run_async, pages, why, language=language)
    assert any("GET /on" in each for each in portal.arrived) is not bool(code)
    assert not code or got == code
