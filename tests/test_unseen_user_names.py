"""The technical user's name: typed into its own field, and into no other; or it is told that nobody can type it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from flows.username import UserNamePage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync


def typed(async_browser: Browser, run_async: RunAsync, html: str) -> tuple[str, str]:
    """What the field holds when the step is filled in where it is seen, and the error."""

    async def fill(session: Session) -> tuple[str, str]:
        page, error = UserNamePage(session), ""
        if await page.here():
            try:
                await page.fill(ONE)
            except BatchportalError as stopped:
                error = f"{stopped.code}: {stopped.message}"
        return await session.windows[-1].locator("[name=u]").input_value(), error

    html = f"<main><form>{html}<button>Suivant</button></form></main>"
    return visited(async_browser, run_async, {"/": html}, fill, timeout=4)[0]


@pytest.mark.parametrize(
    "caption",
    [
        "Nom d'utilisateur d'un collègue à copier (facultatif)",
        "Copier les droits du nom d'utilisateur",
        "Votre nom d'utilisateur eGov",
        "Nom d'utilisateur du prestataire de services",
        "Nom d'utilisateur FTP existant",
        "Envoyer le nom d'utilisateur par e-mail à",
        "Rechercher un nom d'utilisateur",
    ],
)
def test_the_name_of_somebody_else_is_not_filled_in(async_browser: Browser, run_async: RunAsync, caption: str) -> None:
    html = f"<h1>Données de contact</h1><label>{caption} <input name=u></label>"
    assert typed(async_browser, run_async, html) == ("", "")


@pytest.mark.parametrize("heading", ["Gestionnaire local", "Demandeur"])
def test_the_name_of_whom_a_part_is_about_is_not_filled_in(
    async_browser: Browser, run_async: RunAsync, heading: str
) -> None:
    for part in ("<h2>{}</h2>{}", "<fieldset><legend>{}</legend>{}</fieldset>"):
        html = part.format(heading, "<label>Nom d'utilisateur <input name=u></label>")
        assert typed(async_browser, run_async, f"<h1>Utilisateur technique</h1>{html}") == ("", "")


@pytest.mark.parametrize(
    ("heading", "caption"),
    [
        ("Utilisateur technique", "Nom d'utilisateur"),
        ("Utilisateur technique", "Choisissez votre nom d'utilisateur"),
        ("Utilisateur technique", "Nom d'utilisateur (différent d'un nom existant)"),
        ("Création de l'utilisateur technique", "Introduisez un nom d'utilisateur pour l'utilisateur technique"),
    ],
)
def test_the_technical_users_name_is_filled_in(
    async_browser: Browser, run_async: RunAsync, heading: str, caption: str
) -> None:
    html = f"<h1>{heading}</h1><label>{caption} <input name=u></label>"
    assert typed(async_browser, run_async, html) == (ONE.username, "")


def test_who_goes_on_is_asked_for_another_name(async_browser: Browser, run_async: RunAsync) -> None:
    html = "<h1>Confirmez votre identité</h1><label>Nom d'utilisateur <input name=u></label>"
    assert typed(async_browser, run_async, html) == ("", "")


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("<input name=u readonly value=EXP00001>", "the portal only shows it"),
        ("<input name=u disabled value=EXP00001>", "it is disabled"),
        ("<select name=u><option>EXP00001<option>EXP00002</select>", "it is a list to choose from"),
    ],
)
def test_a_name_that_nobody_can_type_is_told(async_browser: Browser, run_async: RunAsync, field: str, why: str) -> None:
    held, error = typed(async_browser, run_async, f"<h1>Utilisateur</h1><label>Nom d'utilisateur {field}</label>")
    assert held == "EXP00001"
    assert error == f"unexpected_page: Nobody can type into the field 'Nom d'utilisateur': {why}."


def test_a_field_that_only_looks_disabled_is_filled_in(async_browser: Browser, run_async: RunAsync) -> None:
    html = "<h1>Utilisateur</h1><label>Nom d'utilisateur <input name=u class=is-disabled></label>"
    assert typed(async_browser, run_async, html) == (ONE.username, "")
