"""The rows of a list: all errors at once, nothing changed on the way, and only public files opened."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from batchportal.batches import parse_enterprise_number
from batchportal.models import Channel, EnterpriseNumber
from tests.batch_files import ROW, SECOND, number, read, row, rules
from tests.made_keys import DER, LINE, NOW
from tests.test_batches_values import GOOD_NUMBERS

# --- rows --------------------------------------------------------------------------------------------------------


def test_all_errors_of_all_rows_come_at_once_in_order(tmp_path: Path) -> None:
    bad = dict.fromkeys(ROW, "?")
    batch = read(tmp_path, [bad, ROW, bad])
    assert [(issue.row, issue.column) for issue in batch.errors] == [
        (number, name) for number in (2, 4) for name in ROW
    ]
    assert [each.row for each in batch.registrations] == [3]
    assert not batch.unusable


def test_numbers_of_the_same_company_are_equal() -> None:
    assert {parse_enterprise_number(text) for text in GOOD_NUMBERS} == {EnterpriseNumber("0403170701")}


def test_values_are_trimmed_and_never_changed_inside(tmp_path: Path) -> None:
    padded = {name: f"\u00a0 {value}\t" for name, value in row(last_name="van  den\u00a0 Bossche").items()}
    (registration,) = read(tmp_path, [padded]).registrations
    assert registration.contact.last_name == "van  den\u00a0 Bossche"
    assert registration.username == "exemple001"


@pytest.mark.parametrize("number", GOOD_NUMBERS)
def test_the_same_company_in_two_spellings_is_refused_in_both_rows(tmp_path: Path, number: str) -> None:
    batch = read(tmp_path, [ROW, row(enterprise_number=number, username="exemple002")])
    assert rules(batch.errors) == [(line, "enterprise_number", "duplicate_company") for line in (2, 3)]
    assert "row 3" in batch.errors[0].message
    assert "row 2" in batch.errors[1].message
    assert batch.registrations == ()


def test_a_user_name_that_stands_twice_names_every_other_row(tmp_path: Path) -> None:
    companies = ["0403170701", *(number(n) for n in range(10000001, 10000006))]
    batch = read(tmp_path, [row(enterprise_number=number) for number in companies])
    assert rules(batch.errors) == [(line, "username", "duplicate_username") for line in range(2, 8)]
    assert "rows 3, 4, 5 and 2 more" in batch.errors[0].message


def test_a_duplicate_is_seen_in_rows_that_have_other_errors(tmp_path: Path) -> None:
    batch = read(tmp_path, [ROW, row(phone="?")])
    assert {issue.rule for issue in batch.errors} == {"duplicate_company", "duplicate_username", "phone"}


def test_applications_keep_the_known_spelling_and_say_what_is_wrong(tmp_path: Path) -> None:
    batch = read(tmp_path, [row(applications=" dmfa; DIMONA ;DmfA;;déclaration unique de CHANTIER;Dimonna; ")])
    assert rules(batch.issues) == [(2, "applications", "application_twice"), (2, "applications", "application_unknown")]
    assert "'Dimona'" in batch.errors[0].message
    good = read(tmp_path, [row(applications="dmfa;DIMONA")])
    assert good.registrations[0].applications == ("DmfA", "Dimona")


def test_the_settings_add_applications_and_their_spelling_wins(tmp_path: Path) -> None:
    batch = read(
        tmp_path, [row(applications="my app;dimona")], known_applications=["My App", "DIMONA (batch)", "DIMONA"]
    )
    assert batch.registrations[0].applications == ("My App", "DIMONA")


# --- the public files --------------------------------------------------------------------------------------------


@pytest.fixture
def sftp(tmp_path: Path) -> dict[str, str]:
    """A row for SFTP, with a good key and certificate in the file's folder."""
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "onss.pub").write_bytes(LINE)
    (tmp_path / "onss.cer").write_bytes(DER)
    return row(channel="sftp", ssh_public_key="keys/onss.pub", certificate="onss.cer", applications="DmfA")


def test_sftp_takes_both_files_untouched(tmp_path: Path, sftp: dict[str, str]) -> None:
    batch = read(tmp_path, [sftp], now=NOW)
    assert batch.issues == ()
    (registration,) = batch.registrations
    assert registration.channel is Channel.SFTP
    assert registration.ssh_public_key is not None
    assert registration.certificate is not None
    assert (registration.ssh_public_key.name, registration.certificate.name) == ("onss.pub", "onss.cer")
    assert (registration.ssh_public_key.content, registration.certificate.content) == (LINE, DER)
    assert [(file.column, file.path, file.rows) for file in batch.files] == [
        ("ssh_public_key", "keys/onss.pub", (2,)),
        ("certificate", "onss.cer", (2,)),
    ]


