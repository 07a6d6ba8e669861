"""The work list narrowed, ordered, and kept as views of one's own; phrases for opinions."""

from datetime import timedelta

import pytest

from tests.cases.factories import a_case, an_office
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases import actions
from yimen.cases.errors import beside
from yimen.cases.models import Case, WorkView
from yimen.cases.queries import phrases_for, phrases_of, work_counts, work_list, work_views
from yimen.cases.rules.phrases import filled, unknown_places
from yimen.cases.rules.work import WorkFilter
from yimen.kernel.errors import NotAllowed
from yimen.process.actions import claim
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def shown(actor, **wanted):
    return [r.case.number for r in work_list(actor, today=TODAY, wanted=WorkFilter(**wanted)).rows]


def test_each_scope_shows_its_work_and_nothing_beyond(office):
    clerks, examiners = a_case(office=office), a_case("accepted", office=office)
    claim(open_tasks(clerks.pk)[0].pk, by=office.clerk, at=AT)
    theirs = a_case(office=an_office())
    reader = staff_actor("case.read", organisation=office.organisation)

    assert shown(office.clerk) == [clerks.number]
    assert shown(office.clerk, scope="mine") == [clerks.number]
    assert shown(office.examiner, scope="mine") == []
    assert set(shown(office.clerk, scope="house")) == {clerks.number, examiners.number}
    assert set(shown(reader, scope="house")) == {clerks.number, examiners.number}
    assert shown(reader) == []
    assert theirs.number not in shown(reader, scope="house")
    assert work_counts(reader, TODAY, scope="house").total == 2
    assert work_counts(office.resident, TODAY, scope="house").total == 0


def test_item_applicant_number_and_channel_narrow_the_list(office):
    case, other = a_case(office=office), a_case(office=office)
    Case.objects.filter(pk=other.pk).update(channel="counter")
    hidden = a_case(office=an_office(organisation=OrganisationFactory()))

    assert shown(office.clerk, text=case.number[-6:]) == [case.number]
    assert set(shown(office.clerk, text=case.applicant.name)) == {case.number, other.number}
    assert shown(office.clerk, text="没有此人") == []
    assert set(shown(office.clerk, item="食品")) == {case.number, other.number}
    assert set(shown(office.clerk, item=case.item.code)) == {case.number, other.number}
    assert shown(office.clerk, channel="counter") == [other.number]
    assert shown(office.clerk, text=hidden.number) == []


def test_pre_review_is_a_filter_with_a_count_and_may_be_kept(office):
    a_case(office=office)
    online = an_office(organisation=office.organisation, version__prereview_days=3)
    seen = {a_case(state, office=online).number for state in ("prereview", "sent_back", "passed")}

    assert set(shown(office.clerk, kind="prereview")) == seen
    assert work_counts(office.clerk, TODAY).kinds == {"accept": 4, "prereview": 3}
    assert WorkFilter.read({"kind": "prereview"}).query == {"kind": "prereview"}


def test_every_order_pages_through_all_without_gap_or_double(office):
    cases = [a_case(office=office, at=AT - timedelta(days=n)) for n in (0, 3, 1, 2)]
    by_entry = [case.number for case in sorted(cases, key=lambda c: open_tasks(c.pk)[0].pk)]

    for order, expected in (("oldest", by_entry), ("newest", by_entry[::-1])):
        seen, after = [], ""
        for _page in range(2):
            wanted = WorkFilter(order=order)
            page = work_list(office.clerk, today=TODAY, wanted=wanted, after=after, limit=2)
            seen += [row.case.number for row in page.rows]
            after = page.next
        assert seen == expected and after == ""


