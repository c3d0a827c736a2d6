"""Choosing a value from the list of one field, and no other: a drop-down, or what opens when the field is pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from batchportal.border import portal_errors
from batchportal.hidden import press_to_open, shut_menu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.async_api import ElementHandle, Frame

    from batchportal.locators import Found
    from batchportal.session import Session

_OPTION = "[role=option]:not([aria-disabled=true])"
_LABELS = "list => [...list.options].map((one) => one.disabled || !one.value ? '' : one.label)"
_IS_NEW = "(one, before) => !before.includes(one)"


async def take_listed(session: Session, field: Found, *fits: Callable[[str], bool]) -> tuple[int | None, list[str]]:
    """Choose among the values that a field's list offers.

    Args:
        session: where the field is.
        field: a drop-down, or a field that takes no text.
        fits: which values are meant, the most wanted first.

    Returns:
        By which of those one value was found, and is chosen now; and what the list offers, nothing where there
        is none.
    """
    if field.how == "select":
        with portal_errors(session.here):
            labels: list[str] = await (await field.element()).evaluate(_LABELS)
        by, index = _meant(labels, fits)
        if index is not None:
            await session.act(field, partial(_select, index=index))
            await session.settle()
        return by, [label for label in labels if label]
    with portal_errors(session.here):
        before = await _options(field.frame)
    if not await press_to_open(session, field):
        return None, []
    # What stood there before is another list: languages in the header, for instance.
    with portal_errors(session.here):
        options = [one for one in await _options(field.frame) if await one.evaluate(_IS_NEW, before)]
        labels = [" ".join((await one.inner_text()).split()) for one in options]
        by, index = _meant(labels, fits)
        if index is not None:
            await session.click(options[index])
    await session.settle()
    await shut_menu(session)
    return by, labels


def _meant(labels: Sequence[str], fits: Sequence[Callable[[str], bool]]) -> tuple[int | None, int | None]:
    """By which of some ways one label is meant, and where it stands; by none if the first that fits fits several."""
    for by, one in enumerate(fits):
        indices = [index for index, label in enumerate(labels) if label and one(label)]
        if indices:
            return (by, indices[0]) if len(indices) == 1 else (None, None)
    return None, None


async def _options(frame: Frame) -> list[ElementHandle]:
    return await frame.locator(_OPTION).filter(visible=True).element_handles()


async def _select(drop_down: ElementHandle, index: int) -> None:
    await drop_down.select_option(index=index)
