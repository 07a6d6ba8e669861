"""Application forms of the demo items, from the data files into fields. No database, no Django."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yimen.catalogue.rules.elements import STANDARD_FORM, FormField

FILES = Path(__file__).parent / "data" / "forms"
CONTACT = FormField("contact", "联系方式", "Contact", kind="section", is_required=False)
END = FormField(
    "end", "结果领取与承诺", "Result and declaration", kind="section", is_required=False
)


@cache
def forms() -> dict[str, list[dict[str, Any]]]:
    """What the files say, by basic code."""
    files = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.toml"))
    )
    return {row["item"]: row["fields"] for file in files for row in file["form"]}


def form_of(basic: str, own: Sequence[Mapping[str, Any]]) -> list[FormField]:
    """The form of an item: its own fields in place of the standard form's open question."""
    at = next(n for n, standard in enumerate(STANDARD_FORM) if standard.key == "request")
    before, after = STANDARD_FORM[:at], STANDARD_FORM[at + 1 :]
    if basic in forms():
        return [CONTACT, *before, *_sectioned(basic, own), END, *after]
    if own:
        return [*before, *(FormField.from_json(row) for row in own), *after]
    return list(STANDARD_FORM)


def _sectioned(basic: str, own: Sequence[Mapping[str, Any]]) -> list[FormField]:
    """The fields of the file; those of the item's own file are named by their keys."""
    known = {row["key"]: row for row in own}
    rows = [{**known.pop(row["key"], {}), **row} for row in forms()[basic]]
    if known:
        raise LookupError(f"{basic}: the form leaves out {sorted(known)}")
    optional = {"section": {"is_required": False}}
    return [FormField.from_json({**optional.get(row.get("kind", ""), {}), **row}) for row in rows]
