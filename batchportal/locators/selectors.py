"""Reads selectors/*.toml into entries; a user's own folder is laid over the built-in one, control by control."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from playwright.async_api import Page
from rapidfuzz import fuzz, process

from batchportal.errors import UsageError
from batchportal.locators.entries import NEVER_ONE, Entry, Exact, Kind
from batchportal.locators.words import Caption
from batchportal.models import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LANGUAGES = tuple(language.value for language in Language)
_WAYS = ("css", "role", "name", "test_id")
_FLAGS = ("only_within", "pager", "any_language", "lone", "opener", "last", "shut")
_TEXTS = ("within", "not_for", "heads", "type", "pattern", "part")
_PARTS = ("menu", "dialogue", "main")
_KEYS = ("kind", *_LANGUAGES, "seen", *_TEXTS, *_FLAGS, "exact", *_WAYS)
_WORDLESS = frozenset({Kind.ENTRY, Kind.PROBLEM, Kind.CHOICE, Kind.TICK, Kind.FOLD})
_NEAR = 60
_BACKUPS = ("~", ".bak", ".old", ".orig", ".swp")
_CLOSING = {"[": "]", "(": ")"}
_CSS_TOKEN = re.compile(r"""\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|>>|.""", re.DOTALL)
_OTHER_ENGINE = re.compile(r"""\s*(?:[\w:-]+=|\(*//|\.\.|["'])""")


class Selectors:
    """All entries of all pages, checked."""

    def __init__(self, pages: Mapping[str, Mapping[str, Entry]]) -> None:
        self._pages = pages

    @classmethod
    def load(cls, *folders: Path) -> Selectors:
        """Read the first folder, and lay the others over it.

        An override names pages and controls that exist; it replaces a control's words in the languages it gives, or
        says an exact way (`css`, `role` with `name`, or `test_id`; under `[control.exact.fr]` for one language).

        Raises:
            UsageError: a file is no TOML, or something in it is unknown, empty or contradictory; the message names
                file, control and key, and the nearest known name.
        """
        pages: dict[str, dict[str, Entry]] = {}
        for index, folder in enumerate(folders):
            if not folder.is_dir():
                raise UsageError(f"The selectors folder {folder} does not exist. Give a folder of TOML files.")
            for path in sorted(folder.iterdir()):
                page = path.stem
                if path.suffix != ".toml":
                    if index:
                        _check_ignored(path, pages)
                    continue
                if index and page not in pages:
                    _fail(path, f"there is no page {page!r}", near=(page, pages))
                known = pages.setdefault(page, {})
                known.update(_read(path, known, override=bool(index)))
                # After each file: what is wrong now stands in this one.
                _check_references(path, known)
        return cls(pages)

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of all pages."""
        return tuple(self._pages)

    def entries(self, page: str) -> tuple[Entry, ...]:
        """All entries of a page.

        Raises:
            UsageError: there is no such page.
        """
        if page not in self._pages:
            raise UsageError(f"The selectors have no page {page!r}.{_nearest(page, self._pages)}")
        return tuple(self._pages[page].values())

    def entry(self, page: str, name: str) -> Entry:
        """One entry.

        Raises:
            UsageError: there is no such page or control; the message names the nearest.
        """
        entries = {entry.name: entry for entry in self.entries(page)}
        if name not in entries:
            raise UsageError(f"The selectors of page {page!r} have no control {name!r}.{_nearest(name, entries)}")
        return entries[name]

    def region(self, entry: Entry) -> Entry | None:
        """The region that an entry prefers, if it names one."""
        return self._named(entry, entry.within)

    def not_for(self, entry: Entry) -> Entry | None:
        """The words that tell another control of the same name apart, if the entry names some."""
        return self._named(entry, entry.not_for)

    def heads(self, entry: Entry) -> Entry | None:
        """The words that may head an action beside those of its page's other actions, if the entry names some."""
        return self._named(entry, entry.heads)

    def _named(self, entry: Entry, name: str | None) -> Entry | None:
        return self._pages[entry.page][name] if name else None

    def rivals(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries whose words are not this one's: the others of its kind on its page; for a fold, all actions."""
        if entry.kind is Kind.FOLD:
            every = (each for page in self._pages.values() for each in page.values())
            return tuple(each for each in every if each.kind is Kind.ACTION)
        others = self._pages.get(entry.page, {}).values()
        return tuple(other for other in others if other.kind is entry.kind and other.name != entry.name)


def _read(path: Path, known: Mapping[str, Entry], *, override: bool) -> dict[str, Entry]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML in UTF-8: {error}. Mend that line.") from error
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.") from error
    entries = {}
    for name, table in tables.items():
        if not isinstance(table, dict):
            _fail(path, f"{name!r} stands outside a control; every key belongs under a [control]")
        if override and name not in known:
            _fail(path, f"page {path.stem!r} has no control {name!r}", near=(name, known))
        if override and (not table or table.get("exact") == {}):
            _fail(path, 'says nothing; give its words, such as fr = ["Suivant"], or take it away', control=name)
        entries[name] = _entry(path, name, table, known.get(name))
    return entries


def _check_ignored(path: Path, pages: Iterable[str]) -> None:
    """Refuse a file that would not be read though it seems to be meant; notes and backups may lie beside."""
    if path.name.startswith(".") or path.name.endswith(_BACKUPS) or not path.is_file():
        return
    page = path.name.partition(".")[0]
    if page.lower() in pages or fuzz.ratio(path.suffix.lower(), ".toml") > _NEAR:
        name = process.extractOne(page.lower(), list(pages), score_cutoff=_NEAR)
        _fail(path, f"is not read, because its name doesn't end in .toml; call it {name[0] if name else page}.toml")


def _entry(path: Path, name: str, table: Mapping[str, Any], base: Entry | None) -> Entry:
    for key in table:
        if key not in _KEYS:
            _fail(path, f"unknown key {key!r}", control=name, near=(key, _KEYS))
    kind = _kind(path, name, table.get("kind", base.kind if base else None))
    if base and kind is not base.kind:
        _fail(
            path,
            f"kind is {kind.value!r}, but this control is and stays {base.kind.value!r}; take the line out",
            control=name,
        )
    words = {
        language: _words(path, name, language, table[language], kind) for language in Language if language in table
    }
    start = base or Entry(path.stem, name, kind, {})
    changes: dict[str, Any] = {key: _flag(path, name, key, table[key]) for key in _FLAGS if key in table}
    changes |= {key: _text(path, name, key, table[key]) for key in _TEXTS if key in table}
    if "seen" in table:
        changes["seen"] = frozenset(
            _language(path, name, "seen", each) for each in _list(path, name, "seen", table["seen"])
        )
    entry = replace(
        start,
        kind=kind,
        words={**start.words, **words},
        exact={**start.exact, **_exact(path, name, table)},
        **changes,
    )
    _check(path, entry)
    return entry


def _check(path: Path, entry: Entry) -> None:
    lacking = [language.value for language in Language if language not in entry.words]
    if lacking and not entry.exact and entry.kind is not Kind.ENTRY:
        _fail(path, f"has no words in {', '.join(lacking)}; every language needs its key", control=entry.name)
    if entry.type not in (None, "password"):
        _fail(path, f"unknown type {entry.type!r}; the only type is 'password'", control=entry.name)
    if entry.part not in (None, *_PARTS):
        _fail(path, f"unknown part {entry.part!r}", control=entry.name, near=(str(entry.part), _PARTS))
    if entry.exact and (why := NEVER_ONE.get(entry.kind)):
        _fail(path, f"can't have an exact way, because {why}. Give its words", control=entry.name)
    if entry.only_within and not entry.within:
        _fail(path, "says only_within but not within what", control=entry.name)
    if entry.pattern is not None:
        try:
            re.compile(entry.pattern)
        except re.error as error:
            _fail(path, f"the pattern is no regular expression: {error}", control=entry.name)


def _check_references(path: Path, entries: Mapping[str, Entry]) -> None:
    for key, kind in (("within", Kind.REGION), ("not_for", Kind.LANDMARK), ("heads", Kind.LANDMARK)):
        known = [entry.name for entry in entries.values() if entry.kind is kind]
        for entry in entries.values():
            name = getattr(entry, key)
            if name is not None and name not in known:
                what = f"{key} names {name!r}, which is no {kind.value} of this page"
                _fail(path, what, control=entry.name, near=(name, known))


def _kind(path: Path, name: str, value: object) -> Kind:
    kinds = [kind.value for kind in Kind]
    if value is None:
        _fail(path, "lacks its kind", control=name, near=("", kinds))
    if value not in kinds:
        _fail(path, f"unknown kind {value!r}", control=name, near=(str(value), kinds))
    return Kind(str(value))


def _words(path: Path, name: str, language: Language, value: object, kind: Kind) -> tuple[str, ...]:
    words = _list(path, name, language.value, value)
    if not words and kind not in _WORDLESS:
        _fail(path, f"{language.value} is empty; give at least one word", control=name)
    for word in words:
        if not Caption(word).plain:
            _fail(path, f"{language.value} has a word without letters or signs: {word!r}", control=name)
    return tuple(words)


def _exact(path: Path, name: str, table: Mapping[str, Any]) -> dict[Language | None, Exact]:
    found: dict[Language | None, Exact] = {}
    if any(way in table for way in _WAYS):
        found[None] = _way(path, name, name, {way: table[way] for way in _WAYS if way in table})
    languages = table.get("exact", {})
    if not isinstance(languages, dict):
        _fail(path, "exact is a table by language, such as [control.exact.fr]", control=name)
    for key, ways in languages.items():
        if not isinstance(ways, dict):
            _fail(path, f"exact.{key} is a table with css, role and name, or test_id", control=name)
        found[_language(path, name, "exact", key)] = _way(path, name, f"{name}.exact.{key}", ways)
    return found


def _way(path: Path, name: str, table: str, ways: Mapping[str, Any]) -> Exact:
    for way, value in ways.items():
        if way not in _WAYS:
            _fail(path, f"unknown key {way!r}", control=name, near=(way, _WAYS))
        _text(path, name, way, value)
    if len(ways.keys() - {"name"}) != 1 or ("name" in ways and "role" not in ways):
        _fail(path, "an exact way is one of css, test_id, or role (with name)", control=name)
    if "role" in ways and ways["role"] not in (roles := get_args(Page.get_by_role.__annotations__["role"])):
        _fail(path, f"role is {ways['role']!r}, which is no ARIA role", control=name, near=(ways["role"], roles))
    if "css" in ways and (why := _no_css(ways["css"])):
        _fail(path, f"css is {ways['css']!r}, which is no CSS selector: {why}", control=name)
    return Exact(**ways, source=f"{path}, [{table}]")


def _no_css(text: str) -> str | None:
    """What is plainly wrong with a CSS selector, and what to do; only a browser knows the rest."""
    if _OTHER_ENGINE.match(text):
        return 'it is of another sort, such as XPath. Give CSS, such as "#next", or role and name'
    open_: list[str] = []
    for sign in _CSS_TOKEN.findall(text):
        if sign in _CLOSING:
            open_.append(_CLOSING[sign])
        elif sign in _CLOSING.values():
            if not open_ or open_.pop() != sign:
                return f"{sign} closes nothing. Take it out"
        elif sign in ('"', "'"):
            return f"{sign} is not closed. Close it"
        elif sign == ">>" and not open_:
            return "'>>' is no CSS. Give a space, or '>' for a direct child"
    return f"{open_[-1]} is missing. Add it" if open_ else None


def _text(path: Path, name: str, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        _fail(path, f"{key} must be a text, not {value!r}", control=name)
    return value


def _flag(path: Path, name: str, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        _fail(path, f"{key} must be true or false, not {value!r}", control=name)
    return value


def _list(path: Path, name: str, key: str, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        _fail(path, f'{key} must be a list of words, such as ["Suivant"], not {value!r}', control=name)
    return value


def _language(path: Path, name: str, key: str, value: str) -> Language:
    if value not in _LANGUAGES:
        _fail(path, f"{key} has an unknown language {value!r}", control=name, near=(value, _LANGUAGES))
    return Language(value)


def _fail(
    path: Path, what: str, *, control: str | None = None, near: tuple[str, Iterable[str]] | None = None
) -> NoReturn:
    place = f"{path}, [{control}]" if control else str(path)
    raise UsageError(f"{place}: {what}.{_nearest(*near) if near else ''}")


def _nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message: what was probably meant, or else what there is."""
    names = list(known)
    best = process.extractOne(name, names, score_cutoff=_NEAR) if name else None
    if best:
        return f" Did you mean {best[0]!r}?"
    return f" Known: {', '.join(names)}." if names else ""
