"""What a page's script is answered with, and nobody gets to see: no refusal of what was entered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, PortalUnavailable, Rejected, SessionEnded, VisitFailed, WrongPage
from batchportal.models import Channel, Upload
from flows.wizard import IntroPage, complete
from tests.mini_portal import HEADER, Endless, LedOn, MiniPortal, Source, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Browser

    from batchportal.models import Registration
    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import Page

(ROW,) = registrations(1)
ASKED = replace(ROW, channel=Channel.FTP, ssh_public_key=None, certificate=None, applications=())
FIELDS = """<p><label>Nom <input name=a></label><p><label>Prénom <input name=b></label>
  <p><label>Fonction <input name=c></label><p><label>Téléphone <input name=d></label>
  <p><label>E-mail <input name=e></label>"""
WIZARD = """<h1>Données de configuration</h1>{before}<div id=said role=alert></div><form id=form>{fields}
<button>Suivant</button></form><script>
const blame = () => said.textContent = 'Une erreur technique est survenue.';
const send = () => fetch('/send', {{ method: 'POST', body: new URLSearchParams(new FormData(form)) }});
form.onsubmit = async (event) => {{ event.preventDefault(); try {{ {does} }} catch {{ blame(); }} }};</script>"""
BLAMED = "const answer = await send(); if (!answer.ok) throw answer; blame();"
SHOWN = """const text = await (await send()).text();
  said.textContent = new DOMParser().parseFromString(text, 'text/html').querySelector('#error').textContent;"""
LOG_IN = "<h1>Connexion</h1><form>Mot de passe <input type=password></form>"
FIREWALL = "<h1>Request Rejected</h1><p>Your support ID is: 1745"


def wizard(does: str = BLAMED, *, before: str = "") -> str:
    """The page of a wizard whose script does something with what it is answered."""
    return WIZARD.format(fields=FIELDS, does=does, before=before)


@pytest.fixture
def failed(async_browser: Browser, run_async: RunAsync) -> Callable[..., BatchportalError]:
    """How a wizard's first page is left."""

    def failed(pages: dict[str, Page], asked: Registration = ASKED) -> BatchportalError:
        async def fill_in(session: Session) -> BatchportalError:
            with pytest.raises(BatchportalError) as raised:
                await complete(IntroPage(session), asked)
            return raised.value

        error, _ = visited(async_browser, run_async, pages, fill_in)
        return error

    return failed


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (LOG_IN, SessionEnded),
        ("<h1>Portail</h1><p>Votre session <b>a expiré</b> depuis 10 minutes.", SessionEnded),
        ("<h1>Une erreur technique est survenue.</h1><p>Votre session a expiré.", SessionEnded),
        ("<h1>Portail</h1><p>Le site est en maintenance.", PortalUnavailable),
        ("<h1>Portail</h1><p>Ce formulaire a déjà été envoyé.", VisitFailed),
        (FIREWALL, WrongPage),
        (FIREWALL + "<![ if IE]>", WrongPage),
    ],
    ids=["log-in", "ended", "ended, under the complaint", "maintenance", "sent before", "unknown", "odd"],
)
def test_a_page_that_a_script_is_answered_with_is_told_in_place_of_the_complaint(
    failed: Callable[..., BatchportalError], answer: Page, kind: type[BatchportalError]
) -> None:
    error = failed({"/": wizard(), "/send": answer})
    assert type(error) is kind, error
    assert "erreur technique" not in error.message


def test_a_script_that_is_led_on_to_a_log_in_elsewhere_tells_of_the_sessions_end(
    failed: Callable[..., BatchportalError],
) -> None:
    with MiniPortal({"/elsewhere": LOG_IN}).open() as other:
        error = failed({"/": wizard(), "/send": LedOn(f"{other.url}/elsewhere")})
    assert type(error) is SessionEnded, error


def test_what_is_led_on_for_others_tells_nothing(failed: Callable[..., BatchportalError]) -> None:
    with MiniPortal({"/count": "<p>1"}).open() as other:
        does = f"fetch('/statistics').catch(() => 0); {BLAMED}"
        error = failed({"/": wizard(does), "/send": Source("{}"), "/statistics": LedOn(f"{other.url}/count")})
    assert error.code == "portal_refused", error


