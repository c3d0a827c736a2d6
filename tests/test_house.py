"""The rules of the house that no linter knows."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from batchportal.cli import root
from batchportal.locators import Selectors
from batchportal.models import Language
from batchportal.page import Element, Page
from flows.channel import ChannelPage
from flows.companies import CompaniesPage
from flows.contact import ContactPage
from flows.created import CreatedPage
from flows.entrance import Entrance
from flows.information import InformationPage
from flows.login import LoginPage
from flows.review import ReviewPage
from flows.secured import SecuredPage
from flows.username import UserNamePage
from flows.wizard import IntroPage
from tests import write_codes

ROOT = Path(__file__).parent.parent
PAGES = (
    ChannelPage,
    CompaniesPage,
    ContactPage,
    CreatedPage,
    Entrance,
    InformationPage,
    IntroPage,
    LoginPage,
    ReviewPage,
    SecuredPage,
    UserNamePage,
)


@pytest.mark.parametrize("folder", ["selectors", "recordings"])
def test_folders_of_data_hold_no_code(folder: str) -> None:
    assert list((ROOT / folder).rglob("*.py")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_every_control_of_a_page_stands_in_its_selectors_file(page: type[Page]) -> None:
    selectors = Selectors.load(ROOT / "selectors")
    controls = [name for name, value in vars(page).items() if isinstance(value, Element)]

    for name in {*controls, *page.landmarks, *page.last_landmarks}:
        assert selectors.entry(page.stem, name).page == page.stem


def test_words_that_were_seen_are_marked_with_known_languages() -> None:
    for path in (ROOT / "selectors").glob("*.toml"):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            assert set(table.get("seen", [])) <= set(Language), f"{path.name} [{name}]"


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [name for name in root.names() if f"`{name}" not in readme] == []


def test_the_page_of_codes_says_what_the_tool_says() -> None:
    assert write_codes.FILE.read_text(encoding="utf-8") == write_codes.text(), "run: python -m tests.write_codes"


def test_links_in_the_documentation_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "recordings" / "README.md"]
    links = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    ]
    assert links
    assert [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()] == []


def test_the_wheel_holds_code_and_selectors_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    tops = {name.split("/", 1)[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"batchportal", "flows"}
    shipped = {name.rsplit("/", 1)[1] for name in names if name.startswith("batchportal/_data/selectors/")}
    assert shipped == {path.name for path in (ROOT / "selectors").glob("*.toml")}
    assert any(name.startswith("batchportal/locators/js/") for name in names)
    assert "batchportal/watch.js" in names
