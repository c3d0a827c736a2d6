"""A person's own selectors files: patched without harm, read with clear errors, and listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from batchportal.drift import overrides
from batchportal.drift.listing import listing
from batchportal.drift.overrides import Override
from batchportal.errors import UsageError
from batchportal.locators import Exact
from batchportal.models import Language

if TYPE_CHECKING:
    from pathlib import Path

CSS = Exact(css="#nom > input")


def override(control: str = "contact.last_name", exact: Exact = CSS, language: Language = Language.FR) -> Override:
    entry = overrides.load(None).entry(*control.split("."))
    return Override(entry, language, exact, "<input>")


def test_what_is_shown_is_what_is_written(tmp_path: Path) -> None:
    one = override(exact=Exact(role="textbox", name='Nom "légal"'))
    file = one.write(tmp_path / "new")
    assert file == tmp_path / "new" / "contact.toml"
    assert file.read_text(encoding="utf-8") == one.toml()
    assert one.toml().splitlines()[0] == "[last_name.exact.fr]"
    entry = overrides.load(tmp_path / "new").entry("contact", "last_name")
    assert entry.exact_in(Language.FR) == Exact(role="textbox", name='Nom "légal"')
    assert entry.exact_in(Language.NL) is None


def test_everything_else_in_the_file_stays_as_it_is(tmp_path: Path) -> None:
    mine = (
        "# Our portal, mended by An\n"
        '[phone]  # they call it so\nfr = ["Ligne directe"]\n\n'
        '[last_name]\nfr = ["Patronyme"]  # since March\n\n[last_name.exact.nl]\ncss = "#naam"\n'
    )
    (tmp_path / "contact.toml").write_text(mine, encoding="utf-8")
    override().write(tmp_path)
    after = (tmp_path / "contact.toml").read_text(encoding="utf-8")
    assert [line for line in mine.splitlines() if line not in after.splitlines()] == []
    entry = overrides.load(tmp_path).entry("contact", "last_name")
    assert (entry.exact_in(Language.FR), entry.exact_in(Language.NL)) == (CSS, Exact(css="#naam"))
    assert entry.words[Language.FR] == ("Patronyme",)


def test_pointing_again_replaces_the_way_of_that_language(tmp_path: Path) -> None:
    override().write(tmp_path)
    override(exact=Exact(test_id="nom")).write(tmp_path)
    override(language=Language.NL).write(tmp_path)
    entry = overrides.load(tmp_path).entry("contact", "last_name")
    assert (entry.exact_in(Language.FR), entry.exact_in(Language.NL)) == (Exact(test_id="nom"), CSS)


@pytest.mark.parametrize("mine", ["[phone\n", "phone = 1\n", '[phone]\nexact = "x"\n[last_name]\nexact = "x"\n'])
def test_a_file_that_is_wrong_is_left_as_it_is(tmp_path: Path, mine: str) -> None:
    (tmp_path / "contact.toml").write_text(mine, encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        override().write(tmp_path)
    assert str(tmp_path / "contact.toml") in refusal.value.message
    assert (tmp_path / "contact.toml").read_text(encoding="utf-8") == mine


@pytest.mark.parametrize(
    ("stem", "control"), [("companies", "company"), ("channel", "channel"), ("channel", "application")]
)
def test_nothing_that_stands_for_several_controls_gets_an_exact_way(tmp_path: Path, stem: str, control: str) -> None:
    (tmp_path / f"{stem}.toml").write_text(f'[{control}]\ncss = "#one"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=rf"\[{control}\]: can't have an exact way, because it stands for") as refusal:
        overrides.load(tmp_path)
    assert str(tmp_path / f"{stem}.toml") in refusal.value.message


def test_the_list_says_kind_words_and_whether_they_were_seen() -> None:
    (phone,) = [one for one in listing(None, Language.FR, "contact") if one.control == "phone"]
    assert (phone.kind, phone.words[0], phone.seen, phone.exact, phone.file) == ("field", "Téléphone", True, None, None)
    (phone,) = [one for one in listing(None, Language.EN, "contact") if one.control == "phone"]
    assert not phone.seen
    assert {one.page for one in listing(None, Language.NL)} == set(overrides.load(None).pages)


def test_the_list_says_which_control_is_overridden_and_where(tmp_path: Path) -> None:
    override().write(tmp_path)
    (tmp_path / "review.toml").write_text('[confirm]\nfr = ["Valider"]\n', encoding="utf-8")
    found = {f"{one.page}.{one.control}": one for one in listing(tmp_path, Language.FR)}
    assert {name for name, one in found.items() if one.file} == {"contact.last_name", "review.confirm"}
    assert found["contact.last_name"].exact == "css #nom > input"
    assert found["review.confirm"].file == tmp_path / "review.toml"
    assert found["review.confirm"].words == ("Valider",)
    assert found["contact.last_name"] != replace(found["contact.last_name"], exact=None)


def test_a_page_that_is_not_there_is_an_error_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean 'contact'"):
        listing(None, Language.FR, "contct")
