"""The list of companies, and the roles that the user has for one of them."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from batchportal.dialogues import says
from batchportal.errors import BatchportalError, ControlAmbiguous, ControlNotFound, Rejected, SessionEnded, WrongPage
from batchportal.hidden import TO_THE_END, behind_tabs, open_list, open_menu, press_to_open, scroll
from batchportal.locators import Entry, wanted
from batchportal.messages import untold
from batchportal.obstacles import clear_the_way, meaning
from batchportal.page import Control, Element, Page
from batchportal.walk import walk
from flows.entrance import Entrance
from flows.leaving import leave_form
from flows.numbers import enterprise_numbers, must_be_about
from flows.qualities import names_ours, told_in, wanted_quality
from flows.searching import send
from flows.secured import SecuredPage, enter
from flows.taking import PLAIN, open_its_menu, take

if TYPE_CHECKING:
    from batchportal.locators import Sighting, Wanted
    from batchportal.models import EnterpriseNumber
    from batchportal.session import Target

_PAGES_OF_RESULTS = 200
_IN_VAIN = 3
"""Pages in a row without other numbers: one company may fill two, with a line for each of its qualities."""
_OVERLAPPING = 0.8
"""Of a list's height: how far it is scrolled at once."""
_QUOTED = "quoted"
"""How an entry is told that only quotes what was typed: 'Tous les résultats pour « 0403.170.701 »'."""


