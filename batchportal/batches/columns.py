"""The columns of a batch file, and how a header is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from batchportal.batches.findings import Issue, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLUMNS = (
    "enterprise_number",
    "username",
    "last_name",
    "first_name",
    "function",
    "phone",
    "email",
    "channel",
    "ssh_public_key",
    "certificate",
    "applications",
    "login",
)
"""All columns, in the order of the template."""
REQUIRED = COLUMNS[:8]
"""What every row needs, from the file or from the settings. SFTP needs the next three too."""
RESULT_COLUMNS = (
    "state",
    "sender_number",
    "file_sender",
    "error_code",
    "error_message",
    "what_to_do",
    "attempts",
    "seconds",
    "evidence",
)
"""What an export adds on the right. A list that was exported can be registered again: they are passed over."""
_LIKELY = 60


def normalised(name: str) -> str:
    """A column name as it is compared: without spaces around it, in lower case."""
    return name.strip().strip("\ufeff\u200b").strip().casefold()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known word that this one was probably meant to be."""
    words, wanted = list(known), normalised(name)
    # As a whole before in part: 'dmfb' is 'dmfa', though all of 'dmf' stands in 'dmfa original', too.
    found = process.extractOne(wanted, words, scorer=fuzz.ratio, score_cutoff=_LIKELY)
    found = found or process.extractOne(wanted, words, scorer=fuzz.WRatio, score_cutoff=_LIKELY)
    return found[0] if found else None


def positions(header: Sequence[str]) -> dict[str, int]:
    """Where each known column stands; the first one counts where one stands twice."""
    found: dict[str, int] = {}
    for position, name in enumerate(header):
        if (column := normalised(name)) in COLUMNS:
            found.setdefault(column, position)
    return found


def header_issues(header: Sequence[str], used: Iterable[int], defaults: Mapping[str, object]) -> Iterator[Issue]:
    """Unknown, repeated, nameless and missing columns.

    Args:
        header: the names as written.
        used: the positions that hold a value in some row.
        defaults: the values that the settings give for all rows.
    """
    filled = set(used)
    seen: set[str] = set()
    for position, name in enumerate(header):
        column = normalised(name)
        if not column:
            if position in filled:
                message = f"The {_spoken(position)} column has values but no name. Name it, or empty it."
                yield Issue(None, None, "", "unknown_column", message)
        elif column in RESULT_COLUMNS:
            continue
        elif column not in COLUMNS:
            yield _unknown(name)
        elif column in seen:
            yield Issue(None, column, name, "duplicate_column", f"The column {column} stands twice. Keep one of them.")
        seen.add(column)
    for column in REQUIRED:
        if column not in seen and column not in defaults:
            message = (
                f"The column {column} is missing. Add it, or give one value for all rows under [rows] in the settings."
            )
            yield Issue(None, column, "", "missing_column", message)


def _unknown(name: str) -> Issue:
    guess = nearest(name, COLUMNS)
    hint = f" Did you mean {guess}?" if guess else f" The columns are: {', '.join(COLUMNS)}."
    return Issue(None, shown(name), shown(name), "unknown_column", f"There is no column {shown(name)!r}.{hint}")


def _spoken(position: int) -> str:
    """The spreadsheet's letter for a column: A, B, … Z, AA."""
    letters, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
