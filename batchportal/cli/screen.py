"""What people see on stdout: tables of outcomes and issues that fit the terminal, and plain ones for a file."""

import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from batchportal.models import Outcome, State
from batchportal.report.advice import advice_for

_UNBOUNDED = 400
"""Columns of a table when stdout is a file or pipe: nothing is cut there."""
_WIDEST_TEXT = 100
_ALIKE_SHOWN = 5

_LOOKS: Mapping[State, tuple[str, str, str]] = {
    State.REGISTERED: ("✓", "+", "good"),
    State.ALREADY_REGISTERED: ("✓", "+", "good"),
    State.PREPARED: ("○", "o", "note"),
    State.REJECTED: ("✗", "x", "bad"),
    State.FAILED: ("!", "!", "warn"),
    State.UNKNOWN: ("?", "?", "doubt"),
    State.PENDING: ("·", ".", "quiet"),
}
"""How each state looks: its mark, the mark where the terminal has ASCII only, its style."""

_HEADINGS = ("Row", "Company", "Quality", "User name", "State", "Sender", "In files")
_ROW, _QUALITY, _USER_NAME, _SENDER, _IN_FILES = 0, 2, 3, 5, 6
_SPANS_SHOWN = 20

_THEME = Theme(
    {
        "good": "green",
        "note": "cyan",
        "bad": "bold red",
        "warn": "yellow",
        "doubt": "bold magenta",
        "quiet": "dim",
        "strong": "bold",
        "number": "bold",
        "head": "bold",
        "command": "cyan",
        "advice": "cyan",
    },
)


def out() -> Console:
    """The console for results."""
    return _console(stderr=False)


def err() -> Console:
    """The console for everything that is not the result."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else _UNBOUNDED
    return Console(stderr=stderr, theme=_THEME, width=width, highlight=False, emoji=False, markup=False)


def label(state: State, console: Console) -> Text:
    """A state's mark and words, coloured."""
    mark, plain, style = _LOOKS[state]
    return Text(f"{plain if _ascii_only(console) else mark} {state.value.replace('_', ' ')}", style)


def _ascii_only(console: Console) -> bool:
    return not console.encoding.lower().startswith("utf")


def dash(console: Console) -> str:
    """What stands for nothing."""
    return "-" if _ascii_only(console) else "\N{EN DASH}"


def where(path: str | Path) -> str:
    """A path as one would type it from here."""
    absolute = Path(path).absolute()
    for base, prefix in ((Path.cwd(), ""), (Path.home(), "~/")):
        if absolute != base and absolute.is_relative_to(base):
            return f"{prefix}{absolute.relative_to(base)}"
    return str(absolute)


def plain_table(*headings: str) -> Table:
    """A table without lines, as wide as its content."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="head", pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table


def outcomes(console: Console, listed: Sequence[Outcome]) -> str:
    """One line for each registration, coloured; the less needed columns go where the terminal is narrow.

    Written by hand, because a table of Rich's takes a minute for 100,000 rows.
    """
    none, states = dash(console), {state: label(state, console).plain for state in State}
    numbers = [outcome.sender_number for outcome in listed]
    texts: list[list[str]] = [
        [str(outcome.row) for outcome in listed],
        [outcome.enterprise_number.dotted for outcome in listed],
        [outcome.quality or none for outcome in listed],
        [outcome.username or none for outcome in listed],
        [states[outcome.state] for outcome in listed],
        [number.digits if number else none for number in numbers],
        [number.for_files if number else none for number in numbers],
    ]
    widths = [max(map(len, (heading, *column))) for heading, column in zip(_HEADINGS, texts, strict=True)]
    # A quality is told where there is another one than the manual's, and then however narrow the terminal is.
    qualities = any(outcome.quality for outcome in listed)
    columns = _that_fit(console, [item for item in enumerate(widths) if qualities or item[0] != _QUALITY])
    styles = {none: "quiet", **{states[state]: _LOOKS[state][2] for state in State}}
    painted = _Painted(console)
    head = [painted.column([_HEADINGS[column]], column, width, "head") for column, width in columns]
    body = [
        painted.column(texts[column], column, width, "number" if column == _SENDER else "", styles)
        for column, width in columns
    ]
    return "\n".join("  ".join(cells).rstrip() for part in (head, body) for cells in zip(*part, strict=True))


def _that_fit(console: Console, columns: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The columns, with their widths, that fit beside each other."""
    for dispensable in (_IN_FILES, _USER_NAME):
        if sum(width for _, width in columns) + 2 * (len(columns) - 1) > console.width:
            columns = [column for column in columns if column[0] != dispensable]
    return columns


