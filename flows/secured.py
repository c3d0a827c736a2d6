"""The secured application and its menus: to the wizard, and to 'Information'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.locators import Tier
from batchportal.page import Element, Page, reach
from batchportal.walk import walk
from flows.information import InformationPage
from flows.wizard import STEPS, IntroPage

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber, TechnicalUser
    from batchportal.session import Session


class SecuredPage(Page):
    """What a local manager sees: a menu with 'Messages structurés' among others."""

    stem = "secured"
    landmarks = ("structured_messages", "register_configuration")

    structured_messages = Element()
    register_configuration = Element()
    access_management = Element()
    exchange = Element()
    information = Element()

    opened = False
    """Whether 'Gestion d'accès' was pressed on the way."""

    async def begin_configuration(self) -> Page:
        """'Messages structurés', then 'Enregistrer les données de configuration'; leads to the wizard."""
        return await walk(
            self.session,
            *STEPS,
            IntroPage,
            through=[self.structured_messages.entry, self.register_configuration.entry],
        )

    async def look_up(self, number: EnterpriseNumber) -> TechnicalUser | None:
        """'Gestion d'accès', 'Échange par messages structurés', 'Information': the technical user, if there is one."""
        links = [self.access_management.entry, self.exchange.entry, self.information.entry]
        page = await walk(self.session, InformationPage, through=links[self.opened :])
        return await page.read(number)


async def enter(session: Session) -> bool:
    """Wait for the secured application, behind a role that was just chosen.

    Returns:
        Whether its menu was opened for it by 'Gestion d'accès', as nothing else on a page at rest showed it.
    """
    page, rested = SecuredPage(session), False

    async def opened() -> bool:
        nonlocal rested
        (link,) = await session.look(page.access_management.entry)
        # Messages and closed menus come first. Other words than these alone may lead elsewhere.
        first, rested = not rested, True
        if first or page.opened or link.found is None or not link.found.enabled or link.found.tier >= Tier.OPEN:
            return False
        page.opened = True
        await session.follow(link.found)
        return True

    await reach(session, SecuredPage, in_menus=True, answer=opened)
    return page.opened
