"""`batchportal record` and `batchportal replay`: walks as recordings, and recordings as mock sites."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from batchportal.cli import options

if TYPE_CHECKING:
    from batchportal.batches import Batch
    from batchportal.models import Registration

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_Target = Annotated[Path, typer.Argument(metavar="OUT.zip", help="The recording to write.", show_default=False)]
_Row = Annotated[int, typer.Option("--row", min=2, metavar="N", help="The row of the list to walk for.")]
_Confirm = Annotated[bool, typer.Option("--confirm", help="Register for real; else it is a dry run.")]
_Recording = Annotated[Path, typer.Argument(metavar="RECORDING.zip", help="A recording.", show_default=False)]


@app.command()
def record(
    *,
    file: options.ListFile,
    target: _Target,
    row: _Row = 2,
    confirm: _Confirm = False,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    login: options.LoginFlag = None,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Walk a portal for one company of a list, and keep the walk as a recording that can be replayed.

    User name, password, cookies and the portal's address are replaced by placeholders, and the recording is refused
    if one is left. What stands on the pages stays in it: record with invented data what you give away.
    """
    from batchportal import walks
    from batchportal.cli import run, screen

    settings = options.load(
        config,
        beside=file,
        portal=portal,
        language=language,
        login=login,
        database=database,
        output=output,
        selectors=selectors,
    )
    options.logging(verbose=verbose)
    wanted = _row_of(options.read(file, settings), row)
    result = run.watched(
        lambda report: walks.record(settings, wanted, target, confirm=confirm, report=report), 1, verbose=verbose
    )
    run.tell(result, as_json=False)
    screen.show(screen.err(), Text(f"Recorded in {screen.where(target)}"))
    raise typer.Exit(run.exit_code(result))


@app.command()
def replay(*, recording: _Recording, verbose: options.VerboseFlag = False) -> None:
    """Serve a recording as a mock site on this machine, and walk it in a real browser.

    Exit code 0 if the walk ends as the recorded one did, with the same sender number.
    """
    from batchportal import walks
    from batchportal.cli import progress, run, screen

    options.logging(verbose=verbose)
    with tempfile.TemporaryDirectory(prefix="batchportal-") as folder, progress.watching(1, pages=verbose) as listener:
        import asyncio

        played = asyncio.run(walks.play(recording, Path(folder), report=listener))
    run.show([played.outcome])
    screen.show(screen.err(), Text("Walked as recorded.", "good"))


def _row_of(batch: "Batch", row: int) -> "Registration":
    """The registration of one row.

    Raises:
        UsageError: the row isn't there, or has errors.
    """
    from batchportal.errors import UsageError

    for registration in batch.registrations:
        if registration.row == row:
            return registration
    reasons = "; ".join(issue.message for issue in batch.errors if issue.row == row) or "the list has no such row"
    raise UsageError(f"Row {row} can't be walked for: {reasons}")
