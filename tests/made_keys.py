"""Keys and certificates with invented names, made anew for each run."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes, PrivateKeyTypes

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
RSA = rsa.generate_private_key(65537, 2048)
AUTHORITY = ec.generate_private_key(ec.SECP256R1())
SMALL = rsa.generate_private_key(65537, 1024)  # noqa: S505 - weak on purpose: it has to be refused
LINE = RSA.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)


def rfc4716(line: bytes, headers: str = 'Comment: "rsa-key-20260601"\n') -> bytes:
    blob = line.split()[1].decode()
    body = "\n".join(blob[i : i + 70] for i in range(0, len(blob), 70))
    return f"---- BEGIN SSH2 PUBLIC KEY ----\n{headers}{body}\n---- END SSH2 PUBLIC KEY ----\n".encode()


def certificate(
    key: PrivateKeyTypes = RSA,
    *,
    issuer_key: CertificateIssuerPrivateKeyTypes = AUTHORITY,
    begins: timedelta = timedelta(days=-10),
    ends: timedelta = timedelta(days=365),
    usage: x509.KeyUsage | None = None,
    ca: bool = False,
) -> x509.Certificate:
    names = [
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
        for text in ("Jeanne Exemple", "Autorité d'exemple")
    ]
    self_signed = issuer_key is key
    builder = (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[0] if self_signed else names[1])
        .public_key(key.public_key())  # type: ignore[arg-type]  # Diffie-Hellman keys, which no test uses
        .serial_number(0xABC123)
        .not_valid_before(NOW + begins)
        .not_valid_after(NOW + ends)
    )
    if usage:
        builder = builder.add_extension(usage, critical=True)
    if ca:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


GOOD = certificate()
DER = GOOD.public_bytes(Encoding.DER)
PEM = GOOD.public_bytes(Encoding.PEM)
