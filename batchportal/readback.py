"""What a form shows of what was entered, read before the page is left: a page may lose it when it is drawn anew.

Only what can be seen counts. A control that is gone, or that doesn't say whether it is chosen, proves nothing. What a
look has told already isn't asked for again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batchportal.border import portal_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from batchportal.locators import Found
    from batchportal.session import Session

_LOCAL_NUMBER = 8
"""Digits of a telephone number that are the same with and without the country's code."""

_CUT = re.compile(r"\s*(?:…|\.{3})")
_LEAST_TOLD = 6
"""Letters of a shortened file name by which it is known."""

_VALUE = """field => field.tagName === 'SELECT' ? (field.selectedOptions[0]?.text ?? '')
  : 'value' in field ? String(field.value) : field.innerText"""
_CHOSEN = """(control, option) => {
  const options = [...(control.selectedOptions ?? [])].map((one) => one.value);
  if (control.tagName === 'SELECT') return option == null ? null : options.includes(option);
  if (control.tagName === 'INPUT') return ['radio', 'checkbox'].includes(control.type) ? control.checked : null;
  const said = ['aria-checked', 'aria-pressed', 'aria-selected'].map((name) => control.getAttribute(name));
  return said.every((state) => state === null) ? null : said.includes('true');
}"""
# What else is ticked in the smallest part of the page that holds another box.
_BESIDE = """([boxes, options]) => {
  const kinds = 'input[type=checkbox], [role=checkbox], [role=switch], [role=option]';
  // Behind a box that is drawn, a hidden one for the form may say the same.
  const drawn = (each) => each.matches('[role=checkbox], [role=switch]');
  const mirrors = (box) => box.matches('[aria-hidden=true]') && [...box.parentElement.children].some(drawn);
  const boxesIn = (part) => [...part.querySelectorAll(kinds)].filter((box) => !mirrors(box));
  const said = (box) => ['aria-checked', 'aria-selected'].map((name) => box.getAttribute(name));
  const on = (box) => box.checked || said(box).includes('true');
  const holds = (box) => boxes.some((ours) => ours !== box && box.closest('li, [role=treeitem]')?.contains(ours));
  const name = (box) => (box.labels?.[0] ?? box.closest('label, li, tr, [role=option]') ?? box).innerText.trim();
  const others = boxes.flatMap((box) => {
    const chosen = [...(box.selectedOptions ?? [])];
    if (chosen.length) return chosen.filter((one) => one.value && !options.includes(one.value));
    const ends = (part) => part.matches('ul, ol, table, fieldset, form, section, main, [role=group], [role=listbox]');
    let part = box.parentElement;
    while (part && boxesIn(part).length < 2 && !ends(part)) part = part.parentElement;
    const inside = part && box.matches(kinds) ? boxesIn(part) : [];
    return inside.filter((other) => on(other) && !boxes.includes(other) && !holds(other) && !other.contains(box)
      && !other.matches(':disabled, [aria-disabled=true]'));
  });
  return [...new Set(others.map((other) => other.label ?? name(other)))];
}"""
_UNTYPABLE = """field => field.matches('select') ? 'it is a list to choose from'
  : field.matches('[readonly], [aria-readonly=true]') ? 'the portal only shows it'
  : field.matches(':disabled, [aria-disabled=true]') ? 'it is disabled' : ''"""
_FILES = "field => field.files ? [...field.files].map((file) => file.name) : null"


async def value(session: Session, found: Found) -> str:
    """The text that a field holds."""
    if found.held is not None:
        return found.held.value or ""
    with portal_errors(session.here):
        return str(await (await found.element()).evaluate(_VALUE))


async def untypable(session: Session, found: Found) -> str:
    """Why nobody can type into a field; empty if somebody can."""
    with portal_errors(session.here, found.caption):
        return str(await (await found.element()).evaluate(_UNTYPABLE))


async def chosen(session: Session, found: Found) -> bool | None:
    """Whether a radio, box, option or card is chosen; None where it doesn't say."""
    if found.held is not None:
        return found.held.chosen
    with portal_errors(session.here):
        answer: bool | None = await (await found.element()).evaluate(_CHOSEN, found.option)
        return answer


async def beside(session: Session, found: Sequence[Found]) -> list[str]:
    """What else is ticked, or chosen, in the lists in which some boxes stand; what can't be changed doesn't count."""
    named: list[str] = []
    for frame in dict.fromkeys(each.frame for each in found):
        with portal_errors(session.here):
            ours = [each for each in found if each.frame is frame]
            boxes = [await each.element() for each in ours]
            named += await frame.evaluate(_BESIDE, [boxes, [each.option for each in ours if each.option]])
    return named


async def files(session: Session, found: Found) -> list[str] | None:
    """The names of the files that a field holds; None if it isn't a field for files."""
    if found.held is not None:
        return found.held.files
    with portal_errors(session.here):
        answer: list[str] | None = await (await found.element()).evaluate(_FILES)
        return answer


def alike(shown: str, asked: str) -> bool:
    """Whether a field holds what was typed: forms change capitals, spaces, and how telephone numbers are written."""
    ours, theirs = _bare(asked), _bare(shown)
    if ours.isdigit() and theirs.isdigit():
        return ours[-_LOCAL_NUMBER:] == theirs[-_LOCAL_NUMBER:]
    return ours == theirs


def names(text: str, file: str) -> bool:
    """Whether a text tells a file's name, also shortened: 'certificat_qua….cer', 'certificat_2…'."""
    said, name = (" ".join(each.split()).casefold() for each in (text, file))
    return name in said or any(_shortens(said[: cut.start()], said[cut.end() :], name) for cut in _CUT.finditer(said))


def _shortens(before: str, after: str, name: str) -> bool:
    """Whether what stands around an ellipsis is the beginning, and the end, of a name."""
    head = next((name[:size] for size in range(len(name) - 1, 0, -1) if before.endswith(name[:size])), "")
    whole = not before[: len(before) - len(head)][-1:].isalnum()
    tail = re.split(r"[\s,;()]", after, maxsplit=1)[0]
    if tail:
        return whole and len(head) + len(tail) >= _LEAST_TOLD and bool(head) and name.endswith(tail)
    # Sentences end with an ellipsis, too: 'Choisissez un certificat…'.
    return whole and len(head) >= _LEAST_TOLD and re.search(r"[\d_.]", head) is not None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()
