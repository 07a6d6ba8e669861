"""A hearing in tests: told, applied for, arranged, held, each by who does it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from tests.cases.factories import Office, a_case
from tests.conftest import AT
from tests.orgs.factories import StaffFactory
from yimen.cases import actions
from yimen.cases.actions.hearing_days import Plan
from yimen.cases.actions.hearing_rights import Person
from yimen.cases.models import Case, Hearing
from yimen.cases.rules.hearing import earliest, hold_by
from yimen.orgs.models import Staff
from yimen.orgs.queries import calendar_for

NEIGHBOUR = Person("邻居甲", "13800138000")


def days_on(days: int, at: datetime = AT) -> datetime:
    """So many days later."""
    return at + timedelta(days=days)


def a_chair(office: Office) -> Staff:
    """Another officer of the office, who has nothing to do with the case."""
    return StaffFactory(organisation=office.organisation, name="主持人")


def a_plan(office: Office, day: date, **more: Any) -> Plan:
    """A hearing on that day at nine in the morning."""
    zone = timezone.get_current_timezone()
    usual = {"starts_at": datetime.combine(day, time(9), zone), "place": "一楼听证室"}
    chair = more.pop("chair", None) or a_chair(office)
    return Plan(**{**usual, "chair_id": chair.pk, **more})


def tell(case: Case, office: Office, *persons: Person, at: datetime = AT) -> Hearing:
    """The examiner tells applicant and persons of their right."""
    reason = "涉及相邻权人的采光"
    actions.tell_hearing_right(case.pk, reason=reason, persons=persons, by=office.examiner, at=at)
    return Hearing.objects.get(case=case)


def ask(case: Case, office: Office, at: datetime = AT) -> Case:
    """The applicant asks for a hearing."""
    return actions.apply_for_hearing(case.pk, words="要求听证", by=office.resident, at=at)


def arrange(case: Case, office: Office, day: date, at: datetime = AT, **more: Any) -> Case:
    """The examiner sets the day."""
    plan = a_plan(office, day, **more)
    return actions.arrange_hearing(case.pk, plan, by=office.examiner, at=at)


def put_on_record(case: Case, office: Office, at: datetime, **more: Any) -> Case:
    """The examiner makes the record."""
    facts = {"record": "听证笔录全文", "signers": "申请人、邻居甲签字", **more}
    return actions.record_hearing(case.pk, by=office.examiner, at=at, **facts)


def a_hearing_held(office: Office, *, at: datetime, late: int = 0) -> Case:
    """A case whose applicant asked for a hearing and had it; so many working days too late."""
    case = a_case("in_review", office=office, at=at)
    tell(case, office, at=at)
    ask(case, office, at=at)
    today, calendar = timezone.localdate(at), calendar_for(office.organisation.region_id)
    day = calendar.add(hold_by(today, calendar), late) if late else earliest(today, calendar)
    arrange(case, office, day, at=at, late_reason="听证室维修" if late else "")
    return put_on_record(case, office, days_on((day - today).days, at))


def doors_of_hearings(office: Office) -> dict[str, dict[str, Any]]:
    """Addresses about a right to a hearing that was told: for the permission table."""
    now = timezone.now()
    case = a_case("in_review", office=office, at=now)
    number, hearing = {"number": case.number}, tell(case, office, NEIGHBOUR, at=now)
    return {
        "portal:case_hearing": number,
        "portal:hearing_answer": {**number, "what": "apply"},
        "desk:case_hearing": number,
        "desk:hearing_act": {**number, "what": "tell_person"},
        "desk:hearing_paper": {**number, "hearing_id": hearing.pk},
    }
