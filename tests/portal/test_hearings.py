"""The right to a hearing on the applicant's pages, and the hearings everybody may come to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case
from tests.cases.hearings import NEIGHBOUR, a_plan, arrange, ask, tell
from tests.portal.pages import errors, soup, words
from yimen.cases import actions
from yimen.cases.models import Case, Hearing
from yimen.cases.rules.hearing import apply_by, earliest
from yimen.orgs.queries import calendar_for
from yimen.ui.templatetags.ui import cn_date

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office, now):
    return a_case("in_review", office=office, at=now)


@pytest.fixture
def calendar(office):
    return calendar_for(office.organisation.region_id)


def page(case):
    return reverse("portal:case_page", args=[case.number])


def hearing(case):
    return reverse("portal:case_hearing", args=[case.number])


def answer(client, case, what, **said):
    address = reverse("portal:hearing_answer", args=[case.number, what])
    return client.post(address, {"key": uuid4(), **said})


def offered(client, case):
    """The acts the page has a form for."""
    found = soup(client.get(hearing(case))).main.find_all("form")
    return [form["action"].rstrip("/").rsplit("/", 1)[-1] for form in found]


def test_most_cases_know_of_no_hearing(me, case):
    assert "听证" not in words(me.get(page(case)))
    assert me.get(hearing(case)).status_code == 404


def test_the_right_is_told_with_its_last_day_and_used_on_the_page(me, office, case, now, calendar):
    tell(case, office, NEIGHBOUR, at=now)
    last = cn_date(apply_by(timezone.localdate(now), calendar))

    shown = words(me.get(page(case)))

    assert "告知听证权利" in shown
    assert last in shown
    assert "涉及相邻权人的采光" in shown
    assert "邻居甲" not in shown
    assert offered(me, case) == ["apply", "waive"]
    assert answer(me, case, "apply", words="影响采光").status_code == 302
    party = Hearing.objects.get().parties.get(is_applicant=True)
    assert (party.answer, party.words) == ("applied", "影响采光")
    assert offered(me, case) == ["withdraw"]
    assert "邻居甲" not in words(me.get(hearing(case)))


def test_sent_twice_it_counts_once(me, office, case, now):
    tell(case, office, at=now)
    key = uuid4()

    for _ in range(2):
        assert answer(me, case, "waive", key=key).status_code == 302
    assert answer(me, case, "apply").status_code == 409
    assert offered(me, case) == []


def test_after_five_days_it_is_too_late(me, office, now):
    day, before = timezone.localdate(now), now - timedelta(days=20)
    case = a_case("in_review", office=office, at=before)
    tell(case, office, at=before)

    response = answer(me, case, "apply")

    assert response.status_code == 422
    assert "前提出" in " ".join(errors(response).values())
    assert "逾期未申请" in words(me.get(page(case)))
    assert offered(me, case) == []
    assert Hearing.objects.get().parties.get().apply_by < day


def test_day_place_and_chair_are_shown_and_another_chair_is_asked_for(
    me, office, case, now, calendar
):
    tell(case, office, at=now)
    ask(case, office, at=now)
    arrange(case, office, earliest(timezone.localdate(now), calendar), at=now)

    shown = words(me.get(hearing(case)))

    assert "一楼听证室" in shown
    assert "主持人" in shown
    assert answer(me, case, "object").status_code == 422
    assert answer(me, case, "object", reason="系竞争企业股东的配偶").status_code == 302
    assert "系竞争企业股东的配偶" in words(me.get(hearing(case)))
    assert offered(me, case) == ["withdraw"]


def test_anothers_hearing_does_not_exist(other, office, case, now):
    tell(case, office, at=now)

    assert other.get(hearing(case)).status_code == 404
    assert answer(other, case, "waive").status_code == 404


def test_public_hearings_are_announced_without_the_names_of_individuals(
    client, office, case, now, calendar
):
    day = earliest(timezone.localdate(now), calendar)
    person = Case.objects.get(pk=case.pk).applicant.name
    actions.announce_hearing(
        case.pk, a_plan(office, day), reason="公共利益", by=office.examiner, at=now
    )
    hidden = a_case("in_review", office=office, at=now)
    closed = a_plan(office, day, is_open=False, closed_reason="商业秘密", place="二楼密室")
    actions.announce_hearing(hidden.pk, closed, reason="公共利益", by=office.examiner, at=now)

    shown = words(client.get(reverse("portal:hearing_list")))

    assert "一楼听证室" in shown
    assert cn_date(day) in shown
    assert case.version.name in shown
    assert person not in shown
    assert "二楼密室" not in shown
