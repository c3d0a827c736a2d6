"""The command `batchportal`, also as `python -m batchportal`."""

from __future__ import annotations

from batchportal.cli.root import app


def main() -> None:
    """Run the command line and leave with its exit code."""
    app(prog_name="batchportal")


if __name__ == "__main__":
    main()
