"""A page in words, as Playwright's accessibility snapshots give it, without what is nobody's business.

A snapshot names the roles and names of everything on a page, and so also what was typed, who is logged in and which
companies there are. What is kept of it is the structure, the names of controls and headings except what looks like a
name of somebody, and texts that the selectors know; everything else is an ellipsis, digits are `#`.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from batchportal.locators import normalise
from batchportal.logs import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from playwright.async_api import Page as Window

_LINE = re.compile(r'^(?P<role>[\w/-]+)(?: (?P<name>"(?:[^"\\]|\\.)*"))?(?P<marks>(?: \[[^\]]*\])*)(?P<rest>:.*)?$')
_ENTERPRISE = re.compile(r"(?<!\d)[01]?\d{3}[. \u00a0\u202f]?\d{3}[. \u00a0\u202f]?\d{3}(?!\d)")
_DIGITS = re.compile(r"\d{3,}|(?<![^\W\d_])\d+(?![^\W\d_])")
_OF_THE_MOMENT = re.compile(r" \[(?:checked|selected|pressed|expanded|active)(?:=\w+)?\]")
_EMAIL = re.compile(r"\S+@\S+")
_CAPITAL = "[A-Z\u00c0-\u00de][\\w'\u2019.-]*"
_SOMEBODY = re.compile(rf"\b{_CAPITAL}(?:\s+(?:(?:de|den|der|du|la|le|van|von)\s+)*{_CAPITAL})+")
_HIDDEN = "…"

_TYPED = frozenset({"textbox", "searchbox", "spinbutton", "combobox"})
"""What holds what somebody typed or chose."""
_NAMED = (
    _TYPED
    | {"alertdialog", "button", "checkbox", "columnheader", "dialog", "form", "group", "heading", "img", "link"}
    | {"listbox", "menu", "menuitem", "menuitemcheckbox", "menuitemradio", "navigation", "option", "progressbar"}
    | {"radio", "radiogroup", "region", "rowheader", "search", "slider", "switch", "tab", "table", "tablist"}
    | {"tabpanel", "term", "tree", "treeitem"}
)
"""What has a name of the portal's own, not a text of somebody's."""
_OF_ONE_COMPANY = frozenset(
    {"article", "button", "cell", "combobox", "gridcell", "group", "link", "listitem", "option", "radio", "row"}
)
_OF_A_MOMENT = frozenset({"alertdialog", "dialog", "region"})
_SHOWN = 8
_TIMEOUT = 5000


@dataclass(slots=True)
class _Node:
    """One line of a snapshot and what is indented below it."""

    role: str
    name: str | None
    marks: str = ""
    text: str = ""
    children: list[_Node] = field(default_factory=list)

    def says(self) -> Iterator[str]:
        """Every text of it and below it."""
        yield from (self.name or "", self.text)
        for child in self.children:
            yield from child.says()


async def take(windows: Sequence[Window]) -> str:
    """The snapshot of all frames of some windows, as it is: for `masked` alone, never for a file."""
    parts = []
    for window in windows:
        for frame in window.frames:
            with contextlib.suppress(PlaywrightError):
                body = frame.locator("body")
                if await body.count() == 1:
                    parts.append(await body.aria_snapshot(timeout=_TIMEOUT))
    return "\n".join(part for part in parts if part)


def masked(
    snapshot: str,
    known: Callable[[str], bool],
    *,
    passing: Callable[[str], bool] = lambda _text: False,
    personal: Iterable[str] = (),
) -> list[str]:
    """The lines that may be kept.

    Args:
        snapshot: as `take` gives it.
        known: whether a text is one of the portal's own words.
        passing: whether a text is one of something that comes and goes, as dialogues about cookies do.
        personal: values that must not be kept wherever they stand.
    """
    hidden = sorted({normalise(value) for value in personal if value.strip()}, key=len, reverse=True)
    mask = _Mask(known, passing, tuple(hidden))
    return list(_lines(_merged([mask.node(node) for node in mask.staying(_parsed(snapshot))]), ""))


def differences(before: Sequence[str], after: Sequence[str], *, only_new: bool = False) -> tuple[str, ...]:
    """What has gone and what is new between two masked snapshots, a readable few lines."""
    changes = []
    old, new = ([line.strip() for line in lines] for lines in (before, after))
    for line in difflib.unified_diff(old, new, n=0, lineterm=""):
        if line.startswith(("---", "+++", "@@")) or line[1:].strip(f"-: {_HIDDEN}") in ("", "text"):
            continue
        if only_new and line[0] == "-":
            continue
        changes.append(f"{'new' if line[0] == '+' else 'gone'}: {line[1:].removeprefix('- ').rstrip(':')}")
    more = len(changes) - _SHOWN
    return (*changes[:_SHOWN], *([f"and {more} more"] if more > 0 else []))


def vocabulary(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a text is one of these words, read as people read captions."""
    plain = frozenset(normalise(word) for word in words if "…" not in word)
    return lambda text: normalise(text) in plain


