"""Says what a file is when nobody knows: `batchportal keys show`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.keys.certificates import Certificate, read_certificate
from batchportal.keys.facts import KeyRefused
from batchportal.keys.kinds import Kind, recognise
from batchportal.keys.ssh import SshKey, read_ssh_public_key

if TYPE_CHECKING:
    from datetime import datetime


def inspect(content: bytes, name: str, *, now: datetime | None = None) -> SshKey | Certificate:
    """Read a file that may be either of the two public files.

    Args:
        content: the file's bytes, untouched.
        name: how to call the file in a message.
        now: the moment a certificate has to be valid at; by default this moment.

    Raises:
        KeyRefused: the portal would not, or must not, get it; the message says what it is.
    """
    kind = recognise(content)
    if kind in {Kind.CERTIFICATE_DER, Kind.CERTIFICATE_PEM, Kind.REQUEST, Kind.PKCS7, Kind.PKCS12, Kind.KEYSTORE}:
        return read_certificate(content, name, now=now)
    if kind is Kind.UNKNOWN:
        raise KeyRefused(
            f"{name} is neither an SSH public key (OpenSSH or RFC 4716) nor a certificate (DER or PEM).",
            code="unreadable_key",
        )
    return read_ssh_public_key(content, name)
