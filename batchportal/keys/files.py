"""Opens files that somebody named in a list with care: regular ones of sane size, and never waiting for a pipe."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from batchportal.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 1024
"""No public key or certificate is larger."""
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class FileRefused(UsageError):
    """A file can't be read, or shouldn't be.

    Codes: `file_missing`, `file_unreadable`, `file_not_regular`, `file_empty`, `file_too_large`.
    """

    code = "file_unreadable"


def read_regular_file(path: Path, *, most_bytes: int = MOST_BYTES) -> bytes:
    """A regular file's content, 1 to `most_bytes` bytes.

    Raises:
        FileRefused: it doesn't exist, isn't a regular file, is empty or too large; the message leaves the path out.
    """
    try:
        # Without waiting: opening a pipe that nobody writes to would hang for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise FileRefused("There is no such file.", code="file_missing") from None
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            what = next((spoken for test, spoken in _KINDS if test(mode)), "something else")
            raise FileRefused(f"This is {what}, not a file.", code="file_not_regular")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(most_bytes + 1)
    except OSError as error:
        raise _unreadable(error) from None
    finally:
        os.close(descriptor)
    if not content:
        raise FileRefused("The file is empty.", code="file_empty")
    if len(content) > most_bytes:
        raise FileRefused(f"The file is larger than {_spoken(most_bytes)}.", code="file_too_large")
    return content


def _unreadable(error: OSError | ValueError) -> FileRefused:
    # ValueError: a null byte in the path
    reason = getattr(error, "strerror", None) or "the path has characters that no path may have"
    return FileRefused(f"The file can't be read: {reason}.")


def _spoken(size: int) -> str:
    kib = size // 1024
    return f"{kib // 1024} MiB" if kib >= 1024 else f"{kib} KiB"  # noqa: PLR2004 - binary units
