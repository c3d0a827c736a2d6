"""The ledger that settings name."""

from __future__ import annotations

import os
import socket
import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from batchportal.ledger import Ledger
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


def _owner() -> str:
    """This process, as no other one was ever called: two with one name would redo each other's work."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
