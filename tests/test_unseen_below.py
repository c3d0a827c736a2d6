"""Captions below their fields: none of them is filled in with what belongs to the next; and links beside a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.contact import ContactPage
from flows.files import KeyPage
from tests.kept_ledger import ONE
from tests.mini_portal import visited

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from batchportal.session import Session
    from tests.conftest import RunAsync

NAMES = ("Nom", "Prénom", "Fonction", "Téléphone")


def block(start: str, between: str, end: str, *, below: bool) -> str:
    """Fields and captions, one after the other."""
    pairs = (f"<input>{between}{name}" if below else f"{name}{between}<input>" for name in NAMES)
    return f"<main><form><div>{start}{between}{between.join(pairs)}{end}</div><button>Suivant</button></form></main>"


def table(start: str, end: str, *, below: bool) -> str:
    """Rows of fields and rows of captions."""
    fields, captions = "<tr><td><input><td><input>", ("<tr><td>Nom<td>Prénom", "<tr><td>Fonction<td>Téléphone")
    rows = "".join(fields + each if below else each + fields for each in captions)
    return f"<main><form><table>{start}{rows}{end}</table><button>Suivant</button></form></main>"


def filled(async_browser: Browser, run_async: RunAsync, html: str) -> list[str]:
    """What the fields hold when the contact data are filled in."""

    async def fill(session: Session) -> list[str]:
        await ContactPage(session).fill(ONE)
        return [await field.input_value() for field in await session.windows[-1].locator("input").all()]

    return visited(async_browser, run_async, {"/": html}, fill, timeout=4)[0]


@pytest.mark.parametrize(
    "html",
    [
        block("Complétez", " ", "", below=True),
        block("Complétez", "<br>", "", below=True),
        block("<p>Complétez</p>", "<br>", "", below=True),
        block("", "<br>", "", below=True),
        table("", "", below=True),
        table("<tr><td colspan=2>Complétez", "", below=True),
    ],
)
def test_a_field_is_not_called_by_the_caption_of_the_one_before(
    async_browser: Browser, run_async: RunAsync, html: str
) -> None:
    assert not any(filled(async_browser, run_async, html))


@pytest.mark.parametrize(
    "html",
    [
        block("", "<br>", "", below=False),
        block("", "<br>", "<br>Tous les champs sont obligatoires", below=False),
        block("", " ", "<br>* Champs obligatoires", below=False),
        block("", "<br>", "<p>Votre nom reste confidentiel.</p>", below=False),
        table("", "", below=False),
        table("", "<tr><td colspan=2>Tous les champs sont obligatoires", below=False),
    ],
)
def test_captions_before_their_fields_are_read_whatever_stands_behind_them(
    async_browser: Browser, run_async: RunAsync, html: str
) -> None:
    person = ONE.contact
    asked = [person.last_name, person.first_name, person.function, person.phone]
    assert filled(async_browser, run_async, html) == asked


FILE = "<main><form action=/sent><div>Clé publique SSH <input type=file> {}</div><button>Suivant</button></form></main>"


@pytest.mark.parametrize(
    ("beside", "followed"),
    [
        ("Guide : <a href=/led>Télécharger</a>", False),
        ("<a href='#' onclick=\"location = '/led'\">Télécharger</a>", True),
        ("<button formaction=/led>Télécharger</button>", True),
    ],
)
def test_a_link_to_a_guide_does_not_send_a_file(
    async_browser: Browser,
    run_async: RunAsync,
    beside: str,
    followed: bool,  # noqa: FBT001 - a parameter
) -> None:
    pages = {"/": FILE.format(beside), "/led": "taken"}
    _, portal = visited(async_browser, run_async, pages, lambda session: KeyPage(session).fill(ONE), timeout=4)
    assert any("/led" in one for one in portal.arrived) is followed
