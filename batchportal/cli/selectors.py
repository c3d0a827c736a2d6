"""`batchportal selectors`: check, list and mend the words and ways by which pages are read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batchportal.cli import options
from batchportal.cli.mishaps import LOOK
from batchportal.errors import UsageError
from batchportal.models import Channel

if TYPE_CHECKING:
    from batchportal.drift.walking import Order
    from batchportal.models import Registration
    from batchportal.settings import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

_Control = Annotated[str, typer.Argument(metavar="PAGE.CONTROL", help="As 'selectors list' has it: contact.last_name.")]
_Page = Annotated[
    str | None, typer.Argument(metavar="PAGE", help="Only this page, 'contact' for instance.", show_default=False)
]
_File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="Fill in a row of this list instead of invented data.", show_default=False),
]
_Row = Annotated[int | None, typer.Option("--row", metavar="N", help="The list's row. Default: the first good one.")]
_Company = Annotated[
    str | None,
    typer.Option("--company", metavar="NUMBER", help="Walk for this company. Default: the first that will do."),
]
_Channel = Annotated[Channel, typer.Option("--channel", help="The channel of the invented data.")]
_Application = Annotated[
    str | None,
    typer.Option("--application", metavar="NAME", help="The application that is ticked. Default: Dimona."),
]
_Accept = Annotated[
    bool, typer.Option("--accept", help="Take what has gone since the last good walk as gone for good.")
]


@app.callback()
def selectors() -> None:
    """Check, list and mend the words by which the portal's pages are read."""


@app.command(name="list")
def show(
    *,
    page: _Page = None,
    language: options.LanguageFlag = None,
    as_json: options.JsonFlag = False,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """List pages and controls: their kind, their words, and whether these were seen or are inferred."""
    from batchportal.cli import screen, walks, written
    from batchportal.drift.listing import listing

    settings = options.load(config, language=language, selectors=selectors)
    found = listing(settings.selectors, settings.language, page)
    if as_json:
        controls = [control.document() for control in found]
        written.json_document({"language": settings.language.value, "controls": controls})
        return
    console = screen.out()
    screen.show(console, *walks.listed(console, found))


@app.command()
def check(
    *,
    file: _File = None,
    row: _Row = None,
    company: _Company = None,
    channel: _Channel = Channel.SFTP,
    application: _Application = None,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    login: options.LoginFlag = None,
    headed: options.HeadedFlag = False,
    accept: _Accept = False,
    as_json: options.JsonFlag = False,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Walk the portal up to the last page that can be left without a trace, and say what was found there.

    It logs in, fills in the wizard with invented data up to the review page, never confirms, and looks at
    'Information'. A good walk is kept, and the next one is compared with it.

    Exit code 0: everything was found. 1: a control has drifted, or the walk ended early. 75: the portal is
    unavailable, try later. 77: the log-in was refused or locked.
    """
    import asyncio

    from batchportal.cli import progress, screen, walks, written
    from batchportal.drift.check import check as walk

    settings = options.load(
        config,
        beside=file,
        portal=portal,
        language=language,
        login=login,
        headed=headed,
        database=database,
        output=output,
        selectors=selectors,
    )
    options.logging(verbose=verbose)
    order = _order(settings, file=file, row=row, company=company, channel=channel, application=application)
    with progress.watching(1, pages=verbose) as listener:
        report = asyncio.run(walk(settings, order, report=listener, accept=accept))
    if as_json:
        written.json_document(report.document())
    else:
        console = screen.out()
        screen.show(console, *walks.report(console, report, everything=verbose))
    raise typer.Exit(report.exit_code)


@app.command()
def pick(
    *,
    control: _Control,
    file: _File = None,
    row: _Row = None,
    company: _Company = None,
    channel: _Channel = Channel.SFTP,
    application: _Application = None,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    login: options.LoginFlag = None,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Click on the right element in a window, and have it written into your own selectors file.

    The window walks to the control's page by itself, or as far as it gets; from there you go on by hand. Nothing is
    ever confirmed. What would be written is shown first; the built-in selectors are never changed.
    """
    import asyncio

    from batchportal.cli import asking, pointing, progress, screen
    from batchportal.drift.asking import pick as point

    if not asking.somebody_there():
        raise UsageError("Pointing needs a person at a terminal, and a window of the browser.", code="no_answer")
    settings = options.load(
        config,
        beside=file,
        portal=portal,
        language=language,
        login=login,
        headed=True,
        database=database,
        output=output,
        selectors=selectors if selectors is None or selectors.exists() else None,
    )
    folder = pointing.folder(selectors or settings.selectors)
    options.logging(verbose=verbose)
    order = _order(settings, file=file, row=row, company=company, channel=channel, application=application)
    with progress.watching(1, pages=verbose) as listener:
        person = pointing.AtTerminal(folder, asks_first=False, paused=listener.paused)
        override = asyncio.run(point(settings, order, control, person, report=listener))
    if override is None:
        screen.say("Nothing was written.")
        raise typer.Exit(LOOK)
    screen.say(f"Wrote {override.write(folder)}.")
    screen.say(f"See whether it works: batchportal selectors check --selectors {folder}")


def _order(
    settings: "Settings",
    *,
    file: Path | None,
    row: int | None,
    company: str | None,
    channel: Channel,
    application: str | None,
) -> "Order":
    """What to walk with.

    Raises:
        UsageError: the row or company makes no sense.
    """
    from batchportal import invented
    from batchportal.cli.lookup import companies
    from batchportal.drift.walking import Order

    if file is not None and company is not None:
        raise UsageError("Give a list or --company, not both: a row of the list names its company.")
    if file is not None:
        return Order(registration=_row(settings, file, row))
    if row is not None:
        raise UsageError("--row says which row of a list to fill in: give the list, too.")
    number = companies([company], settings)[0] if company is not None else None
    return Order(company=number, channel=channel, application=application or invented.APPLICATION)


def _row(settings: "Settings", file: Path, row: int | None) -> "Registration":
    good = {one.row: one for one in options.read(file, settings).registrations}
    if not good:
        raise UsageError(f"{file} has no row without errors. 'batchportal check {file}' says what is wrong.")
    if row is not None and row not in good:
        raise UsageError(f"{file} has no row {row}, or it has errors. 'batchportal check {file}' says what is wrong.")
    return good[row if row is not None else min(good)]
