"""The secured application and its menus: to the wizard, and to 'Information'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from batchportal.page import Element, Page
from batchportal.walk import walk
from flows.information import InformationPage
from flows.wizard import STEPS, IntroPage

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber, TechnicalUser


class SecuredPage(Page):
    """What a local manager sees: a menu with 'Messages structurés' among others."""

    stem = "secured"
    landmarks = ("structured_messages", "register_configuration")

    structured_messages = Element()
    register_configuration = Element()
    access_management = Element()
    exchange = Element()
    information = Element()

    async def begin_configuration(self) -> Page:
        """'Messages structurés', then 'Enregistrer les données de configuration'; leads to the wizard."""
        return await walk(
            self.session,
            *STEPS,
            IntroPage,
            through=[self.structured_messages.entry, self.register_configuration.entry],
        )

    async def look_up(self, number: EnterpriseNumber, *, opened: bool = False) -> TechnicalUser | None:
        """'Gestion d'accès', 'Échange par messages structurés', 'Information': the technical user, if there is one.

        Args:
            number: the company's.
            opened: 'Gestion d'accès' was pressed before.
        """
        links = [self.access_management.entry, self.exchange.entry, self.information.entry]
        page = await walk(self.session, InformationPage, through=links[opened:])
        return await page.read(number)
