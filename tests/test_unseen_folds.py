"""What carries the sign of a closed part: such signs adorn any link, and only a part is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.hidden import unfold
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

LINK = '<p><a href="javascript:void(0)" onclick="fetch(\'/done\')">{}</a></p>'
BUTTON = "<p><button type=button onclick=\"fetch('/done')\">{}</button></p>"


def opened(async_browser: Browser, run_async: RunAsync, html: str) -> tuple[bool, int]:
    """Whether the application can be seen once the page's parts were opened, and how often something was done."""

    async def look(session: Session) -> bool:
        (sighting,) = await unfold(session, session.entry("channel", "channel"))
        return bool(sighting.count)

    pages = {"/": f"<main><h1>Configuration</h1>{html}</main>", "/done": ""}
    seen, portal = visited(async_browser, run_async, pages, look)
    return seen, sum("/done" in one for one in portal.arrived)


@pytest.mark.parametrize(
    "html",
    [
        LINK.format("&rsaquo; Envoyer la demande"),
        LINK.format("► Envoyer la demande") + LINK.format("► Signer"),
        LINK.format("► Pensions"),
        LINK.format("&rsaquo; Dossiers clos") + LINK.format("&rsaquo; Mandats"),
        BUTTON.format("Signer ▶") + BUTTON.format("Valider et envoyer ▶"),
        BUTTON.format("Dossiers ▶") + BUTTON.format("Mandats ▶"),
        BUTTON.format("+ Nouvelle délégation"),
        BUTTON.format("+ Délégation") + BUTTON.format("+ Mandat"),
        BUTTON.format("Renouveler mon mandat ▼"),
        LINK.format("+ Mandat") + "<p hidden>Veuillez patienter.</p>",
        LINK.format("&rsaquo; Fin du mandat") + "<form><input aria-label=Nom></form>",
    ],
)
def test_what_only_carries_a_sign_is_not_pressed(async_browser: Browser, run_async: RunAsync, html: str) -> None:
    assert opened(async_browser, run_async, html) == (False, 0)


OPENS = 'onclick="below.hidden = false"'
PART = "<div id=below hidden><label><input type=radio> SFTP</label></div>"


@pytest.mark.parametrize(
    "html",
    [
        f"<h2><a href='#' {OPENS}>&rsaquo; Canaux</a></h2>{PART}",
        f"<button type=button {OPENS}>+ Canaux</button>{PART}",
        f"<button type=button {OPENS}>Canaux ▶</button>{PART}",
        f"<a href='#' {OPENS}>► Canaux</a><p>Aide</p><a href='#'>► Autres</a>{PART}",
        f"<a href='#' {OPENS}>► Canaux</a><p>Aide</p><a href='#'>▼ Emploi</a><p>Dimona</p>{PART}",
        f"<button type=button {OPENS}>Canaux ▾</button><p>Aide</p>{PART}",
        f"<button type=button aria-expanded=false {OPENS}>Ajouter une liste</button><p>Aide</p>{PART}",
    ],
)
def test_a_part_that_is_there_or_one_of_several_is_opened(
    async_browser: Browser, run_async: RunAsync, html: str
) -> None:
    assert opened(async_browser, run_async, html)[0]
