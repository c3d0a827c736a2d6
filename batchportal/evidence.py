"""What is kept of a visit for a person who asks later: pictures, the pages' text, and what was asked for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from batchportal import files
from batchportal.locators import read
from batchportal.logs import get_logger, redact

if TYPE_CHECKING:
    from pathlib import Path

    from batchportal.session import Session
    from batchportal.settings import Settings

_SECONDS = 15

log = get_logger(__name__)


def evidence_folder(settings: Settings) -> Path:
    """Where the evidence of all visits to a portal lies: a folder a visit, whose name begins with the company."""
    host = re.sub(r"[^\w.-]", "_", settings.portal.split("://")[-1].strip("/"))
    return settings.output / "evidence" / host


class Evidence:
    """A folder for one visit, made when the first thing is kept. Files are readable by their owner only.

    Args:
        folder: where to keep it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def kept(self) -> str | None:
        """The folder, if anything was kept."""
        return str(self.folder) if self.folder.exists() else None

    async def keep(self, session: Session, name: str) -> None:
        """Keep a picture and the text of the newest window. A page that can't be pictured is no reason to fail."""
        for window in session.windows[-1:]:
            with contextlib.suppress(PlaywrightError):
                self._write(
                    f"{name}.png",
                    await window.screenshot(full_page=True, animations="disabled", timeout=_SECONDS * 1000),
                )
            texts = []
            for frame in window.frames:
                with contextlib.suppress(PlaywrightError, TimeoutError):
                    async with asyncio.timeout(_SECONDS):
                        texts.append(await read(frame))
            self._write(f"{name}.txt", redact("\n".join(texts)).encode())

    def note(self, name: str, content: dict[str, Any]) -> None:
        """Keep some facts as JSON."""
        text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
        self._write(f"{name}.json", redact(text).encode())

    def _write(self, name: str, content: bytes) -> None:
        """Write one file. What can't be kept is no reason to fail: the registration is what matters."""
        try:
            files.own_folder(self.folder)
            descriptor = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
        except OSError as error:
            log.warning("evidence_not_kept", file=str(self.folder / name), reason=error.strerror)
