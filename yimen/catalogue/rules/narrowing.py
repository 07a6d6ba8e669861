"""An implementation may only narrow the basic item: shorter limits, fewer materials (四级四同)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from yimen.catalogue.rules.quality_terms import ADVISORY, BLOCKING, Content, Finding
from yimen.kernel.codes import ItemCode, parse_item_code

Basic = Mapping[str, Any]
Check = Callable[[Content, Basic, ItemCode], Iterator[Finding]]


def deviations(content: Content, basic: Basic, *, code: str) -> list[Finding]:
    """Where the implementation with that code says more, or something else, than it may."""
    parsed = parse_item_code(code)
    return [finding for check in CHECKS for finding in check(content, basic, parsed)]


def _same_name(content: Content, basic: Basic, code: ItemCode) -> Iterator[Finding]:
    """A handling item (业务办理项) is a variant of the item: its name may say which."""
    name, shared = str(content.get("name") or ""), str(basic["name"])
    if name != shared and not (code.handling and shared in name):
        yield Finding("basic_name", BLOCKING, "name", {"name": shared})


def _same_type(content: Content, basic: Basic, _code: ItemCode) -> Iterator[Finding]:
    if content.get("item_type") != basic["item_type"]:
        yield Finding("basic_type", BLOCKING, "item_type", {"type": basic["item_type"]})


def _level_is_meant(content: Content, basic: Basic, _code: ItemCode) -> Iterator[Finding]:
    if basic["levels"] and content.get("level") not in basic["levels"]:
        yield Finding("basic_level", BLOCKING, "level", {"levels": "、".join(basic["levels"])})


def _same_bases(content: Content, basic: Basic, _code: ItemCode) -> Iterator[Finding]:
    own, shared = _articles(content), _articles(basic)
    for law in sorted(shared - own):
        yield Finding("basic_basis_missing", BLOCKING, "bases", {"law": law})
    for law in sorted(own - shared):
        yield Finding("basic_basis_added", BLOCKING, "bases", {"law": law})


def _articles(content: Content) -> set[str]:
    rows = content.get("bases") or []
    return {f"{row['law']} {row.get('article') or ''}".strip() for row in rows}


def _limits_are_not_longer(content: Content, basic: Basic, _code: ItemCode) -> Iterator[Finding]:
    for name in ("legal", "promised"):
        own, shared = content.get(f"{name}_days"), basic[f"{name}_days"]
        if shared is None:
            continue
        if content.get(f"{name}_unit") != basic[f"{name}_unit"]:
            yield Finding("basic_limit_unit", BLOCKING, f"{name}_unit")
        elif own is None or own > shared:
            yield Finding("basic_limit_longer", BLOCKING, f"{name}_days", {"most": shared})


def _no_more_materials(content: Content, basic: Basic, _code: ItemCode) -> Iterator[Finding]:
    shared = {row["name"].strip() for row in basic["materials"]}
    for row in content.get("materials") or []:
        if row["name"].strip() not in shared:
            yield Finding("basic_material_added", BLOCKING, "materials", {"name": row["name"]})


def _same_conditions(content: Content, basic: Basic, _code: ItemCode) -> Iterator[Finding]:
    """Whether other words ask for less, only a person can tell."""
    own, shared = (str(said.get("conditions") or "").strip() for said in (content, basic))
    if shared and own != shared:
        yield Finding("basic_conditions", ADVISORY, "conditions")


CHECKS: tuple[Check, ...] = (
    _same_name,
    _same_type,
    _level_is_meant,
    _same_bases,
    _limits_are_not_longer,
    _no_more_materials,
    _same_conditions,
)
