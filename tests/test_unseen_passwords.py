"""Fields that hide what is typed, and ask for something else than one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.obstacles import clear_the_way
from tests.mini_portal import visited
from tests.test_unseen_logins import CODES, logged_in

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync


@pytest.mark.parametrize(
    "asked",
    [
        "<label>Mot de passe (à usage unique) {}</label>",
        "<label>Mot de passe : reçu par SMS {}</label>",
        "<label>Mot de passe <small>[usage unique]</small> {}</label>",
        "<fieldset><legend>Code à usage unique</legend><label>Mot de passe {}</label></fieldset>",
        "<label>Code à usage unique <input type=password name=p aria-label='Mot de passe'></label>",
    ],
)
def test_a_password_for_one_time_is_not_ones_own(async_browser: Browser, run_async: RunAsync, asked: str) -> None:
    own = "<label>Mot de passe <input type=password name=p></label>"
    field = asked.format("<input type=password name=p>")
    assert own in CODES

    async def stopped(session: Session) -> None:
        with pytest.raises(BatchportalError):
            await logged_in(session)

    _, portal = visited(async_browser, run_async, {"/": CODES.replace(own, field)}, stopped, timeout=4)
    assert not any("Canary-7" in one for one in portal.sent)


OUT = "<header><a href=/out>Se déconnecter</a></header>"
AGAIN = """<main><h1>Étape 3</h1><form><label>Mot de passe <input type=password></label>
  <button>Suivant</button></form></main>"""
LOG_IN = AGAIN.replace("<form>", "<form><label>Nom d'utilisateur <input></label>")


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (OUT + AGAIN, "unexpected_page"),
        (AGAIN, "session_ended"),
        (OUT + LOG_IN, "session_ended"),
        (f"{OUT}<iframe srcdoc='{AGAIN}'></iframe>", "session_ended"),
    ],
    ids=["inside", "outside", "with a name", "in a frame of its own"],
)
def test_a_password_that_is_asked_for_once_more_inside_is_no_sessions_end(
    async_browser: Browser, run_async: RunAsync, page: str, code: str
) -> None:
    async def stopped(session: Session) -> str:
        with pytest.raises(BatchportalError) as told:
            await clear_the_way(session)
        return told.value.code

    assert visited(async_browser, run_async, {"/": page}, stopped)[0] == code
