"""The finder of controls: a selector entry and a language in, exactly one control of a page out, or an error."""

from batchportal.locators.entries import NEVER_ONE, Entry, Exact, Kind, Wanted, wanted
from batchportal.locators.finder import Finder
from batchportal.locators.scripts import (
    LeftOpen,
    blanks,
    count,
    dialogues,
    handed_over,
    install,
    left_open,
    prepare,
    question,
    read,
)
from batchportal.locators.selectors import Selectors
from batchportal.locators.sightings import OFFERED, Found, Sighting
from batchportal.locators.words import Caption, Tier, normalise

__all__ = [
    "NEVER_ONE",
    "OFFERED",
    "Caption",
    "Entry",
    "Exact",
    "Finder",
    "Found",
    "Kind",
    "LeftOpen",
    "Selectors",
    "Sighting",
    "Tier",
    "Wanted",
    "blanks",
    "count",
    "dialogues",
    "handed_over",
    "install",
    "left_open",
    "normalise",
    "prepare",
    "question",
    "read",
    "wanted",
]
