"""Numbers as pages show them: the sender number, and enterprise numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from stdnum.be import vat

from batchportal.border import portal_errors
from batchportal.errors import WrongPage
from batchportal.models import SenderNumber

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.async_api import Page as Window

    from batchportal.locators import Entry, Found
    from batchportal.models import EnterpriseNumber
    from batchportal.session import Session

_GROUPED = re.compile(r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d+")
_MOST_DIGITS = 6
_USER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{7,19}")
_ENTERPRISE = re.compile(
    r"(?<![\d.])([01]?\d{3})[. \u00a0\u202f]?(\d{3})[. \u00a0\u202f]?(\d{3})(?![\d]|\.\d)(/\d{1,4}(?![\d.]))?"
)

_LISTS = "ul, ol, menu, [role=menu], [role=listbox]"
# What the other entries of lists say by which one could go over to another company, or role: not where one is.
_ELSEWHERE = """(part, apart, kinds) => {
  const lists = [...part.querySelectorAll(kinds)];
  const here = (item) => item.selected || [item, ...item.querySelectorAll('*')].some((one) =>
    ['aria-current', 'aria-selected', 'aria-checked'].some((name) => !['false', null].includes(one.getAttribute(name)))
    || [...one.classList].some((name) => /^(?:is-)?(?:active|current|selected|chosen)$/i.test(name)));
  const pressed = 'a[href], button, [role=button], [role^=menuitem], [role=option], [onclick], option';
  const told = (item) => /\\d{3}\\D?\\d{3}/.test(item.textContent) && (item.label ?? item.checkVisibility());
  const leads = (item) => told(item) && (item.matches(pressed) || item.querySelector(pressed));
  const others = (list) => [...(list.options ?? list.children)].filter(leads);
  return lists.filter((list) => !list.contains(apart) && others(list).length > 1)
    .flatMap((list) => others(list).filter((item) => !here(item)).map((item) => item.innerText || item.textContent));
}"""
# What a part of a page says: the parts that something stands in, from the smallest, each followed by its heading.
_PARTS_AROUND = f"""element => {{
  const said = [];
  for (let part = element; part && part.localName !== 'html'; part = part.parentElement ?? part.getRootNode().host) {{
    said.push([part.innerText ?? '', ({_ELSEWHERE})(part, element, 'select, {_LISTS}')]);
    let before = part.previousElementSibling;
    while (before && !/^h[1-6]$/.test(before.localName)) before = before.previousElementSibling;
    if (before) said.push([before.innerText, []]);
  }}
  return said.filter(([text], place) => /\\d{{3}}/.test(text) && text !== said[place - 1]?.[0]);
}}"""


def enterprise_numbers(text: str) -> frozenset[str]:
    """The enterprise numbers with right check digits in a text, as ten digits each, however they are written.

    An establishment's, 0403.170.701/002, is another one than that of its company.
    """
    return frozenset(_told(text))


def _here(session: Session, text: str, elsewhere: Sequence[str]) -> frozenset[str]:
    """The companies that a text names; of those that only entries of a list name the others, where there are any."""
    ours = session.numbers_of_the_portal
    named, left = Counter(_told(text)), Counter(number for one in elsewhere for number in _told(one))
    here = frozenset(number for number in named if named[number] > left[number])
    return (here - ours) or (frozenset(named) - ours)


def _told(text: str) -> list[str]:
    """Every enterprise number in a text, as often as it stands there."""
    found = (("".join(parts).zfill(10), below) for *parts, below in _ENTERPRISE.findall(text))
    return [digits + below for digits, below in found if vat.is_valid(digits)]


def sender_number(text: str) -> SenderNumber | None:
    """The number that stands beside its caption; None where the place is empty.

    Digits are kept as they are shown; spaces that group them are dropped (contract, `sender_number`).

    Raises:
        WrongPage: there is something else than 1 to 6 digits (facts/portal.md 3).
    """
    text = text.strip()
    numbers = _GROUPED.findall(text)
    if not numbers:
        return None
    digits = re.sub(r"\D", "", numbers[0])
    if len(numbers) > 1 or len(digits) > _MOST_DIGITS:
        raise WrongPage(
            f"The portal shows '{text}' as the sender number, which is not 1 to 6 digits.", code="sender_number_odd"
        )
    # Zeros stand where a number is still to come.
    return SenderNumber(digits) if digits.strip("0") else None


def user_name(text: str) -> str | None:
    """A text if it can be a technical user's name (manual, 'Spécifications nom d'utilisateur'), older ones among them.

    'Utilisateur technique' may stand before a person's name, or whether there is one: 'Jan Peeters', 'Actif'.
    """
    text = text.strip()
    return text if _USER_NAME.fullmatch(text) else None


async def must_be_about(session: Session, number: EnterpriseNumber, mark: Entry) -> None:
    """Be sure that the newest window is about a company: if it names companies, this one is among them.

    A portal may keep showing the company of before while it changes over, or when it refuses to.

    Args:
        session: where to look.
        number: the company.
        mark: something that is on the page; it is looked at until the page has come to rest.

    Raises:
        WrongPage: it names others only (`other_company`).
    """
    shown: frozenset[str] = frozenset()
    async for _, resting in session.looks(mark):
        window = session.windows[-1]
        shown = _here(session, await session.text(window), await _elsewhere(session, window))
        if not shown or number.digits in shown:
            return
        if resting:
            break
    raise _of_others(session, shown, number)


async def _elsewhere(session: Session, window: Window) -> list[str]:
    """What a window's lists offer to go over to."""
    told: list[str] = []
    for frame in window.frames:
        with portal_errors(session.here):
            told += await frame.evaluate(f"() => document.body ? ({_ELSEWHERE})(document.body, null, '{_LISTS}') : []")
    return told


async def companies_around(session: Session, found: Found) -> frozenset[str]:
    """The companies that are named nearest to something: in its line, its part of the page, or that part's heading."""
    with portal_errors(session.here):
        parts: list[tuple[str, list[str]]] = await (await found.element()).evaluate(_PARTS_AROUND)
    named = (_here(session, text, elsewhere) for text, elsewhere in parts)
    return next(filter(None, named), frozenset())


async def must_stand_by(session: Session, number: EnterpriseNumber, *found: Found | None) -> None:
    """Be sure that things that a page shows aren't another company's: a list may have a line for each.

    Raises:
        WrongPage: other companies are named nearest to one of them (`other_company`).
    """
    for one in filter(None, found):
        named = await companies_around(session, one)
        if named and number.digits not in named:
            raise _of_others(session, named, number)


def _of_others(session: Session, shown: frozenset[str], number: EnterpriseNumber) -> WrongPage:
    return WrongPage(
        f"The page is about company {', '.join(sorted(shown))}, not {number}. Nothing was sent.",
        code="other_company",
        page=session.here,
    )
