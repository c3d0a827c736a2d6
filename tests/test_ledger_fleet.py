"""What several processes may do with one ledger: orders, leases and fences, seats and pace, on a real PostgreSQL."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa

from batchportal.errors import LoginRefused
from batchportal.ledger import AtWorkElsewhere, ChangeRefused, Ledger, opening
from batchportal.ledger.queue import MOST_TAKES
from batchportal.ledger.schema import registrations as lines
from batchportal.ledger.schema import seats
from batchportal.models import Credentials, Outcome, Problem, SenderNumber, State
from batchportal.workflows.sessions import Sessions
from tests.portal_on_disk import PASSWORD, FileVisitors, PortalOnDisk, registrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from batchportal.ledger.queue import Taken
    from batchportal.models import Registration
    from tests.conftest import RunAsync

PORTAL = "https://portal.example"
LOGINS = ("default",)
LONG = 3600.0
ROWS = registrations(3)
(ONE, TWO, THREE) = ROWS


@pytest.fixture
def join(shared_ledger_url: str) -> Iterator[Callable[[str], Ledger]]:
    """Opens the shared ledger for one more process."""
    with ExitStack() as stack:
        yield lambda owner: stack.enter_context(Ledger(shared_ledger_url, PORTAL, owner=owner, lease=LONG))


@pytest.fixture
def anna(join: Callable[[str], Ledger]) -> Ledger:
    return join("anna")


@pytest.fixture
def bert(join: Callable[[str], Ledger]) -> Ledger:
    return join("bert")


def order(ledger: Ledger, *rows: Registration) -> None:
    ledger.ask(rows, {row.enterprise_number: f"order of {row.username}" for row in rows})


def take(ledger: Ledger, settle: float = LONG) -> Taken:
    taken = ledger.queue.take(LOGINS, settle=settle)
    assert taken is not None
    return taken


def dies(ledger: Ledger) -> None:
    """The process gives no sign of life any more, for longer than a lease."""
    past = "2000-01-01T00:00:00.000+00:00"
    with ledger._database.writing() as connection:
        mine = lines.c.owner == ledger.owner, lines.c.lease_until.is_not(None)
        connection.execute(lines.update().where(*mine).values(lease_until=past))
        connection.execute(seats.update().where(seats.c.owner == ledger.owner).values(lease_until=past))


def outcome(state: State, row: Registration = ONE, **values: Any) -> Outcome:
    return replace(Outcome(row.row, row.enterprise_number, row.username, state), **values)


def state_of(ledger: Ledger, row: Registration = ONE) -> State:
    return ledger.records([row.enterprise_number])[row.enterprise_number].state


def test_an_order_is_taken_by_one_worker_with_all_that_it_says(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    taken = take(bert)
    assert (taken.record.enterprise_number, taken.order) == (ONE.enterprise_number, f"order of {ONE.username}")
    assert taken.record.owner == "bert"
    assert anna.queue.take(LOGINS, settle=0) is None


def test_whoever_looks_for_work_waits_for_nobody(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE, TWO)
    with anna._database.writing() as connection:
        connection.execute(
            sa.select(lines).where(lines.c.enterprise_number == ONE.enterprise_number.digits).with_for_update()
        )
        assert take(bert).record.enterprise_number == TWO.enterprise_number


def test_what_is_only_asked_for_is_nobodys_order(anna: Ledger, bert: Ledger) -> None:
    anna.ask([ONE])
    assert bert.queue.take(LOGINS, settle=0) is None
    assert bert.queue.logins() == frozenset()


def test_a_worker_takes_orders_of_its_logins_only(anna: Ledger) -> None:
    order(anna, replace(ONE, login="payroll"))
    assert anna.queue.take(LOGINS, settle=0) is None
    assert anna.queue.logins() == {"payroll"}


def test_what_a_worker_hands_back_is_taken_by_the_next(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    anna.settle(take(anna).record, outcome(State.PENDING))
    assert take(bert).record.enterprise_number == ONE.enterprise_number


@pytest.mark.parametrize("state", [State.PREPARED, State.ALREADY_REGISTERED, State.REJECTED, State.FAILED])
def test_what_is_settled_is_no_order_any_more_and_its_contact_data_is_gone(anna: Ledger, state: State) -> None:
    order(anna, ONE)
    anna.settle(take(anna).record, outcome(state, sender_number=SenderNumber("1")))
    assert anna.queue.logins() == frozenset()
    with anna._database.reading() as connection:
        assert connection.execute(sa.select(lines.c.wanted_order)).scalars().all() == [None]


def test_a_living_worker_keeps_what_it_has(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    mine = take(anna).record
    assert bert.queue.take(LOGINS, settle=0) is None
    assert anna.intend(mine).intended
    assert bert.queue.take(LOGINS, settle=0) is None


def test_a_sign_of_life_renews_the_leases(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    take(anna)
    dies(anna)
    anna.fleet.beat("")
    assert bert.queue.take(LOGINS, settle=0) is None


def test_a_dead_workers_order_is_taken_over(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    generation = take(anna).record.generation
    dies(anna)
    taken = take(bert)
    assert (taken.record.owner, taken.record.generation) == ("bert", generation + 1)
    assert taken.record.startable


def test_a_worker_that_hung_and_comes_back_can_not_send_what_another_has(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    mine = take(anna).record
    dies(anna)
    theirs = take(bert).record
    anna.fleet.beat("")
    with pytest.raises(ChangeRefused, match="taken over"):
        anna.intend(mine)
    with pytest.raises(ChangeRefused, match="taken over"):
        anna.settle(mine, outcome(State.FAILED))
    assert bert.intend(theirs).intended


def test_a_dead_workers_intent_is_looked_at_and_not_before_it_must_have_shown(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    anna.intend(take(anna).record)
    dies(anna)
    assert bert.queue.take(LOGINS, settle=LONG) is None
    assert state_of(bert) is State.UNKNOWN
    taken = take(bert, settle=0)
    assert taken.record.state is State.UNKNOWN
    assert taken.orphan
    assert not taken.record.startable


def test_who_looked_and_hung_can_not_settle_what_another_looks_at(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    anna.intend(take(anna).record)
    dies(anna)
    looking = take(anna, settle=0).record
    dies(anna)
    take(bert, settle=0)
    with pytest.raises(ChangeRefused, match="taken over"):
        anna.settle(looking, outcome(State.FAILED))


def test_a_doubt_of_a_visit_is_looked_at_a_lease_later_and_is_no_orphan(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    anna.settle(anna.intend(take(anna).record), outcome(State.UNKNOWN))
    assert bert.queue.take(LOGINS, settle=0) is None
    with anna._database.writing() as connection:
        connection.execute(lines.update().values(due_at="2000-01-01T00:00:00.000+00:00"))
    assert not take(bert, settle=0).orphan


def test_what_was_proven_not_sent_can_stay_an_order(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    anna.intend(take(anna).record)
    dies(anna)
    bert.settle(take(bert, settle=0).record, outcome(State.FAILED, problem=Problem("not_sent", "None.")), again=True)
    assert state_of(bert) is State.FAILED
    assert take(anna).record.startable


def test_an_order_that_kills_its_workers_is_given_up(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    for _ in range(MOST_TAKES):
        take(anna)
        dies(anna)
    assert bert.queue.take(LOGINS, settle=0) is None
    assert state_of(bert) is State.FAILED
    assert bert.queue.logins() == frozenset()
    order(anna, ONE)
    assert take(bert).record.takes == 1


def test_a_doubt_is_looked_at_so_often_and_then_left_to_a_person(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    anna.intend(take(anna).record)
    dies(anna)
    for _ in range(MOST_TAKES - 1):
        take(anna, settle=0)
        dies(anna)
    assert bert.queue.take(LOGINS, settle=0) is None
    assert state_of(bert) is State.UNKNOWN
    assert [one.enterprise_number for one in bert.doubts()] == [ONE.enterprise_number]


def test_a_run_leaves_alone_what_a_living_worker_has(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    mine = take(anna).record
    (asked,) = bert.ask([replace(ONE, username="othername")])
    assert asked.username == ONE.username
    with pytest.raises(AtWorkElsewhere, match="anna"):
        bert.claim(ONE.enterprise_number)
    bert.leave([ONE.enterprise_number], Problem("interrupted", "No."))
    intended = anna.intend(mine)
    assert intended.problem is None
    assert bert.doubts() == ()
    assert bert.ask([ONE])[0].intended


def test_a_run_takes_a_free_order_for_itself(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE)
    bert.ask([ONE])
    assert bert.claim(ONE.enterprise_number).owner == "bert"
    dies(bert)
    assert anna.queue.take(LOGINS, settle=0) is None


def test_ordering_what_is_in_doubt_has_it_looked_at(anna: Ledger, bert: Ledger) -> None:
    anna.ask([ONE])
    anna.settle(anna.intend(anna.claim(ONE.enterprise_number)), outcome(State.UNKNOWN))
    order(bert, ONE)
    assert take(bert, settle=0).record.state is State.UNKNOWN


def test_two_who_order_the_same_at_once_make_one_line(anna: Ledger, bert: Ledger) -> None:
    order(anna, ONE, TWO)
    order(bert, TWO, ONE, THREE)
    assert len(anna.outcomes()) == 3


def test_a_machine_with_a_wrong_clock_takes_nothing_from_the_living(
    anna: Ledger, bert: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Any:
            return dt.datetime.now(tz) + dt.timedelta(days=1)

    order(anna, ONE)
    take(anna)
    monkeypatch.setattr(opening, "datetime", Tomorrow)
    assert bert.queue.take(LOGINS, settle=0) is None


def test_a_login_has_so_many_seats_over_all_workers(anna: Ledger, bert: Ledger) -> None:
    seat = anna.fleet.take_seat("default", "session", 2)
    assert seat is not None
    assert bert.fleet.take_seat("default", "session", 2) is not None
    assert bert.fleet.take_seat("default", "session", 2) is None
    assert bert.fleet.take_seat("payroll", "session", 2) is not None
    assert bert.fleet.take_seat("default", "log in", 1) is not None
    anna.fleet.leave_seat(seat)
    assert bert.fleet.take_seat("default", "session", 2) is not None


def test_a_dead_worker_leaves_its_seats_and_a_living_one_keeps_them(anna: Ledger, bert: Ledger) -> None:
    anna.fleet.take_seat("default", "session", 1)
    dies(anna)
    anna.fleet.beat("")
    assert bert.fleet.take_seat("default", "session", 1) is None
    dies(anna)
    assert bert.fleet.take_seat("default", "session", 1) is not None


def test_a_worn_session_leaves_its_seat(anna: Ledger, bert: Ledger, tmp_path: Path, run_async: RunAsync) -> None:
    visitors = FileVisitors(PortalOnDisk(tmp_path / "portal.json"))
    sessions = Sessions(visitors, {"default": Credentials("anna", PASSWORD)}, anna, limit=1, over_all=2)

    async def work() -> None:
        async with sessions.lend("default") as session:
            session.sound = True
            session.visitor.worn = True  # type: ignore[misc]  # a double's
        async with sessions.lend("default"):
            assert bert.fleet.take_seat("default", "session", 2) is not None

    run_async(work())


def test_turns_are_apart_over_all_workers(anna: Ledger, bert: Ledger) -> None:
    waits = [ledger.fleet.turn(LONG) for ledger in (anna, bert, anna)]
    assert waits[0] == 0
    assert 0 < waits[1] <= LONG < waits[2] <= 2 * LONG


def test_who_works_is_listed_with_what_it_does_until_it_signs_off(anna: Ledger, bert: Ledger) -> None:
    anna.fleet.sign_on("pc1", 11, "worker")
    bert.fleet.sign_on("pc2", 22, "register")
    anna.fleet.beat("0403.170.701: review")
    listed = bert.fleet.workers()
    assert [(one.owner, one.host, one.pid, one.purpose, one.doing) for one in listed] == [
        ("anna", "pc1", 11, "worker", "0403.170.701: review"),
        ("bert", "pc2", 22, "register", ""),
    ]
    anna.fleet.sign_off()
    assert [one.owner for one in bert.fleet.workers()] == ["bert"]


def test_states_are_counted(anna: Ledger) -> None:
    anna.ask([ONE, TWO])
    anna.settle(anna.claim(ONE.enterprise_number), outcome(State.FAILED))
    anna.intend(anna.claim(TWO.enterprise_number))
    assert anna.listing.counts(idle=False) == {"failed": 1, "pending": 1}
    # Nobody may say of a Confirm that was sent that it is only pending, once its process has died.
    anna.fleet.sign_off()
    assert anna.listing.counts(idle=False) == {"failed": 1, "unknown": 1}


def test_a_refusal_that_two_workers_note_is_noted_once(anna: Ledger, bert: Ledger) -> None:
    anna.guard.lock("default", LoginRefused("Wrong password."))
    bert.guard.lock("default", LoginRefused("Later."))
    locked = bert.guard.check("default")
    assert locked is not None
    assert "Wrong password." in locked.message
