"""What lies in a closed part of a page is not there, though a box around it can be seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.models import Channel
from flows.channel import ApplicationsPage, ChannelPage
from flows.files import CertificatePage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.page import Step
    from batchportal.session import Session
    from tests.conftest import RunAsync

SECTION = "<main><h1>Canal</h1><section><h2>{}</h2><button type=button>Ouvrir</button>{}</section></main>"
HIDDEN = "<div hidden><label>{}</label></div>"
UNSEEN = "<div style='visibility: hidden'><label>{}</label></div>"
BOX, RADIO = "<input type=checkbox> DB2P", "<input type=radio> SFTP"
FILE = "Certificat <input type=file>"
DRAWN = "<span style='display: inline-block; width: 9px; height: 9px'><input type={} {}></span> {}"


@pytest.mark.parametrize(
    ("step", "html", "there"),
    [
        (ApplicationsPage, HIDDEN.format(BOX), False),
        (ApplicationsPage, UNSEEN.format(BOX), False),
        (ChannelPage, HIDDEN.format(RADIO), False),
        (CertificatePage, HIDDEN.format(FILE), False),
        (ApplicationsPage, f"<p>{DRAWN.format('checkbox', 'hidden', 'DB2P')}</p>", True),
        (ApplicationsPage, "<p>" + DRAWN.format("checkbox", "style='opacity: 0'", "DB2P") + "</p>", True),
        (ApplicationsPage, "<div hidden><input type=checkbox id=b></div><label for=b>DB2P</label>", True),
        (ApplicationsPage, f"<p style='display: contents'><label>{BOX}</label></p>", True),
        (ChannelPage, f"<p>{DRAWN.format('radio', 'hidden', 'SFTP')}</p>", True),
        (CertificatePage, "<p>Certificat</p><div hidden><input type=file></div>", True),
        (CertificatePage, "<label for=f>Certificat</label><div hidden><input type=file id=f></div>", True),
    ],
)
def test_what_lies_in_a_closed_part_is_not_there(
    async_browser: Browser,
    run_async: RunAsync,
    step: type[Step],
    html: str,
    there: bool,  # noqa: FBT001 - a parameter
) -> None:
    async def here(session: Session) -> bool:
        return await step(session).here()

    assert visited(async_browser, run_async, {"/": SECTION.format("Options", html)}, here)[0] is there


def test_nothing_is_pressed_in_place_of_a_box_that_is_not_there(async_browser: Browser, run_async: RunAsync) -> None:
    asked = replace(ONE, channel=Channel.SFTP)
    html = SECTION.format("Options", HIDDEN.format(RADIO)).replace("type=button", "onclick=\"document.title += '!'\"")

    async def choose(session: Session) -> str:
        page = ChannelPage(session)
        if await page.here():
            await page.way(asked).choose()
        return await session.windows[-1].title()

    assert visited(async_browser, run_async, {"/": html}, choose)[0] == "Portail"
