"""Time passes over real cases: moments are written down, come, and make cards."""

from datetime import datetime, timedelta

import pytest

from tests.cases.factories import Office, a_case, an_office, do
from tests.conftest import AT
from yimen.cases.models import Case
from yimen.journal.actions import run_follower
from yimen.supervision.actions.rulesets import ship_time_rules
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.models import Card, Deadline
from yimen.supervision.rules.levels import SHANGHAI

pytestmark = pytest.mark.django_db
FOLLOWER = "supervision.time"


@pytest.fixture(autouse=True)
def _rules() -> None:
    ship_time_rules()


@pytest.fixture
def office() -> Office:
    return an_office(version__promised_days=5, version__legal_days=10)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def cards(case: Case) -> list[tuple[str, int, datetime]]:
    rows = Card.objects.filter(case=case).order_by("reached_at", "code", "level")
    return list(rows.values_list("code", "level", "reached_at"))


def test_a_case_that_runs_late_gets_its_cards_as_they_are_due(office):
    case = a_case("in_review", office=office)
    run_follower(FOLLOWER)

    taken = [sweep(at=AT + timedelta(days=day)) for day in range(20)]

    assert sum(taken) == Deadline.objects.count() + sum(taken)
    assert cards(case) == [
        ("T2", 1, moment("2026-05-23")),
        ("T2", 2, moment("2026-05-28")),
        ("T2", 3, moment("2026-06-04")),
    ]
