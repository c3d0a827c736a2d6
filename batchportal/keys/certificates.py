"""Reads the one certificate of the SFTP channel, DER or PEM, and tells whether it is of use today."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

from batchportal import moments
from batchportal.keys.facts import MINIMUM_RSA_BITS, Advice, KeyRefused
from batchportal.keys.kinds import Kind, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPIRES_SOON = timedelta(days=30)
"""A new certificate takes about three weeks (facts/portal.md 2): 30 days is the last good moment to ask for one."""
_WHAT_TO_GIVE = "Give the certificate alone, as a .cer file (openssl x509 -in FILE -outform der -out FILE.cer)."
_PEM_BEGIN = re.compile(rb"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that the portal may be given. Times are UTC."""

    subject: str
    issuer: str
    serial: str
    """In hex, upper case, two digits a byte, as `openssl x509 -serial` prints it."""
    not_before: datetime
    not_after: datetime
    key: str
    """Type and size: `RSA 2048`, `EC secp256r1`."""
    form: Literal["DER", "PEM"]
    sha256: str
    """The certificate's own SHA-256 (of its DER form), in hex."""
    warnings: tuple[Advice, ...] = ()

    def __str__(self) -> str:
        """One line for a person."""
        return f"certificate of {self.subject}, {self.key}, valid until {moments.day(self.not_after)}, {self.form}"


def read_certificate(content: bytes, name: str, *, now: datetime | None = None) -> Certificate:
    """Parse one certificate and check it.

    Args:
        content: the file's bytes, untouched.
        name: how to call the file in a message.
        now: the moment it has to be valid at, with a time zone; by default this moment.

    Raises:
        KeyRefused: it is something else, damaged, a chain, too weak or not valid now; the message says what to give.
    """
    kind = recognise(content)
    if kind not in {Kind.CERTIFICATE_DER, Kind.CERTIFICATE_PEM}:
        raise KeyRefused(_refusal(kind, name), code=_code(kind))
    parsed = _parsed(content, kind, name)
    moment = now or datetime.now(UTC)
    _check_validity(parsed, name, moment)
    key = _key(parsed, name)
    number = f"{parsed.serial_number:X}"
    return Certificate(
        subject=parsed.subject.rfc4514_string(),
        issuer=parsed.issuer.rfc4514_string(),
        serial=number.zfill(len(number) + len(number) % 2),
        not_before=parsed.not_valid_before_utc,
        not_after=parsed.not_valid_after_utc,
        key=key,
        form="DER" if kind is Kind.CERTIFICATE_DER else "PEM",
        sha256=parsed.fingerprint(hashes.SHA256()).hex(),
        warnings=tuple(_advice(parsed, kind, name, moment)),
    )


def _code(kind: Kind) -> str:
    if kind is Kind.UNKNOWN:
        return "unreadable_certificate"
    return {"private": "private_key", "container": "key_container"}.get(kind.group, "wrong_kind")


def _refusal(kind: Kind, name: str) -> str:
    """The sentence for a file that is no certificate."""
    match kind:
        case Kind.OPENSSH_PUBLIC | Kind.RFC4716_PUBLIC:
            return f"{name} is {kind.spoken}, which belongs into the column ssh_public_key. {_WHAT_TO_GIVE}"
        case Kind.REQUEST:
            return f"{name} is {kind.spoken}: what was sent to the authority. Give the certificate that came back."
        case Kind.PKCS7:
            return f"{name} is {kind.spoken}. Take the one certificate out of it (openssl pkcs7 -print_certs)."
        case Kind.PKCS12 | Kind.KEYSTORE:
            return f"{name} is {kind.spoken}. It must never leave your machine. {_WHAT_TO_GIVE}"
    if kind.group == "private":
        return f"{name} is {kind.spoken}. It must never leave your machine. {_WHAT_TO_GIVE}"
    return f"{name} is {kind.spoken}. {_WHAT_TO_GIVE}"


