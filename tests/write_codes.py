"""Writes `docs/codes.md` from the advice that terminal and report give: `python -m tests.write_codes`."""

from __future__ import annotations

from pathlib import Path

from batchportal.report.advice import advice_for, codes

FILE = Path(__file__).parent.parent / "docs" / "codes.md"
_HEAD = """\
# What went wrong, and what to do

Every registration that isn't done has a code: in the table's last part, in `error.code` of `--json`, in the export's
column `error_code`, in the report. The message beside it says what happened and where. What to do:

| code | what to do |
|---|---|
"""


def text() -> str:
    """The page."""
    return _HEAD + "".join(f"| `{code}` | {advice_for(code)} |\n" for code in sorted(codes()))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
