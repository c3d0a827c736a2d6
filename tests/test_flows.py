"""The main job against the classic stub portal, in a real browser: what is asked is what the portal has, once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal import app, ledgers
from batchportal.models import Channel, EnterpriseNumber, Language, Outcome, State
from batchportal.stub import StubPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import RunAsync

NOT_MANAGED = EnterpriseNumber("0833175713")
ONLY_USER = EnterpriseNumber("0903441766")
HAS_ONE = EnterpriseNumber("0207886044")


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def runs(portal: StubPortal, tmp_path: Path, run_async: RunAsync) -> Runs:
    return Runs(portal, tmp_path, run_async)


def told(outcome: Outcome) -> tuple[State, str | None]:
    """State and error code."""
    return outcome.state, outcome.problem.code if outcome.problem else None


@pytest.mark.parametrize("language", Language)
def test_the_portal_gets_what_the_row_says_in_every_language(runs: Runs, language: Language) -> None:
    row = runs.rows(3)[-1]
    outcome = runs.register_one(row, language=language)

    entry = runs.truth()[row.enterprise_number.dotted]
    assert outcome.sender_number is not None
    assert (outcome.state, outcome.sender_number.digits) == (State.REGISTERED, entry["sender_number"])
    assert (entry["username"], entry["channel"], entry["quality"]) == (row.username, "SFTP", "pensions")
    assert sorted(entry["applications"]) == sorted(row.applications)
    assert entry["contact"] == {
        "last_name": row.contact.last_name,
        "first_name": row.contact.first_name,
        "function": row.contact.function,
        "phone": row.contact.phone,
        "email": row.contact.email,
    }
    assert row.ssh_public_key is not None
    assert row.certificate is not None
    assert entry["ssh_key_file_sha256"] == row.ssh_public_key.sha256
    assert entry["certificate_file_sha256"] == row.certificate.sha256
    assert runs.confirms == 1


def test_channels_without_uploads_are_registered_in_one_session(runs: Runs) -> None:
    channels = (Channel.FTP, Channel.ISABEL, Channel.MQLINK)
    rows = [
        replace(row, channel=channel, ssh_public_key=None, certificate=None)
        for row, channel in zip(runs.rows(3), channels, strict=True)
    ]
    run = runs.register(*rows)

    assert [outcome.state for outcome in run.outcomes] == [State.REGISTERED] * 3
    assert {entry["channel"] for entry in runs.truth().values()} == {"FTP", "Isabel", "MQLink"}
    assert runs.portal.truth()["log_ins"]["accepted"] == 1


def test_a_dry_run_compares_the_review_page_and_confirms_nothing(runs: Runs) -> None:
    outcome = runs.register_one(runs.rows(1)[0], dry_run=True)

    assert told(outcome) == (State.PREPARED, None)
    assert (runs.confirms, runs.truth()) == (0, {})
    assert any(progress.text == "review" for progress in runs.told)


def test_each_trouble_has_its_own_state_and_the_other_rows_go_on(runs: Runs) -> None:
    good, taken, managed, user, has = runs.rows(5)
    rows = (
        good,
        replace(taken, username="pension01"),
        replace(managed, enterprise_number=NOT_MANAGED),
        replace(user, enterprise_number=ONLY_USER),
        replace(has, enterprise_number=HAS_ONE),
    )
    run = runs.register(*rows)

    assert [told(outcome) for outcome in run.outcomes] == [
        (State.REGISTERED, None),
        (State.REJECTED, "username_taken"),
        (State.REJECTED, "company_not_managed"),
        (State.REJECTED, "not_local_manager"),
        (State.ALREADY_REGISTERED, None),
    ]
    existing = run.outcomes[-1].sender_number
    assert existing is not None
    assert existing.digits == "4711"
    assert (run.exit_code, runs.confirms) == (1, 1)


def test_a_refused_password_reaches_the_portal_once_whatever_is_run(runs: Runs) -> None:
    rows = runs.rows(5)
    first = runs.register(*rows, sessions=3, password="wrong-password")
    second = runs.register(*rows, sessions=3, password="wrong-password")

    assert (first.exit_code, second.exit_code) == (77, 77)
    assert runs.portal.truth()["log_ins"] == {"accepted": 0, "refused": 1, "locked": []}
    assert {outcome.state for outcome in second.outcomes} == {State.PENDING}

    settings = runs.settings()
    assert ledgers.unlock(settings, "default")
    assert runs.register(rows[0]).exit_code == 0


def test_a_page_that_nobody_expects_stops_the_row_with_a_picture_and_not_the_others(runs: Runs) -> None:
    runs.portal.fault("channel", "unexpected")
    first, second = runs.register(*runs.rows(2), timeout=8).outcomes

    assert told(first) == (State.FAILED, "unexpected_page")
    assert first.problem is not None
    assert "channel" in first.problem.message
    assert first.evidence is not None
    assert (runs.folder / first.evidence / "problem.png").stat().st_size > 0
    assert second.state is State.REGISTERED


@pytest.mark.parametrize("kind", ["commit_then_drop", "cut"])
def test_a_lost_answer_to_confirm_is_looked_up_and_never_sent_again(runs: Runs, kind: str) -> None:
    runs.portal.fault("confirm", kind)
    row = runs.rows(1)[0]
    outcome = runs.register_one(row)

    assert runs.confirms == 1
    committed = runs.truth()[row.enterprise_number.dotted]
    assert outcome.sender_number is not None
    assert (outcome.state, outcome.sender_number.digits) == (State.REGISTERED, committed["sender_number"])


def test_what_is_unknown_is_settled_by_looking_and_then_safe_to_run_again(runs: Runs) -> None:
    runs.portal.fault("confirm", "drop")
    row = runs.rows(1)[0]
    assert runs.register_one(row).state is State.UNKNOWN
    assert runs.register_one(row).state is State.UNKNOWN
    assert runs.confirms == 1

    settings = runs.settings(settle=0)
    (settled,) = runs.run_async(app.reconcile(settings, report=runs.told.append)).outcomes
    assert told(settled) == (State.FAILED, "not_sent")

    assert runs.register_one(row).state is State.REGISTERED
    assert runs.confirms == 2
    assert len(runs.truth()) == 1


def test_many_companies_in_parallel_sessions_each_get_their_own_number(runs: Runs) -> None:
    rows = runs.rows(8)
    run = runs.register(*rows, sessions=4)

    numbers = {
        outcome.enterprise_number.dotted: outcome.sender_number.digits if outcome.sender_number else None
        for outcome in run.outcomes
    }
    assert numbers == {number: entry["sender_number"] for number, entry in runs.truth().items()}
    assert (len(numbers), runs.confirms) == (8, 8)


def test_what_is_done_is_left_alone_by_a_second_run(runs: Runs) -> None:
    rows = runs.rows(2)
    first = runs.register(*rows)
    requests = runs.portal.truth()["requests"]
    second = runs.register(*rows)

    assert [outcome.sender_number for outcome in first.outcomes] == [o.sender_number for o in second.outcomes]
    assert runs.portal.truth()["requests"] == requests


def test_a_look_up_reads_what_the_portal_knows_and_changes_nothing(runs: Runs) -> None:
    none = runs.rows(1)[0].enterprise_number
    numbers = (HAS_ONE, none, NOT_MANAGED)
    run = runs.run_async(app.lookup(runs.settings(), numbers, report=runs.told.append))

    assert [told(outcome) for outcome in run.outcomes] == [
        (State.ALREADY_REGISTERED, None),
        (State.REJECTED, "no_technical_user"),
        (State.REJECTED, "company_not_managed"),
    ]
    assert run.outcomes[0].username == "ancre2019"
    assert runs.confirms == 0
