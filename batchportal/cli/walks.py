"""How the walk of `selectors check`, and the list of selectors, look on a terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from batchportal import moments
from batchportal.cli import progress, screen
from batchportal.drift.report import Sight
from batchportal.locators import NEVER_ONE
from batchportal.report.advice import advice_for

if TYPE_CHECKING:
    from batchportal.drift.listing import Listed
    from batchportal.drift.report import ControlReport, PageReport, Report

_LOOKS = {
    Sight.USED: ("✓", "+", "good"),
    Sight.SEEN: ("✓", "+", "quiet"),
    Sight.ABSENT: ("·", ".", "quiet"),
    Sight.GONE: ("✗", "x", "bad"),
    Sight.MISSING: ("✗", "x", "bad"),
    Sight.AMBIGUOUS: ("✗", "x", "bad"),
}


def report(console: Console, walk: "Report", *, everything: bool) -> Iterator[RenderableType | None]:
    """Page by page what was found, what has changed, and what it comes to.

    Args:
        console: for its width and signs.
        walk: what was found.
        everything: also controls that weren't there and weren't needed.
    """
    yield from (_page(console, page, everything=everything) for page in walk.pages)
    yield _changes(walk)
    yield from _verdict(walk)


def _page(console: Console, page: "PageReport", *, everything: bool) -> RenderableType:
    head = Text.assemble(
        (progress.page_name(page.name), "strong"), (f"  {page.address}  {page.seconds:.1f} s", "quiet")
    )
    table = Table.grid(padding=(0, 2))
    for _ in range(5):
        table.add_column(overflow="fold")
    for control in page.controls:
        if everything or control.sight is not Sight.ABSENT:
            table.add_row(*_control(console, control))
    return Group(head, table)


def _control(console: Console, control: "ControlReport") -> list[Text]:
    mark, plain, style = _LOOKS[control.sight]
    sign = mark if console.encoding.lower().startswith("utf") else plain
    how = control.strategy or ""
    if control.overridden:
        how = f"{how} (yours)".strip()
    said = f"'{control.caption}'" if control.caption else _in_vain(control)
    seconds = "" if control.seconds is None else f"{control.seconds:.2f} s"
    return [
        Text.assemble("  ", (f"{sign} {control.sight.value}", style)),
        Text(control.name),
        Text(said, "bad" if control.sight.drift else ""),
        Text(how, "quiet"),
        Text(seconds, "quiet"),
    ]


def _in_vain(control: "ControlReport") -> str:
    """What stands in a caption's place: how many fit, and what is nearest."""
    if control.sight is Sight.GONE:
        return "was there at the last good walk"
    if not control.sight.drift:
        return f"{control.count} of them" if control.count > 1 else ""
    near = f": {'; '.join(control.nearest)}" if control.nearest else ""
    return f"{control.count} fit{near}" if control.count else f"none{', nearest' if near else ''}{near}"


def _changes(walk: "Report") -> RenderableType | None:
    changed = [page for page in walk.pages if page.changes]
    if walk.since is None or not changed:
        return None
    early = ", as far as this walk came" if walk.problem else ""
    lines = [Text(f"Changed since the last good walk ({moments.spoken(walk.since)}){early}:", "warn")]
    for page in changed:
        lines.append(Text(f"  {progress.page_name(page.name)}", "strong"))
        lines += [Text(f"    {change}") for change in page.changes]
    return Group(*lines)


def _verdict(walk: "Report") -> Iterator[RenderableType]:
    problem = walk.problem
    if problem is not None:
        yield Text.assemble((f"The walk ended early: {problem.code}  ", "bad"), problem.message)
        if walk.unreached:
            yield Text(f"Not reached: {', '.join(map(progress.page_name, walk.unreached))}", "warn")
        advice = advice_for(problem.code)
        if advice and not walk.drift:
            yield Text.assemble(("What to do: ", "advice"), advice)
    if walk.drift:
        yield Text(f"Drift: {', '.join(control.name for control in walk.drift)}", "bad")
        yield _way_out(walk.drift[0])
    elif problem is None:
        pages = f"{len(walk.pages)} pages" if len(walk.pages) != 1 else "1 page"
        yield Text.assemble(("No drift: ", "good"), f"{pages}, every control that is needed was found.")


def _way_out(control: "ControlReport") -> RenderableType:
    """How to mend the first control that has drifted."""
    name = control.name.split()[0]
    if control.kind in NEVER_ONE:
        page, _, entry = name.partition(".")
        return Text(f"Mend it: give its words in {page}.toml, under [{entry}], in a folder of your own.", "advice")
    command = Text(f"  batchportal selectors pick {name} --selectors DIR", "command", no_wrap=True, overflow="ignore")
    return Group(Text("Mend it by clicking on the right element:", "advice"), command)


def listed(console: Console, controls: Sequence["Listed"]) -> Iterator[RenderableType]:
    """The selectors, page by page."""
    for page in dict.fromkeys(control.page for control in controls):
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", max_width=max(30, min(console.width, 130) - 46))
        for control in controls:
            if control.page == page:
                table.add_row(f"  {control.control}", Text(control.kind, "quiet"), _origin(control), _words(control))
        yield Group(Text(page, "strong"), table)


def _origin(control: "Listed") -> Text:
    if control.file is not None:
        return Text("yours", "warn")
    if not control.words:
        return Text("")
    return Text("seen", "good") if control.seen else Text("inferred", "quiet")


def _words(control: "Listed") -> Text:
    words = f"{control.exact}" if control.exact else ", ".join(control.words) or screen.dash(screen.out())
    return Text.assemble(words, (f"  {control.file}" if control.file else "", "quiet"))
