"""A channel that is looked up: a field that only shows it, and a button beside it that opens a dialogue with a list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, Rejected, WrongPage
from batchportal.models import Channel
from flows.channel import ChannelPage
from flows.wizard import _fill_in
from tests.mini_portal import HEADER, reviewed, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.models import Registration
    from batchportal.session import Session
    from tests.conftest import RunAsync

FIELD = """<p><label for=shown>Canal</label> <span><input id=shown readonly placeholder="Aucun canal choisi">
  <button type=button aria-label="Rechercher un canal" aria-haspopup=dialog id=look>&#xf002;</button></span>"""
TEXT = """<div>Canal : <span id=shown>aucun</span> <button type=button id=look>Choisir</button></div>"""
NEXT = "<button id=on>Suivant</button>"
# What is pressed is told; a row is marked only, until the dialogue's own button takes it over.
PAGE = """<main><h1>Choix du canal batch</h1><form action=/2>{field}{more}
  <input type=hidden name=channel><input type=hidden name=said>{next}</form></main>
  <section role=dialog aria-modal=true hidden id=lies aria-label="Canaux" style="position: fixed; inset: 40px">
  <table><tbody id=rows></table>{buttons}</section><script>
  const form = document.forms[0], told = (what) => { form.said.value += what + ';'; };
  for (const name of ['FTP', 'Isabel', 'MQLink', 'SFTP']) {
    const row = rows.insertRow();
    row.innerHTML = `<td><span role=radio tabindex=0 aria-checked=false aria-label="${name}">○</span><td>${name}`;
    row.onclick = () => {
      for (const mark of rows.querySelectorAll('[role=radio]'))
        mark.setAttribute('aria-checked', String(row.contains(mark)));
    };
  }
  if (window.look) look.onclick = () => { told('look'); lies.hidden = false; };
  for (const button of lies.querySelectorAll('button')) button.onclick = () => {
    told(button.innerText);
    const marked = rows.querySelector('[aria-checked=true]')?.getAttribute('aria-label') ?? '';
    if (/Sélectionner|OK/.test(button.innerText)) {
      form.channel.value = marked;
      window.shown && ('value' in shown ? shown.value = marked : shown.innerText = marked);
    }
    lies.hidden = true;
  };</script>"""
BUTTONS = "<button>Annuler</button><button>{}</button><button>Supprimer la valeur</button>"


def page(field: str, *, more: str = "", on: str = NEXT, takes: str = "Sélectionner") -> str:
    """A wizard's page with a field for the channel."""
    html = PAGE.replace("{field}", field).replace("{more}", more).replace("{next}", on)
    return html.replace("{buttons}", BUTTONS.format(takes))


def asked_for(channel: Channel) -> Registration:
    """A registration that needs no files."""
    (one,) = registrations(1)
    return replace(one, channel=channel, ssh_public_key=None, certificate=None, applications=())


@pytest.mark.parametrize("field", [FIELD, TEXT], ids=["a field that takes no text", "a text"])
@pytest.mark.parametrize("takes", ["Sélectionner", "OK"])
def test_a_channel_is_chosen_in_the_dialogue_of_the_button_beside_its_field(
    async_browser: Browser, run_async: RunAsync, field: str, takes: str
) -> None:
    async def choose(session: Session) -> str:
        await _fill_in(session, [ChannelPage(session)], asked_for(Channel.FTP), uncover=True)
        return str(await session.windows[-1].evaluate("() => [form.channel.value, form.said.value].join()"))

    told, _ = visited(async_browser, run_async, {"/": page(field, takes=takes)}, choose)
    assert told == f"FTP,look;{takes};"


@pytest.mark.parametrize("said", ["", "<button>OK</button>"], ids=["closed by a click", "which has an 'OK'"])
def test_a_message_that_comes_when_the_list_has_closed_is_not_agreed_to(
    async_browser: Browser, run_async: RunAsync, said: str
) -> None:
    message = """<section role=dialog aria-modal=true hidden id=ask style="position: fixed; inset: 80px">
      <p>Ce canal est payant. En cliquant sur OK, vous acceptez les frais.</p>
      <button onclick="told('agreed')">OK</button></section><script>
      rows.addEventListener('click', () => { lies.hidden = true; ask.hidden = false; form.channel.value = 'FTP'; });
      </script>"""
    html = PAGE.replace("{field}", FIELD).replace("{more}", "").replace("{next}", NEXT).replace("{buttons}", said)

    async def choose(session: Session) -> str:
        await ChannelPage(session).fill(asked_for(Channel.FTP))
        return str(await session.windows[-1].evaluate("() => [form.channel.value, form.said.value].join()"))

    assert visited(async_browser, run_async, {"/": html + message}, choose)[0] == "FTP,look;"


