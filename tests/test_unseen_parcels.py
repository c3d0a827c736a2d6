"""Whether a page has a file that was given to it: not where it only says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.files import KeyPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

# The page empties its field whatever was given, and shows its name, or says something of it, or both.
PAGE = """<main><h1>Choix du canal</h1><form><label>Clé publique SSH <input type=file id=k></label>
  <div id=told></div><button>Suivant</button></form></main>
  <script>k.onchange = () => {{ const name = k.files[0].name; k.value = ''; told.innerHTML = `{}`; }}</script>"""


@pytest.mark.parametrize(
    ("told", "has_it"),
    [
        ("<p role=alert>${name} : format non accepté</p>", False),
        ("<p class=error-message>Le fichier ${name} est trop grand.</p>", False),
        ("<p>Joint : ${name}</p>", True),
        ("<p class='alert alert-success'>${name} a été joint</p>", True),
        ("<p role=alert>${name} expire bientôt</p><p>Joint : ${name}</p>", True),
        ("<p role=alert>Un seul fichier est permis.</p><p>Joint : ${name}</p>", True),
    ],
)
def test_a_file_that_a_page_complains_of_was_not_taken(
    async_browser: Browser,
    run_async: RunAsync,
    told: str,
    has_it: bool,  # noqa: FBT001 - a parameter
) -> None:
    async def give(session: Session) -> list[str]:
        page = KeyPage(session)
        await page.fill(ONE)
        return await page.lost(ONE)

    lost, _ = visited(async_browser, run_async, {"/": PAGE.format(told)}, give, timeout=4)
    assert bool(lost) is not has_it