def test_of_a_long_list_the_most_urgent_are_counted(office):
    late = [a_case(office=office, at=AT - timedelta(days=10)) for _ in range(2)]
    for _ in range(3):
        a_case(office=office)

    assert work_counts(office.clerk, TODAY).is_all
    counts = work_counts(office.clerk, TODAY, most=3)

    assert (counts.total, counts.over, counts.is_all) == (3, len(late), False)


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"due": "near", "order": "oldest"}, {"due": "near", "order": "oldest"}),
        ({"scope": "all", "due": "x", "order": "--", "hack": "1"}, {}),
        ({"text": " 王测试 ", "after": "x"}, {"text": "王测试"}),
        ({"item": "食" * 99}, {"item": "食" * 60}),
        ({"columns": "due,link,<b>"}, {"columns": "link,due"}),
        ({"columns": "marks,holder,time,link"}, {}),
    ],
)
def test_an_address_says_no_more_than_is_known(query, kept):
    assert WorkFilter.read(query).query == kept


def test_a_view_is_kept_by_name_and_seen_by_its_owner_only(office):
    actions.save_view("今日必办", {"due": "over"}, by=office.clerk, at=AT)
    actions.save_view("今日必办", {"due": "near", "order": "oldest"}, by=office.clerk, at=AT)

    (view,) = work_views(office.clerk)
    assert view.query == {"due": "near", "order": "oldest"}
    assert work_views(office.examiner) == []
    actions.forget_view(view.pk, by=office.examiner, at=AT)
    assert work_views(office.clerk) == [view]
    actions.forget_view(view.pk, by=office.clerk, at=AT)
    assert work_views(office.clerk) == []


def test_views_are_few_named_and_of_officers(office):
    for n in range(8):
        actions.save_view(f"视图{n}", {}, by=office.clerk, at=AT)

    with pytest.raises(beside.TooManyViews):
        actions.save_view("第九个", {}, by=office.clerk, at=AT)
    actions.save_view("视图3", {"kind": "accept"}, by=office.clerk, at=AT)
    with pytest.raises(beside.NameMissing):
        actions.save_view(" ", {}, by=office.clerk, at=AT)
    with pytest.raises(NotAllowed):
        actions.save_view("居民", {}, by=office.resident, at=AT)
    assert WorkView.objects.count() == 8


def test_a_phrase_is_filled_in_by_the_case(office):
    case = a_case("accepted", office=office)
    text = "{申请人}申请的{事项}于{受理日期}受理，经审查符合条件。{部门}，{今天}"
    actions.keep_phrase("符合", text, by=office.examiner, at=AT)

    (phrase,) = phrases_for(office.examiner, case, today=TODAY)

    name, house = case.applicant.name, case.organisation.name
    said = f"{name}申请的食品经营许可于2026年5月20日受理，经审查符合条件。{house}，2026年5月20日"
    assert phrase.text == said


def test_what_a_case_does_not_know_stays_for_the_officer():
    assert (
        filled("{受理日期}受理，{}与{别的}不动", {"受理日期": ""})
        == "{受理日期}受理，{}与{别的}不动"
    )
    assert unknown_places("{申请人}、{别的}") == ["别的"]


def test_own_phrases_are_ones_own_and_the_houses_are_read_below_it(office):
    manager = staff_actor("org.manage", organisation=office.organisation)
    neighbour = an_office()
    own = actions.keep_phrase("我的", "符合条件", by=office.clerk, at=AT)
    house = actions.keep_phrase("本局", "材料齐全", house=office.organisation.pk, by=manager, at=AT)

    assert phrases_of(office.clerk) == [own, house]
    assert phrases_of(office.examiner) == [house]
    assert phrases_of(neighbour.clerk) == []
    with pytest.raises(NotAllowed):
        actions.keep_phrase("冒充", "x", house=office.organisation.pk, by=office.clerk, at=AT)
    for who in (office.clerk, neighbour.head):
        with pytest.raises(beside.NoSuchPhrase):
            actions.drop_phrase(house.pk, by=who, at=AT)
    with pytest.raises(beside.NoSuchPhrase):
        actions.drop_phrase(own.pk, by=manager, at=AT)
    with pytest.raises(beside.UnknownPlace):
        actions.keep_phrase("错", "{申请者}", by=office.clerk, at=AT)
    actions.drop_phrase(house.pk, by=manager, at=AT)
    actions.drop_phrase(own.pk, by=office.clerk, at=AT)
    assert phrases_of(office.clerk) == []
