"""A month is closed; what changes afterwards is said where it happens."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cases.factories import a_case
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from tests.supervision.factories import a_bench, a_card, do
from yimen.figures import errors
from yimen.figures.actions.appeals import appeal_line, dismiss_appeal, uphold_appeal
from yimen.figures.actions.schemes import load_scheme, ship_schemes
from yimen.figures.actions.scoring import (
    Entered,
    confirm_title,
    enter_mark,
    publish_month,
    withdraw_mark,
)
from yimen.figures.models import Mark, Score, ScoreKind
from yimen.figures.queries.monthly import Subject
from yimen.figures.queries.scores import offices_seen, ranking
from yimen.figures.queries.titles import proposed, titles, to_confirm
from yimen.figures.rules.scoring import read_scheme, shipped_schemes
from yimen.journal.models import Entry
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed
from yimen.supervision.states import Level

MAY, JUNE, JULY = (date(2026, month, 1) for month in (5, 6, 7))
DEPARTMENT = ScoreKind.DEPARTMENT
pytestmark = pytest.mark.django_db


def on(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def bench():
    ship_schemes()
    return a_bench()


@pytest.fixture
def house(bench):
    return bench.office.organisation


def publish(bench, month=MAY, at=None):
    at = at or on(month.month + 1, 1)
    return publish_month(bench.office.organisation.pk, month, by=bench.supervisor, at=at)


def scored(bench, month, kind=DEPARTMENT):
    return ranking(kind, month, offices_seen(bench.supervisor, kind))


def total(bench, month=MAY):
    (one,) = scored(bench, month)
    return one.total


def line_of(bench, key="yellow_time"):
    return Score.objects.get(kind=DEPARTMENT).lines.get(key=key)


def appeal(bench, line, **given):
    facts = {"key": uuid4(), "by": bench.unit, "at": on(6, 2), **given}
    return appeal_line(line.pk, "逾期系停电所致", **facts)


def mark(bench, points=3, **given):
    subject = Subject(DEPARTMENT, bench.office.organisation.pk)
    entered = Entered("attitude", points, "群众投诉查实")
    facts = {"key": uuid4(), "by": bench.supervisor, "at": AT, **given}
    return enter_mark(subject, MAY, entered, **facts)


def test_a_month_is_published_when_it_is_over_and_once(bench):
    with pytest.raises(errors.MonthNotOver):
        publish(bench, at=on(5, 31, 23))

    publication = publish(bench)

    assert publication.appeal_by == date(2026, 6, 8)  # five working days after a Monday
    with pytest.raises(errors.MonthClosed):
        publish(bench)


@pytest.mark.parametrize("who", ["unit", "keeper"])
def test_only_who_supervises_the_house_publishes(bench, house, who):
    with pytest.raises(NotAllowed):
        publish_month(house.pk, MAY, by=getattr(bench, who), at=on(6, 1))


def test_what_was_published_stays_and_is_given_back_later(bench):
    card = do("uphold", a_card("explained", bench=bench), bench, on(5, 29))
    publish(bench)
    do("appeal", card, bench, on(6, 2))
    assert (total(bench), total(bench, JUNE)) == (95, 100)

    do("allow_appeal", card, bench, on(6, 3))

    assert (total(bench), total(bench, JUNE)) == (95, 105)
    (line,) = scored(bench, JUNE)[0].score.lines
    assert (line.is_correction, line.points, line.key) == (True, 5, "yellow_time")
    assert [ref.kind for ref in line.refs] == ["line", "card"]
    publish(bench, JUNE)
    assert (total(bench, JUNE), total(bench, JULY)) == (105, 100)


def test_cards_of_one_line_are_given_back_each_in_its_month(bench):
    cards = [a_card("issued", bench=bench) for _ in range(3)]
    publish(bench)
    do("withdraw", cards[0], bench, on(6, 3))
    publish(bench, JUNE)
    for card in cards[1:]:
        do("withdraw", card, bench, on(7, 3))

    assert [total(bench, month) for month in (MAY, JUNE, JULY)] == [85, 105, 110]


def test_a_card_issued_after_its_month_was_closed_counts_when_it_is_issued(bench):
    card = a_card("to_issue", bench=bench)
    publish(bench)

    do("issue", card, bench, on(6, 10))

    assert (total(bench), total(bench, JUNE)) == (100, 95)
    publish(bench, JUNE)
    assert (total(bench, JUNE), total(bench, JULY)) == (95, 100)


def test_a_card_issued_late_but_before_closing_counts_in_its_own_month(bench):
    card = a_card("to_issue", bench=bench)
    do("issue", card, bench, on(6, 1, 8))

    publish(bench, at=on(6, 1, 9))

    assert (total(bench), total(bench, JUNE)) == (95, 100)


def test_an_appeal_that_is_upheld_corrects_line_and_total_and_is_in_the_journal(bench):
    a_card("upheld", bench=bench)
    publish(bench)
    made = appeal(bench, line_of(bench))

    uphold_appeal(made.pk, "情况属实，减轻扣分", 2, by=bench.keeper, at=on(6, 4))

    line = line_of(bench)
    assert (line.points, line.published, total(bench)) == (-2, -5, 98)
    kinds = Entry.objects.filter(subject=made.pk).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["score.appealed", "score.appeal_upheld"]
    with pytest.raises(errors.AppealDecided):
        dismiss_appeal(made.pk, "再议", by=bench.keeper, at=on(6, 5))


def test_what_an_appeal_gave_back_is_not_given_back_again(bench):
    card = a_card("issued", bench=bench)
    publish(bench)
    made = appeal(bench, line_of(bench))
    uphold_appeal(made.pk, "减轻扣分", 2, by=bench.keeper, at=on(6, 4))

    do("withdraw", card, bench, on(6, 5))

    assert (total(bench), total(bench, JUNE)) == (98, 102)


def test_an_appeal_that_is_dismissed_changes_nothing(bench):
    a_card("upheld", bench=bench)
    publish(bench)
    made = appeal(bench, line_of(bench))

    dismiss_appeal(made.pk, "理由不成立", by=bench.keeper, at=on(6, 4))

    assert total(bench) == 95


def test_an_appeal_has_its_days_and_is_made_once(bench):
    a_card("upheld", bench=bench)
    publish(bench)
    line = line_of(bench)
    with pytest.raises(errors.AppealTooLate):
        appeal(bench, line, at=on(6, 9))
    key = uuid4()
    assert appeal(bench, line, key=key, at=on(6, 8, 23)) == appeal(bench, line, key=key)
    with pytest.raises(errors.AlreadyAppealed):
        appeal(bench, line)


@pytest.mark.parametrize("who", ["supervisor", "keeper"])
def test_only_the_unit_speaks_against_its_score(bench, who):
    a_card("upheld", bench=bench)
    publish(bench)
    with pytest.raises(NotAllowed):
        appeal(bench, line_of(bench), by=getattr(bench, who))


def test_nobody_decides_about_what_he_made_himself(bench, house):
    both = staff_actor("case.supervise", "supervision.manage", "case.decide", organisation=house)
    mark(bench, by=both)
    publish(bench)
    made = appeal(bench, line_of(bench, "attitude"))
    with pytest.raises(NotAllowed):
        dismiss_appeal(made.pk, "不成立", by=both, at=on(6, 4))
    with pytest.raises(NotAllowed):
        dismiss_appeal(made.pk, "不成立", by=bench.unit, at=on(6, 4))
    dismiss_appeal(made.pk, "不成立", by=bench.keeper, at=on(6, 4))


@pytest.mark.parametrize("points", [5, -1, 6])
def test_an_appeal_can_only_lessen_what_was_taken(bench, points):
    a_card("upheld", bench=bench)
    publish(bench)
    made = appeal(bench, line_of(bench))
    with pytest.raises(errors.PointsOutOfBounds):
        uphold_appeal(made.pk, "更正", points, by=bench.keeper, at=on(6, 4))


def test_points_by_hand_count_until_they_are_taken_back(bench):
    made = mark(bench)
    assert total(bench) == 97
    withdraw_mark(made.pk, by=bench.supervisor, at=AT)
    assert total(bench) == 100
    assert Mark.objects.get().reason


@pytest.mark.parametrize(
    ("line", "points", "error"),
    [
        ("attitude", 11, errors.PointsOutOfBounds),
        ("attitude", 0, errors.PointsOutOfBounds),
        ("discipline", 9, errors.PointsOutOfBounds),
        ("yellow_time", 5, errors.NoSuchLine),
        ("attitude", 3, None),
    ],
)
def test_by_hand_only_what_the_scheme_leaves_to_people(bench, house, line, points, error):
    def enter():
        subject, entered = Subject(DEPARTMENT, house.pk), Entered(line, points, "查实")
        return enter_mark(subject, MAY, entered, key=uuid4(), by=bench.supervisor, at=AT)

    if error is None:
        assert enter().points == -points
    else:
        with pytest.raises(error):
            enter()


def test_by_hand_needs_a_supervisor_a_reason_and_an_open_month(bench):
    for who in (bench.unit, bench.keeper):
        with pytest.raises(NotAllowed):
            mark(bench, by=who)
    subject = Subject(DEPARTMENT, bench.office.organisation.pk)
    facts = {"key": uuid4(), "by": bench.supervisor, "at": AT}
    with pytest.raises(errors.WordsMissing):
        enter_mark(subject, MAY, Entered("attitude", 3, "  "), **facts)
    publish(bench)
    with pytest.raises(errors.MonthClosed):
        mark(bench)


def test_of_a_person_only_he_and_his_superiors_see_the_score(bench, house):
    a_card("upheld", bench=bench)
    publish(bench)
    own = bench.office.examiner
    scores = Score.objects.filter(kind=ScoreKind.STAFF, staff=own.staff_id)

    def seen(actor):
        return scores.visible_to(actor).count()

    assert scores.get().total == 95
    assert [seen(who) for who in (own, bench.supervisor, bench.keeper, bench.unit)] == [1, 1, 1, 1]
    colleague = staff_actor("case.examine", "case.read", organisation=house)
    abroad = staff_actor("case.decide", "case.supervise", organisation=OrganisationFactory())
    assert [seen(who) for who in (colleague, bench.office.clerk, abroad)] == [0, 0, 0]


def test_of_an_office_only_whom_a_case_grant_reaches_sees_the_score(bench):
    a_card("upheld", bench=bench)
    abroad = staff_actor("case.read", organisation=OrganisationFactory())

    assert list(offices_seen(abroad, DEPARTMENT)) == [abroad.org_id]
    assert bench.office.organisation.pk in offices_seen(bench.office.clerk, DEPARTMENT)
    assert offices_seen(bench.office.clerk, ScoreKind.STAFF) == {}
    assert offices_seen(bench.office.resident, DEPARTMENT) == {}


def test_titles_are_proposed_by_the_rule_and_confirmed_by_a_person(bench, house):
    good, bad = (StaffFactory(organisation=house) for _ in range(2))
    for staff in (good, bad):
        a_card("issued", bench=bench, officer=staff.pk, level=Level.WARNING)
    a_card("issued", bench=bench, officer=bad.pk)
    publication = publish(bench)
    score = {one.staff_id: one for one in publication.scores.filter(kind=ScoreKind.STAFF)}

    titled = proposed(publication)
    assert titled[score[good.pk].pk] == "服务标兵"
    assert score[bad.pk].pk not in titled
    with pytest.raises(errors.NotProposed):
        confirm_title(score[bad.pk].pk, by=bench.keeper, at=on(6, 2))
    with pytest.raises(NotAllowed):
        confirm_title(score[good.pk].pk, by=bench.supervisor, at=on(6, 2))
    confirm_title(score[good.pk].pk, by=bench.keeper, at=on(6, 2))
    confirm_title(score[good.pk].pk, by=bench.keeper, at=on(6, 2))
    assert [one.staff for one in titles(SYSTEM)] == [good]


def test_of_a_title_only_so_many_are_given_a_month(bench, house):
    case = a_case("accepted", office=bench.office)
    for _one in range(6):
        staff = StaffFactory(organisation=house)
        a_card("issued", bench=bench, case=case, officer=staff.pk, level=Level.WARNING)
    publication = publish(bench)
    equal = [pk for pk, title in proposed(publication).items() if title == "服务标兵"]
    assert len(equal) >= 6  # all of them have a hundred points

    for pk in equal[:5]:
        confirm_title(pk, by=bench.keeper, at=on(6, 2))

    with pytest.raises(errors.TitlesGiven):
        confirm_title(equal[5], by=bench.keeper, at=on(6, 2))
    assert ScoreKind.STAFF not in {score.kind for score, _title in to_confirm(bench.keeper)}


def test_a_new_version_of_a_scheme_leaves_the_months_before_alone(bench, house):
    (shipped,) = [one for one in shipped_schemes() if one.kind == "department"]
    lines = [
        {**row, "each": -8} if row["key"] == "yellow_time" else row for row in content(shipped)
    ]
    harder = read_scheme({**shipped.content, "lines": lines, "valid_from": "2026-06-01"})
    a_card("issued", bench=bench)
    a_card("issued", bench=bench, at=on(6, 3))

    load_scheme(harder, region=house.region_id[:4], by=SYSTEM, at=AT)

    assert (total(bench), total(bench, JUNE)) == (95, 92)
    with pytest.raises(errors.SchemeNotLater):
        load_scheme(harder, region=house.region_id[:4], by=SYSTEM, at=AT + timedelta(days=1))
    assert ship_schemes() == 0


def content(terms):
    return terms.content["lines"]
