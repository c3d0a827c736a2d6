"""Recognises what a file is by its content, never by its name: names lie, and a private key must not slip through."""

from __future__ import annotations

import base64
import binascii
import re
from enum import Enum


class Kind(Enum):
    """What a file turned out to be: how it is treated, and what a person calls it."""

    OPENSSH_PUBLIC = ("public", "an SSH public key (OpenSSH)")
    RFC4716_PUBLIC = ("public", "an SSH public key (RFC 4716)")
    CERTIFICATE_PEM = ("public", "a certificate (PEM)")
    CERTIFICATE_DER = ("public", "a certificate (DER)")
    PRIVATE_KEY = ("private", "a private key")
    PUTTY_PRIVATE = ("private", "a PuTTY private key (.ppk)")
    JWK = ("private", "a key in JSON (JWK)")
    PKCS12 = ("container", "a PKCS#12 container (.p12, .pfx), which holds a private key")
    KEYSTORE = ("container", "a Java key store, which holds private keys")
    ENCRYPTED = ("container", "an encrypted file")
    ARCHIVE = ("container", "an archive (ZIP or gzip)")
    PKCS7 = ("container", "a PKCS#7 bundle (.p7b)")
    REQUEST = ("other", "a certificate request (CSR)")
    SSH_CERTIFICATE = ("other", "an OpenSSH certificate (a signed key, *-cert.pub)")
    AUTHORIZED_KEY = ("other", "an authorized_keys line with options before the key")
    PEM_PUBLIC = ("other", "a public key in PEM form")
    PGP = ("other", "a PGP key")
    UTF16_TEXT = ("other", "text in UTF-16 (as Notepad and PowerShell write it)")
    UTF8_MARKED_TEXT = ("other", "text that begins with a byte order mark")
    UNKNOWN = ("other", "neither a key nor a certificate")

    def __init__(self, group: str, spoken: str) -> None:
        self.group = group
        self.spoken = spoken


_SSH_NAME = re.compile(rb"(?:ssh-(?:rsa|dss|ed25519|ed448)|ecdsa-sha2-[a-z0-9-]+|sk-[a-z0-9-]+@openssh\.com)[ \t]")
_SSH_CERTIFICATE = re.compile(rb"[a-z0-9-]+-cert-v0[01]@openssh\.com[ \t]")
_AFTER_OPTIONS = re.compile(rb"[^\r\n]*[ \t](?:ssh-(?:rsa|ed25519)|ecdsa-sha2-[a-z0-9-]+)[ \t]+AAAA")
_PRIVATE = re.compile(rb"(?:BEGIN [A-Z0-9 ]*PRIVATE KEY|SSH PRIVATE KEY FILE FORMAT)")
_PEM_LABELS: tuple[tuple[bytes, Kind], ...] = (
    (b"-----BEGIN PKCS12", Kind.PKCS12),
    (b"-----BEGIN PFX", Kind.PKCS12),
    (b"-----BEGIN PKCS7", Kind.PKCS7),
    (b"-----BEGIN CMS", Kind.PKCS7),
    (b"-----BEGIN CERTIFICATE REQUEST", Kind.REQUEST),
    (b"-----BEGIN NEW CERTIFICATE REQUEST", Kind.REQUEST),
    (b"-----BEGIN CERTIFICATE-----", Kind.CERTIFICATE_PEM),
    (b"-----BEGIN X509 CERTIFICATE-----", Kind.CERTIFICATE_PEM),
    (b"-----BEGIN TRUSTED CERTIFICATE-----", Kind.CERTIFICATE_PEM),
    (b"-----BEGIN PUBLIC KEY", Kind.PEM_PUBLIC),
    (b"-----BEGIN RSA PUBLIC KEY", Kind.PEM_PUBLIC),
    (b"-----BEGIN PGP", Kind.PGP),
    (b"-----BEGIN AGE ENCRYPTED", Kind.ENCRYPTED),
    (b"---- BEGIN SSH2 PUBLIC KEY ----", Kind.RFC4716_PUBLIC),
)
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\xfe\xed\xfe\xed", Kind.KEYSTORE),
    (b"\xce\xce\xce\xce", Kind.KEYSTORE),
    (b"PuTTY-User-Key-File-", Kind.PUTTY_PRIVATE),
    (b"Salted__", Kind.ENCRYPTED),
    (b"age-encryption.org/", Kind.ENCRYPTED),
    (b"\x03\xd9\xa2\x9a", Kind.ENCRYPTED),
    (b"PK\x03\x04", Kind.ARCHIVE),
    (b"\x1f\x8b", Kind.ARCHIVE),
)
_UTF8_MARK = b"\xef\xbb\xbf"
_BASE64_ONLY = re.compile(rb"[A-Za-z0-9+/\r\n]{40,}={0,2}\s*")


