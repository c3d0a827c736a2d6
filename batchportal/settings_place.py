"""Where settings are written: which file, and how variables begin."""

from __future__ import annotations

import os
from pathlib import Path

FILE_NAME = "batchportal.toml"
PREFIX = "BATCHPORTAL_"
_FILE_VARIABLE = f"{PREFIX}CONFIG"


def settings_file() -> Path | None:
    """The file that settings are read from: the one that was named, else the working folder's; None for no file."""
    if named := os.environ.get(_FILE_VARIABLE):
        return Path(named).expanduser()
    usual = Path(FILE_NAME)
    return usual if usual.exists() else None


def settings_beside(file: Path) -> Path | None:
    """The settings file beside a list, where neither the person nor the working folder has one."""
    beside = file.absolute().parent / FILE_NAME
    return beside if settings_file() is None and beside.exists() else None
