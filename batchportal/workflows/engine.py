"""The durable engine: one DBOS workflow a registration, one step a visit. Only this module knows DBOS.

What is stored is JSON: the registration with the public halves of its keys, and outcomes; never a password, and no
error text that wasn't redacted. Every process has an executor id of its own, so nothing is ever resumed behind
anybody's back: what a dead process left behind is found in the ledger, by the next run that asks for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SetWorkflowID
from sqlalchemy.exc import SQLAlchemyError

from batchportal.ledger import AtWorkElsewhere, ChangeRefused, LedgerFailed, driver_url
from batchportal.models import EnterpriseNumber, Outcome, State
from batchportal.workflows.orders import (
    Plain,
    outcome_from_plain,
    outcome_to_plain,
    problem_of,
    registration_from_plain,
    registration_to_plain,
)
from batchportal.workflows.visits import Visit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from batchportal.ledger import Record
    from batchportal.models import Registration
    from batchportal.workflows.desk import Desk

APPLICATION_VERSION = "1"
"""Raise it when the order of a workflow's steps changes (by default it would change with every edit of the source)."""

_AT_ONCE = 500
_on_duty: list[Desk] = []


@contextlib.asynccontextmanager
async def on_duty(desk: Desk, database: str) -> AsyncIterator[None]:
    """Launch the engine on the running loop, and end it with the block.

    Args:
        desk: what the visits of this process use.
        database: the ledger's URL; the engine's tables live beside the ledger's.
    """
    if _on_duty:
        raise RuntimeError("The engine runs already in this process.")
    _on_duty.append(desk)
    try:
        DBOS(config=_config(database, desk.ledger.owner))
        _quieten()
        with _tables():
            DBOS.launch()
        yield
    finally:
        _on_duty.clear()
        # The engine put its own threads under the loop and takes them away now; who uses the loop next needs some.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(thread_name_prefix="batchportal"))
        # It joins threads, which takes a moment: the loop must not stand still.
        await asyncio.to_thread(DBOS.destroy)


async def run(desk: Desk, registration: Registration, *, dry_run: bool, record: Record | None = None) -> Outcome:
    """Register one company durably; what became of it is in the ledger and is returned.

    Args:
        desk: the one on duty.
        registration: what is asked for; noted in the ledger before.
        dry_run: up to the review page.
        record: the claim, where the caller has it already.

    Raises:
        LedgerFailed: the engine's own tables can't be written; the ledger says how far the registration has come.
    """
    try:
        record = record or desk.ledger.claim(registration.enterprise_number)
    except AtWorkElsewhere as error:
        known = desk.ledger.records([registration.enterprise_number])[registration.enterprise_number]
        return replace(known.outcome, problem=known.problem or problem_of(error))
    except LedgerFailed as error:
        desk.fail(error)
        return Outcome(
            registration.row,
            registration.enterprise_number,
            registration.username,
            State.PENDING,
            problem=problem_of(error),
        )
    if not record.startable:
        return record.outcome
    order: Plain = {
        "registration": registration_to_plain(registration),
        "generation": record.generation,
        "dry_run": dry_run,
    }
    with SetWorkflowID(record.workflow_id), _tables():
        return outcome_from_plain(await _register(order))


def forget(database: str, workflows: Sequence[str]) -> None:
    """Delete what the engine has stored of these workflows: orders with contact, keys and certificate, and outcomes.

    Raises:
        LedgerFailed: it couldn't be deleted.
    """
    _quieten()
    with _tables():
        client = DBOSClient(
            system_database_url=driver_url(database).render_as_string(hide_password=False),
            serializer=DBOSPortableJSONSerializer(),
        )
        try:
            for start in range(0, len(workflows), _AT_ONCE):
                client.delete_workflows(list(workflows[start : start + _AT_ONCE]))
        finally:
            client.destroy()


@contextlib.contextmanager
def _tables() -> Iterator[None]:
    """The border where trouble with the engine's tables becomes ours: its own words show statements and values."""
    try:
        yield
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", None) or type(error).__name__).strip().splitlines()[0]
        raise LedgerFailed(f"The ledger can't be written: {why}") from None


@DBOS.workflow(name="register", max_recovery_attempts=5)
async def _register(order: Plain) -> Plain:
    answer = await _visit(order, 1, 0.0, 0.0)
    while answer["again_in"] is not None:
        outcome = answer["outcome"]
        answer = await _visit(order, outcome["attempts"] + 1, outcome["seconds"], answer["again_in"])
    result: Plain = answer["outcome"]
    return result


@DBOS.step(name="visit")
async def _visit(order: Plain, attempt: int, seconds: float, wait: float) -> Plain:
    (desk,) = _on_duty
    number = EnterpriseNumber(order["registration"]["enterprise_number"])
    record = desk.ledger.records([number]).get(number)
    if record is None or record.generation != order["generation"] or not record.startable:
        # Ran before, or was taken over: the ledger knows better than the engine.
        if record is None:
            raise ChangeRefused(f"The ledger has no registration of company {number}.")
        return {"outcome": outcome_to_plain(record.outcome), "again_in": None}
    visit = Visit(desk, record, registration_from_plain(order["registration"]), dry_run=order["dry_run"])
    answer = await visit.run_abandonable(attempt=attempt, seconds=seconds, wait=wait)
    return {"outcome": outcome_to_plain(answer.outcome), "again_in": answer.again_in}


def _config(database: str, owner: str) -> DBOSConfig:
    return {
        "name": "batchportal",
        "system_database_url": driver_url(database).render_as_string(hide_password=False),
        "executor_id": owner,
        "application_version": APPLICATION_VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
        # Its threads end only when they wake up; nothing here waits for what they listen to.
        "notification_listener_polling_interval_sec": 0.2,
    }


def _quieten() -> None:
    """Let the engine's warnings go where all log lines go, and nothing else of what it says."""
    logger = logging.getLogger("dbos")
    for handler in tuple(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True
    logger.setLevel(logging.WARNING)
