"""`batchportal reconcile`: settles what is unknown, by looking."""

import typer

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
    from batchportal.cli import run
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
    unknown = sum(outcome.state is State.UNKNOWN for outcome in engine.status(settings))
    result = run.watched(lambda report: engine.reconcile(settings, report=report), unknown, verbose=verbose)
    run.tell(result, as_json=as_json)
    raise typer.Exit(run.exit_code(result))
