"""'Information': that there is no technical user is believed where it is told; something may be sent again then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import WrongPage
from batchportal.models import EnterpriseNumber, SenderNumber, TechnicalUser
from flows.information import InformationPage
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

COMPANY = EnterpriseNumber("0403170701")
PAGE = "<main><h1>Information</h1>{}</main>"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "<p>Aucun utilisateur technique n'est enregistré pour cette entreprise.</p>"),
        ("fr", "<p>Il n'y a pas encore d'utilisateur technique. Voulez-vous en créer un ?</p>"),
        ("fr", "<p>Pas encore d'utilisateur technique.</p><p>Si vous le souhaitez, enregistrez-le.</p>"),
        ("nl", "<p>Er is nog geen technische gebruiker.</p>"),
        ("fr", "<p>Aucun utilisateur technique pour la qualité 'Gestionnaire pensions complémentaires'.</p>"),
        ("fr", "<p>Aucun utilisateur technique n'a été trouvé pour votre qualité.</p>"),
        ("fr", "<p>Qualité : Gestionnaire pensions complémentaires</p><p>Aucun utilisateur technique.</p>"),
    ],
)
def test_that_there_is_none_is_believed_where_it_is_told(
    async_browser: Browser, run_async: RunAsync, language: str, told: str
) -> None:
    async def read(session: Session) -> object:
        return await InformationPage(session).read(COMPANY)

    assert visited(async_browser, run_async, {"/": PAGE.format(told)}, read, language=language)[0] is None


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "<p>Demande en traitement.</p><p><a href=/faq>Pas encore d'utilisateur technique ?</a></p>"),
        ("fr", "<p>Pas encore d'utilisateur technique ? Consultez l'aide.</p>"),
        ("fr", "<p>Si aucun utilisateur technique n'est affiché, réessayez plus tard.</p>"),
        ("fr", "<p>S'il n'y a pas encore d'utilisateur technique, enregistrez d'abord les données.</p>"),
        ("fr", "<p>Lorsqu'aucun utilisateur technique n'est affiché, les données se chargent.</p>"),
        ("fr", "<p>Aucun utilisateur technique ne peut être affiché pour le moment.</p>"),
        ("fr", "<p>ancre2019, empl0001</p><p>Aucun utilisateur technique sélectionné</p>"),
        ("fr", "<p>Aucun utilisateur technique ne correspond à vos critères de recherche.</p>"),
        ("fr", "<p>Aucun utilisateur technique bloqué.</p>"),
        ("fr", "<p>Aucun utilisateur technique en attente de validation.</p>"),
        ("fr", "<p>Aucun utilisateur technique pour la qualité Employeur (ONSS).</p>"),
        ("fr", "<p>Qualité : Employeur (ONSS)</p><p>Aucun utilisateur technique.</p>"),
        ("nl", "<ul><li>ancre2019<li>empl0001</ul><p>Geen technische gebruiker geselecteerd</p>"),
        ("nl", "<p>Geen technische gebruiker voor de hoedanigheid Werkgever (RSZ).</p>"),
        ("nl", "<p>Indien er geen technische gebruiker wordt getoond, probeer het later opnieuw.</p>"),
        ("nl", "<p>Nog geen technische gebruiker? Registreer de gegevens.</p>"),
        ("de", "<p>Wenn noch kein technischer Benutzer besteht, registrieren Sie die Daten.</p>"),
        ("en", "<p>If there is no technical user yet, register the data first.</p>"),
    ],
)
def test_that_there_is_none_is_not_believed_where_it_is_asked_or_supposed(
    async_browser: Browser, run_async: RunAsync, language: str, told: str
) -> None:
    async def read(session: Session) -> None:
        with pytest.raises(WrongPage):
            await InformationPage(session).read(COMPANY)

    visited(async_browser, run_async, {"/": PAGE.format(told)}, read, language=language, timeout=4)


@pytest.mark.parametrize("told", ["721<br>330", "<div>721</div><div>330</div>", "<ul><li>721<li>330</ul>"])
def test_two_numbers_below_one_another_are_not_read_as_one(
    async_browser: Browser, run_async: RunAsync, told: str
) -> None:
    html = PAGE.format(f"<table><tr><th>Numéro d'expéditeur<td>{told}</table>")

    async def read(session: Session) -> str:
        with pytest.raises(WrongPage) as odd:
            await InformationPage(session).read(COMPANY)
        return odd.value.code

    assert visited(async_browser, run_async, {"/": html}, read, timeout=4)[0] == "sender_number_odd"


OTHER = "0417.497.106"
OURS_NONE = f"<section><h2>Sillon {COMPANY}</h2><p>Pas encore d'utilisateur technique.</p></section>"
THEIRS = "<dl><dt>Nom d'utilisateur<dd>voile0001<dt>Numéro d'expéditeur<dd>7212</dl>"
ROW = "<tr><th>Entreprise<th>Nom d'utilisateur<th>Numéro d'expéditeur<tr><td>{}<td>voile0001<td>7212"


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(f"{OURS_NONE}<section><h2>Voile {OTHER}</h2>{THEIRS}</section>", id="in another's part"),
        pytest.param(f"<h2>Sillon {COMPANY}</h2><p>En cours.</p><h2>Voile {OTHER}</h2>{THEIRS}", id="below its name"),
        pytest.param(f"<p>Sillon {COMPANY}</p><table>{ROW.format(OTHER)}</table>", id="in another's row"),
        pytest.param(f"<p>{COMPANY}</p><p>Aucun utilisateur technique pour l'entreprise {OTHER}.</p>", id="none"),
    ],
)
def test_what_stands_by_another_companys_number_is_not_taken(
    async_browser: Browser, run_async: RunAsync, told: str
) -> None:
    """Though the page names ours, too."""

    async def read(session: Session) -> str:
        with pytest.raises(WrongPage) as wrong:
            await InformationPage(session).read(COMPANY)
        return wrong.value.code

    assert visited(async_browser, run_async, {"/": PAGE.format(told)}, read, timeout=4)[0] == "other_company"


def test_our_row_is_read_below_the_name_of_who_has_logged_in(async_browser: Browser, run_async: RunAsync) -> None:
    async def read(session: Session) -> TechnicalUser | None:
        return await InformationPage(session).read(COMPANY)

    html = f"<header>Prestataire {OTHER}</header>{PAGE.format(f'<table>{ROW.format(COMPANY)}</table>')}"
    found = visited(async_browser, run_async, {"/": html}, read)[0]
    assert found == TechnicalUser("voile0001", SenderNumber("7212"))


@pytest.mark.parametrize("told", ["Actif", "Jan Peeters", "Oui"])
def test_what_is_no_user_name_is_not_told_as_one(async_browser: Browser, run_async: RunAsync, told: str) -> None:
    html = PAGE.format(f"<dl><dt>Utilisateur technique<dd>{told}<dt>Numéro d'expéditeur<dd>721</dl>")

    async def read(session: Session) -> TechnicalUser | None:
        return await InformationPage(session).read(COMPANY)

    found = visited(async_browser, run_async, {"/": html}, read)[0]
    assert found == TechnicalUser(None, SenderNumber("721"))


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("<table><tr><th>Partie<th>Longueur<tr><td>Application<td>4<tr><td>Numéro d'expéditeur<td>6</table>", None),
        ("<label>Numéro d'expéditeur <input value=33></label><button>Rechercher</button>", None),
        ("<h2>Votre mandataire</h2><p>Numéro d'expéditeur : 33</p>", None),
        ("<label>Numéro d'expéditeur <input value=7212 readonly></label>", "7212"),
    ],
)
def test_a_length_a_search_and_what_is_an_agents_are_no_number_of_ours(
    async_browser: Browser, run_async: RunAsync, told: str, number: str | None
) -> None:
    """Nor is there none, then."""

    async def read(session: Session) -> TechnicalUser | None:
        try:
            return await InformationPage(session).read(COMPANY)
        except WrongPage:
            return TechnicalUser("", None)

    user = visited(async_browser, run_async, {"/": PAGE.format(told)}, read, timeout=4)[0]
    assert user is not None
    assert (user.sender_number and user.sender_number.digits) == number
