"""Both public files asked for in one dialogue, which has a button of its own that takes them over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from flows.files import CertificatePage, KeyPage
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

FIELDS = """<p><label>Clé publique SSH <input type=file name=k></label>
  <p><label>Certificat <input type=file name=c></label>"""
BUTTONS = """<button type=button onclick="parent.shut()">Annuler</button>
  <button type=button onclick="parent.take(this)">{}</button>"""
PAGE = """<main><h1>Choix du canal batch</h1><section><h2>Transfert</h2>
    <dl><dt>Clé publique<dd>Aucun fichier<dt>Certificat<dd>Aucun fichier</dl>
    <button type=button onclick="lies.showModal()">{opens}</button></section>{behind}<p id=told></p></main>
  <dialog id=lies>{dialogue}</dialog>
  <script>
    function shut() {{ lies.close(); }}
    function take(button) {{
      const files = [...button.ownerDocument.querySelectorAll('[type=file]')].map((field) => field.files[0]?.name);
      told.textContent += `${{button.textContent}}: ${{files}};`;
      shut();
    }}
  </script>"""
BEHIND = "<button type=button>Suivant</button>"


def taken(async_browser: Browser, run_async: RunAsync, html: str, **pages: str) -> str:
    """What a page was told by the buttons of its dialogue, when both files were handed over."""
    (asked,) = registrations(1)

    async def hand_over(session: Session) -> str:
        steps = KeyPage(session), CertificatePage(session)
        for step in steps:
            if not await step.here():
                assert await step.uncover(asked)
            await step.fill(asked)
        try:
            assert [await step.lost(asked) for step in steps] == [[], []]
        except BatchportalError as error:
            return error.code
        return await session.windows[-1].locator("#told").inner_text()

    shown = {"/": html} | {f"/{name}": page for name, page in pages.items()}
    return visited(async_browser, run_async, shown, hand_over, timeout=5)[0]


@pytest.mark.parametrize("opens", ["Télécharger les clés", "Charger", "Ajouter des fichiers"])
@pytest.mark.parametrize("keeps", ["Enregistrer", "Valider", "Télécharger"])
def test_a_dialogue_with_both_files_takes_them_over(
    async_browser: Browser, run_async: RunAsync, opens: str, keeps: str
) -> None:
    dialogue = FIELDS + BUTTONS.format(keeps)
    html = PAGE.format(opens=opens, behind=BEHIND, dialogue=dialogue)
    assert taken(async_browser, run_async, html) == f"{keeps}: key.pub,example.cer;"


def test_so_does_one_that_is_a_page_of_its_own(async_browser: Browser, run_async: RunAsync) -> None:
    html = PAGE.format(opens="Télécharger les clés", behind=BEHIND, dialogue="<iframe src=/own width=600></iframe>")
    own = f"<form>{FIELDS}{BUTTONS.format('Enregistrer')}</form>"
    assert taken(async_browser, run_async, html, own=own) == "Enregistrer: key.pub,example.cer;"


@pytest.mark.parametrize(
    ("behind", "more"),
    [
        (BEHIND, "<label>Remarque <input></label>"),
        (BEHIND, "<label><input type=checkbox> Je déclare que le certificat est le mien</label>"),
        (BEHIND, "<label>Mandat <input type=file></label>"),
        (BEHIND, "<p>En enregistrant, vous déclarez que le certificat est le vôtre.</p>"),
        (BEHIND, "<button type=button>Suivant</button>"),
        ("", ""),
    ],
    ids=[
        "another field",
        "a declaration",
        "another file",
        "words that bind",
        "a 'Suivant' of its own",
        "none behind it",
    ],
)
def test_a_dialogue_that_may_be_more_is_left_alone(
    async_browser: Browser, run_async: RunAsync, behind: str, more: str
) -> None:
    dialogue = FIELDS + more + BUTTONS.format("Enregistrer")
    html = PAGE.format(opens="Télécharger les clés", behind=behind, dialogue=dialogue)
    assert taken(async_browser, run_async, html) == ""
