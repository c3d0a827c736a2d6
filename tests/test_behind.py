"""What a page's script is answered with, and nobody gets to see: no refusal of what was entered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, PortalUnavailable, Rejected, SessionEnded, VisitFailed, WrongPage
from batchportal.models import Channel
from flows.wizard import IntroPage, complete
from tests.mini_portal import LedOn, MiniPortal, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import Page

(ROW,) = registrations(1)
ASKED = replace(ROW, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=())
WIZARD = """<h1>Données de configuration</h1><template><p>Votre session a expiré.</p></template>
<div id=said role=alert></div><form id=form>
  <p><label>Nom <input name=a></label><p><label>Prénom <input name=b></label><p><label>Fonction <input name=c></label>
  <p><label>Téléphone <input name=d></label><p><label>E-mail <input name=e></label><button>Suivant</button></form>
<script>form.onsubmit = async (event) => {
  event.preventDefault();
  try {
    const answer = await fetch('/send', { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const text = await answer.text();
    said.%s;
  } catch {
    said.textContent = 'Une erreur technique est survenue.';
  }
}</script>"""
BLAMED = "textContent = 'Une erreur technique est survenue.'"
SHOWN = "innerHTML = new DOMParser().parseFromString(text, 'text/html').querySelector('#error').outerHTML"


def failed(async_browser: Browser, run_async: RunAsync, answer: Page, *, does: str = BLAMED) -> BatchportalError:
    """How the wizard's first page is left whose script is answered so."""

    async def fill_in(session: Session) -> BatchportalError:
        with pytest.raises(BatchportalError) as raised:
            await complete(IntroPage(session), ASKED)
        return raised.value

    error, portal = visited(async_browser, run_async, {"/": WIZARD % does, "/send": answer}, fill_in)
    assert sum(one.startswith("POST /send") for one in portal.arrived) == 1
    return error


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("<h1>Connexion</h1><form>Mot de passe <input type=password></form>", SessionEnded),
        ("<html><h1>Portail</h1><p>Votre session <b>a expiré</b> depuis 10 minutes.", SessionEnded),
        ("<html><h1>Portail</h1><p>Le site est en maintenance.", PortalUnavailable),
        ("<html><h1>Portail</h1><p>Ce formulaire a déjà été envoyé.", VisitFailed),
        ("<html><h1>Request Rejected</h1><p>Your support ID is: 1745", WrongPage),
        (LedOn("/elsewhere"), SessionEnded),
    ],
    ids=["log-in", "session ended", "maintenance", "sent before", "unknown", "led on to a log-in"],
)
def test_a_page_that_a_script_is_answered_with_is_told_in_place_of_the_complaint(
    async_browser: Browser, run_async: RunAsync, answer: Page, kind: type[BatchportalError]
) -> None:
    if isinstance(answer, LedOn):
        pages: dict[str, Page] = {"/elsewhere": "<h1>Connexion</h1><form>Mot de passe <input type=password></form>"}
        with MiniPortal(pages).open() as other:
            error = failed(async_browser, run_async, LedOn(f"{other.url}/elsewhere"))
    else:
        error = failed(async_browser, run_async, answer)
    assert type(error) is kind, error
    assert "erreur technique" not in error.message


@pytest.mark.parametrize(
    ("answer", "does"),
    [
        ("<html><h1>Erreur</h1><main><p id=error>Le numéro de téléphone n'est pas valable.</main>", SHOWN),
        ("<html><h1>Données de configuration</h1><p>Quelque chose.", BLAMED),
        ("<p>Pas une page entière.", BLAMED),
    ],
    ids=["quoted", "the page itself", "a part"],
)
def test_a_refusal_stays_one_whose_words_come_in_a_page(
    async_browser: Browser, run_async: RunAsync, answer: Page, does: str
) -> None:
    error = failed(async_browser, run_async, answer, does=does)
    assert isinstance(error, Rejected), error
    assert error.code == "portal_refused"
