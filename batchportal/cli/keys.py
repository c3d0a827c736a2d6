"""`batchportal keys`: the SSH key pair that the SFTP channel needs, and what a file is."""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from batchportal.cli import options
from batchportal.cli.mishaps import USAGE
from batchportal.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

_LARGEST = 64 * 1024
_SHOWN = {
    "kind": "type",
    "bits": "bits",
    "comment": "comment",
    "fingerprint": "fingerprint",
    "subject": "subject",
    "issuer": "issuer",
    "serial": "serial",
    "not_before": "valid from",
    "not_after": "valid until",
    "key": "key",
    "form": "form",
    "sha256": "SHA-256",
}
"""What is told of a file, in this order, and how it is called."""
_WIDTH = 13
_Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the private key's file.")]
_Folder = Annotated[Path, typer.Option("--folder", metavar="DIR", help="Where to write it.")]
_Bits = Annotated[int, typer.Option("--bits", min=2048, max=16384, metavar="N", help="The key's size in bits.")]
_Comment = Annotated[str, typer.Option("--comment", metavar="TEXT", help="A comment in the public half.")]
_Passphrase = Annotated[bool, typer.Option("--passphrase", help="Protect the private half; asked for, or from stdin.")]
_Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="SSH public keys or certificates.")]


@app.callback()
def keys() -> None:
    """Make an SSH key pair; see what a key or certificate file is, and whether the portal would take it."""


@app.command()
def new(
    *,
    name: _Name,
    folder: _Folder = Path(),
    bits: _Bits = 3072,
    comment: _Comment = "",
    passphrase: _Passphrase = False,
) -> None:
    """Make an RSA key pair for the SFTP channel: NAME stays with you, NAME.pub goes to the portal.

    Nothing is ever overwritten. The private half is readable by you only; batchportal never uploads it.
    """
    from batchportal.cli import asking, screen
    from batchportal.keys import new_ssh_key_pair

    word = asking.secret("Passphrase", twice=True) if passphrase else None
    pair = new_ssh_key_pair(folder, name, bits, passphrase=word, comment=comment)
    screen.say(f"{screen.where(pair.private)}: the private half. It stays with you, for your SFTP client.")
    screen.say(f"{screen.where(pair.public)}: the public half, for the column ssh_public_key.")
    typer.echo(str(pair.key))


@app.command()
def show(*, files: _Files, as_json: options.JsonFlag = False) -> None:
    """Show what each file is, and whether the portal would take it.

    Exit code 0: it would take them all. 2: one of them it would not, or must not, get.
    """
    from batchportal.cli import screen, written

    found = [_inspected(path) for path in files]
    if as_json:
        written.json_document({"files": found})
    else:
        screen.show(screen.out(), *map(_picture, found))
    raise typer.Exit(0 if all(entry["taken"] for entry in found) else USAGE)


def _inspected(path: Path) -> dict[str, Any]:
    """One file in the JSON document."""
    from batchportal.cli import issues
    from batchportal.keys import KeyRefused, inspect

    try:
        content = inspect(_content(path), path.name)
    except (KeyRefused, UsageError) as error:
        return {"path": str(path), "taken": False, "error": {"code": error.code, "message": error.message}}
    return {
        "path": str(path),
        "taken": True,
        "error": None,
        **issues.facts(content),
        "summary": str(content),
        "warnings": [{"rule": advice.rule, "message": advice.message} for advice in content.warnings],
    }


def _content(path: Path) -> bytes:
    """The file's bytes, if it is a regular file of sane size.

    Raises:
        UsageError: it isn't, or can't be read.
    """
    try:
        # Without waiting: a named pipe would hold the command up for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise UsageError(f"{path} is no file. Give the key or certificate itself.", code="no_file")
            if about.st_size > _LARGEST:
                raise UsageError(
                    f"{path} is too large for a key or certificate ({about.st_size // 1024} KiB). Is it another file?",
                    code="no_file",
                )
            return file.read()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}.", code="no_file") from None


def _picture(entry: dict[str, Any]) -> "RenderableType":
    """One file on the screen: the verdict, what it is, and what to look at."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    verdict = ("ok", "good") if entry["taken"] else ("refused", "bad")
    head = Text.assemble((entry["path"], "strong"), "  ", verdict)
    if not entry["taken"]:
        return Group(head, Padding(Text(entry["error"]["message"]), (0, 0, 0, 2)))
    facts = [(name, entry[name]) for name in _SHOWN if entry.get(name)]
    lines = [Text.assemble((_SHOWN[name].ljust(_WIDTH), "quiet"), _readable(name, str(value))) for name, value in facts]
    lines += [Text.assemble(("warning".ljust(_WIDTH), "warn"), advice["message"]) for advice in entry["warnings"]]
    return Group(head, *(Padding(line, (0, 0, 0, 2)) for line in lines))


def _readable(name: str, value: str) -> str:
    """A moment as a day: nobody needs the seconds of a certificate."""
    from datetime import datetime

    from batchportal import moments

    return moments.day(datetime.fromisoformat(value)) if name in ("not_before", "not_after") else value
