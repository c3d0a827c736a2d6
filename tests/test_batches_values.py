"""The rules for single values, and the data they rest on."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batchportal.batches import applications, file_code, parse_enterprise_number, values
from batchportal.batches.findings import ValueRefused
from batchportal.models import Channel

GOOD_NUMBERS = [
    "0403.170.701",
    "403.170.701",
    "403170701",
    "0403170701",
    "BE0403170701",
    "be 0403.170.701",
    "BE 0403 170 701",
    "BE403170701",
    "0403\u00a0170\u202f701",
]


def refused(check: object, value: str) -> ValueRefused:
    assert callable(check)
    with pytest.raises(ValueRefused) as refusal:
        check(value)
    return refusal.value


@pytest.mark.parametrize("text", GOOD_NUMBERS)
def test_every_usual_spelling_of_an_enterprise_number_is_read(text: str) -> None:
    assert parse_enterprise_number(text).dotted == "0403.170.701"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0403.170.702", "check digits"),
        ("0403.107.701", "check digits"),
        ("0000.000.000", "check digits"),
        ("2403.170.701", "establishment"),
        ("4.0317E+08", "rounded"),
        ("4,0317E+08", "rounded"),
        ("40317070", "ten digits"),
        ("00403170701", "ten digits"),
        ("0403.170.701.", "ten digits"),
        ("NL0403170701", "ten digits"),
        ("٠٤٠٣١٧٠٧٠١", "ten digits"),
        ("=0403170701", "ten digits"),
        ("", "ten digits"),
    ],
)
def test_what_is_no_enterprise_number_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_enterprise_number(text)


@given(st.integers(0, 19_999_999).filter(bool))
def test_one_wrong_digit_is_always_noticed(first: int) -> None:
    digits = f"{first:08d}{97 - first % 97:02d}"
    assert parse_enterprise_number(digits).digits == digits
    for position in range(1, 10):
        wrong = digits[:position] + str((int(digits[position]) + 1) % 10) + digits[position + 1 :]
        with pytest.raises(ValueError, match="check digits"):
            parse_enterprise_number(wrong)


@pytest.mark.parametrize("name", ["abcdefgh", "12345678", "a" * 20])
def test_user_names_of_the_manuals_rule_are_taken(name: str) -> None:
    assert values.username(name) == name


@pytest.mark.parametrize(
    "name", ["abcdefg", "a" * 21, "Abcdefgh", "abcd efgh", "abcdefg_", "abcdefgé", "abcdefgh\n", "١٢٣٤٥٦٧٨"]
)
def test_other_user_names_are_refused(name: str) -> None:
    assert refused(values.username, name).rule == "username"


def test_a_user_name_in_capitals_is_suggested_in_small_letters_not_changed() -> None:
    assert "Write exemple01?" in str(refused(values.username, "Exemple01"))


@pytest.mark.parametrize(
    "number",
    [
        "02 509 59 59",
        "025095959",
        "02/509.59.59",
        "0470 12 34 56",
        "+32 2 509 59 59",
        "+32 (0)2 509 59 59",
        "0032 2 509 59 59",
        "+33 1 42 68 53 00",
        "+32\u00a0470\u202f12\u00a034\u00a056",
    ],
)
def test_numbers_that_can_be_dialled_are_taken_as_written(number: str) -> None:
    assert values.phone(number) == number


@pytest.mark.parametrize(
    "number",
    ["25095959", "3225095959", "02 509 59", "02 509 59 59 59", "02 509 59 59 ext. 3", "+999 1234567", "call me", "+"],
)
def test_numbers_that_nobody_could_dial_are_refused(number: str) -> None:
    assert refused(values.phone, number).rule == "phone"


def test_a_phone_number_without_its_zero_explains_what_spreadsheets_do() -> None:
    assert "leading zero" in str(refused(values.phone, "25095959"))


@pytest.mark.parametrize("address", ["zoe@exemple.be", "z.o+e@mail.exemple.be", "z@exämple.be"])
def test_e_mail_addresses_are_taken_as_written(address: str) -> None:
    assert values.email(address) == address


@pytest.mark.parametrize(
    "address",
    ["zoe", "zoe@", "zoe@exemple", "zoë@exemple.be", "a b@exemple.be", "Zoé <z@exemple.be>", "a@b.be; c@d.be"],
)
def test_what_is_no_e_mail_address_is_refused(address: str) -> None:
    assert refused(values.email, address).rule == "email"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("=cmd|' /C calc'!A0", "formula"),
        ("+Exemple", "formula"),
        ("-Exemple", "formula"),
        ("@SUM(A1)", "formula"),
        ("a\tb", "control_character"),
        ("a\nb", "control_character"),
        ("a\u200bb", "control_character"),
        ("a\u202eb", "control_character"),
        ("M\ufffdller", "damaged_text"),
        ("x" * 101, "too_long"),
        ("123", "no_letter"),
    ],
)
def test_names_are_words_of_one_line(value: str, rule: str) -> None:
    assert refused(lambda text: values.words(text, "last_name"), value).rule == rule


@pytest.mark.parametrize(
    "value", ["O\u2019Neill-D'Hondt", "van den Bossche (ir.)", "Łukasz", "李", "x" * 100, "a\u00a0b"]
)
def test_names_of_all_peoples_are_taken(value: str) -> None:
    assert values.words(value, "last_name") == value


def test_channels_are_read_in_any_case() -> None:
    spellings = ("ftp", "sFTP", "ISABEL", "mqlink")
    assert [values.channel(text) for text in spellings] == [Channel.FTP, Channel.SFTP, Channel.ISABEL, Channel.MQLINK]
    assert "Did you mean Isabel?" in str(refused(values.channel, "Isabell"))


@pytest.mark.parametrize("name", ["two words", "a/b", "a\\b", "x" * 65])
def test_a_login_is_one_word(name: str) -> None:
    assert refused(values.login, name).rule == "login"


@pytest.mark.parametrize(
    ("word", "code"),
    [("DmfA", "DMFA"), ("dmfa", "DMFA"), ("DMFA", "DMFA"), ("ASR - werkloosheid", "WECH"), ("Validatieboek", "VBLV")],
)
def test_an_application_has_one_code_by_whichever_name(word: str, code: str) -> None:
    found = file_code(word)
    assert found is not None
    assert found.code == code
    assert found.parts is (code != "WECH")


def test_a_code_that_no_public_page_says_is_not_made_up() -> None:
    for name in ("DB2P", "ePK", "Pensioenkadaster", "Check-in at work"):
        found = file_code(name)
        assert found is not None
        assert found.code is None
        assert found.kinds == ()
    assert file_code("DmfX") is None
    drs = file_code("DRS")
    assert drs is not None
    assert drs.code is None
    assert [kind.code for kind in drs.kinds] == ["AOAT", "WECH", "ZIMA"]


def test_the_list_of_applications_has_each_spelling_once() -> None:
    folded = [name.casefold() for name in applications()]
    assert len(folded) == len(set(folded)) > 20
    data = tomllib.loads(files("batchportal").joinpath("_rules", "applications.toml").read_text(encoding="utf-8"))
    assert set(data) == {"application"}
    assert all(set(entry) <= {"name", "code", "parts", "other"} for entry in data["application"])
    written = [entry["code"] for entry in data["application"] if "code" in entry]
    assert len(written) == len(set(written)) > 10
    assert all(re.fullmatch(r"[A-Z0-9]{4}", code) for code in written)
    assert not any(";" in name or name != " ".join(name.split()) for name in applications())
