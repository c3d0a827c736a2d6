"""What people see: tables at any width, troubles, progress."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from batchportal.cli import progress, screen
from batchportal.errors import BatchportalError, OutcomeUnknown, VisitFailed
from batchportal.models import EnterpriseNumber, Outcome, Problem, Progress, SenderNumber, State
from batchportal.workflows.visits import _doubt
from tests.cli_process import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = EnterpriseNumber("0403170701")
WIDEST = (
    Outcome(10000, NUMBER, "abcdefghij0123456789", State.ALREADY_REGISTERED, SenderNumber("123456")),
    Outcome(10001, NUMBER, "abcdefghij0123456789", State.REJECTED),
)


def _console(width: int, encoding: str = "utf-8") -> Console:
    file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
    return Console(file=file, width=width, theme=screen._THEME, force_terminal=False, highlight=False)


def _text(console: Console) -> str:
    assert isinstance(console.file, io.TextIOWrapper)
    buffer = console.file.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(console.encoding)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_widest_row_fits_and_no_number_is_ever_cut(width: int) -> None:
    console = _console(width)
    screen.show(console, screen.outcomes(console, WIDEST))
    text = _text(console)
    assert max(map(len, text.splitlines())) <= width
    for whole in ("10000", "0403.170.701", "already registered", "123456"):
        assert whole in text
    assert "…" not in text


def test_a_quality_has_a_column_where_there_is_another_one_than_the_manuals() -> None:
    console = _console(60)
    screen.show(console, screen.outcomes(console, (*WIDEST, replace(WIDEST[0], quality="social"))))
    assert "Quality" in _text(console)
    assert "social" in _text(console)
    plain = _console(60)
    screen.show(plain, screen.outcomes(plain, WIDEST))
    assert "Quality" not in _text(plain)


def test_a_terminal_that_has_ascii_only_gets_ascii_only() -> None:
    console = _console(80, "ascii")
    refused = Outcome(3, NUMBER, "", State.REJECTED, problem=Problem("username_taken", "Taken.", "username"))
    outcomes = (*WIDEST, refused)
    screen.show(
        console,
        screen.outcomes(console, outcomes),
        screen.troubles(console, outcomes),
        screen.summary(console, screen.counted(outcomes)),
    )
    assert _text(console).isascii()


def test_trouble_is_told_by_reason_with_the_advice_once(tmp_path: Path) -> None:
    console = _console(100)
    problem = Problem("username_taken", "The portal says that it is taken.", "username")
    outcomes = [
        Outcome(row, NUMBER, "pension01", State.REJECTED, problem=problem, evidence=str(tmp_path / str(row)))
        for row in (2, 3, 4, 9)
    ]
    shown = screen.troubles(console, outcomes)
    screen.show(console, shown)
    text = _text(console)
    assert "rows 2-4, 9" in text
    assert text.count("What to do: Choose another user name") == 1
    assert text.count("The portal says that it is taken.") == 1
    assert text.count(f"Pictures: {tmp_path}") == 4


def test_where_the_pictures_lie_is_one_line_that_can_be_copied(tmp_path: Path) -> None:
    console = _console(60)
    folder = tmp_path / ("evidence-" * 12)
    problem = Problem("username_taken", "The portal says that it is taken.", "username")
    outcome = Outcome(2, NUMBER, "pension01", State.REJECTED, problem=problem, evidence=str(folder))
    screen.show(console, screen.troubles(console, [outcome]))
    assert f"Pictures: {folder}" in _text(console)


@pytest.mark.parametrize(
    "cause",
    [
        VisitFailed("The page did not answer.", page="confirm"),
        OutcomeUnknown("'Confirmer' was sent, and its outcome isn't proven: The page did not answer."),
    ],
)
def test_an_unknown_outcome_says_once_what_happened_and_once_what_to_do(cause: BatchportalError) -> None:
    console = _console(100)
    problem = _doubt(cause)
    screen.show(console, screen.troubles(console, [Outcome(2, NUMBER, "pension01", State.UNKNOWN, problem=problem)]))
    text = " ".join(_text(console).split())
    assert "'Confirmer' was sent, and its outcome isn't proven: The page did not answer." in text
    assert text.count("isn't proven") == 1
    assert text.count("is sent again") == 1
    assert text.count("reconcile") == 1


def test_where_all_is_well_no_trouble_is_told() -> None:
    console = _console(80)
    assert screen.troubles(console, WIDEST[:1]) is None


def test_a_path_below_this_folder_is_shown_as_one_would_type_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert screen.where(tmp_path / "a" / "b.csv") == "a/b.csv"
    assert screen.where("/somewhere/else") == "/somewhere/else"


def test_plain_lines_count_each_company_once_and_leave_pages_out() -> None:
    console = _console(100)
    lines = progress.Lines(console, 2, pages=False)
    lines(Progress(NUMBER, 2, "page", "contact"))
    lines(Progress(NUMBER, 2, "state", "registered"))
    lines(Progress(NUMBER, 2, "state", "registered"))
    lines(Progress(EnterpriseNumber("0441122049"), 3, "state", "failed"))
    lines(Progress(None, None, "notice", "The portal asks for a pause."))
    assert _text(console).splitlines() == [
        "row 2 0403.170.701: 1/2 registered",
        "row 2 0403.170.701: 1/2 registered",
        "row 3 0441.122.049: 2/2 failed",
        "The portal asks for a pause.",
    ]


def test_the_picture_shows_each_company_at_work_with_its_page_until_it_ends() -> None:
    console = _console(80)
    picture = progress.Picture(console, 2)
    picture(Progress(NUMBER, 2, "page", "contact"))
    picture(Progress(EnterpriseNumber("0441122049"), 3, "page", "review"))
    picture(Progress(NUMBER, 2, "state", "registered"))
    console.print(picture)
    text = _text(console)
    assert "0403.170.701" not in text
    assert "0441.122.049" in text
    assert "review" in text
    assert "1/2" in text


def test_trouble_stays_on_the_screen_while_work_goes_on() -> None:
    console = _console(80)
    picture = progress.Picture(console, 1)
    picture(Progress(NUMBER, 2, "state", "rejected"))
    assert "rejected" in _text(console)


def test_a_warning_stands_above_the_bar_and_leaves_it_whole(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from batchportal.cli import options, progress\n"
        "from batchportal.logs import get_logger\n"
        "options.logging(verbose=False)\n"
        "with progress.watching(3) as listener:\n"
        "    get_logger('x').warning('evidence_not_kept', file='a.png', reason='No space left on device')\n"
    )
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"},
        stderr=theirs,
    )
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):
        while chunk := os.read(ours, 4096):
            written += chunk
    os.close(ours)
    assert process.wait(60) == 0
    # Between a line's end and what steers the terminal; never behind the bar.
    pieces = re.split(r"\r\n|\r|\x1b\[[0-9;?]*[A-KM-Za-ln-z]", written.decode())
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", piece) for piece in pieces]
    assert "Warning: evidence not kept (file: a.png; reason: No space left on device)" in lines
    assert all(line.rstrip().endswith(("0:00:00", "0:00:01", "-:--:--")) for line in lines if "0/3 companies" in line)


def test_a_person_who_asks_for_everything_sees_every_page() -> None:
    console = _console(80)
    picture = progress.Picture(console, 1, pages=True)
    picture(Progress(NUMBER, 2, "page", "secured: access_management"))
    assert _text(console) == "row 2 0403.170.701: menu: access management\n"


def test_what_a_person_is_told_while_the_picture_is_away_stays_on_the_screen() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=80, theme=screen._THEME)
    picture = progress.Picture(console, 2)
    with picture.drawn():
        picture(Progress(NUMBER, 2, "page", "contact"))
        with picture.paused():
            console.print("Click on it in the browser's window.")
        since = file.getvalue().rpartition("Click on it")[2]
    assert "companies" in since
    assert not re.findall(r"\x1b\[\d*A", since)


@pytest.mark.parametrize(("terminal", "lines"), [(True, 3), (False, 1)])
def test_a_sentence_is_broken_between_words_only_and_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, terminal: bool, lines: int
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    words = "Signed in. The session is kept at /a-folder-with/a-very-long-name/that-is-copied.toml until it ends."
    screen.say(words)
    told = capsys.readouterr().err.splitlines()
    assert len(told) == lines
    assert " ".join(told) == words
