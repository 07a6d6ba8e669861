"""Rules as the desk shows them: those in force, and how each came to be what it is."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.kernel.actor import Actor
from yimen.orgs.models import Region
from yimen.supervision import permissions
from yimen.supervision.models import Rule


def rules_in_force(now: datetime) -> list[Rule]:
    """What is measured now, and what begins later; by what is watched, then by code."""
    rows = Rule.objects.filter(Q(valid_to=None) | Q(valid_to__gt=now))
    return list(rows.order_by("watched", "code", "region", "item_type", "version"))


def rule_seen(rule_id: UUID) -> Rule | None:
    """One version of one rule; every officer may read by what he is measured."""
    return Rule.objects.select_related("made_by").filter(pk=rule_id).first()


def versions_of(rule: Rule) -> QuerySet[Rule]:
    """All versions with the code of a rule, the newest of each place first."""
    rows = Rule.objects.filter(code=rule.code).select_related("made_by")
    return rows.order_by("region", "item_type", "-version")


def may_follow(actor: Actor, rule: Rule) -> bool:
    """Whether the actor may publish what follows this version, and nothing follows it yet."""
    line = Rule.objects.filter(code=rule.code, region=rule.region, item_type=rule.item_type)
    is_last = not line.filter(version__gt=rule.version).exists()
    return is_last and permissions.may_keep(actor, rule.region)


def places_to_keep(actor: Actor, rule: Rule) -> list[tuple[str, str]]:
    """Prefix and name of the places a version can be for, down to counties; "" is everywhere."""
    beyond = permissions.regions_beyond(actor)
    rows = Region.objects.filter(code__startswith=rule.region, level__lte=Region.Level.COUNTY)
    named = [(prefix_of(row.code), row.name) for row in rows.order_by("code")]
    every = [("", "")] if not rule.region else []
    return [one for one in every + named if permissions.may_keep(actor, one[0], beyond)]


def prefix_of(code: str) -> str:
    """What the codes of all places within a region begin with."""
    for length in (2, 4, 6, 9):
        if set(code[length:]) <= {"0"}:
            return code[:length]
    return code
