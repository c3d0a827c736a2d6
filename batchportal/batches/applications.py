"""The applications that a channel can be used for: a known list, which is data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from batchportal.batches.columns import nearest
from batchportal.batches.findings import ValueRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2011": "-", "\u2013": "-"})


@cache
def applications() -> tuple[str, ...]:
    """Every spelling in the built-in list, canonical names and others, in the list's order."""
    data = tomllib.loads(files("batchportal").joinpath("_rules", "applications.toml").read_text(encoding="utf-8"))
    return tuple(_spellings(data["application"]))


def _spellings(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    for entry in entries:
        yield str(entry["name"])
        other = entry.get("other", [])
        if isinstance(other, list):
            yield from map(str, other)


class Applications:
    """The known list with what the settings add; finds the canonical spelling of a name."""

    def __init__(self, added: Iterable[str] = ()) -> None:
        self._known: dict[str, str] = {}
        # The settings come last and win: whoever adds a name knows how the portal at hand writes it.
        for name in (*applications(), *added):
            self._known[_folded(name)] = " ".join(name.split())

    def canonical(self, name: str) -> str:
        """The known spelling of this application.

        Raises:
            ValueRefused: it isn't in the list; the message names the nearest one.
        """
        if found := self._known.get(_folded(name)):
            return found
        guess = nearest(name, self._known)
        hint = f" Did you mean {self._known[guess]!r}?" if guess else ""
        raise ValueRefused(
            "application_unknown",
            f"{name!r} isn't in the list of applications.{hint} If the portal shows it so, add it to `applications` "
            "in the settings.",
        )


def _folded(name: str) -> str:
    return " ".join(name.translate(_APOSTROPHES).split()).casefold()
