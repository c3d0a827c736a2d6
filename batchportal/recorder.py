"""Turns the HAR of a walk into a recording that may be kept: no cookie, password or address of the recorded portal.

A HAR holds everything that was typed and every cookie in clear (facts/feasibility.md 7). Scrubbing replaces rather
than deletes, equal values by equal placeholders, so that the recording still plays (facts/peers.md D).
"""

from __future__ import annotations

import base64
import contextlib
import html
import json
import os
import re
import shutil
import zipfile
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus, urlsplit

import psutil

from batchportal import files
from batchportal.errors import BatchportalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from batchportal.singleshot import Answer

PORTAL_ORIGIN = "http://portal.test"
OTHER_ORIGINS = "http://other{number}.test"
HAR_NAME = "har.har"
_UNSCRUBBED = "unscrubbed"
_SHORTEST_TOKEN = 8
_OF_THIS_MACHINE = frozenset({"serverIPAddress", "_serverPort", "connection", "startedDateTime", "time", "timings"})
_COOKIE = re.compile(r"([^=;,\s]+)=([^;]*)")
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization"})


class NotScrubbed(BatchportalError):
    """A secret was found in the finished recording; it was not saved."""

    code = "recording_not_scrubbed"


@dataclass(slots=True)
class Scrubber:
    """Knows the values that must not stay, and what stands in their place.

    Args:
        secrets: placeholder by secret value, for what was typed.
        portal: the address of the recorded portal; becomes `http://portal.test`.
    """

    secrets: Mapping[str, str]
    portal: str
    _tokens: dict[str, str] = field(default_factory=dict)
    _origins: dict[str, str] = field(default_factory=dict)

    def learn(self, har: Mapping[str, Any]) -> None:
        """Collect cookies and origins, so that they are replaced wherever they stand."""
        self._origins[_origin(self.portal)] = PORTAL_ORIGIN
        for entry in har["log"]["entries"]:
            origin = _origin(entry["request"]["url"])
            self._origins.setdefault(origin, OTHER_ORIGINS.format(number=len(self._origins)))
            for header in [*entry["request"]["headers"], *entry["response"]["headers"]]:
                self._learn_header(header["name"].lower(), header["value"])

    def _learn_header(self, name: str, value: str) -> None:
        if name in _SECRET_HEADERS:
            self._token(value)
        elif name == "cookie":
            for _, cookie in _COOKIE.findall(value):
                self._token(cookie)
        elif name == "set-cookie":
            # Playwright joins several with a line feed; only the first pair of each is the cookie.
            for line in value.split("\n"):
                if found := _COOKIE.match(line):
                    self._token(found[2])

    def _token(self, value: str) -> None:
        # A shorter one is a choice, such as the language, and no secret.
        if len(value) >= _SHORTEST_TOKEN:
            self._tokens.setdefault(value, f"s{len(self._tokens) + 1}")

    def text(self, text: str) -> str:
        """The text with every secret, cookie and origin replaced, in every way they may be written."""
        replacements = {**self._tokens, **self.secrets, **self._origins}
        for origin, invented in self._origins.items():
            replacements[urlsplit(origin).netloc] = urlsplit(invented).netloc
        for value in sorted(replacements, key=len, reverse=True):
            for written, instead in zip(_spellings(value), _spellings(replacements[value]), strict=True):
                if written in text:
                    text = _as_word(written).sub(instead.replace("\\", r"\\"), text)
        return text

    def left_in(self, text: str) -> list[str]:
        """Placeholders of the secrets that are still in a text."""
        return [
            name
            for value, name in self.secrets.items()
            if any(_as_word(written).search(text) for written in _spellings(value))
        ]

    def tree(self, value: Any) -> Any:
        """The same for every text in a JSON value."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.tree(each) for each in value]
        return {name: self.tree(each) for name, each in value.items()} if isinstance(value, dict) else value


@contextlib.contextmanager
def private_folder(output: Path) -> Iterator[Path]:
    """A folder for what isn't scrubbed yet, for this process and its owner only; it goes with the block.

    Args:
        output: where it is made. What a process that was killed left there goes when the next one comes.
    """
    clear_left(output)
    folder = output / _UNSCRUBBED / str(os.getpid())
    files.own_folder(folder)
    folder.parent.chmod(0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear_left(output: Path) -> None:
    """Remove what processes that were killed while they recorded have left: it holds passwords."""
    for folder in (output / _UNSCRUBBED).glob("*"):
        if not (folder.name.isdigit() and psutil.pid_exists(int(folder.name))):
            shutil.rmtree(folder, ignore_errors=True)


def scrub(raw: Path, target: Path, scrubber: Scrubber, extra: Mapping[str, bytes]) -> None:
    """Write a scrubbed copy of a HAR zip.

    Args:
        raw: what the browser wrote.
        target: the recording.
        scrubber: what must not stay.
        extra: members to add, scrubbed too.

    Raises:
        NotScrubbed: a secret is left; nothing was written.
    """
    with zipfile.ZipFile(raw) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    har = json.loads(members[HAR_NAME])
    members |= _complete(har, raw)
    har["log"]["entries"] = [_slim(entry) for entry in har["log"]["entries"] if entry["response"]["status"] > 0]
    scrubber.learn(har)
    members |= {**extra, HAR_NAME: json.dumps(har).encode()}
    scrubbed = {name: _scrub_member(name, content, scrubber) for name, content in members.items()}
    if left := sorted({name for content in scrubbed.values() for name in scrubber.left_in(_decode(content))}):
        raise NotScrubbed(f"The recording still holds {', '.join(left)}; it was not saved.")
    _write(target, scrubbed.items())


def keep_answers(har: Path, answers: Iterable[Answer]) -> None:
    """Write the answers that went around the browser beside its HAR, where `scrub` finds them."""
    plain = [{**asdict(answer), "body": base64.b64encode(answer.body).decode()} for answer in answers]
    _answers_of(har).write_text(json.dumps(plain), encoding="utf-8")


def _answers_of(har: Path) -> Path:
    return har.with_suffix(".answers.json")


def _complete(har: dict[str, Any], raw: Path) -> dict[str, bytes]:
    """Put the portal's true answers where the HAR has what the browser was given in their place; their bodies."""
    if not _answers_of(raw).exists():
        return {}
    members = {}
    for number, answer in enumerate(json.loads(_answers_of(raw).read_text(encoding="utf-8")), start=1):
        name = f"answer-{number}.html"
        members[name] = base64.b64decode(answer["body"])
        for entry in har["log"]["entries"]:
            if (entry["request"]["method"], entry["request"]["url"]) == (answer["method"], answer["url"]):
                headers = [{"name": key, "value": value} for key, value in answer["headers"].items()]
                entry["response"] |= {"status": answer["status"], "headers": headers, "content": {"_file": name}}
    return members


