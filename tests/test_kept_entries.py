"""What was entered is read again before a page of the wizard is left: a page may lose it when it is drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError, WrongPage
from flows.wizard import IntroPage, complete
from tests.mini_portal import MiniPortal
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.conftest import RunAsync

FORM = """<main><h1>Configuration</h1><form method=post action=/review enctype=multipart/form-data>
  <label>Nom <input name=last></label> <label>Prénom <input name=first></label>
  <label>Fonction <input name=function></label> <label>Téléphone <input name=phone></label>
  <label>Adresse e-mail <input name=mail></label>
  <fieldset><legend>Choisissez le canal</legend>
    <label><input type=radio name=channel value=FTP> FTP</label>
    <label><input type=radio name=channel value=SFTP> SFTP</label></fieldset>
  <label>Clé publique SSH <input type=file name=key></label> <label>Certificat <input type=file name=cer></label>
  <fieldset><legend>Applications</legend>
    <label><input type=checkbox name=app value=DmfA> DmfA</label>
    <label><input type=checkbox name=app value=Dimona> Dimona</label></fieldset>
  <label>Nom d'utilisateur <input name=user></label>
  <button>Suivant</button></form></main>
<script>
  const by = (css) => document.querySelector(css);
  const user = by('[name=user]');
  %s
</script>"""
REVIEW = "<main><h1>Vérifiez les données</h1><form><button>Confirmer</button></form></main>"
(ROW,) = registrations(1)


def entered(async_browser: Browser, run_async: RunAsync, script: str) -> MiniPortal:
    """The wizard's one page, filled in and sent on."""
    portal = MiniPortal({"/": FORM % script, "/review": REVIEW})

    async def walk() -> BatchportalError | None:
        session = await portal.session(async_browser)
        try:
            await session.open(portal.url)
            await session.settle()
            await complete(IntroPage(session), ROW)
        except BatchportalError as error:
            return error
        finally:
            await session.close()
        return None

    with portal.open():
        portal.error = run_async(walk())
    return portal


def test_what_a_page_loses_once_is_entered_once_more(async_browser: Browser, run_async: RunAsync) -> None:
    script = """user.addEventListener('blur', () => {
      by('[name=last]').value = '';
      by('[value=FTP]').checked = true;
      by('[value=DmfA]').checked = false;
      by('[value=Dimona]').checked = true;
      by('[name=cer]').value = '';
    }, { once: true });"""
    portal = entered(async_browser, run_async, script)
    assert portal.error is None, portal.error
    (sent,) = [one for one in portal.arrived if one.startswith("POST /review")]
    for name, value in (("last", "Peeters"), ("channel", "SFTP"), ("app", "DmfA"), ("user", ROW.username)):
        assert f'name="{name}"\r\n\r\n{value}\r\n' in sent
    assert 'filename="example.cer"' in sent
    assert "Dimona" not in sent


@pytest.mark.parametrize(
    ("lose", "control"),
    [
        ("by('[name=phone]').value = '02 555 99 99'", "contact.phone"),
        ("by('[value=DmfA]').checked = false", "channel.application 'DmfA'"),
        ("by('[name=key]').value = ''", "channel.ssh_public_key"),
    ],
)
def test_what_a_page_always_loses_is_not_sent_on(
    async_browser: Browser, run_async: RunAsync, lose: str, control: str
) -> None:
    portal = entered(
        async_browser, run_async, f"user.addEventListener('blur', () => setInterval(() => {{ {lose} }}, 5))"
    )
    assert isinstance(portal.error, WrongPage), portal.error
    assert portal.error.code == "not_kept"
    assert control in portal.error.message
    assert not any("POST" in one for one in portal.arrived)


def test_a_page_that_writes_things_in_its_own_way_keeps_them(async_browser: Browser, run_async: RunAsync) -> None:
    """A telephone number with the country's code, capitals, and a file that was handed on at once."""
    script = """user.addEventListener('blur', () => {
      by('[name=phone]').value = '+32 2/555.01.23';
      by('[name=last]').value = 'PEETERS';
      by('[name=key]').replaceWith('key.pub ✓');
    });"""
    assert entered(async_browser, run_async, script).error is None
