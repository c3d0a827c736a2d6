"""`python -m batchportal.stub` is `batchportal stub`, without the client."""

from __future__ import annotations

import sys

from batchportal.stub.command import main

sys.exit(main())
