"""`batchportal stub`: a portal on this machine to try things on."""

from collections.abc import Collection
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from batchportal.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_Port = Annotated[
    int, typer.Option("--port", min=0, max=65535, metavar="PORT", help="The portal's port; 0 takes a free one.")
]
_LoginPort = Annotated[
    int, typer.Option("--login-port", min=0, max=65535, metavar="PORT", help="The log-in's port; 0 takes a free one.")
]
_Host = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where it listens. Anything but loopback lets others in.")
]
_Latency = Annotated[
    float, typer.Option("--latency-ms", min=0, metavar="MS", help="Milliseconds that each page takes at least.")
]
_Companies = Annotated[
    int | None, typer.Option("--companies", min=1, metavar="N", help="How many companies. Default: the demo's twelve.")
]
_Seconds = Annotated[
    float, typer.Option("--session-seconds", min=1, metavar="S", help="Seconds after which a quiet session ends.")
]
_Notice = Annotated[bool, typer.Option("--notice", help="Show a notice to click away after the log-in.")]
_Faults = Annotated[
    list[str] | None,
    typer.Option("--fault", metavar="STEP:KIND[:COUNT]", help="Something that goes wrong, see below. May be repeated."),
]
_Control = Annotated[bool, typer.Option("--control/--no-control", help="Whether /_control and /_truth are there.")]
_Skin = Annotated[str, typer.Option("--skin", metavar="NAME", help="The outside that it wears.")]
_Tls = Annotated[
    str | None,
    typer.Option("--tls", metavar="SIDE", help="Speak TLS that nobody can trust: log_in, or everywhere."),
]
_Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="A line on stderr for each request.")]


class _WithFaults(TyperCommand):
    """Its help lists what `--fault` may say."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Steps and kinds, as the stub itself knows them."""
        from batchportal.stub.faults import KINDS, STEPS

        super().format_epilog(ctx, formatter)
        with formatter.section("Faults"):
            formatter.write_text("--fault confirm:commit_then_drop --fault contact:invalid:phone:2")
            formatter.write_text("The count is of requests to that page; 1 if it isn't given.")
        with formatter.section("Steps"):
            formatter.write_text(", ".join(STEPS))
        with formatter.section("Kinds"):
            formatter.write_dl([(kind, what + _where(steps, STEPS)) for kind, (what, steps) in KINDS.items()])


def _where(steps: Collection[str], known: Collection[str]) -> str:
    """Where a kind can be played, as briefly as that can be said."""
    there = [step for step in known if step in steps]
    elsewhere = [step for step in known if step not in steps]
    if not elsewhere:
        return ""
    return f" [at {', '.join(there)}]" if len(there) <= len(elsewhere) else f" [not at {', '.join(elsewhere)}]"


@app.command(cls=_WithFaults)
def stub(
    *,
    port: _Port = 8765,
    login_port: _LoginPort = 8766,
    host: _Host = "127.0.0.1",
    latency_ms: _Latency = 0,
    companies: _Companies = None,
    session_seconds: _Seconds = 900,
    fault: _Faults = None,
    notice: _Notice = False,
    control: _Control = True,
    skin: _Skin = "classic",
    tls: _Tls = None,
    verbose: _Verbose = False,
) -> None:
    """Run a stub of the portal on this machine until Ctrl-C; to look at, and for tests.

    It follows the manual step by step, keeps everything in memory, and is not the real portal. Its address
    /_control takes faults while it runs, /_truth says what really happened.
    """
    from batchportal.stub import command

    options = command.Options(
        port=port,
        login_port=login_port,
        host=host,
        latency_ms=latency_ms,
        companies=companies,
        session_seconds=session_seconds,
        faults=tuple(fault or ()),
        notice=notice,
        control=control,
        skin=skin,
        tls=tls,
        verbose=verbose,
    )
    try:
        command.serve(options)
    except ValueError as error:
        raise UsageError(f"The stub can't be run like that: {error}") from None
    except OSError as error:
        ports = f"on {host}, ports {port} and {login_port}"
        message = (
            f"The stub can't listen {ports}: {error.strerror}. Give others with --port and --login-port (0: free)."
        )
        raise UsageError(message, code="port_taken") from None
