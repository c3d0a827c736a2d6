"""The HTML report, in a browser."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from batchportal import moments
from batchportal.errors import UsageError
from batchportal.models import EnterpriseNumber, Outcome, Problem, SenderNumber, State
from batchportal.report import page as report

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PORTAL = "https://portal.example"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f0005000"
    "1ff56c72f0d0000000049454e44ae426082"
)


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """The evidence of one visit, in a folder whose name needs quoting."""
    folder = tmp_path / "evidence" / "0403.170.701 #1 %20"
    folder.mkdir(parents=True)
    for second, name in enumerate(("review.png", "created.png")):
        (folder / name).write_bytes(PIXEL)
        os.utime(folder / name, (second, second))
    return folder


def _outcomes(evidence: Path) -> tuple[Outcome, ...]:
    refusal = Problem("username_taken", "<script>alert(1)</script> & the portal's words", "username")
    return (
        Outcome(
            2,
            EnterpriseNumber("0403170701"),
            "sillon01",
            State.REGISTERED,
            SenderNumber("6400"),
            evidence=str(evidence),
        ),
        Outcome(3, EnterpriseNumber("0441122049"), "pension01", State.REJECTED, problem=refusal),
        Outcome(4, EnterpriseNumber("0458734180"), "pension02", State.REJECTED, problem=refusal),
    )


def test_a_browser_shows_the_report_with_its_pictures(tmp_path: Path, evidence: Path, page: Page) -> None:
    report.write(tmp_path / "report.html", PORTAL, _outcomes(evidence))
    page.goto((tmp_path / "report.html").as_uri())
    assert page.get_by_role("heading", level=1).inner_text() == "1 of 3 registrations are done"
    assert page.get_by_role("row").filter(has_text="0403.170.701").get_by_role("link").all_inner_texts() == [
        "review",
        "created",
    ]
    picture = page.get_by_role("img", name="Result page of 0403.170.701")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.images].every((image) => image.complete)")
    assert picture.evaluate("image => image.naturalWidth") == 1


def test_advice_stands_once_above_all_rows_that_need_it(tmp_path: Path, evidence: Path, page: Page) -> None:
    report.write(tmp_path / "report.html", PORTAL, _outcomes(evidence))
    page.goto((tmp_path / "report.html").as_uri())
    assert page.get_by_text("Choose another user name").count() == 1
    assert page.get_by_text("the portal's words").count() == 1
    assert "0441.122.049 row 3, 0458.734.180 row 4 on page username" in page.locator(".case").inner_text()


def test_nothing_on_the_page_runs_and_nothing_is_fetched_from_elsewhere(tmp_path: Path, evidence: Path) -> None:
    html = report.render(tmp_path, PORTAL, _outcomes(evidence))
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert 'src="http' not in html
    assert "@import" not in html
    assert str(tmp_path) not in html


def test_a_report_can_be_moved_with_its_evidence(tmp_path: Path, evidence: Path) -> None:
    html = report.render(tmp_path, PORTAL, _outcomes(evidence))
    assert 'href="evidence/0403.170.701%20%231%20%2520/review.png"' in html
    below = report.render(tmp_path / "elsewhere", PORTAL, _outcomes(evidence))
    assert 'href="../evidence/0403.170.701%20%231%20%2520/review.png"' in below


def test_evidence_that_has_gone_leaves_no_broken_picture(tmp_path: Path) -> None:
    html = report.render(tmp_path, PORTAL, _outcomes(tmp_path / "gone"))
    assert "<img" not in html


def test_the_page_tells_the_time_in_belgium_with_its_zone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "now", lambda: datetime(2026, 7, 2, 0, 30, tzinfo=moments.BELGIUM))
    assert ">2026-07-02 00:30 CEST<" in report.render(tmp_path, PORTAL, ())


def test_an_empty_ledger_gives_a_page_that_says_so(tmp_path: Path) -> None:
    assert "No registrations yet" in report.render(tmp_path, PORTAL, ())


def test_a_page_that_exists_is_left_alone_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists"):
        report.write(path, PORTAL, ())
    assert path.read_text(encoding="utf-8") == "mine"
    report.write(path, PORTAL, (), overwrite=True)
    assert "No registrations yet" in path.read_text(encoding="utf-8")


def test_every_state_has_words_and_a_meaning() -> None:
    assert set(report._WORDS) == set(report._MEANINGS) == set(State)
