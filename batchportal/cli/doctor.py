"""`batchportal doctor`: whether everything that a run needs works here."""

from typing import TYPE_CHECKING

import typer

from batchportal.cli import options
from batchportal.cli.mishaps import LOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.doctor import Checked
    from batchportal.settings import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def doctor(
    *,
    portal: options.PortalFlag = None,
    login: options.LoginFlag = None,
    headed: options.HeadedFlag = False,
    as_json: options.JsonFlag = False,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Check that everything works that a run needs, one line each, and say what to do where it doesn't.

    Keyring and ledger are tried by writing, reading and deleting; the portal's home page is asked for as the browser,
    Playwright's driver and Python would, because each trusts other certificates. Nobody logs in.

    Exit code 0: no error (there may be warnings). 1: an error.
    """
    import asyncio

    from batchportal.doctor import Verdict, examine

    settings = options.load(
        config, portal=portal, login=login, headed=headed, database=database, output=output, selectors=selectors
    )
    options.logging(verbose=verbose)
    lines = asyncio.run(examine(settings, _quiet if as_json else _show))
    if as_json:
        _print(settings, lines)
    else:
        typer.echo(_sum(lines))
    raise typer.Exit(LOOK if any(line.finding.verdict is Verdict.ERROR for line in lines) else 0)


def _quiet(_line: "Checked") -> None:
    """The one document comes at the end."""


def _show(line: "Checked") -> None:
    """A line, and below it what to do."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from batchportal.cli import screen

    styles = {"ok": "good", "warning": "warn", "error": "bad"}
    console = screen.out()
    table = Table.grid(padding=(0, 2))
    table.add_column(width=7)
    table.add_column(width=15)
    table.add_column(overflow="fold")
    finding = line.finding
    words = Text(finding.said)
    if finding.advice:
        words.append("\n").append("What to do: ", "advice").append(finding.advice)
    table.add_row(Text(finding.verdict.value, styles[finding.verdict.value]), Text(line.name, "strong"), words)
    screen.show(console, Padding(table, 0))


def _sum(lines: "Sequence[Checked]") -> str:
    counts = _counts(lines)
    if not counts["error"] and not counts["warning"]:
        return f"\nEverything works: {counts['ok']} checks."
    return f"\n{counts['ok']} ok, {counts['warning']} to know about, {counts['error']} to mend."


def _counts(lines: "Sequence[Checked]") -> dict[str, int]:
    from batchportal.doctor import Verdict

    return {verdict.value: sum(line.finding.verdict is verdict for line in lines) for verdict in Verdict}


def _print(settings: "Settings", lines: "Sequence[Checked]") -> None:
    from batchportal.cli import written

    checks = [
        {
            "name": line.name,
            "verdict": line.finding.verdict.value,
            "message": line.finding.said,
            "advice": line.finding.advice or None,
            "seconds": line.seconds,
        }
        for line in lines
    ]
    written.json_document({"portal": settings.portal, "checks": checks, "summary": _counts(lines)})
