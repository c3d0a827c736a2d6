"""`batchportal status --watch`: who works with the ledger now, and how far they are, until Ctrl-C."""

import contextlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from batchportal.cli import screen

if TYPE_CHECKING:
    from batchportal.fleet import Fleet
    from batchportal.ledger import Worker
    from batchportal.settings import Settings

_EVERY = 2.0


def watch(settings: "Settings", *, as_json: bool) -> None:
    """Show the fleet, again and again: in place on a terminal, else one block (or JSON object a line) at a time."""
    from batchportal import fleet

    console = screen.out()
    live = Live(console=console, auto_refresh=False) if console.is_terminal and not as_json else None
    with contextlib.suppress(KeyboardInterrupt), live or contextlib.nullcontext():
        while True:
            seen = fleet.seen(settings)
            if as_json:
                sys.stdout.write(json.dumps(document(seen)) + "\n")
                sys.stdout.flush()
            elif live is None:
                screen.show(console, picture(console, seen))
            else:
                live.update(picture(console, seen), refresh=True)
            time.sleep(_EVERY)


def document(seen: "Fleet") -> dict[str, Any]:
    """The fleet as JSON."""
    return {
        "workers": [
            {
                "host": one.host,
                "pid": one.pid,
                "command": one.purpose,
                "seconds": round(one.seconds),
                "silent_seconds": round(one.silence, 1),
                "alive": one.silence <= seen.lease,
                "doing": one.doing,
            }
            for one in seen.workers
        ],
        "summary": seen.counts,
    }


def picture(console: Console, seen: "Fleet") -> RenderableType:
    """The fleet for people."""
    counts = screen.summary(console, screen.in_order(seen.counts)) if seen.counts else Text("Nothing asked for yet.")
    if not seen.workers:
        return Group(counts, Text("Nobody works with this ledger now.", "quiet"))
    table = screen.plain_table("Machine", "Process", "Command", "For", "Last sign of life", "Doing")
    for one in seen.workers:
        table.add_row(one.host, str(one.pid), one.purpose, _duration(one.seconds), *_life(one, seen.lease))
    return Group(counts, Text(), table)


def _life(worker: "Worker", lease: float) -> tuple[Text, str]:
    alive = worker.silence <= lease
    words = f"{_duration(worker.silence)} ago" + ("" if alive else ", taken for dead")
    return Text(words, "" if alive else "bad"), worker.doing or "waiting"


def _duration(seconds: float) -> str:
    """`42 s`, `3 min`, `5 h`."""
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.0f} h"  # noqa: PLR2004 - an hour
