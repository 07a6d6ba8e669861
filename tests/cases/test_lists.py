"""Work lists and sheets: order, pages, counts, and how many queries they take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from tests.orgs.factories import staff_actor
from yimen.cases.models import Case
from yimen.cases.queries import case_sheet, my_cases, work_counts, work_list
from yimen.cases.rules.work import WorkFilter
from yimen.kernel.errors import Invalid
from yimen.process import actions as process
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def days(n: int) -> timedelta:
    return timedelta(days=n)


def shown(page) -> list[str]:
    return [row.case.number for row in page.rows]


def test_the_most_urgent_comes_first_and_pages_meet_without_gap_or_double(office):
    cases = [a_case(office=office, at=AT - days(n % 4)) for n in range(7)]
    urgent = sorted(cases, key=lambda c: (c.acceptance_due_on, open_tasks(c.pk)[0].id))

    seen, after = [], ""
    for _page in range(4):
        page = work_list(office.clerk, today=TODAY, after=after, limit=2)
        seen += shown(page)
        after = page.next

    assert seen == [case.number for case in urgent]
    assert after == ""


def test_tasks_without_a_due_day_come_last_on_pages_of_their_own():
    office = an_office(
        version__item_type="20", version__legal_days=None, version__promised_days=None
    )
    for _n in range(3):
        a_case("accepted", office=office)

    first = work_list(office.examiner, today=TODAY, limit=2)
    second = work_list(office.examiner, today=TODAY, limit=2, after=first.next)

    assert len(first.rows) + len(second.rows) == 3
    assert not set(shown(first)) & set(shown(second))


def test_a_list_holds_what_its_posts_may_do(office):
    waiting = a_case(office=office)
    accepted = a_case("accepted", office=office)

    assert shown(work_list(office.clerk, today=TODAY)) == [waiting.number]
    assert shown(work_list(office.examiner, today=TODAY)) == [accepted.number]
    assert shown(work_list(office.head, today=TODAY)) == []
    both = staff_actor("case.accept", "case.examine", organisation=office.organisation)
    assert len(work_list(both, today=TODAY).rows) == 2
    assert shown(work_list(both, today=TODAY, wanted=WorkFilter(kind="examine"))) == [
        accepted.number
    ]


def test_a_row_has_all_the_list_shows(office):
    a_case(office=office)

    (row,) = work_list(office.clerk, today=TODAY).rows

    assert row.item_name == "食品经营许可"
    assert row.applicant_name == row.case.applicant.name
    assert row.clock.current.days_left == 5
    assert row.task.kind == "accept"


def test_the_number_of_queries_does_not_grow_with_the_list(office):
    counted = []
    for _size in range(2):
        a_case(office=office)
        a_case("supplemented", office=office)
        with CaptureQueriesContext(connection) as queries:
            page = work_list(office.clerk, today=TODAY)
            str([(row.item_name, row.task.holder, row.clock) for row in page.rows])
        counted.append(len(queries))

    assert counted[0] == counted[1] <= 7


@pytest.mark.parametrize("after", ["x", "2026-05-20", "2026-13-01~x", "none~"])
def test_a_cursor_nobody_handed_out_is_refused(office, after):
    with pytest.raises(Invalid):
        work_list(office.clerk, today=TODAY, after=after)


def test_counts_stand_beside_the_filters_and_agree_with_them(office):
    late = a_case(office=office, at=AT - days(10))
    near = a_case(office=office, at=AT - days(5))
    a_case(office=office)
    process.claim(open_tasks(near.pk)[0].id, by=office.clerk, at=AT)

    counts = work_counts(office.clerk, TODAY)

    assert (counts.total, counts.over, counts.near) == (3, 1, 1)
    assert counts.kinds == {"accept": 3}
    for wanted, numbers in {
        WorkFilter(due="over"): {late.number},
        WorkFilter(due="near"): {near.number},
        WorkFilter(scope="mine"): {near.number},
    }.items():
        assert set(shown(work_list(office.clerk, today=TODAY, wanted=wanted))) == numbers


def test_of_a_long_list_only_what_presses_may_be_counted_to_its_end(office):
    a_case(office=office, at=AT - days(20))
    a_case(office=office, at=AT - days(6))
    a_case(office=office)
    a_case(office=office)

    def counted(most: int) -> tuple[int, ...]:
        one = work_counts(office.clerk, TODAY, most=most)
        return one.total, one.over, one.near, one.is_all, one.is_all_pressing

    assert counted(4) == (4, 1, 1, True, True)
    assert counted(2) == (2, 1, 1, False, True)  # the third that was read is due later
    assert counted(1) == (1, 1, 1, False, False)


def test_my_cases_come_newest_first_page_by_page(office):
    cases = [a_case(office=office), a_draft(office), a_case("granted", office=office)]

    first = my_cases(office.resident, limit=2)
    second = my_cases(office.resident, limit=2, after=first.next)

    assert [c.pk for c in (*first.rows, *second.rows)] == [c.pk for c in reversed(cases)]
    assert second.next == ""


def test_overdue_and_due_soon_read_the_stored_days(office):
    late = a_case(office=office, at=AT - days(10))
    broken = a_case("accepted", office=office, at=AT - days(20))
    undelivered = a_case("granted", office=office, at=AT - days(20))
    paused = a_case("paused", office=office, at=AT - days(12))
    fine = a_case("accepted", office=office)
    a_case("concluded", office=office, at=AT - days(90))

    assert set(Case.objects.overdue(TODAY)) == {late, broken, undelivered}
    soon = set(Case.objects.due_soon(fine.promised_due_on))
    assert soon == {late, broken, undelivered, paused, fine}


def test_the_sheet_shows_everything_about_the_case(office):
    case = a_case("supplemented", office=office)
    do("accept", case, office, AT)

    sheet = case_sheet(office.examiner, case.number, TODAY)

    assert sheet.case == case
    answers = {row.label: row.value for group in sheet.answers for row in group.rows}
    assert answers["结果领取方式"] == "窗口领取"
    assert [(m.key, len(m.files)) for m in sheet.materials] == [("m1", 1), ("m2", 0)]
    assert sheet.supplements[0].gaps[0]["what"] == "请补充联系地址"
    assert sheet.timeline[0].kind == "case.accepted"
    assert [link.state for link in sheet.chart] == ["done", "open", "ahead", "ahead"]
    assert sheet.moves == ["examine", "pause"]
    assert sheet.clock.current.name == "promised"
