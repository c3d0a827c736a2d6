"""`batchportal demo`: the main job on this machine, from nothing to sender numbers."""

import os
import shutil
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from batchportal.cli import options
from batchportal.cli.mishaps import LOOK

if TYPE_CHECKING:
    from batchportal.app import Run
    from batchportal.demo import Scene
    from batchportal.settings import Settings
    from batchportal.stub import StubPortal

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_Dir = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="Where batchportal-demo is made. Default: here.", show_default=False),
]


@app.command()
def demo(*, folder: _Dir = Path(), headed: options.HeadedFlag = False) -> None:
    """See the main job: five invented companies, a stub portal on this machine, a real browser.

    Makes a folder of its own, and leaves everything else alone: keyring, settings, ledger.
    """
    from batchportal import demo as stage
    from batchportal.cli import run, screen
    from batchportal.report import page
    from batchportal.stub import StubPortal

    console = screen.err()
    start = monotonic()
    with StubPortal() as portal:
        scene = stage.set_up(stage.new_folder(folder), portal.url, portal.companies[: stage.COMPANIES])
        settings = _settings(scene, portal, headed=headed)
        _begin(console, scene, portal)
        result = _register(scene, settings)
        counted = portal.truth()
    page.write(settings.output / "report.html", settings.portal, result.outcomes, overwrite=True)
    run.tell(result, as_json=False)
    if result.exit_code:
        raise typer.Exit(result.exit_code)
    _end(console, scene, counted["confirm_requests"], len(counted["registrations"]), monotonic() - start)
    raise typer.Exit(0 if counted["confirm_requests"] == stage.COMPANIES else LOOK)


def _settings(scene: "Scene", portal: "StubPortal", *, headed: bool) -> "Settings":
    """The demonstration's own settings: nothing of the user's but the choice of browser."""
    for name in [name for name in os.environ if name.upper().startswith("BATCHPORTAL_")]:
        if name.upper() != "BATCHPORTAL_BROWSER":
            del os.environ[name]
    user = portal.users[0]
    return options.load(scene.settings, headed=headed, username=user.username, password=user.password)


def _register(scene: "Scene", settings: "Settings") -> "Run":
    from batchportal import app as engine
    from batchportal.cli import run

    options.logging(verbose=False)
    batch = options.read(scene.companies, settings)
    return run.watched(
        lambda report: engine.register(settings, batch.registrations, dry_run=False, report=report),
        len(batch.registrations),
    )


def _begin(console: Console, scene: "Scene", portal: "StubPortal") -> None:
    """Say what is there, and that it is not the real portal."""
    from batchportal.cli import screen

    screen.show(
        console,
        Text.assemble(
            ("A stub of the portal", "strong"),
            f" runs on {portal.url.rstrip('/')}\n",
            "The real one is not touched. Companies, keys and certificates are invented; they\nlie in ",
            (f"{screen.where(scene.folder)}", "strong"),
            ". A real browser now does what the portal's manual says.",
        ),
    )


def _end(console: Console, scene: "Scene", confirmed: int, registered: int, seconds: float) -> None:
    """Say what it was worth, where to look, and what to try next."""
    from batchportal.cli import screen

    command = own_command()
    companies = screen.where(scene.companies)
    config = screen.where(scene.settings)
    sheet = scene.folder.name.replace("batchportal-demo", "demo") + ".xlsx"
    steps = (
        ("What is checked before anybody logs in:", f"{command} check {companies}"),
        ("The results as a spreadsheet:", f"{command} export {sheet} --config {config}"),
        ("A list of your own to fill in:", f"{command} init my-companies"),
    )
    text = Text.assemble(
        "\n",
        f"The portal counted {confirmed} confirmations and {registered} technical users",
        ": " if confirmed == registered else ".",
        ("none twice, none lost." if confirmed == registered else "", "good"),
        f"\nIt took {seconds:.0f} seconds, without a single click.\n\n",
        ("Report    ", "quiet"),
        f"{screen.where(scene.output / 'report.html')}\n",
        ("Pictures  ", "quiet"),
        f"{screen.where(scene.output / 'evidence')}\n\n",
        ("Try next", "strong"),
    )
    for words, line in steps:
        text.append(f"\n{words}\n  ").append(line, "command")
    console.print(text, soft_wrap=True)


def own_command() -> str:
    """How this command is called from here, so that a line can be pasted."""
    called = Path(sys.argv[0])
    found = shutil.which("batchportal")
    if found and (called.name != "batchportal" or Path(found).resolve() == called.resolve()):
        return "batchportal"
    from batchportal.cli import screen

    return screen.where(called) if called.name == "batchportal" else f"{screen.where(sys.executable)} -m batchportal"
