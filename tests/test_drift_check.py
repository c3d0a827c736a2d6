"""Checking a portal for drift: a real walk over the stub, in a real browser, up to the last reversible page."""

from __future__ import annotations

import io
import json
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from batchportal.cli import walks
from batchportal.cli.progress import page_name
from batchportal.drift import baseline
from batchportal.drift.check import check
from batchportal.drift.report import ControlReport, Report, Sight
from batchportal.drift.walking import Order
from batchportal.errors import UsageError
from batchportal.models import Channel, EnterpriseNumber, Language, Progress
from batchportal.settings import load_settings
from batchportal.stub import StubPortal
from batchportal.stub.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from batchportal.settings import Settings
    from tests.conftest import RunAsync

SILLON, ANCRE, CANAL = (EnterpriseNumber(digits) for digits in ("0403170701", "0207886044", "0903441766"))
FTP = Order(company=SILLON, channel=Channel.FTP)


@dataclass
class Checks:
    """Somebody who checks one stub portal again and again."""

    portal: StubPortal
    folder: Path
    run_async: RunAsync
    told: list[Progress] = field(default_factory=list)

    def settings(self, **changes: Any) -> Settings:
        """Settings for this portal."""
        user = self.portal.users[0]
        given = {
            "portal": self.portal.url,
            "database": f"sqlite:///{self.folder / 'ledger.db'}",
            "output": self.folder / "output",
            "username": user.username,
            "password": user.password,
            "timeout": 12,
        }
        return load_settings(**{**given, **changes})

    def check(self, order: Order = FTP, *, accept: bool = False, **changes: Any) -> Report:
        """One walk."""
        return self.run_async(check(self.settings(**changes), order, report=self.told.append, accept=accept))

    def kept(self, language: Language = Language.FR) -> Path:
        """Where the last good walk is kept."""
        return baseline.path(self.portal.url, language)


@pytest.fixture
def portal() -> Iterator[StubPortal]:
    with StubPortal() as portal:
        yield portal


@pytest.fixture
def checks(portal: StubPortal, tmp_path: Path, run_async: RunAsync) -> Checks:
    return Checks(portal, tmp_path, run_async)


def controls(report: Report) -> dict[str, ControlReport]:
    """All controls by page and name."""
    return {f"{page.name}/{control.name}": control for page in report.pages for control in page.controls}


def changes(report: Report) -> dict[str, tuple[str, ...]]:
    """What has changed, by page."""
    return {page.name: page.changes for page in report.pages if page.changes}


def test_a_walk_reports_every_page_up_to_the_last_reversible_one_confirms_nothing_and_keeps_nothing_personal(
    checks: Checks,
) -> None:
    report = checks.check(Order())
    assert (report.exit_code, report.problem, report.drift, report.company) == (0, None, (), SILLON)
    pages = [page.name for page in report.pages]
    assert pages[:2] == ["entrance: audience", "entrance: log_in"]
    for page in ("login", "companies", "wizard", "contact", "channel", "username", "review", "information"):
        assert page in pages
    seen = controls(report)
    name = seen["contact/contact.last_name"]
    assert (name.sight, name.count, name.caption, name.strategy) == (Sight.USED, 1, "Nom", "label")
    assert name.seconds is not None
    assert seen["channel/channel.certificate"].sight is Sight.USED
    assert seen["channel/wizard.forward"].caption == "Suivant"
    assert seen["review/review.phone"].caption == "Téléphone"
    assert seen["channel/channel.applications_search"].sight is Sight.ABSENT
    truth = checks.portal.truth()
    assert (truth["confirm_requests"], truth["registrations"], truth["log_ins"]["accepted"]) == (0, [], 1)
    assert_nothing_personal(checks)


def assert_nothing_personal(checks: Checks) -> None:
    """The walk is kept for its owner alone; words of the portal are in it, people and companies are not."""
    text = checks.kept().read_text(encoding="utf-8")
    assert stat.S_IMODE(checks.kept().stat().st_mode) == 0o600
    assert 'link \\"Gestion d\u2019accès\\"' in text
    user = checks.portal.users[0]
    names = [company.name for company in checks.portal.companies]
    numbers = [company.short for company in checks.portal.companies]
    invented = ["Marie", "Exemple", "555", "controle@", "controle0"]
    for secret in (user.password, f'{user.username}"', *names, *numbers, *invented, "http://", ".do"):
        assert secret not in text


