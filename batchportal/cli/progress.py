"""Progress on stderr: a bar over the companies and each one's current page; plain lines where nobody watches."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from batchportal.cli import screen
from batchportal.models import Progress, State


class Listener(Protocol):
    """What the engine tells its progress to."""

    def __call__(self, progress: Progress, /) -> None:
        """Take note of it."""

    def paused(self) -> AbstractContextManager[None]:
        """Leave the terminal alone while a person is asked something."""


_PAGES = {
    "entrance": "finding the log-in",
    "login": "log-in",
    "companies": "list of companies",
    "secured": "menu",
    "wizard": "configuration",
    "contact": "contact data",
    "channel": "channel and uploads",
    "username": "user name",
    "review": "review, compared field by field",
    "confirm": "confirmation",
    "created": "result",
    "information": "Information",
}
"""What a person calls the pages."""
_SHOWN_AT_ONCE = 8
_BAR_WIDTH = 40


@contextmanager
def watching(total: int, *, pages: bool = False) -> Iterator[Listener]:
    """Show progress while the block runs.

    Args:
        total: how many companies there are.
        pages: a line for every page too, not only for every company.

    Yields:
        What the engine tells its progress to.
    """
    console = screen.err()
    if not sys.stderr.isatty():
        yield Lines(console, total, pages=pages)
        return
    picture = Picture(console, total, pages=pages)
    console.print()
    with picture.drawn():
        yield picture


def page_name(page: str) -> str:
    """A page's name for a person. What comes after a colon says what is being done there."""
    name, colon, act = page.partition(":")
    return f"{_PAGES.get(name, name)}{colon}{act.replace('_', ' ')}"


class _Count:
    """How many companies have come to an end; a state may be told more than once."""

    def __init__(self) -> None:
        self._ended: set[tuple[int | None, str]] = set()

    def add(self, progress: Progress) -> State | None:
        """Note a state; the state, if the registration has come to an end with it."""
        state = _state(progress.text)
        if state is None or state is State.PENDING:
            return None
        self._ended.add((progress.row, str(progress.enterprise_number)))
        return state

    def __len__(self) -> int:
        return len(self._ended)


class Lines:
    """One line for everything worth knowing: for log files and pipes."""

    def __init__(self, console: Console, total: int, *, pages: bool) -> None:
        self._console = console
        self._total = total
        self._pages = pages
        self._count = _Count()

    def __call__(self, progress: Progress) -> None:
        """Write the line, if it is worth one."""
        if progress.kind == "page" and not self._pages:
            return
        text = progress.text if progress.kind == "notice" else page_name(progress.text)
        if progress.kind == "state":
            state = self._count.add(progress)
            if state is None:
                return
            text = f"{len(self._count)}/{self._total} {state.value}"
        self._console.print(f"{_who(progress)}{text}", soft_wrap=True)

    def paused(self) -> AbstractContextManager[None]:
        """Lines disturb nobody."""
        return nullcontext()


class Picture:
    """The bar, what has come of it so far, and what is being worked on; lines that should stay stand above it."""

    def __init__(self, console: Console, total: int, *, pages: bool = False) -> None:
        self._live: Live | None = None
        self._console = console
        self._pages = pages
        self._active: dict[str, tuple[Progress, str]] = {}
        self._count = _Count()
        self._bar = Bar(
            SpinnerColumn(style="note", finished_text=" "),
            BarColumn(bar_width=_BAR_WIDTH, complete_style="good", finished_style="good", pulse_style="note"),
            MofNCompleteColumn(),
            TextColumn("companies"),
            TimeElapsedColumn(),
            console=console,
        )
        self._task = self._bar.add_task("companies", total=total)

    def __call__(self, progress: Progress) -> None:
        """Take note; the picture is drawn anew by its own clock."""
        key = str(progress.enterprise_number or "")
        if progress.kind == "notice":
            self._console.print(Text(f"{_who(progress)}{progress.text}", "warn"))
        elif progress.kind == "page":
            self._active[key] = (progress, page_name(progress.text))
            if self._pages:
                self._console.print(Text(f"{_who(progress)}{page_name(progress.text)}", "quiet"))
        elif progress.text == State.PENDING:
            self._active.pop(key, None)
        elif (state := self._count.add(progress)) is not None:
            self._active.pop(key, None)
            self._bar.update(self._task, completed=len(self._count))
            if not state.done and state is not State.PREPARED:
                self._console.print(Text.assemble(_who(progress), screen.label(state, self._console)))

    @contextmanager
    def drawn(self) -> Iterator[None]:
        """Draw it while the block runs."""
        self._draw()
        try:
            yield
        finally:
            self._wipe()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the picture away while a person is asked something; what was said then stays."""
        drawn = self._live is not None
        self._wipe()
        try:
            yield
        finally:
            if drawn:
                self._draw()

    def _draw(self) -> None:
        # A new one each time: one that is started again wipes the lines above it, as many as it had.
        self._live = Live(self, console=self._console, refresh_per_second=8, transient=True, redirect_stdout=False)
        self._live.start(refresh=True)

    def _wipe(self) -> None:
        if self._live is not None:
            self._live.stop()
        self._live = None

    def __rich__(self) -> RenderableType:
        """The bar and the companies at work."""
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        for progress, page in list(self._active.values())[-_SHOWN_AT_ONCE:]:
            table.add_row(Text(f"  {progress.enterprise_number or 'log-in'}"), Text(page, "note"))
        return Group(self._bar, table)


def _state(text: str) -> State | None:
    try:
        return State(text)
    except ValueError:
        return None


def _who(progress: Progress) -> str:
    if progress.enterprise_number is None:
        return ""
    row = "" if progress.row is None else f"row {progress.row} "
    return f"{row}{progress.enterprise_number}: "
