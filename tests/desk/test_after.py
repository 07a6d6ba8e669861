"""After the decision on the desk: promises, results, later checks, records, the switch."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, an_office, do
from tests.cases.promises import a_promising_case, a_trusting_office
from tests.cases.test_instant import an_instant_office, decided, filed
from tests.desk.test_cases import EVERY, act, officer, soup, words
from yimen.cases.models import Case, FalsePromise, InstantStop, LaterCheck, Result

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


def token(case):
    case.refresh_from_db()
    return {"revision": case.revision, "key": str(uuid4())}


@pytest.fixture
def owing():
    office, now = a_trusting_office(), timezone.now()
    case = do("accept", a_promising_case(office, at=now), office, now)
    return office, do("examine", case, office, now)


def test_the_sheet_says_what_is_owed_and_a_grant_is_confirmed(client, owing):
    office, case = owing
    officer(client, office.organisation, *EVERY)

    sheet = words(client.get(url("case_sheet", case.number)))
    assert "房屋租赁合同" in sheet and "待补交" in sheet and "已承诺，待核查" in sheet
    assert "已承诺后补" in sheet and "已承诺代替" in sheet
    refused = act(client, case, "grant", reasons="符合条件")
    assert refused.status_code == 422 and "如仍准予，请勾选确认" in words(refused)
    assert act(client, case, "grant", reasons="符合条件", with_owed="on").status_code == 302

    assert Case.objects.get(pk=case.pk).state == "granted"


def test_a_word_is_checked_put_on_record_and_lifted(client, owing):
    office, case = owing
    do("grant", case, office, timezone.now(), with_owed=True)
    check = LaterCheck.objects.get()
    officer(client, office.organisation, *EVERY)
    address = url("later_check", case.number, check.pk)

    assert "健康证明" in words(client.get(url("later_check_list")))
    assert "告知承诺书" in words(client.get(address))
    assert client.post(address, {"result": "wrong", "note": ""}).status_code == 422
    assert client.post(address, {"result": "wrong", "note": "无证明"}).status_code == 302
    record = FalsePromise.objects.get()
    sheet = words(client.get(url("case_sheet", case.number)))
    assert "申请人有失信承诺记录" in sheet and "承诺不实" in sheet
    assert "健康证明" in words(client.get(url("later_check_list") + "?view=done"))

    lift = url("record_lift", case.number, record.pk)
    assert client.get(lift).status_code == 200
    assert client.post(lift, {"reason": ""}).status_code == 422
    assert client.post(lift, {"reason": "已整改到位"}).status_code == 302
    assert client.get(lift).status_code == 404


def test_checks_and_records_of_others_do_not_exist(client, owing):
    office, case = owing
    do("grant", case, office, timezone.now(), with_owed=True)
    officer(client, an_office().organisation, *EVERY)

    for name, *args in (
        ("later_check", case.number, LaterCheck.objects.get().pk),
        ("record_lift", case.number, uuid4()),
        ("result_act", case.number, "revoke"),
    ):
        assert client.get(url(name, *args)).status_code == 404
        assert client.post(url(name, *args)).status_code in (404, 422)
    assert "健康证明" not in words(client.get(url("later_check_list")))


@pytest.fixture
def ready():
    office = an_office(version__validity_months=1)
    return office, a_case("result_made", office=office, at=timezone.now())


@pytest.fixture
def granted():
    office = an_office(version__validity_months=1)
    return office, a_case("granted", office=office, at=timezone.now())


def test_the_code_is_asked_for_at_the_window(client, granted):
    office, case = granted
    officer(client, office.organisation, *EVERY)
    said = {"way": "window", "receiver": "王测试"}

    assert "窗口" in words(client.get(url("case_sheet", case.number)))
    wrong = act(client, case, "deliver", **said, code="abc")
    assert wrong.status_code == 422 and "还可以试4次" in words(wrong)
    assert Case.objects.get(pk=case.pk).pickup_tries == 1
    assert act(client, case, "deliver", **said, code=case.pickup_code).status_code == 302


@pytest.mark.parametrize(
    "said",
    [
        {"way": "window", "receiver": "王测试", "has_shown_id": "on"},
        {"way": "post", "tracking_number": "DEMO1"},
        {"way": "electronic"},
    ],
)
def test_without_the_code_there_are_lawful_ways(client, granted, said):
    office, case = granted
    officer(client, office.organisation, *EVERY)

    assert act(client, case, "deliver", **said).status_code == 302
    assert Case.objects.get(pk=case.pk).delivery.way == said["way"]


ACTS = {
    "correct": {"wrong": "王测式", "right": "王测试", "reason": "笔误更正"},
    "revoke": {"ground": "fraud", "who": "own", "reason": "提供虚假材料"},
    "recall": {"ground": "circumstances", "reason": "规划调整", "compensation": "依法补偿"},
    "annul": {"ground": "body_gone", "reason": "主体终止"},
}


@pytest.mark.parametrize("move", list(ACTS))
def test_a_result_is_changed_on_its_own_page(client, ready, move):
    office, case = ready
    officer(client, office.organisation, *EVERY)
    address = url("result_act", case.number, move)

    assert client.get(address).status_code == 200
    assert client.post(address, token(case)).status_code == 422
    assert client.post(address, {**token(case), **ACTS[move]}).status_code == 302

    result = Result.objects.get()
    assert result.state != "valid"
    assert result.get_state_display() in words(client.get(url("case_sheet", case.number)))
    again = client.get(url("result_act", case.number, "correct"))
    assert again.status_code == (200 if move == "correct" else 403)


@pytest.mark.parametrize("move", ["revoke", "recall", "annul"])
def test_no_ground_of_the_law_is_chosen_beforehand(client, ready, move):
    office, case = ready
    officer(client, office.organisation, *EVERY)
    address = url("result_act", case.number, move)

    menu = soup(client.get(address)).select_one("select[name=ground]")
    answer = client.post(address, {**token(case), **ACTS[move], "ground": ""})

    assert menu.option["value"] == ""
    assert all(one["value"] == "" for one in menu.select("option[selected]"))
    assert answer.status_code == 422
    assert Result.objects.get().state == "valid"


def test_what_is_still_valid_is_not_struck_off_as_run_out(client, ready):
    office, case = ready
    officer(client, office.organisation, *EVERY)
    Result.objects.update(valid_until=None)
    said = {**token(case), **ACTS["annul"], "ground": "not_renewed"}

    answer = client.post(url("result_act", case.number, "annul"), said)

    assert answer.status_code == 422
    assert soup(answer).select(".y-errors a[href*=ground]")


def test_who_does_not_decide_sees_no_buttons_and_is_refused(client, ready):
    office, case = ready
    officer(client, office.organisation, "case.accept", "case.deliver")

    assert url("result_act", case.number, "revoke") not in (
        client.get(url("case_sheet", case.number)).content.decode()
    )
    assert client.get(url("result_act", case.number, "revoke")).status_code == 403
    assert client.get(url("result_act", case.number, "burn")).status_code == 404


def test_the_list_of_results_knows_what_ends_soon(client, ready):
    office, case = ready
    officer(client, office.organisation, *EVERY)
    link = url("case_sheet", case.number)

    for query in ("", "?view=expiring", f"?q={case.number}"):
        assert link in client.get(url("result_list") + query).content.decode()
    for query in ("?view=ended", "?q=没有这个"):
        assert link not in client.get(url("result_list") + query).content.decode()
    assert client.get(url("result_list") + "?view=wrong").status_code == 404
    for place in ("²", "9" * 20, "-1", "x"):  # a place that is none is the beginning
        assert client.get(url("result_list"), {"from": place}).status_code == 200


def test_a_switch_stops_instant_approval_with_a_reason(client):
    office, now = an_instant_office(), timezone.now()
    officer(client, office.organisation, *EVERY)
    switch, item = url("instant_switch"), str(office.item.pk)

    assert "高龄津贴秒批表" in words(client.get(url("instant")))
    assert client.post(switch, {"item": item, "reason": ""}).status_code == 422
    assert client.post(switch, {"item": "", "reason": "数据异常"}).status_code == 403
    assert client.post(switch, {"item": "1", "reason": "数据异常"}).status_code == 404
    assert client.post(switch, {"item": item, "reason": "数据异常"}).status_code == 302
    case = filed(office, at=now)
    assert decided(case, at=now) is None
    assert "数据异常" in words(client.get(url("instant")))
    assert client.post(switch, {"item": item, "on": "yes"}).status_code == 302

    assert InstantStop.objects.get().ended_at is not None
    case = decided(case, at=now)
    sheet = words(client.get(url("case_sheet", case.number)))
    assert "秒批决定抽查" in sheet and "高龄津贴秒批表" in sheet


def test_an_instant_decision_is_looked_at(client):
    office, now = an_instant_office(), timezone.now()
    case = decided(filed(office, at=now), at=now)
    officer(client, office.organisation, "case.examine")
    address = url("later_check", case.number, LaterCheck.objects.get().pk)

    assert "抽查秒批决定" in words(client.get(address))
    assert client.post(address, {"result": "right", "note": "核对无误"}).status_code == 302
    assert client.get(address).status_code == 200
