"""The list of companies as a workbook (XLSX)."""

from __future__ import annotations

import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from batchportal.batches import read_batch
from batchportal.errors import UsageError
from tests.batch_files import ROW, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- workbooks ---------------------------------------------------------------------------------------------------


def workbook(path: Path, rows: Sequence[Sequence[object]], **sheets: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Companies"
    for title, lines in {"Companies": rows, **sheets}.items():
        sheet = book[title] if title in book.sheetnames else book.create_sheet(title)
        for line in lines:
            sheet.append(list(line))
    book.save(path)
    return book


def test_a_workbook_reads_like_a_csv_file(tmp_path: Path) -> None:
    path = tmp_path / "companies.xlsx"
    workbook(path, [list(ROW), [], list(ROW.values())])
    batch = read_batch(path)
    assert batch.issues == ()
    assert batch.registrations[0].row == 3
    assert batch.registrations[0].contact.first_name == "Zoë"
    assert batch.table == ((3, tuple(ROW.values())),)


def test_a_workbook_is_told_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    workbook(tmp_path / "companies.csv", [list(ROW), list(ROW.values())])
    assert len(read_batch(tmp_path / "companies.csv").registrations) == 1


def test_a_cell_that_is_no_text_is_an_error_with_an_explanation(tmp_path: Path) -> None:
    odd = {
        **ROW,
        "username": 12345678,
        "last_name": datetime(2026, 5, 1),  # noqa: DTZ001 - spreadsheets know no zones
        "first_name": True,
        "function": '="Responsable"&" ICT"',
        "phone": 25095959,
        "email": "#N/A",
    }
    workbook(tmp_path / "odd.xlsx", [list(odd), list(odd.values())])
    batch = read_batch(tmp_path / "odd.xlsx")
    assert rules(batch.errors) == [
        (2, "username", "number_cell"),
        (2, "last_name", "date_cell"),
        (2, "first_name", "truth_cell"),
        (2, "function", "formula_cell"),
        (2, "phone", "number_cell"),
        (2, "email", "error_cell"),
    ]
    assert "leading zeros" in batch.errors[0].message


def test_an_enterprise_number_may_be_a_number_because_its_check_digits_prove_it(tmp_path: Path) -> None:
    for written in (403170701, 403170701.0):
        workbook(tmp_path / "n.xlsx", [list(ROW), [written, *list(ROW.values())[1:]]])
        assert read_batch(tmp_path / "n.xlsx").registrations[0].enterprise_number.digits == "0403170701"
    workbook(tmp_path / "n.xlsx", [list(ROW), [403170702, *list(ROW.values())[1:]]])
    assert rules(read_batch(tmp_path / "n.xlsx").errors) == [(2, "enterprise_number", "enterprise_number")]


def test_only_the_first_visible_sheet_is_read_and_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    book = workbook(path, [["notes"]], Real=[list(ROW), list(ROW.values())], Empty=[], More=[["x"]])
    book["Companies"].sheet_state = "hidden"
    book.active = book["Real"]
    book.save(path)
    batch = read_batch(path)
    assert len(batch.registrations) == 1
    assert rules(batch.issues) == [(None, None, "several_sheets")]
    assert "'More'" in batch.issues[0].message
    assert "'Empty'" not in batch.issues[0].message


def test_hidden_rows_are_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "filtered.xlsx"
    book = workbook(path, [list(ROW), list(ROW.values())])
    book["Companies"].row_dimensions[2].hidden = True
    book["Companies"].row_dimensions[9].hidden = True
    book.save(path)
    batch = read_batch(path)
    assert rules(batch.issues) == [(None, None, "hidden_rows")]
    assert "all others: 2." in batch.issues[0].message
    assert len(batch.registrations) == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500])
def test_a_damaged_workbook_is_a_usage_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "broken.xlsx").write_bytes(content)
    with pytest.raises(UsageError, match="damaged"):
        read_batch(tmp_path / "broken.xlsx")


def test_a_workbook_cut_anywhere_is_a_usage_error(tmp_path: Path) -> None:
    whole = tmp_path / "whole.xlsx"
    workbook(whole, [list(ROW), list(ROW.values())])
    content = whole.read_bytes()
    for length in range(4, len(content), 97):
        (tmp_path / "cut.xlsx").write_bytes(content[:length])
        with pytest.raises(UsageError):
            read_batch(tmp_path / "cut.xlsx")


def test_another_archive_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "a").write_text("x")
    archive = shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path / "inside")
    with pytest.raises(UsageError, match=r"an archive \(ZIP\), not an XLSX workbook"):
        read_batch(Path(archive))


@pytest.mark.parametrize(
    ("entry", "what"),
    [
        ("word/document.xml", "a Word document"),
        ("content.xml", "an OpenDocument file"),
        ("xl/workbook.bin", "a binary Excel workbook"),
    ],
)
def test_another_office_document_is_called_what_it_is(tmp_path: Path, entry: str, what: str) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(entry, "x")
    with pytest.raises(UsageError, match=f"is {what}.*Save the list as XLSX") as refusal:
        read_batch(tmp_path / "list.xlsx")
    assert refusal.value.code == "not_a_list"


def test_rows_beyond_the_size_that_the_file_claims_are_read(tmp_path: Path) -> None:
    path = tmp_path / "claims.xlsx"
    workbook(tmp_path / "whole.xlsx", [list(ROW), list(ROW.values())])
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(path, "w") as claims:
        for name in whole.namelist():
            claims.writestr(name, whole.read(name).replace(b'<dimension ref="A1:H2"', b'<dimension ref="A1:A1"'))
            assert name != "xl/worksheets/sheet1.xml" or b"A1:H2" in whole.read(name)
    assert len(read_batch(path).registrations) == 1