@pytest.mark.parametrize(
    "field",
    [
        FIELD.replace(">Canal<", ">Organisme<"),
        TEXT.replace("Canal :", "Organisme :"),
        f"{TEXT.replace('Canal :', 'Canal actuel :')}",
        "<div>Canal <input> <button type=button id=look>Rechercher</button></div>",
        "<div>Canal <a href=/away id=look>Choisir un canal</a></div>",
        "<div>Quel canal choisir ? <button type=button id=look>Choisir un canal</button></div>",
    ],
    ids=["another field", "another text", "the present one", "a search", "a guide", "a question"],
)
def test_a_button_beside_something_else_is_not_pressed_for_a_channel(
    async_browser: Browser, run_async: RunAsync, field: str
) -> None:
    async def look(session: Session) -> str:
        assert not await ChannelPage(session).uncover(asked_for(Channel.FTP))
        return str(await session.windows[-1].evaluate("() => form.said.value"))

    told, portal = visited(async_browser, run_async, {"/": page(field)}, look, timeout=4)
    assert told == ""
    assert not any("/away" in one for one in portal.arrived)


def test_a_button_that_may_end_the_page_is_not_pressed_for_a_channel(
    async_browser: Browser, run_async: RunAsync
) -> None:
    async def look(session: Session) -> str:
        assert not await ChannelPage(session).uncover(asked_for(Channel.FTP))
        return str(await session.windows[-1].evaluate("() => form.said.value"))

    assert visited(async_browser, run_async, {"/": page(TEXT, on="")}, look, timeout=4)[0] == ""


def test_a_button_of_the_dialogue_that_the_wizard_stands_in_takes_no_channel_over(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """Its 'OK' was there before the list was opened."""
    options = """<ul hidden id=opts><li role=option aria-selected=false onclick="told('took FTP')">FTP</ul>"""
    html = f"""<div role=dialog aria-modal=true style="position: fixed; inset: 0"><h1>Choix du canal</h1>
      <p><label for=shown>Canal</label> <input id=shown readonly onclick="opts.hidden = false"></p>{options}
      <button onclick="told('OK')">OK</button><button>Suivant</button></div>
      <script>let said = ''; const told = (what) => {{ said += what + ';'; }};</script>"""

    async def choose(session: Session) -> str:
        await ChannelPage(session).fill(asked_for(Channel.FTP))
        return str(await session.windows[-1].evaluate("() => said"))

    assert visited(async_browser, run_async, {"/": html}, choose)[0] == "took FTP;"


def test_a_page_that_shows_the_channel_only_is_known_as_one_that_refuses_it(
    async_browser: Browser, run_async: RunAsync
) -> None:
    """The portal shows the page again with what was chosen, and says why it doesn't go on."""
    complaint = "<div role=alert>Ce canal n'est plus disponible pour votre entreprise.</div>"
    fields = "".join(f"<p>{name} <input>" for name in ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail"))
    pages = {
        "/": f"{HEADER}<a href=/c>Enregistrer les données de configuration</a>",
        "/c": f"<form action=/1>{fields}<p><button>Suivant</button></form>",
        "/1": page(FIELD),
        "/2": page(complaint + FIELD.replace("readonly", "readonly value=FTP")),
    }
    with pytest.raises(Rejected, match="n'est plus disponible") as caught:
        reviewed(async_browser, run_async, pages, asked_for(Channel.FTP))
    assert (caught.value.code, caught.value.page) == ("portal_refused", "channel")


def test_an_unknown_page_that_shows_the_channel_only_is_no_refusal(async_browser: Browser, run_async: RunAsync) -> None:
    fields = "".join(f"<p>{name} <input>" for name in ("Nom", "Prénom", "Fonction", "Téléphone", "Adresse e-mail"))
    shown = "<label>Canal <input readonly value=FTP></label>"
    pages = {
        "/": f"{HEADER}<a href=/c>Enregistrer les données de configuration</a>",
        "/c": f"<form action=/1>{fields}<p><button>Suivant</button></form>",
        "/1": page(FIELD),
        "/2": f"<h1>Facturation</h1><div role=alert>Des frais sont dus.</div><p>{shown}<p><a href=/x>Accueil</a>",
    }
    with pytest.raises(BatchportalError) as caught:
        reviewed(async_browser, run_async, pages, asked_for(Channel.FTP))
    assert isinstance(caught.value, WrongPage)