class CompaniesPage(Page):
    """Choose the company in the list, then its role '… numéro d'entreprise xxx.xxx.xxx (Gestionnaire local)'."""

    stem = "companies"
    landmarks = ("choose_company",)

    company = Element()
    quality = Element()
    local_manager = Element()
    role = Element()
    only_user = Element()
    gives_up = Element()
    no_role = Element()
    roles = Element()
    search = Element()
    search_list = Element()
    search_go = Element()
    choose = Element()
    choose_in_menu = Element()
    next_results = Element()
    previous_results = Element()
    next_page = Element()
    previous_page = Element()
    more_results = Element()
    change = Element()

    async def act_for(self, number: EnterpriseNumber) -> SecuredPage:
        """Become the company's local manager; leads to the secured application.

        Raises:
            Rejected: the user doesn't manage this company (`company_not_managed`), or not as local manager of the
                quality (`not_local_manager`).
        """
        search = _Search(self, number)
        company_chosen = quoted = menu_before = False
        rows = True
        while True:
            what, sighting = await self._see(number, company_chosen=company_chosen, quoted=quoted, rows=rows)
            if what == "secured" and not menu_before:
                if not await self._in_role():
                    raise await self._no_role(number)
                return await self._inside(number)
            if what == "role":
                if not (rows := await take(self.session, sighting, self.choose)):
                    continue
                self.session.arrive("role")
                opened = await enter(self.session)
                return await self._inside(number, opened=opened)
            if what == "company":
                # A menu that is there before the company is chosen is that of another company.
                menu_before = await SecuredPage(self.session).here()
                if not (rows := await take(self.session, sighting, self.choose, instead=self._role_of(number))):
                    continue
                quoted = sighting.one().strategy == _QUOTED
                company_chosen = not quoted
            elif company_chosen or not await search.go_on():
                # What stands there instead may say why, also beside the menu of the company before.
                said = await meaning(self.session)
                raise said or await self._missing(number, company_chosen=company_chosen)

    async def lists_companies(self) -> bool:
        """Whether the page says that it is the list of companies, or shows several."""
        if await self.here():
            return True
        numbers = enterprise_numbers(await self.session.text()) - self.session.numbers_of_the_portal
        # A page about one may show those of its establishments: 0403.170.701/002.
        return len({number.partition("/")[0] for number in numbers}) > 1

    async def go_back(self) -> None:
        """From inside the secured application to the list, out of a half-filled form too: that is our own decision."""
        await self.change.follow()
        await leave_form(self.session)

    async def search_field(self) -> Control | None:
        """Where companies are searched for; the search of the site that stands on every page is not that."""
        if await self.search.typable():
            return self.search
        return self.search_list if await self.search_list.typable() and await self.lists_companies() else None

    async def _see(
        self, number: EnterpriseNumber, *, company_chosen: bool, quoted: bool, rows: bool
    ) -> tuple[str, Sighting]:
        """What can be done next: take the role, choose the company, or nothing but searching.

        Args:
            number: the company's.
            company_chosen: whether it is chosen already.
            quoted: whether what only quotes the number has been pressed, which may have led to it, and is pressed once.
            rows: whether rows that don't say that they can be chosen may be; they are seen once the page is at rest.
        """
        session = self.session
        listed, role = self._listed(number, rows=rows), self._role_of(number, rows=rows)
        secured = SecuredPage.marks(session)[0]
        closing = session.entry("obstacles", "message_close")
        opened = False
        async for (in_role, in_list, inside, message), resting in session.looks(role, listed, secured, closing):
            if await untold(session, message) is not None and await clear_the_way(session):
                continue
            if in_role.count and (resting or in_role.strategy != PLAIN):
                return "role", in_role
            again = quoted and in_list.found is not None and in_list.found.strategy == _QUOTED
            if in_list.count and not (company_chosen or again) and (resting or in_list.strategy not in (None, PLAIN)):
                return "company", in_list
            if (company_chosen or quoted) and inside.count and resting:
                return "secured", inside
            if resting and session.network.trouble:
                raise session.network.trouble
            if resting and not await clear_the_way(session, notices=True):
                if opened:
                    break
                opened = True
                await self._open(listed, *((role, secured) if company_chosen else ()), company_chosen=company_chosen)
        return "nothing", in_list

    async def _open(self, listed: Wanted, *targets: Target, company_chosen: bool) -> None:
        """Open what may hide the role and the menu, or the company."""
        if company_chosen:
            _ = await behind_tabs(self.session, *targets) or await open_menu(self.session, *targets)
        elif not await open_its_menu(self.session, listed) and not await self.search.typable():
            # A list that opens when it is pressed; some have the field that looks for companies inside.
            await open_list(self.session, listed, self.search.entry)
            await self._ask_for_list()

    async def _ask_for_list(self) -> None:
        """Press a field for the company that takes no text: what is to be chosen from opens then."""
        (field,) = await self.session.look(self.search.entry)
        if field.found is not None and field.found.how == "fill" and not field.found.enabled:
            await press_to_open(self.session, field.found)

    async def _inside(self, number: EnterpriseNumber, *, opened: bool = False) -> SecuredPage:
        """The secured application, of this company and no other; `opened`: 'Gestion d'accès' was pressed for it."""
        page = SecuredPage(self.session)
        page.opened = opened
        await must_be_about(self.session, number, page.structured_messages.entry)
        return page

    async def _in_role(self) -> bool:
        """Whether a page that was entered without a choice of role says that it is the right one."""
        quality, manager = self._role_words()
        beside = (self.session.entry("information", "quality"), self.role.entry)
        *told, named, role = await self.session.look(
            wanted(quality, having=(manager,)), wanted(manager, having=(quality,)), *beside
        )
        # 'Votre qualité : Employeur' says which one it is, whatever else the page speaks of.
        language, text = self.session.settings.language, await self.session.text(self.session.windows[-1], main=True)
        qualities = [*named.texts, *told_in(text, named.entry.words[language])]
        roles = [*role.texts, *told_in(text, role.entry.words[language])]
        another = qualities and not any(names_ours(self.session, one) for one in qualities)
        other_role = roles and not (
            says(roles, manager.words[language]) or any(names_ours(self.session, one) for one in roles)
        )
        return all(sighting.count for sighting in told) and not another and not other_role

    async def _tells_roles(self) -> bool:
        """Whether the page tells what the user is for a company: that a role isn't there is known only then.

        The menu of the company before may be there still, and tells nothing.
        """
        text = await self.session.text(self.session.windows[-1], main=True)
        entries = (*self._role_words(), self.roles.entry)
        words = [word for entry in entries for word in entry.words[self.session.settings.language]]
        return any(says(one.splitlines(), words) for one in (text, *self.session.dialogues.closed))

    def _role_of(self, number: EnterpriseNumber, *, rows: bool = True) -> Wanted:
        """The role as local manager of a company."""
        company, lacking = self.company.entry, (self.only_user.entry, self.gives_up.entry, self.no_role.entry)
        having, through, menu = self._role_words(), self.choose.entry, self.choose_in_menu.entry
        return wanted(company, number=number, having=having, lacking=lacking, through=through, menu=menu, rows=rows)

    def _listed(self, number: EnterpriseNumber, *, rows: bool) -> Wanted:
        """The company itself."""
        company, lacking = self.company.entry, (self.gives_up.entry,)
        through, menu = self.choose.entry, self.choose_in_menu.entry
        return wanted(company, number=number, lacking=lacking, through=through, menu=menu, rows=rows)

    def _role_words(self) -> tuple[Entry, Entry]:
        """What the role's link must say: the quality, and that the user is its local manager."""
        return wanted_quality(self.session), self.local_manager.entry

    async def _missing(self, number: EnterpriseNumber, *, company_chosen: bool) -> BatchportalError:
        """Why there is no way on: the company isn't there, its role isn't, or this isn't the list at all."""
        if (trouble := self.session.failed) is not None:
            return trouble
        _, text = await self.session.describe()
        if not (company_chosen or await self.lists_companies() or await self.search.typable()):
            if self.session.used:
                return SessionEnded("The way back to the list of companies is lost; a new log-in leads there.")
            return await self.session.lost("the list of companies")
        if company_chosen:
            tells = await self._tells_roles()
            return await (self._no_role(number) if tells else self.session.lost(f"the roles for company {number}"))
        told = enterprise_numbers(text) - self.session.numbers_of_the_portal - {number.digits}
        if told and told <= self.session.searched:
            return SessionEnded("The list of companies is still narrowed by an earlier search; a new log-in widens it.")
        return Rejected(
            f"Company {number} is not in the list of companies that this login manages. The page says: {text}",
            code="company_not_managed",
            page=self.stem,
        )

    async def _no_role(self, number: EnterpriseNumber) -> Rejected:
        """The user isn't the company's local manager."""
        language = self.session.settings.language
        quality, manager = (entry.words[language][0].strip("…") for entry in self._role_words())
        _, text = await self.session.describe()
        text = " / ".join([*self.session.dialogues.closed[-1:], text])
        return Rejected(
            f"Company {number} is in the list, but it offers no role '{quality}' as '{manager}'. "
            f"Set `quality` if the role has another name. The page says: {text}",
            code="not_local_manager",
            page="role",
        )


class _Search:
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
        self._in_vain = 0
        """Pages in a row that showed no other numbers."""
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
        self._back = bool(self._begun_within)
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
        self._in_vain = self._in_vain + 1 if enterprise_numbers(after) == enterprise_numbers(before) else 0
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
        before = enterprise_numbers(await page.session.text())
        await page.more_results.follow()
        self._whole = enterprise_numbers(await page.session.text()) <= before
        return True

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
            await walk(session, CompaniesPage, through=[link.entry for link in links])
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
