"""`make recordings`: walks the stub portal with invented data and writes `recordings/`.

python -m tests.make_recordings
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from batchportal import demo
from batchportal.stub import StubPortal

FOLDER = Path(__file__).parent.parent / "recordings"
WALKS = (("fr", 2, True), ("fr", 3, False), ("nl", 4, True), ("de", 5, True), ("en", 6, True))


def main() -> None:
    """Record one walk after the other."""
    for old in FOLDER.glob("*.zip"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, StubPortal() as portal:
        scene = demo.set_up(Path(folder), portal.url, portal.companies[: demo.COMPANIES])
        user = portal.users[0]
        environment = {**os.environ, "BATCHPORTAL_USERNAME": user.username, "BATCHPORTAL_PASSWORD": user.password}
        for language, row, confirm in WALKS:
            target = FOLDER / f"{'registration' if confirm else 'dry-run'}-{language}.zip"
            command = [sys.executable, "-m", "batchportal", "record", str(scene.companies), str(target)]
            command += ["--config", str(scene.settings), "--language", language, "--row", str(row)]
            subprocess.run([*command, *(["--confirm"] if confirm else [])], check=True, env=environment)


if __name__ == "__main__":
    main()