def test_the_next_walk_says_what_has_changed_and_a_needed_control_under_another_known_caption_is_no_drift(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = checks.check()
    assert (first.since, changes(first)) == (None, {})
    monkeypatch.setitem(WORDS["fr"]["wizard"], "next", "Étape suivante")
    monkeypatch.setitem(WORDS["fr"]["contact"], "title", "Qui est votre contact")
    second = checks.check()
    assert (second.problem, second.exit_code, second.kept) == (None, 0, True)
    assert second.since is not None
    changed = changes(second)["contact"]
    assert "wizard.forward: 'Suivant' is now 'Étape suivante'" in changed
    assert 'new: heading "Qui est votre contact" [level=1]' in changed
    assert "login" not in changes(second)


def test_a_missing_control_is_drift_with_its_nearest_captions_and_no_walk_is_kept(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WORDS["fr"]["contact"], "last_name", "Nom patronymique")
    report = checks.check()
    (missing,) = report.drift
    assert (missing.name, missing.sight, missing.count) == ("contact.last_name", Sight.MISSING, 0)
    assert "Nom patronymique" in " ".join(missing.nearest)
    assert report.problem is not None
    assert (report.exit_code, report.problem.code, report.kept) == (1, "control_not_found", False)
    assert not checks.kept().exists()
    assert report.document()["drift"] == ["contact.last_name"]
    assert json.dumps(report.document())
    assert checks.portal.truth()["confirm_requests"] == 0


def test_a_value_that_has_gone_from_the_review_page_is_drift_until_it_is_accepted(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.check()
    monkeypatch.setitem(WORDS["fr"]["contact"], "phone", "Téléphone fixe ou GSM")
    report = checks.check()
    assert [(control.name, control.sight) for control in report.drift] == [("review.phone", Sight.GONE)]
    assert (report.exit_code, report.problem, report.kept) == (1, None, False)
    accepted = checks.check(accept=True)
    assert (accepted.exit_code, accepted.kept) == (0, True)


def test_a_users_selectors_file_mends_a_page_end_to_end(
    checks: Checks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(WORDS["fr"]["contact"], "last_name", "Patronyme")
    monkeypatch.setitem(WORDS["fr"]["contact"], "first_name", "Petit nom")
    own = tmp_path / "own"
    own.mkdir()
    (own / "contact.toml").write_text(
        '[last_name]\nfr = ["Patronyme"]\n\n[first_name.exact.fr]\ncss = "[name=first_name]"\n', encoding="utf-8"
    )
    report = checks.check(selectors=own)
    seen = controls(report)
    assert (report.problem, report.drift) == (None, ())
    last, first = seen["contact/contact.last_name"], seen["contact/contact.first_name"]
    assert (last.caption, last.strategy, last.overridden) == ("Patronyme", "label", True)
    assert (first.caption, first.strategy, first.overridden) == (None, "exact", True)
    assert not seen["contact/contact.phone"].overridden


def test_a_company_with_a_technical_user_is_no_drift_but_no_complete_check_either(checks: Checks) -> None:
    report = checks.check(Order(company=ANCRE))
    assert report.problem is not None
    assert (report.exit_code, report.problem.code, report.drift) == (1, "already_registered", ())
    assert not report.kept


def test_without_a_company_the_first_of_the_list_that_will_do_is_walked(tmp_path: Path, run_async: RunAsync) -> None:
    demo = {company.number: company for company in StubPortal().companies}
    with StubPortal(companies=[demo[one.digits] for one in (CANAL, ANCRE, SILLON)]) as portal:
        checks = Checks(portal, tmp_path, run_async)
        report = checks.check(Order(channel=Channel.FTP))
        assert (report.problem, report.company, report.drift) == (None, SILLON, ())
        notices = [progress.text for progress in checks.told if progress.kind == "notice"]
        assert len([text for text in notices if text.endswith("Trying the next company.")]) == 2


def test_of_a_walk_that_ended_early_only_what_it_reached_is_compared(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.check()
    monkeypatch.setitem(WORDS["fr"]["contact"], "last_name", "Nom patronymique")
    monkeypatch.setitem(WORDS["fr"]["contact"], "title", "Qui est votre contact")
    report = checks.check()
    assert report.problem is not None
    assert [control.name for control in report.drift] == ["contact.last_name"]
    assert changes(report).keys() == {"contact"}
    assert 'new: heading "Qui est votre contact" [level=1]' in changes(report)["contact"]
    assert 'gone: textbox "Nom *"' in changes(report)["contact"]
    assert report.unreached[:3] == ("channel", "username", "review")
    assert report.unreached == tuple(report.document()["not_reached"])
    assert not {page.name for page in report.pages} & set(report.unreached)


def test_of_pages_that_a_walk_came_to_less_often_nothing_is_said_to_be_gone(checks: Checks) -> None:
    checks.check()
    checks.portal.fault("contact", "http_500", count=9)
    report = checks.check()
    assert (report.exit_code, report.drift) == (1, ())
    lines = [line for page in report.pages for line in page.changes]
    assert [line for line in lines if line.startswith("gone") or line.endswith("no longer there")] == []


def test_what_is_gone_from_a_page_that_was_walked_is_drift_though_the_walk_ended_early_behind_it(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.check()
    monkeypatch.setitem(WORDS["fr"]["contact"], "phone", "Téléphone fixe ou GSM")
    monkeypatch.setitem(WORDS["fr"]["messages"], "information", "Ailleurs")
    report = checks.check()
    assert report.problem is not None
    assert ("review.phone", Sight.GONE) in [(control.name, control.sight) for control in report.drift]
    assert report.unreached == ("secured: information", "information")


def test_a_walk_that_ended_early_says_so_and_what_it_did_not_reach(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.check()
    monkeypatch.setitem(WORDS["fr"]["contact"], "last_name", "Nom patronymique")
    report = checks.check()
    console = Console(file=io.StringIO(), width=200)
    told = [str(one) for one in walks.report(console, report, everything=False)]
    assert any(one.startswith("The walk ended early: control_not_found") for one in told)
    assert any(one.startswith(f"Not reached: {page_name('channel')}, ") for one in told)


def test_a_company_is_taken_from_a_list_that_opens_only_when_it_is_pressed(tmp_path: Path, run_async: RunAsync) -> None:
    with StubPortal(skin="spa") as portal:
        report = Checks(portal, tmp_path, run_async).check(Order(channel=Channel.FTP))
        assert (report.problem, report.company) == (None, SILLON)


def test_a_refused_password_is_tried_once_by_all_checks(checks: Checks) -> None:
    first = checks.check(password="canary-wrong")
    again = checks.check(password="canary-wrong")
    assert (first.exit_code, again.exit_code) == (77, 77)
    assert first.problem is not None
    assert again.problem is not None
    assert (first.problem.code, again.problem.code) == ("login_refused", "login_locked")
    assert checks.portal.truth()["log_ins"]["refused"] == 1


def test_a_portal_that_is_down_is_no_drift(checks: Checks) -> None:
    checks.portal.fault("home", "http_503", count=9)
    report = checks.check()
    assert (report.exit_code, report.drift, report.kept) == (75, (), False)


def test_a_wrong_selectors_file_stops_the_check_before_the_portal_is_touched(checks: Checks, tmp_path: Path) -> None:
    (tmp_path / "contact.toml").write_text('[lastname]\ncss = "#a"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="Did you mean 'last_name'"):
        checks.check(selectors=tmp_path)
    assert checks.portal.truth()["log_ins"]["accepted"] == 0


def test_css_that_the_browser_refuses_stops_the_check_before_the_password_wherever_it_would_be_used(
    checks: Checks, tmp_path: Path
) -> None:
    (tmp_path / "created.toml").write_text('[sender_number]\ncss = "a[1]"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"created\.toml, \[sender_number\]: css is 'a\[1\]', which the browser"):
        checks.check(selectors=tmp_path)
    log_ins = checks.portal.truth()["log_ins"]
    assert (log_ins["accepted"], log_ins["refused"]) == (0, 0)


def test_a_kept_walk_that_nobody_understands_is_as_good_as_none(tmp_path: Path) -> None:
    for content in ("", "[]", "{}", '{"format": 99}', '{"format": 1, "at": "x", "pages": {}}'):
        (tmp_path / "walk.json").write_text(content, encoding="utf-8")
        assert baseline.load(tmp_path / "walk.json") is None
    assert baseline.load(tmp_path / "none.json") is None
