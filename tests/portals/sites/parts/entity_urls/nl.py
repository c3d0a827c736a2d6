"""Dutch catalogue: French text -> Dutch text, read from nl.txt (one pair a line, with a bar between them)."""

import pathlib

_LINES = pathlib.Path(__file__).with_name("nl.txt").read_text(encoding="utf-8").splitlines()
DUTCH = dict(line.split("|", 1) for line in _LINES if line)
