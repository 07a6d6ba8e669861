"""Rules that come with the platform, put in force; sets of time also in a place, by its keeper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.supervision.actions.ruling import rule_facts
from yimen.supervision.models import Rule
from yimen.supervision.permissions import may_keep
from yimen.supervision.rules.shipped import (
    STANDARD,
    shipped_by_hand,
    shipped_conduct,
    shipped_time,
)

#: What makes a version another one.
SAID = ("name", "name_en", "watched", "precision", "thresholds", "texts", "basis", "is_automatic")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rules of a set are new in a place, follow another version, or stood already."""

    new: int
    followed: int
    same: int


def ship_conduct_rules() -> int:
    """Put in place the rules of conduct that are not there, those by hand too; return how many."""
    return _ship(*shipped_conduct(), *shipped_by_hand())


def ship_time_rules() -> int:
    """Put in place the standard rules of time that are not there; return how many."""
    return _ship(*shipped_time(STANDARD))


@transaction.atomic
def _ship(*rows: Mapping[str, Any]) -> int:
    known = set(Rule.objects.filter(region="", item_type="").values_list("code", flat=True))
    new = [Rule(**row) for row in rows if row["code"] not in known]
    return len(Rule.objects.bulk_create(new))


@transaction.atomic
def load_time_rules(
    name: str, region: str, *, since: datetime | None = None, by: Actor, at: datetime
) -> Loaded:
    """Put a set in force in a place (a prefix of region codes) for what begins from a moment on.

    Without a moment it holds from the day the set itself names. Loaded again it changes nothing.
    """
    if not may_keep(by, region):
        raise NotAllowed
    counts = {"new": 0, "followed": 0, "same": 0}
    for row in shipped_time(name):
        counts[_load(row, region, since or row["valid_from"], by=by, at=at)] += 1
    return Loaded(**counts)


def _load(row: Mapping[str, Any], region: str, since: datetime, *, by: Actor, at: datetime) -> str:
    line = Rule.objects.filter(code=row["code"], region=region, item_type="")
    last = line.select_for_update(no_key=True).order_by("version").last()
    rule = Rule(**{**row, "region": region, "valid_from": since, "made_by_id": by.staff_id})
    if last is not None:
        if all(getattr(last, one) == getattr(rule, one) for one in SAID):
            return "same"
        rule.version, rule.valid_from = last.version + 1, max(since, last.valid_from)
        Rule.objects.filter(pk=last.pk).update(valid_to=rule.valid_from)
    rule.save(force_insert=True)
    write("rule", rule.pk, "rule.published", by=by, at=at, facts=rule_facts(rule))
    return "followed" if last else "new"
