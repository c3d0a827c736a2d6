"""The applications that a channel can be used for: a known list, which is data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
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
    return tuple(_spellings(_entries()))


@cache
def _entries() -> tuple[dict[str, object], ...]:
    data = tomllib.loads(files("batchportal").joinpath("_rules", "applications.toml").read_text(encoding="utf-8"))
    return tuple(data["application"])


def longer_names(name: str) -> tuple[str, ...]:
    """The names of other applications that begin with this one: 'DmfA consultation' for 'DmfA'."""
    others = (entry for entry in _entries() if _folded(name) not in map(_folded, _spellings([entry])))
    longer = [other for other in _spellings(others) if other.lower().startswith(f"{name.lower()} ")]
    return (*longer, *only_parts(name, (other[len(name) :].lstrip(" -") for other in longer)))


def only_parts(name: str, parts: Iterable[str]) -> tuple[str, ...]:
    """What parts of an application may be called, as pages write it: 'DmfA (consultation)', 'DmfA : consultation'."""
    ways = ("{} {}", "{} - {}", "{} ({})", "{} : {}", "{}: {}")
    return tuple(dict.fromkeys(way.format(name, part) for part in parts for way in ways))


def _spellings(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    for entry in entries:
        yield str(entry["name"])
        other = entry.get("other", [])
        if isinstance(other, list):
            yield from map(str, other)


@dataclass(frozen=True, slots=True)
class FileCode:
    """What file names say for an application."""

    application: str
    """Its canonical name."""
    code: str | None
    """Four letters or digits; None where no public page says them."""
    parts: bool
    """Whether its declarations may come in parts."""
    kinds: tuple[FileCode, ...] = ()
    """The applications below it that have codes of their own, where it has none (DRS)."""


def file_code(word: str) -> FileCode | None:
    """What file names say for an application, given by one of its names or by its code; None for neither."""
    wanted = _folded(word)
    for entry in _entries():
        code = entry.get("code")
        spellings = [*_spellings([entry]), *([str(code)] if code else [])]
        if wanted in map(_folded, spellings):
            kinds = () if code else _below(str(entry["name"]))
            return FileCode(str(entry["name"]), str(code) if code else None, bool(entry.get("parts", True)), kinds)
    return None


def _below(name: str) -> tuple[FileCode, ...]:
    names = (str(entry["name"]) for entry in _entries() if "code" in entry)
    found = (file_code(other) for other in names if other.startswith(f"{name} "))
    return tuple(one for one in found if one is not None)


def nearest_application(word: str) -> str | None:
    """The known name or code that a mistyped one is most like."""
    codes = (str(entry["code"]) for entry in _entries() if "code" in entry)
    known = {_folded(name): name for name in (*codes, *applications())}
    guess = nearest(word, known)
    return known[guess] if guess else None


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
