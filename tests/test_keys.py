"""What is a public key or certificate, what is not, and that private material never passes for one."""

from __future__ import annotations

import base64
import re
import shutil
import stat
import subprocess
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_ssh_private_key,
    pkcs7,
    pkcs12,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from batchportal.errors import UsageError
from batchportal.keys import (
    Certificate,
    KeyRefused,
    SshKey,
    inspect,
    new_ssh_key_pair,
    read_certificate,
    read_ssh_public_key,
)
from tests.made_keys import AUTHORITY, DER, GOOD, LINE, NOW, PEM, RSA, SMALL, certificate, rfc4716

if TYPE_CHECKING:
    from pathlib import Path


def request() -> x509.CertificateSigningRequest:
    return x509.CertificateSigningRequestBuilder().subject_name(GOOD.subject).sign(RSA, hashes.SHA256())


def private(encoding: Encoding, form: PrivateFormat, passphrase: bytes | None = None) -> bytes:
    return RSA.private_bytes(encoding, form, BestAvailableEncryption(passphrase) if passphrase else NoEncryption())


PKCS12 = pkcs12.serialize_key_and_certificates(b"x", RSA, GOOD, None, BestAvailableEncryption(b"geheim"))
PRIVATE = {
    "OpenSSH": private(Encoding.PEM, PrivateFormat.OpenSSH),
    "PKCS#1 PEM": private(Encoding.PEM, PrivateFormat.TraditionalOpenSSL),
    "PKCS#1 DER": private(Encoding.DER, PrivateFormat.TraditionalOpenSSL),
    "PKCS#8 PEM": private(Encoding.PEM, PrivateFormat.PKCS8),
    "PKCS#8 DER": private(Encoding.DER, PrivateFormat.PKCS8),
    "encrypted PKCS#8 PEM": private(Encoding.PEM, PrivateFormat.PKCS8, b"geheim"),
    "encrypted PKCS#8 DER": private(Encoding.DER, PrivateFormat.PKCS8, b"geheim"),
    "EC DER": AUTHORITY.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
    "PuTTY": b"PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n",
    "ssh.com": b"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n",
    "JWK": b'{"kty":"RSA","d":"AAAA"}',
    "base64 of DER": base64.encodebytes(private(Encoding.DER, PrivateFormat.PKCS8)),
    "after a certificate": PEM + private(Encoding.PEM, PrivateFormat.PKCS8),
    "after a public key": LINE + b"\n" + private(Encoding.PEM, PrivateFormat.OpenSSH),
    "UTF-16": private(Encoding.PEM, PrivateFormat.OpenSSH).decode().encode("utf-16"),
    "UTF-16 without a mark": private(Encoding.PEM, PrivateFormat.OpenSSH).decode().encode("utf-16-le"),
    "marked UTF-8": b"\xef\xbb\xbf" + private(Encoding.PEM, PrivateFormat.OpenSSH),
}
CONTAINERS = {
    "PKCS#12": PKCS12,
    "PKCS#12 in base64": base64.b64encode(PKCS12),
    "Java key store": b"\xfe\xed\xfe\xed\x00\x00\x00\x02",
    "PKCS#7 DER": pkcs7.serialize_certificates([GOOD], Encoding.DER),
    "PKCS#7 PEM": pkcs7.serialize_certificates([GOOD], Encoding.PEM),
    "ZIP": b"PK\x03\x04whatever",
    "encrypted": b"Salted__abcdefgh",
}
OTHERS = {
    "CSR PEM": request().public_bytes(Encoding.PEM),
    "CSR DER": request().public_bytes(Encoding.DER),
    "PEM public": RSA.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    "DER public": RSA.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    "PGP": b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
}


def refused_as_key(content: bytes) -> KeyRefused:
    with pytest.raises(KeyRefused) as refusal:
        read_ssh_public_key(content, "client.pub")
    return refusal.value


def refused_as_certificate(content: bytes, now: datetime = NOW) -> KeyRefused:
    with pytest.raises(KeyRefused) as refusal:
        read_certificate(content, "client.cer", now=now)
    return refusal.value


