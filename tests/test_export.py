"""Results for other programs: the JSON document, CSV, XLSX."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from batchportal import batches, export
from batchportal.cli import results
from batchportal.errors import UsageError
from batchportal.models import EnterpriseNumber, Outcome, Problem, SenderNumber, State

if TYPE_CHECKING:
    from pathlib import Path

DONE = Outcome(
    2, EnterpriseNumber("0403170701"), "sillon01", State.REGISTERED, SenderNumber("6400"), attempts=1, seconds=7.26
)
REFUSED = Outcome(
    3,
    EnterpriseNumber("0441122049"),
    "linde001",
    State.REJECTED,
    problem=Problem("username_taken", "Ce nom est déjà attribué.", "username"),
)
CONTENT = export.document("https://portal.example", (DONE, REFUSED))


def test_a_quality_is_told_where_there_is_another_one_than_the_manuals() -> None:
    other = replace(DONE, quality="secrétariat social")
    assert "quality" not in export.from_ledger((DONE, REFUSED)).columns
    sheet = export.from_ledger((DONE, other))
    assert [row[sheet.columns.index("quality")] for row in sheet.rows] == ["", "secrétariat social"]
    assert {len(row) for row in sheet.rows} == {len(sheet.columns)}
    assert [export.entry(one).get("quality") for one in (DONE, other)] == [None, "secrétariat social"]


def test_results_beside_a_sheet_are_those_of_the_quality_that_is_set(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("enterprise_number;username\n0403.170.701;sillon01\n", encoding="utf-8")
    batch = batches.read_batch(path)
    other = replace(DONE, quality="secrétariat social", sender_number=SenderNumber("6401"))
    for quality, number in ((None, "6400"), ("Secrétariat social", "6401"), ("other", "")):
        sheet = results._beside(batch, (DONE, other), quality)
        assert sheet.rows[0][sheet.columns.index("sender_number")] == number


def test_the_document_is_the_contract() -> None:
    assert CONTENT == {
        "portal": "https://portal.example",
        "registrations": [
            {
                "row": 2,
                "enterprise_number": "0403.170.701",
                "username": "sillon01",
                "state": "registered",
                "sender_number": "6400",
                "file_sender": "006400",
                "error": None,
                "attempts": 1,
                "seconds": 7.3,
                "evidence": None,
            },
            {
                "row": 3,
                "enterprise_number": "0441.122.049",
                "username": "linde001",
                "state": "rejected",
                "sender_number": None,
                "file_sender": None,
                "error": {
                    "code": "username_taken",
                    "message": "Ce nom est déjà attribué.",
                    "page": "username",
                },
                "attempts": 0,
                "seconds": 0.0,
                "evidence": None,
            },
        ],
        "summary": {"registered": 1, "rejected": 1},
    }


def test_json_is_the_document(tmp_path: Path) -> None:
    export.write(tmp_path / "out.json", export.from_ledger((DONE, REFUSED)), CONTENT)
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == CONTENT


def test_csv_opens_in_excel_with_its_accents_and_in_columns() -> None:
    written = export.as_csv(export.from_ledger((DONE, REFUSED)))
    assert written.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig")), delimiter=";"))
    assert [row["file_sender"] for row in rows] == ["006400", ""]
    assert rows[1]["error_message"] == "Ce nom est déjà attribué."
    assert "another user name" in rows[1]["what_to_do"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"]
)
def test_a_cell_that_would_run_as_a_formula_is_made_harmless_in_csv(cell: str) -> None:
    assert export.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["+32 2 555 12 12", "+32 (0)2/555.12.12", "-5", "0403.170.701", "an@example.be", "", "a=b"]
)
def test_phone_numbers_and_figures_stay_as_they_are(cell: str) -> None:
    assert export.guarded(cell) == cell


def test_every_cell_of_a_workbook_is_text_so_that_nothing_runs_and_no_zero_is_lost(tmp_path: Path) -> None:
    sheet = export.Sheet(("number", "words"), [("006400", "=1+1"), ("1e5", "a\x07b")])
    export.write(tmp_path / "out.xlsx", sheet, CONTENT)
    page = load_workbook(tmp_path / "out.xlsx").active
    assert page is not None
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells] == ["006400", "=1+1", "1e5", "ab"]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json"])
def test_a_file_that_exists_is_left_alone_without_force(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists"):
        export.write(path, export.from_ledger((DONE,)), CONTENT)
    assert path.read_text(encoding="utf-8") == "mine"
    export.write(path, export.from_ledger((DONE,)), CONTENT, overwrite=True)
    assert path.read_bytes() != b"mine"
    assert not list(tmp_path.glob(".*"))


def test_another_ending_is_an_error_that_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.csv, \.xlsx or \.json"):
        export.write(tmp_path / "out.ods", export.from_ledger((DONE,)), CONTENT)


def test_a_folder_that_is_missing_is_a_readable_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't be written"):
        export.write(tmp_path / "nowhere" / "out.csv", export.from_ledger((DONE,)), CONTENT)


def test_an_exported_list_can_be_registered_and_exported_again(tmp_path: Path) -> None:
    header = [*batches.COLUMNS[:8], *batches.RESULT_COLUMNS]
    cells = ["0403.170.701", "caissepension01", "Peeters", "An", "IT", "02 555 12 12", "an@example.be", "FTP"]
    path = tmp_path / "results.csv"
    path.write_text(
        ";".join(header) + "\n" + ";".join([*cells, *["x"] * len(batches.RESULT_COLUMNS)]), encoding="utf-8"
    )
    batch = batches.read_batch(path)

    assert batch.errors == ()
    assert [registration.username for registration in batch.registrations] == ["caissepension01"]
    assert results._beside(batch, (), None).columns == tuple(header)
