"""Moments are told in Belgian time, with the zone named, wherever the machine stands."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime

from batchportal import moments
from tests.cli_process import ROOT

SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
WINTER = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_a_moment_is_told_in_belgian_time_with_its_zone() -> None:
    assert moments.spoken(SUMMER) == "2026-07-02 00:30 CEST"
    assert moments.spoken(WINTER) == "2027-01-01 00:30 CET"
    assert moments.day(WINTER) == "2027-01-01"
    assert moments.in_file_name(WINTER) == "20270101-003000-000000-CET"


def test_a_machine_elsewhere_without_a_time_zone_database_tells_the_same() -> None:
    script = (
        "from datetime import UTC, datetime; from batchportal import moments; "
        "print(moments.spoken(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)))"
    )
    variables = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONTZPATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], env=variables, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2026-07-02 00:30 CEST"
