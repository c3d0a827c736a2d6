"""Buttons that end a form, in words that mean something smaller elsewhere; as `test_unseen_wizards`.

Such a button registers: it is for 'Confirmer' alone, behind the review page.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, ControlNotFound
from flows.wizard import IntroPage, complete
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

CONTACT = "".join(
    f"<p><label>{name} <input></label></p>" for name in ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail")
)
CHANNEL = "<p><label>Canal <select><option>FTP<option>SFTP</select></label></p>"
KEY, CERTIFICATE = "<label>Clé publique SSH <input type=file></label>", "<label>Certificat <input type=file></label>"
BOXES = "<fieldset><legend>Applications</legend><label><input type=checkbox name=a> DmfA</label></fieldset>"
OPTIONS = "<p><label>Applications <select><option>Choisissez<option>DB2P<option>DmfA</select></label></p>"
FILES = f"<p>{KEY}</p><p>{CERTIFICATE}</p>"


async def told(kind: type[BatchportalError], session: Session) -> None:
    """A wizard that can't be completed."""
    (one,) = registrations(1)
    with pytest.raises(kind):
        await complete(IntroPage(session), one)


@pytest.mark.parametrize(
    ("end", "form"),
    [
        ("<button>Envoyer</button>", CONTACT + CHANNEL + BOXES + KEY),
        (f"<fieldset>{CERTIFICATE} <button>Envoyer</button></fieldset>", f"{CONTACT}{CHANNEL}{BOXES}<p>{KEY}</p>"),
        ("<button>Ajouter</button>", CONTACT + CHANNEL + FILES + OPTIONS),
        ("<button disabled>Ajouter</button>", CONTACT + CHANNEL + FILES + BOXES),
    ],
    ids=["one file", "last file", "list of applications", "woken by applications"],
)
def test_a_button_is_no_part_of_a_form_that_it_may_end(
    async_browser: Browser, run_async: RunAsync, end: str, form: str
) -> None:
    """The whole form stands on one page, without any 'Suivant'; a box that is ticked wakes its last button."""
    wakes = "oninput=\"this.querySelector('button').disabled = !this.querySelector('[name=a]:checked')\""
    pages = {"/": f"<main><form method=post action=/final {wakes if 'disabled' in end else ''}>{form}<p>{end}</form>"}

    _, portal = visited(async_browser, run_async, pages, partial(told, ControlNotFound))
    assert not any("/final" in one for one in portal.arrived)
