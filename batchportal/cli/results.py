"""`batchportal status`, `export` and `report`: what the ledger knows, without the portal."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batchportal.cli import options
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.batches import Batch
    from batchportal.export import Sheet
    from batchportal.models import Outcome

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_READABLE = 5_000
"""Lines of a table that somebody may still read or search."""

_Watch = Annotated[
    bool, typer.Option("--watch", help="Show who works now, and how many are in which state, until Ctrl-C.")
]
_Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
_Out = Annotated[Path, typer.Argument(metavar="OUT", help="The file to write: .csv, .xlsx or .json.")]
_Page = Annotated[
    Path | None, typer.Argument(metavar="OUT", help="The page. Default: report.html beside the evidence.")
]
_InputFile = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="The list of companies: its columns first, the results beside them."),
]


@app.command()
def status(
    *,
    portal: options.PortalFlag = None,
    watch: _Watch = False,
    as_json: options.JsonFlag = False,
    database: options.DatabaseFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """Show what is known of every registration on this portal. Works while another command runs.

    Of a ledger that is too long to be read, the first lines and whatever has a problem; all of it with --json.
    """
    from batchportal import export, ledgers
    from batchportal.cli import run, written

    settings = options.load(config, portal=portal, database=database)
    if watch:
        from batchportal.cli import watch as watching

        watching.watch(settings, as_json=as_json)
        return
    # Many small things, all of which are needed to the end: looking for garbage among them takes most of the time.
    gc.disable()
    if as_json:
        written.json_document(export.document(settings.portal, ledgers.status(settings)))
    else:
        run.show(*ledgers.overview(settings, _READABLE))


@app.command(name="export")
def export_command(
    *,
    out: _Out,
    file: _InputFile = None,
    force: _Force = False,
    portal: options.PortalFlag = None,
    database: options.DatabaseFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """Write the results to a CSV, XLSX or JSON file, as its name asks for.

    With --file, the columns of that list come first and the results stand beside them. Cells that a spreadsheet
    program would run as a formula are made harmless.
    """
    from batchportal import export, ledgers
    from batchportal.cli import screen

    settings = options.load(config, beside=file, portal=portal, database=database)
    outcomes = ledgers.status(settings)
    sheet = (
        export.from_ledger(outcomes)
        if file is None
        else _beside(options.read(file, settings), outcomes, settings.quality)
    )
    export.write(out, sheet, export.document(settings.portal, outcomes), overwrite=force)
    screen.err().print(f"{screen.where(out)}: {len(sheet.rows)} rows")


@app.command()
def report(
    *,
    out: _Page = None,
    force: _Force = False,
    portal: options.PortalFlag = None,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """Write the results, with the pictures of every visit, to an HTML page that can be printed."""
    from batchportal import ledgers
    from batchportal.report import page

    settings = options.load(config, portal=portal, database=database, output=output)
    path = out or settings.output / "report.html"
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"{path} should end in .html.")
    page.write(path, settings.portal, ledgers.status(settings), overwrite=force or out is None)
    typer.echo(str(path.absolute()))


def _beside(batch: "Batch", outcomes: "Sequence[Outcome]", quality: str | None) -> "Sheet":
    """The input sheet, as written, with the result columns of one quality at its right."""
    from batchportal import export
    from batchportal.batches import RESULT_COLUMNS, parse_enterprise_number
    from batchportal.ledger import quality_key

    known = {outcome.enterprise_number: outcome for outcome in outcomes if outcome.quality == quality_key(quality)}
    columns = [column.strip().lower() for column in batch.columns]
    if "enterprise_number" not in columns:
        raise UsageError(f"{batch.path} has no column enterprise_number: there is nothing to put the results beside.")
    position = columns.index("enterprise_number")
    # The results of an earlier export make room for the new ones.
    kept = [index for index, column in enumerate(columns) if column not in RESULT_COLUMNS]
    rows = []
    for _, cells in batch.table:
        try:
            found = known.get(parse_enterprise_number(cells[position]))
        except ValueError:
            found = None
        rows.append((*(cells[index] for index in kept), *export.results(found)))
    return export.Sheet((*(batch.columns[index] for index in kept), *RESULT_COLUMNS), rows)
