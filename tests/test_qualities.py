"""A company of several qualities: 'Information' tells the number of the one that is meant, and the review names it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from batchportal.errors import BatchportalError, ReviewDiffers, WrongPage
from batchportal.models import EnterpriseNumber, SenderNumber, TechnicalUser
from flows.information import InformationPage
from flows.review import ReviewPage
from tests.mini_portal import MiniPortal, visited
from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

COMPANY = EnterpriseNumber("0403170701")
OURS = "Gestionnaire pensions complémentaires"
TOP = f"<div>Sillon 0403.170.701, {OURS} (Gestionnaire local)</div>"

DATA = "<dl><dt>Nom d'utilisateur<dd>{}<dt>Numéro d'expéditeur<dd>{}</dl>"


def part(quality: str, name: str, number: str) -> str:
    """What a page says of one quality."""
    return f"<section><h2>{quality}</h2>{DATA.format(name, number)}</section>"


ROWS = "<table><tr><th>Qualité<th>Nom d'utilisateur<th>Numéro d'expéditeur{}</table>"
SOCIAL = part("Secrétariat social", "social01", "4711")
HEAD = f"<div><b>Utilisateur technique de la qualité</b><br>{OURS} - Sillon (0403.170.701)</div>"
NAMED = f"<section><h2>{OURS}</h2><p><b>Utilisateur technique</b> pension01</p></section>"
NONE = f"<section><h2>{OURS}</h2><p>Aucun utilisateur technique</p></section>"


def read(async_browser: Browser, run_async: RunAsync, html: str, **values: Any) -> TechnicalUser | WrongPage | None:
    """What is read from a page."""
    portal = MiniPortal({"/": f"{TOP}<main><h1>Information</h1>{html}</main>"})

    async def walk() -> TechnicalUser | WrongPage | None:
        session = await portal.session(async_browser, **values)
        try:
            await session.open(portal.url)
            await session.windows[-1].wait_for_load_state("domcontentloaded")
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
        pytest.param(f"{HEAD}<div>{DATA.format('pension01', '4712')}</div>", id="below a line that speaks of it"),
    ],
)
def test_the_number_of_our_quality_is_read(async_browser: Browser, run_async: RunAsync, html: str) -> None:
    assert read(async_browser, run_async, html) == TechnicalUser("pension01", SenderNumber("4712"))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(SOCIAL + NONE, id="beside ours without one"),
        pytest.param(SOCIAL + NAMED, id="beside ours with a name alone"),
        pytest.param(ROWS.format("<tr><td>Secrétariat social<td>social01<td>4711"), id="the only row"),
        pytest.param(
            ROWS.format(f"<tr><td>Secrétariat social<td>social01<td>4711<tr><td>{OURS}<td>-<td>-"), id="another row"
        ),
        pytest.param(SOCIAL + part("Employeur", "employ01", "4713"), id="two others"),
    ],
)
def test_the_number_of_another_quality_is_never_taken(async_browser: Browser, run_async: RunAsync, html: str) -> None:
    assert isinstance(read(async_browser, run_async, html), BatchportalError)


EACH = "<section><h2>{}</h2><p>Aucun utilisateur technique n'a encore été créé pour cette qualité.</p></section>"
UNREAD = f"<section><h2>{OURS}</h2><dl><dt>Compte<dd>pension01<dt>N° exp.<dd>4712</dl></section>"


@pytest.mark.parametrize(
    ("html", "none"),
    [
        pytest.param(EACH.format("Employeur") + EACH.format(OURS), True, id="told of each"),
        pytest.param(UNREAD + EACH.format("Employeur"), False, id="of another, and ours goes by other words"),
        pytest.param("<p>Qualité : Employeur</p><p>Aucun utilisateur technique.</p>", False, id="of another alone"),
        pytest.param(
            "<p>Note. Votre qualité : Employeur. Aucun utilisateur technique.</p>", False, id="of another, in words"
        ),
    ],
)
def test_that_there_is_none_is_believed_of_our_quality_only(
    async_browser: Browser, run_async: RunAsync, html: str, *, none: bool
) -> None:
    found = read(async_browser, run_async, html)
    assert (found is None) if none else isinstance(found, WrongPage)


def test_the_quality_that_is_set_is_the_one_that_is_read(async_browser: Browser, run_async: RunAsync) -> None:
    html = SOCIAL + part(OURS, "pension01", "4712")
    found = read(async_browser, run_async, html, quality="Secrétariat social")
    assert found == TechnicalUser("social01", SenderNumber("4711"))


ENTRIES = "<dl>{quality}<dt>Nom d'utilisateur<dd>{name}<dt>Nom<dd>{last}</dl>"
CONFIRM = "<form method=post action=/no><input type=submit value=Confirmer></form>"
SSA = "Secrétariat social agréé"
OTHERS = f"<aside><h2>Qualités</h2><ul><li>{SSA}<li>Employeur</ul><dl><dt>Qualité<dd>{SSA}<dd>Employeur</dl></aside>"


def compared(async_browser: Browser, run_async: RunAsync, said: str, *, beside: str = "", **values: Any) -> str:
    """What becomes of a review page that says something of the quality; beside it stands something else."""
    (one,) = registrations(1)
    entries = ENTRIES.format(quality=said, name=one.username, last=one.contact.last_name)
    pages = {"/": f"{TOP}{beside}<main><h1>Récapitulatif</h1>{entries}{CONFIRM}</main>"}

    async def compare(session: Session) -> str:
        try:
            await ReviewPage(session).compare(one)
        except ReviewDiffers as error:
            return error.message
        return "as asked"

    return visited(async_browser, run_async, pages, compare, **values)[0]


@pytest.mark.parametrize(
    ("quality", "beside"),
    [
        pytest.param(f"<dt>Qualité<dd>{SSA}", "", id="alone"),
        pytest.param(f"<dt>En qualité de :<dd>{SSA} (Gestionnaire local)", "", id="with the role"),
        pytest.param(f"<dt>Qualité<dd>{SSA}", f"<nav><dl><dt>Qualité<dd>{OURS}</dl></nav>", id="ours in the menu"),
        pytest.param(f"<dt>Qualité<dd>{SSA}", OTHERS, id="beside a list of them"),
        pytest.param(f"<dt>Note<dd>Relisez. Votre qualité : {SSA}.", "", id="in a sentence"),
    ],
)
def test_a_review_page_of_another_quality_is_not_confirmed(
    async_browser: Browser, run_async: RunAsync, quality: str, beside: str
) -> None:
    told = compared(async_browser, run_async, quality, beside=beside)
    assert told.startswith(f"The review page shows '{SSA}")
    assert f"as quality; asked was '{OURS}'. Nothing was confirmed." in told


@pytest.mark.parametrize(
    ("quality", "beside"),
    [
        pytest.param("", "", id="none"),
        pytest.param("", OTHERS, id="a list of others beside"),
        pytest.param(f"<dt>Qualité<dd>{OURS} (Gestionnaire local)", OTHERS, id="ours"),
        pytest.param(f"<dt>Qualité<dd>{SSA}<dd>{OURS}", "", id="all that the company is"),
        pytest.param("<dt>Qualité<dd>Beheerder aanvullende pensioenen", "", id="ours in another language"),
        pytest.param("<dt>Qualité<dd>Gestionnaire local", "", id="what the user is"),
        pytest.param("<dt>Qualité<dd>-", "", id="a dash"),
        pytest.param(f"<dt>Qualité<dd>{registrations(1)[0].contact.function}", "", id="the contact person's"),
    ],
)
def test_a_review_page_that_names_ours_or_no_quality_is_as_asked(
    async_browser: Browser, run_async: RunAsync, quality: str, beside: str
) -> None:
    assert compared(async_browser, run_async, quality, beside=beside) == "as asked"


def test_a_review_page_is_compared_with_the_quality_that_is_set(async_browser: Browser, run_async: RunAsync) -> None:
    ours, other = (f"<dt>Qualité<dd>{one}" for one in (SSA, OURS))
    assert compared(async_browser, run_async, ours, quality=SSA) == "as asked"
    assert f"asked was '{SSA}'" in compared(async_browser, run_async, other, quality=SSA)
