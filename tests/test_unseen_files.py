"""Ways to hand over a file that nobody has seen; as `test_unseen_wizards`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal import readback
from batchportal.errors import BatchportalError, WrongPage
from batchportal.models import Upload
from flows.files import KeyPage
from flows.wizard import IntroPage, complete
from tests.mini_portal import visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync
    from tests.mini_portal import MiniPortal

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


KEY, CERTIFICATE = 'filename="key.pub"', 'filename="example.cer"'
# What is chosen in the part below the channel is lost whenever that part is drawn again.
DRAWN_AGAIN = """<main><h1>Choix du canal</h1><form method=post action=/2 enctype=multipart/form-data>
    <label>Canal <select name=channel id=channel><option><option>FTP<option>SFTP</select></label>
    <div id=part></div><p id=told></p><p><button>Suivant</button></form></main>
  <script>
    const field = (name) => document.querySelector(`[name=${name}]`);
    const draw = () => {
      part.innerHTML = `<p><label>Clé publique SSH <input type=file name=key></label>
        <p><label>Certificat <input type=file name=cer></label>`;
      ['key', 'cer'].forEach(listen);
    };
    const listen = (name) => field(name).addEventListener('change', () => given(name, field(name).files[0]));
    const post = (body, headers) => fetch('/sent', { method: 'POST', body, headers });
    const only = (name, file) => { const form = new FormData(); form.append(name, file); return form; };
    const empty = (name) => { field(name).outerHTML = field(name).outerHTML; listen(name); };
    const read = (file, how) => new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader[how](file);
    });
    let chosen = () => {}, given = () => {};
    channel.onchange = () => { draw(); chosen(); };
    %s
  </script>"""
REST = """<main><form action=/3><label>Nom <input name=a></label> <label>Prénom <input name=b></label>
  <label>Fonction <input name=c></label> <label>Téléphone <input name=d></label>
  <label>Adresse e-mail <input name=e></label> <label>Nom d'utilisateur <input name=f></label>
  <button>Suivant</button></form></main>"""
REVIEW = "<main><h1>Récapitulatif</h1><form method=post action=/no><button>Confirmer</button></form></main>"


def files_given(async_browser: Browser, run_async: RunAsync, script: str) -> tuple[BatchportalError | None, MiniPortal]:
    """How a wizard is completed whose page of files runs a script, and what its portal saw."""
    (one,) = registrations(1)
    asked = replace(
        one, applications=(), ssh_public_key=Upload("key.pub", b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + b"x" * 43)
    )
    pages = {"/": DRAWN_AGAIN % script, "/sent": "taken", "/ping": "noted", "/2": REST, "/3": REVIEW}

    async def to_review(session: Session) -> BatchportalError | None:
        # Where requests are held up on their way, as here for other hosts, the browser tells more of them.
        await session.context.unroute_all()
        try:
            assert (await complete(IntroPage(session), asked)).stem == "review"
        except BatchportalError as error:
            return error
        return None

    return visited(async_browser, run_async, pages, to_review)


def sent(portal: MiniPortal, path: str) -> list[str]:
    """What came to one address."""
    return [one for one in portal.arrived if one.startswith(f"POST {path} ")]


@pytest.mark.parametrize(
    "script",
    [
        "chosen = () => setTimeout(draw, 500);",
        "chosen = () => setTimeout(draw, 900);",
        "chosen = () => [500, 900].forEach((when) => setTimeout(draw, when));",
        # In place, and while the page sends other things: its state, statistics, a sign of life.
        "chosen = () => setTimeout(() => { field('key').value = ''; }, 600);",
        """chosen = () => setTimeout(async () => {
          await post(new URLSearchParams({ channel: channel.value, state: 'x'.repeat(9000) }));
          draw();
        }, 800);
        given = (name, file) => fetch('/ping', { method: 'POST', body: JSON.stringify({ picked: file.name }) });
        setInterval(() => fetch('/ping', { method: 'POST', body: '{"alive": true}' }), 400);""",
        """given = (name, file) => navigator.sendBeacon('/ping', new Blob(['x'.repeat(9000)], { type: 'text/plain' }));
        chosen = () => setTimeout(draw, 500);""",
        # The form without the file that was lost a moment before.
        """chosen = () => setTimeout(() => { draw(); post(new FormData(document.forms[0])); }, 700);""",
    ],
)
def test_a_file_that_a_page_loses_when_it_is_drawn_again_is_given_again(
    async_browser: Browser, run_async: RunAsync, script: str
) -> None:
    error, portal = files_given(async_browser, run_async, script)
    assert error is None, error
    (form,) = sent(portal, "/2")
    assert KEY in form
    assert CERTIFICATE in form


@pytest.mark.parametrize("state", [0, 4000], ids=["alone", "with a long form around it"])
def test_a_file_that_goes_when_the_other_one_is_sent_is_given_again(
    async_browser: Browser, run_async: RunAsync, state: int
) -> None:
    """The answer to the certificate's own request draws the part again, and the key is gone."""
    script = """given = async (name, file) => {
      if (name !== 'cer') return;
      const form = only(name, file);
      form.append('state', 'x'.repeat(%d));
      await (await post(form)).text();
      draw();
      told.textContent = '✓';
    };"""
    error, portal = files_given(async_browser, run_async, script % state)
    assert error is None, error
    assert [CERTIFICATE in one for one in sent(portal, "/sent")] == [True]
    (form,) = sent(portal, "/2")
    assert KEY in form


