"""The command `batchportal`: the list of its commands, loaded only when one is called, and the border for errors."""

import importlib
import sys
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from batchportal import __version__
from batchportal.cli import mishaps


class Command(NamedTuple):
    """A command that is loaded when it is called."""

    module: str
    """The module of `batchportal.cli` whose `app` has it."""
    summary: str
    """Its line in the list of commands."""


SECTIONS: dict[str, dict[str, Command]] = {
    "Begin": {
        "demo": Command("demo", "See the main job: five companies, a stub portal, a real browser."),
        "init": Command("init", "Write a commented batchportal.toml and a companies.csv to fill in."),
        "login": Command("login", "Keep portal logins in the keyring of this machine."),
        "doctor": Command("doctor", "Check that everything works that a run needs."),
        "keys": Command("keys", "Make an SSH key pair; see what a key or certificate file is."),
    },
    "Work": {
        "check": Command("check", "Check a list of companies, every row at once, without the portal."),
        "register": Command("register", "Register the companies of a list and note their sender numbers."),
        "worker": Command("worker", "Take orders from a shared database; start as many as wanted."),
        "lookup": Command("lookup", "Read technical users and sender numbers from the portal."),
        "reconcile": Command("reconcile", "Settle registrations with an unknown outcome, by looking only."),
    },
    "Results": {
        "status": Command("results", "Show what is known of every registration."),
        "export": Command("results", "Write the results to a CSV, XLSX or JSON file."),
        "report": Command("results", "Write the results, with pictures, to an HTML page."),
        "forget": Command("forget", "Erase what is personal about companies that are done."),
        "filename": Command("filename", "Make or check the file names that a sender number needs."),
    },
    "Mend": {
        "selectors": Command("selectors", "Check, list and mend the words by which pages are read."),
    },
    "Testing": {
        "record": Command("record", "Keep a walk as a recording, without its secrets."),
        "replay": Command("record", "Serve a recording as a mock site and walk it."),
        "stub": Command("stub", "Run a stub portal on this machine, with faults on demand."),
    },
}
"""Every command, in the order of the help text."""

_COMMANDS = {name: command for section in SECTIONS.values() for name, command in section.items()}
_NAME_WIDTH = max(map(len, _COMMANDS))


class LazyGroup(TyperGroup):
    """Commands that are imported when they are called, and errors that become one message and an exit code."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = dict.fromkeys(_COMMANDS, self)  # for the names alone: Typer suggests them for a mistyped one

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the base class's signature
        """All names, in the order of the help text."""
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the base class's signature
        """Import one command's module, or None if there is no such command."""
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"batchportal.cli.{_COMMANDS[cmd_name].module}")
        command = get_command(module.app)
        subcommand = getattr(command, "commands", {}).get(cmd_name)
        found = subcommand or command
        found.name = cmd_name
        return found

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the base class's signature
        """List the commands by section, without importing them."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name.ljust(_NAME_WIDTH), command.summary) for name, command in commands.items()])

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Commands first: they are what a newcomer looks for."""
        self.format_commands(ctx, formatter)
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl(records)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; expected errors end here."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(mishaps.interrupted()) from None
        except Exception as error:
            if mishaps.is_typers_own(error):
                raise
            raise typer.Exit(mishaps.explain(error)) from None


app = typer.Typer(
    cls=LazyGroup,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: batchportal demo",
)


def _show_version(value: bool) -> None:  # noqa: FBT001 - Typer calls it with the value only
    if value:
        sys.stdout.write(f"batchportal {__version__}\n")
        raise typer.Exit


@app.callback()
def batchportal(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Register technical users and batch channels on the Belgian social security portal, once each."""


def names() -> Iterator[str]:
    """The names of all commands."""
    yield from _COMMANDS