def ssh_keygen_fingerprint(path: Path) -> str:
    command = shutil.which("ssh-keygen")
    assert command, "these tests compare with OpenSSH's own ssh-keygen (Debian: openssh-client)"
    return subprocess.run([command, "-lf", str(path)], capture_output=True, check=True, text=True).stdout.split()[1]


# --- SSH public keys ---------------------------------------------------------------------------------------------


def test_an_openssh_line_tells_kind_size_comment_and_fingerprint() -> None:
    key = read_ssh_public_key(LINE + b" anne@example.be  laptop\r\n", "client.pub")
    assert (key.kind, key.bits, key.comment, key.form) == ("RSA", 2048, "anne@example.be  laptop", "OpenSSH")
    assert key.warnings == ()
    assert "RSA 2048" in str(key)


def test_the_fingerprint_is_the_one_that_openssh_shows(tmp_path: Path) -> None:
    path = tmp_path / "client.pub"
    path.write_bytes(LINE)
    assert read_ssh_public_key(LINE, "client.pub").fingerprint == ssh_keygen_fingerprint(path)


def test_both_forms_of_one_key_have_one_fingerprint() -> None:
    key = read_ssh_public_key(rfc4716(LINE), "client.pub")
    assert key.form == "RFC 4716"
    assert key.comment == "rsa-key-20260601"
    assert key.fingerprint == read_ssh_public_key(LINE, "client.pub").fingerprint


def test_headers_of_rfc_4716_may_go_on_in_the_next_line() -> None:
    headers = 'Subject: anne\nx-note: a\nCOMMENT: "one \\\nlong comment"\n'
    assert read_ssh_public_key(rfc4716(LINE, headers), "k").comment == "one long comment"
    windows = rfc4716(LINE, headers).replace(b"\n", b"\r\n")
    assert read_ssh_public_key(windows, "k").comment == "one long comment"


def test_a_small_rsa_key_is_refused() -> None:
    small = SMALL.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    for content in (small, rfc4716(small)):
        refusal = refused_as_key(content)
        assert refusal.rule == "key_too_small"
        assert "1024" in refusal.message


def test_a_key_that_is_not_rsa_is_warned_about() -> None:
    p384, edwards = ec.generate_private_key(ec.SECP384R1()), ed25519.Ed25519PrivateKey.generate()
    for public, kind, bits in ((p384.public_key(), "ECDSA", 384), (edwards.public_key(), "Ed25519", 256)):
        key = read_ssh_public_key(public.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH), "client.pub")
        assert (key.kind, key.bits) == (kind, bits)
        assert [advice.rule for advice in key.warnings] == ["ssh_key_not_rsa"]


@pytest.mark.parametrize("content", PRIVATE.values(), ids=PRIVATE)
def test_private_material_is_refused_in_every_disguise(content: bytes) -> None:
    for refusal in (refused_as_key(content), refused_as_certificate(content)):
        assert refusal.rule == "private_key"
        assert "never leave your machine" in refusal.message


@pytest.mark.parametrize("content", CONTAINERS.values(), ids=CONTAINERS)
def test_a_container_is_refused_for_what_it_is(content: bytes) -> None:
    assert refused_as_key(content).rule == "key_container"
    assert refused_as_certificate(content).rule == "key_container"


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_a_look_alike_is_refused_with_what_to_give_instead(content: bytes) -> None:
    for refusal in (refused_as_key(content), refused_as_certificate(content)):
        assert refusal.rule == "wrong_kind"
        assert re.search(r"Give|Convert", refusal.message)


def test_key_and_certificate_in_each_others_place_are_told_apart() -> None:
    for content in (DER, PEM):
        assert "column certificate" in refused_as_key(content).message
    for content in (LINE, rfc4716(LINE)):
        assert "column ssh_public_key" in refused_as_certificate(content).message


def test_a_file_with_two_keys_is_refused() -> None:
    assert refused_as_key(LINE + b"\n" + LINE).rule == "several_keys"
    assert refused_as_key(rfc4716(LINE) + rfc4716(LINE)).rule == "several_keys"


