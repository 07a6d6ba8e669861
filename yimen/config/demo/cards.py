"""The cards of the demo city: found as the followers find them, day by day, and some answered."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from yimen.cases.models import Case
from yimen.config.demo.reading import item_of, read
from yimen.config.demo.stories import XINYU, Stage
from yimen.identity.models import Account
from yimen.journal.ports import EntryView
from yimen.journal.queries import entries_of_many
from yimen.kernel.actor import SYSTEM
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions import cards
from yimen.supervision.actions.conduct import judge_acts
from yimen.supervision.actions.rulesets import load_time_rules, ship_conduct_rules
from yimen.supervision.followers import JUDGED
from yimen.supervision.models import Card

CLOSES = time(18, 0)
#: To the second, so that levels are reached during the day, not at midnight.
RULES_OF_TIME, REGION = "dzjc", "3605"
SUPERVISION = "xinyu/approval/"
#: act → who takes it; without a role it is the approver of the office
STEPS: Mapping[str, tuple[Callable[..., Card], str]] = {
    "explain": (cards.explain_card, ""),
    "uphold": (cards.uphold_card, "supervisor"),
    "withdraw": (cards.withdraw_card, "supervisor"),
    "rectify": (cards.rectify_card, ""),
}


def load_cards(staff: Mapping[str, Account], *, at: datetime) -> int:
    """What the acts of the stories came to, and what was done about it since."""
    ship_conduct_rules()
    load_time_rules(RULES_OF_TIME, REGION, by=SYSTEM, at=at)
    made = sum(judge_acts(acts, at=min(evening, at)) for evening, acts in _evenings())
    stage = Stage(staff, calendar_for(XINYU), at)
    for row in read("cards.toml")["card"]:
        for number, step in enumerate(row["steps"]):
            _take(stage, row, dict(step), number)
    return made


def _evenings() -> Iterator[tuple[datetime, list[EntryView]]]:
    """The judged acts of each day, with the evening they were looked at."""
    found: dict[date, list[EntryView]] = defaultdict(list)
    for acts in entries_of_many(Case.objects.values_list("pk", flat=True)).values():
        for entry in acts:
            if entry.kind in JUDGED:
                found[timezone.localdate(entry.at)].append(entry)
    for day in sorted(found):
        acts = sorted(found[day], key=lambda entry: entry.id)
        yield timezone.make_aware(datetime.combine(day, CLOSES)), acts


def _take(stage: Stage, row: Mapping[str, Any], step: dict[str, Any], number: int) -> None:
    office, name = row["item"]
    code = item_of(office, name).code
    card = Card.objects.get(code=row["rule"], case__version__item__code=code)
    action, role = STEPS[step.pop("do")]
    ago = step.pop("ago")
    seat, role = (SUPERVISION, role) if role else (office, "approver")
    action(card.pk, **step, by=stage.officer(seat, role, ago), at=stage.moment(ago, number))
