"""The list of companies, and the roles that the user has for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.dialogues import says
from batchportal.errors import BatchportalError, Rejected, SessionEnded
from batchportal.hidden import behind_tabs, open_list, open_menu, press_to_open
from batchportal.locators import Entry, wanted
from batchportal.messages import untold
from batchportal.obstacles import clear_the_way, meaning
from batchportal.page import Control, Element, Page
from flows.leaving import leave_form
from flows.numbers import enterprise_numbers, must_be_about
from flows.qualities import names_ours, told_in, wanted_quality
from flows.search import Search
from flows.secured import SecuredPage, enter
from flows.taking import PLAIN, open_its_menu, take

if TYPE_CHECKING:
    from batchportal.locators import Sighting, Wanted
    from batchportal.models import EnterpriseNumber
    from batchportal.session import Target

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
        search = Search(self, number)
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
