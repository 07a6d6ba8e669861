"""Keeping the rules: a version is never changed, only followed by another."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed, Stale
from yimen.kernel.ids import new_id
from yimen.supervision import errors
from yimen.supervision.models import Rule
from yimen.supervision.permissions import may_keep
from yimen.supervision.rules.thresholds import is_sound


@dataclass(frozen=True, slots=True)
class RuleTerms:
    """What a version says: how much is too much, in which words, for which place and item type."""

    thresholds: Sequence[Mapping[str, Any]]
    texts: Mapping[str, Mapping[str, str]]
    is_automatic: bool
    basis: str
    region: str = ""
    item_type: str = ""


@transaction.atomic
def follow_rule(
    rule_id: UUID,
    terms: RuleTerms,
    *,
    valid_from: datetime,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Rule:
    """Publish a version that follows another from a moment still to come.

    What began before is measured as before. For a place or a type of item of its own it begins a
    line of versions beside the one it was drawn from.
    """
    drawn_from = Rule.objects.select_for_update(no_key=True).filter(pk=rule_id).first()
    if drawn_from is None:
        raise errors.NoSuchRule
    if key and (done := Rule.objects.filter(pk=key).first()):
        return done
    if not may_keep(by, drawn_from.region) or not may_keep(by, terms.region):
        raise NotAllowed
    line = _last(drawn_from.code, terms.region, terms.item_type)
    _check(drawn_from, line, terms, valid_from=valid_from, reason=reason, at=at)
    if line is not None:
        Rule.objects.filter(pk=line.pk).update(valid_to=valid_from)
    rule = Rule.objects.create(
        id=key or new_id(),
        code=drawn_from.code,
        version=line.version + 1 if line else 1,
        name=drawn_from.name,
        name_en=drawn_from.name_en,
        watched=drawn_from.watched,
        precision=drawn_from.precision,
        valid_from=valid_from,
        made_by_id=by.staff_id,
        reason=reason,
        **asdict(terms),
    )
    write("rule", rule.pk, "rule.published", by=by, at=at, facts=rule_facts(rule))
    return rule


def _last(code: str, region: str, item_type: str) -> Rule | None:
    line = Rule.objects.filter(code=code, region=region, item_type=item_type)
    return line.select_for_update(no_key=True).order_by("version").last()


def _check(
    drawn_from: Rule,
    line: Rule | None,
    terms: RuleTerms,
    *,
    valid_from: datetime,
    reason: str,
    at: datetime,
) -> None:
    is_same_line = (terms.region, terms.item_type) == (drawn_from.region, drawn_from.item_type)
    if is_same_line and line != drawn_from:
        raise Stale  # somebody published another version meanwhile
    if not is_sound(terms.thresholds):
        raise errors.ThresholdsUnsound
    if not reason.strip():
        raise errors.ReasonMissing(field="reason")
    if valid_from <= at:
        raise errors.BeginsInThePast(field="valid_from")
    if line is not None and valid_from <= line.valid_from:
        day = timezone.localdate(line.valid_from)
        raise errors.BeginsBeforeTheLast(field="valid_from", day=day)


def rule_facts(rule: Rule) -> dict[str, Any]:
    """What the entry of a version says."""
    facts = {"code": rule.code, "version": rule.version, "from": rule.valid_from.isoformat()}
    return facts | {"region": rule.region, "item_type": rule.item_type}
