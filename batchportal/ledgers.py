"""The ledger that settings name, and what it says without the portal."""

from __future__ import annotations

import os
import socket
import uuid
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from batchportal.ledger import Ledger
    from batchportal.models import Outcome
    from batchportal.settings import Settings


def exists(settings: Settings) -> bool:
    """Whether there may be a ledger; asking must not make one."""
    from batchportal.ledger import database_file  # noqa: PLC0415 - heavy

    file = database_file(settings.database)
    return file is None or file.exists()


def own_ledger(settings: Settings) -> Ledger:
    """The ledger, for a process that changes it.

    Raises:
        UsageError: it can't be opened.
    """
    from batchportal.ledger import Ledger  # noqa: PLC0415 - heavy

    return Ledger(settings.database, settings.portal, settings.quality, owner=_owner(), lease=settings.lease)


def status(settings: Settings) -> tuple[Outcome, ...]:
    """Everything the ledger knows of this portal, of every quality, in the order in which it was first asked for.

    Reads only; works beside a run.

    Raises:
        UsageError: the ledger can't be opened. LedgerFailed: it can't be read.
    """
    from batchportal.ledger import Ledger, idle  # noqa: PLC0415 - heavy

    if not exists(settings):
        return ()
    with Ledger(settings.database, settings.portal, settings.quality) as ledger, idle(settings.database) as nobody:
        return ledger.outcomes(idle=nobody)


class Overview(NamedTuple):
    """What a person is shown of a ledger that may be too long to be read."""

    outcomes: tuple[Outcome, ...]
    """The first ones, and whatever has a problem."""
    counts: dict[str, int]
    """How many of all are in which state."""


def overview(settings: Settings, most: int) -> Overview:
    """The first `most` of what `status` gives, whatever has a problem, and how many there are of all.

    Raises:
        UsageError: the ledger can't be opened. LedgerFailed: it can't be read.
    """
    from batchportal.ledger import Ledger, idle  # noqa: PLC0415 - heavy

    if not exists(settings):
        return Overview((), {})
    with Ledger(settings.database, settings.portal, settings.quality) as ledger, idle(settings.database) as nobody:
        outcomes = ledger.listing.outcomes(idle=nobody, most=most)
        # Where all are listed, a run that goes on beside it must not make it look as if some were left out.
        whole = len(outcomes) < most
        counts = Counter(one.state.value for one in outcomes) if whole else ledger.listing.counts(idle=nobody)
        return Overview(outcomes, dict(counts))


def unlock(settings: Settings, login: str) -> bool:
    """Let a login be tried again that the portal refused; whether it was locked.

    Raises:
        UsageError: the ledger can't be opened. LedgerFailed: it can't be written.
    """
    if not exists(settings):
        return False
    with own_ledger(settings) as ledger:
        return ledger.guard.release(login)


def locked(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Every login that a portal refused and nobody has unlocked, as portal and login, at other portals too.

    Raises:
        UsageError: the ledger can't be opened. LedgerFailed: it can't be read.
    """
    from batchportal.ledger import Ledger  # noqa: PLC0415 - heavy

    if not exists(settings):
        return ()
    with Ledger(settings.database, settings.portal) as ledger:
        return ledger.guard.locked()


def _owner() -> str:
    """This process, as no other one was ever called: two with one name would redo each other's work."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