def _slim(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry without what only says where and how fast it was recorded."""
    return {name: value for name, value in entry.items() if name not in _OF_THIS_MACHINE}


def _scrub_member(name: str, content: bytes, scrubber: Scrubber) -> bytes:
    if name.endswith((".json", ".har")):
        return json.dumps(scrubber.tree(json.loads(content)), ensure_ascii=False, indent=1).encode()
    try:
        return scrubber.text(content.decode("utf-8")).encode()
    except UnicodeDecodeError:
        # A page in another encoding, or a picture: Latin-1 maps every byte to itself and back.
        return scrubber.text(content.decode("latin-1")).encode("latin-1")


def _decode(content: bytes) -> str:
    return content.decode("latin-1") + content.decode("utf-8", errors="ignore")


def _write(target: Path, members: Iterable[tuple[str, bytes]]) -> None:
    """Write the zip so that the same walk gives the same file: fixed dates and order."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members):
            archive.writestr(zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    os.replace(partial, target)  # noqa: PTH105 - Path.replace returns a new path for nothing


def _as_word(value: str) -> re.Pattern[str]:
    """A short value is only meant where it stands by itself: `demo`, not `democracy`."""
    if len(value) >= _SHORTEST_TOKEN:
        return re.compile(re.escape(value))
    return re.compile(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _spellings(value: str) -> tuple[str, ...]:
    """The ways in which a value may be written in pages, forms and headers."""
    return (
        value,
        quote(value, safe=""),
        quote_plus(value),
        json.dumps(value)[1:-1],
        html.escape(value),
        base64.b64encode(value.encode()).decode(),
    )
