"""Reads SSH public keys in the two forms that clients write: OpenSSH's one line, and RFC 4716 (PuTTYgen, ssh.com)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from batchportal.keys.facts import MINIMUM_RSA_BITS, Advice, KeyRefused
from batchportal.keys.kinds import Kind, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMS: dict[Kind, Literal["OpenSSH", "RFC 4716"]] = {
    Kind.OPENSSH_PUBLIC: "OpenSSH",
    Kind.RFC4716_PUBLIC: "RFC 4716",
}
_WHAT_TO_GIVE = "Give the public half of the SSH key pair: the .pub file, or PuTTYgen's 'Save public key'."
_SPOKEN = {"ssh-rsa": "RSA", "ssh-dss": "DSA", "ssh-ed25519": "Ed25519", "ssh-ed448": "Ed448"}
_FIXED_BITS = {"Ed25519": 256, "Ed448": 448}
_RFC4716_BLOCK = re.compile(
    r"^---- BEGIN SSH2 PUBLIC KEY ----[ \t]*$(.*?)^---- END SSH2 PUBLIC KEY ----[ \t]*$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class SshKey:
    """An SSH public key that the portal may be given."""

    kind: str
    """`RSA`, `Ed25519`, `ECDSA`, …"""
    bits: int
    comment: str
    fingerprint: str
    """`SHA256:…`, as `ssh-keygen -l` prints it."""
    form: Literal["OpenSSH", "RFC 4716"]
    warnings: tuple[Advice, ...] = ()

    def __str__(self) -> str:
        """One line for a person."""
        comment = f" ({self.comment})" if self.comment else ""
        return f"SSH public key, {self.kind} {self.bits}, {self.fingerprint}, {self.form}{comment}"


class _Line(NamedTuple):
    """The three parts of an OpenSSH line."""

    algorithm: str
    blob: bytes
    comment: str


def read_ssh_public_key(content: bytes, name: str) -> SshKey:
    """Parse an SSH public key and check it.

    Args:
        content: the file's bytes, untouched.
        name: how to call the file in a message.

    Raises:
        KeyRefused: it is something else, damaged, or too weak; the message says what to give instead.
    """
    kind = recognise(content)
    if kind not in _FORMS:
        raise KeyRefused(_refusal(kind, name), code=_code(kind))
    text = "\n".join(line.decode("utf-8", errors="replace") for line in content.splitlines())
    line = _from_openssh(text, name) if kind is Kind.OPENSSH_PUBLIC else _from_rfc4716(text, name)
    spoken, bits = _measured(line, name)
    if spoken == "RSA" and bits < MINIMUM_RSA_BITS:
        raise KeyRefused(
            f"{name} is an RSA key of {bits} bits; at least {MINIMUM_RSA_BITS} are needed. "
            "Make a new pair: batchportal keys new.",
            code="key_too_small",
        )
    digest = base64.b64encode(hashlib.sha256(line.blob).digest()).decode().rstrip("=")
    return SshKey(spoken, bits, line.comment, f"SHA256:{digest}", _FORMS[kind], tuple(_advice(spoken, name)))


def _code(kind: Kind) -> str:
    return {
        Kind.UNKNOWN: "unreadable_key",
        Kind.UTF16_TEXT: "key_encoding",
        Kind.UTF8_MARKED_TEXT: "key_encoding",
    }.get(kind, {"private": "private_key", "container": "key_container"}.get(kind.group, "wrong_kind"))


def _refusal(kind: Kind, name: str) -> str:
    """The sentence for a file that is no SSH public key."""
    match kind:
        case Kind.CERTIFICATE_PEM | Kind.CERTIFICATE_DER:
            return f"{name} is a certificate, which belongs into the column certificate. {_WHAT_TO_GIVE}"
        case Kind.PEM_PUBLIC:
            return f"{name} is {kind.spoken}. Convert it: ssh-keygen -i -m PKCS8 -f FILE > FILE.pub"
        case Kind.UTF16_TEXT | Kind.UTF8_MARKED_TEXT:
            return f"{name} is {kind.spoken}, which SSH programs can't read. Save it as plain ASCII text."
        case Kind.AUTHORIZED_KEY:
            return f"{name} is {kind.spoken}. Leave out everything before the key's type (ssh-rsa …)."
    if kind.group == "private":
        return f"{name} is {kind.spoken}. It must never leave your machine. {_WHAT_TO_GIVE}"
    return f"{name} is {kind.spoken}. {_WHAT_TO_GIVE}"


def _from_openssh(text: str, name: str) -> _Line:
    lines = [line for line in map(str.strip, text.split("\n")) if line and not line.startswith("#")]
    if len(lines) > 1:
        raise KeyRefused(
            f"{name} has {len(lines)} lines of content; the portal takes one key, on one line. "
            "Give a file with this key only, without line breaks inside it.",
            code="several_keys",
        )
    algorithm, *rest = lines[0].split(None, 2)
    if not rest:
        raise _damaged(name)
    return _Line(algorithm, _decoded(rest[0], name), rest[1] if len(rest) > 1 else "")


def _from_rfc4716(text: str, name: str) -> _Line:
    """RFC 4716 3: headers `Tag: value`, continued by a backslash, then the key in base64."""
    blocks = _RFC4716_BLOCK.findall(text)
    if len(blocks) != 1:
        raise KeyRefused(
            f"{name} should hold one SSH2 public key from its BEGIN line to its END line, and holds {len(blocks)}. "
            "Save the public key anew from the SSH client.",
            code="several_keys" if blocks else "unreadable_key",
        )
    comment, body = "", []
    logical = re.sub(r"\\\n", "", blocks[0])
    for line in logical.split("\n"):
        tag, colon, value = line.partition(":")
        if not colon:
            body.append(line.strip())
        elif tag.strip().casefold() == "comment":
            comment = value.strip().removeprefix('"').removesuffix('"')
    blob = _decoded("".join(body), name)
    length = int.from_bytes(blob[:4])
    return _Line(blob[4 : 4 + length].decode("ascii", errors="replace"), blob, comment)


def _decoded(encoded: str, name: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise _damaged(name) from None


def _damaged(name: str) -> KeyRefused:
    return KeyRefused(
        f"{name} looks like an SSH public key, but it is damaged (cut off, or changed by an editor). "
        "Copy the file anew from where the key was made.",
        code="unreadable_key",
    )


def _measured(line: _Line, name: str) -> tuple[str, int]:
    """The algorithm's spoken name and the key's size, by really loading the key."""
    spoken = _SPOKEN.get(line.algorithm, line.algorithm)
    if spoken == "DSA":
        raise KeyRefused(f"{name} is a DSA key, which is too weak for any server of today.", code="key_too_small")
    if not line.blob.startswith(len(line.algorithm).to_bytes(4) + line.algorithm.encode()):
        raise _damaged(name)
    try:
        key = load_ssh_public_key(f"{line.algorithm} {base64.b64encode(line.blob).decode()}".encode())
    except (ValueError, UnsupportedAlgorithm):
        raise _damaged(name) from None
    if isinstance(key, rsa.RSAPublicKey):
        return spoken, key.key_size
    if isinstance(key, ec.EllipticCurvePublicKey):
        return "ECDSA", key.key_size
    return spoken, _FIXED_BITS.get(spoken, 256)


def _advice(spoken: str, name: str) -> Iterator[Advice]:
    if spoken != "RSA":
        yield Advice(
            "ssh_key_not_rsa",
            f"{name} is a key of type {spoken}; the portal's SFTP server is only known to accept RSA. "
            "An RSA key of 2048 bits or more is the safe choice.",
        )
