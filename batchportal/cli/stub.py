"""`batchportal stub`: a portal on this machine to try things on."""

import threading
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from batchportal.errors import UsageError

if TYPE_CHECKING:
    from batchportal.stub import StubPortal

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="The portal's port; 0 takes a free one.")]
_LoginPort = Annotated[int, typer.Option("--login-port", min=0, max=65535, help="The log-in's port; 0: a free one.")]
_Host = Annotated[str, typer.Option("--host", help="Where it listens. Anything but loopback lets others in.")]
_Language = Annotated[str, typer.Option("--language", metavar="fr|nl|de|en", help="Of pages that don't say one.")]
_Latency = Annotated[float, typer.Option("--latency-ms", min=0, metavar="MS", help="How long each page takes.")]
_Companies = Annotated[
    int | None, typer.Option("--companies", min=1, metavar="N", help="How many companies. Default: the demo's.")
]
_Seconds = Annotated[float, typer.Option("--session-seconds", min=1, help="After how long a quiet session ends.")]
_Notice = Annotated[bool, typer.Option("--notice", help="Show a notice to click away after the log-in.")]
_Faults = Annotated[
    list[str] | None,
    typer.Option("--fault", metavar="STEP:KIND[:COUNT]", help="Something that goes wrong. May be repeated."),
]
_Control = Annotated[bool, typer.Option("--control/--no-control", help="Whether /_control and /_truth are there.")]
_Requests = Annotated[bool, typer.Option("--verbose", "-v", help="Print every request.")]
_SHOWN = 6


@app.command()
def stub(
    *,
    port: _Port = 8000,
    login_port: _LoginPort = 0,
    host: _Host = "127.0.0.1",
    language: _Language = "fr",
    latency_ms: _Latency = 0,
    companies: _Companies = None,
    session_seconds: _Seconds = 900,
    notice: _Notice = False,
    fault: _Faults = None,
    control: _Control = True,
    verbose: _Requests = False,
) -> None:
    """Run a stub of the portal on this machine until Ctrl-C; to look at, and for tests.

    It follows the manual step by step, keeps everything in memory, and is not the real portal. Its address
    /_control says which faults it can be given, /_truth what really happened.
    """
    from batchportal.stub import StubPortal

    try:
        portal = StubPortal(
            port=port,
            login_port=login_port,
            host=host,
            language=language,
            latency_ms=latency_ms,
            companies=companies,
            session_seconds=session_seconds,
            notice=notice,
            faults=fault or (),
            control=control,
            log=_log if verbose else None,
        )
        portal.start()
    except (ValueError, OSError) as error:
        raise UsageError(_explained(error, port)) from None
    try:
        _introduce(portal, host, control=control)
        _wait()
    finally:
        portal.stop()


def _explained(error: ValueError | OSError, port: int) -> str:
    if isinstance(error, OSError):
        return f"The stub can't listen on port {port}: {error.strerror}. Give another one: --port 0 takes a free one."
    return f"The stub can't be run so: {error}"


def _introduce(portal: "StubPortal", host: str, *, control: bool) -> None:
    """Say where it is, and with which codes and companies one gets in."""
    from batchportal.cli import screen
    from batchportal.stub.server import is_loopback

    console = screen.err()
    text = Text.assemble(("A stub of the portal, for tests only\n", "strong"))
    facts = {"Address": portal.url, **({"Control": f"{portal.url}_control"} if control else {})}
    user = portal.users[0]
    facts |= {"User name": user.username, "Password": user.password}
    for name, value in facts.items():
        text.append(f"{name.ljust(11)}", "quiet").append(f"{value}\n")
    for index, company in enumerate(portal.companies[:_SHOWN]):
        text.append(("Companies" if not index else "").ljust(11), "quiet").append(f"{company.dotted}  {company.name}\n")
    if (more := len(portal.companies) - _SHOWN) > 0:
        text.append(f"{' ' * 11}and {more} more\n", "quiet")
    if not is_loopback(host):
        text.append("Others on the network can reach it. Stop it when you are done.\n", "warn")
    text.append("Ctrl-C stops it.", "quiet")
    screen.show(console, text)


def _wait() -> None:
    """Until Ctrl-C."""
    forever = threading.Event()
    try:
        forever.wait()
    except KeyboardInterrupt:
        typer.echo("", err=True)


def _log(line: str) -> None:
    typer.echo(line, err=True)
