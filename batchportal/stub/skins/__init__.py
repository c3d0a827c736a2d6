"""Outsides that the stub can wear: the same companies, checks and faults behind pages of quite different structure.

The classic one is the stub's own. The others were drawn up by people who knew the manual and not this program, so
that a tool which finds its way through all of them follows the manual's words and not the stub's HTML. Nothing in
them is to be made easier to walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import Route

    from batchportal.stub.rendering import Paint

CLASSIC = "classic"
NAMES = (CLASSIC, "tables", "spa", "postback", "components")
"""Classic; neighbouring captions and a new window; a single-page application; postbacks and a frame; web components."""


@dataclass(frozen=True, slots=True)
class Skin:
    """An outside.

    Attributes:
        paint: makes its pages.
        portal: the addresses on the portal's origin; the last one takes every other address.
        log_in: the same on the log-in's origin.
        companies: how many companies it shows, unless the stub is told; None for the demo's.
    """

    paint: Paint
    portal: Sequence[Route]
    log_in: Sequence[Route] = ()
    companies: int | None = None


def wear(name: str) -> Skin | None:
    """The skin of that name, made anew; None for the classic one, which needs none.

    Raises:
        ValueError: there is no such skin.
    """
    if name not in NAMES:
        raise ValueError(f"no skin {name!r}; there are {', '.join(NAMES)}")
    if name == CLASSIC:
        return None
    skin: Skin = import_module(f"{__name__}.{name}").make()
    return skin
