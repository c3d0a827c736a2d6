"""Reads forms that aren't sent in UTF-8."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from starlette.requests import Request


async def western_form(request: Request) -> dict[str, str]:
    """The form of an ISO-8859-1 page: a browser sends Windows-1252, and a reference for what that can't write."""
    sent = parse_qs((await request.body()).decode("latin-1"), keep_blank_values=True, encoding="cp1252")
    return {name: html.unescape(values[0]).strip() for name, values in sent.items()}