@pytest.mark.parametrize("how", ["key.onchange", "transfer.onclick"])
def test_a_file_that_was_answered_with_a_log_in_is_not_missing(
    failed: Callable[..., BatchportalError], how: str
) -> None:
    """The page says so only when the form is sent on."""
    fields = f"""{FIELDS}<label><input type=radio name=k value=SFTP>SFTP</label>
      <label>Clé publique SSH <input type=file id=key></label>
      <button type=button id=transfer>Envoyer le fichier</button><p><label>Nom d'utilisateur <input name=u></label>"""
    before = f"""<script>addEventListener('load', () => {{
      {how} = () => fetch('/upload', {{ method: 'POST', body: key.files[0] }});
    }});</script>"""
    page = WIZARD.format(fields=fields, before=before, does="said.textContent = 'La clé publique est obligatoire.'")
    asked = replace(ASKED, channel=Channel.SFTP, ssh_public_key=Upload("key.pub", b"ssh-rsa AAAA"))
    error = failed({"/": page, "/upload": LOG_IN}, asked)
    assert type(error) is SessionEnded, error


def test_what_a_page_asks_for_besides_hides_nothing(failed: Callable[..., BatchportalError]) -> None:
    """It polls, renews its log-in in a hidden frame, and has a log-in for others in its header."""
    does = """const answer = await send(); const frame = document.createElement('iframe'); frame.hidden = true;
      frame.src = '/silent'; document.body.append(frame); setInterval(() => fetch('/news'), 100); throw answer;"""
    pages = {"/": wizard(does, before=HEADER), "/send": f"{HEADER}{LOG_IN}", "/silent": "<p>", "/news": Source("<p>x")}
    error = failed(pages)
    assert type(error) is SessionEnded, error


def test_where_the_form_has_gone_what_it_was_answered_with_is_told(failed: Callable[..., BatchportalError]) -> None:
    channel = """<label><input type=radio name=k value=FTP onclick="fetch('/check', { method: 'POST' }).then(() => {
      form.remove(); document.querySelector('h1').textContent = 'Oups' })">FTP</label>"""
    page = WIZARD.format(fields=FIELDS + channel, does="", before="")
    error = failed({"/": page, "/check": LOG_IN})
    assert type(error) is SessionEnded, error


@pytest.mark.parametrize(
    ("answer", "does"),
    [
        ("<h1>Erreur</h1><main><p id=error>Non valable.</main>", SHOWN),
        ("<h1>Données de configuration</h1><p>Votre session a expiré.", BLAMED),
        (Source("<p>Votre session a expiré.<p>Mot de passe <input type=password>"), BLAMED),
        ("<h1>Erreur</h1><template><p>Votre session a expiré.</template><p id=error>Non valable.", SHOWN),
        (Source('{"message": "Votre session a expiré"}'), BLAMED),
        (Source("<html><head><title>keepalive</title></head><body>OK</body></html>"), BLAMED),
        (Source('<html><body>{"success": true, "message": "Ce fichier est bien arrivé chez nous."}</body>'), BLAMED),
    ],
    ids=["shown", "the page itself", "a part", "shown, with what is hidden", "data", "a sign of life", "an old upload"],
)
def test_a_refusal_stays_one_where_the_answer_is_shown_or_is_none_of_a_page(
    failed: Callable[..., BatchportalError], answer: Page, does: str
) -> None:
    error = failed({"/": wizard(does), "/send": answer})
    assert isinstance(error, Rejected), error
    assert error.code == "portal_refused"


def test_an_answer_that_never_ends_is_not_waited_for(failed: Callable[..., BatchportalError]) -> None:
    error = failed({"/": wizard("send().catch(() => 0); blame();"), "/send": Endless(LOG_IN)})
    assert error.code == "unexpected_page", error
    assert "erreur technique" in error.message


def test_what_a_script_only_asked_for_tells_nothing(failed: Callable[..., BatchportalError]) -> None:
    error = failed({"/": wizard("await fetch('/messages'); blame();"), "/messages": LOG_IN})
    assert error.code == "portal_refused", error


def test_what_came_on_a_page_that_was_left_tells_nothing(failed: Callable[..., BatchportalError]) -> None:
    does = """await send();
      form.innerHTML = "<p><label>Nom d'utilisateur <input></label><button>Suivant</button>";
      form.onsubmit = (event) => { event.preventDefault(); blame(); };"""
    error = failed({"/": wizard(does), "/send": LOG_IN})
    assert error.code == "portal_refused", error
