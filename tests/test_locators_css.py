"""CSS of a user's own that only a browser can refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from batchportal.errors import UsageError
from batchportal.locators import Finder, Selectors
from batchportal.models import Language
from batchportal.resources import selectors_folder

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from tests.conftest import RunAsync

REFUSED_BY_A_BROWSER = ["a[1]", "a:foo", "##next", "a..b", "a >"]


@pytest.mark.parametrize("css", REFUSED_BY_A_BROWSER)
def test_css_that_a_browser_refuses_is_told_with_its_file_at_the_first_look_whatever_is_looked_for(
    tab: Page, run_async: RunAsync, tmp_path: Path, css: str
) -> None:
    (tmp_path / "contact.toml").write_text(f'[last_name.exact.fr]\ncss = "{css}"\n', encoding="utf-8")
    (tmp_path / "wizard.toml").write_text('[forward]\ncss = "#good"\n', encoding="utf-8")
    selectors = Selectors.load(selectors_folder(), tmp_path)

    async def scenario() -> None:
        await tab.set_content("<button id=good x=a>Suivant</button>")
        with pytest.raises(UsageError) as raised:
            await Finder(selectors, Language.FR).look([tab], [selectors.entry("wizard", "forward")])
        told = raised.value.message
        assert told.startswith(f"{tmp_path / 'contact.toml'}, [last_name.exact.fr]: css is {css!r}")
        assert "Mend it" in told
        # In another language nobody minds.
        (sighting,) = await Finder(selectors, Language.NL).look([tab], [selectors.entry("wizard", "forward")])
        assert await (await sighting.one().element()).get_attribute("x") == "a"

    run_async(scenario())
