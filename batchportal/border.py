"""The border where Playwright's errors become ours."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.errors import VisitFailed
from batchportal.network import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import ElementHandle
    from playwright.async_api import Page as Window

GONE = "The browser, or its window, was closed or has crashed."


async def still(element: ElementHandle, is_so: str) -> bool:
    """Whether something is so of an element; nothing is of one whose page has gone on to another, or its frame away."""
    try:
        return bool(await element.evaluate(is_so))
    except PlaywrightError as error:
        if "context was destroyed" in error.message or "Frame was detached" in error.message:
            return False
        raise


@contextlib.contextmanager
def portal_errors(page: str, caption: str = "") -> Iterator[None]:
    """Used around every act on a page: what Playwright raises becomes what the flows know.

    Args:
        page: which one.
        caption: of the control that is used, where there is one.
    """
    try:
        yield
    except PlaywrightError as error:
        text = first_line(error)
        if gone(text):
            raise VisitFailed(GONE, code="browser_gone", page=page) from None
        where = f" at '{caption}'" if caption else ""
        raise VisitFailed(f"The page didn't do as it was told{where}: {text}", code="page_failed", page=page) from None


def gone(text: str) -> bool:
    """Whether Playwright means that there is no page any more."""
    return "been closed" in text or "crashed" in text.lower()


async def is_gone(window: Window, *, seconds: float) -> bool:
    """Whether a window can't be asked any more: of the death of Playwright's driver nobody is told."""
    try:
        async with asyncio.timeout(seconds):
            await window.title()
    except PlaywrightError as error:
        return gone(first_line(error))
    except TimeoutError:
        return False
    return False
