"""Finds a Chromium on this machine; run as a module, it installs one where there is none, and says what it does.

Order: an installed headless shell (half the CPU of a full browser, facts/feasibility.md 2), then Chrome, Chromium
or Edge as they are, then Playwright's own download, then the distribution's package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from batchportal.errors import UsageError

_SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
_BROWSERS = (
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)
_MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_PACKAGE = "chromium-headless-shell"
_DOWNLOAD_SECONDS = 600


def find(*, headed: bool = False) -> Path | None:
    """The browser to start, or None where the machine has none.

    Args:
        headed: a window is wanted, which a headless shell can't open.
    """
    names = _BROWSERS if headed else (*_SHELLS, *_BROWSERS)
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    for app in map(Path, _MAC_APPS):
        if app.exists():
            return app
    return _playwrights_own(headed=headed)


def require(*, headed: bool = False) -> Path:
    """The browser to start.

    Raises:
        UsageError: there is none; the message says how to get one.
    """
    if found := find(headed=headed):
        return found
    wanted = "a browser with a window (Chrome, Chromium or Edge)" if headed else "Chrome, Chromium or Edge"
    raise UsageError(
        f"No {wanted} found on this machine. Install one, or run: python -m batchportal.chromium",
        code="no_browser",
    )


def _playwrights_own(*, headed: bool) -> Path | None:
    """The newest browser that `playwright install` has put on this machine."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    patterns = ["chromium-*/chrome-*/chrome", "chromium-*/chrome-*/Chromium.app/Contents/MacOS/Chromium"]
    if not headed:
        patterns[:0] = [
            "chromium_headless_shell-*/*/headless_shell",
            "chromium_headless_shell-*/*/chrome-headless-shell",
        ]
    for pattern in patterns:
        if found := sorted(folder.glob(pattern)):
            return found[-1]
    return None


def ensure() -> Path:
    """Find a browser, or install one: Playwright's own, else the distribution's package.

    Raises:
        UsageError: neither could be had; the message says what to do by hand.
    """
    if found := find():
        _say(f"browser: {found}, as it is")
        return found
    _say("browser: none installed; asking Playwright for its own")
    if _run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]) and (found := find()):
        _say(f"browser: {found}")
        return found
    if shutil.which("apt-get"):
        _say(f"browser: Playwright's download is out of reach; installing the distribution's {_PACKAGE}")
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        _run([*root, "apt-get", "update", "-qq"])
        if _run([*root, "apt-get", "install", "-y", "-qq", _PACKAGE]) and (found := find()):
            _say(f"browser: {found}")
            return found
    raise UsageError(
        "No browser could be installed. Install Chrome, Chromium or Edge by hand "
        f"(Debian and Ubuntu: sudo apt-get install {_PACKAGE}) and run this again.",
        code="no_browser",
    )


def _run(command: list[str]) -> bool:
    """Run an installer quietly; whether it succeeded."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, no shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_DOWNLOAD_SECONDS,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    try:
        ensure()
    except UsageError as error:
        sys.exit(error.message)