def test_sftp_needs_key_certificate_and_an_application(tmp_path: Path) -> None:
    needed = ("ssh_public_key", "certificate", "applications")
    for empty in ("", ";"):
        batch = read(tmp_path, [row(channel="SFTP", ssh_public_key="", certificate="", applications=empty)])
        assert rules(batch.errors) == [(2, column, "required") for column in needed]
    assert rules(read(tmp_path, [row(channel="SFTP")]).errors) == [(2, column, "required") for column in needed]


def test_other_channels_leave_the_files_out_with_a_warning(tmp_path: Path, sftp: dict[str, str]) -> None:
    batch = read(tmp_path, [{**sftp, "channel": "MQLink"}], now=NOW)
    assert rules(batch.warnings) == [(2, name, "file_not_needed") for name in ("ssh_public_key", "certificate")]
    assert batch.errors == ()
    assert batch.registrations[0].certificate is None


def test_files_in_each_others_column_are_refused(tmp_path: Path, sftp: dict[str, str]) -> None:
    batch = read(tmp_path, [{**sftp, "ssh_public_key": "onss.cer", "certificate": "keys/onss.pub"}], now=NOW)
    assert rules(batch.errors) == [(2, name, "wrong_kind") for name in ("ssh_public_key", "certificate")]


def test_an_expired_certificate_refuses_the_row(tmp_path: Path, sftp: dict[str, str]) -> None:
    assert rules(read(tmp_path, [sftp], now=datetime(2036, 1, 1, tzinfo=UTC)).errors) == [
        (2, "certificate", "certificate_expired")
    ]


def test_advice_about_a_shared_file_is_given_once(tmp_path: Path, sftp: dict[str, str]) -> None:
    shutil.move(tmp_path / "onss.cer", tmp_path / "onss.crt")
    shared = {**sftp, "certificate": "onss.crt"}
    batch = read(tmp_path, [shared, {**shared, "username": "exemple002", "enterprise_number": SECOND}], now=NOW)
    assert rules(batch.issues) == [(2, "certificate", "certificate_extension")]
    assert "(row 3 too)" in batch.issues[0].message
    assert len(batch.registrations) == 2


def test_only_regular_files_of_sane_size_are_opened(tmp_path: Path, sftp: dict[str, str]) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"x" * (64 * 1024 + 1))
    (tmp_path / "loop").symlink_to("loop")
    expected = {
        "missing.pub": "file_missing",
        "keys": "file_not_regular",
        "pipe": "file_not_regular",
        "/dev/zero": "file_not_regular",
        "empty": "file_empty",
        "large": "file_too_large",
        "loop": "file_unreadable",
        "ssh-rsa AAAAB3Nza": "not_a_path",
    }
    for path, rule in expected.items():
        assert rules(read(tmp_path, [{**sftp, "ssh_public_key": path}], now=NOW).errors) == [
            (2, "ssh_public_key", rule)
        ]


def test_a_private_key_is_refused_and_never_shown(tmp_path: Path, sftp: dict[str, str]) -> None:
    key = rsa.generate_private_key(65537, 2048)
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    (tmp_path / "onss").write_text(secret)
    by_path = read(tmp_path, [{**sftp, "ssh_public_key": "onss"}], now=NOW)
    assert rules(by_path.errors) == [(2, "ssh_public_key", "private_key")]
    pasted = read(tmp_path, [{**sftp, "ssh_public_key": secret, "last_name": secret}], now=NOW)
    assert (2, "ssh_public_key", "not_a_path") in rules(pasted.errors)
    body = secret.splitlines()[1]
    assert not any(body[:20] in f"{issue.value} {issue.message}" for issue in (*by_path.issues, *pasted.issues))


def test_a_file_is_opened_once_however_many_rows_name_it(
    tmp_path: Path, sftp: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = os.open

    def counted(path: Any, *arguments: Any) -> int:
        opened.append(Path(path).name)
        return real(path, *arguments)

    monkeypatch.setattr(os, "open", counted)
    numbers = [number(n) for n in range(10000001, 10000021)]
    rows = [{**sftp, "enterprise_number": number, "username": f"u{number}"} for number in numbers]
    assert len(read(tmp_path, rows, now=NOW).registrations) == 20
    assert sorted(name for name in opened if name.startswith("onss")) == ["onss.cer", "onss.pub"]
