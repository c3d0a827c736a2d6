"""The client finds its way on portals of others, given nothing but their address (`make portals` checks more)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.portals.contract import registers
from tests.portals.visits import SITES, served

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("site", SITES)
def test_a_company_is_registered_on_a_portal_of_others(site: str, tmp_path: Path) -> None:
    with served(site, tmp_path / "portal.log") as portal:
        assert not registers(portal, tmp_path)
