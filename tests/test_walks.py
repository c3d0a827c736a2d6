"""Recordings: the flows walk each of them with no stub running, and no secret is in any."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from batchportal import walks
from batchportal.errors import UsageError
from batchportal.models import State
from batchportal.recorder import HAR_NAME, NotScrubbed, Scrubber, scrub
from batchportal.stub import StubPortal
from tests.portal_runs import Runs

if TYPE_CHECKING:
    from tests.conftest import RunAsync

FOLDER = Path(__file__).parent.parent / "recordings"
RECORDINGS = sorted(FOLDER.glob("*.zip"))


def har(*entries: dict[str, object]) -> bytes:
    return json.dumps({"log": {"entries": list(entries)}}).encode()


def entry(url: str, *, sent: str = "", cookie: str = "") -> dict[str, object]:
    return {
        "request": {"method": "POST", "url": url, "headers": [], "postData": {"text": sent}},
        "response": {"status": 200, "headers": [{"name": "Set-Cookie", "value": cookie}], "content": {"text": "ok"}},
    }


def raw(folder: Path, *entries: dict[str, object]) -> Path:
    path = folder / "raw.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(HAR_NAME, har(*entries))
    return path


def text_of(recording: Path) -> str:
    with zipfile.ZipFile(recording) as archive:
        return "\n".join(archive.read(name).decode("latin-1") for name in archive.namelist())


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_a_recording_is_walked_as_it_was_recorded(recording: Path, tmp_path: Path, run_async: RunAsync) -> None:
    played = run_async(walks.play(recording, tmp_path, report=lambda _progress: None))
    walk = walks.read_walk(recording)

    assert (played.outcome.state, played.outcome.sender_number) == (walk.state, walk.sender_number)
    assert played.misses == ()


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_a_kept_recording_holds_no_secret_and_no_address_of_a_machine(recording: Path) -> None:
    text = text_of(recording)

    for secret in [user.password for user in StubPortal().users] + ["127.0.0.1", "localhost"]:
        assert secret not in text
    assert walks.PASSWORD_PLACEHOLDER in text
    assert "http://portal.test" in text


def test_a_walk_is_recorded_and_plays_without_the_portal(tmp_path: Path, run_async: RunAsync) -> None:
    target = tmp_path / "walk.zip"
    with StubPortal() as portal:
        runs = Runs(portal, tmp_path, run_async)
        row = runs.rows(1)[0]
        work = walks.record(runs.settings(), row, target, confirm=True, report=runs.told.append)
        (recorded,) = run_async(work).outcomes
        assert recorded.state is State.REGISTERED
        assert runs.confirms == 1
    played = run_async(walks.play(target, tmp_path / "again", report=lambda _progress: None))

    assert played.outcome.sender_number == recorded.sender_number
    assert portal.users[0].password not in text_of(target)


def test_passwords_and_cookies_are_replaced_however_they_are_written(tmp_path: Path) -> None:
    secret = 'p@ss "word" & 1'
    source = raw(
        tmp_path,
        entry(
            "https://real.example/in",
            sent=f"pw=p%40ss+%22word%22+%26+1&again={secret}",
            cookie="sid=0123456789; Path=/",
        ),
        entry("https://real.example/next?sid=0123456789"),
    )
    target = tmp_path / "scrubbed.zip"
    scrub(source, target, Scrubber({secret: "recorded-password"}, "https://real.example/"), {})

    text = text_of(target)
    for gone in (secret, "p%40ss", "0123456789", "real.example"):
        assert gone not in text
    assert text.count("recorded-password") == 2


def test_a_recording_in_which_a_secret_is_left_is_not_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = raw(tmp_path, entry("https://real.example/in", sent="pw=canary-secret"))
    monkeypatch.setattr(Scrubber, "text", lambda _self, text: text)
    target = tmp_path / "scrubbed.zip"

    with pytest.raises(NotScrubbed, match="recorded-password"):
        scrub(source, target, Scrubber({"canary-secret": "recorded-password"}, "https://real.example/"), {})
    assert not target.exists()


def test_a_file_that_is_no_recording_is_named(tmp_path: Path, run_async: RunAsync) -> None:
    path = tmp_path / "list.zip"
    path.write_bytes(b"no zip")

    with pytest.raises(UsageError, match=r"list\.zip is not a recording"):
        run_async(walks.play(path, tmp_path, report=lambda _progress: None))
