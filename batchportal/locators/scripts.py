"""The part of the finder that runs inside pages: its source, put together from js/, and its registration."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import BrowserContext, ElementHandle, Frame, Playwright

ENGINE = "caption"
"""The name of the selector engine: `caption=…`."""

_PARTS = ("text", "page", "captions", "forms", "kinds", "folds", "files", "entries", "heads", "values", "hands", "scan")
_WAYS_IN = (
    "{ take, scan, watch, read, blanks, leftOpen, dialogues, question, handedOver, count, "
    "aim, missed, begin, leave, give }"
)


@cache
def source(way_in: str) -> str:
    """A JavaScript expression whose value is a way in: `engine`, or an object of functions."""
    folder = Path(__file__).parent / "js"
    parts = "\n".join((folder / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
    return f"(() => {{\n'use strict';\n{parts}\nreturn {way_in};\n}})()"


# A page keeps the script between looks: sending and compiling it each time costs four milliseconds a frame.
_KEY = "Symbol.for('batchportal.caption')"
# Requests and answers are long: as one text they pass through Playwright's hands a good deal faster than as objects.
# Old libraries (Prototype 1.6) make pages write JSON in ways of their own; then the answer goes as it is.
_ASK = f"""async ([way, request]) => {{
  const script = globalThis[{_KEY}];
  if (!script) return null;
  const answer = (await script[way](JSON.parse(request))) ?? null;
  return [[], '', 0].some((each) => each.toJSON) ? {{ answer }} : JSON.stringify({{ answer }});
}}"""


@cache
def _installing() -> str:
    return f"Object.defineProperty(globalThis, {_KEY}, {{ value: {source(_WAYS_IN)}, configurable: true }});"


async def ask(frame: Frame, way_in: str, request: dict[str, Any]) -> Any:
    """Call one of the script's ways in inside a frame.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    given = [way_in, json.dumps(request)]
    answer = await frame.evaluate(_ASK, given) or await frame.evaluate(
        f"(given) => {{ {_installing()} return ({_ASK})(given); }}", given
    )
    return (json.loads(answer) if isinstance(answer, str) else answer)["answer"]


_told: WeakKeyDictionary[Frame, set[str]] = WeakKeyDictionary()
"""The targets that the page in a frame was told: they have long lists of words, and are asked for again and again."""


async def ask_for(frame: Frame, way_in: str, targets: Sequence[dict[str, Any]], **request: Any) -> Any:
    """As `ask`, about targets; only those are sent along that the frame's page doesn't know yet.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    keys = [blake2b(json.dumps(target).encode(), digest_size=12).hexdigest() for target in targets]
    named = dict(zip(keys, targets, strict=True))
    known = _told.setdefault(frame, set())
    new = {key: target for key, target in named.items() if key not in known}
    known.update(named)
    request["targets"] = keys
    answer = await ask(frame, way_in, {**request, "told": new})
    if answer is None:
        # Another page has come, which knows none of them.
        _told[frame] = set(named)
        answer = await ask(frame, way_in, {**request, "told": named})
    return answer


def _forget(frame: Frame) -> None:
    _told.pop(frame, None)


async def read(frame: Frame, *, main: bool = False, foot: bool = True) -> str:
    """All that a person reads in a frame, also in shadow roots, which `innerText` leaves out.

    Args:
        frame: where to read.
        main: only the page's main part, where it says which that is.
        foot: the page's foot, too, where it has one.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    return str(await ask(frame, "read", {"main": main, "foot": foot}))


async def blanks(frame: Frame) -> tuple[str, ...]:
    """The captions of the mandatory fields of a frame that are empty.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    return tuple(await ask(frame, "blanks", {}))


class LeftOpen(NamedTuple):
    """Captions of what a button's form may still want."""

    blanks: Sequence[str]
    """Mandatory fields that are empty."""
    boxes: Sequence[str]
    """Boxes and switches that aren't on."""


async def left_open(frame: Frame, seen_as: dict[str, int]) -> LeftOpen:
    """What is left open beside a button of the newest scan; nothing where it is there no more.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    return LeftOpen(**await ask(frame, "leftOpen", {**seen_as, "surface": False}))


async def count(frame: Frame, selector: str, *, seen: bool = False) -> int:
    """How many elements of a frame a CSS selector names; `seen`: that can be seen.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    return int(await ask(frame, "count", {"selector": selector, "seen": seen}))


async def dialogues(frame: Frame) -> tuple[str, ...]:
    """What the dialogues say that lie over a frame's page, without their buttons.

    Raises:
        playwright.async_api.Error: the frame went away, or its page did.
    """
    return tuple(await ask(frame, "dialogues", {}))


class Question(NamedTuple):
    """What a dialogue says, line by line, and all names of each thing in it that can be pressed."""

    text: str
    buttons: Sequence[Sequence[str]]


async def question(frame: Frame, seen_as: dict[str, int]) -> Question | None:
    """The dialogue that a control of the newest scan stands in; None if in none, or in one with fields."""
    answer = await ask(frame, "question", {**seen_as, "surface": False})
    return None if answer is None else Question(**answer)


async def handed_over(frame: Frame, seen_as: dict[str, int]) -> Question | None:
    """The dialogue, or the frame, of a button of the newest scan, if it asks for nothing but files and has them all."""
    answer = await ask(frame, "handedOver", {**seen_as, "surface": False})
    return None if answer is None else Question(**answer)


async def take(frame: Frame, request: dict[str, Any]) -> ElementHandle | None:
    """The element that the newest scan of a frame found, if it is still there."""
    handle = await frame.evaluate_handle(f"request => globalThis[{_KEY}]?.take(request) ?? null", request)
    return handle.as_element()


async def prepare(context: BrowserContext) -> None:
    """Have the browser put the script into each new page by itself, which is cheaper than to send it there."""
    await context.add_init_script(_installing())
    context.on("page", lambda window: window.on("framenavigated", _forget))


async def install(playwright: Playwright) -> None:
    """Make found controls usable as locators; once for each Playwright, before the first context is made.

    The engine lives in a world of its own beside the page's, so a page with patched prototypes can't mislead it.
    """
    await playwright.selectors.register(ENGINE, source("engine"), content_script=True)
