"""Results on stdout for scripts: one JSON document, nothing else."""

import json
import sys
from collections.abc import Mapping


def json_document(content: Mapping[str, object]) -> None:
    """Write the one document."""
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
    sys.stdout.flush()
