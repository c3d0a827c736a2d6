"""What happens when something goes wrong: one message on stderr that says what to do, and the exit code.

The exit codes are a contract: 0 all done, 1 a person must look, 2 usage or invalid input and nothing was touched,
75 the portal is unavailable, 77 a log-in was refused or locked; 130 after Ctrl-C.
"""

import contextlib
import errno
import os
import shutil
import sys
import textwrap
import traceback
from pathlib import Path

import typer

from batchportal import files, moments
from batchportal.errors import BatchportalError, LoginError, PortalUnavailable, UsageError

LOOK = 1
USAGE = 2
UNAVAILABLE = 75
LOGIN = 77
INTERRUPTED = 130

_CODES: tuple[tuple[type[BatchportalError], int], ...] = (
    (UsageError, USAGE),
    (LoginError, LOGIN),
    (PortalUnavailable, UNAVAILABLE),
)
_WIDTH = 100


def exit_code(error: BatchportalError) -> int:
    """The exit code of an error that ends a command."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), LOOK)


def is_typers_own(error: Exception) -> bool:
    """Whether Typer deals with it: a wrong option, an exit, an answer of no, a pipe whose reader has gone."""
    if isinstance(error, OSError):
        return error.errno == errno.EPIPE
    return isinstance(error, (typer.Exit, typer.Abort, EOFError)) or hasattr(error, "exit_code")


def explain(error: Exception) -> int:
    """Say what went wrong, for a person; the exit code that belongs to it."""
    if isinstance(error, BatchportalError):
        say("Error", _redacted(error.message))
        if advice := _advice(error):
            say("What to do", advice)
        return exit_code(error)
    say("Error", f"Something unforeseen went wrong ({type(error).__name__}). This is a defect of batchportal.")
    if path := _keep_traceback(error):
        say("What to do", f"Please report it, with the file {path}. Running the same command again is safe.")
    return LOOK


def interrupted() -> int:
    """Say that Ctrl-C was heard; the exit code that belongs to it."""
    sys.stderr.write("\n")
    say("Interrupted", "Nothing is lost: 'batchportal status' shows what is known, and the same command goes on.")
    return INTERRUPTED


def say(label: str, text: str) -> None:
    """Write a labelled, wrapped paragraph to stderr."""
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, _WIDTH)
    lines = textwrap.wrap(
        f"{label}: {text}", width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )
    head, rest = lines[0][: len(label) + 1], lines[0][len(label) + 1 :]
    colour = typer.colors.RED if label == "Error" else typer.colors.CYAN
    typer.secho(head, fg=colour, bold=True, nl=False, err=True)
    typer.echo("\n".join([rest, *lines[1:]]), err=True)


def _advice(error: BatchportalError) -> str | None:
    """What to do, unless the message says so itself (usage errors do)."""
    from batchportal.report.advice import advice_for

    return None if type(error) is UsageError else advice_for(error.code)


def _redacted(text: str) -> str:
    """The text without any secret that this process knows of."""
    logs = sys.modules.get("batchportal.logs")
    return str(logs.redact(text)) if logs else text


def _keep_traceback(error: Exception) -> Path | None:
    """Write the traceback to a file of the owner only; None where even that isn't possible."""
    import platformdirs

    text = _redacted("".join(traceback.format_exception(error)))
    with contextlib.suppress(OSError):
        folder = Path(platformdirs.user_state_dir("batchportal", appauthor=False))
        files.own_folder(folder)
        path = folder / f"traceback-{moments.in_file_name(moments.now())}-{os.getpid()}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        return path
    return None
