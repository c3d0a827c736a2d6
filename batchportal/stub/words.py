"""The stub portal's own words in four languages; a copy on purpose, so that it can disagree with its client."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TypeAlias

Words: TypeAlias = dict[str, dict[str, str]]
"""Section, then key, then the text."""

LANGUAGES = ("fr", "nl", "de", "en")


def load(language: str) -> Words:
    """Read one language's words.

    Raises:
        KeyError: the portal doesn't speak that language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = resources.files(__package__) / "words" / f"{language}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


WORDS: dict[str, Words] = {language: load(language) for language in LANGUAGES}
"""All languages, read once."""
