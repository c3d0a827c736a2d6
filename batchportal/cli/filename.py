"""`batchportal filename`: the names that files must have, made or checked."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batchportal.cli import options
from batchportal.cli.mishaps import USAGE
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from batchportal.filenames import FileName

_FOUR = re.compile(r"[A-Z0-9]{4}")
app = typer.Typer(rich_markup_mode=None, add_completion=False)

_What = Annotated[
    list[str],
    typer.Argument(metavar="APP|NAME", help="An application, by name (DmfA) or code (DMFA); or names to check."),
]
_Sender = Annotated[str | None, typer.Option("--sender", metavar="NUMBER", help="The sender number.")]
_Company = Annotated[
    str | None, typer.Option("--company", metavar="NUMBER", help="Take the company's sender number from the ledger.")
]
_Date = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d", "%Y%m%d"],
        metavar="DAY",
        help="The day of the delivery. Default: today in Belgium.",
    ),
]
_Sequence = Annotated[
    int, typer.Option("--sequence", metavar="N", help="The delivery's number on that day, for that application.")
]
_Environment = Annotated[
    str, typer.Option("--environment", metavar="R|T|S", help="R production, T circuit test, S simulation.")
]
_Parts = Annotated[
    int | None,
    typer.Option(
        "--parts", min=0, metavar="N", help="How many parts; 0: none. Default: 1, and none for DRS.", show_default=False
    ),
]
_Cancel = Annotated[bool, typer.Option("--cancel", help="The TD file, which cancels what was sent.")]


@app.command()
def filename(
    *,
    what: _What,
    sender: _Sender = None,
    company: _Company = None,
    day: _Date = None,
    sequence: _Sequence = 1,
    environment: _Environment = "R",
    parts: _Parts = None,
    cancel: _Cancel = False,
    as_json: options.JsonFlag = False,
    portal: options.PortalFlag = None,
    database: options.DatabaseFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """Make the names of the files of one delivery (FI, FS, GO or TD), or check names.

    'batchportal filename DmfA --sender 6400' makes names; 'batchportal filename FI.DMFA.006400.20260102.00001.R.1.1'
    checks one.
    """
    if any("." in word for word in what):
        raise typer.Exit(_check(what, as_json=as_json))
    if bool(sender) == bool(company):
        raise UsageError("Give one application, and either --sender NUMBER or --company NUMBER.")
    from batchportal import moments

    number = sender or _from_ledger(str(company), portal, database, config)
    code, counted = _code(" ".join(what))
    elements = (code, number, day.date() if day else moments.today(), sequence, environment)
    names = _names(elements, (int(counted) if parts is None else parts) or None, cancel=cancel)
    _print([{"name": str(name), "error": None} for name in names], as_json=as_json)


def _code(word: str) -> tuple[str, bool]:
    """The code of an application, and whether its files count parts.

    Raises:
        UsageError: no public page says the code, or nothing is called like that.
    """
    from batchportal.batches import file_code, nearest_application

    known = file_code(word)
    if known is None:
        if _FOUR.fullmatch(word):
            return word, True
        guess = nearest_application(word)
        hint = f" Did you mean {guess}?" if guess else ""
        raise UsageError(f"{word!r} is no application, nor the four letters of a file code.{hint}")
    if known.code is not None:
        return known.code, known.parts
    if known.kinds:
        listed = ", ".join(f"{kind.application} ({kind.code})" for kind in known.kinds)
        raise UsageError(f"{known.application} has a code for each kind of declaration. Give one of: {listed}.")
    unknown = f"No public page says which code file names have for {known.application}"
    if _FOUR.fullmatch(word):
        from batchportal.cli import screen

        # It may be its own code; nobody but the portal can tell.
        screen.say(f"Warning: {unknown}; {word} is taken as it stands. Make sure before you send.")
        return word, known.parts
    raise UsageError(f"{unknown}. Ask the portal's help desk, and give the four letters.")


def _names(elements: tuple[str, str, date, int, str], parts: int | None, *, cancel: bool) -> "tuple[FileName, ...]":
    from batchportal.filenames import build, file_set

    return (build("TD", *elements, parts=parts),) if cancel else file_set(*elements, parts=parts)


def _from_ledger(company: str, portal: str | None, database: str | None, config: Path | None) -> str:
    """The company's sender number, as the ledger knows it.

    Raises:
        UsageError: it doesn't.
    """
    from batchportal import ledgers
    from batchportal.batches import parse_enterprise_number

    try:
        wanted = parse_enterprise_number(company)
    except ValueError as error:
        raise UsageError(f"{company!r} is no enterprise number. {error}") from None
    settings = options.load(config, portal=portal, database=database)
    for outcome in ledgers.status(settings):
        if outcome.enterprise_number == wanted and outcome.sender_number:
            return str(outcome.sender_number.for_files)
    raise UsageError(
        f"The ledger knows no sender number of {wanted} on {settings.portal}. Try: batchportal lookup {wanted}"
    )


def _check(names: list[str], *, as_json: bool) -> int:
    """Check whole names; the exit code."""
    from batchportal.filenames import FileNameRefused, parse

    entries: list[dict[str, object]] = []
    for name in names:
        try:
            parse(name)
            entries.append({"name": name, "error": None})
        except FileNameRefused as refused:
            entries.append({"name": name, "error": {"code": refused.code, "message": refused.message}})
    _print(entries, as_json=as_json, checked=True)
    return USAGE if any(entry["error"] for entry in entries) else 0


def _print(entries: list[dict[str, object]], *, as_json: bool, checked: bool = False) -> None:
    from batchportal.cli import written

    if as_json:
        written.json_document({"files": entries})
        return
    for entry in entries:
        error = entry["error"]
        verdict = f"  {error['message']}" if isinstance(error, dict) else ("  ok" if checked else "")
        typer.echo(f"{entry['name']}{verdict}")
