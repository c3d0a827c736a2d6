"""Moments as people read them: the time in Belgium, with its zone named, wherever the machine stands.

The portal, its deadlines and the dates in file names go by that time. JSON documents and the ledger keep UTC.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BELGIUM = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """This moment, in Belgium."""
    return datetime.now(BELGIUM)


def today() -> date:
    """The present day in Belgium."""
    return now().date()


def spoken(moment: datetime) -> str:
    """`2026-11-26 15:14 CET`."""
    return moment.astimezone(BELGIUM).strftime("%Y-%m-%d %H:%M %Z")


def day(moment: datetime) -> str:
    """The day it is in Belgium at that moment: `2026-11-26`."""
    return moment.astimezone(BELGIUM).date().isoformat()


def in_file_name(moment: datetime) -> str:
    """`20261126-151407-123456-CET`: sorts by time, and says whose."""
    return moment.astimezone(BELGIUM).strftime("%Y%m%d-%H%M%S-%f-%Z")
