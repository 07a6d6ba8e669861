"""Keeping the basic directory: what an item is wherever it is offered."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.catalogue import errors
from yimen.catalogue.models import BasicItem, BasicVersion
from yimen.catalogue.permissions import may_keep_basics
from yimen.catalogue.rules.basics import SHARED
from yimen.catalogue.rules.content import with_keys
from yimen.catalogue.rules.elements import Basis, Duty, Element, Material
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import BadCode, ItemCode, parse_item_code
from yimen.kernel.errors import NotAllowed, Stale

KINDS: dict[str, type[Element]] = {"bases": Basis, "materials": Material, "duties": Duty}


@transaction.atomic
def add_basic_item(
    code: str, elements: Mapping[str, Any], *, reason: str = "", by: Actor, at: datetime
) -> BasicItem:
    """Put an item into the basic directory."""
    if not may_keep_basics(by):
        raise NotAllowed
    parsed = _parsed(code)
    if BasicItem.objects.filter(code=parsed.value).exists():
        raise errors.BasicCodeTaken(field="code", code=parsed.value)
    given = {"item_type": parsed.item_type, **_stored(elements)}
    basic = BasicItem.objects.create(code=parsed.value, **given)
    _keep(basic, "added", reason=reason, fields=sorted(given), by=by, at=at)
    return basic


@transaction.atomic
def change_basic_item(
    basic_id: UUID,
    elements: Mapping[str, Any],
    *,
    reason: str,
    seen: int | None = None,
    by: Actor,
    at: datetime,
) -> BasicItem:
    """Change what the item is, with the reason; implementations that go beyond it get findings.

    `seen` is the number of the version the page showed.
    """
    if not may_keep_basics(by):
        raise NotAllowed
    basic = BasicItem.objects.select_for_update().get(pk=basic_id)
    if seen is not None and seen != basic.number:
        raise Stale
    given = _stored(elements)
    changed = sorted(name for name, value in given.items() if getattr(basic, name) != value)
    if not changed:
        return basic
    for name in changed:
        setattr(basic, name, given[name])
    basic.number += 1
    basic.save(update_fields=[*changed, "number"])
    _keep(basic, "changed", reason=reason, fields=changed, by=by, at=at)
    return basic


def _parsed(code: str) -> ItemCode:
    try:
        parsed = parse_item_code(code)
    except BadCode as error:
        raise errors.BadBasicCode(field="code", why=str(error)) from error
    if parsed.department:
        raise errors.BadBasicCode(field="code", why=parsed.value)
    return parsed


def _stored(elements: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(elements) - set(SHARED)
    if unknown:
        raise KeyError(f"no such element: {sorted(unknown)}")
    stored = {
        name: [_row(KINDS[name], row) for row in value] if name in KINDS else value
        for name, value in elements.items()
    }
    if "materials" in stored:
        stored["materials"] = with_keys(stored["materials"], prefix="m")
    return stored


def _row(kind: type[Element], row: Element | Mapping[str, Any]) -> dict[str, Any]:
    """A material nobody has keyed yet is keyed afterwards."""
    element = row if isinstance(row, Element) else kind.from_json({"key": "", **row})
    return element.to_json()


def _keep(
    basic: BasicItem, kind: str, *, reason: str, fields: list[str], by: Actor, at: datetime
) -> None:
    """What it says from now on, and the entry in the journal."""
    BasicVersion.objects.create(
        basic=basic,
        number=basic.number,
        content=basic.content(),
        reason=reason,
        by_name=by.name,
        at=at,
    )
    facts = {"code": basic.code, "number": basic.number, "fields": fields, "reason": reason}
    write("basic", basic.pk, f"basic.{kind}", by=by, at=at, facts=facts)
