"""The list of companies as a file: every dialect of CSV, its columns, and what the settings add."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batchportal.batches import COLUMNS, read_batch
from batchportal.batches.columns import nearest
from batchportal.errors import UsageError
from batchportal.models import Channel, EnterpriseNumber
from tests.batch_files import ROW, as_csv, other, read, row, rules

if TYPE_CHECKING:
    from pathlib import Path

# --- dialects of CSV ---------------------------------------------------------------------------------------------


def test_a_good_row_becomes_a_registration_as_written(tmp_path: Path) -> None:
    batch = read(tmp_path, [ROW])
    assert batch.issues == ()
    (registration,) = batch.registrations
    assert registration.row == 2
    assert registration.enterprise_number == EnterpriseNumber("0403170701")
    assert registration.username == "exemple001"
    assert registration.contact.phone == "02 509 59 59"
    assert registration.channel is Channel.FTP
    assert registration.login == "default"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_dialect_of_csv_reads_the_same(tmp_path: Path, delimiter: str, encoding: str, line_end: str) -> None:
    rows = [row(function="Chef, adjoint; payes | ICT"), other()]
    text = as_csv(rows, delimiter).replace("\r\n", line_end)
    batch = read(tmp_path, text.encode(encoding))
    assert batch.issues == ()
    assert [each.contact.function for each in batch.registrations] == ["Chef, adjoint; payes | ICT", "Responsable ICT"]
    assert [each.contact.first_name for each in batch.registrations] == ["Zoë", "Zoë"]


def test_utf_16_from_a_big_endian_machine_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xfe\xff" + as_csv([ROW]).encode("utf-16-be")).registrations[0].contact.first_name == "Zoë"


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    batch = read(tmp_path, as_csv([row(last_name="Müller, père")]).encode("cp1252"))
    assert rules(batch.issues) == [(None, None, "encoding_guessed")]
    assert batch.issues[0].severity == "warning"
    assert batch.registrations[0].contact.last_name == "Müller, père"


def test_a_header_of_more_commas_than_semicolons_does_not_fool_the_delimiter(tmp_path: Path) -> None:
    header = ";".join(ROW)
    batch = read(
        tmp_path, f"{header}\n{';'.join(ROW.values())}\n".replace("Responsable ICT", "a, b, c, d, e, f, g, h, i, j")
    )
    assert batch.issues == ()


def test_excels_own_first_line_is_not_a_row(tmp_path: Path) -> None:
    batch = read(tmp_path, "sep=;\r\n" + as_csv([ROW], ";"))
    assert batch.issues == ()
    assert batch.registrations[0].row == 2


def test_row_numbers_are_the_spreadsheets(tmp_path: Path) -> None:
    first = row(function="a quoted\nline break")
    text = as_csv([first]) + "\r\n,,,,,,,\r\n" + as_csv([other(username="x")]).partition("\r\n")[2]
    batch = read(tmp_path, text)
    assert rules(batch.issues) == [(2, "function", "control_character"), (5, "username", "username")]
    assert batch.rows == 2
    assert [number for number, _ in batch.table] == [2, 5]


def test_empty_lines_above_the_header_are_counted_and_skipped(tmp_path: Path) -> None:
    assert read(tmp_path, "\r\n\r\n" + as_csv([ROW])).registrations[0].row == 4


def test_a_quote_that_never_ends_stops_the_file(tmp_path: Path) -> None:
    text = as_csv([ROW, row(username="exemple002")]).replace("exemple002", '"exemple002')
    batch = read(tmp_path, text)
    assert rules(batch.errors) == [(None, None, "quoting")]
    assert "Row 3" in batch.errors[0].message
    assert batch.registrations == ()
    assert batch.unusable


def test_a_row_with_too_many_values_is_an_error(tmp_path: Path) -> None:
    batch = read(tmp_path, as_csv([ROW]).rstrip() + ",surplus\r\n")
    assert rules(batch.issues) == [(2, None, "too_many_values")]


def test_a_row_that_ends_early_lacks_its_values(tmp_path: Path) -> None:
    batch = read(tmp_path, ",".join(ROW) + "\n0403.170.701,exemple001\n")
    assert [issue.column for issue in batch.errors] == list(ROW)[2:]
    assert {issue.rule for issue in batch.errors} == {"required"}


@pytest.mark.parametrize(
    ("content", "holds"), [("", "nothing"), ("\r\n \r\n", "nothing"), (",".join(ROW), "no company")]
)
def test_an_empty_file_says_so(tmp_path: Path, content: str, holds: str) -> None:
    batch = read(tmp_path, content)
    assert rules(batch.errors) == [(None, None, "empty_file")]
    assert holds in batch.errors[0].message


def test_a_header_alone_in_windows_1252_is_empty_too(tmp_path: Path) -> None:
    assert "empty_file" in {issue.rule for issue in read(tmp_path, (",".join(ROW) + ",Prénom").encode("cp1252")).errors}


# --- files that can't be read at all -----------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"enterprise\0number", b"\xff\xfe\x00", b"\x81\x8d\xff", b"\xd0\xcf\x11\xe0abc"])
def test_what_is_no_text_is_a_usage_error(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UsageError, match="XLSX"):
        read(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><table><tr><td>enterprise_number</td></tr></table>", "a web page"),
        (b"{\\rtf1\\ansi enterprise_number}", "a text document"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n", "a key or certificate"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    with pytest.raises(UsageError, match=f"is {what}.*not a list of companies") as refusal:
        read(tmp_path, content)
    assert refusal.value.code == "not_a_list"


def test_a_file_that_is_not_there_or_no_file_is_a_usage_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("missing.csv", "no such file"), (".", "a folder"), ("pipe", "a pipe")):
        with pytest.raises(UsageError, match=words):
            read_batch(tmp_path / name)


# --- columns -----------------------------------------------------------------------------------------------------


def test_an_unknown_column_names_the_nearest_known_one(tmp_path: Path) -> None:
    batch = read(tmp_path, as_csv([ROW]).replace("enterprise_number", "entreprise_number"))
    assert rules(batch.errors)[0] == (None, "entreprise_number", "unknown_column")
    assert "Did you mean enterprise_number?" in batch.errors[0].message
    assert batch.registrations == ()


def test_the_nearest_word_is_like_the_whole_before_it_is_like_a_part() -> None:
    assert nearest("DmfB", ("dmfa original", "dmfa", "dmfappl")) == "dmfa"
    assert nearest("e-mail address", ("username", "email", "phone")) == "email"


def test_an_unknown_column_like_no_other_lists_them_all(tmp_path: Path) -> None:
    message = read(tmp_path, [{**ROW, "zzz": "x"}]).errors[0].message
    assert all(column in message for column in COLUMNS)


def test_every_missing_column_is_said_once(tmp_path: Path) -> None:
    rows = [{name: value for name, value in each.items() if name not in {"phone", "email"}} for each in (ROW, other())]
    assert rules(read(tmp_path, rows).issues) == [(None, "phone", "missing_column"), (None, "email", "missing_column")]


def test_a_column_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    batch = read(tmp_path, "username," + as_csv([ROW]).replace("\r\n0403", "\r\nother,0403"))
    assert (None, "username", "duplicate_column") in rules(batch.errors)


def test_columns_stand_in_any_order_and_case_with_spaces_around(tmp_path: Path) -> None:
    backwards = {f" {name.upper()} ": ROW[name] for name in reversed(ROW)}
    assert read(tmp_path, [backwards]).issues == ()


def test_empty_columns_without_a_name_are_ignored_and_others_are_not(tmp_path: Path) -> None:
    assert read(tmp_path, as_csv([ROW]).replace("\r\n", ",,\r\n")).issues == ()
    lettered = read(tmp_path, as_csv([ROW]).replace("username,", "username,,").replace("exemple001,", "exemple001,x,"))
    assert rules(lettered.errors) == [(None, None, "unknown_column")]
    assert "The C column" in lettered.errors[0].message


# --- defaults ----------------------------------------------------------------------------------------------------


def test_the_settings_fill_what_the_rows_leave_empty(tmp_path: Path) -> None:
    short = row(phone="", channel=" ")
    defaults = {"phone": "+32 2 509 59 59", "channel": "isabel", "applications": ["dmfa", "Dimona"], "login": "second"}
    batch = read(tmp_path, [short, other()], defaults=defaults)
    assert batch.issues == ()
    first, second = batch.registrations
    assert (first.contact.phone, first.channel, first.login) == ("+32 2 509 59 59", Channel.ISABEL, "second")
    assert first.applications == ("DmfA", "Dimona")
    assert second.channel is Channel.FTP


def test_a_default_that_cannot_be_used_is_an_error_of_the_file(tmp_path: Path) -> None:
    batch = read(tmp_path, [ROW], defaults={"chanel": "SFTP", "phone": 25095959})
    assert rules(batch.errors) == [(None, "chanel", "unknown_column"), (None, "phone", "number_cell")]
    assert "Did you mean channel?" in batch.errors[0].message


def test_the_settings_keys_do_not_trouble_rows_of_other_channels(tmp_path: Path) -> None:
    batch = read(tmp_path, [ROW], defaults={"ssh_public_key": "nowhere.pub", "certificate": "nowhere.cer"})
    assert batch.issues == ()
    assert batch.registrations[0].ssh_public_key is None


# --- anything at all ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that a property writes again and again."""
    return tmp_path_factory.mktemp("anything") / "companies.csv"


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300), header=st.booleans())
def test_no_bytes_at_all_make_it_crash(scratch: Path, content: bytes, header: bool) -> None:  # noqa: FBT001 - drawn
    scratch.write_bytes((",".join(COLUMNS) + "\n").encode() + content if header else content)
    try:
        batch = read_batch(scratch)
    except UsageError:
        return
    assert batch.errors


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40))
def test_a_text_value_arrives_trimmed_or_is_refused_and_nothing_else(scratch: Path, text: str) -> None:
    scratch.write_text(as_csv([row(last_name=text)]), encoding="utf-8-sig", newline="")
    batch = read_batch(scratch)
    if batch.errors:
        assert all(issue.column == "last_name" for issue in batch.errors)
    else:
        assert batch.registrations[0].contact.last_name == text.strip().strip("\ufeff\u200b").strip()
