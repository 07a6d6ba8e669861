"""Rules and cards for tests; a card gets to its state by real acts.

bench = a_bench()                        # an office, a supervisor, and who hears appeals
card = a_card("explained", bench=bench)
uphold_card(card.pk, text="情况属实", by=bench.supervisor, at=AT)
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from tests.cases.factories import Office, a_case, an_office
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from yimen.cases.models import Case
from yimen.kernel.actor import Actor
from yimen.orgs.models import Staff
from yimen.supervision.actions import cards
from yimen.supervision.models import Card, InspectionPlan, Rule
from yimen.supervision.rules import marks
from yimen.supervision.states import CardState, Level, Watched


class RuleFactory(DjangoModelFactory):
    """A rule by hand about the promise of a case."""

    class Meta:
        model = Rule

    code = factory.Sequence(lambda n: f"X{n}")
    name = "超承诺时限"
    name_en = "Past the promise"
    watched = Watched.CASE
    basis = "《中华人民共和国行政许可法》第四十二条"
    thresholds = factory.LazyFunction(
        lambda: [{"level": 2, "of": "promise", "unit": "days", "value": 1}]
    )
    valid_from = AT - timedelta(days=400)


class InspectionPlanFactory(DjangoModelFactory):
    """A sealed plan nobody has drawn from yet."""

    class Meta:
        model = InspectionPlan

    name = "上半年案卷评查"
    organisation = factory.SubFactory(OrganisationFactory)
    since = until = AT.date()
    each = 2
    seed_source = "双色球开奖号码"
    sheet = factory.LazyFunction(lambda: [asdict(one) for one in marks.shipped()])
    population = 3
    digest = "0" * 64
    made_by = factory.SubFactory(StaffFactory)
    made_at = AT


@dataclass
class Bench:
    """An office of cases, a supervisor over it, and somebody who hears appeals."""

    office: Office = field(default_factory=an_office)
    supervisor: Actor = field(init=False)
    keeper: Actor = field(init=False)

    def __post_init__(self) -> None:
        house = self.office.organisation
        self.supervisor = staff_actor("case.read", "case.supervise", organisation=house)
        self.keeper = staff_actor("case.read", "supervision.manage", organisation=house)

    @property
    def unit(self) -> Actor:
        """Who speaks for the office."""
        return self.office.head

    def who(self, move: str) -> Actor:
        """Who makes a move."""
        return getattr(self, DEEDS[move][0])


def a_bench() -> Bench:
    """An office, a supervisor, and who hears appeals."""
    return Bench()


def _review(card: Card) -> dict[str, Any]:
    return {"text": "经核查，情况属实"}


def _papers(card: Card) -> dict[str, Any]:
    return {"text": "因系统故障未能按时办结"}


def _back(card: Card) -> dict[str, Any]:
    return {"text": "时限计算有误", "ground": "untrue"}


def _nothing(card: Card) -> dict[str, Any]:
    return {}


def _account(card: Card) -> dict[str, Any]:
    return {"officer": Staff.objects.get(pk=card.officer), "measure": "talk", "text": "谈话提醒"}


#: move → whose it is, the action, what it is usually given
DEEDS: dict[str, tuple[str, Callable[..., Card], Callable[[Card], dict[str, Any]]]] = {
    "issue": ("supervisor", cards.issue_card, _nothing),
    "drop": ("supervisor", cards.drop_card, _back),
    "explain": ("unit", cards.explain_card, _papers),
    "uphold": ("supervisor", cards.uphold_card, _review),
    "withdraw": ("supervisor", cards.withdraw_card, _back),
    "appeal": ("unit", cards.appeal_card, _papers),
    "dismiss_appeal": ("keeper", cards.dismiss_appeal, _review),
    "allow_appeal": ("keeper", cards.allow_appeal, _back),
    "rectify": ("unit", cards.rectify_card, _papers),
    "hold_to_account": ("supervisor", cards.hold_to_account, _account),
}
#: state → the usual way there
PATHS: dict[str, tuple[str, ...]] = {
    CardState.TO_ISSUE: (),
    CardState.ISSUED: ("issue",),
    CardState.EXPLAINED: ("issue", "explain"),
    CardState.UPHELD: ("issue", "explain", "uphold"),
    CardState.APPEALED: ("issue", "explain", "uphold", "appeal"),
    CardState.FINAL: ("issue", "explain", "uphold", "appeal", "dismiss_appeal"),
    CardState.RECTIFIED: ("issue", "explain", "uphold", "rectify"),
    CardState.ACCOUNTED: ("issue", "explain", "uphold", "rectify", "hold_to_account"),
    CardState.WITHDRAWN: ("issue", "withdraw"),
}


def do(move: str, card: Card, bench: Bench, at: datetime = AT, **given: Any) -> Card:
    """Make a move as the person whose move it is."""
    _who, action, usual = DEEDS[move]
    facts = {"by": bench.who(move), **usual(card), **given}
    return action(card.pk, at=at, **facts)


def a_card(
    state: str = CardState.ISSUED,
    *,
    bench: Bench | None = None,
    case: Case | None = None,
    at: datetime = AT,
    **fields: Any,
) -> Card:
    """A yellow card of a case the examiner had in hand, in that state; every step at `at`."""
    bench = bench or a_bench()
    case = case or a_case("accepted", office=bench.office, at=at)
    rule = fields.pop("rule", None) or RuleFactory()
    known = {
        "level": Level.YELLOW,
        "watched": rule.watched,
        "officer": bench.office.examiner.staff_id,
    }
    known |= {"reached_at": at, "made_at": at, **fields}
    facts = {"limit": 10, "used": 11, "over": 1, "due": "2026-05-08"}
    card = Card.objects.create(
        id=uuid4(),
        rule=rule,
        code=rule.code,
        case=case,
        organisation=bench.office.organisation,
        facts=known.pop("facts", facts),
        **known,
    )
    for move in PATHS[state]:
        card = do(move, card, bench, at)
    return Card.objects.get(pk=card.pk)


def as_deputy_of(actor: Actor, holder: Actor) -> Actor:
    """The same officer, who stands in for another."""
    return replace(actor, stands_in_for=frozenset({holder.staff_id}) - {None})
