"""`batchportal register`: the main job."""

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from batchportal.cli import options
from batchportal.cli.mishaps import LOOK, USAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.batches import Batch
    from batchportal.models import Registration
    from batchportal.settings import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_DryRun = Annotated[bool, typer.Option("--dry-run", help="Go up to the review page and compare; confirm nothing.")]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask no question.")]
_Enqueue = Annotated[
    bool, typer.Option("--enqueue", help="Only note the companies in a shared database, for workers to take.")
]
_SkipInvalid = Annotated[bool, typer.Option("--skip-invalid", help="Leave out rows that have errors.")]


@app.command()
def register(
    *,
    file: options.ListFile,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    login: options.LoginFlag = None,
    sessions: options.SessionsFlag = None,
    dry_run: _DryRun = False,
    yes: _Yes = False,
    skip_invalid: _SkipInvalid = False,
    enqueue: _Enqueue = False,
    headed: options.HeadedFlag = False,
    as_json: options.JsonFlag = False,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Register the companies of a list and note their sender numbers.

    The list is checked first; with an error in it nothing is touched. Before 'Confirmer' the portal's review page is
    compared with the row, field by field. Running the same command again is always safe: what is done is left alone.

    Exit code 0: all done. 1: a person must look at some row. 2: invalid input, nothing was touched. 75: the portal is
    unavailable, try later. 77: the log-in was refused or locked.
    """
    from batchportal import app as engine
    from batchportal.cli import pointing, run

    settings = options.load(
        config,
        beside=file,
        portal=portal,
        language=language,
        login=login,
        sessions=sessions,
        headed=headed,
        database=database,
        output=output,
        selectors=selectors,
    )
    options.logging(verbose=verbose)
    batch = options.read(file, settings)
    _refuse_errors(batch, settings, skip_invalid=skip_invalid, as_json=as_json)
    todo = _todo(batch, settings)
    _warn_of_other_names(batch, settings)
    if todo and not (dry_run or yes or _agreed(batch, todo, settings)):
        raise typer.Exit(USAGE)
    if enqueue:
        _enqueue(batch, settings, dry_run=dry_run, as_json=as_json)
        raise typer.Exit(LOOK if batch.errors else 0)
    _announce(batch, todo, settings, dry_run=dry_run)
    result = run.watched(
        lambda report: engine.register(
            settings,
            batch.registrations,
            dry_run=dry_run,
            report=report,
            visitors=pointing.visitors(settings, report),
        ),
        len(todo),
        verbose=verbose,
    )
    run.tell(result, as_json=as_json, extra=_skipped(batch))
    raise typer.Exit(run.exit_code(result) or (LOOK if batch.errors else 0))


def _enqueue(batch: "Batch", settings: "Settings", *, dry_run: bool, as_json: bool) -> None:
    """Note the companies for workers, and say so."""
    from batchportal import fleet
    from batchportal.cli import run, screen

    noted = fleet.enqueue(settings, batch.registrations, dry_run=dry_run)
    run.tell(noted, as_json=as_json, extra=_skipped(batch))
    left = sum(not outcome.state.done for outcome in noted.outcomes)
    words = f"{_companies(left)} noted for workers. `batchportal worker` takes them; `status --watch` shows how far."
    screen.show(screen.err(), Text(words))


def _refuse_errors(batch: "Batch", settings: "Settings", *, skip_invalid: bool, as_json: bool) -> None:
    """Show what is wrong with the list; end here if that forbids to go on.

    Raises:
        typer.Exit: nothing was touched.
    """
    from batchportal import export
    from batchportal.cli import issues, screen, written

    stop = bool(batch.errors) and (not skip_invalid or batch.unusable)
    if stop and as_json:
        content = export.document(settings.portal, ())
        written.json_document({**content, "issues": [issues.as_json(issue) for issue in batch.issues]})
    console = screen.err() if as_json or not stop else screen.out()
    if batch.issues:
        screen.show(console, issues.headline(batch), issues.listing(console, batch.issues))
        console.print()
    if not stop:
        return
    hint = "Mend the list" if batch.unusable or not batch.registrations else "Mend the list, or add --skip-invalid"
    screen.show(screen.err(), Text(f"Nothing was touched. {hint}.", "bad"))
    raise typer.Exit(USAGE)


def _todo(batch: "Batch", settings: "Settings") -> "tuple[Registration, ...]":
    """The rows that the ledger doesn't know as done."""
    from batchportal import ledgers

    done = {outcome.enterprise_number for outcome in ledgers.status(settings) if outcome.state.done}
    return tuple(row for row in batch.registrations if row.enterprise_number not in done)


def _warn_of_other_names(batch: "Batch", settings: "Settings") -> None:
    """Say which rows ask for another user name than their company has: it can't be changed any more."""
    from batchportal import ledgers
    from batchportal.cli import screen

    done = {one.enterprise_number: one for one in ledgers.status(settings) if one.state.done}
    for row in batch.registrations:
        known = done.get(row.enterprise_number)
        if known is not None and known.username and known.username != row.username:
            words = (
                f"Row {row.row}: {row.enterprise_number} has the technical user '{known.username}' already; the row's "
                f"'{row.username}' can't be given any more."
            )
            screen.show(screen.err(), Text(words, "bad"))


def _agreed(batch: "Batch", todo: "Sequence[Registration]", settings: "Settings") -> bool:
    """Show what would be done, and ask."""
    from batchportal.cli import asking, issues, screen

    console = screen.err()
    warning = Text.assemble(
        ("This can't be undone: ", "bad"), "a user name never changes, and no technical user is ever deleted from here."
    )
    screen.show(console, issues.ready(console, dataclasses.replace(batch, registrations=tuple(todo))), warning)
    console.print()
    names = sorted({row.login for row in todo})
    logins = ("login " if len(names) == 1 else "logins ") + ", ".join(f"'{name}'" for name in names)
    return asking.confirmed(f"Register {_companies(len(todo))} on {settings.portal} with {logins}?")


def _announce(batch: "Batch", todo: "Sequence[Registration]", settings: "Settings", *, dry_run: bool) -> None:
    """One line about what begins now."""
    from batchportal.cli import screen

    done = len(batch.registrations) - len(todo)
    if todo:
        doing = "Dry run, nothing is confirmed" if dry_run else "Registering"
        words = f"{doing}: {_companies(len(todo))} on {settings.portal}"
        words += f"; {done} of the list already done" if done else ""
    else:
        words = f"{_companies(done)}, all done already on {settings.portal}: nothing is sent."
    screen.show(screen.err(), Text(words))


def _companies(number: int) -> str:
    return "1 company" if number == 1 else f"{number} companies"


def _skipped(batch: "Batch") -> list[dict[str, Any]]:
    """The rows that --skip-invalid leaves out, as rejected registrations of the JSON document."""
    columns = [column.strip().lower() for column in batch.columns]
    cells = {number: dict(zip(columns, row, strict=False)) for number, row in batch.table}
    entries: dict[int, dict[str, Any]] = {}
    for issue in batch.errors:
        if issue.row is None or issue.row in entries:
            continue
        row = cells.get(issue.row, {})
        entries[issue.row] = {
            "row": issue.row,
            "enterprise_number": row.get("enterprise_number", "").strip(),
            "username": row.get("username", "").strip(),
            "state": "rejected",
            "sender_number": None,
            "file_sender": None,
            "error": {"code": issue.rule, "message": f"{issue.column}: {issue.message}", "page": None},
            "attempts": 0,
            "seconds": 0.0,
            "evidence": None,
        }
    return list(entries.values())
