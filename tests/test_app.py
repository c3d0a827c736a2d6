"""Runs as the commands start them: real engine and ledger, over a portal that is a file."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from batchportal import app, ledgers
from batchportal.app import Run
from batchportal.errors import LoginLocked, UsageError
from batchportal.ledger import exclusive
from batchportal.models import EnterpriseNumber, Outcome, Problem, Progress, SenderNumber, State
from tests.desk import FIRST, ROWS, SECOND, THIRD, Desk, codes, states
from tests.portal_on_disk import PASSWORD, FileVisitors

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.models import Registration


def test_one_log_in_serves_all_companies(desk: Desk) -> None:
    run = desk.register()
    assert states(run) == ["registered"] * 5
    assert [outcome.sender_number for outcome in run.outcomes] == [
        SenderNumber(digits) for digits in ("6400", "6401", "6402", "6403", "6404")
    ]
    assert run.exit_code == 0
    assert desk.portal.count("log_in") == 1
    assert desk.portal.count("confirm") == 5


def test_the_same_run_again_touches_nothing_and_needs_no_password(desk: Desk) -> None:
    first = desk.register()
    desk.portal.note("again")
    second = desk.register(username=None, password=None)
    assert replace(second, outcomes=first.outcomes) == replace(first)
    assert [replace(outcome, seconds=0) for outcome in second.outcomes] == [
        replace(outcome, seconds=0) for outcome in first.outcomes
    ]
    assert desk.portal.count("confirm") == 5
    assert desk.portal.count("open") == 1


def test_another_quality_is_another_registration_and_the_first_ones_number_is_not_told_for_it(desk: Desk) -> None:
    first = desk.register(ROWS[:1])
    other = desk.register(ROWS[:1], quality="Secrétariat social")
    assert states(first) == ["registered"]
    # This portal has one technical user a company, and says so: what counts is that it was asked.
    assert desk.portal.count("visit", FIRST) == 2
    assert states(other) == ["already_registered"]
    assert [(one.quality, one.state.value) for one in ledgers.status(desk.settings())] == [
        ("", "registered"),
        ("secrétariat social", "already_registered"),
    ]


def test_progress_names_pages_and_states_of_each_company(desk: Desk) -> None:
    desk.register(ROWS[:1])
    assert desk.told == [
        Progress(ROWS[0].enterprise_number, 2, "page", "companies"),
        Progress(ROWS[0].enterprise_number, 2, "page", "review"),
        Progress(ROWS[0].enterprise_number, 2, "state", "registered"),
    ]


def test_a_visit_gets_the_registration_as_the_row_says_it(desk: Desk) -> None:
    class Listening(FileVisitors):
        async def open(self, login: str) -> Any:
            visitor = await super().open(login)
            inner = visitor.register

            async def register(registration: Registration, **rest: Any) -> Any:
                seen.append(registration)
                return await inner(registration, **rest)

            visitor.register = register  # type: ignore[method-assign]  # to see what arrives
            return visitor

    seen: list[Registration] = []
    work = app.register(
        desk.settings(), ROWS[:2], dry_run=False, report=desk.told.append, visitors=Listening(desk.portal)
    )
    desk.run_async(work)
    assert seen == ROWS[:2]


def test_sessions_work_side_by_side_each_with_its_own_log_in(desk: Desk) -> None:
    async def watched() -> tuple[Run, FileVisitors]:
        visitors = FileVisitors(desk.portal)
        gates = [visitors.gate(f"review {row.enterprise_number.digits}") for row in ROWS[:3]]
        work = asyncio.create_task(
            app.register(desk.settings(sessions=3), ROWS, dry_run=False, report=desk.told.append, visitors=visitors)
        )
        for reached, _ in gates:
            await reached.wait()
        for _, gate in gates:
            gate.set()
        return await work, visitors

    run, visitors = desk.run_async(watched())
    assert states(run) == ["registered"] * 5
    assert visitors.at_once == 3
    assert visitors.open_now == 0
    assert desk.portal.count("log_in") == 3


def test_the_same_company_twice_is_refused_before_anything_happens(desk: Desk) -> None:
    with pytest.raises(UsageError, match="Rows 2 and 9 name the same company"):
        desk.register([ROWS[0], replace(ROWS[0], row=9)])
    assert not (desk.folder / "ledger.db").exists()


def test_a_missing_login_is_noticed_before_anything_happens(desk: Desk) -> None:
    with pytest.raises(UsageError, match="keyring"):
        desk.register(username=None, password=None)
    assert ledgers.status(desk.settings()) == ()
    assert desk.portal.count("open") == 0


def test_trouble_that_passes_is_tried_again(desk: Desk) -> None:
    desk.portal.plan(FIRST, "VisitFailed", "PortalUnavailable")
    run = desk.register()
    assert states(run) == ["registered"] * 5
    assert [outcome.attempts for outcome in run.outcomes] == [3, 1, 1, 1, 1]
    assert any(told.kind == "notice" and "Trying again" in told.text for told in desk.told)


def test_trouble_that_stays_fails_that_row_only_and_a_new_run_tries_it_again(desk: Desk) -> None:
    desk.portal.plan(SECOND, *["VisitFailed"] * 3)
    run = desk.register()
    assert states(run) == ["registered", "failed", "registered", "registered", "registered"]
    assert (run.outcomes[1].attempts, codes(run)[1], run.exit_code) == (3, "visit_failed", 1)
    assert states(desk.register()) == ["registered"] * 5
    assert desk.portal.count("visit") == 8


def test_an_ended_session_is_renewed_once(desk: Desk) -> None:
    desk.portal.plan(SECOND, "SessionEnded")
    run = desk.register()
    assert states(run) == ["registered"] * 5
    assert run.outcomes[1].attempts == 1
    assert desk.portal.count("log_in") == 2


def test_a_session_that_ends_twice_fails_the_row(desk: Desk) -> None:
    desk.portal.plan(SECOND, "SessionEnded", "SessionEnded")
    run = desk.register()
    assert codes(run) == [None, "session_ended", None, None, None]
    assert desk.portal.count("confirm") == 4


def test_a_portal_that_is_down_stops_the_run_after_three_companies(desk: Desk) -> None:
    desk.portal.plan("*", *["PortalUnavailable"] * 99)
    run = desk.register()
    assert states(run) == ["failed"] * 3 + ["pending"] * 2
    assert codes(run) == ["portal_unavailable"] * 5
    assert run.exit_code == 75
    assert desk.portal.count("visit") == 9


def test_nobody_waits_an_hour_for_the_portal(desk: Desk) -> None:
    desk.portal.plan(FIRST, "PortalUnavailable for an hour")
    run = desk.register()
    assert (states(run)[0], run.outcomes[0].attempts, run.exit_code) == ("failed", 1, 75)


@pytest.mark.parametrize(
    ("error", "state", "code"),
    [
        ("Rejected", "rejected", "portal_refused"),
        ("ReviewDiffers", "failed", "review_differs"),
        ("ControlNotFound", "failed", "control_not_found"),
        ("WrongPage", "failed", "unexpected_page"),
        ("bug", "failed", "internal_error"),
    ],
)
def test_what_does_not_pass_by_itself_is_tried_once_and_the_others_go_on(
    desk: Desk, error: str, state: str, code: str
) -> None:
    desk.portal.plan(SECOND, error)
    run = desk.register()
    assert states(run) == ["registered", state, "registered", "registered", "registered"]
    assert codes(run)[1] == code
    assert (run.exit_code, desk.portal.count("visit")) == (1, 5)
    assert PASSWORD not in repr(run)


def test_a_company_that_has_a_technical_user_counts_as_done(desk: Desk) -> None:
    desk.portal.put(FIRST, "somebody1")
    run = desk.register()
    assert (run.outcomes[0].state, run.outcomes[0].username) == (State.ALREADY_REGISTERED, "somebody1")
    assert (run.exit_code, desk.portal.count("confirm")) == (0, 4)


def test_a_dry_run_never_confirms(desk: Desk) -> None:
    desk.portal.plan(SECOND, "confirms in a dry run")
    run = desk.register(dry_run=True)
    assert states(run) == ["prepared", "failed", "prepared", "prepared", "prepared"]
    assert codes(run)[1] == "internal_error"
    assert desk.portal.count("confirm") == 0
    assert desk.register().exit_code == 0


def test_a_dry_run_of_sound_rows_is_a_success(desk: Desk) -> None:
    assert desk.register(dry_run=True).exit_code == 0


def test_a_walk_that_confirms_without_asking_is_noted_all_the_same(desk: Desk) -> None:
    desk.portal.plan(FIRST, "confirms without asking")
    assert states(desk.register(ROWS[:1])) == ["registered"]
    assert desk.history(ROWS[0]) == ["claimed", "intent", "settled"]


def interrupted(desk: Desk, place: str) -> Run:
    """Register, and press Ctrl-C when the first company has come to a place."""

    async def cancelled() -> Run:
        visitors = FileVisitors(desk.portal)
        reached, gate = visitors.gate(f"{place} {FIRST}")
        work = asyncio.create_task(
            app.register(desk.settings(), ROWS, dry_run=False, report=desk.told.append, visitors=visitors)
        )
        await reached.wait()
        work.cancel()
        asyncio.get_running_loop().call_later(0.05, gate.set)
        return await work

    return desk.run_async(cancelled())


def test_ctrl_c_abandons_what_was_not_sent(desk: Desk) -> None:
    run = interrupted(desk, "review")
    assert (states(run), codes(run)) == (["pending"] * 5, ["interrupted"] * 5)
    assert (run.interrupted, run.exit_code) == (True, 1)
    assert desk.portal.count("confirm") == 0
    assert states(desk.register()) == ["registered"] * 5


def test_ctrl_c_finishes_what_was_sent(desk: Desk) -> None:
    run = interrupted(desk, "intended")
    assert (
        Progress(None, None, "notice", "Interrupted: what was sent is finished, the rest is handed back.") in desk.told
    )
    assert states(run) == ["registered", *["pending"] * 4]
    assert desk.portal.count("confirm") == 1


def test_a_second_process_is_told_who_works_and_may_still_read(desk: Desk) -> None:
    desk.register(ROWS[:1])
    with exclusive(desk.settings().database, "register"):
        commands: list[Callable[[], Run]] = [
            desk.register,
            desk.reconcile,
            lambda: desk.lookup([ROWS[0].enterprise_number]),
        ]
        for command in commands:
            with pytest.raises(UsageError, match="works with the ledger"):
                command()
        assert [outcome.state for outcome in ledgers.status(desk.settings())] == [State.REGISTERED]


def test_registrations_keep_to_the_rate(desk: Desk) -> None:
    async def timed() -> float:
        loop = asyncio.get_running_loop()
        start = loop.time()
        await app.register(
            desk.settings(rate=600),
            ROWS[:4],
            dry_run=False,
            report=desk.told.append,
            visitors=FileVisitors(desk.portal),
        )
        return loop.time() - start

    assert desk.run_async(timed()) >= 0.3


def test_looking_up_reads_numbers_and_changes_nothing(desk: Desk) -> None:
    desk.portal.put(FIRST, "somebody1")
    desk.portal.plan(f"look {THIRD}", "Rejected")
    run = desk.lookup([EnterpriseNumber(FIRST), EnterpriseNumber(SECOND), EnterpriseNumber(THIRD)])
    assert states(run) == ["already_registered", "rejected", "rejected"]
    assert codes(run) == [None, "no_technical_user", "portal_refused"]
    assert [outcome.row for outcome in run.outcomes] == [1, 2, 3]
    assert run.outcomes[0].sender_number == SenderNumber("6400")
    assert ledgers.status(desk.settings()) == ()


def test_looking_up_with_a_refused_password_is_one_refusal_too(desk: Desk) -> None:
    desk.password = "canary-wrong-password"
    numbers = [row.enterprise_number for row in ROWS]
    assert desk.lookup(numbers, sessions=2).exit_code == desk.lookup(numbers).exit_code == 77
    assert desk.portal.count("refused") == 1


def test_the_status_of_a_ledger_that_is_not_there_is_empty_and_makes_none(desk: Desk) -> None:
    assert ledgers.status(desk.settings()) == ()
    assert not ledgers.unlock(desk.settings(), "default")
    assert not (desk.folder / "ledger.db").exists()


@pytest.mark.parametrize(
    ("left", "refusal", "code"),
    [
        ([], None, 0),
        ([("prepared", None)], None, 0),
        ([("pending", None)], None, 1),
        ([("failed", "visit_failed")], None, 1),
        ([("rejected", "x"), ("failed", "portal_unavailable")], None, 75),
        ([("failed", "portal_unavailable")], LoginLocked("No."), 77),
    ],
)
def test_the_exit_code_tells_the_worst(
    left: list[tuple[str, str | None]], refusal: LoginLocked | None, code: int
) -> None:
    done = Outcome(2, ROWS[0].enterprise_number, "technical0", State.REGISTERED)
    rows = [replace(done, state=State(state), problem=Problem(why, "") if why else None) for state, why in left]
    assert Run("http://127.0.0.1:9", (done, *rows), refusal).exit_code == code


def test_the_summary_counts_states() -> None:
    done = Outcome(2, ROWS[0].enterprise_number, "technical0", State.REGISTERED)
    run = Run("http://127.0.0.1:9", (done, done, replace(done, state=State.FAILED)))
    assert run.summary == {"registered": 2, "failed": 1}
