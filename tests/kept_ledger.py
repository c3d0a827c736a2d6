"""A ledger of one portal, and its first companies: what tests of the ledger alone begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.portal_on_disk import registrations

if TYPE_CHECKING:
    from batchportal.ledger import Ledger, Record
    from batchportal.models import Registration

PORTAL = "https://portal.example"
(ONE, TWO, THREE) = registrations(3)


def begun(ledger: Ledger, registration: Registration = ONE) -> Record:
    """A company that was asked for and is being worked on."""
    ledger.ask([registration])
    return ledger.claim(registration.enterprise_number)
