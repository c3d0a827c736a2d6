"""`batchportal selectors` as a process, and the questions it asks at a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from batchportal.stub import StubPortal
from batchportal.stub.words import WORDS
from tests.cli_process import environment, run, sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SILLON = "0403.170.701"

# What `selectors pick` and `register --headed` ask, without the window.
QUESTIONS = """
import asyncio
from pathlib import Path
from types import SimpleNamespace
from batchportal.cli.pointing import AtTerminal
from batchportal.drift import overrides
from batchportal.drift.overrides import Override
from batchportal.locators import Exact
from batchportal.models import Language

async def ask():
    entry = overrides.load(None).entry("contact", "last_name")
    session = SimpleNamespace(settings=SimpleNamespace(language=Language.FR))
    person = AtTerminal(Path("own"), asks_first=True)
    print("ready", await person.ready(session, entry, arrived=True))
    override = Override(entry, Language.FR, Exact(role="textbox", name="Patronyme"), "<input>")
    print("agrees", await person.agrees(override))

asyncio.run(ask())
"""


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def settings(tmp_path: Path, portal: StubPortal) -> dict[str, str]:
    return {
        "BATCHPORTAL_PORTAL": portal.url,
        "BATCHPORTAL_DATABASE": f"sqlite:///{tmp_path / 'ledger.db'}",
        "BATCHPORTAL_OUTPUT": str(tmp_path / "output"),
        "BATCHPORTAL_USERNAME": portal.users[0].username,
        "BATCHPORTAL_PASSWORD": portal.users[0].password,
        "BATCHPORTAL_TIMEOUT": "8",
    }


def test_a_check_fills_in_a_row_of_a_list_and_prints_one_document(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str]
) -> None:
    sheet(tmp_path, ("not a number", "lindepension01"), (SILLON, "sillonpension01"))
    done = run(tmp_path, "selectors", "check", "companies.csv", "--json", **settings)
    assert done.code == 0, done.err
    assert (done.document["drift"], done.document["error"], done.document["kept"]) == ([], None, True)
    assert done.document["enterprise_number"] == SILLON
    pages = {page["page"]: page for page in done.document["pages"]}
    (name,) = [one for one in pages["contact"]["controls"] if one["control"] == "contact.last_name"]
    assert (name["sight"], name["count"], name["caption"]) == ("used", 1, "Nom")
    truth = portal.truth()
    assert (truth["confirm_requests"], truth["registrations"]) == (0, [])
    (kept,) = (tmp_path / "home" / "data").rglob("walks/*-fr.json")
    text = kept.read_text(encoding="utf-8")
    assert [
        value
        for value in ("Peeters", "an.peeters", "sillonpension01", settings["BATCHPORTAL_PASSWORD"])
        if value in text
    ] == []


def test_drift_is_shown_with_what_is_nearest_and_how_to_mend_it(
    tmp_path: Path, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WORDS["fr"]["contact"], "last_name", "Nom patronymique")
    done = run(tmp_path, "selectors", "check", "--company", SILLON, **settings)
    assert done.code == 1
    assert "missing" in done.out
    assert "nearest: Nom patronymique" in " ".join(done.out.split())
    assert "Drift: contact.last_name" in done.out
    assert "batchportal selectors pick contact.last_name --selectors DIR" in done.out
    assert "contact.phone" not in done.out.split("Drift:")[1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "--company", "0403.170.702"), "0403.170.702"),
        (("check", "none.csv"), "none.csv"),
        (("check", "--row", "2"), "--row says which row of a list"),
        (("check", "companies.csv", "--company", SILLON), "not both"),
        (("check", "companies.csv", "--row", "9"), "has no row 9"),
        (("check", "--selectors", "none"), "there is no such file or folder"),
        (("pick", "contact.last_name"), "needs a person at a terminal"),
        (("list", "contct"), "Did you mean 'contact'"),
    ],
)
def test_what_makes_no_sense_is_refused_before_the_portal_is_touched(
    tmp_path: Path, portal: StubPortal, settings: dict[str, str], words: tuple[str, ...], message: str
) -> None:
    sheet(tmp_path, (SILLON, "sillonpension01"))
    done = run(tmp_path, "selectors", *words, **settings)
    assert done.code == 2
    assert message in " ".join(done.err.split())
    assert portal.truth()["requests"] == 0


def test_the_list_shows_words_their_origin_and_what_is_overridden(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "contact.toml").write_text('[phone]\nfr = ["Ligne directe"]\n', encoding="utf-8")
    done = run(tmp_path, "selectors", "list", "--selectors", "own")
    assert done.code == 0
    lines = [line.split() for line in done.out.splitlines()]
    assert ["phone", "field", "yours", "Ligne", "directe", "own/contact.toml"] in lines
    assert any(line[:4] == ["first_name", "field", "seen", "Prénom,"] for line in lines)
    document = run(tmp_path, "selectors", "list", "contact", "--json", "--selectors", "own").document
    (phone,) = [one for one in document["controls"] if one["control"] == "phone"]
    assert (phone["words"], phone["overridden_in"]) == (["Ligne directe"], "own/contact.toml")


@pytest.mark.parametrize(
    ("answers", "ready", "agrees"), [((b"y\n", b"y\n"), True, True), ((b"n\n", b"\n"), False, True)]
)
def test_a_person_sees_what_would_be_written_before_it_is(
    tmp_path: Path, answers: tuple[bytes, bytes], *, ready: bool, agrees: bool
) -> None:
    screen = _asked(tmp_path, {"Click on it now?": answers[0], "Write it?": answers[1]})
    assert "Wanted: contact.last_name (field, known as 'Nom')." in screen
    assert f"ready {ready}" in screen
    assert "For own/contact.toml:" in screen
    assert '    name = "Patronyme"' in screen
    assert f"agrees {agrees}" in screen
    assert ("Click on it in the browser's window." in screen) is ready


def _asked(folder: Path, answers: dict[str, bytes]) -> str:
    """Ask the questions at a terminal of their own; everything on its screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", QUESTIONS],
        cwd=folder,
        env=environment(folder, COLUMNS="200", TERM="xterm"),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen, left = "", dict(answers)
    while select.select([ours], [], [], 60)[0]:
        try:
            seen += os.read(ours, 4096).decode()
        except OSError:
            break
        for question in [question for question in left if question in seen]:
            os.write(ours, left.pop(question))
    os.close(ours)
    assert process.wait(10) == 0
    return seen
