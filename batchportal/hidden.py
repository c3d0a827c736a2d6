"""What a page hides until a person opens it: tabs, menus, lists, folded parts, and what is scrolled to.

Opening and scrolling can be undone and send nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from batchportal.border import portal_errors, still
from batchportal.dialogues import speaks_of
from batchportal.locators import wanted
from batchportal.tabs import NOT_A_MENU, tabs, visible

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from playwright.async_api import ElementHandle

    from batchportal.locators import Found, Sighting
    from batchportal.session import Session, Target

# Where a list doesn't say so, one that can be seen does.
_IS_OPEN = """menu => menu.isConnected && (menu.getAttribute('aria-expanded') === 'true'
  || !menu.hasAttribute('aria-expanded') && menu.matches('[role=combobox]')
  && [...document.querySelectorAll('[role=listbox]')].some((list) => list.checkVisibility()))"""
# For a browser, Escape closes the dialogue that a form stands in: of a key that scripts alone hear it does nothing.
_ESCAPE_FOR_SCRIPTS = """menu => {
  if (!menu.closest('dialog')) return false;
  const active = menu.getRootNode().activeElement;
  const key = { key: 'Escape', code: 'Escape', keyCode: 27, bubbles: true, cancelable: true, composed: true };
  for (const what of ['keydown', 'keyup'])
    (active ?? menu).dispatchEvent(new KeyboardEvent(what, key));
  return true;
}"""
_TAKES_TEXT = "menu => menu.matches('input:not([readonly])')"
_WITHIN_REACH = """element => {
  element.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = element.getBoundingClientRect();
  let hit = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  while (hit && hit !== element) hit = hit.parentNode instanceof ShadowRoot ? hit.parentNode.host : hit.parentNode;
  return hit === element;
}"""
_SCROLLED = """screens => {
  const below = (each) => [each, ...(each.shadowRoot ? inside(each.shadowRoot) : [])];
  const inside = (root) => [...root.querySelectorAll('*')].flatMap(below);
  const longer = (each) => each.scrollHeight > each.clientHeight + 1;
  const rolls = (each) => longer(each) && /auto|scroll/.test(getComputedStyle(each).overflowY);
  let moved = false;
  for (const box of [document.scrollingElement, ...inside(document).filter(rolls)].filter(Boolean)) {
    const before = box.scrollTop;
    const top = screens === null ? 0 : before + Math.min(screens * box.clientHeight, box.scrollHeight);
    box.scrollTo({ top, behavior: 'instant' });
    moved ||= box.scrollTop !== before;
  }
  return moved;
}"""
TO_THE_END = 1_000_000
"""Screens that are more than any list has."""
# What opens a drop-down menu; a dialogue is none.
_MENUS = (
    "button[aria-haspopup]:not([aria-haspopup=dialog], [aria-haspopup=false], [aria-expanded=true]), "
    "[role=button][aria-haspopup]:not([aria-haspopup=dialog], [aria-haspopup=false], [aria-expanded=true]), "
    "button[aria-expanded=false], [role=button][aria-expanded=false]"
)
_NO_TEXT = ':not(select, textarea, input:not([readonly]), [contenteditable=true], [contenteditable=""])'
# What opens a list to choose from, and takes no text.
_TOLD_LISTS = (
    f"[role=combobox][aria-expanded=false]{_NO_TEXT}{NOT_A_MENU}, "
    f"button[aria-haspopup=listbox][aria-expanded=false]{NOT_A_MENU}, "
    f"[role=listbox][aria-haspopup][aria-expanded=false]{NOT_A_MENU}"
)
_LISTS = f"{_TOLD_LISTS}, [role=combobox]:not([aria-expanded]){_NO_TEXT}{NOT_A_MENU}"
# Also fields that take text and show below them what it may be.
_SUGGESTING = f"{_LISTS}, [role=combobox][aria-expanded=false]{NOT_A_MENU}"
_CUT_FIELDS = f"input[readonly][aria-haspopup=listbox][aria-expanded=false]{NOT_A_MENU}"
_DRAWN = """field => {
  const tiny = (box) => { const { width, height } = box.getBoundingClientRect(); return Math.min(width, height) <= 2; };
  if (![field, field.parentElement].some(tiny)) return null;
  for (let box = field.parentElement, up = 0; box && up < 4; box = box.parentElement, up++) {
    if (box.matches('form, fieldset, main, body')) return null;
    if (!tiny(box) && box.innerText.trim()) return box;
  }
  return null;
}"""
_OPTIONS = f"select{NOT_A_MENU}"
_LABELS = "list => [...list.options].map((one) => one.label).join('\\n')"
_BRANCHES = "[role=treeitem][aria-expanded=false]"
_MOST_BRANCHES = 30
_NAME = "branch => branch.innerText ?? branch.textContent"
# The triangle before a branch's name, or what says that it opens; or the branch itself, unless it leads elsewhere.
_OPENER = """branch => {
  const own = (each) => each.closest('[role=treeitem], [role=group]') === branch;
  const inside = [...branch.querySelectorAll('*')].filter(own);
  const seen = (each) => each.checkVisibility() && each.getBoundingClientRect().width > 0;
  const stays = /^(?:|#|javascript:(?:void\\(?0?\\)?|false|\\/\\/)?;?)$/i;
  const leads = (each) => each.matches('a[href]') && !stays.test(each.getAttribute('href'));
  const letters = (text) => /\\p{L}/u.test(text ?? '');
  const name = inside.find((each) => [...each.childNodes].some((node) => node.nodeType === 3 && letters(node.data)));
  const before = (each) => !name || each.compareDocumentPosition(name) & Node.DOCUMENT_POSITION_FOLLOWING;
  const called = (each) => [each.getAttribute('aria-label'), each.getAttribute('title')].filter(letters).join(' ');
  const words = /ouvr|d[ée]pli|d[ée]velopp|expand|open|klap|vouw|öffn|erweiter/i;
  const opens = (each) => called(each) ? words.test(called(each)) : before(each);
  const pressed = (each) => each.matches('a, button, [role=button], [onclick]')
    || /toggl|expand|caret|arrow|chevron|triangle|disclos|switcher/i.test(each.getAttribute('class') ?? '');
  return inside.find((each) => seen(each) && !letters(each.textContent) && !leads(each) && pressed(each) && opens(each))
    ?? ([branch, ...inside].some(leads) ? null : branch);
}"""
# A box over others that nobody sees: `<li><input type=checkbox> Pensions <ul hidden><li><input type=checkbox> DB2P`.
_UPPER_BOXES = f"input[type=checkbox]:not(:checked, :disabled){NOT_A_MENU}"
_COVERS = """box => {
  const inside = box.closest('li, [role=treeitem]')?.querySelectorAll('input[type=checkbox]') ?? [];
  const others = [...inside].filter((other) => other !== box);
  return others.length > 0 && others.every((other) => !other.checkVisibility());
}"""
# What is seen, and all there is.
_SAYS = "box => (({ innerText, textContent }) => [innerText, textContent])(box.closest('li, [role=treeitem]'))"
TICKED = (
    "input[type=checkbox]:checked, [role=checkbox][aria-checked=true], [role=switch][aria-checked=true], "
    "[role=option][aria-selected=true]"
)
"""What is ticked, or chosen in a list, whatever it is made of."""
MAY_BE_TICKED = f"{TICKED}, tr[class*=selected i], tr[class*=checked i]"
"""That, and rows with boxes that are only drawn; others may have such a class, too."""

TYPED = "input:not([type=checkbox], [type=radio], [type=submit], [type=button], [type=image], [type=reset]), textarea"
"""What a person types into, or hands a file to."""


async def uncover(session: Session, *targets: Target) -> list[Sighting]:
    """Look behind the page's tabs, in its menus, its trees and its folded parts; what is seen of the targets then.

    A person who misses a link does so, too.
    """
    await shut_menu(session)
    for look in (behind_tabs, open_menu, open_branches):
        if sightings := await look(session, *targets):
            return sightings
    return await unfold(session, *targets)


async def behind_tabs(session: Session, *targets: Target) -> list[Sighting]:
    """Open the page's tabs, one by one, until one of the targets can be seen; what is seen then, or nothing."""
    async for _ in tabs(session):
        sightings = await session.look(*targets)
        if any(sighting.count for sighting in sightings):
            return sightings
    return []


async def open_branches(session: Session, *targets: Target) -> list[Sighting]:
    """Open the closed branches of trees, from the top, until one of the targets can be seen; what is seen then.

    Each is found anew, by its text: a tree may be drawn anew at every click.
    """
    opened: set[str] = set()
    while len(opened) < _MOST_BRANCHES:
        opener = await _opener(session, opened)
        if opener is None:
            break
        before = session.network.documents
        with portal_errors(session.here):
            if not await still(opener, _WITHIN_REACH):
                continue
            await session.click(opener)
        await session.settle()
        sightings = await session.look(*targets)
        if any(sighting.count for sighting in sightings):
            return sightings
        if session.network.documents != before:
            break
    return []


async def _opener(session: Session, opened: set[str]) -> ElementHandle | None:
    """What opens the first closed branch that isn't among those that were tried; it is put among them."""
    for branch in await visible(session, _BRANCHES):
        with portal_errors(session.here):
            name = _uncounted(await branch.evaluate(_NAME))
            if name in opened or len(opened) >= _MOST_BRANCHES:
                continue
            opened.add(name)
            if (opener := (await branch.evaluate_handle(_OPENER)).as_element()) is not None:
                return opener
    return None


async def tick_upper_boxes(
    session: Session, target: Target, called: str, is_group: Callable[[str], bool]
) -> list[Sighting]:
    """Tick a box that shows those below it, among them the target; one that doesn't is unticked again.

    Args:
        session: where to look.
        target: what is looked for.
        called: its name, which stands below such a box, though nobody sees it.
        is_group: whether what stands by the box may be the name of a group, and of nothing that the box asks for.
    """
    ticked = await session.count(TICKED)
    for box in await visible(session, _UPPER_BOXES):
        with portal_errors(session.here):
            if not (await still(box, _COVERS) and await still(box, _WITHIN_REACH)):
                continue
            name, below = await box.evaluate(_SAYS)
            if not name.strip() or not is_group(name) or not speaks_of([below], [called]):
                continue
            await session.click(box)
            await session.settle()
            sightings = await session.look(target)
            # One that ticks those below it, too, asks for more than anybody wants.
            if any(sighting.count for sighting in sightings) and await session.count(TICKED) == ticked + 1:
                return sightings
            await session.click(box)
            await session.settle()
            if await session.count(TICKED) != ticked:
                break
    return []


async def unfold(session: Session, *targets: Target) -> list[Sighting]:
    """Open the folded parts of the page's main part, one by one, until one of the targets can be seen.

    A part is found anew by its caption, because opening one may load the page anew or close another.

    Returns:
        What is seen of the targets then.
    """
    fold = session.entry("wizard", "fold")
    opened: set[str] = set()
    while True:
        *sightings, shut = await session.look(*targets, fold)
        text = next((text for text in shut.texts if _uncounted(text) not in opened), None)
        if text is None or any(sighting.count for sighting in sightings):
            return sightings
        opened.add(_uncounted(text))
        (one,) = await session.look(wanted(fold, text=text))
        if one.found is not None:
            await session.follow(one.found)


async def open_menu(session: Session, *targets: Target) -> list[Sighting]:
    """Open the closed menus, one at a time, until one of the targets can be seen; what is seen then, or nothing.

    A person who looks for a language opens the menu that says 'FR'. A menu that has none of the targets is closed
    again, and one that something lies over is left alone.
    """
    return await _open(session, f"{_MENUS}, {_TOLD_LISTS}", targets)


async def open_list(session: Session, *targets: Target, suggesting: bool = False) -> list[Sighting]:
    """As `open_menu`, but only lists to choose from; also those that show below what is typed what it may be."""
    return await _open(session, _SUGGESTING if suggesting else _LISTS, targets) or await _open_drawn(session, targets)


async def _open_drawn(session: Session, targets: Sequence[Target]) -> list[Sighting]:
    """As `_open`, the lists whose field is cut away, by the box that is drawn in its place."""
    for frame in [frame for window in session.windows for frame in window.frames]:
        with portal_errors(session.here):
            fields = await frame.query_selector_all(_CUT_FIELDS)
            drawn = [(await field.evaluate_handle(_DRAWN)).as_element() for field in fields]
        for field, box in zip(fields, drawn, strict=True):
            if box is None or not await _opened(session, box):
                continue
            # The box doesn't say whether its list is open.
            session.menu = field
            sightings = await session.look(*targets)
            if any(sighting.count for sighting in sightings):
                return sightings
            await shut_menu(session)
    return []


async def press_to_open(session: Session, found: Found) -> bool:
    """Press what may open a list or a dialogue, unless it is disabled or something lies over it; whether it was."""
    with portal_errors(session.here):
        element = await found.element()
        usable = await still(element, "element => !element.matches(':disabled, [aria-disabled=true]')")
    return usable and await _opened(session, element)


async def within_reach(session: Session, found: Found) -> bool:
    """Whether nothing lies over a control, once it is scrolled to."""
    with portal_errors(session.here):
        return bool(await still(await found.element(), _WITHIN_REACH))


async def _open(session: Session, which: str, targets: Sequence[Target]) -> list[Sighting]:
    await shut_menu(session)
    for menu in await visible(session, which):
        if not await _opened(session, menu):
            continue
        sightings = await session.look(*targets)
        if any(sighting.count for sighting in sightings):
            return sightings
        await shut_menu(session)
    return []


async def _opened(session: Session, menu: ElementHandle) -> bool:
    """Press what opens a menu or a list, unless something lies over it; whether that was done."""
    with portal_errors(session.here):
        if not await still(menu, _WITHIN_REACH):
            return False
        await session.click(menu)
    session.menu = menu
    await session.settle()
    return True


async def shut_menu(session: Session) -> None:
    """Close the menu that was opened to find a link in it, if it is open still: a drawer may lie over the page.

    By what opened it, where that can be reached; else by the 'Fermer' of a menu; else by the Escape key.
    """
    menu, session.menu = session.menu, None
    if menu is None:
        return
    with portal_errors(session.here):
        if not await still(menu, _IS_OPEN):
            return
        if await menu.evaluate(_WITHIN_REACH):
            await menu.click()
        else:
            (close,) = await session.look(session.entry("obstacles", "menu_close"))
            if close.found is not None:
                await (await close.found.element()).click()
            elif not await still(menu, _TAKES_TEXT):
                await _escape(session, menu)
        # Where one types, a click doesn't close.
        if await still(menu, f"menu => ({_TAKES_TEXT})(menu) && ({_IS_OPEN})(menu)"):
            await _escape(session, menu)
    await session.settle()


async def _escape(session: Session, menu: ElementHandle) -> None:
    """Press Escape for what a menu opened, and not for a dialogue that it stands in."""
    if not await still(menu, _ESCAPE_FOR_SCRIPTS):
        await session.windows[-1].keyboard.press("Escape")


async def choices(session: Session) -> AsyncIterator[str]:
    """What can be seen with each list to choose from in turn: of drop-downs their options, others are opened for it."""
    for dropdown in await visible(session, _OPTIONS):
        with portal_errors(session.here):
            options = await dropdown.evaluate(_LABELS)
        yield str(options)
    for opener in await visible(session, _SUGGESTING):
        if await _opened(session, opener):
            yield await session.text()
            await shut_menu(session)


async def scroll(session: Session, screens: float | None) -> bool:
    """Scroll everything that can be scrolled, by so many of its own heights, or to its top; whether anything moved."""
    moved = False
    for frame in [frame for window in session.windows for frame in window.frames]:
        with portal_errors(session.here):
            moved |= bool(await frame.evaluate(_SCROLLED, screens))
    await session.settle()
    return moved


def _uncounted(caption: str) -> str:
    """A caption without digits: 'Emploi (1)' may say how many are ticked below it."""
    return re.sub(r"\W*\d+\W*", "", caption)
