"""A person's own selectors files: what stands in them, and how a control that was pointed at gets into one."""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import tomlkit
from tomlkit.exceptions import TOMLKitError

from batchportal import files
from batchportal.errors import UsageError
from batchportal.locators import Exact, Selectors
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from batchportal.locators import Entry
    from batchportal.models import Language

DEFAULT_FOLDER = Path("my-selectors")
"""Where overrides are written if nobody says where."""


def load(folder: Path | None) -> Selectors:
    """All entries, with a person's own laid over the built-in ones.

    Raises:
        UsageError: something in a file is wrong; the message says where, what, and what was probably meant.
    """
    return Selectors.load(selectors_folder(), *([folder] if folder else []))


def overridden(folder: Path | None) -> dict[str, Path]:
    """The file of each entry that a person's own folder has something to say about, by `page.control`.

    Raises:
        UsageError: see `load`.
    """
    if folder is None:
        return {}
    load(folder)
    return {
        f"{path.stem}.{name}": path
        for path in sorted(folder.glob("*.toml"))
        for name in tomllib.loads(path.read_text(encoding="utf-8"))
    }


@dataclass(frozen=True, slots=True)
class Override:
    """One control of one page, in one language, and the exact way to it.

    Attributes:
        entry: the control.
        language: the language that it holds in.
        exact: the way.
        element: the element in words, for the person who pointed at it.
    """

    entry: Entry
    language: Language
    exact: Exact
    element: str

    def toml(self) -> str:
        """What is written."""
        return _patched("", self)

    def file(self, folder: Path) -> Path:
        """Where it is written."""
        return folder / f"{self.entry.page}.toml"

    def write(self, folder: Path) -> Path:
        """Patch the person's own file, which is made if need be; everything else in it stays as it is.

        Returns:
            The file.

        Raises:
            UsageError: the file is no TOML, would not be valid afterwards, or can't be written. It is unchanged then.
        """
        file = self.file(folder)
        try:
            before = file.read_text(encoding="utf-8") if file.exists() else ""
            _prove(file, before)
            after = _patched(before, self)
        except (OSError, UnicodeDecodeError, TOMLKitError) as error:
            raise UsageError(f"{file} can't be patched: {error}. Mend it, or take it away.") from None
        _prove(file, after)
        files.folder(folder)
        files.replace(file, after.encode(), overwrite=True)
        return file


def _patched(before: str, override: Override) -> str:
    """The text of a file with an override in it; comments and order stay."""
    document = tomlkit.parse(before)
    way = tomlkit.table()
    for key, value in _ways(override.exact).items():
        way[key] = value
    name, language = override.entry.name, override.language.value
    if name not in document:
        document[name] = tomlkit.table(is_super_table=True)
    control = document[name]
    if "exact" not in control:
        control["exact"] = tomlkit.table(is_super_table=True)
    control["exact"][language] = way
    return tomlkit.dumps(document)


def _ways(exact: Exact) -> dict[str, str]:
    ways = {"css": exact.css, "role": exact.role, "name": exact.name, "test_id": exact.test_id}
    return {key: value for key, value in ways.items() if value is not None}


def _prove(file: Path, text: str) -> None:
    """Read a text as the next run will read the file.

    Raises:
        UsageError: it is not valid; the message names the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / file.name).write_text(text, encoding="utf-8")
        try:
            load(Path(folder))
        except UsageError as error:
            raise UsageError(error.message.replace(folder, str(file.parent))) from None
