"""`batchportal reconcile`: settles what is unknown, by looking."""

import typer
from rich.text import Text

from batchportal.cli import options

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def reconcile(
    *,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    sessions: options.SessionsFlag = None,
    headed: options.HeadedFlag = False,
    as_json: options.JsonFlag = False,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Settle registrations whose outcome is unknown, by looking at the portal, never by sending."""
    from batchportal import app as engine
    from batchportal import ledgers
    from batchportal.cli import run, screen
    from batchportal.ledger import quality_key
    from batchportal.models import State

    settings = options.load(
        config,
        portal=portal,
        language=language,
        sessions=sessions,
        headed=headed,
        database=database,
        output=output,
        selectors=selectors,
    )
    options.logging(verbose=verbose)
    unknown = [outcome.quality for outcome in ledgers.status(settings) if outcome.state is State.UNKNOWN]
    here = unknown.count(quality_key(settings.quality))
    result = run.watched(lambda report: engine.reconcile(settings, report=report), here, verbose=verbose)
    run.tell(result, as_json=as_json)
    for quality in sorted({quality for quality in unknown if quality != quality_key(settings.quality)}):
        name = f"the quality '{quality}'" if quality else "the manual's quality"
        words = f"{unknown.count(quality)} unknown of {name} were not looked at: set `quality` for that."
        screen.show(screen.err(), Text(words, "doubt"))
    raise typer.Exit(run.exit_code(result))
