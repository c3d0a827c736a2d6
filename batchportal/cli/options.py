"""The options that several commands share, and how they become settings."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from batchportal.models import Language

if TYPE_CHECKING:
    from batchportal.batches import Batch
    from batchportal.settings import Settings

PortalFlag = Annotated[
    str | None,
    typer.Option("--portal", metavar="URL", help="The portal's address. Default: the real portal.", show_default=False),
]
LanguageFlag = Annotated[
    Language | None,
    typer.Option("--language", help="The language to use the portal in. Default: fr.", show_default=False),
]
LoginFlag = Annotated[
    str | None,
    typer.Option("--login", metavar="NAME", help="The stored login to use. Default: default.", show_default=False),
]
SessionsFlag = Annotated[
    int | None,
    typer.Option(
        "--sessions", min=1, max=32, metavar="N", help="Parallel portal sessions. Default: 1.", show_default=False
    ),
]
HeadedFlag = Annotated[bool, typer.Option("--headed", help="Show the browser's window.")]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of a table.")]
DatabaseFlag = Annotated[
    str | None,
    typer.Option(
        "--database", metavar="URL", help="The ledger. Default: SQLite in the user's data folder.", show_default=False
    ),
]
OutputFlag = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="DIR",
        help="Where evidence and reports go. Default: the user's data folder.",
        show_default=False,
    ),
]
SelectorsFlag = Annotated[
    Path | None,
    typer.Option(
        "--selectors", metavar="DIR", help="A folder of selectors on top of the built-in ones.", show_default=False
    ),
]
ConfigFlag = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="The settings file. Default: batchportal.toml here or beside the list.",
        show_default=False,
    ),
]
VerboseFlag = Annotated[bool, typer.Option("--verbose", "-v", help="Log every page and decision to stderr.")]
ListFile = Annotated[Path, typer.Argument(metavar="FILE", help="The list of companies, CSV or XLSX.")]


def load(config: Path | None = None, *, beside: Path | None = None, **flags: object) -> "Settings":
    """Settings from flags, environment and file; flags that weren't given are None or False.

    Args:
        config: the settings file that was named.
        beside: the list; settings beside it count where none were named and the working folder has none.
        flags: what the command line says.

    Raises:
        UsageError: a setting is wrong.
    """
    from batchportal.settings import load_settings
    from batchportal.settings_place import settings_beside

    if config is not None:
        os.environ["BATCHPORTAL_CONFIG"] = str(config)
    elif beside is not None and (found := settings_beside(beside)) is not None:
        _take(found)
    return load_settings(**{name: None if value is False else value for name, value in flags.items()})


def _take(found: Path) -> None:
    """Settings may say which portal gets the password: whoever has not asked for them is told."""
    from batchportal.cli import screen

    os.environ["BATCHPORTAL_CONFIG"] = str(found)
    where = screen.where(found)
    screen.say(f"Settings: {where}, beside the list. Commands without a list find them with --config {where}")


def logging(*, verbose: bool) -> None:
    """Send the log to stderr: warnings, or everything, of which the first is where the settings come from."""
    from batchportal.logs import configure, get_logger
    from batchportal.settings_place import settings_file

    configure(verbose=verbose, json=False)
    get_logger(__name__).info("settings", file=str(settings_file() or "none"))


def read(file: Path, settings: "Settings") -> "Batch":
    """The list of companies, checked, with the settings' values for all rows.

    Raises:
        UsageError: the file can't be read at all.
    """
    from batchportal.batches import read_batch

    defaults = {"login": settings.login, **settings.rows}
    return read_batch(file, defaults=defaults, known_applications=settings.applications)
