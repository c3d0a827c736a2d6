"""A quality that is set is meant as a whole: 'Employeur' is another one than 'Employeur public'."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, WrongPage
from batchportal.models import EnterpriseNumber, SenderNumber, TechnicalUser
from flows.companies import CompaniesPage
from flows.information import InformationPage
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

SILLON = EnterpriseNumber("0403170701")
LIST = "<h1>Choisissez votre entreprise</h1><ul><li><a href=/roles>Sillon 0403.170.701</a></ul>"
MENU = "<h1>Bienvenue</h1><nav><a href=#>Messages structurés</a></nav>"
ROLES = "<h1>Sillon 0403.170.701</h1><p>Choisissez votre rôle</p><ul><li><a href=/in>{}</a><li><a href=/bad>{}</a></ul>"
ELSE = "Secrétariat social (Gestionnaire local)"


def went(async_browser: Browser, run_async: RunAsync, page: str, quality: str) -> tuple[list[str], str]:
    """Where the choice of a company led, and the code of its error; empty where it succeeded."""

    async def choose(session: Session) -> str:
        try:
            await CompaniesPage(session).act_for(SILLON)
        except BatchportalError as error:
            return error.code
        return ""

    pages = {"/": LIST, "/roles": page, "/in": MENU, "/bad": MENU}
    code, portal = visited(async_browser, run_async, pages, choose, timeout=5, quality=quality)
    sent = [each.split()[1] for each in portal.arrived]
    return [each for each in sent if each in {"/in", "/bad"}], code


@pytest.mark.parametrize(
    "role",
    [
        "Employeur (Gestionnaire local)",
        "EMPLOYEUR - Gestionnaire local",
        "Gestionnaire local : Employeur",
        "Gestionnaire local, Employeur",
        "Employeur en tant que Gestionnaire local",
        "En qualité d'Employeur (Gestionnaire local)",
        "Qualité Employeur / Gestionnaire local",
        "<b>Employeur</b><br>Gestionnaire local",
        "Employeur ; numéro d'entreprise 0403.170.701 (Gestionnaire local)",
        "Employeur, n° d'entreprise 0403.170.701, Gestionnaire local",
        "Employeur 0403.170.701 (Gestionnaire local)",
        "Employeur | Gestionnaire local",
        "Employeur/Gestionnaire local",
        "<table><tr><td>Employeur<td>Gestionnaire local</table>",
    ],
)
@pytest.mark.parametrize("beside", [ELSE, "Employeur public (Gestionnaire local)"])
def test_a_quality_is_known_however_its_role_is_told(
    async_browser: Browser, run_async: RunAsync, role: str, beside: str
) -> None:
    assert went(async_browser, run_async, ROLES.format(role, beside), "Employeur") == (["/in"], "")


@pytest.mark.parametrize(
    "role",
    [
        "Employeur public (Gestionnaire local)",
        "Grand Employeur - Gestionnaire local",
        "En qualité d'Employeur public (Gestionnaire local)",
        "Gestionnaire local, Employeur du secteur public",
        "Employeur public ; numéro d'entreprise 0403.170.701 (Gestionnaire local)",
        "Employeur du secteur public 0403.170.701 | Gestionnaire local",
        "<b>Employeur occasionnel</b><br>Gestionnaire local",
    ],
)
def test_a_longer_name_is_another_quality(async_browser: Browser, run_async: RunAsync, role: str) -> None:
    page = ROLES.replace("/in", "/bad").format(role, ELSE)
    assert went(async_browser, run_async, page, "Employeur") == ([], "not_local_manager")
    assert went(async_browser, run_async, ROLES.format(role, ELSE), "…Employeur…") == (["/in"], "")


DATA = "<dl><dt>Nom d'utilisateur<dd>{}<dt>Numéro d'expéditeur<dd>{}</dl>"


def read(async_browser: Browser, run_async: RunAsync, html: str) -> TechnicalUser | str | None:
    """What is read from 'Information', or the code of the error."""

    async def look_up(session: Session) -> TechnicalUser | str | None:
        try:
            return await InformationPage(session).read(SILLON)
        except WrongPage as error:
            return error.code

    pages = {"/": f"<main><h1>Information</h1><p>Sillon 0403.170.701</p>{html}</main>"}
    return visited(async_browser, run_async, pages, look_up, quality="Employeur")[0]


@pytest.mark.parametrize(
    ("ours", "other"),
    [
        ("<section><h2>{}</h2>{}</section>", "Employeur public"),
        ("<section><h2>{}</h2>{}</section>", "Grand employeur"),
        ("<section><h2>Utilisateur technique de la qualité {}</h2>{}</section>", "Employeur public"),
        ("<p>Qualité : {}</p>{}", "Employeur public"),
        ("<p>Votre qualité : {} (Gestionnaire local)</p>{}", "Employeur public"),
    ],
)
def test_the_number_of_a_quality_with_a_longer_name_is_not_ours(
    async_browser: Browser, run_async: RunAsync, ours: str, other: str
) -> None:
    data = DATA.format("employ01", "4713")
    assert read(async_browser, run_async, ours.format("Employeur", data)) == TechnicalUser(
        "employ01", SenderNumber("4713")
    )
    beside = "" if "<p>" in ours else ours.format("Employeur", "<p>Aucun utilisateur technique</p>")
    assert isinstance(read(async_browser, run_async, ours.format(other, data) + beside), str)
