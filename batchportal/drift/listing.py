"""What the selectors say, for `selectors list`: a person who mends a page wants to see its words first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from batchportal.drift import overrides

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.models import Language


@dataclass(frozen=True, slots=True)
class Listed:
    """One control of one page, in one language.

    Attributes:
        page: its selectors file.
        control: its entry.
        kind: what sort of thing it is.
        words: its captions, the best first.
        seen: whether they were read on a real page or in the manual; otherwise they are inferred.
        exact: a person's own exact way, which wins over the words.
        file: the person's own file that has something to say about it.
    """

    page: str
    control: str
    kind: str
    words: tuple[str, ...]
    seen: bool
    exact: str | None
    file: Path | None

    def document(self) -> dict[str, Any]:
        """For scripts."""
        return {
            "page": self.page,
            "control": self.control,
            "kind": self.kind,
            "words": list(self.words),
            "seen": self.seen,
            "exact": self.exact,
            "overridden_in": str(self.file) if self.file else None,
        }


def listing(folder: Path | None, language: Language, page: str | None = None) -> list[Listed]:
    """All controls, or those of one page.

    Args:
        folder: a person's own selectors.
        language: of the words.
        page: only this one.

    Raises:
        UsageError: there is no such page, or a file is wrong.
    """
    selectors = overrides.load(folder)
    files = overrides.overridden(folder)
    return [
        Listed(
            page=entry.page,
            control=entry.name,
            kind=entry.kind.value,
            words=entry.words.get(language, ()),
            seen=language in entry.seen,
            exact=str(exact) if (exact := entry.exact_in(language)) else None,
            file=files.get(str(entry)),
        )
        for name in ([page] if page else selectors.pages)
        for entry in selectors.entries(name)
    ]
