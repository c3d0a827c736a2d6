"""Looking for a company that isn't on the page as it is."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from batchportal.errors import ControlAmbiguous, ControlNotFound, WrongPage
from batchportal.hidden import TO_THE_END, scroll
from batchportal.locators import wanted
from batchportal.walk import walk
from flows.entrance import Entrance
from flows.numbers import enterprise_numbers
from flows.searching import send

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber
    from batchportal.page import Control
    from flows.companies import CompaniesPage

_PAGES_OF_RESULTS = 200
_IN_VAIN = 3
"""Pages in a row without other numbers: one company may fill two, with a line for each of its qualities."""
_OVERLAPPING = 0.8
"""Of a list's height: how far it is scrolled at once."""


class Search:
    """Looks for a company that isn't on the page as it is: by the search field, then page by page."""

    def __init__(self, page: CompaniesPage, number: EnterpriseNumber) -> None:
        self._page = page
        self._number = number
        self._spellings = [number.dotted, number.digits, number.digits.lstrip("0")]
        self._pages = 0
        self._begun_within: bool | None = None
        """Whether the list was open at another page than its first: some portals remember where one was."""
        self._back = False
        self._at_the_end: set[str] = set()
        """Names of what turned pages, and does no more."""
        self._known: set[str] = set()
        """Numbers that were shown on the way."""
        self._in_vain = 0
        """Pages in a row that showed no others."""
        self._drawn_in_part = False
        """Whether the list has only those lines that can be seen."""
        self._scrolled = self._whole = self._changed = self._entered = self._sure = False

    async def go_on(self) -> bool:
        """Try the next thing; False when nothing is left to try, and a second look at the page agrees.

        What is about to change may show a field twice or not at all, and stand still for a moment.
        """
        if await self._try():
            return True
        doubtful, self._sure = not self._sure, True
        if doubtful:
            await self._page.session.settle()
        return doubtful

    async def _try(self) -> bool:
        page = self._page
        try:
            if self._spellings and (field := await page.search_field()):
                await self._type(field, self._spellings.pop(0))
                return True
            if self._pages < _PAGES_OF_RESULTS and await self._see_more():
                self._pages += 1
                return True
            if not self._changed and await page.change.usable():
                self._changed = True
                await page.go_back()
                return True
            if page.session.used and not self._entered:
                self._entered = True
                return await self._enter_anew()
        except (ControlAmbiguous, ControlNotFound):
            # It was about to change, and what was seen is there twice, or no more.
            return False
        return False

    async def _see_more(self) -> bool:
        return await self._turn() or await self._lengthen() or await self._scroll()

    async def _turn(self) -> bool:
        """Turn a page of the list: on to the last and then, if it wasn't open at its first, all the way back."""
        page = self._page
        after = await self._leads(page.next_results, page.next_page)
        before = await self._leads(page.previous_results, page.previous_page)
        if self._begun_within is None and (after or before):
            self._begun_within = before is not None
        if after and not self._back and await self._turned(after):
            return True
        if self._begun_within and not self._back:
            self._back = True
            self._known.clear()
        return before is not None and self._back and await self._turned(before)

    async def _leads(self, *ways: Control) -> Control | None:
        """What turns the pages of the list; where nothing shows that it does, words that can't mean another thing."""
        for way in ways:
            if way.entry.name not in self._at_the_end and await way.near():
                return way
        return None

    async def _turned(self, way: Control) -> bool:
        """Turn a page. Some let one try at the last one, too, and show it again, or say so beside it."""
        session = self._page.session
        before = await session.text()
        await way.follow()
        after = await session.text()
        self._in_vain = 0 if self._brings_others(before, after) else self._in_vain + 1
        if after != before and self._in_vain < _IN_VAIN:
            return True
        self._in_vain = 0
        self._at_the_end.add(way.entry.name)
        return False

    async def _lengthen(self) -> bool:
        """Make a list longer that shows only its beginning, as long as that brings other companies."""
        page = self._page
        if self._whole or not (await page.more_results.near() and await page.lists_companies()):
            return False
        before = await page.session.text()
        await page.more_results.follow()
        # 'Tout afficher' may only take a search back, and begin again at the first page.
        self._whole = not self._brings_others(before, await page.session.text())
        return True

    def _brings_others(self, before: str, after: str) -> bool:
        """Whether a page shows numbers that none before it did."""
        self._known |= enterprise_numbers(before)
        shown = enterprise_numbers(after)
        others = not shown <= self._known
        self._known |= shown
        return others

    async def _scroll(self) -> bool:
        """Scroll a list that loads, or draws, its lines only when they come to be seen."""
        session = self._page.session
        if self._drawn_in_part:
            return await scroll(session, _OVERLAPPING)
        if self._scrolled or not await self._page.lists_companies():
            return False
        before = enterprise_numbers(await session.text())
        await scroll(session, TO_THE_END)
        after = enterprise_numbers(await session.text())
        self._scrolled = after <= before
        if not before <= after:
            self._drawn_in_part = True
            await scroll(session, None)
        return not self._scrolled

    async def _enter_anew(self) -> bool:
        """From the portal's first page, where the list's address leads to that; whoever is logged in needs no password.

        Raises:
            SessionEnded: the portal asks for the password.
        """
        session = self._page.session
        entrance = Entrance(session)
        if not await entrance.here():
            return False
        links = (entrance.language, entrance.audience, entrance.log_in, entrance.professionals, entrance.access_codes)
        with contextlib.suppress(WrongPage):
            await walk(session, type(self._page), through=[link.entry for link in links])
        return True

    async def _type(self, field: Control, text: str) -> None:
        page = self._page
        before = page.session.network.documents
        page.session.searched.add(self._number.digits)
        await field.type(text)
        await page.session.settle()
        listed = wanted(page.company.entry, number=self._number)
        if (await page.session.look(listed))[0].count or page.session.network.documents != before:
            return
        if not await send(page.session, field, page.search_go, page.choose):
            return
        await page.session.settle()
        if page.session.network.documents == before or (await page.session.look(listed))[0].count:
            return
        if not (await page.lists_companies() or await page.search.typable()):
            # It searches the site. The list that it stood beside has been read: the company isn't there.
            self._spellings.clear()
            await page.session.open(page.session.home)
