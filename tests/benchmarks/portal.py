"""The stub portal as a process of its own, so that what it takes is nobody's else."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from batchportal.stub import StubPortal

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = re.compile(r"http://127\.0\.0\.1:\d+/")


@dataclass(frozen=True, slots=True)
class Portal:
    """Where it is and who may log in."""

    url: str
    username: str
    password: str


@contextmanager
def portal_process(*, companies: int, latency_ms: int) -> Iterator[Portal]:
    """Run `batchportal stub` until the block ends."""
    command = [sys.executable, "-m", "batchportal", "stub", "--port", "0", "--login-port", "0"]
    process = subprocess.Popen(
        [*command, "--companies", str(companies), "--latency-ms", str(latency_ms)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := _URL.search(line):
                user = StubPortal().users[0]
                yield Portal(found[0], user.username, user.password)
                return
        raise RuntimeError("the stub portal did not start")
    finally:
        process.terminate()
        process.wait()
