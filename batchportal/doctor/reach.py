"""Checks of the way to the portal. Its home page is asked for once each way; nothing is typed, no one logs in.

There are three ways, each with its own list of authorities that it trusts: the browser (which walks), Playwright's
driver (which sends 'Confirmer', so that it goes out once) and Python. A proxy that opens TLS is known to one of them
and not to the next.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx
from playwright.async_api import Error as PlaywrightError

from batchportal import moments
from batchportal.doctor.findings import error, ok, warning
from batchportal.network import Network, first_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.async_api import BrowserContext

    from batchportal.doctor.findings import Finding
    from batchportal.settings import Settings

_PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy")
_CERTIFICATE = ("certificate", "err_cert", "err_ssl", "self signed", "self-signed")
_AHEAD, _FAR = 60, 24 * 3600
"""Seconds by which a clock may differ before it is worth a word, and before certificates seem out of date."""

_TRUST = {
    "browser": "Add the authority of your proxy to the browser's store (Linux: certutil -d sql:$HOME/.pki/nssdb -A -t "
    "C,, -n proxy -i proxy-ca.pem; Windows and macOS: the system's store).",
    "driver": "Give the authority of your proxy to Playwright's driver: NODE_EXTRA_CA_CERTS=/path/to/proxy-ca.pem. "
    "Without it, a run would come to 'Confirmer' and not get it sent.",
    "python": "Give the authority of your proxy to Python: SSL_CERT_FILE=/path/to/bundle.pem.",
}
_REACH = "Look at the network, at `portal` and at `proxy` in the settings; if the portal is down, try later."


def proxy_of(settings: Settings, environment: Mapping[str, str]) -> Finding:
    """Which proxy is used, and whether the environment means another one."""
    found = next(((name, environment[name]) for name in _PROXIES if environment.get(name)), None)
    if settings.proxy:
        return ok(settings.proxy)
    if found is None or settings.on_loopback:
        return ok("none")
    return warning(
        f"{found[0]} is set, but the setting `proxy` isn't: the browser may go one way and 'Confirmer' another.",
        f"Set `proxy` to the same address in batchportal.toml, or unset {found[0]}.",
    )


async def by_browser(settings: Settings, context: BrowserContext) -> Finding:
    """Whether the browser gets the portal's home page."""
    network = Network(context)
    page = await context.new_page()
    try:
        answer = await page.goto(settings.portal, wait_until="commit")
    except PlaywrightError as problem:
        said = network.trouble.message if network.trouble else first_line(problem)
        return _failed("browser", f"{said} {first_line(problem)}", said)
    finally:
        await page.close()
    return _answered(answer.status if answer else HTTPStatus.OK)


async def by_driver(settings: Settings, context: BrowserContext) -> tuple[Finding, str | None]:
    """Whether Playwright's driver gets it; and the time that the portal says it is, for the clock."""
    try:
        answer = await context.request.get(settings.portal, max_retries=0, timeout=settings.timeout * 1000)
    except PlaywrightError as problem:
        said = first_line(problem).removeprefix("APIRequestContext.get: ")
        return _failed("driver", said, said), None
    return _answered(answer.status), answer.headers.get("date")


async def by_python(settings: Settings) -> Finding:
    """Whether Python gets it. Nothing of a run goes this way, so that trouble is only a warning."""
    proxy = None if settings.on_loopback else settings.proxy
    try:
        async with httpx.AsyncClient(
            proxy=proxy,
            trust_env=not settings.on_loopback,
            verify=httpx.create_ssl_context(),
            timeout=settings.timeout,
            follow_redirects=True,
        ) as client:
            answer = await client.get(settings.portal)
    except (httpx.HTTPError, ImportError, OSError) as problem:
        untrusted = any(isinstance(cause, ssl.SSLError) for cause in _causes(problem))
        said = str(problem) or type(problem).__name__
        found = _failed("python", f"{'certificate ' if untrusted else ''}{said}", said)
        return warning(f"{found.said} Runs don't go this way.", found.advice)
    return _answered(answer.status_code)


def clock_of(date: str | None, now: datetime) -> Finding:
    """This machine's clock against the portal's.

    Args:
        date: the portal's `Date` header, if it answered.
        now: this machine's time.
    """
    here = moments.spoken(now)
    if date is None:
        return ok(f"{here}; the portal told none to compare it with")
    try:
        there = parsedate_to_datetime(date)
    except ValueError:
        return ok(f"{here}; the portal's own can't be read")
    apart = (now - (there if there.tzinfo else there.replace(tzinfo=UTC))).total_seconds()
    if abs(apart) <= _AHEAD:
        return ok(f"{here}, as the portal's")
    said = f"{here}: {_spoken(abs(apart))} {'ahead of' if apart > 0 else 'behind'} the portal's."
    advice = "Set the clock of this machine (NTP): certificates and dates in file names go by it."
    return error(said, advice) if abs(apart) > _FAR else warning(said, advice)


def _answered(status: int) -> Finding:
    if status < HTTPStatus.BAD_REQUEST:
        return ok(f"answers (HTTP {status})")
    if (
        status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
        or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    ):
        return error(f"answers, but is not available (HTTP {status}).", "Try later.")
    return warning(f"refuses its home page (HTTP {status}).", "Open it in your own browser, and compare `portal`.")


def _failed(way: str, about: str, said: str) -> Finding:
    untrusted = any(word in about.lower() for word in _CERTIFICATE)
    return error(f"{said.rstrip('.')}.", _TRUST[way] if untrusted else _REACH)


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = problem
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _spoken(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds < 2 * 3600 else f"{seconds / 3600:.0f} hours"