def recognise(content: bytes) -> Kind:
    """What this content is. Private material wins over everything else found in the same file."""
    text = _as_single_bytes(content)
    kind = _armoured(text) or _ssh_line(text) or _binary(text) or _bare_base64(text) or Kind.UNKNOWN
    if text is not content and kind.group == "public":
        return Kind.UTF8_MARKED_TEXT if content.startswith(_UTF8_MARK) else Kind.UTF16_TEXT
    return kind


def _armoured(text: bytes) -> Kind | None:
    """What says by itself what it is, in a PEM line or in its first bytes."""
    if _PRIVATE.search(text):
        return Kind.PRIVATE_KEY
    for magic, kind in _MAGIC:
        if text.startswith(magic):
            return kind
    for label, kind in _PEM_LABELS:
        if label in text:
            return kind
    return Kind.JWK if text.lstrip().startswith(b"{") and b'"kty"' in text else None


def _as_single_bytes(content: bytes) -> bytes:
    """The same text without a byte order mark or UTF-16, so that no encoding hides a private key."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    if content.startswith(_UTF8_MARK):
        return content.removeprefix(_UTF8_MARK)
    zeros = content[:200].count(0)
    if zeros and abs(zeros - len(content[:200]) // 2) <= 1:
        return content.replace(b"\0", b"")
    return content


def _ssh_line(text: bytes) -> Kind | None:
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith(b"#"):
            continue
        if _SSH_CERTIFICATE.match(line):
            return Kind.SSH_CERTIFICATE
        if _SSH_NAME.match(line):
            return Kind.OPENSSH_PUBLIC
        return Kind.AUTHORIZED_KEY if _AFTER_OPTIONS.match(line) else None
    return None


def _bare_base64(text: bytes) -> Kind | None:
    """A container or key that lost its PEM lines is still what it is; a public file in this form is of no use."""
    if not _BASE64_ONLY.fullmatch(text):
        return None
    try:
        kind = _binary(base64.b64decode(text))
    except binascii.Error:
        return None
    return kind if kind and kind.group in {"private", "container"} else None


def _binary(content: bytes) -> Kind | None:
    """What a DER structure is, by the tags at its beginning (RFC 5280, 2986, 5958, 7292, 8017, 5915, 2315)."""
    if not content.startswith(b"\x30"):
        return None
    found = tuple(_tags(content))
    return next((kind for shape, kind in _SHAPES if found[: len(shape)] == shape), None)


# Each shape lists the tags of the outer SEQUENCE's first elements; of a first SEQUENCE also its own first tag.
_INTEGER, _BITS, _OCTETS, _OID, _SEQUENCE, _VERSION = 0x02, 0x03, 0x04, 0x06, 0x30, 0xA0
_ZERO = b"\x02\x01\x00"
_LOOKED_AT = 3
_LONG_FORM = 0x80
_SHAPES: tuple[tuple[tuple[int | str, ...], Kind], ...] = (
    ((_INTEGER, _SEQUENCE, _OCTETS), Kind.PRIVATE_KEY),
    ((_INTEGER, _OCTETS), Kind.PRIVATE_KEY),
    ((_INTEGER, _INTEGER, _INTEGER), Kind.PRIVATE_KEY),
    ((_INTEGER, _SEQUENCE), Kind.PKCS12),
    ((_OID,), Kind.PKCS7),
    (("sequence of oid", _OCTETS), Kind.PRIVATE_KEY),
    (("sequence of oid", _BITS), Kind.PEM_PUBLIC),
    (("sequence of zero", _SEQUENCE, _BITS), Kind.REQUEST),
    (("sequence of integer", _SEQUENCE, _BITS), Kind.CERTIFICATE_DER),
    (("sequence of version", _SEQUENCE, _BITS), Kind.CERTIFICATE_DER),
)


def _tags(content: bytes) -> list[int | str]:
    """The tags of the outer SEQUENCE's first elements; a first SEQUENCE in words that say how it begins."""
    found: list[int | str] = []
    position, end = _inside(content, 0)
    while position < min(end, len(content)) and len(found) < _LOOKED_AT:
        inner, after = _inside(content, position)
        tag = content[position]
        found.append(_in_words(content[inner : inner + 3]) if tag == _SEQUENCE and not found else tag)
        position = after
    return found


def _in_words(beginning: bytes) -> str:
    if beginning == _ZERO:
        return "sequence of zero"
    names = {_OID: "oid", _INTEGER: "integer", _VERSION: "version"}
    return f"sequence of {names.get(next(iter(beginning), 0), 'something else')}"


def _inside(content: bytes, position: int) -> tuple[int, int]:
    """Where the element at `position` has its content, and where it ends (X.690 8.1.3; indefinite: the very end)."""
    start = position + 2
    length = next(iter(content[position + 1 : start]), 0)
    if length < _LONG_FORM:
        return start, start + length
    octets = length - _LONG_FORM
    if not octets:
        return start, len(content)
    return start + octets, start + octets + int.from_bytes(content[start : start + octets])
