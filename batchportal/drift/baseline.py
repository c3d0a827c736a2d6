"""The last good walk of each portal and language, kept in the user's data folder, for their eyes only."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import platformdirs

from batchportal import files
from batchportal.drift import snapshots
from batchportal.drift.report import ControlReport, PageReport, Sight

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from batchportal.models import Language

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What a walk saw of one page.

    Attributes:
        lines: its masked snapshots, screen after screen.
        controls: name and caption of each control that was there; an empty caption where it isn't kept.
        values: the names of those whose text was there to be read.
        screens: how often it was come to; None where an earlier version kept the walk.
    """

    lines: tuple[str, ...]
    controls: Mapping[str, str]
    values: frozenset[str]
    screens: int | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk saw, page by page, and when."""

    at: datetime
    pages: Mapping[str, SeenPage]


def seen(page: PageReport, lines: Sequence[str]) -> SeenPage:
    """What is worth keeping of a page: never a value, never the name of a company."""
    # On the way through menus, other links are there or not, as the page happens to have loaded so far.
    counting = (Sight.USED,) if ":" in page.name else (Sight.USED, Sight.SEEN)
    there = [control for control in page.controls if control.sight in counting]
    captions = {control.name: (control.caption or "") if _telling(control) else "" for control in there}
    values = frozenset(control.name for control in there if control.kind == "value")
    return SeenPage(tuple(lines), captions, values, page.screens)


def _telling(control: ControlReport) -> bool:
    return control.kind not in ("entry", "landmark", "problem", "region")


def whole(now: SeenPage, before: SeenPage | None) -> bool:
    """Whether all of a page was come to that was come to before."""
    return before is not None and before.screens is not None and (now.screens or 0) >= before.screens


def compared(page: PageReport, now: SeenPage, before: SeenPage | None, *, in_part: bool = False) -> PageReport:
    """The page with what has changed since: values that have gone are drift, everything else is worth a line.

    Args:
        page: the page.
        now: what was seen of it.
        before: what the last good walk saw of it.
        in_part: whether this walk ended before it had seen all of the page: of what isn't there nothing is known then.
    """
    if before is None:
        return replace(page, changes=("this page was not part of the last good walk",))
    gone = frozenset[str]() if in_part else before.values - now.controls.keys()
    controls = tuple(replace(one, sight=Sight.GONE) if one.name in gone else one for one in page.controls)
    listed = {one.name for one in controls}
    controls += tuple(ControlReport(name, "value", Sight.GONE, 0) for name in sorted(gone - listed))
    changes = [
        f"{name}: '{before.controls[name]}' is now '{caption}'"
        for name, caption in now.controls.items()
        if caption and before.controls.get(name) and before.controls[name] != caption
    ]
    if not in_part:
        changes += [f"{name} is no longer there" for name in before.controls if name not in now.controls]
    lines = snapshots.differences(before.lines, now.lines, only_new=in_part)
    return replace(page, controls=controls, changes=(*changes, *lines))


def path(portal: str, language: Language) -> Path:
    """Where the last good walk of a portal and language is kept."""
    place = urlsplit(portal)
    name = re.sub(r"[^\w.-]", "_", f"{place.netloc}{place.path.rstrip('/')}")
    return Path(platformdirs.user_data_path("batchportal", appauthor=False)) / "walks" / f"{name}-{language}.json"


def load(file: Path) -> Walk | None:
    """The last good walk; None where there is none, or none that this version understands."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        content = json.loads(file.read_text(encoding="utf-8"))
        if content["format"] == _FORMAT:
            return Walk(
                datetime.fromisoformat(content["at"]),
                {name: _page(page) for name, page in content["pages"].items()},
            )
    return None


def _page(content: dict[str, Any]) -> SeenPage:
    lines, controls, values = content["lines"], content["controls"], content["values"]
    return SeenPage(tuple(lines), dict(controls), frozenset(values), content.get("screens"))


def keep(file: Path, walk: Walk) -> None:
    """Make this the walk to compare with.

    Raises:
        UsageError: it can't be written.
    """
    pages = {
        name: {
            "lines": list(page.lines),
            "controls": dict(page.controls),
            "values": sorted(page.values),
            "screens": page.screens,
        }
        for name, page in walk.pages.items()
    }
    content = {"format": _FORMAT, "at": walk.at.isoformat(timespec="seconds"), "pages": pages}
    files.folder(file.parent)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    files.replace(file, text.encode(), overwrite=True, private=True)