@pytest.mark.parametrize(
    ("way", "trace"),
    [
        ("post(only(name, file))", KEY),
        ("post(new FormData(document.forms[0]))", KEY),
        ("post(file)", "ssh-ed25519"),
        ("file.arrayBuffer().then(post)", "ssh-ed25519"),
        ("for (let at = 0; at < file.size; at += 30) post(file.slice(at, at + 30))", "ssh-ed25519"),
        ("read(file, 'readAsDataURL').then((data) => post(JSON.stringify({ data })))", "c3NoLWVkMjU1MTk"),
        ("read(file, 'readAsText').then((data) => post(new URLSearchParams({ data })))", "ssh-ed25519"),
        ("file.arrayBuffer().then((data) => post(`${file.name}:${new Uint8Array(data)}`))", "key.pub:115,115,104"),
    ],
)
@pytest.mark.parametrize("shown", ["'✓'", "file.name"])
def test_a_file_that_is_sent_at_once_is_given_once(
    async_browser: Browser, run_async: RunAsync, way: str, trace: str, shown: str
) -> None:
    script = f"given = (name, file) => {{ {way}; empty(name); told.textContent = {shown}; }};"
    error, portal = files_given(async_browser, run_async, script)
    assert error is None, error
    assert sum(trace in one for one in sent(portal, "/sent")) == 1
    assert KEY not in sent(portal, "/2")[0]


@pytest.mark.parametrize("tells", ["told.textContent = '✓'", "told.append(file.name)"])
def test_a_file_that_is_sent_a_moment_later_is_given_once(
    async_browser: Browser, run_async: RunAsync, tells: str
) -> None:
    script = f"given = (name, file) => {{ setTimeout(() => post(only(name, file)), 400); empty(name); {tells}; }};"
    error, portal = files_given(async_browser, run_async, script)
    assert error is None, error
    assert sum(KEY in one for one in sent(portal, "/sent")) == 1
    assert KEY not in sent(portal, "/2")[0]


@pytest.mark.parametrize(
    "tells",
    ["told.append(file.name)", "told.append(`${file.name.slice(0, 3)}…${file.name.slice(-5)} `)"],
)
def test_a_file_that_a_page_keeps_for_itself_and_tells_is_given_once(
    async_browser: Browser, run_async: RunAsync, tells: str
) -> None:
    script = (
        f"let times = 0; given = (name, file) => {{ {tells}; field(name).value = ''; post(`times=${{++times}}`); }};"
    )
    error, portal = files_given(async_browser, run_async, script)
    assert error is None, error
    assert [one.split()[2] for one in sent(portal, "/sent")] == ["times=1", "times=2"]


@pytest.mark.parametrize("loses", ["empty(name)", "field(name).value = ''"])
def test_a_file_that_leaves_nothing_but_a_tick_is_not_gone_on_without(
    async_browser: Browser, run_async: RunAsync, loses: str
) -> None:
    """It may be kept; nothing shows that it is."""
    script = f"""let times = 0;
      given = (name, file) => {{ {loses}; told.textContent = '✓'; post(`${{name}}=${{++times}}`); }};"""
    error, portal = files_given(async_browser, run_async, script)
    assert isinstance(error, WrongPage)
    assert error.code == "not_kept"
    assert "channel.ssh_public_key" in error.message
    assert not sent(portal, "/2")
    assert len(sent(portal, "/sent")) <= 8


@pytest.mark.parametrize(
    "sends",
    [
        "fetch('/refused', { method: 'POST', body: only(name, file) })",
        "fetch('/refused', { method: 'POST', body: file })",
        "fetch('http://127.0.0.1:1/', { method: 'POST', body: only(name, file) })",
        "fetch('/sent', { method: 'POST', body: only(name, file), signal: AbortSignal.abort() })",
    ],
    ids=["refused", "refused whole", "no answer", "taken back"],
)
def test_a_file_that_the_portal_refused_is_not_gone_on_without(
    async_browser: Browser, run_async: RunAsync, sends: str
) -> None:
    script = f"given = (name, file) => {{ {sends}.catch(() => 0); field(name).value = ''; }};"
    error, portal = files_given(async_browser, run_async, script)
    assert isinstance(error, WrongPage)
    assert error.code == "not_kept"
    assert not sent(portal, "/2")


