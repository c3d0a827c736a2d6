"""File names for a sender number: built as the portal's pages show them, and read back strictly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batchportal.filenames import Environment, FileName, FileNameRefused, Prefix, build, file_set, parse
from batchportal.models import SenderNumber

DAY = date(2002, 4, 23)


def refused(name: str) -> str:
    with pytest.raises(FileNameRefused) as refusal:
        parse(name, today=date(2026, 6, 1))
    return refusal.value.code


@pytest.mark.parametrize(
    "name",
    [
        "FI.DMFA.006400.20020423.00001.R.4.1",
        "FS.DMFA.006400.20020423.00001.R.4.1",
        "GO.XXXX.123456.20120213.00001.R.1",
        "TD.DMFA.123456.20120213.00001.T.1",
        "FI.WECH.123456.20030801.00001.R",
    ],
)
def test_the_portals_own_examples_are_read_and_written_back(name: str) -> None:
    assert str(parse(name)) == name


def test_the_sender_number_is_padded_in_the_name_and_bare_in_the_value() -> None:
    name = build("FI", "DMFA", "6400", DAY, 1, "R", parts=4, part=1)
    assert str(name) == "FI.DMFA.006400.20020423.00001.R.4.1"
    assert name.sender == SenderNumber("6400")
    assert build("GO", "DMFA", SenderNumber("006400"), DAY, 1, "R", parts=4).sender == SenderNumber("6400")


def test_a_delivery_has_each_declaration_with_its_signature_and_go_last() -> None:
    names = [str(name) for name in file_set("DMFA", "721", DAY, 12, "R", parts=2)]
    assert names == [
        "FI.DMFA.000721.20020423.00012.R.2.1",
        "FS.DMFA.000721.20020423.00012.R.2.1",
        "FI.DMFA.000721.20020423.00012.R.2.2",
        "FS.DMFA.000721.20020423.00012.R.2.2",
        "GO.DMFA.000721.20020423.00012.R.2",
    ]


def test_a_simulation_is_not_signed_unless_asked_for() -> None:
    prefixes = [name.prefix for name in file_set("DMFA", "721", DAY, 12, "S")]
    assert prefixes == [Prefix.FI, Prefix.GO]
    assert [name.prefix for name in file_set("DMFA", "721", DAY, 12, "S", signed=True)] == [
        Prefix.FI,
        Prefix.FS,
        Prefix.GO,
    ]


def test_an_application_without_parts_has_no_part_numbers() -> None:
    names = [str(name) for name in file_set("WECH", "721", DAY, 1, "T", parts=None)]
    assert names == [
        "FI.WECH.000721.20020423.00001.T",
        "FS.WECH.000721.20020423.00001.T",
        "GO.WECH.000721.20020423.00001.T",
    ]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("FO.ACRF.999999.20110701.00001.T", "filename_prefix"),
        ("fi.DMFA.006400.20020423.00001.R.4.1", "filename_prefix"),
        ("FI.DMF.006400.20020423.00001.R.4.1", "filename_application"),
        ("FI.dmfa.006400.20020423.00001.R.4.1", "filename_application"),
        ("FI.DMFA.6400.20020423.00001.R.4.1", "filename_sender"),
        ("FI.DMFA.000000.20020423.00001.R.4.1", "filename_sender"),
        ("FI.DMFA.999999.20020423.00001.R.4.1", "filename_sender"),
        ("FI.DMFA.٠٠٦٤٠٠.20020423.00001.R.4.1", "filename_sender"),
        ("FI.DMFA.006400.20020230.00001.R.4.1", "filename_date"),
        ("FI.DMFA.006400.200204.00001.R.4.1", "filename_date"),
        ("FI.DMFA.006400.20260602.00001.R.4.1", "filename_date"),
        ("FI.DMFA.006400.20020423.00000.R.4.1", "filename_sequence"),
        ("FI.DMFA.006400.20020423.1.R.4.1", "filename_sequence"),
        ("FI.DMFA.006400.20020423.24AZG.R.4.1", "filename_sequence"),
        ("FI.DMFA.006400.20020423.00001.P.4.1", "filename_environment"),
        ("FI.DMFA.006400.20020423.00001.R.4.5", "filename_parts"),
        ("FI.DMFA.006400.20020423.00001.R.0.0", "filename_parts"),
        ("FI.DMFA.006400.20020423.00001.R.4.01", "filename_parts"),
        ("FI.DMFA.006400.20020423.00001.R.4", "filename_structure"),
        ("GO.DMFA.006400.20020423.00001.R.4.1", "filename_structure"),
        ("FI.DMFA.006400.20020423.00001.R.4.1.xml", "filename_structure"),
        ("FI", "filename_structure"),
        ("", "filename_prefix"),
    ],
)
def test_a_wrong_name_is_refused_for_the_element_that_is_wrong(name: str, code: str) -> None:
    assert refused(name) == code


def test_today_is_allowed_and_the_day_after_tomorrow_never() -> None:
    today = datetime.now(UTC).date()
    assert build("GO", "DMFA", "721", today, 1, "R", parts=1)
    with pytest.raises(FileNameRefused, match="future"):
        build("GO", "DMFA", "721", today + timedelta(days=2), 1, "R", parts=1)


@pytest.mark.parametrize(
    ("prefix", "parts", "part"),
    [("FI", None, 1), ("FI", 2, None), ("FI", 2, 3), ("FI", 2, 0), ("GO", 2, 1), ("GO", 0, None), ("TD", 100000, None)],
)
def test_parts_have_to_fit_the_kind_of_file(prefix: str, parts: int | None, part: int | None) -> None:
    with pytest.raises(FileNameRefused) as refusal:
        build(prefix, "DMFA", "721", DAY, 1, "R", parts=parts, part=part)
    assert refusal.value.code == "filename_parts"


NAMES = st.builds(
    lambda prefix, parts, **elements: build(prefix, parts=parts, part=parts if prefix.numbered else None, **elements),
    prefix=st.sampled_from(Prefix),
    application=st.from_regex(r"[A-Z0-9]{4}", fullmatch=True),
    sender=st.integers(1, 999_998).map(str),
    day=st.dates(date(1990, 1, 1), date(2026, 1, 1)),
    sequence=st.integers(1, 99_999),
    environment=st.sampled_from(Environment),
    parts=st.none() | st.integers(1, 99_999),
)


@given(NAMES)
def test_whatever_is_built_is_read_back_the_same(name: FileName) -> None:
    assert parse(str(name)) == name
