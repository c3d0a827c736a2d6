"""'Information' of a company with several qualities: the number of the one that is meant, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from batchportal.errors import BatchportalError, WrongPage
from batchportal.models import EnterpriseNumber, SenderNumber, TechnicalUser
from flows.information import InformationPage
from tests.mini_portal import MiniPortal

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from tests.conftest import RunAsync

COMPANY = EnterpriseNumber("0403170701")
OURS = "Gestionnaire pensions complémentaires"
TOP = f"<div>Sillon 0403.170.701, {OURS} (Gestionnaire local)</div>"


def part(quality: str, name: str, number: str) -> str:
    """What a page says of one quality."""
    data = f"<dl><dt>Nom d'utilisateur<dd>{name}<dt>Numéro d'expéditeur<dd>{number}</dl>"
    return f"<section><h2>{quality}</h2>{data}</section>"


ROWS = "<table><tr><th>Qualité<th>Nom d'utilisateur<th>Numéro d'expéditeur{}</table>"
SOCIAL = part("Secrétariat social", "social01", "4711")
NONE = f"<section><h2>{OURS}</h2><p>Aucun utilisateur technique</p></section>"


def read(async_browser: Browser, run_async: RunAsync, html: str, **values: Any) -> TechnicalUser | WrongPage | None:
    """What is read from a page."""
    portal = MiniPortal({"/": f"{TOP}<main><h1>Information</h1>{html}</main>"})

    async def walk() -> TechnicalUser | WrongPage | None:
        session = await portal.session(async_browser, **values)
        try:
            await session.open(portal.url)
            return await InformationPage(session).read(COMPANY)
        except WrongPage as error:
            return error
        finally:
            await session.close()

    with portal.open():
        return run_async(walk())


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(part(OURS, "pension01", "4712"), id="alone"),
        pytest.param(SOCIAL + part(OURS, "pension01", "4712"), id="beside another"),
        pytest.param(ROWS.format(f"<tr><td>{OURS}<td>pension01<td>4712"), id="in a row"),
    ],
)
def test_the_number_of_our_quality_is_read(async_browser: Browser, run_async: RunAsync, html: str) -> None:
    assert read(async_browser, run_async, html) == TechnicalUser("pension01", SenderNumber("4712"))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(SOCIAL + NONE, id="beside ours without one"),
        pytest.param(ROWS.format("<tr><td>Secrétariat social<td>social01<td>4711"), id="the only row"),
        pytest.param(
            ROWS.format(f"<tr><td>Secrétariat social<td>social01<td>4711<tr><td>{OURS}<td>-<td>-"), id="another row"
        ),
        pytest.param(SOCIAL + part("Employeur", "employ01", "4713"), id="two others"),
    ],
)
def test_the_number_of_another_quality_is_never_taken(async_browser: Browser, run_async: RunAsync, html: str) -> None:
    assert isinstance(read(async_browser, run_async, html), BatchportalError)


def test_the_quality_that_is_set_is_the_one_that_is_read(async_browser: Browser, run_async: RunAsync) -> None:
    html = SOCIAL + part(OURS, "pension01", "4712")
    found = read(async_browser, run_async, html, quality="Secrétariat social")
    assert found == TechnicalUser("social01", SenderNumber("4711"))
