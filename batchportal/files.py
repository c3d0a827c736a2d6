"""Writes files whole or not at all, and never over one that somebody may need."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
from typing import TYPE_CHECKING

from batchportal.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def folder(path: Path) -> None:
    """Make a folder, and those above it, for its owner only.

    Raises:
        UsageError: it can't be made.
    """
    try:
        own_folder(path)
    except OSError as error:
        raise UsageError(
            f"The folder {path} can't be made: {error.strerror or error}.", code="file_unwritable"
        ) from None


def own_folder(path: Path) -> None:
    """Make a folder, and those above it, for their owner only: Python's own `parents` opens those above to others.

    Raises:
        OSError: it can't be made.
    """
    above = itertools.takewhile(lambda one: not one.exists(), path.parents)
    for one in (*reversed(list(above)), path):
        one.mkdir(mode=0o700, exist_ok=True)


def replace(path: Path, content: bytes, *, overwrite: bool = False, private: bool = False) -> None:
    """Write a file, whole or not at all.

    Args:
        path: where; its folder must exist.
        content: what.
        overwrite: replace a file that exists.
        private: for its owner only.

    Raises:
        UsageError: the file exists, or can't be written.
    """
    if not overwrite and os.path.lexists(path):
        raise UsageError(f"{path} exists and is left alone. Give another name, or --force.", code="file_exists")
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror or error}.", code="file_unwritable") from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
