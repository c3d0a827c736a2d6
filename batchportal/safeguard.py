"""Rule 4: user name and password are typed, and sent, only where they may be.

A page can change while it is filled in: leaving the field for the user name may replace the form, or lead to another
host. So every question is asked of the very field that is typed into, and of no other one that looks like it: a field
whose page has gone can neither be asked nor typed into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from batchportal.errors import UnsafeOrigin
from batchportal.network import place
from batchportal.settings import origin_allowed

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle

    from batchportal.settings import Settings

# Documents without an address of their own belong to the page around them.
_OF_THE_PAGE_AROUND = frozenset({"", "about:blank", "about:srcdoc"})

# `location` and its parts can't be forged by a page; its own names for other things are gone around, because a form
# calls its fields by their names too (`<input name=action>`).
_WHERE = """(field, button) => {
  const read = (node, name) => Element.prototype.getAttribute.call(node, name);
  const { location, baseURI } = field.ownerDocument;
  const address = (text) => { try { return new URL(text, baseURI).href; } catch { return text; } };
  const form = field.form ?? null;
  const actions = [form && read(form, 'action'), button && button.form && read(button, 'formaction')];
  return {
    whole: field.isConnected && (!button || (button.isConnected && button.ownerDocument === field.ownerDocument)),
    pages: [location.href, ...location.ancestorOrigins],
    targets: actions.filter((action) => action).map(address),
  };
}"""


async def may_have(settings: Settings, field: ElementHandle, button: ElementHandle | None = None) -> bool:
    """Be sure that what is typed into a field stays with the portal.

    The field's page, every page around it, and where its form is sent to, must be the portal's or an allowed log-in
    host's, over https or on this machine.

    Args:
        settings: the portal and its log-in hosts.
        field: what is typed into.
        button: what sends it; it may send it somewhere else than the form says.

    Returns:
        Whether field and button are still there, on one page.

    Raises:
        UnsafeOrigin: something is somewhere else; the message says where.
        playwright.async_api.Error: the field's page is gone.
    """
    seen: dict[str, Any] = await field.evaluate(_WHERE, button)
    pages = [*seen["pages"], *await _frames(field)]
    for page in pages:
        if page not in _OF_THE_PAGE_AROUND and not origin_allowed(settings, page):
            raise _unsafe(f"The page that asks for it is, or stands in, {place(page)}")
    if all(page in _OF_THE_PAGE_AROUND for page in pages):
        raise _unsafe("The page that asks for it has no address")
    for target in seen["targets"]:
        # A script's address stays on the page.
        if not target.startswith("javascript:") and not origin_allowed(settings, target):
            raise _unsafe(f"The page that asks for it would send it to {place(target)}")
    return bool(seen["whole"])


async def _frames(field: ElementHandle) -> list[str]:
    """Where the field's frame and all frames around it are, as the browser says."""
    frame = await field.owner_frame()
    urls = []
    while frame is not None:
        urls.append(frame.url)
        frame = frame.parent_frame
    return urls


def _unsafe(what: str) -> UnsafeOrigin:
    return UnsafeOrigin(
        f"User name and password are for the portal only. {what}, which is not an allowed log-in host. Nothing was "
        "sent there.",
        page="login",
    )
