"""Where the package's data folders are: in a wheel, in an editable install, in a bare checkout."""

from __future__ import annotations

from pathlib import Path

from batchportal.errors import UsageError

_HERE = Path(__file__).parent


def selectors_folder() -> Path:
    """The built-in selectors.

    Raises:
        UsageError: the installation is damaged; the message names the places looked at.
    """
    places = (_HERE / "_data" / "selectors", _HERE.parent / "selectors")
    for place in places:
        if place.is_dir():
            return place
    raise UsageError(
        f"The installation lacks its selectors: neither {places[0]} nor {places[1]} exists. Install batchportal anew."
    )
