"""The person at the terminal who points at elements in the browser's window."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.text import Text

from batchportal.cli import asking, screen

if TYPE_CHECKING:
    from batchportal.cli.progress import Listener
    from batchportal.drift.overrides import Override
    from batchportal.locators import Entry
    from batchportal.models import Visitors
    from batchportal.session import Session
    from batchportal.settings import Settings

Paused = Callable[[], AbstractContextManager[None]]


class AtTerminal:
    """Asks on stderr, and reads the answers from the terminal. Implements `drift.picking.Person`.

    Args:
        folder: where their own selectors are.
        asks_first: whether they may have other plans than pointing.
        paused: keeps the progress away while they are asked.
    """

    def __init__(self, folder: Path, *, asks_first: bool, paused: Paused = contextlib.nullcontext) -> None:
        self._folder = folder
        self._asks_first = asks_first
        self._paused = paused

    async def ready(self, session: "Session", entry: "Entry", *, arrived: bool) -> bool:
        """Say what is wanted; whether they will."""
        words = entry.words.get(session.settings.language, ())
        known = f", known as '{words[0]}'" if words else ""
        with self._paused():
            self._say(f"Wanted: {entry} ({entry.kind}{known}).")
            if not arrived:
                self._say("The walk ended before its page. Go there in the browser's window, then come back.")
            if (self._asks_first or not arrived) and not await self._yes("Click on it now?"):
                return False
            self._say("Click on it in the browser's window.")
        return True

    async def agrees(self, override: "Override") -> bool:
        """Show what would be written; whether they want it."""
        with self._paused():
            self._say(f"You clicked on {override.element}. For {override.file(self._folder)}:")
            self._say("\n".join(f"    {line}" for line in override.toml().strip().splitlines()), style="command")
            return await self._yes("Write it?")

    def _say(self, text: str, style: str = "") -> None:
        screen.err().print(Text(text, style), soft_wrap=True)

    async def _yes(self, question: str) -> bool:
        """Ask, while the browser and everything else goes on."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()

        def ask() -> None:
            said = False
            with contextlib.suppress(typer.Abort, EOFError):
                said = typer.confirm(question, default=True, err=True)
            # Whoever waited may have been told to stop meanwhile.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(_give, answer, said)

        # A daemon: a question that nobody answers must not keep the process alive.
        threading.Thread(target=ask, name="question", daemon=True).start()
        return await answer


def _give(answer: "asyncio.Future[bool]", said: bool) -> None:  # noqa: FBT001 - called by the loop, by position
    if not answer.done():
        answer.set_result(said)


def folder(given: Path | None) -> Path:
    """Where a person's own selectors are, or will be."""
    from batchportal.drift.overrides import DEFAULT_FOLDER

    return given or DEFAULT_FOLDER


def visitors(settings: "Settings", listener: "Listener") -> "Visitors | None":
    """Sessions that offer to point at what they can't find, where somebody sits before the window; else the usual."""
    if not (settings.headed and asking.somebody_there()):
        return None
    from batchportal.drift.asking import Mender
    from batchportal.workflows.portal import portal_visitors

    def tell(text: str) -> None:
        with listener.paused():
            screen.say(text)

    own = folder(settings.selectors)
    person = AtTerminal(own, asks_first=True, paused=listener.paused)
    return portal_visitors(settings, Mender(person, own, tell))