class _Painted:
    """Columns with their colours, as strings: what a style writes before and after a text is asked for once."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._around: dict[str, tuple[str, str]] = {}

    def column(
        self, texts: Sequence[str], column: int, width: int, style: str, styles: Mapping[str, str] | None = None
    ) -> list[str]:
        """Texts below each other, all as wide as their column; numbers of rows stand at the right.

        Args:
            texts: what is written.
            column: which one it is.
            width: characters.
            style: theirs.
            styles: of texts that have another one.
        """
        before, after = self._codes(style)
        if column == _ROW:
            return [f"{' ' * (width - len(text))}{before}{text}{after}" for text in texts]
        known = {text: self._cell(text, width, own) for text, own in (styles or {}).items()}
        return [known.get(text) or f"{before}{text}{after}{' ' * (width - len(text))}" for text in texts]

    def _cell(self, text: str, width: int, style: str) -> str:
        before, after = self._codes(style)
        return f"{before}{text}{after}{' ' * (width - len(text))}"

    def _codes(self, style: str) -> tuple[str, str]:
        if style not in self._around:
            with self._console.capture() as capture:
                self._console.print(Text("x", style), end="")
            before, _, after = capture.get().partition("x")
            self._around[style] = before, after
        return self._around[style]


def unlisted(number: int) -> Text | None:
    """What is said of the lines that a table leaves out."""
    if not number:
        return None
    return Text(f"{number} more without a problem are not listed here. All of them: batchportal export FILE", "quiet")


def summary(console: Console, counts: Mapping[str, int]) -> Text:
    """`5 registered · 1 rejected`."""
    words = [
        Text(f"{count} {state.replace('_', ' ')}", _LOOKS[State(state)][2]) for state, count in counts.items() if count
    ]
    return Text(" - " if _ascii_only(console) else " · ").join(words)


def counted(listed: Iterable[Outcome]) -> dict[str, int]:
    """How many registrations are in each state, in the order of the states."""
    return in_order(Counter(outcome.state.value for outcome in listed))


def in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by state, in the order of the states."""
    order = (
        State.REGISTERED,
        State.ALREADY_REGISTERED,
        State.PREPARED,
        State.PENDING,
        State.REJECTED,
        State.FAILED,
        State.UNKNOWN,
    )
    return {state.value: counts[state.value] for state in order if counts.get(state.value)}


def troubles(console: Console, listed: Sequence[Outcome]) -> str | None:
    """What went wrong and what to do about it, by kind of trouble; None where all is well.

    Written out, because paths stay in one piece however narrow the terminal is: they will be copied.
    """
    by_code: dict[str, list[Outcome]] = {}
    for outcome in listed:
        if outcome.problem is not None and not outcome.state.done:
            by_code.setdefault(outcome.problem.code, []).append(outcome)
    if not by_code:
        return None
    return "\n\n".join(_trouble(console, code, affected) for code, affected in by_code.items())


def _trouble(console: Console, code: str, affected: Sequence[Outcome]) -> str:
    """One kind of trouble: its rows, what the portal or the tool said, and the advice once."""
    mark, plain, style = _LOOKS[affected[0].state]
    head = Text.assemble((plain if _ascii_only(console) else mark, style), " ", (code, "strong"))
    head.append(f"  {rows_of(outcome.row for outcome in affected)}", "quiet")
    lines = [_written(console, head)]
    by_message: dict[tuple[str, str | None], list[Outcome]] = {}
    for outcome in affected:
        if outcome.problem is not None:
            by_message.setdefault((outcome.problem.message, outcome.problem.page), []).append(outcome)
    for (message, page), alike in by_message.items():
        lines += _same_message(console, message, page, alike)
    if advice := advice_for(code):
        lines.append(_written(console, _indented(Text.assemble(("What to do: ", "advice"), advice))))
    return "\n".join(lines)


def _same_message(console: Console, message: str, page: str | None, alike: Sequence[Outcome]) -> Iterator[str]:
    """Who has this trouble, where, what was said, and where the pictures are."""
    who = ", ".join(str(outcome.enterprise_number) for outcome in alike[:_ALIKE_SHOWN])
    more = f" and {len(alike) - _ALIKE_SHOWN} more" if len(alike) > _ALIKE_SHOWN else ""
    place = Text.assemble((f"{who}{more}", "strong"), ("" if page is None else f", page {page}", "quiet"))
    yield _written(console, _indented(place))
    yield _written(console, _indented(Text(message)))
    for outcome in alike[:_ALIKE_SHOWN]:
        if outcome.evidence:
            yield _written(console, Text(f"  Pictures: {where(outcome.evidence)}", "quiet"), uncut=True)


def _indented(content: RenderableType) -> RenderableType:
    return Padding(content, (0, 0, 0, 2))


def rows_of(numbers: Iterable[int]) -> str:
    """`row 4` or `rows 2, 5-7`."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    plural = len(spans) > 1 or (bool(spans) and spans[0][0] != spans[0][1])
    more = f" and {len(words) - _SPANS_SHOWN} more" if len(words) > _SPANS_SHOWN else ""
    return f"row{'s' if plural else ''} {', '.join(words[:_SPANS_SHOWN])}{more}"


def say(text: str) -> None:
    """Tell a sentence beside the result, on stderr: on a terminal wrapped between words, else in one line.

    A path, a command or any other word is never broken: it will be copied.
    """
    if sys.stderr.isatty():
        width = min(shutil.get_terminal_size().columns, _WIDEST_TEXT)
        text = textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def text_width(console: Console) -> int:
    """The width for sentences: long lines are hard to read."""
    return min(console.width, _WIDEST_TEXT)


def show(console: Console, *parts: RenderableType | None) -> None:
    """Print parts with an empty line between them; None is left out. No line ends in spaces. Strings go as they are."""
    blocks = [part if isinstance(part, str) else _written(console, part) for part in parts if part is not None]
    console.file.write("\n\n".join(blocks) + "\n")
    console.file.flush()


def _written(console: Console, part: RenderableType, *, uncut: bool = False) -> str:
    """A part as text: wrapped to a width that reads well, or in one piece. No line ends in spaces."""
    with console.capture() as capture:
        if uncut:
            console.print(part, soft_wrap=True)
        else:
            console.print(part, width=None if isinstance(part, Table) else text_width(console))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n")
