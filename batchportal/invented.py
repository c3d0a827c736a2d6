"""Invented data that a portal takes: certificates of an authority that doesn't exist, and a whole registration.

For the demonstration, and for walks that end before 'Confirmer'. Nobody holds the private keys that belong to them.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from batchportal.models import Channel, Contact, Registration, Upload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from batchportal.models import EnterpriseNumber

CONTACT = Contact("Exemple", "Marie", "Contrôle", "02 555 12 12", "controle@example.be")
APPLICATION = "Dimona"
_KEY_BITS = 2048


class Authority:
    """An invented authority that signs certificates; its key is never written down."""

    def __init__(self) -> None:
        self._key = _key()
        self._name = _name("Invented Qualified CA", "Not a real authority")

    def certificate(self, organisation: str, person: str) -> bytes:
        """A certificate for a year, in DER as portals take it. Its private key is thrown away: nobody signs here."""
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(_name(person, organisation))
            .issuer_name(self._name)
            .public_key(_key().public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
            .sign(self._key, hashes.SHA256())
            .public_bytes(Encoding.DER)
        )


def registration(
    number: EnterpriseNumber, channel: Channel, *, login: str, application: str = APPLICATION
) -> Registration:
    """A registration that is never meant to be confirmed, with a user name that nobody has.

    Args:
        number: the company.
        channel: the channel; for SFTP with an invented key and certificate.
        login: the login that manages the company.
        application: what is ticked.
    """
    key = certificate = None
    if channel.needs_keys:
        line = _key().public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
        key = Upload("controle.pub", line + b" controle@example.be\n")
        certificate = Upload("controle.cer", Authority().certificate("Exemple", f"{CONTACT.first_name} Exemple"))
    return Registration(
        row=1,
        enterprise_number=number,
        username=f"controle{secrets.randbelow(10**8):08d}",
        contact=CONTACT,
        channel=channel,
        applications=(application,),
        ssh_public_key=key,
        certificate=certificate,
        login=login,
    )


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(list(_attributes(common, organisation)))


def _attributes(common: str, organisation: str) -> Iterator[x509.NameAttribute[str]]:
    yield x509.NameAttribute(NameOID.COUNTRY_NAME, "BE")
    yield x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation)
    yield x509.NameAttribute(NameOID.COMMON_NAME, common)
