"""The selectors files are checked key by key, and every mistake is named with its place and the nearest right word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import UsageError
from batchportal.locators import Exact, Kind, Selectors
from batchportal.models import Language
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from pathlib import Path

WORDS = 'fr = ["Nom"]\nnl = ["Naam"]\nde = ["Name"]\nen = ["Last name"]\n'
CONTACT = f"""
[contact_data]
kind = "region"
{WORDS}
[last_name]
kind = "field"
within = "contact_data"
seen = ["fr"]
{WORDS}
"""


@pytest.fixture
def builtin(tmp_path: Path) -> Path:
    """A folder of one page."""
    folder = tmp_path / "builtin"
    folder.mkdir()
    (folder / "contact.toml").write_text(CONTACT, encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own folder, empty."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def test_an_entry_has_its_words_its_region_and_the_languages_seen(builtin: Path) -> None:
    entry = Selectors.load(builtin).entry("contact", "last_name")
    assert (entry.kind, entry.within, entry.seen) == (Kind.FIELD, "contact_data", frozenset({Language.FR}))
    assert entry.words[Language.NL] == ("Naam",)


def test_an_override_replaces_the_words_of_one_language_only(builtin: Path, own: Path) -> None:
    (own / "contact.toml").write_text('[last_name]\nfr = ["Patronyme"]\n', encoding="utf-8")
    entry = Selectors.load(builtin, own).entry("contact", "last_name")
    assert entry.words[Language.FR] == ("Patronyme",)
    assert entry.words[Language.NL] == ("Naam",)
    assert entry.within == "contact_data"


def test_an_exact_way_holds_for_all_languages_or_for_one(builtin: Path, own: Path) -> None:
    (own / "contact.toml").write_text(
        '[last_name]\ncss = "#n"\n[last_name.exact.nl]\nrole = "textbox"\nname = "Naam"\n', encoding="utf-8"
    )
    entry = Selectors.load(builtin, own).entry("contact", "last_name")
    assert entry.exact_in(Language.FR) == Exact(css="#n")
    assert entry.exact_in(Language.NL) == Exact(role="textbox", name="Naam")


MISTAKES = {
    '[last_nam]\nfr = ["x"]': "Did you mean 'last_name'?",
    '[last_name]\nkind = "feeld"': "Did you mean 'field'?",
    '[last_name]\nfrr = ["x"]': "unknown key 'frr'",
    '[last_name]\nfr = "x"': "fr must be a list of words",
    "[last_name]\nfr = []": "fr is empty",
    '[last_name]\nfr = [" "]': "fr must be a list of words",
    '[last_name]\nfr = ["…"]': "a word without letters",
    '[last_name]\nseen = ["xx"]': "unknown language 'xx'",
    '[last_name]\nwithin = "contact_dat"': "Did you mean 'contact_data'?",
    '[last_name]\nnot_for = "contact_data"': "which is no landmark of this page",
    '[last_name]\nheads = "contact_data"': "heads names 'contact_data', which is no landmark of this page",
    '[last_name]\nonly_within = "yes"': "only_within must be true or false",
    "[contact_data]\nonly_within = true": "says only_within but not within what",
    '[last_name]\ntype = "pasword"': "the only type is 'password'",
    '[last_name]\npattern = "("': "the pattern is no regular expression",
    '[last_name]\ncss = ""': "css must be a text",
    '[last_name]\nname = "Nom"': "an exact way is one of",
    '[last_name]\ncss = "#a"\ntest_id = "b"': "an exact way is one of",
    '[last_name]\nexact = "x"': "exact is a table by language",
    '[last_name.exact.it]\ncss = "#a"': "unknown language 'it'",
    '[last_name.exact]\nfr = "x"': "exact.fr is a table",
    '[last_name.exact.fr]\ncsss = "#a"': "Did you mean 'css'?",
    "last_name = 3": "stands outside a control",
    "[last_name": "is not TOML",
}


@pytest.mark.parametrize(("toml", "message"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_in_an_override_is_named_with_its_place(builtin: Path, own: Path, toml: str, message: str) -> None:
    (own / "contact.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        Selectors.load(builtin, own)
    assert message in caught.value.message
    assert "contact.toml" in caught.value.message


MISLEADING = {
    "contact.tml": ('[last_name]\nfr = ["x"]', "contact.tml: is not read", "call it contact.toml"),
    "Contact.TOML": ('[last_name]\nfr = ["x"]', "Contact.TOML: is not read", "call it contact.toml"),
    "contact.toml.txt": ('[last_name]\nfr = ["x"]', "contact.toml.txt: is not read", "call it contact.toml"),
    "empty": ("[last_name]", "contact.toml, [last_name]: says nothing", "take it away"),
    "no way": ("[last_name.exact]", "contact.toml, [last_name]: says nothing", "take it away"),
    "kind": ('[last_name]\nkind = "action"', "[last_name]: kind is 'action'", "stays 'field'; take the line out"),
    "role": ('[last_name]\nrole = "texbox"', "[last_name]: role is 'texbox'", "Did you mean 'textbox'?"),
    "role of a language": ('[last_name.exact.nl]\nrole = "buton"', "role is 'buton'", "Did you mean 'button'?"),
    "css": ('[last_name]\ncss = "a["', "[last_name]: css is 'a['", "] is missing. Add it"),
    "css closed": ('[last_name]\ncss = "a)"', "[last_name]: css is 'a)'", ") closes nothing. Take it out"),
    "css quote": ("[last_name]\ncss = 'a[b=\"c]'", "[last_name]: css is", "is not closed. Close it"),
    "css chain": ('[last_name]\ncss = "a >> b"', "[last_name]: css is 'a >> b'", "Give a space"),
    "xpath": ('[last_name]\ncss = "xpath=//a"', "[last_name]: css is 'xpath=//a'", "Give CSS"),
    "region": ('[last_name]\nwithin = "x"', "[last_name]: within names 'x'", "Known: contact_data"),
}


@pytest.mark.parametrize("case", MISLEADING)
def test_what_would_pass_or_mislead_is_named_with_the_users_own_file(builtin: Path, own: Path, case: str) -> None:
    toml, what, help_ = MISLEADING[case]
    (own / (case if "." in case else "contact.toml")).write_text(toml, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        Selectors.load(builtin, own)
    assert what in caught.value.message
    assert help_ in caught.value.message
    assert caught.value.message.startswith(str(own))


def test_notes_and_backups_may_lie_beside_and_real_css_is_taken(builtin: Path, own: Path) -> None:
    for name in ("README.md", "contact.toml~", "contact.toml.bak", ".contact.toml.swp"):
        (own / name).write_text("no TOML", encoding="utf-8")
    css = """form > a:not([href^="x)"])[title='[']:has-text("a >> b"), #a\\:b"""
    (own / "contact.toml").write_text(f"[last_name]\nkind = 'field'\ncss = '''{css}'''\n", encoding="utf-8")
    assert Selectors.load(builtin, own).entry("contact", "last_name").exact_in(Language.FR) == Exact(css=css)


