"""Addresses: which host one names, whether that is this machine, and whether a page there may have the password.

Programs read odd addresses differently (a backslash, a user name, an encoded or non-ASCII host), and the password
would go where the browser reads, not where this module does. So everything but a plain address is refused.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
# A wildcard needs two labels behind it: `*.be` would let half the country ask for the password.
_LOGIN_HOST = re.compile(rf"(?:\*\.{_LABEL}\.)?{_LABEL}(?:\.{_LABEL})*(?::\d{{1,5}})?")
_ODD_IN_URL = re.compile(r"[\\\s\x00-\x1f\x7f]")
_USUAL_PORTS = {"https": 443, "http": 80}


def portal_url(text: str) -> str:
    """A portal's address in its one spelling, by which the ledger knows it.

    Scheme and host in lower case, without the usual port and a slash at the end.

    Raises:
        ValueError: it is no plain https address (plain http is for this machine only).
    """
    url = text.strip()
    if "://" not in url:
        raise ValueError(f"must be a whole address, such as https://{url}")
    parts = _parsed(url)
    if parts is None:
        raise ValueError("must be an http(s) address with a plain host: no user name, backslash or non-ASCII letter")
    if parts.scheme != "https" and not is_loopback(url):
        raise ValueError("must begin with https:// (plain http is for a portal on this machine only)")
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else str(parts.hostname)
    port = "" if parts.port in (None, _USUAL_PORTS[parts.scheme]) else f":{parts.port}"
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}{query}"


def login_host(text: str) -> str:
    """An entry of the setting `login_hosts`, in lower case: a host, `host:port`, or either behind `*.`.

    Raises:
        ValueError: it is something else, or a wildcard over a top-level domain.
    """
    host = text.strip().lower()
    if not _LOGIN_HOST.fullmatch(host):
        raise ValueError(f"{text!r} is no host: write login.example.be, login.example.be:8443 or *.example.be")
    return host


def allowed(url: str, *, portal: str, login_hosts: Iterable[str]) -> bool:
    """Whether a page at this address may be given the password of this portal.

    It may when it is the portal itself, or one of the log-in hosts, over https. For a portal on this machine any
    page on this machine may: logging in on another port is how the stub works.

    Args:
        url: where the page is, as the browser says.
        portal: an address as `portal_url` returns it.
        login_hosts: entries as `login_host` returns them.
    """
    parts = _parsed(url)
    if parts is None:
        return False
    if is_loopback(portal) and is_loopback(url):
        return True
    if parts.scheme != "https":
        return False
    host, port = str(parts.hostname), parts.port or _USUAL_PORTS["https"]
    own = urlsplit(portal)
    if host == own.hostname and port in (_USUAL_PORTS["https"], own.port):
        return True
    return any(_matches(entry, host, port) for entry in login_hosts)


def is_loopback(url: str) -> bool:
    """Whether an http(s) address is on this machine: 127.0.0.0/8, ::1, localhost and names below it (RFC 6761)."""
    parts = _parsed(url)
    if parts is None:
        return False
    host = str(parts.hostname)
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _parsed(url: str) -> SplitResult | None:
    """The parts of an http(s) address, or None where programs could differ on which host it names."""
    if _ODD_IN_URL.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _USUAL_PORTS or "@" in parts.netloc or port == 0:
        return None
    host = parts.hostname or ""
    plain = _is_ipv6(host) if parts.netloc.startswith("[") else _HOST.fullmatch(host) is not None
    return parts if plain else None


def _is_ipv6(host: str) -> bool:
    try:
        return ipaddress.IPv6Address(host).scope_id is None
    except ValueError:
        return False


def _matches(entry: str, host: str, port: int) -> bool:
    name, _, own_port = entry.partition(":")
    if port != int(own_port or _USUAL_PORTS["https"]):
        return False
    # `*.example.be` keeps its dot: `badexample.be` is somebody else.
    return host.endswith(name[1:]) if name.startswith("*.") else host == name
