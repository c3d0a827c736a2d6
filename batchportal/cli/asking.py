"""Questions to the person at the terminal, and what happens where there is none."""

import sys

import typer

from batchportal.errors import UsageError


def somebody_there() -> bool:
    """Whether a person can answer: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(question: str) -> bool:
    """Ask on stderr; no is the answer of whoever just presses Enter.

    Raises:
        UsageError: nobody is there to answer.
    """
    if not somebody_there():
        raise UsageError(
            "There is no terminal to ask the question on. Add --yes to go ahead without it.", code="no_answer"
        )
    return typer.confirm(question, default=False, err=True)


def line(prompt: str) -> str:
    """A line of text, from the terminal or from stdin.

    Raises:
        UsageError: it is empty.
    """
    text: str = typer.prompt(prompt, err=True, default="", show_default=False) if somebody_there() else _from_stdin()
    if not text.strip():
        raise UsageError(f"{prompt}: nothing was given. Type it, or, without a terminal, give it on stdin.")
    return text.strip()


def secret(prompt: str, *, twice: bool = False) -> str:
    """A secret, without showing it; from stdin (one line) where there is no terminal. Never trimmed.

    Raises:
        UsageError: it is empty.
    """
    if somebody_there():
        text: str = typer.prompt(
            prompt, hide_input=True, err=True, default="", show_default=False, confirmation_prompt=twice
        )
    else:
        text = _from_stdin()
    if not text:
        raise UsageError(f"{prompt}: nothing was given. Type it, or, without a terminal, give it on stdin.")
    return text


def _from_stdin() -> str:
    return sys.stdin.readline().rstrip("\r\n")
