"""Reads what was uploaded as a portal would: SSH public keys and certificates, nothing private."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, load_ssh_public_key

_MIN_RSA_BITS = 2048
_MAX_BYTES = 100_000
_PRIVATE = (b"PRIVATE KEY", b"PuTTY-User-Key-File", b"SSH PRIVATE KEY FILE", b"SSH2 ENCRYPTED")
_RFC4716_BEGIN = "---- BEGIN SSH2 PUBLIC KEY ----"
_RFC4716_END = "---- END SSH2 PUBLIC KEY ----"
_PEM_BEGIN = b"-----BEGIN CERTIFICATE-----"


class UploadRefused(ValueError):
    """The file is not what was asked for; `reason` is the key of the portal's error text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReceivedKey:
    """An SSH public key that the portal took."""

    filename: str
    bits: int
    fingerprint: str
    file_sha256: str

    @property
    def kind(self) -> str:
        """Type and size, as the review page shows them."""
        return f"RSA {self.bits}"


@dataclass(frozen=True, slots=True)
class ReceivedCertificate:
    """A certificate that the portal took."""

    filename: str
    subject: str
    serial: str
    start: datetime
    end: datetime
    sha256: str
    file_sha256: str


def receive_key(filename: str, content: bytes) -> ReceivedKey:
    """Read an SSH public key, OpenSSH's one line or RFC 4716.

    Raises:
        UploadRefused: it is none, private, not RSA, or too small.
    """
    _check(content, private="key_private")
    try:
        line = _one_line(content.decode("utf-8-sig").strip())
        key = load_ssh_public_key(line.encode())
        blob = base64.b64decode(line.split()[1], validate=True)
    except UnsupportedAlgorithm as error:
        raise UploadRefused("key_type") from error
    except (ValueError, IndexError) as error:
        raise UploadRefused("key_unreadable") from error
    if not isinstance(key, RSAPublicKey):
        raise UploadRefused("key_type")
    if key.key_size < _MIN_RSA_BITS:
        raise UploadRefused("key_small")
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")
    return ReceivedKey(filename, key.key_size, f"SHA256:{digest}", hashlib.sha256(content).hexdigest())


def _one_line(text: str) -> str:
    """Turn RFC 4716 into OpenSSH's form; leave the latter alone."""
    lines = text.splitlines()
    if lines[0].strip() != _RFC4716_BEGIN:
        if len(lines) > 1:
            raise ValueError("more than one line")
        return text
    if lines[-1].strip() != _RFC4716_END:
        raise ValueError("no end marker")
    body = "".join(_without_headers(lines[1:-1]))
    blob = base64.b64decode(body, validate=True)
    length = int.from_bytes(blob[:4], "big")
    return f"{blob[4 : 4 + length].decode('ascii')} {body}"


def _without_headers(lines: list[str]) -> list[str]:
    """Drop RFC 4716's header lines (section 3.3); a backslash at the end continues one on the next line."""
    body: list[str] = []
    continued = False
    for line in lines:
        header = continued or ":" in line
        continued = header and line.endswith("\\")
        if not header:
            body.append(line.strip())
    return body


def receive_certificate(filename: str, content: bytes, *, now: datetime | None = None) -> ReceivedCertificate:
    """Read an X.509 certificate, DER or PEM.

    Raises:
        UploadRefused: it is none, holds a private key, has a small key, or is not valid now.
    """
    _check(content, private="certificate_private")
    try:
        certificate = _load(content)
        key = certificate.public_key()
        subject = certificate.subject.rfc4514_string()
    except (ValueError, TypeError, UnsupportedAlgorithm, binascii.Error) as error:
        raise UploadRefused("certificate_unreadable") from error
    if isinstance(key, RSAPublicKey) and key.key_size < _MIN_RSA_BITS:
        raise UploadRefused("certificate_small")
    moment = now or datetime.now(UTC)
    if moment > certificate.not_valid_after_utc:
        raise UploadRefused("certificate_expired")
    if moment < certificate.not_valid_before_utc:
        raise UploadRefused("certificate_early")
    return ReceivedCertificate(
        filename,
        subject,
        f"{certificate.serial_number:X}",
        certificate.not_valid_before_utc,
        certificate.not_valid_after_utc,
        hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest(),
        hashlib.sha256(content).hexdigest(),
    )


def _load(content: bytes) -> x509.Certificate:
    if content.lstrip().startswith(b"-----BEGIN"):
        if content.count(_PEM_BEGIN) != 1:
            raise ValueError("not exactly one certificate")
        return x509.load_pem_x509_certificate(content)
    return x509.load_der_x509_certificate(content)


def _check(content: bytes, *, private: str) -> None:
    if not content.strip():
        raise UploadRefused("file_empty")
    if len(content) > _MAX_BYTES:
        raise UploadRefused("file_large")
    if any(marker in content for marker in _PRIVATE):
        raise UploadRefused(private)
