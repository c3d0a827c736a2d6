"""The gallery: small pages, each one way of labelling or structuring, and what the finder must see there.

A page begins with a comment: its title and its expectations, one a line: `page.control ["text"|number] = …`, where
the right side is the mark (attribute `x`) of the control, with what to do with it; a "text"; `none`; or `many`.
No wrong control is ever chosen: where a page can't be read for certain, `none` or `many` is what is expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from batchportal.batches import longer_names
from batchportal.locators import Finder, Selectors, Sighting, Wanted, wanted
from batchportal.models import EnterpriseNumber, Language
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Browser, Page

    from tests.conftest import RunAsync

GALLERY = Path(__file__).parent / "gallery"
_PAGE = re.compile(r"<!-- PAGE (?P<title>.*?)\n(?P<expectations>.*?) ?-->\n(?P<html>.*?)(?=<!-- PAGE|\Z)", re.DOTALL)
_EXPECTATION = re.compile(
    r'(?:@(?P<language>\w\w) )?(?P<page>\w+)\.(?P<control>\w+)(?: "(?P<text>[^"]*)")?(?: (?P<number>[\d.]{12}))?'
    r"(?: having (?P<having>[\w. ]+?))?(?: lacking (?P<lacking>[\w.]+))?"
    r"(?: through (?P<through>[\w.]+))?(?: menu (?P<menu>[\w.]+))?(?P<rows> rows)? = (?P<answer>.*)"
)
SELECTORS = Selectors.load(selectors_folder())


@dataclass(frozen=True)
class Expectation:
    """What one look at a gallery page must give."""

    want: Wanted
    language: Language
    answer: str


@dataclass(frozen=True)
class Specimen:
    """One page of the gallery."""

    title: str
    html: str
    expectations: tuple[Expectation, ...]


def _entry(dotted: str) -> Wanted:
    page, control = dotted.split(".")
    return Wanted(SELECTORS.entry(page, control))


def _expectation(line: str, language: Language) -> Expectation:
    match = _EXPECTATION.fullmatch(line)
    assert match, line
    number = match["number"]
    entry = SELECTORS.entry(match["page"], match["control"])
    if (match["page"], match["control"]) == ("channel", "application"):
        # As the flows ask: what is known of the other applications tells them apart.
        entry = replace(entry, words=dict.fromkeys(Language, longer_names(match["text"])))
    want = wanted(
        entry,
        text=match["text"],
        number=EnterpriseNumber(number.replace(".", "")) if number else None,
        having=tuple(_entry(each).entry for each in (match["having"] or "").split()),
        lacking=(_entry(match["lacking"]).entry,) if match["lacking"] else (),
        through=_entry(match["through"]).entry if match["through"] else None,
        menu=_entry(match["menu"]).entry if match["menu"] else None,
        rows=bool(match["rows"]),
    )
    return Expectation(want, Language(match["language"]) if match["language"] else language, match["answer"])


def _specimens() -> Iterator[Specimen]:
    for path in sorted(GALLERY.glob("*.html")):
        for match in _PAGE.finditer(path.read_text(encoding="utf-8")):
            language = Language.FR
            expectations = []
            for line in filter(None, map(str.strip, match["expectations"].splitlines())):
                if re.fullmatch(r"@\w\w", line):
                    language = Language(line[1:])
                else:
                    expectations.append(_expectation(line, language))
            yield Specimen(f"{path.stem}: {match['title']}", match["html"], tuple(expectations))


SPECIMENS = tuple(_specimens())


@pytest.fixture(scope="module")
def wall(run_async: RunAsync, async_browser: Browser) -> Iterator[Page]:
    """One tab for the whole gallery."""
    context = run_async(async_browser.new_context())
    yield run_async(context.new_page())
    run_async(context.close())


async def _seen(sighting: Sighting) -> str:
    """What was seen, as an expectation would say it."""
    if sighting.count > 1 and sighting.found is None:
        return "many"
    found = sighting.found
    if found is None:
        return "none"
    if found.how == "read":
        mark = await found.locator.get_attribute("x")
        return mark or f'"{" ".join(found.text.split())}"'
    mark = await found.locator.get_attribute("x")
    enabled = "" if found.enabled else " disabled"
    return f"{mark} {found.how}{enabled}"


async def _look(page: Page, specimen: Specimen) -> list[tuple[str, str]]:
    # Another document: custom elements can be defined only once in each.
    await page.goto("about:blank")
    await page.set_content(f"<!doctype html><body>{specimen.html}")
    answers = []
    for each in specimen.expectations:
        (sighting,) = await Finder(SELECTORS, each.language).look([page], [each.want])
        seen = await _seen(sighting)
        expected = each.answer
        # An expectation may leave out what to do with the control.
        if " " not in expected and not seen.startswith('"'):
            seen = seen.split(" ")[0]
        answers.append((f"{each.want} = {expected}", f"{each.want} = {seen}"))
    return answers


@pytest.mark.parametrize("specimen", SPECIMENS, ids=[specimen.title for specimen in SPECIMENS])
def test_a_page_of_the_gallery_is_read_as_people_read_it(specimen: Specimen, wall: Page, run_async: RunAsync) -> None:
    answers = run_async(_look(wall, specimen))
    assert [seen for _, seen in answers] == [expected for expected, _ in answers]


def test_the_gallery_is_large_and_its_traps_are_many() -> None:
    traps = [each for specimen in SPECIMENS for each in specimen.expectations if each.answer in ("none", "many")]
    assert len(SPECIMENS) >= 250
    assert len(traps) >= 80