def test_an_override_of_a_page_that_does_not_exist_names_the_nearest(builtin: Path, own: Path) -> None:
    (own / "contacts.toml").write_text('[last_name]\nfr = ["x"]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="Did you mean 'contact'"):
        Selectors.load(builtin, own)


def test_a_file_that_is_no_text_is_a_usage_error(builtin: Path, own: Path) -> None:
    (own / "contact.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not TOML"):
        Selectors.load(builtin, own)


def test_a_folder_that_does_not_exist_is_a_usage_error(builtin: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        Selectors.load(builtin, builtin / "nowhere")


def test_a_built_in_control_without_a_kind_or_a_language_is_a_usage_error(own: Path) -> None:
    (own / "page.toml").write_text('[x]\nfr = ["a"]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="lacks its kind"):
        Selectors.load(own)
    (own / "page.toml").write_text('[x]\nkind = "field"\nfr = ["a"]\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no words in nl, de, en"):
        Selectors.load(own)


def test_asking_for_an_unknown_page_or_control_names_the_nearest(builtin: Path) -> None:
    selectors = Selectors.load(builtin)
    with pytest.raises(UsageError, match="Did you mean 'contact'"):
        selectors.entry("contacts", "last_name")
    with pytest.raises(UsageError, match="Did you mean 'last_name'"):
        selectors.entry("contact", "lastname")


def test_the_built_in_selectors_are_without_a_mistake() -> None:
    selectors = Selectors.load(selectors_folder())
    assert "contact" in selectors.pages
    assert all(selectors.entries(page) for page in selectors.pages)


def test_what_comes_before_a_language_is_chosen_is_looked_for_in_all_of_them(builtin: Path, own: Path) -> None:
    (own / "contact.toml").write_text("[last_name]\nany_language = true\n", encoding="utf-8")
    selectors = Selectors.load(builtin, own)
    assert selectors.entry("contact", "last_name").looked_for(Language.NL) == ("Naam", "Nom", "Name", "Last name")
    assert selectors.entry("contact", "contact_data").looked_for(Language.NL) == ("Naam",)
