"""A hearing: five days to apply, twenty to hold it, seven of notice, somebody else presides."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.cases.factories import do
from tests.cases.test_inquiry import accepted, drawn, kinds
from tests.conftest import AT
from tests.process.drawings import task
from yimen.cases import errors
from yimen.cases.rules.hearing import HearingTimes, late
from yimen.cases.rules.inquiry import Inquiry
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.models import Staff

#: Monday 1 June 2026 and what follows, with no holidays but weekends
TOLD = date(2026, 6, 1)
RIGHT: dict[str, Any] = {
    "told_on": TOLD,
    "applied_on": date(2026, 6, 8),
    "announced_on": date(2026, 6, 10),
    "day": date(2026, 6, 19),
}


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"applied_on": date(2026, 6, 9)}, [("applied_on", date(2026, 6, 8))]),
        ({"applied_on": date(2026, 5, 29)}, [("applied_on", date(2026, 6, 8))]),
        ({"announced_on": date(2026, 6, 11)}, [("announced_on", date(2026, 6, 10))]),
        ({"day": date(2026, 7, 6)}, []),
        ({"day": date(2026, 7, 7)}, [("day", date(2026, 7, 6))]),
        ({"told_on": None, "applied_on": None, "day": date(2026, 9, 1)}, []),
    ],
)
def test_the_times_of_arts_47_and_48(changed, wrong):
    found = late(HearingTimes(**{**RIGHT, **changed}), WorkCalendar())

    assert [(one.field, one.until) for one in found] == wrong


@pytest.fixture
def hearing(db):
    return accepted(drawn(task("examine"), task("odd", kind="hearing")))


def hold(case, office, **more):
    today = timezone.localdate(AT)
    usual = {"announced_on": date(2026, 1, 5), "chair": "主持人", "day": today}
    found = Inquiry("passed", "听证笔录", **{**usual, **more})
    return do("hold_hearing", case, office, AT, found=found)


def test_a_hearing_out_of_time_is_refused_at_its_field(hearing):
    case, office = hearing
    do("examine", case, office, AT)
    today = timezone.localdate(AT)
    for wrong, field in (
        ({"announced_on": today}, "announced_on"),
        ({"announced_on": None}, "announced_on"),
        ({"applied_on": today}, "told_on"),
        ({"chair": " "}, "chair"),
    ):
        with pytest.raises(errors.Invalid) as refused:
            hold(case, office, **wrong)
        assert refused.value.field == field
    assert kinds(case) == ["hearing"]


def test_who_examined_does_not_preside(hearing):
    case, office = hearing
    do("examine", case, office, AT)
    name = Staff.objects.get(pk=office.examiner.staff_id).name

    with pytest.raises(errors.ChairExamined):
        hold(case, office, chair=name)
    hold(case, office)

    facts = case.opinions.get(link="odd").facts
    assert (facts["chair"], facts["announced_on"]) == ("主持人", "2026-01-05")
    assert kinds(case) == ["decide"]
