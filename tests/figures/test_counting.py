"""Figures come from the acts, equal a recount to the unit, and come out the same when made anew."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tests.cases.factories import a_case, an_office, do
from tests.conftest import AT
from tests.figures.conftest import catch_up, make_anew
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases.actions.handover import hand_over_case
from yimen.cases.models import Case
from yimen.figures.models import CaseTally
from yimen.figures.queries import Span, audit, by_day, totals
from yimen.figures.rules import OF_CASES, counted, percent
from yimen.kernel.actor import SYSTEM

TODAY = date(2026, 5, 20)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def kept() -> list[tuple]:
    return list(
        CaseTally.objects.order_by("day", "organisation_id").values_list(*CaseTally.KEYS, *OF_CASES)
    )


def day(on: date = TODAY):
    return totals(SYSTEM, Span(on, on))


DUES = {"promised": "2026-05-20", "legal": "2026-05-25"}


@pytest.mark.parametrize(
    ("kind", "facts", "on", "expected"),
    [
        ("case.granted", {"dues": DUES}, "2026-05-19", {"with_promise", "with_law", "early"}),
        ("case.granted", {"dues": DUES}, "2026-05-20", {"with_promise", "with_law"}),
        (
            "case.granted",
            {"dues": DUES},
            "2026-05-21",
            {"with_promise", "with_law", "late_promise"},
        ),
        (
            "case.refused",
            {"dues": DUES},
            "2026-05-26",
            {"refused", "with_promise", "with_law", "late_promise", "late_law"},
        ),
        ("case.granted", {"dues": {}}, "2026-05-26", set()),
    ],
)
def test_a_decision_is_judged_by_the_days_its_entry_names(kind, facts, on, expected):
    _day, measures = counted(kind, facts, channel="counter", on=date.fromisoformat(on))

    assert set(measures) == {"decided", *expected}


def test_silence_counts_on_the_day_the_law_says_it_accepted():
    facts = {"accepted_on": "2026-05-13", "deemed": True}

    assert counted("case.deemed_accepted", facts, channel="system", on=TODAY) == (
        date(2026, 5, 13),
        ("accepted", "deemed"),
    )


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 0, None), (999, 1000, 99.9), (3, 3, 100)])
def test_only_all_is_a_hundred_percent(part, whole, said):
    assert percent(part, whole) == said
    assert percent(99_999, 100_000) < 100


def test_a_life_is_counted_act_by_act():
    office = an_office()
    a_case("concluded", office=office)
    a_case("declined", office=office)
    a_case("refused", office=office, at=AT - DAY)
    catch_up()

    today, before = day(), day(TODAY - DAY)
    assert (today.filed, today.accepted, today.declined, today.concluded) == (2, 1, 1, 1)
    assert (today.decided, today.on_time, today.delivered) == (1, 100, 1)
    assert (before.filed, before.refused, before.decided) == (1, 1, 1)
    assert [line.key for line in by_day(SYSTEM, Span(TODAY - DAY, TODAY))] == [TODAY - DAY, TODAY]
    assert audit() == []


def test_what_comes_late_is_late_by_promise_and_then_by_law():
    office = an_office(version__promised_days=3, version__legal_days=20)
    for days in (1, 7, 60):
        case = a_case("in_review", office=office)
        do("grant", case, office, AT + days * DAY)
    catch_up()

    year = totals(SYSTEM, Span(TODAY, TODAY + 100 * DAY))
    assert (year.decided, year.with_promise, year.late_promise, year.late_law) == (3, 3, 2, 1)
    assert year.on_time == 33.3
    assert audit() == []


def test_figures_are_right_before_the_follower_has_read_anything_and_after():
    a_case("concluded")
    assert audit() == []
    catch_up()
    a_case("accepted")
    assert audit() == []


def test_made_anew_they_are_the_same():
    office = an_office()
    for state in ("concluded", "withdrawn", "terminated", "granted"):
        a_case(state, office=office)
    catch_up()
    before = kept()

    make_anew()

    assert before
    assert kept() == before


def test_what_an_office_did_stays_its_own_when_the_case_is_handed_over():
    office, receiver = an_office(), OrganisationFactory()
    case = a_case("in_review", office=office)
    catch_up()
    hand_over_case(case.pk, receiver.pk, reason="职责划转", at=AT + DAY)
    head = staff_actor("case.decide", organisation=receiver)
    do("grant", Case.objects.get(pk=case.pk), office, AT + DAY, by=head)
    catch_up()

    assert CaseTally.objects.get(organisation=office.organisation).accepted == 1
    receivers = CaseTally.objects.get(organisation=receiver)
    assert (receivers.filed, receivers.decided) == (0, 1)
    assert audit() == []


def test_the_audit_names_a_figure_that_is_wrong():
    case = a_case("accepted")
    catch_up()
    with connection.cursor() as cursor:
        cursor.execute("update figures_casetally set accepted = accepted + 1")

    (wrong,) = audit()

    assert (wrong.key[0], wrong.key[1], wrong.key[-1]) == (TODAY, case.organisation_id, "accepted")
    assert (wrong.kept, wrong.recounted) == (2, 1)
    assert "accepted: 2 kept, 1" in str(wrong)
