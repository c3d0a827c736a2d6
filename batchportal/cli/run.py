"""What the commands that visit the portal have in common: how a run is watched, printed and told to scripts."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from batchportal.cli import mishaps, progress, screen, written
from batchportal.errors import BatchportalError
from batchportal.models import Outcome

if TYPE_CHECKING:
    from batchportal.app import Run

Work = Callable[[progress.Listener], Coroutine[Any, Any, "Run"]]


def watched(work: Work, total: int, *, verbose: bool = False) -> "Run":
    """Do the work while progress is shown. SIGTERM is heard as Ctrl-C is: once to stop soon, twice to stop now."""
    with progress.watching(total, pages=verbose) as listener:
        return asyncio.run(_stoppable(work(listener)))


async def _stoppable(work: Coroutine[Any, Any, "Run"]) -> "Run":
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    heard: list[str] = []

    def stop() -> None:
        now = task is None or task.cancelling() > 0
        heard.append("now" if now else "soon")
        if now or task is None:
            raise KeyboardInterrupt
        task.cancel()

    loop.add_signal_handler(signal.SIGTERM, stop)
    try:
        return await work
    except asyncio.CancelledError:
        # What ends because everything ends must end quietly; only a first SIGTERM has nobody else to say why.
        if heard == ["soon"]:
            raise KeyboardInterrupt from None
        raise
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


def tell(run: "Run", *, as_json: bool, extra: Sequence[dict[str, Any]] = ()) -> None:
    """Print what became of a run, on stdout; what a person has to know beside it, on stderr.

    Args:
        run: the run.
        as_json: one document instead of a table.
        extra: registrations of the document that never came to a run (rows that were skipped).
    """
    if as_json:
        written.json_document(document(run, extra))
    else:
        show(run.outcomes)
        if extra:
            words = screen.rows_of(entry["row"] for entry in extra)
            screen.show(screen.err(), Text(f"Left out because of errors in the list: {words}.", "bad"))
    told = not as_json and any(_is_about(outcome, run.refusal) for outcome in run.outcomes)
    if run.refusal is not None and not told:
        mishaps.explain(run.refusal)


def document(run: "Run", extra: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The JSON document of the contract."""
    from batchportal import export

    content = export.document(run.portal, run.outcomes)
    content["registrations"] = sorted([*content["registrations"], *extra], key=lambda entry: entry["row"])
    for entry in extra:
        content["summary"][entry["state"]] = content["summary"].get(entry["state"], 0) + 1
    return content


def show(outcomes: Sequence[Outcome], counts: Mapping[str, int] | None = None) -> None:
    """The table, what went wrong, and the sum of it.

    Args:
        outcomes: what is listed.
        counts: how many there are in each state, where not all are listed.
    """
    console = screen.out()
    counts = screen.counted(outcomes) if counts is None else screen.in_order(counts)
    if not outcomes:
        screen.show(console, Text("Nothing to show."))
        return
    screen.show(
        console,
        screen.outcomes(console, outcomes),
        screen.unlisted(sum(counts.values()) - len(outcomes)),
        screen.troubles(console, outcomes),
        screen.summary(console, counts),
    )


def _is_about(outcome: Outcome, error: BatchportalError | None) -> bool:
    return error is not None and outcome.problem is not None and outcome.problem.code == error.code


def exit_code(run: "Run") -> int:
    """The exit code of a run; Ctrl-C has its own."""
    return mishaps.INTERRUPTED if run.interrupted else run.exit_code
