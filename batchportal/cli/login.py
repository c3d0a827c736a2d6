"""`batchportal login`: portal accounts in the keyring of this machine."""

from typing import Annotated

import typer

from batchportal.cli import options

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

_Name = Annotated[str, typer.Argument(metavar="[NAME]", help="What to call the login.", show_default=False)]
_Username = Annotated[
    str | None, typer.Option("--username", metavar="USER", help="The portal's user name. Asked for if missing.")
]


@app.callback()
def login() -> None:
    """Keep portal logins in the keyring of this machine.

    A password is asked for without showing it, or read from stdin where there is no terminal; never from the command
    line, which other users of the machine can see.
    """


@app.command(name="set")
def store(*, name: _Name = "default", username: _Username = None) -> None:
    """Store a user name and password under a name; the name is 'default' if none is given.

    Without a terminal, stdin has the user name (unless --username) on one line and the password on the next.
    """
    from batchportal import credentials
    from batchportal.cli import asking
    from batchportal.models import Credentials

    user = username or asking.line("Portal user name")
    credentials.store(name, Credentials(user, asking.secret("Password", twice=True)))
    typer.echo(f"Stored the login '{name}'. If the portal refused it before: batchportal login unlock {name}", err=True)


@app.command(name="list")
def show(*, as_json: options.JsonFlag = False) -> None:
    """List the names of the stored logins."""
    from batchportal import credentials
    from batchportal.cli import written

    names = credentials.names()
    if as_json:
        written.json_document({"logins": names})
    elif names:
        typer.echo("\n".join(names))
    else:
        typer.echo("No login is stored yet. Store one: batchportal login set", err=True)


@app.command()
def remove(*, name: _Name = "default") -> None:
    """Remove a login from the keyring."""
    from batchportal import credentials

    credentials.remove(name)
    typer.echo(f"Removed the login '{name}'.", err=True)


@app.command()
def unlock(
    *,
    name: _Name = "default",
    portal: options.PortalFlag = None,
    database: options.DatabaseFlag = None,
    config: options.ConfigFlag = None,
) -> None:
    """Let a login be tried again that the portal refused. Make sure that its password is right first.

    Portals lock an account after a few refusals, so batchportal never tries a refused login again by itself.
    """
    from batchportal import app as engine

    settings = options.load(config, portal=portal, database=database)
    released = engine.unlock(settings, name)
    typer.echo(f"The login '{name}' {'may be tried again' if released else 'was not locked'}.", err=True)
