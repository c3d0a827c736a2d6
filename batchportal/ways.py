"""The second way to the portal: what must be sent once goes through Playwright's own client, not through the browser.

That client has its own list of certificate authorities and its own idea of proxies. A company's authority that only
the system's list has, say, opens every page in the browser and no connection here. So the way is tried before it is
needed, with a request that changes nothing and that browsers make by themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.async_api import Error as PlaywrightError

from batchportal.errors import VisitFailed
from batchportal.network import first_line
from batchportal.singleshot import ALONE

if TYPE_CHECKING:
    from batchportal.session import Session


async def try_the_way(session: Session, url: str) -> None:
    """Be sure that the second way leads to a host too; once for each host in a session. Any answer will do.

    Args:
        session: whose client is tried.
        url: an address of the host.

    Raises:
        VisitFailed: it doesn't (`second_way_blocked`); nothing was sent.
    """
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    if origin in session.ways:
        return
    try:
        answer = await session.context.request.get(
            f"{origin}/favicon.ico",
            headers=ALONE,
            max_redirects=0,
            max_retries=0,
            timeout=session.settings.timeout * 1000,
        )
        await answer.dispose()
    except PlaywrightError as error:
        raise VisitFailed(
            f"The browser reaches {origin}, but the client that sends what may be sent only once does not: "
            f"{first_line(error)}. Nothing was sent.",
            code="second_way_blocked",
            page=session.here,
        ) from None
    session.ways.add(origin)