def test_a_key_wrapped_over_lines_by_an_editor_is_refused() -> None:
    assert refused_as_key(LINE[:100] + b"\n" + LINE[100:]).rule == "several_keys"


def test_text_that_ssh_programs_cannot_read_is_refused() -> None:
    for content in (LINE.decode().encode("utf-16"), b"\xef\xbb\xbf" + LINE, LINE.decode().encode("utf-16-le")):
        assert refused_as_key(content).rule == "key_encoding"


def test_other_lines_with_a_key_in_them_are_refused() -> None:
    assert refused_as_key(b'from="192.0.2.1" ' + LINE).rule == "wrong_kind"
    assert refused_as_key(b"ssh-rsa-cert-v01@openssh.com AAAA").rule == "wrong_kind"
    assert refused_as_key(b"ssh-dss AAAA").rule == "key_too_small"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(LINE) - 1))
def test_a_key_that_was_cut_off_is_refused_wherever_the_cut_is(length: int) -> None:
    assert refused_as_key(LINE[:length]).rule == "unreadable_key"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_refused_and_never_crash(content: bytes) -> None:
    for prefix in (
        b"",
        b"\x30",
        b"\x30\x82\x01\x00\x30",
        b"\xff\xfe",
        b"ssh-rsa ",
        b"---- BEGIN SSH2 PUBLIC KEY ----\n",
    ):
        refused_as_key(prefix + content)
        refused_as_certificate(prefix + content)


def test_no_content_of_the_file_appears_in_a_refusal() -> None:
    canary = b"CANARYcanaryCANARYcanary"
    for content in (b"ssh-rsa " + canary, canary, b"PuTTY-User-Key-File-3: " + canary):
        assert canary.decode() not in refused_as_key(content).message


# --- certificates ------------------------------------------------------------------------------------------------


def test_a_certificate_tells_what_it_is_in_both_forms() -> None:
    read = read_certificate(DER, "client.cer", now=NOW)
    assert read.subject == "CN=Jeanne Exemple"
    assert read.issuer == "CN=Autorité d'exemple"
    assert (read.serial, read.key, read.form) == ("ABC123", "RSA 2048", "DER")
    assert read.not_after == NOW + timedelta(days=365)
    assert read.sha256 == GOOD.fingerprint(hashes.SHA256()).hex()
    assert read.warnings == ()
    in_pem = read_certificate(PEM, "client.cer", now=NOW)
    assert (in_pem.form, in_pem.sha256) == ("PEM", read.sha256)
    assert [advice.rule for advice in in_pem.warnings] == ["certificate_pem"]


def test_an_expired_certificate_is_refused() -> None:
    assert refused_as_certificate(DER, NOW + timedelta(days=366)).rule == "certificate_expired"
    assert read_certificate(DER, "client.cer", now=NOW + timedelta(days=365))


def test_a_certificate_of_the_future_is_refused() -> None:
    assert refused_as_certificate(DER, NOW - timedelta(days=11)).rule == "certificate_not_yet_valid"
    assert read_certificate(DER, "client.cer", now=NOW - timedelta(days=10))


def test_the_present_moment_counts_when_none_is_given() -> None:
    old = certificate(begins=timedelta(days=-9000), ends=timedelta(days=-8000)).public_bytes(Encoding.DER)
    with pytest.raises(KeyRefused, match="expired"):
        read_certificate(old, "client.cer")


def advice(made: x509.Certificate, name: str = "client.cer") -> list[str]:
    return [each.rule for each in read_certificate(made.public_bytes(Encoding.DER), name, now=NOW).warnings]


