"""`batchportal lookup`: reads what the portal knows."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batchportal.cli import options
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber
    from batchportal.settings import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_What = Annotated[list[str], typer.Argument(metavar="FILE|NUMBER", help="A list of companies, or enterprise numbers.")]


@app.command()
def lookup(
    *,
    what: _What,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    login: options.LoginFlag = None,
    sessions: options.SessionsFlag = None,
    headed: options.HeadedFlag = False,
    as_json: options.JsonFlag = False,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Read technical users and sender numbers from the portal; nothing is changed there.

    The way is 'Gestion d'accès', 'Échange par messages structurés', 'Information', for each company.
    """
    from batchportal import app as engine
    from batchportal.cli import run

    settings = options.load(
        config,
        beside=next((Path(word) for word in what if Path(word).is_file()), None),
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
    numbers = companies(what, settings)
    result = run.watched(lambda report: engine.lookup(settings, numbers, report=report), len(numbers), verbose=verbose)
    run.tell(result, as_json=as_json)
    raise typer.Exit(run.exit_code(result))


def companies(what: list[str], settings: "Settings") -> "list[EnterpriseNumber]":
    """The companies asked for, each once, in the order given.

    Raises:
        UsageError: a word is neither a file nor an enterprise number.
    """
    numbers: list[EnterpriseNumber] = []
    for word in what:
        numbers += _from_file(Path(word), settings) if Path(word).is_file() else [_number(word)]
    return list(dict.fromkeys(numbers))


def _number(word: str) -> "EnterpriseNumber":
    from batchportal.batches import parse_enterprise_number

    try:
        return parse_enterprise_number(word)
    except ValueError as error:
        raise UsageError(f"{word!r} is neither a file nor an enterprise number. {error}") from None


def _from_file(path: Path, settings: "Settings") -> "list[EnterpriseNumber]":
    """The companies in a list, whatever else is wrong with its rows: only the numbers are needed here."""
    batch = options.read(path, settings)
    columns = [column.strip().lower() for column in batch.columns]
    if "enterprise_number" not in columns:
        raise UsageError(f"{path} has no column enterprise_number. 'batchportal init' writes a list that has.")
    position = columns.index("enterprise_number")
    numbers: list[EnterpriseNumber] = []
    for row, cells in batch.table:
        try:
            numbers.append(_number(cells[position]))
        except UsageError as error:
            raise UsageError(f"{path}, row {row}: {error.message}") from None
    return numbers
