"""The JSON document on stdout, short and long."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from batchportal.cli import written

if TYPE_CHECKING:
    from typing import Any


@pytest.mark.parametrize(("entries", "lines"), [(2, True), (1001, False)])
def test_a_document_is_whole_and_indented_where_a_person_may_read_it(
    capsys: pytest.CaptureFixture[str], *, entries: int, lines: bool
) -> None:
    content: dict[str, Any] = {"portal": "é", "registrations": [{"row": row} for row in range(entries)]}
    written.json_document(content)
    text = capsys.readouterr().out

    assert json.loads(text) == content
    assert ("\n  " in text) is lines
    assert "é" in text
