"""Versions for a day, comparison, history, and acts on items, as officers see them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, a_draft, an_office
from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from tests.desk.editing import draft_of, in_review, officer, page, words
from yimen.catalogue.actions import Proposal, propose_act, publish_version, suspend_item
from yimen.catalogue.models import ItemAct
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

USCC = "11360502MB1234567X"


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def cancelling(item):
    proposal = Proposal("cancel", tomorrow(), "国务院决定取消")
    return propose_act(item.pk, proposal, by=SYSTEM, at=timezone.now())


def test_the_reviewer_publishes_for_a_day_and_calls_it_off(client, item, reviewer):
    in_review(item, promised_days=5)
    address = f"/desk/items/{item.code}/review/"
    soup = page(client.get(address))
    seen = soup.select_one("input[name=seen]")["value"]

    client.post(f"{address}publish/", {"seen": seen, "on": tomorrow().isoformat()})

    item.refresh_from_db()
    assert item.current.number == 1
    assert "起生效" in words(page(client.get(f"/desk/items/{item.code}/")))
    page(client.post(f"{address}call-off/", {"reason": ""}), 422)
    client.post(f"{address}call-off/", {"reason": "法规推迟施行"})
    assert item.versions.get(number=2).state == "draft"


def test_a_day_that_is_past_is_refused_at_its_field(client, item, reviewer):
    in_review(item, promised_days=5)

    soup = page(client.post(f"/desk/items/{item.code}/review/publish/", {"on": "2020-01-01"}), 422)

    assert soup.select_one("#id_on_error")
    assert item.versions.get(number=2).state == "in_review"


def test_any_two_versions_are_compared_with_marks(client, item, editor):
    for days, conditions in ((5, "具有固定的场所。"), (3, "具有合法的场所。")):
        version = in_review(item, promised_days=days, conditions=conditions)
        publish_version(version.pk, by=SYSTEM, at=AT)

    last = page(client.get(f"/desk/items/{item.code}/compare/"))
    whole = page(client.get(f"/desk/items/{item.code}/compare/?old=1&new=3"))

    assert [words(one) for one in last.select(".desk-change del")] == [
        "［删去： 5 ］",
        "［删去： 固定 ］",
    ]
    assert words(whole.select_one(".desk-change ins")) == "［增加： 3 ］"
    assert page(client.get(f"/desk/items/{item.code}/compare/?old=x&new=99"))


def test_the_history_names_who_when_and_why(client, item, office, editor):
    client.post(
        f"/desk/items/{item.code}/draft/begin/", {"reason": "时限误填", "is_correction": "on"}
    )
    cancelling(item)

    soup = page(client.get(f"/desk/items/{item.code}/history/"))

    rows = soup.select("table")[0].select("tbody tr")
    assert [row.th.a["href"] for row in rows] == [
        f"/desk/items/{item.code}/versions/{number}/" for number in (2, 1)
    ]
    assert "更正" in words(rows[0])
    assert editor.name in words(rows[0])
    assert "国务院决定取消" in words(soup)


def test_an_act_is_proposed_and_says_what_becomes_of_running_cases(client):
    office = an_office()
    a_case("submitted", office=office)
    a_draft(office)
    editor = officer(client, office.organisation, "item.edit")
    receiver = OfficeFactory(path=f"{office.organisation.path}new/", name="新机构", uscc=USCC)
    address = f"/desk/items/{office.item.code}/acts/transfer/"
    assert "1 件" in words(page(client.get(address)))
    data = {"receiver": "新机构", "on": tomorrow().isoformat(), "cases": "move", "reason": "改革"}

    page(client.post(f"{address}propose/", data | {"receiver": "没有的机构"}), 422)
    response = client.post(f"{address}propose/", data)

    act = ItemAct.objects.get()
    assert response["Location"] == f"/desk/items/acts/{act.pk}/"
    assert act.code == f"{USCC}3{office.item.code[19:]}"
    assert (act.receiver, act.moves_cases, act.proposed_by) == (receiver, True, editor.staff_id)
    soup = page(client.get(response["Location"]))
    follows = [words(one) for one in soup.select(".desk-follows li")]
    assert "新机构" in follows[0]
    assert follows[1].startswith("1 件在办件")
    assert follows[2].startswith("1 份")
    assert not soup.select('form[action$="/confirm/"]')


def test_a_second_person_confirms_an_act(client, item, reviewer):
    act = cancelling(item)
    assert act.item.current.name in words(page(client.get("/desk/items/acts/")))
    assert page(client.get(f"/desk/items/acts/{act.pk}/")).select('form[action$="/confirm/"]')

    client.post(f"/desk/items/acts/{act.pk}/confirm/")

    act.refresh_from_db()
    assert (act.state, act.decided_by) == ("confirmed", reviewer.staff_id)
    client.post(f"/desk/items/acts/{act.pk}/call_off/", {"reason": "决定推迟"})
    act.refresh_from_db()
    assert act.state == "withdrawn"
    assert client.post(f"/desk/items/acts/{act.pk}/explode/").status_code == 404


def test_an_act_is_refused_only_with_a_reason(client, item, reviewer):
    act = cancelling(item)

    page(client.post(f"/desk/items/acts/{act.pk}/refuse/", {"reason": ""}), 422)
    client.post(f"/desk/items/acts/{act.pk}/refuse/", {"reason": "依据不足"})

    act.refresh_from_db()
    assert (act.state, act.note) == ("refused", "依据不足")


def test_editors_withdraw_what_they_proposed_and_cannot_confirm_it(client, item, editor):
    act = cancelling(item)

    assert client.post(f"/desk/items/acts/{act.pk}/confirm/").status_code == 403
    client.post(f"/desk/items/acts/{act.pk}/withdraw/")

    act.refresh_from_db()
    assert act.state == "withdrawn"


def test_for_the_neighbour_department_an_act_does_not_exist(client, item):
    officer(client, OfficeFactory(path="xinyu/water/"), "item.edit", "item.review")
    act = cancelling(item)

    assert client.get(f"/desk/items/acts/{act.pk}/").status_code == 404
    assert client.get(f"/desk/items/{item.code}/acts/cancel/").status_code == 404
    assert client.post(f"/desk/items/acts/{act.pk}/confirm/").status_code == 404


def test_anybody_with_items_of_his_own_may_propose_to_take_one_over(client, item):
    home = OfficeFactory(path="xinyu/water/", uscc=USCC)
    officer(client, home, "item.edit")
    data = {"receiver": USCC, "on": tomorrow().isoformat(), "cases": "stay", "reason": "承接"}
    way = client.get("/desk/items/acts/", {"code": item.code})
    assert way["Location"] == f"/desk/items/{item.code}/acts/take_over/"
    assert "不在清单上" in words(page(client.get("/desk/items/acts/", {"code": "1234"})))
    assert page(client.get(way["Location"]))

    response = client.post(f"/desk/items/{item.code}/acts/take_over/propose/", data)

    assert response.status_code == 302
    assert page(client.get(response["Location"]))


def test_delegation_asks_for_a_lower_level(client, item, editor, office):
    OfficeFactory(path="xinyu/market/yushui/", name="渝水区局", uscc=USCC)
    address = f"/desk/items/{item.code}/acts/delegate/"
    soup = page(client.get(address))
    assert [one["value"] for one in soup.select("#id_level option")] == ["4", "5", "6"]

    data = {"receiver": "渝水区局", "level": "4", "on": tomorrow().isoformat(), "cases": "stay"}
    client.post(f"{address}propose/", data | {"keeps": "on", "reason": "放权"})

    act = ItemAct.objects.get()
    assert (act.code[18], act.keeps) == ("4", True)


def test_a_suspended_item_can_be_cancelled_and_a_cancelled_one_cannot(client, office, item, editor):
    suspend_item(item.pk, reason="系统升级", by=SYSTEM, at=AT)
    gone = ItemFactory(published=True, organisation=office, status="cancelled")

    assert page(client.get(f"/desk/items/{item.code}/acts/cancel/"))
    assert client.get(f"/desk/items/{gone.code}/acts/cancel/").status_code == 404
    assert client.get(f"/desk/items/{item.code}/acts/explode/").status_code == 404
    draft_of(item)
