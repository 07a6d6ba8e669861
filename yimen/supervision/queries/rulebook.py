"""Which rules are for something: in force at its moment, nearest in place, then in type of item."""

from collections.abc import Iterable
from datetime import datetime

from yimen.supervision.models import Rule


class Rulebook:
    """Some rules, read once and asked often."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        #: the nearest last, so that of one code it takes the place of the others
        self.rules = sorted(rules, key=lambda r: (len(r.region), bool(r.item_type), r.version))

    def at(self, moment: datetime, *, region: str, item_type: str = "") -> list[Rule]:
        """Of each code the one rule for this place and type of item at that moment."""
        found = {
            rule.code: rule
            for rule in self.rules
            if region.startswith(rule.region)
            and rule.item_type in ("", item_type)
            and rule.valid_from <= moment
            and (rule.valid_to is None or moment < rule.valid_to)
        }
        return list(found.values())


def rulebook(*watched: str) -> Rulebook:
    """All versions of the rules that watch these things; one statement."""
    return Rulebook(Rule.objects.filter(watched__in=watched))
