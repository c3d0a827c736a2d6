"""The part of the finder that runs inside pages: its source, put together from js/, and its registration."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Playwright

ENGINE = "caption"
"""The name of the selector engine: `caption=…`."""

_PARTS = ("text", "page", "captions", "kinds", "entries", "values", "scan")


@cache
def source(way_in: str) -> str:
    """A JavaScript expression whose value is one of the ways in: `scan`, `watch` (functions) or `engine`."""
    folder = Path(__file__).parent / "js"
    parts = "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
    return f"(() => {{\n'use strict';\n{parts}\nreturn {way_in};\n}})()"


@cache
def function(way_in: str) -> str:
    """The same as a function of one request, as `Frame.evaluate` wants it."""
    return f"(request) => {source(way_in)}(request)"


async def install(playwright: Playwright) -> None:
    """Make found controls usable as locators; once for each Playwright, before the first context is made.

    The engine lives in a world of its own beside the page's, so a page with patched prototypes can't mislead it.
    """
    await playwright.selectors.register(ENGINE, source("engine"), content_script=True)