def _parsed(content: bytes, kind: Kind, name: str) -> x509.Certificate:
    if (count := len(_PEM_BEGIN.findall(content))) > 1:
        raise KeyRefused(
            f"{name} is a chain of {count} certificates; the portal takes one. Give the first one alone, "
            "your own, without those of the authorities.",
            code="certificate_chain",
        )
    try:
        with warnings.catch_warnings():
            # Odd encodings that real authorities once used are no reason to refuse, nor to print a warning.
            warnings.simplefilter("ignore")
            if kind is Kind.CERTIFICATE_DER:
                return x509.load_der_x509_certificate(content)
            return x509.load_pem_x509_certificate(content)
    except (ValueError, UnsupportedAlgorithm):
        raise KeyRefused(
            f"{name} looks like a certificate, but it is damaged or has something after its end. "
            "Ask for it, or export it, anew.",
            code="unreadable_certificate",
        ) from None


def _check_validity(parsed: x509.Certificate, name: str, now: datetime) -> None:
    if parsed.not_valid_after_utc < now:
        raise KeyRefused(
            f"{name} expired on {moments.day(parsed.not_valid_after_utc)}. Ask for a new certificate "
            "(about three weeks).",
            code="certificate_expired",
        )
    if parsed.not_valid_before_utc > now:
        raise KeyRefused(
            f"{name} is not valid before {moments.spoken(parsed.not_valid_before_utc)}. Register after that, "
            "or check this machine's clock.",
            code="certificate_not_yet_valid",
        )


def _key(parsed: x509.Certificate, name: str) -> str:
    try:
        key = parsed.public_key()
    except (ValueError, UnsupportedAlgorithm):
        raise KeyRefused(f"{name} certifies a key of a type that nobody uses.", code="unreadable_certificate") from None
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"EC {key.curve.name}"
    if isinstance(key, dsa.DSAPublicKey) or (isinstance(key, rsa.RSAPublicKey) and key.key_size < MINIMUM_RSA_BITS):
        raise KeyRefused(
            f"{name} certifies a key of {key.key_size} bits; RSA needs at least {MINIMUM_RSA_BITS}. "
            "Ask for a certificate for a new key.",
            code="key_too_small",
        )
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    return type(key).__name__.removeprefix("_").removesuffix("PublicKey")


def _advice(parsed: x509.Certificate, kind: Kind, name: str, now: datetime) -> Iterator[Advice]:
    remaining = parsed.not_valid_after_utc - now
    if remaining < EXPIRES_SOON:
        yield Advice(
            "certificate_expires_soon",
            f"{name} expires on {moments.day(parsed.not_valid_after_utc)}, in {remaining.days} days; a new one "
            "takes about three weeks.",
        )
    if _is_self_signed(parsed):
        yield Advice(
            "certificate_self_signed",
            f"{name} is signed by itself; the manual asks for a qualified certificate, issued by an authority.",
        )
    elif _is_authority(parsed):
        yield Advice("certificate_of_authority", f"{name} is the certificate of an authority, not of a person or firm.")
    if not _may_sign(parsed):
        yield Advice("certificate_not_for_signing", f"{name} is not meant for signing (its key usage says so).")
    if kind is Kind.CERTIFICATE_PEM:
        yield Advice(
            "certificate_pem",
            f"{name} is in PEM form; the portal is known to take DER, but nobody knows about PEM. {_WHAT_TO_GIVE}",
        )
    if not name.lower().endswith(".cer"):
        yield Advice("certificate_extension", f"{name} has another extension than the manual's .cer; rename it.")


def _is_self_signed(parsed: x509.Certificate) -> bool:
    try:
        parsed.verify_directly_issued_by(parsed)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _is_authority(parsed: x509.Certificate) -> bool:
    try:
        return parsed.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except (x509.ExtensionNotFound, ValueError):
        return False


def _may_sign(parsed: x509.Certificate) -> bool:
    """RFC 5280 4.2.1.3: without the extension a key may do anything."""
    try:
        usage = parsed.extensions.get_extension_for_class(x509.KeyUsage).value
    except (x509.ExtensionNotFound, ValueError):
        return True
    return usage.digital_signature or usage.content_commitment
