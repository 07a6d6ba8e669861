"""What is wrong with an item's checkpoints and rulings."""

from collections.abc import Iterator, Mapping
from typing import Any

from yimen.catalogue.rules.conditions import unknown_names
from yimen.catalogue.rules.quality_terms import ADVISORY, BLOCKING, Finding
from yimen.catalogue.rules.rulings import Checkpoint, Flaw, Input, Ruling, flaws
from yimen.kernel.expressions import trouble_with

LICENSING = "01"  # 行政许可
#: What registers can say of an applicant, to tables that grant at once (秒批).
ON_RECORD: dict[str, list[Any]] = {
    "registry.age": [],
    "registry.is_local": [True, False],
    "registry.in_business": [True, False],
}
#: Flaws that leave a case without a decision, or with two.
GRAVE = frozenset({"empty", "shape", "cell", "gap", "overlap", "sample"})


def review_findings(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything to put right in the rules of review."""
    links = {row["key"] for row in content.get("links") or ()}
    checkpoints = [Checkpoint.from_json(row) for row in content.get("checkpoints") or ()]
    if not checkpoints and content.get("item_type") == LICENSING:
        yield Finding("no_checkpoints", ADVISORY, "checkpoints")
    for one in checkpoints:
        yield from _checkpoint(one, links, content)
    for row in content.get("rulings") or ():
        yield from ruling_findings(Ruling.from_json(row), content)


def facts_known(content: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What expressions may ask about, each with the values it can have; none: any value."""
    known: dict[str, list[Any]] = {}
    for row in content.get("form") or ():
        known[row["key"]] = _values(row, is_many=row.get("kind") == "many")
    for row in content.get("situations") or ():
        known[f"situation.{row['key']}"] = _values(row, is_many=bool(row.get("is_many")))
    return known


def _values(row: Mapping[str, Any], *, is_many: bool) -> list[Any]:
    if row.get("kind") == "yes_no":
        return [True, False]
    return [] if is_many else [option[0] for option in row.get("options") or ()]


def _checkpoint(one: Checkpoint, links: set[str], content: Mapping[str, Any]) -> Iterator[Finding]:
    about = {"checkpoint": one.text[:40]}
    if one.link not in links:
        yield Finding("checkpoint_without_link", BLOCKING, "checkpoints", about)
    if not one.basis.strip():
        yield Finding("checkpoint_without_basis", ADVISORY, "checkpoints", about)
    if one.when and (trouble_with(one.when) or _unknown(one.when, content)):
        yield Finding("checkpoint_condition_wrong", BLOCKING, "checkpoints", about)


def _unknown(expression: str, content: Mapping[str, Any]) -> list[str]:
    """The facts an expression asks for that the item does not ask about."""
    fields = {str(row["key"]) for row in content.get("form") or ()}
    questions = {str(row["key"]) for row in content.get("situations") or ()}
    return unknown_names(expression, fields, questions, today=True)


def ruling_findings(ruling: Ruling, content: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything to put right in one table."""
    facts = facts_known(content) | (ON_RECORD if ruling.grants else {})
    links = {row["key"] for row in content.get("links") or ()}
    about: dict[str, object] = {"ruling": ruling.name or "…"}
    if ruling.link not in links:
        yield Finding("ruling_without_link", BLOCKING, "rulings", about)
    for one in ruling.inputs:
        for name in _unknown(one.fact, content):
            if ruling.grants and one.fact in ON_RECORD:
                continue
            unknown = about | {"fact": name, "label": one.label}
            yield Finding("ruling_asks_unknown", BLOCKING, "rulings", unknown)
    for flaw in flaws(ruling, {name: values for name, values in facts.items() if values}):
        level = BLOCKING if flaw.code in GRAVE else ADVISORY
        yield Finding(f"ruling_{flaw.code}", level, "rulings", about | _facts(ruling, flaw))


def _facts(ruling: Ruling, flaw: Flaw) -> dict[str, object]:
    """The flaw's place and example in words: lines are counted from 1."""
    return {
        "line": "" if flaw.line is None else flaw.line + 1,
        "other": "" if flaw.other is None else flaw.other + 1,
        "example": "，".join(map(_example, ruling.inputs, flaw.values)),
        "cell": flaw.text,
    }


def _example(one: Input, value: Any) -> str:
    shown = f"{value:g}" if isinstance(value, float) else value
    return f"{one.label} = {shown}"
