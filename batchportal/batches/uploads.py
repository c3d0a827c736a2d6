"""Opens the public files that rows name, with care: regular files of sane size, read once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from batchportal.batches.findings import ValueRefused
from batchportal.keys import (
    Certificate,
    FileRefused,
    KeyRefused,
    SshKey,
    read_certificate,
    read_regular_file,
    read_ssh_public_key,
)
from batchportal.models import Upload

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

_LONGEST_PATH = 4096
_PASTED = ("-----BEGIN", "---- BEGIN", "ssh-", "ecdsa-", "MII", "PuTTY-User")
Read = TypeVar("Read", SshKey, Certificate)


class Uploads:
    """The files of one batch: each is opened and parsed once, however many rows name it.

    Args:
        folder: where relative paths begin: the folder of the batch file.
        now: the moment at which certificates have to be valid.
    """

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._now = now
        self._keys: dict[str, tuple[Upload, SshKey] | ValueRefused] = {}
        self._certificates: dict[str, tuple[Upload, Certificate] | ValueRefused] = {}

    def ssh_public_key(self, path: str) -> tuple[Upload, SshKey]:
        """The SSH public key at this path.

        Raises:
            ValueRefused: there is none that the portal may get.
        """
        return self._once(self._keys, path, read_ssh_public_key)

    def certificate(self, path: str) -> tuple[Upload, Certificate]:
        """The certificate at this path.

        Raises:
            ValueRefused: there is none that the portal may get.
        """
        return self._once(
            self._certificates, path, lambda content, name: read_certificate(content, name, now=self._now)
        )

    def _once(
        self,
        known: dict[str, tuple[Upload, Read] | ValueRefused],
        path: str,
        read: Callable[[bytes, str], Read],
    ) -> tuple[Upload, Read]:
        if path not in known:
            try:
                upload = _opened(self._folder, path)
                known[path] = (upload, read(upload.content, upload.name))
            except ValueRefused as error:
                known[path] = error
            except KeyRefused as error:
                known[path] = ValueRefused(error.rule, error.message)
        found = known[path]
        if isinstance(found, ValueRefused):
            # A fresh one each time: a raised exception keeps its whole traceback alive.
            raise ValueRefused(found.rule, str(found))
        return found


def _opened(folder: Path, written: str) -> Upload:
    if written.startswith(_PASTED) or "\n" in written or len(written) > _LONGEST_PATH:
        raise ValueRefused("not_a_path", "This is the content of a file. Give the path of the file instead.")
    path = folder / written
    try:
        return Upload(path.name, read_regular_file(path))
    except FileRefused as error:
        hint = f" Paths begin at {folder}.{_windows(written)}" if error.code == "file_missing" else ""
        raise ValueRefused(error.code, error.message + hint) from None


def _windows(written: str) -> str:
    return " Write the path with / instead of \\." if "\\" in written and os.sep == "/" else ""
