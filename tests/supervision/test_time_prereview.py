"""The look online before an application is received: its own days, and no limit of law."""

import pytest

from tests.cases.factories import a_draft, an_office, do
from tests.conftest import AT
from tests.supervision.passing import Awake, asleep, cards, follow, live, moment
from yimen.supervision.actions.rulesets import ship_time_rules
from yimen.supervision.actions.sweeping import sweep

pytestmark = pytest.mark.django_db
END = moment("2026-07-20")


@pytest.fixture(autouse=True)
def _rules() -> None:
    ship_time_rules()


@pytest.fixture
def seen():
    """A case in pre-review, planned to take two days; AT is Wednesday 20 May."""
    office = an_office(version__prereview_days=2)
    return office, do("file_for_prereview", a_draft(office), office, AT)


def test_one_that_nobody_looks_at_is_over_by_one_four_and_six_days(seen):
    _office, case = seen
    follow()
    sweep(at=END)

    assert cards(case) == [
        ("T8", 1, moment("2026-05-23")),
        ("T8", 2, moment("2026-05-28")),
        ("T8", 3, moment("2026-05-30")),
    ]


@pytest.mark.parametrize("watch", [Awake(), asleep])
def test_what_was_mended_is_looked_at_anew_and_acceptance_begins_with_the_originals(seen, watch):
    office, case = seen
    acts = [
        ("2026-05-22T09:00", "send_back", {}),
        ("2026-05-29T09:00", "mend", {}),
        ("2026-06-03T09:00", "pass_prereview", {}),
        ("2026-06-10T09:00", "receive_originals", {}),
    ]
    live(case, office, acts, watch)
    watch(END)
    follow()
    sweep(at=END)

    assert cards(case) == [
        ("T8", 1, moment("2026-06-03")),
        ("T1", 1, moment("2026-06-17")),
        ("T1", 2, moment("2026-06-18")),
    ]
