"""`batchportal stub`: runs the stub portal in the foreground, and says what one needs to walk it."""

from __future__ import annotations

import argparse
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from batchportal.stub.faults import KINDS, STEPS, Fault, UnknownFault, parse_fault
from batchportal.stub.server import StubPortal, is_loopback
from batchportal.stub.skins import CLASSIC, NAMES
from batchportal.stub.tls import SIDES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.stub.companies import User

_SHOWN_COMPANIES = 20
_USAGE = 2


@dataclass(frozen=True, slots=True)
class Options:
    """How to run the stub; the flags of `batchportal stub`.

    Attributes:
        port: of the portal; 0 takes a free one.
        login_port: of the log-in application; 0 takes a free one.
        host: where to listen; anything but loopback is warned about.
        latency_ms: how long each page takes at least.
        companies: how many companies there are to be; the demo's when None.
        session_seconds: after how long without a request a session ends.
        faults: STEP:KIND[:COUNT] each.
        notice: whether a notice to click away comes after log-in.
        control: whether `/_control` and `/_truth` are there.
        skin: the outside that it wears.
        tls: which side speaks TLS, with a certificate that must not be trusted; none when None.
        verbose: whether each request gets a line on the error stream.
    """

    port: int = 8765
    login_port: int = 8766
    host: str = "127.0.0.1"
    latency_ms: float = 0
    companies: int | None = None
    session_seconds: float = 900
    faults: tuple[str, ...] = ()
    notice: bool = False
    control: bool = True
    skin: str = CLASSIC
    tls: str | None = None
    verbose: bool = False


def make(options: Options) -> StubPortal:
    """The portal that the options ask for, not started yet.

    Raises:
        ValueError: an option makes no sense; the message says which and why.
    """
    faults: list[Fault] = [parse_fault(text) for text in options.faults]
    return StubPortal(
        port=options.port,
        login_port=options.login_port,
        host=options.host,
        companies=options.companies,
        latency_ms=options.latency_ms,
        faults=faults,
        session_seconds=options.session_seconds,
        notice=options.notice,
        control=options.control,
        skin=options.skin,
        tls=options.tls,
        log=_to_stderr if options.verbose else None,
    )


def serve(options: Options, *, out: TextIO | None = None, until: threading.Event | None = None) -> None:
    """Run the stub until it is interrupted (Ctrl-C).

    Args:
        options: how.
        out: where to say what one needs to walk it; standard output when None.
        until: ends it when set.

    Raises:
        ValueError: an option makes no sense.
        OSError: a port is taken.
    """
    if not is_loopback(options.host):
        _to_stderr(f"warning: {options.host} lets other machines reach this stub; its access codes are public")
    stream = out or sys.stdout
    with make(options) as portal:
        try:
            stream.write(introduce(portal, options) + "\n")
            stream.flush()
            (until or threading.Event()).wait()
        except KeyboardInterrupt:
            _to_stderr("stopped")


def introduce(portal: StubPortal, options: Options) -> str:
    """What one needs to know to walk a running stub."""
    lines = [
        "A stub portal, not the real one. It forgets everything when it stops.",
        "",
        f"  portal     {portal.url}",
        f"  log-in     {portal.login_url}",
    ]
    lines += [_describe_user(user) for user in portal.users]
    if options.control:
        lines.append(f"  control    {portal.url}_control   what happened: {portal.url}_truth")
    lines += ["", f"  {len(portal.companies)} companies"]
    lines += [_describe(portal, number) for number in range(min(len(portal.companies), _SHOWN_COMPANIES))]
    if len(portal.companies) > _SHOWN_COMPANIES:
        lines.append(f"    … and {len(portal.companies) - _SHOWN_COMPANIES} more")
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def _describe_user(user: User) -> str:
    remark = "   (asks for a code)" if user.second_factor else ""
    return f"  user       {user.username}   password {user.password}{remark}"


def _describe(portal: StubPortal, index: int) -> str:
    company = portal.companies[index]
    remark = ""
    if not any(role.manages for role in company.roles):
        remark = "  (not local manager here)"
    elif any(portal.world.technical_user(company, role.quality) for role in company.roles):
        remark = "  (has a technical user already)"
    return f"    {company.dotted}  {company.name}{remark}"


def main(argv: Sequence[str] | None = None) -> int:
    """Read flags and run; returns the exit code: 0 after Ctrl-C, 2 for flags that make no sense or a taken port."""
    options = _parse(argv)
    try:
        serve(options)
    except UnknownFault as error:
        _to_stderr(f"--fault: {error}")
        return _USAGE
    except ValueError as error:
        _to_stderr(str(error))
        return _USAGE
    except OSError as error:
        _to_stderr(
            f"can't listen on {options.host}, ports {options.port} and {options.login_port}: {error.strerror}. "
            "Give others with --port and --login-port; 0 takes a free one."
        )
        return _USAGE
    return 0


def _parse(argv: Sequence[str] | None) -> Options:
    defaults = Options()
    parser = argparse.ArgumentParser(prog="batchportal stub", description="Run a stub of the portal on this machine.")
    parser.add_argument("--port", type=int, default=defaults.port, help="0 takes a free one")
    parser.add_argument("--login-port", type=int, default=defaults.login_port, help="0 takes a free one")
    parser.add_argument("--host", default=defaults.host, help="where to listen")
    parser.add_argument("--latency-ms", type=float, default=defaults.latency_ms)
    parser.add_argument("--companies", type=int, help="how many there are to be")
    parser.add_argument("--session-seconds", type=float, default=defaults.session_seconds)
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="STEP:KIND[:COUNT]",
        help=f"steps: {', '.join(STEPS)}; kinds: {', '.join(KINDS)}",
    )
    parser.add_argument("--notice", action="store_true", help="a notice comes after log-in")
    parser.add_argument("--control", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--skin", choices=NAMES, default=defaults.skin, help="the outside that it wears")
    parser.add_argument("--tls", choices=SIDES, help="which side speaks TLS, with a certificate nobody can trust")
    parser.add_argument("--verbose", action="store_true", help="a line for each request")
    flags = vars(parser.parse_args(argv))
    faults = tuple(flags.pop("fault"))
    return Options(**flags, faults=faults)


def _to_stderr(line: str) -> None:
    sys.stderr.write(line + "\n")
