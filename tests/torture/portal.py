"""The stub portal in a process of its own, and companies that can be registered there."""

from __future__ import annotations

import contextlib
import re
import subprocess
import threading
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

import httpx

from batchportal.stub.companies import generate, load_demo
from tests.cli_process import ROOT, command, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.torture.happenings import Stream

_NOT_REGISTRABLE = 12
_PATIENCE = 30
_LONGEST_HOLD = 300


class PortalProcess:
    """A stub portal of its own process, that outlives whatever is killed.

    Args:
        folder: of the test.
        companies: how many it has to have.
        words: further words of its command line.
    """

    def __init__(self, folder: Path, companies: int, *words: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        there = companies + _NOT_REGISTRABLE
        ports = ("--port", "0", "--login-port", "0")
        self._process = subprocess.Popen(
            command("stub", *ports, "--companies", str(there), "--verbose", *words),
            cwd=ROOT,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.companies = tuple(islice(_registrable(there), companies))
        self.stream: Stream | None = None
        """Where its answered requests happen, at the moment."""
        self.url = self._address()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self._client = httpx.Client(base_url=self.url, timeout=_PATIENCE)

    def _address(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.match(r"\s+portal\s+(http\S+)", line):
                return found[1]
        raise RuntimeError("the stub portal did not come up")

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                if (stream := self.stream) is not None:
                    stream.add("request", line.rstrip("\n"))

    def hold(self, point: str, stream: Stream) -> None:
        """Hold the next confirmation at a point (`stub.holds.POINTS`); that it is held happens in the stream."""
        self._client.post("_control/hold", json={"point": point}).raise_for_status()

        def look() -> None:
            with contextlib.suppress(httpx.HTTPError), httpx.Client(base_url=self.url, timeout=None) as client:  # noqa: S113 - the portal limits it
                if client.get("_control/hold", params={"wait": _LONGEST_HOLD}).json()["state"] == "held":
                    stream.add("held", point)

        threading.Thread(target=look, daemon=True).start()

    def release(self) -> None:
        """Let it go on."""
        self._client.delete("_control/hold").raise_for_status()

    def truth(self) -> dict[str, Any]:
        """What the portal knows."""
        truth: dict[str, Any] = self._client.get("_truth").raise_for_status().json()
        return truth

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._process.kill()
        self._process.wait()
        self._listener.join()
        assert self._process.stdout is not None
        self._process.stdout.close()


def _registrable(count: int) -> Iterator[str]:
    """Numbers of companies in which the demo user may create a technical user for pensions, and where there is none."""
    demo = load_demo()
    taken = {entry.company for entry in demo.existing}
    for company in generate(count, demo.companies):
        if company.number not in taken and any(role.manages and role.quality == "pensions" for role in company.roles):
            yield company.dotted
