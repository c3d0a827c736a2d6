"""Under which names the ledger keeps the registrations of a portal, and of a quality."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

from batchportal.errors import UsageError

_DEFAULT_PORTS = {"http": 80, "https": 443}


def portal_key(url: str) -> str:
    """The portal's origin, under which the ledger keeps its registrations: `https://www.socialsecurity.be`.

    Raises:
        UsageError: not an address.
    """
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise UsageError(f"The portal's address '{url}' is not of the form https://host/.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def quality_key(quality: str | None) -> str:
    """The setting `quality`, under which the ledger keeps its registrations; empty for the manual's.

    Captions are found whatever their capitals and spaces, so those make no difference here either.
    """
    return " ".join(unicodedata.normalize("NFKC", quality or "").split()).casefold()