class _Mask:
    """Says what may be kept of each node."""

    def __init__(self, known: Callable[[str], bool], passing: Callable[[str], bool], hidden: tuple[str, ...]) -> None:
        self._known = known
        self._passing = passing
        self._hidden = hidden

    def node(self, node: _Node, *, strict: bool = False) -> _Node:
        """The node and what is below it, masked.

        Args:
            node: as it is.
            strict: whether it stands where names are those of people or companies: only known words are kept there.
        """
        strict = strict or node.role == "banner" or self._is_a_company(node)
        name = node.name
        if name is not None:
            open_to_all = node.role in _NAMED and not strict
            name = "" if node.role in ("row", "rowgroup") else self._text(name, free=open_to_all)
        text = "" if node.role in _TYPED else self._text(node.text, free=False)
        children = [
            self.node(child, strict=strict)
            for child in self.staying(node.children)
            if child.role != "/url" and not (node.role in _TYPED and child.role == "text")
        ]
        return _Node(node.role, name, _OF_THE_MOMENT.sub("", node.marks), text, _merged(children))

    def staying(self, nodes: Iterable[_Node]) -> list[_Node]:
        """Without the parts of a page that come and go."""
        return [node for node in nodes if node.role not in _OF_A_MOMENT or not any(map(self._passing, node.says()))]

    def _is_a_company(self, node: _Node) -> bool:
        return node.role in _OF_ONE_COMPANY and any(_ENTERPRISE.search(text) for text in node.says())

    def _text(self, text: str, *, free: bool) -> str:
        if not text:
            return ""
        plain = normalise(text)
        if any(value in plain for value in self._hidden):
            return _HIDDEN
        if self._known(text):
            return text
        if not (free or text.rstrip().endswith(":")):
            return _HIDDEN
        return _DIGITS.sub("#", _SOMEBODY.sub(_HIDDEN, _EMAIL.sub(_HIDDEN, redact(text))))


def _merged(nodes: list[_Node]) -> list[_Node]:
    """Neighbours that look the same, rows of a list for instance, become one: their number is no change."""
    merged: list[_Node] = []
    for node in nodes:
        if not merged or merged[-1] != node:
            merged.append(node)
    return merged


def _lines(nodes: Iterable[_Node], indent: str) -> Iterator[str]:
    for node in nodes:
        name = f" {json.dumps(node.name, ensure_ascii=False)}" if node.name else ""
        end = f": {node.text}" if node.text else ":" if node.children else ""
        yield f"{indent}- {node.role}{name}{node.marks}{end}"
        yield from _lines(node.children, indent + "  ")


def _parsed(snapshot: str) -> list[_Node]:
    """The tree of a snapshot. A line that isn't understood hides its text."""
    roots: list[_Node] = []
    path: list[tuple[int, _Node]] = []
    for line in snapshot.splitlines():
        bare = line.lstrip(" ")
        if not bare.startswith("- "):
            continue
        depth = len(line) - len(bare)
        while path and path[-1][0] >= depth:
            path.pop()
        node = _node(bare[2:])
        (path[-1][1].children if path else roots).append(node)
        path.append((depth, node))
    return roots


def _node(line: str) -> _Node:
    key, rest = _split(line)
    found = _LINE.match(key)
    if not found:
        return _Node("text", None, text=rest or key)
    name = json.loads(found["name"]) if found["name"] else None
    return _Node(found["role"], name, found["marks"] or "", rest)


def _split(line: str) -> tuple[str, str]:
    """Key and text of one line; both may be quoted as YAML has it."""
    if line.startswith("'"):
        end = re.match(r"'((?:[^']|'')*)'(.*)", line)
        key, rest = (end[1].replace("''", "'"), end[2]) if end else (line, "")
    else:
        found = re.match(r'([\w/-]+(?: "(?:[^"\\]|\\.)*")?(?: \[[^\]]*\])*)(.*)', line)
        key, rest = (found[1], found[2]) if found else (line, "")
    text = rest.removeprefix(":").strip()
    if text.startswith('"'):
        with contextlib.suppress(ValueError):
            text = str(json.loads(text))
    return key, text
