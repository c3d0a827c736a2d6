"""The contract on every skin of the stub: one set of runs, over pages of quite different structure."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import httpx
import pytest

from batchportal import app
from batchportal.errors import LoginRefused
from batchportal.models import Channel, EnterpriseNumber, Language, Outcome, SenderNumber, State
from batchportal.stub import StubPortal
from batchportal.stub.skins import NAMES
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from batchportal.models import Registration
    from tests.conftest import RunAsync

NOT_MANAGED = EnterpriseNumber("0833175713")
ONLY_USER = EnterpriseNumber("0903441766")
HAS_ONE = EnterpriseNumber("0207886044")
FREE = EnterpriseNumber("0403170701")

EVERYWHERE = ("Dimona", "DmfAPPL")
MORE = {
    "classic": ("DB2P", "ePK"),
    "tables": ("DB2P", "ePK"),
    "spa": ("DmfA", "Check-in at work"),
    "postback": ("DmfA", "Capelo"),
    "components": ("DB2P", "ePK"),
}
"""Applications beside those that every skin has; those that a skin hides, where it does."""

SESSIONS = {Language.FR: 2, Language.NL: 1}
"""Sessions in which rows are registered: every skin in both languages, and every skin with one session and with two."""
OTHER_SESSIONS = {Language.FR: 1, Language.NL: 2}
"""Sessions of the other commands."""

BANNERS = {Language.FR: "PORTAIL FACTICE", Language.NL: "NAMAAKPORTAAL"}


@dataclass(frozen=True)
class Skin:
    """A skin in a language."""

    name: str
    language: Language

    def __str__(self) -> str:
        return f"{self.name}-{self.language}"


@pytest.fixture(params=[Skin(name, language) for name in MORE for language in SESSIONS], ids=str)
def skin(request: pytest.FixtureRequest) -> Skin:
    chosen: Skin = request.param
    return chosen


@pytest.fixture(params=MORE)
def french(request: pytest.FixtureRequest) -> Skin:
    return Skin(request.param, Language.FR)


def make_runs(skin: Skin, folder: Path, run_async: RunAsync) -> Iterator[Runs]:
    """Runs against a portal that wears the skin."""
    with StubPortal(skin=skin.name) as portal:
        yield Runs(portal, folder, run_async)


@pytest.fixture
def runs(skin: Skin, tmp_path: Path, run_async: RunAsync) -> Iterator[Runs]:
    yield from make_runs(skin, tmp_path, run_async)


@pytest.fixture
def french_runs(french: Skin, tmp_path: Path, run_async: RunAsync) -> Iterator[Runs]:
    yield from make_runs(french, tmp_path, run_async)


def told(outcome: Outcome) -> tuple[State, str | None]:
    """State and error code."""
    return outcome.state, outcome.problem.code if outcome.problem else None


def over_ftp(row: Registration) -> Registration:
    """The row, with a channel that needs no files."""
    return replace(row, channel=Channel.FTP, ssh_public_key=None, certificate=None)


def assert_registered(runs: Runs, row: Registration, outcome: Outcome) -> None:
    """The portal has what the row says, and the outcome what the portal says."""
    entry = runs.truth()[row.enterprise_number.dotted]
    assert outcome.sender_number == SenderNumber(entry["sender_number"])
    assert (entry["username"], entry["quality"], entry["channel"]) == (row.username, "pensions", row.channel)
    assert set(entry["applications"]) == set(row.applications)
    assert entry["contact"] == {
        "last_name": row.contact.last_name,
        "first_name": row.contact.first_name,
        "function": row.contact.function,
        "phone": row.contact.phone,
        "email": row.contact.email,
    }
    assert entry["ssh_key_file_sha256"] == (row.ssh_public_key.sha256 if row.ssh_public_key else None)
    assert entry["certificate_file_sha256"] == (row.certificate.sha256 if row.certificate else None)


def test_what_rows_say_is_registered_and_each_trouble_has_its_own_state(runs: Runs, skin: Skin) -> None:
    sftp, ftp, taken, has, managed, user = (replace(row, applications=EVERYWHERE) for row in runs.rows(6))
    rows = (
        sftp,
        over_ftp(replace(ftp, applications=MORE[skin.name])),
        over_ftp(replace(taken, username="pension01")),
        replace(has, enterprise_number=HAS_ONE),
        replace(managed, enterprise_number=NOT_MANAGED),
        replace(user, enterprise_number=ONLY_USER),
    )
    run = runs.register(*rows, sessions=SESSIONS[skin.language], language=skin.language)

    assert [told(outcome) for outcome in run.outcomes] == [
        (State.REGISTERED, None),
        (State.REGISTERED, None),
        (State.REJECTED, "username_taken"),
        (State.ALREADY_REGISTERED, None),
        (State.REJECTED, "company_not_managed"),
        (State.REJECTED, "not_local_manager"),
    ]
    for row, outcome in zip(rows[:2], run.outcomes[:2], strict=True):
        assert_registered(runs, row, outcome)
    assert run.outcomes[3].sender_number == SenderNumber("4711")
    assert (runs.confirms, len(runs.truth()), run.exit_code) == (2, 2, 1)
    assert 1 <= runs.portal.truth()["log_ins"]["accepted"] <= SESSIONS[skin.language]
    texts = [path.read_text(encoding="utf-8") for path in (runs.folder / "output").rglob("*.txt")]
    assert len(texts) >= len(rows)
    assert all(BANNERS[skin.language] in text for text in texts)


def test_a_dry_run_confirms_nothing_and_a_look_up_changes_nothing(runs: Runs, skin: Skin) -> None:
    rows = [replace(row, applications=EVERYWHERE) for row in runs.rows(1)]
    numbers = (HAS_ONE, FREE, NOT_MANAGED, ONLY_USER)
    changes = {"language": skin.language, "sessions": OTHER_SESSIONS[skin.language]}
    settings = runs.settings(**changes)
    beside = runs.settings(**changes, database=f"sqlite:///{runs.folder / 'beside.db'}")

    async def both() -> tuple[app.Run, app.Run]:
        return await asyncio.gather(
            app.register(settings, rows, dry_run=True, report=runs.told.append),
            app.lookup(beside, numbers, report=runs.told.append),
        )

    prepared, looked_up = runs.run_async(both())
    assert [told(outcome) for outcome in prepared.outcomes] == [(State.PREPARED, None)]
    assert [told(outcome) for outcome in looked_up.outcomes] == [
        (State.ALREADY_REGISTERED, None),
        (State.REJECTED, "no_technical_user"),
        (State.REJECTED, "company_not_managed"),
        (State.REJECTED, "not_local_manager"),
    ]
    found = looked_up.outcomes[0]
    assert (found.username, found.sender_number) == ("ancre2019", SenderNumber("4711"))
    assert (runs.confirms, runs.truth()) == (0, {})


def test_a_refused_password_reaches_the_portal_once(runs: Runs, skin: Skin) -> None:
    sessions = OTHER_SESSIONS[skin.language]
    run = runs.register(*runs.rows(3), sessions=sessions, password="wrong-password", language=skin.language)

    assert run.exit_code == 77
    assert isinstance(run.refusal, LoginRefused)
    assert {outcome.state for outcome in run.outcomes} == {State.PENDING}
    assert runs.portal.truth()["log_ins"] == {"accepted": 0, "refused": 1, "locked": []}


def test_passing_trouble_before_at_and_after_confirm_costs_a_log_in_and_nothing_else(french_runs: Runs) -> None:
    portal = french_runs.portal
    first, second = (over_ftp(replace(row, applications=EVERYWHERE)) for row in french_runs.rows(2))
    portal.fault("username", "session_ended")
    portal.fault("created", "missing_number")
    portal.fault("confirm", "commit_then_500", after=1)
    run = french_runs.register(first, second)

    assert [told(outcome) for outcome in run.outcomes] == [(State.REGISTERED, None)] * 2
    for row, outcome in zip((first, second), run.outcomes, strict=True):
        assert_registered(french_runs, row, outcome)
    notices = [progress.text for progress in french_runs.told if progress.kind == "notice"]
    assert notices == ["The portal ended the session; logging in anew."]
    assert (french_runs.confirms, portal.truth()["log_ins"]["accepted"]) == (2, 2)
    assert portal.world.faults.waiting() == []


def test_a_portal_in_trouble_is_told_as_such_on_every_skin(french_runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "PATIENCE", (0.1,))
    french_runs.portal.fault("intro", "http_503", count=99)
    (outcome,) = french_runs.register(*french_runs.rows(1), timeout=8).outcomes

    assert told(outcome) == (State.FAILED, "portal_unavailable")
    assert french_runs.confirms == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_skin_says_what_it_is_and_has_the_same_control_interface(name: str) -> None:
    with StubPortal(skin=name) as portal, httpx.Client(base_url=portal.url, follow_redirects=True) as client:
        assert all(BANNERS[Language.FR] in client.get(path).text for path in ("/", "/nowhere"))
        fault = {"step": "home", "kind": "http_503"}
        assert client.post("/_control/faults", json=fault).json() == {"waiting": [fault | {"count": 1, "after": 0}]}
        refused = client.get("/")
        assert (refused.status_code, "Retry-After" in refused.headers) == (503, True)
        assert BANNERS[Language.FR] in refused.text
        assert client.get("/").status_code == 200
        assert client.get("/_truth").json()["pages"] == {"home": 3}


def test_an_unknown_skin_is_refused_with_the_names_of_those_there_are() -> None:
    with pytest.raises(ValueError, match="classic, tables, spa, postback, components"):
        StubPortal(skin="frames")