def test_a_file_that_the_portal_took_at_the_second_try_is_gone_on_with(
    async_browser: Browser, run_async: RunAsync
) -> None:
    script = """let tried = 0; given = (name, file) => {
      fetch(tried++ ? '/sent' : '/refused', { method: 'POST', body: only(name, file) }); field(name).value = ''; };"""
    error, portal = files_given(async_browser, run_async, script)
    assert error is None, error
    assert len(sent(portal, "/refused")) == 1
    assert len(sent(portal, "/2")) == 1


# Buttons stand where the fields would; each opens a window or a dialogue that asks for its file, and goes with it.
BY_BUTTONS = """<main><h1>Choix du canal</h1><form method=post action=/2 enctype=multipart/form-data>
    <label>Canal <select name=channel><option><option>FTP<option>SFTP</select></label>
    %s
    <input type=hidden name=keyid><input type=hidden name=cerid><p><button>Suivant</button></form></main>
  <script>
    function taken(name) {
      document.querySelector(`[name=${name}id]`).value = `${name}-is-there`;
      document.querySelector(`#${name}`).textContent = 'Fichier reçu';
    }
    %s
  </script>"""
BY_WINDOW = "function ask(name, title) { window.open('/ask-' + name, name, 'width=500,height=300'); }"
BY_DIALOGUE = """function ask(name, title) {
    const box = document.createElement('dialog');
    box.innerHTML = `<h2>${title}</h2><input type=file aria-label=Fichier><button type=button>Envoyer</button>`;
    document.body.append(box);
    box.showModal();
    box.querySelector('button').onclick = async () => {
      const form = new FormData();
      form.append(name, box.querySelector('input').files[0]);
      await fetch('/sent', { method: 'POST', body: form });
      taken(name);
      box.remove();
    };
  }"""
ASKED_IN_WINDOW = """<h1>{title}</h1><form method=post action=/done-{name} enctype=multipart/form-data>
  <label>Fichier <input type=file name={name}></label> <button>Envoyer</button></form>"""
DONE_IN_WINDOW = "<p>Fichier reçu</p><script>window.opener.taken('{name}'); window.close();</script>"


@pytest.mark.parametrize("opens", [BY_WINDOW, BY_DIALOGUE], ids=["window", "dialogue"])
@pytest.mark.parametrize(
    "buttons",
    [
        """<table>
          <tr><td>Clé publique SSH<td><button type=button onclick="ask('key', 'Clé publique SSH')">Charger…</button>
          <td id=key><tr><td>Certificat<td><button type=button onclick="ask('cer', 'Certificat')">Charger…</button>
          <td id=cer></table>""",
        """<p><a href="javascript:ask('cer', 'Ajouter le certificat')">Ajouter le certificat</a> <span id=cer></span>
          <a href="javascript:ask('key', 'Clé publique SSH')">Ajouter la clé publique SSH</a> <span id=key></span>""",
        """<h3>Clé publique SSH</h3><p id=key>Aucun fichier</p>
          <button type=button onclick="ask('key', 'Clé publique SSH')">Ajouter un fichier</button>
          <h3>Certificat qualifié</h3><p id=cer>Aucun fichier</p>
          <button type=button onclick="ask('cer', 'Certificat qualifié')">Ajouter un fichier</button>""",
    ],
    ids=["rows", "own words", "headings"],
)
def test_files_are_handed_over_where_a_button_asks_for_each(
    async_browser: Browser, run_async: RunAsync, opens: str, buttons: str
) -> None:
    (one,) = registrations(1)
    asked = replace(one, applications=(), ssh_public_key=Upload("key.pub", b"ssh-ed25519 " + b"x" * 60))
    pages: dict[str, str] = {"/": BY_BUTTONS % (buttons, opens), "/sent": "taken", "/2": REST, "/3": REVIEW}
    for name, title in (("key", "Clé publique SSH"), ("cer", "Certificat")):
        pages |= {f"/ask-{name}": ASKED_IN_WINDOW.format(name=name, title=title)}
        pages |= {f"/done-{name}": DONE_IN_WINDOW.format(name=name)}

    async def to_review(session: Session) -> None:
        assert (await complete(IntroPage(session), asked)).stem == "review"

    _, portal = visited(async_browser, run_async, pages, to_review)
    (form,) = sent(portal, "/2")
    assert "key-is-there" in form
    assert "cer-is-there" in form
    handed = [one for one in portal.arrived if one.startswith(("POST /sent", "POST /done"))]
    assert sorted((KEY in one, CERTIFICATE in one) for one in handed) == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Certificat : certificat_qualifie.cer (2 Ko)", True),
        ("CERTIFICAT_QUALIFIE.CER", True),
        ("certificat_q….cer", True),
        ("certif...fie.cer (2 Ko)", True),
        ("certificat_qua… (2 Ko)", True),
        ("Choisissez un certificat…", False),
        ("mon certificat_q….pub", False),
        ("autrecertificat_q….cer", False),
        ("c… certificat", False),
        ("….cer", False),
    ],
)
def test_a_files_name_is_read_as_pages_tell_it(text: str, told: bool) -> None:  # noqa: FBT001 - a parameter
    assert readback.names(text, "certificat_qualifie.cer") is told
