"""Tells whether a file is a public key or certificate that the portal would take, before anybody logs in.

Private material, containers and look-alikes are refused with a sentence that says what the file is and what to
give instead. The content itself never appears in a message.
"""

from __future__ import annotations

from batchportal.keys.certificates import Certificate, read_certificate
from batchportal.keys.facts import Advice, KeyRefused
from batchportal.keys.files import FileRefused, read_regular_file
from batchportal.keys.inspection import inspect
from batchportal.keys.pairs import KeyPair, new_ssh_key_pair
from batchportal.keys.ssh import SshKey, read_ssh_public_key

__all__ = [
    "Advice",
    "Certificate",
    "FileRefused",
    "KeyPair",
    "KeyRefused",
    "SshKey",
    "inspect",
    "new_ssh_key_pair",
    "read_certificate",
    "read_regular_file",
    "read_ssh_public_key",
]
