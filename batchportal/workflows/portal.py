"""The way down to the portal: the only import of `flows` in this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.visitor import PortalVisitors

if TYPE_CHECKING:
    from batchportal.models import Visitors
    from batchportal.settings import Settings


def portal_visitors(settings: Settings) -> Visitors:
    """Opens sessions in a real browser, as the settings say."""
    return PortalVisitors(settings)
