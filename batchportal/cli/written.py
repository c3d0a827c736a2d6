"""Results on stdout for scripts: one JSON document, nothing else."""

import json
import sys
from collections.abc import Mapping, Sized

_READABLE = 1000
"""Entries up to which a person may want to read it; indenting more takes seconds."""


def json_document(content: Mapping[str, object]) -> None:
    """Write the one document: indented, unless it is too long to be read anyway."""
    longest = max((len(value) for value in content.values() if isinstance(value, Sized)), default=0)
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2 if longest <= _READABLE else None))
    sys.stdout.write("\n")
    sys.stdout.flush()
