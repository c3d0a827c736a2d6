"""`batchportal worker`: takes what `register --enqueue` has noted, on as many machines as wanted."""

import asyncio
import contextlib
import json
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from batchportal.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable

    from batchportal.app import Run
    from batchportal.models import Outcome, Progress
    from batchportal.settings import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_UntilIdle = Annotated[
    bool, typer.Option("--until-idle", help="End when nothing is left to do, as in CI; else go on until stopped.")
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for each company as it ends.")]


@app.command()
def worker(
    *,
    until_idle: _UntilIdle = False,
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    sessions: options.SessionsFlag = None,
    headed: options.HeadedFlag = False,
    as_json: _Json = False,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Take orders from a shared PostgreSQL database and register the companies; start as many as wanted.

    Logins are looked for by their name in this machine's keyring or environment; orders of logins that are not there
    are left to other workers. A worker that dies has its orders taken over by the others, who look before they send.

    SIGTERM or Ctrl-C: what was sent is finished, the rest is handed back. Again: stop at once.

    Exit code 0: all that this worker did is done, or it was told to stop (130 after Ctrl-C). 1: a person must look at
    some row. 75: the portal is unavailable. 77: a log-in was refused or locked.
    """
    from batchportal.cli import mishaps

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
    signals: list[int] = []
    run = asyncio.run(_work(settings, _printer(as_json=as_json), signals, until_idle=until_idle, verbose=verbose))
    if run.refusal is not None:
        mishaps.explain(run.refusal)
    if run.interrupted:
        raise typer.Exit(mishaps.INTERRUPTED if signals[:1] == [signal.SIGINT] else 0)
    raise typer.Exit(run.exit_code)


async def _work(
    settings: "Settings",
    ended: "Callable[[Outcome], None]",
    signals: list[int],
    *,
    until_idle: bool,
    verbose: bool,
) -> "Run":
    from batchportal import fleet

    loop = asyncio.get_running_loop()
    working = asyncio.create_task(
        fleet.work(settings, until_idle=until_idle, report=_listener(verbose=verbose), ended=ended)
    )

    def stop(number: int) -> None:
        signals.append(number)
        working.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    try:
        return await working
    except asyncio.CancelledError:
        # Told twice, or before there was anything to hand back.
        raise KeyboardInterrupt from None
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


def _listener(*, verbose: bool) -> "Callable[[Progress], None]":
    """Sentences go to stderr; pages too, where everything is wanted."""
    from batchportal.cli import progress, screen

    console = screen.err()

    def listen(told: "Progress") -> None:
        if told.kind == "notice" or (verbose and told.kind == "page"):
            who = "" if told.enterprise_number is None else f"{told.enterprise_number}: "
            text = told.text if told.kind == "notice" else progress.page_name(told.text)
            screen.show(console, Text(f"{who}{text}"))

    return listen


def _printer(*, as_json: bool) -> "Callable[[Outcome], None]":
    """One line a company, on stdout."""
    from batchportal import export
    from batchportal.cli import screen

    console = screen.out()

    def line(outcome: "Outcome") -> None:
        number = outcome.sender_number
        parts: list[Any] = [str(outcome.enterprise_number), "  ", screen.label(outcome.state, console)]
        if number is not None:
            parts += ["  ", (number.digits, "number")]
        elif outcome.problem is not None:
            parts += ["  ", f"{outcome.problem.code}: {outcome.problem.message}"]
        screen.show(console, Text.assemble(*parts))

    def document(outcome: "Outcome") -> None:
        (entry,) = export.document("", [outcome])["registrations"]
        with contextlib.suppress(BrokenPipeError):
            sys.stdout.write(json.dumps(entry, ensure_ascii=False) + "\n")
            sys.stdout.flush()

    return document if as_json else line
