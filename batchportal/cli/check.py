"""`batchportal check`: everything that can be known about a list without the portal."""

import typer

from batchportal.cli import options
from batchportal.cli.mishaps import USAGE

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def check(*, file: options.ListFile, config: options.ConfigFlag = None, as_json: options.JsonFlag = False) -> None:
    """Check a list of companies: every row and every error at once, without the portal.

    Exit code 0: every row is ready. 2: a row, or the file, has an error.
    """
    from batchportal.cli import issues, screen, written

    settings = options.load(config, beside=file)
    batch = options.read(file, settings)
    if as_json:
        written.json_document(issues.document(batch))
    else:
        console = screen.out()
        screen.show(
            console,
            issues.headline(batch),
            issues.ready(console, batch),
            issues.files(batch),
            issues.listing(console, batch.issues),
        )
    raise typer.Exit(USAGE if batch.errors else 0)
