"""Channels and applications that are there already, are to go, or are about something else: neither is taken."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.errors import BatchportalError
from batchportal.models import Channel
from flows.channel import ApplicationsPage, ChannelPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.page import Step
    from batchportal.session import Session
    from tests.conftest import RunAsync

ASKED = replace(ONE, channel=Channel.SFTP, applications=("DB2P",))
CHOSEN = "() => [...document.querySelectorAll(':checked, .on')].map((one) => one.value ?? one.id).join(' ')"
RADIO = "<label><input type=radio name={0} value={0}-{1}> {1}</label>"
BOX = "<label><input type=checkbox value={} {}> {}</label>"


def group(name: str, *inside: str) -> str:
    """A part of a form."""
    return f"<fieldset><legend>{name}</legend>{''.join(inside)}</fieldset>"


def filled(async_browser: Browser, run_async: RunAsync, step: type[Step], html: str) -> str:
    """What is chosen, or left chosen, when the step is filled in where it is seen."""

    async def fill(session: Session) -> str:
        page = step(session)
        if await page.here():
            with contextlib.suppress(BatchportalError):
                await page.fill(ASKED)
        return str(await session.windows[-1].evaluate(CHOSEN))

    html = f"<main><h1>Choix du canal</h1><form>{html}<button>Suivant</button></form></main>"
    return visited(async_browser, run_async, {"/": html}, fill, timeout=4)[0]


NEW = group(
    "Nouveau canal", RADIO.format("new", "Isabel"), "<label><input type=radio name=new value=x> Secure FTP</label>"
)


@pytest.mark.parametrize(
    ("html", "chosen"),
    [
        (group("Canal actuel", RADIO.format("now", "FTP"), RADIO.format("now", "SFTP")) + NEW, ""),
        (group("Canal de secours", RADIO.format("second", "SFTP")) + NEW, ""),
        ("<label>Manuels <select><option value=''>Choisissez<option>SFTP</select></label>" + NEW, ""),
        (
            group("Canal actuel", RADIO.format("now", "SFTP")) + group("Nouveau canal", RADIO.format("new", "SFTP")),
            "",
        ),
        (group("Choix du canal", RADIO.format("new", "SFTP")), "new-SFTP"),
        (group("Canal de transfert", RADIO.format("new", "SFTP")), "new-SFTP"),
        ("<label>Canal <select><option value=''>Choisissez<option>SFTP</select></label>", "SFTP"),
    ],
)
def test_a_channel_that_is_there_or_is_about_something_else_is_not_chosen(
    async_browser: Browser, run_async: RunAsync, html: str, chosen: str
) -> None:
    assert filled(async_browser, run_async, ChannelPage, html) == chosen


OURS = group("Applications", BOX.format("db2p", "", "DB2P"))


@pytest.mark.parametrize(
    ("html", "ticked"),
    [
        (group("Applications actuelles via Isabel", BOX.format("dimona", "checked", "Dimona")) + OURS, "dimona db2p"),
        (group("Applications", BOX.format("dimona", "checked", "Dimona"), BOX.format("db2p", "", "DB2P")), "db2p"),
        (group("Applications que vous ne souhaitez plus", BOX.format("no", "", "DB2P")), ""),
        (group("Applications à désactiver", BOX.format("no", "", "DB2P")) + OURS, ""),
        (group("Recevoir un e-mail pour", BOX.format("mail", "", "DB2P")), ""),
        (group("DB2P : arrêter l'envoi sur papier ?", RADIO.format("stop", "Oui"), RADIO.format("stop", "Non")), ""),
        (group("DB2P", RADIO.format("db2p", "Oui"), RADIO.format("db2p", "Non")), "db2p-Oui"),
        (group("Notifications", BOX.format("db2p", "", "DB2P")), "db2p"),
        (group("Applications actuellement proposées", BOX.format("db2p", "", "DB2P")), "db2p"),
    ],
)
def test_an_application_that_is_to_go_or_is_about_something_else_is_not_ticked(
    async_browser: Browser, run_async: RunAsync, html: str, ticked: str
) -> None:
    """Nor is one unticked that is there already."""
    assert filled(async_browser, run_async, ApplicationsPage, html) == ticked
