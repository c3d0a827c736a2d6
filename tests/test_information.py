"""'Information': that there is no technical user is believed where it is told; something may be sent again then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import WrongPage
from batchportal.models import EnterpriseNumber
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
