"""`batchportal init`: files to begin with."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_Dir = Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them. Default: here.", show_default=False)]

_EXAMPLE = {
    "enterprise_number": "0000.000.000",
    "username": "example01",
    "last_name": "Peeters",
    "first_name": "An",
    "function": "IT",
    "phone": "02 555 12 12",
    "email": "an.peeters@example.be",
    "channel": "SFTP",
    "ssh_public_key": "sftp.pub",
    "certificate": "certificate.cer",
    "applications": "DmfA;Dimona",
    "login": "",
}
"""The template's only row: `check` refuses it, so that nobody registers it by mistake."""


@app.command()
def init(*, folder: _Dir = Path()) -> None:
    """Write a commented batchportal.toml and a companies.csv to fill in. Nothing is ever overwritten."""
    from batchportal import files
    from batchportal.batches import COLUMNS
    from batchportal.cli import screen
    from batchportal.errors import UsageError
    from batchportal.settings_place import FILE_NAME
    from batchportal.settings_template import template

    sheet = f"{','.join(COLUMNS)}\r\n{','.join(_EXAMPLE[column] for column in COLUMNS)}\r\n"
    contents = {FILE_NAME: template().encode(), "companies.csv": sheet.encode("utf-8-sig")}
    for name in contents:
        if (folder / name).exists():
            raise UsageError(f"{folder / name} exists and is left alone. Give another folder.", code="file_exists")
    files.folder(folder)
    for name, content in contents.items():
        files.replace(folder / name, content)
        typer.echo(screen.where(folder / name))
    typer.echo(
        "\nNext: put your companies into companies.csv in place of the example, then\n"
        f"{_change_to(folder)}  batchportal login set\n  batchportal keys new sftp\n"
        "  batchportal doctor\n  batchportal check companies.csv",
        err=True,
    )


def _change_to(folder: Path) -> str:
    """The settings are read from the folder that one works in."""
    from batchportal.cli import screen

    return "" if folder.resolve() == Path.cwd() else f"  cd {screen.where(folder)}\n"
