"""Makes the SSH key pair that the SFTP channel needs: `batchportal keys new`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from batchportal import files
from batchportal.errors import UsageError
from batchportal.keys.facts import MINIMUM_RSA_BITS
from batchportal.keys.ssh import SshKey, read_ssh_public_key

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_RSA_BITS = 16384  # OpenSSH's own limit; larger keys take minutes to make


@dataclass(frozen=True, slots=True)
class KeyPair:
    """Where a new key pair lies, and what its public half is."""

    private: Path
    public: Path
    key: SshKey


def new_ssh_key_pair(
    folder: Path, name: str, bits: int = 3072, *, passphrase: str | None = None, comment: str = ""
) -> KeyPair:
    """Make an RSA key pair: `name` (mode 0600) and `name.pub` in `folder`, which is made if need be.

    RSA, because the portal's SFTP server is only known to accept that (facts/portal.md 2). Without a passphrase the
    private key is in OpenSSH's own form; with one it is an encrypted PKCS#8 PEM, which OpenSSH and PuTTYgen read too.

    Raises:
        UsageError: a file of that name exists (nothing is ever overwritten), the name or size is unusable, or the
            folder can't be written to.
    """
    if not name or name != name.strip() or name.startswith((".", "-")) or set(name) & set('/\\\0:*?"<>|'):
        raise UsageError(f"{name!r} can't be the name of a key file: give a plain file name, without folders.")
    if not MINIMUM_RSA_BITS <= bits <= _LARGEST_RSA_BITS:
        raise UsageError(f"An RSA key of {bits} bits: give {MINIMUM_RSA_BITS} to {_LARGEST_RSA_BITS}; 3072 is usual.")
    if not comment.isprintable():
        raise UsageError("The key's comment has characters that can't be printed, such as a line break.")
    private, public = folder / name, folder / f"{name}.pub"
    for path in (private, public):
        if os.path.lexists(path):
            raise _exists(path)
    pair = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    line = pair.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    line += b" " + comment.encode() + b"\n" if comment else b"\n"
    _write_both(private, _sealed(pair, passphrase), public, line)
    return KeyPair(private, public, read_ssh_public_key(line, public.name))


def _sealed(pair: rsa.RSAPrivateKey, passphrase: str | None) -> bytes:
    if passphrase:
        return pair.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    return pair.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())


def _write_both(private: Path, secret: bytes, public: Path, line: bytes) -> None:
    """Both files or none: a private key whose public half failed to be written would only confuse."""
    try:
        files.own_folder(private.parent)
        _write_new(private, secret, 0o600)
        try:
            _write_new(public, line, 0o644)
        except OSError:
            private.unlink()
            raise
    except FileExistsError as error:
        raise _exists(error.filename) from None
    except OSError as error:
        raise UsageError(f"The key pair can't be written to {private.parent}: {error.strerror}.") from None


def _write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a file that must not exist yet; a half-written one is removed."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            path.unlink()
            raise


def _exists(path: Path | str) -> UsageError:
    return UsageError(f"{path} exists and is left alone. Give another name.", code="file_exists")
