"""`batchportal forget`: erases what is personal about companies that are done."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from batchportal.cli import options
from batchportal.cli.mishaps import LOOK, USAGE
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from batchportal.erasure import Plan

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_Companies = Annotated[
    list[str] | None, typer.Argument(metavar="COMPANY", help="Enterprise numbers.", show_default=False)
]
_AllDone = Annotated[bool, typer.Option("--all-done", help="Every company that is done.")]
_Before = Annotated[
    str | None,
    typer.Option(
        "--before", metavar="DATE", help="Only what was settled before that day, 2026-11-30.", show_default=False
    ),
]
_Yes = Annotated[bool, typer.Option("--yes", "-y", help="Ask no question.")]

_KEPT = (
    "Kept: company, user name, state, sender number and dates. Lists, exports and reports that lie elsewhere are "
    "not touched."
)


@app.command()
def forget(
    *,
    companies: _Companies = None,
    all_done: _AllDone = False,
    before: _Before = None,
    yes: _Yes = False,
    portal: options.PortalFlag = None,
    database: options.DatabaseFlag = None,
    output: options.OutputFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """Erase what is personal about companies that are done: contact, keys, certificates, pictures, page texts.

    What proves the registration stays: company, user name, state, sender number, dates. Lists, exports and reports
    that you keep elsewhere are yours to erase. A company that waits or is in doubt is left alone.
    """
    from batchportal import erasure
    from batchportal.cli import asking, lookup, screen

    if not companies and not all_done and before is None:
        raise UsageError("Say what to forget: enterprise numbers, --all-done, or --before DATE.")
    if companies and all_done:
        raise UsageError("Give enterprise numbers or --all-done, not both.")
    settings = options.load(config, portal=portal, database=database, output=output)
    numbers = lookup.companies(companies, settings) if companies else None

    def agreed(plan: "Plan") -> bool:
        if not plan.records:
            return True
        screen.show(screen.err(), Text(f"To be erased, for good: {_things(plan)}."))
        return yes or asking.confirmed("Erase it?")

    done = erasure.forget(settings, numbers, before=None if before is None else _midnight(before), agreed=agreed)
    if done is None:
        raise typer.Exit(USAGE)
    _tell(done)
    raise typer.Exit(LOOK if done.kept_back or not done.scrubbed else 0)


def _tell(done: "Plan") -> None:
    """Say what was erased, what stays, and what could not be."""
    from batchportal.cli import screen

    lines = ["Nothing to forget."]
    if done.records:
        lines = [f"Erased: {_things(done)}.", _KEPT]
    if done.report is not None:
        lines.append("`batchportal report` writes the page anew.")
    screen.show(screen.out(), *(Text(line) for line in lines))
    for record in done.kept_back:
        words = f"Left alone: {record.enterprise_number} is {record.state.value}; its data may still be needed."
        screen.show(screen.err(), Text(words, "bad"))
    if not done.scrubbed:
        words = "Somebody is reading the ledger, so that its log still holds what was erased. Run this again."
        screen.show(screen.err(), Text(words, "bad"))


def _things(plan: "Plan") -> str:
    companies = {record.enterprise_number for record in plan.records}
    whose = "1 company" if len(companies) == 1 else f"{len(companies)} companies"
    folders = "1 folder" if len(plan.folders) == 1 else f"{len(plan.folders)} folders"
    report = f", {plan.report}" if plan.report else ""
    return f"contact, keys, certificates and messages of {whose}, {folders} of evidence{report}"


def _midnight(text: str) -> datetime:
    """The beginning of a day, in Belgium."""
    from batchportal.moments import BELGIUM

    try:
        return datetime.combine(date.fromisoformat(text), time(), BELGIUM)
    except ValueError:
        raise UsageError(f"--before {text}: write a day as 2026-11-30.") from None
