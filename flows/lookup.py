"""Reading back what the portal knows: 'Gestion d'accès', 'Échange par messages structurés', 'Information'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.portal import choose_company

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
    return await secured.look_up()
