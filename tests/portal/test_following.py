"""After handing in: who acted, how the result comes, how to object, when to renew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, a_draft
from tests.identity.factories import AgencyFactory
from tests.portal.pages import errors, soup, words
from yimen.cases.actions import file_case
from yimen.cases.models import Case
from yimen.cases.models.results import Result
from yimen.cases.rules.remedies import remedies
from yimen.identity.queries import actor_of
from yimen.kernel.workdays import WorkCalendar

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


@pytest.mark.parametrize(
    ("received", "review_by", "sue_by"),
    [
        (
            date(2026, 3, 2),
            date(2026, 5, 1),
            date(2026, 9, 2),
        ),  # a plain calendar: Monday to Friday
        (date(2026, 8, 31), date(2026, 10, 30), date(2027, 3, 1)),  # 28 February is a Sunday
        (date(2026, 5, 20), date(2026, 7, 20), date(2026, 11, 20)),  # 19 July is a Sunday
    ],
)
def test_the_last_days_to_object_are_counted_as_the_laws_say(received, review_by, sue_by):
    found = remedies(received, WorkCalendar())

    assert (found.review_by, found.sue_by) == (review_by, sue_by)


class TestObjecting:
    """What one may do about a decision, and until when."""

    def test_before_it_was_received_the_rule_is_told(self, me, office, now):
        case = a_case("refused", office=office, at=now)

        page = words(me.get(url("case_page", case.number)))

        assert "六十日内" in page
        assert "送达后，这里会显示截止日期" in page

    def test_once_received_the_last_days_stand_there(self, me, office, now):
        case = a_case("refused", office=office, at=now)
        Case.objects.filter(pk=case.pk).update(state="delivered", delivered_at=now)

        page = soup(me.get(url("case_page", case.number)))

        told = page.find("section", attrs={"aria-labelledby": "remedies"}).get_text()
        assert "前申请" in told and "前起诉" in told

    def test_a_refusal_to_accept_can_be_objected_to_as_well(self, me, office, now):
        case = a_case("declined", office=office, at=now)

        assert "前起诉" in words(me.get(url("case_page", case.number)))

    def test_who_got_what_he_asked_for_is_not_troubled(self, me, office, now):
        case = a_case("granted", office=office, at=now)

        assert "六十日内" not in words(me.get(url("case_page", case.number)))


class TestDelivery:
    """How the result comes is wished for until it came."""

    def test_the_wish_is_kept_and_shown(self, me, office, now):
        case = a_case("accepted", office=office, at=now)
        body = {"way": "post", "address": "新余市渝水区示范路1号"}

        answer = me.post(url("case_delivery", case.number), body)

        case.refresh_from_db()
        assert answer.url == url("case_page", case.number)
        assert (case.delivery_way, case.delivery_address) == ("post", body["address"])
        assert "邮寄" in words(me.get(answer.url))

    def test_post_needs_an_address(self, me, office, now):
        case = a_case("accepted", office=office, at=now)

        answer = me.post(url("case_delivery", case.number), {"way": "post"})

        assert list(errors(answer)) == ["#id_address"]

    def test_afterwards_there_is_nothing_to_wish_for(self, me, office, now):
        case = a_case("concluded", office=office, at=now)

        assert me.get(url("case_delivery", case.number)).status_code == 404

    def test_others_do_not_choose(self, other, office, now):
        case = a_case("accepted", office=office, at=now)

        answer = other.post(url("case_delivery", case.number), {"way": "window"})

        assert answer.status_code == 404


class TestRenewing:
    """What ends soon is offered again before it does."""

    @pytest.fixture
    def result(self, office, now):
        case = a_case("result_made", office=office, at=now)
        result = Result.objects.filter(case=case).first() or Result(
            case=case,
            item=case.item,
            organisation=case.organisation,
            holder=case.applicant,
            name="食品经营许可证",
            made_at=now,
        )
        result.valid_from = timezone.localdate(now) - timedelta(days=300)
        result.valid_until = timezone.localdate(now) + timedelta(days=40)
        result.save()
        return result

    def test_it_is_offered_on_the_list_and_begun_once(self, me, result):
        page = soup(me.get(url("case_list")))
        address = url("result_renew", result.pk)
        first, second = me.post(address), me.post(address)

        assert page.find("form", action=address)
        assert first.url == second.url
        draft = Case.objects.get(state="draft")
        assert (draft.purpose, draft.applicant_id) == ("renewal", result.holder_id)
        assert draft.form["request"] == result.case.form["request"]

    def test_what_holds_for_long_is_not_offered(self, me, result):
        Result.objects.update(valid_until=result.valid_until + timedelta(days=300))

        assert not soup(me.get(url("case_list"))).find(
            "form", action=url("result_renew", result.pk)
        )

    def test_nobody_renews_another_s(self, other, result):
        assert other.post(url("result_renew", result.pk)).status_code == 404


def test_the_timeline_says_through_whom_it_was_handed_in(me, account, office, now):
    agency = AgencyFactory(agent=account)
    office.resident = replace(office.resident, party_ids={agency.principal_id})
    office.resident = replace(office.resident, party_id=agency.principal_id)
    draft = a_draft(office, at=now)
    case = file_case(draft.pk, by=actor_of(account, on=timezone.localdate(now)), at=now)

    page = words(me.get(url("case_page", case.number)))

    assert f"{agency.principal.name}（{account.name} 代办）" in page
