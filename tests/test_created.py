"""The page after 'Confirmer': a number on it counts only if it is that of what was confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import WrongPage
from flows.created import CreatedPage
from tests.kept_ledger import ONE, TWO
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

PAGE = f"<main><h1>L'utilisateur technique est maintenant créé</h1><p>Sillon {ONE.enterprise_number}</p>{{}}</main>"
ROWS = "<table><tr><th>Entreprise<th>Numéro d'expéditeur<tr><td>{}<td>7212</table>"


def number(async_browser: Browser, run_async: RunAsync, told: str) -> str | None:
    """The number that is read, or the code of the error."""

    async def read(session: Session) -> str | None:
        try:
            found = await CreatedPage(session).number(ONE)
        except WrongPage as wrong:
            return wrong.code
        return found.digits if found else None

    return visited(async_browser, run_async, {"/": PAGE.format(told)}, read)[0]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("<p>Votre numéro d'expéditeur : 7212</p>", "7212"),
        (ROWS.format(ONE.enterprise_number), "7212"),
        (ROWS.format(TWO.enterprise_number), "other_company"),
        ("<p>Ancien numéro d'expéditeur : 33</p>", None),
    ],
)
def test_the_number_in_another_companys_row_is_not_ours(
    async_browser: Browser, run_async: RunAsync, told: str, answer: str | None
) -> None:
    assert number(async_browser, run_async, told) == answer


DATA = "<dl><dt>Nom d'utilisateur<dd>{}<dt>Numéro d'expéditeur<dd>{}</dl>"
SOCIAL = f"<section><h2>Employeur (ONSS)</h2>{DATA.format('empl0001', '33')}</section>"
WAITS = "<section><h2>Gestionnaire pensions complémentaires</h2>{}</section>"


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (DATA.format(ONE.username, "7212"), "7212"),
        (DATA.format("Actif", "7212"), "7212"),
        (DATA.format("Jan Peeters", "7212"), "7212"),
        (DATA.format("empl0001", "33"), "other_user"),
        (SOCIAL + WAITS.format(DATA.format(ONE.username, "en cours d'attribution")), "other_quality"),
    ],
)
def test_the_number_of_another_technical_user_is_not_ours(
    async_browser: Browser, run_async: RunAsync, told: str, answer: str
) -> None:
    assert number(async_browser, run_async, told) == answer


ROW = "<p>Votre numéro suivra.</p><table><tr><th>{}<th>Numéro d'expéditeur<tr><td>{}<td>33</table>"
LENGTHS = """<h2>{}</h2><table><tr><th>Partie<th>{}<tr><td>Application<td>4<tr><td>Numéro d'expéditeur<td>6
  <tr><td>Date<td>8</table>"""
TOLD = "<p>Votre numéro d'expéditeur : 7212</p>"


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (ROW.format("Canal", "Isabel"), "other_user"),
        (ROW.format("Canal", "SFTP"), "33"),
        (ROW.format("Login", "empl0001"), "other_user"),
        (ROW.format("Login", ONE.username), "33"),
        (ROW.format("Situation", "Actif"), "33"),
        (ROW.format("Depuis", "28/11/2026"), "33"),
        (ROW.format("Contact", "jan1@example.be"), "33"),
        (LENGTHS.format("Exemples", "Longueur"), None),
        (LENGTHS.format("Structure du nom de fichier", "Chiffres"), None),
        (LENGTHS.format("Nom du fichier", "Longueur") + TOLD, "7212"),
        ("<h2>Le numéro à mettre dans le nom du fichier</h2>" + TOLD, "7212"),
        ("<h2>Environnement de test</h2><p>Numéro d'expéditeur : 33</p>", None),
        ("<h2>Simulation</h2><p>Numéro d'expéditeur : 33</p>", None),
        ("<h2>Votre mandataire</h2><p>Numéro d'expéditeur : 33</p>", None),
        ("<p>Votre secrétariat social utilise le numéro d'expéditeur 33.</p>", None),
        ("<label>Numéro d'expéditeur <input value=33></label><button>Rechercher</button>", None),
        ("<label>Numéro d'expéditeur <select><option>33<option>44</select></label>", None),
        ("<label>Numéro d'expéditeur <input value=7212 readonly></label>", "7212"),
        ("<label>Numéro d'expéditeur <select><option>7212</select></label>", "7212"),
        ("<p>Pas encore de numéro d'expéditeur ? Contact : 1234</p>", None),
        ("<p>Le numéro d'expéditeur est 1 des éléments du nom.</p>", None),
        ("<p>Numéro d'expéditeur : 1 par qualité.</p>", None),
        ("<p>Votre numéro d'expéditeur est 7 et vous est propre.</p>", "7"),
    ],
)
def test_what_is_no_number_of_the_one_that_was_created_is_not_believed(
    async_browser: Browser, run_async: RunAsync, told: str, answer: str | None
) -> None:
    assert number(async_browser, run_async, told) == answer
