"""What isn't scrubbed yet lies where its owner only can read it, and not for longer than a killed process left it."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

from batchportal.recorder import clear_left, private_folder

LEAVES = """
import os, signal, sys
from pathlib import Path
from batchportal.recorder import private_folder
with private_folder(Path(sys.argv[1])) as folder:
    (folder / "raw.zip").write_bytes(b"canary-password")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_folder_is_its_owners_only_and_goes_with_the_block(tmp_path: Path) -> None:
    with private_folder(tmp_path) as folder:
        (folder / "raw.zip").write_bytes(b"canary")
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent)}
        # Somebody else's run doesn't take away what a living one still needs.
        clear_left(tmp_path)
        assert (folder / "raw.zip").exists()
    assert modes == {0o700}
    assert not folder.exists()


def test_what_a_killed_process_left_goes_when_the_next_one_comes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", LEAVES, str(tmp_path)]
    ended = subprocess.run(command, cwd=Path(__file__).parent.parent, check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    assert any(path.is_file() for path in tmp_path.rglob("*"))
    clear_left(tmp_path)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))
