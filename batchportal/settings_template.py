"""The commented `batchportal.toml` that `batchportal init` writes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from batchportal.settings import ENVIRONMENT_ONLY, Settings
from batchportal.settings_place import PREFIX

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def template() -> str:
    """Every setting, its meaning and its default, as TOML in comments."""
    lines = [
        "# Settings of batchportal. Take away the # before a line to change it.",
        f"# A flag on the command line and a variable such as {PREFIX}SESSIONS=4 both win over this file.",
        "# Not here: user name and password. Store them with `batchportal login set NAME`, or, in CI, set",
        f"# {PREFIX}USERNAME and {PREFIX}PASSWORD.",
    ]
    for name, field in Settings.model_fields.items():
        if name in (*ENVIRONMENT_ONLY, "rows"):
            continue
        lines += ["", *_comment(field), f"# {name} = {_toml(_sample(field))}"]
    rows = Settings.model_fields["rows"]
    lines += ["", *_comment(rows), "# [rows]"]
    lines += [f"# {column} = {_toml(value)}" for column, value in _sample(rows).items()]
    return "\n".join(lines) + "\n"


def _comment(field: FieldInfo) -> list[str]:
    return textwrap.wrap(str(field.description), width=100, initial_indent="# ", subsequent_indent="# ")


def _sample(field: FieldInfo) -> Any:
    """What the template shows: the example where there is one, else the default."""
    if field.examples:
        return field.examples[0]
    return field.get_default(
        call_default_factory=True, validated_data={"portal": Settings.model_fields["portal"].default}
    )


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    text = str(value)
    # A literal string keeps the backslashes of a Windows path.
    return f"'{text}'" if "\\" in text else f'"{text}"'
