"""Fields that hide what is typed, and ask for something else than one's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
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
