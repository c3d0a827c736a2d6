"""`batchportal login`: portal accounts in the keyring of this machine, and sessions that a person opened."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from batchportal.cli import options
from batchportal.errors import CredentialsMissing, UsageError

if TYPE_CHECKING:
    from batchportal.settings import Settings

app = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True)

_Name = Annotated[str, typer.Argument(metavar="NAME", help="The login's name. Default: default.", show_default=False)]
_Username = Annotated[
    str | None, typer.Option("--username", metavar="USER", help="The portal's user name. Asked for if missing.")
]
_Minutes = Annotated[
    float, typer.Option("--minutes", min=0.1, max=60, metavar="N", help="Minutes to wait for you to sign in.")
]


@app.callback()
def login() -> None:
    """Keep portal logins in the keyring of this machine, or sessions that you open yourself.

    A password is asked for without showing it, or read from stdin where there is no terminal; never from the command
    line, which other users of the machine can see.
    """


@app.command(name="set")
def store(*, name: _Name = "default", username: _Username = None) -> None:
    """Store a user name and password under a name; the name is 'default' if none is given.

    Without a terminal, stdin has the user name (unless --username) on one line and the password on the next.
    A session that was opened under this name ('login open') is forgotten.
    """
    from batchportal import credentials, kept
    from batchportal.cli import asking, screen
    from batchportal.models import Credentials

    # Nobody types a password in vain.
    credentials.check_storable(name)
    user = username or asking.line("Portal user name")
    credentials.store(name, Credentials(user, asking.secret("Password", twice=True)))
    if kept.remove(name):
        screen.say(f"Forgot the session that was opened for the login '{name}'.")
    screen.say(f"Stored the login '{name}'. If the portal refused it before: batchportal login unlock {name}")


@app.command(name="open")
def open_session(
    *,
    name: _Name = "default",
    portal: options.PortalFlag = None,
    language: options.LanguageFlag = None,
    minutes: _Minutes = 5,
    selectors: options.SelectorsFlag = None,
    config: options.ConfigFlag = None,
    verbose: options.VerboseFlag = False,
) -> None:
    """Open a window in which you sign in yourself, with eID, itsme or a code, and keep the session for later runs.

    Go on until the portal shows your companies; the window then closes by itself. The session is kept on this
    machine, encrypted, with the key in its keyring, and used without a window until the portal ends it. Runs with such
    a login do one company at a time, and never send a password.
    """
    import asyncio

    from batchportal import opening
    from batchportal.cli import screen

    settings = options.load(config, portal=portal, language=language, selectors=selectors, headed=True)
    options.logging(verbose=verbose)

    def opened(_context: object) -> None:
        screen.say(
            f"A window opens at {settings.portal}. Sign in there, and go on until it shows your companies; you have "
            f"{minutes:g} minutes. The window then closes by itself.",
        )

    session = asyncio.run(opening.open_login(settings, name, minutes=minutes, opened=opened))
    screen.say(
        f"Signed in. The session is kept, encrypted, as the login '{name}' for {session.portal}, until the portal "
        "ends it.",
    )


@app.command(name="list")
def show(*, as_json: options.JsonFlag = False) -> None:
    """List the logins: a stored password, or a session that was opened for a portal, and since when."""
    from batchportal import credentials, kept, moments
    from batchportal.cli import screen, written

    passwords, sessions = credentials.names(), kept.kept()
    logins: list[dict[str, Any]] = [
        {
            "name": name,
            "password": name in passwords,
            "sessions": [
                {"portal": one.portal, "since": one.since.isoformat()} for one in sessions if one.login == name
            ],
        }
        for name in sorted({*passwords, *(one.login for one in sessions)})
    ]
    if as_json:
        written.json_document({"logins": logins})
        return
    width = max((len(login["name"]) for login in logins), default=0)
    for name in passwords:
        typer.echo(f"{name:{width}}  password")
    for one in sessions:
        typer.echo(f"{one.login:{width}}  session for {one.portal}, opened {moments.spoken(one.since)}")
    if not logins:
        screen.say("No login is stored yet. Store one: batchportal login set")


@app.command()
def remove(*, name: _Name = "default") -> None:
    """Remove a login: its password from the keyring, and the sessions that were opened for it."""
    from batchportal import credentials, kept
    from batchportal.cli import screen

    forgotten = kept.remove(name)
    try:
        credentials.remove(name)
    except CredentialsMissing:
        if not forgotten:
            raise
    screen.say(f"Removed the login '{name}'.")


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
    from batchportal import ledgers
    from batchportal.cli import screen

    settings = options.load(config, portal=portal, database=database)
    if ledgers.unlock(settings, name):
        screen.say(f"The login '{name}' may be tried again at {settings.portal}.")
        return
    _check_known(settings, name)
    screen.say(f"The login '{name}' was not locked at {settings.portal}.")


def _check_known(settings: "Settings", name: str) -> None:
    """Say so if a login that isn't locked here is locked elsewhere, or if there is no such login at all.

    Raises:
        UsageError: it is one of these.
    """
    import contextlib

    from batchportal import credentials, kept, ledgers

    locked = ledgers.locked(settings)
    if elsewhere := [portal for portal, login in locked if login == name]:
        raise UsageError(
            f"The login '{name}' is not locked at {settings.portal}, but at {', '.join(elsewhere)}. "
            f"Unlock it there: batchportal login unlock {name} --portal {elsewhere[0]}"
        )
    known = {*(login for _, login in locked), *(one.login for one in kept.kept())}
    # A machine without a keyring has logins all the same: the environment's, and sessions that were opened.
    with contextlib.suppress(UsageError):
        known.update(credentials.names())
    if settings.username is not None:
        known.add(credentials.DEFAULT)
    if name not in known:
        raise credentials.unknown(name, known)
