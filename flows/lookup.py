"""Reading back what the portal knows: 'Gestion d'accès', 'Échange par messages structurés', 'Information'."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from batchportal.errors import WrongPage
from batchportal.hidden import within_reach
from flows.leaving import leave_form
from flows.portal import choose_company
from flows.secured import SecuredPage

if TYPE_CHECKING:
    from batchportal.models import EnterpriseNumber, TechnicalUser
    from batchportal.session import Session


async def look_up(session: Session, number: EnterpriseNumber) -> TechnicalUser | None:
    """The company's technical user and sender number, or None if the portal says that there is none.

    Raises:
        Rejected: the company, or the role, isn't there.
        SessionEnded, PortalUnavailable, VisitFailed, WrongPage: it couldn't be read; nothing is known.
    """
    secured = await choose_company(session, number)
    return await secured.look_up(number)


async def look_up_from_here(session: Session, number: EnterpriseNumber) -> TechnicalUser | None:
    """The same from inside the company's secured application, whose menu most pages still show."""
    secured = SecuredPage(session)
    (menu,) = await session.look(secured.access_management.entry)
    # A message, or the form itself, may lie over the menu.
    if menu.found is not None and menu.found.enabled and await within_reach(session, menu.found):
        with contextlib.suppress(WrongPage):
            await secured.access_management.follow()
            secured.opened = not await leave_form(session)
            return await secured.look_up(number)
    return await look_up(session, number)
