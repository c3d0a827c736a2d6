"""The list of companies, and the roles that the user has for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.errors import ControlAmbiguous, Rejected
from batchportal.locators import company
from batchportal.page import Control, Element, Page, reach
from flows.secured import SecuredPage

if TYPE_CHECKING:
    from batchportal.locators import Sighting
    from batchportal.models import EnterpriseNumber

_PAGES_OF_RESULTS = 200


class CompaniesPage(Page):
    """Choose the company in the list, then its role '… numéro d'entreprise xxx.xxx.xxx (Gestionnaire local)'."""

    stem = "companies"
    landmarks = ("choose_company", "log_out")

    search = Element()
    search_go = Element()
    choose = Element()
    next_results = Element()

    async def act_for(self, number: EnterpriseNumber) -> SecuredPage:
        """Become the company's local manager; leads to the secured application.

        Raises:
            Rejected: the user doesn't manage this company (`company_not_managed`), or not as local manager of the
                quality (`not_local_manager`).
        """
        search = _Search(self, number)
        company_chosen = False
        while True:
            what, sighting = await self._see(number, company_chosen=company_chosen)
            if what == "secured":
                return SecuredPage(self.session)
            if what == "role":
                await self.session.follow(sighting.one())
                self.session.arrive("role")
                return await reach(self.session, SecuredPage)
            if what == "company":
                await self._choose_company(sighting)
                company_chosen = True
            elif company_chosen or not await search.go_on():
                raise await self._missing(number, company_chosen=company_chosen)

    async def _see(self, number: EnterpriseNumber, *, company_chosen: bool) -> tuple[str, Sighting | None]:
        """What can be done next: take the role, choose the company, or nothing but searching."""
        session = self.session
        role = company(session.entry("companies", "company"), number.digits, *self._role_words())
        listed = company(session.entry("companies", "company"), number.digits)
        secured = SecuredPage.marks(session)[0]
        async for (in_role, in_list, inside), resting in session.looks(role, listed, secured):
            if in_role.count:
                return "role", in_role
            if company_chosen and inside.count:
                return "secured", inside
            if in_list.count and not company_chosen and (resting or in_list.found):
                return "company", in_list
            if session.network.trouble and resting:
                raise session.network.trouble
            if resting:
                break
        return "nothing", None

    def _role_words(self) -> tuple[tuple[str, ...], ...]:
        """What the role's link must say: the quality, and that the user is its local manager."""
        session = self.session
        quality = session.settings.quality
        words = session.words("companies", "quality") if quality is None else (f"…{quality}…",)
        return words, session.words("companies", "local_manager")

    async def _choose_company(self, sighting: Sighting) -> None:
        found = sighting.one()
        if not found.is_option:
            await self.session.follow(sighting.one())
            return
        # In a drop-down the choice may need a button beside it.
        before = self.session.network.documents
        await Control(self.session, sighting.target).choose()
        await self.session.settle()
        if self.session.network.documents == before and await self.choose.seen():
            await self.choose.click()

    async def _missing(self, number: EnterpriseNumber, *, company_chosen: bool) -> Rejected:
        _, text = await self.session.describe()
        if company_chosen:
            return Rejected(
                f"Company {number} is in the list, but its page offers no role that is both "
                f"'{self._role_words()[0][0].strip('…')}' and '{self._role_words()[1][0].strip('…')}'. "
                f"Set `quality` if the role has another name. The page says: {text}",
                code="not_local_manager",
                page="role",
            )
        return Rejected(
            f"Company {number} is not in the list of companies that this login manages. The page says: {text}",
            code="company_not_managed",
            page=self.stem,
        )


class _Search:
    """Looks for a company that isn't on the page as it is: by the search field, then page by page."""

    def __init__(self, page: CompaniesPage, number: EnterpriseNumber) -> None:
        self._page = page
        self._spellings = [number.dotted, number.digits, number.digits.lstrip("0")]
        self._pages = 0

    async def go_on(self) -> bool:
        """Try the next thing; False when nothing is left to try."""
        page = self._page
        try:
            if self._spellings and await page.search.seen():
                await self._type(self._spellings.pop(0))
                return True
            if self._pages < _PAGES_OF_RESULTS and await page.next_results.usable():
                self._pages += 1
                await page.next_results.follow()
                return True
        except ControlAmbiguous:
            return False
        return False

    async def _type(self, text: str) -> None:
        page = self._page
        before = page.session.network.documents
        await page.search.type(text)
        await page.session.settle()
        listed = company(page.session.entry("companies", "company"), self._digits(text))
        if (await page.session.look(listed))[0].count or page.session.network.documents != before:
            return
        if await page.search_go.seen():
            await page.search_go.follow()
        else:
            await page.search.press("Enter")
            await page.session.settle()

    @staticmethod
    def _digits(text: str) -> str:
        return text.replace(".", "").zfill(10)
