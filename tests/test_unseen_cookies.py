"""Messages about cookies are answered by the buttons that belong to them, and by no other of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import WrongPage
from batchportal.obstacles import clear_the_way
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

NOTE = "<p>Ce site utilise des cookies.</p>"
BUTTONS = """<button onclick="fetch('/done')">Accepter</button> <button onclick="fetch('/done')">Refuser</button>"""
GO_ON = """<button onclick="fetch('/done')">Continuer</button>"""
ASKED = "<p>Sillon vous délègue la gestion de ses fichiers.</p>"


@pytest.mark.parametrize(
    ("html", "answered"),
    [
        (f"<div><h1>Délégation</h1>{ASKED}{BUTTONS}<p>Politique de cookies</p></div>", False),
        (f"<div><h2>Délégation</h2>{ASKED}{BUTTONS}<p>Politique de cookies</p></div>", False),
        (f"<div>{ASKED}{BUTTONS}<p>Politique de cookies</p></div>", False),
        (f"<div><h1>Étape 4</h1><p>Vérifiez vos données.</p>{NOTE}{GO_ON}</div>", False),
        (f"<div><h1>Déconnexion</h1><p>Les cookies de la session seront effacés.</p>{GO_ON}</div>", False),
        (f"<div><h2>Cookies et conditions d'utilisation</h2>{NOTE}{BUTTONS}</div>", False),
        (f"<div>{NOTE}<p>Voir aussi nos conditions d'utilisation.</p>{BUTTONS}</div>", True),
        (f"<div>{NOTE}{BUTTONS}</div>", True),
        (f"<div>{BUTTONS}{NOTE}</div>", True),
        (f"<section><h2>Votre vie privée</h2>{NOTE}{BUTTONS}</section>", True),
        (f"<div><h1>Gestion des cookies</h1><p>Faites un choix.</p>{BUTTONS}</div>", True),
        (f"<div style='position: fixed; bottom: 0'><h1>Votre vie privée</h1>{NOTE}{BUTTONS}</div>", True),
        (f"<div role=dialog><h1>Votre vie privée</h1>{NOTE}<div>{BUTTONS}</div></div>", True),
        (f"<header>{NOTE}{GO_ON}</header><main><h1>Étape 4</h1></main>", True),
    ],
)
def test_what_is_said_of_cookies_is_answered_by_the_buttons_below_it(
    async_browser: Browser,
    run_async: RunAsync,
    html: str,
    answered: bool,  # noqa: FBT001 - a parameter
) -> None:
    done, portal = visited(async_browser, run_async, {"/": html, "/done": ""}, clear_the_way)
    assert done is answered
    assert any("/done" in one for one in portal.arrived) is answered


def test_conditions_among_cookies_are_accepted_for_nobody(async_browser: Browser, run_async: RunAsync) -> None:
    html = f"<div>{NOTE}<p>En cliquant sur Accepter, vous acceptez les conditions.</p>{BUTTONS}</div>"

    async def stopped(session: Session) -> str:
        try:
            await clear_the_way(session)
        except WrongPage as error:
            return error.code
        return ""

    code, portal = visited(async_browser, run_async, {"/": html, "/done": ""}, stopped)
    assert code == "conditions_to_accept"
    assert not any("/done" in one for one in portal.arrived)


def test_a_question_below_the_title_of_a_page_is_answered_by_its_radio_button(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Titles stand over all that a page asks."""
    html = """<div><h1>Données de contact</h1><p>Avez-vous terminé cette partie ?</p>
      <input type=radio name=a id=y><label for=y>Oui</label> <input type=radio name=a id=n><label for=n>Non</label>
      </div>"""

    async def seen(session: Session) -> int:
        (finished,) = await session.look(session.entry("wizard", "part_finished"))
        return finished.count

    assert visited(async_browser, run_async, {"/": html}, seen)[0] == 1