def usage(*, signing: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=False,
        key_encipherment=True,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def test_what_is_odd_about_a_certificate_is_said_once_each() -> None:
    assert advice(certificate(ends=timedelta(days=29))) == ["certificate_expires_soon"]
    assert advice(certificate(ends=timedelta(days=30))) == []
    assert advice(certificate(issuer_key=RSA)) == ["certificate_self_signed"]
    assert advice(certificate(ca=True)) == ["certificate_of_authority"]
    assert advice(certificate(usage=usage(signing=False))) == ["certificate_not_for_signing"]
    assert advice(certificate(usage=usage(signing=True))) == []
    assert advice(GOOD, "client.crt") == ["certificate_extension"]


def test_a_chain_is_refused() -> None:
    refusal = refused_as_certificate(PEM + PEM)
    assert refusal.rule == "certificate_chain"
    assert "2 certificates" in refusal.message


def test_a_certificate_for_a_small_key_is_refused() -> None:
    small = certificate(SMALL).public_bytes(Encoding.DER)
    assert refused_as_certificate(small).rule == "key_too_small"


def test_other_types_of_certified_keys_are_named() -> None:
    in_der = certificate(ec.generate_private_key(ec.SECP256R1())).public_bytes(Encoding.DER)
    assert read_certificate(in_der, "client.cer", now=NOW).key == "EC secp256r1"
    in_der = certificate(ed25519.Ed25519PrivateKey.generate()).public_bytes(Encoding.DER)
    assert read_certificate(in_der, "client.cer", now=NOW).key == "Ed25519"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DER) - 1))
def test_a_certificate_that_was_cut_off_is_refused_wherever_the_cut_is(length: int) -> None:
    assert refused_as_certificate(DER[:length]).rule in {"unreadable_certificate", "wrong_kind"}


def test_bytes_after_the_end_of_a_certificate_are_refused() -> None:
    assert refused_as_certificate(DER + b"\n").rule == "unreadable_certificate"


# --- either, and new pairs ---------------------------------------------------------------------------------------


def test_a_file_of_unknown_kind_is_recognised() -> None:
    assert isinstance(inspect(LINE, "a", now=NOW), SshKey)
    assert isinstance(inspect(DER, "a", now=NOW), Certificate)
    for content, rule in ((PKCS12, "key_container"), (PRIVATE["OpenSSH"], "private_key"), (b"hello", "unreadable_key")):
        with pytest.raises(KeyRefused) as refusal:
            inspect(content, "a", now=NOW)
        assert refusal.value.rule == rule


def test_a_new_pair_works_with_openssh_and_only_its_owner_reads_the_private_half(tmp_path: Path) -> None:
    pair = new_ssh_key_pair(tmp_path / "new folder", "onss", 2048, comment="anne@example.be")
    assert stat.S_IMODE(pair.private.stat().st_mode) == 0o600
    assert pair.public == tmp_path / "new folder" / "onss.pub"
    assert (pair.key.bits, pair.key.comment) == (2048, "anne@example.be")
    assert pair.private.read_bytes().startswith(b"-----BEGIN OPENSSH PRIVATE KEY-----")
    assert ssh_keygen_fingerprint(pair.private) == ssh_keygen_fingerprint(pair.public) == pair.key.fingerprint
    assert load_ssh_private_key(pair.private.read_bytes(), None)


def test_a_passphrase_seals_the_private_half(tmp_path: Path) -> None:
    pair = new_ssh_key_pair(tmp_path, "onss", 2048, passphrase="mot de passe")
    assert load_pem_private_key(pair.private.read_bytes(), b"mot de passe")
    with pytest.raises(ValueError, match="password"):
        load_pem_private_key(pair.private.read_bytes(), b"another")


def test_a_new_pair_never_overwrites(tmp_path: Path) -> None:
    for taken in ("onss", "onss.pub"):
        folder = tmp_path / taken
        folder.mkdir()
        (folder / taken).write_text("mine")
        with pytest.raises(UsageError, match="left alone"):
            new_ssh_key_pair(folder, "onss", 2048)
        assert [path.name for path in folder.iterdir()] == [taken]
        assert (folder / taken).read_text() == "mine"


@pytest.mark.parametrize("name", ["", "../onss", "a/b", "a\\b", ".hidden", "-rf", " x"])
def test_a_new_pair_needs_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="name"):
        new_ssh_key_pair(tmp_path, name, 2048)


def test_a_new_pair_is_strong_enough_and_its_comment_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="1024"):
        new_ssh_key_pair(tmp_path, "onss", 1024)
    with pytest.raises(UsageError, match="comment"):
        new_ssh_key_pair(tmp_path, "onss", 2048, comment="a\nb")
    assert list(tmp_path.glob("onss*")) == []
