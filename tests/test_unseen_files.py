"""Ways to hand over a file that nobody has seen; as `test_unseen_wizards`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.files import KeyPage
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

# The file is on its way for a moment: until then the dialogue's buttons can't be used.
SENDING = """<main><h1>Choix du canal</h1><p>Clé publique SSH <label for=k role=button>Charger des fichiers</label>
    <input type=file id=k style="position:absolute;left:-9999px"></p><p id=taken></p><button>Suivant</button></main>
  <dialog><h2>Charger des fichiers</h2><p id=name></p><progress></progress>%s</dialog>
  <script>
    const box = document.querySelector('dialog'), buttons = [...box.querySelectorAll('button')];
    k.onchange = async () => {
      document.querySelector('#name').textContent = k.files[0].name;
      box.showModal();
      await (await fetch('/sent', { method: 'POST', body: k.files[0] })).text();
      box.querySelector('progress').remove();
      for (const button of buttons) button.disabled = false;
    };
    for (const button of buttons) button.onclick = () => { taken.textContent = button.textContent; box.close(); };
  </script>"""


@pytest.mark.parametrize(
    ("buttons", "pressed"),
    [
        ("<button disabled>Terminé</button>", "Terminé"),
        ("<button title=Annuler>&times;</button><button disabled>OK</button>", "OK"),
        ("<button>Annuler</button><button disabled>Fermer la fenêtre</button>", "Fermer la fenêtre"),
        ("<button>Envoyer la demande</button><button disabled>OK</button>", ""),
        ("<button>Précédent</button><button disabled>Terminé</button>", ""),
        ("<button disabled>Confirmer</button>", ""),
    ],
)
def test_a_dialogue_that_only_tells_of_the_files_way_is_told_that_it_is_done(
    async_browser: Browser, run_async: RunAsync, buttons: str, pressed: str
) -> None:
    (asked,) = registrations(1)
    pages = {"/": SENDING % buttons, "/sent": "taken"}

    async def hand_over(session: Session) -> str:
        await KeyPage(session).fill(asked)
        return await session.windows[-1].locator("#taken").inner_text()

    taken, portal = visited(async_browser, run_async, pages, hand_over)
    assert taken == pressed
    assert [one.split()[1] for one in portal.arrived if one.startswith("POST")] == ["/sent"]
