"""The hearing of a case on the desk: told, answered, arranged, put on record; what it holds up."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.cases.factories import a_case, a_pdf, an_office
from tests.cases.hearings import NEIGHBOUR, a_chair, a_plan, ask, tell
from tests.desk.test_cases import EVERY, act, filed, officer, sheet, soup, words
from tests.identity.factories import AccountFactory
from yimen.cases import actions
from yimen.cases.models import Case, Hearing
from yimen.cases.rules.hearing import earliest
from yimen.identity.queries import document_number
from yimen.orgs.queries import calendar_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def case(office):
    return filed("in_review", office)


def page(case):
    return reverse("desk:case_hearing", args=[case.number])


def do(client, case, what, **said):
    """Send the form of an act, as the page gives it."""
    address = reverse("desk:hearing_act", args=[case.number, what])
    form = soup(client.get(page(case))).find("form", action=address)
    return client.post(address, {"key": form.select_one("[name=key]")["value"], **said})


def offered(client, case):
    """The acts the page has a form for."""
    found = soup(client.get(page(case))).main.find_all("form")
    return [form["action"].rstrip("/").rsplit("/", 1)[-1] for form in found]


def first_day(office):
    calendar = calendar_for(office.organisation.region_id)
    return earliest(timezone.localdate(), calendar)


def test_who_has_an_account_is_found_by_name_and_number(client, office, case):
    officer(client, office.organisation, *EVERY)
    account = AccountFactory()
    line = f"{account.party.name}，13800138000、东街1号，{document_number(account.party)}"

    bad = line[:-1] + ("1" if line.endswith("0") else "0")
    wrong = do(client, case, "tell", reason="涉及采光", persons=f"{bad}\n邻居甲")
    assert wrong.status_code == 422 and f"{bad[-18:]}：" in words(wrong)
    assert not Hearing.objects.exists()
    do(client, case, "tell", reason="涉及采光", persons=line)
    do(client, case, "tell_person", name="邻居乙", told_on=f"{timezone.localdate()}", number="12")

    (one,) = Hearing.objects.get().parties.filter(is_applicant=False)
    assert (one.account, one.contact) == (account, "13800138000, 东街1号")
    assert "可收到消息" in words(client.get(page(case)))


def test_the_right_is_told_on_the_desk_and_holds_the_decision_up(client, office, case):
    officer(client, office.organisation, *EVERY)
    assert page(case) in client.get(sheet(case)).content.decode()
    assert offered(client, case) == ["tell", "announce"]

    told = do(client, case, "tell", reason="涉及采光", persons="邻居甲，13800138000\n邻居乙")

    assert told.status_code == 302, words(told)
    hearing = Hearing.objects.get()
    assert set(hearing.parties.values_list("name", flat=True)) == {"", "邻居甲", "邻居乙"}
    refused = act(client, case, "grant", reasons="符合条件")
    assert refused.status_code == 422
    assert "方可作出决定" in words(refused)
    assert f"在{date_format(hearing.parties.first().apply_by)}前" in words(refused)
    assert "符合条件" in refused.content.decode()
    person = hearing.parties.get(name="邻居甲")
    today = timezone.localdate().isoformat()
    answer = {"party_id": person.pk, "answer": "applied", "answered_on": today}
    assert do(client, case, "note_answer", **answer).status_code == 302
    assert Hearing.objects.get().state == "applied"


def test_day_and_place_are_set_and_told_in_time(client, office, case):
    now, chair, day = timezone.now(), a_chair(office), first_day(office)
    tell(case, office, NEIGHBOUR, at=now)
    ask(case, office, at=now)
    officer(client, office.organisation, *EVERY)
    plan = {"day": day.isoformat(), "time": "09:30", "place": "一楼听证室", "chair": chair.pk}
    early = do(client, case, "arrange", **{**plan, "day": timezone.localdate().isoformat()})
    assert early.status_code == 422
    assert "最早可定于" in words(early)

    assert do(client, case, "arrange", **plan, is_announced="on").status_code == 302

    case.refresh_from_db()
    assert case.state == "paused"
    shown = words(client.get(sheet(case)))
    assert "举行听证并制作笔录前，不能作出决定" in shown
    assert "邻居甲" in words(client.get(page(case)))
    assert case.version.name in words(client.get(reverse("desk:hearing_list")))
    assert "一楼听证室" in words(client.get(reverse("portal:hearing_list")))
    soon = do(client, case, "record", record="笔录", signers="双方签字")
    assert "之后才能制作笔录" in words(soon)


def test_the_record_is_kept_with_its_file(client, office):
    at = timezone.now() - timedelta(days=40)
    case = held_long_ago(office, at)
    officer(client, office.organisation, *EVERY)

    facts = {"record": "申请人陈述意见", "signers": "双方签字", "paper": a_pdf("笔录.pdf")}
    response = do(client, case, "record", **facts)

    assert response.status_code == 302, words(response)
    shown = client.get(page(case))
    assert "申请人陈述意见" in words(shown)
    link = next(a["href"] for a in soup(shown).find_all("a") if "/paper/" in a["href"])
    assert b"".join(client.get(link)).startswith(b"%PDF")
    assert Case.objects.get(pk=case.pk).state == "in_review"


def held_long_ago(office, at):
    """A case whose hearing was announced for a day that has passed."""
    case = a_case("in_review", office=office, at=at)
    calendar = calendar_for(office.organisation.region_id)
    plan = a_plan(office, earliest(timezone.localdate(at), calendar))
    actions.announce_hearing(case.pk, plan, reason="公共利益", by=office.examiner, at=at)
    return case


def test_who_examined_cannot_be_chosen_to_preside(client, office, case):
    officer(client, office.organisation, *EVERY)
    chair = a_chair(office)

    form = soup(client.get(page(case))).find("select", id="id_announce_chair")

    offered_chairs = {option["value"] for option in form.find_all("option")}
    assert str(chair.pk) in offered_chairs
    assert str(office.examiner.staff_id) not in offered_chairs


def test_a_request_for_another_chair_is_answered_before_the_hearing(client, office, case):
    now, other = timezone.now(), a_chair(office)
    plan = a_plan(office, first_day(office))
    actions.announce_hearing(case.pk, plan, reason="公共利益", by=office.examiner, at=now)
    actions.object_to_chair(case.pk, reason="亲属", by=office.resident, at=now)
    officer(client, office.organisation, *EVERY)
    assert offered(client, case)[0] == "answer_objection"
    assert "record" not in offered(client, case)
    asked = Hearing.objects.get().objections.get()

    facts = {"objection_id": asked.pk, "chair": other.pk, "answer": "依法回避"}
    assert do(client, case, "answer_objection", **facts).status_code == 302

    assert Hearing.objects.get().chair == other
    asked.refresh_from_db()
    assert asked.outcome == "upheld"


def test_who_only_reads_sees_how_it_stands_and_no_forms(client, office, case):
    tell(case, office, at=timezone.now())
    officer(client, office.organisation, "case.read")

    assert offered(client, case) == []
    assert "目前情况" in words(client.get(page(case)))


def test_a_case_without_a_hearing_costs_no_question(client, office, case):
    officer(client, office.organisation, *EVERY)
    client.get(sheet(case))

    with CaptureQueriesContext(connection) as asked:
        client.get(sheet(case))

    assert not [one for one in asked.captured_queries if "cases_hearing" in one["sql"]]


def test_the_moment_is_of_the_place_of_the_office(client, office, case):
    """Half past nine on the form is half past nine in Shanghai."""
    officer(client, office.organisation, *EVERY)
    day, chair = first_day(office), a_chair(office)
    plan = {"day": day.isoformat(), "time": "09:30", "place": "听证室", "chair": chair.pk}

    assert do(client, case, "announce", reason="公共利益", **plan).status_code == 302

    zone = timezone.get_current_timezone()
    assert Hearing.objects.get().starts_at == datetime.combine(day, time(9, 30), zone)
