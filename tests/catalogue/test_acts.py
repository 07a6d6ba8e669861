"""Acts on items: cancelled, handed over, merged; proposed by one, confirmed by another."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.catalogue.actors import BOTH, EDITOR, NEIGHBOUR, REVIEWER, officer
from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from yimen.catalogue import errors
from yimen.catalogue.actions import (
    Proposal,
    add_item,
    begin_day,
    call_off_act,
    confirm_act,
    propose_act,
    refuse_act,
    withdraw_act,
)
from yimen.catalogue.models import ItemAct, ServiceItem
from yimen.catalogue.permissions import available_act_moves
from yimen.catalogue.queries import published_items
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate(AT)
DAY = TODAY + timedelta(days=3)
MIDNIGHT = datetime(2026, 5, 22, 16, 0, tzinfo=UTC)
RECEIVER_USCC = "11360502MB1234567X"


@pytest.fixture
def item():
    return ItemFactory(published=True, version__places=[{"address": "旧址"}])


@pytest.fixture
def county():
    return OfficeFactory(
        path="xinyu/yushui/market/",
        name="渝水区市场监督管理局",
        uscc=RECEIVER_USCC,
        address="渝水区抱石大道 1 号",
        phone="0790-1111111",
        complaint_phone="0790-2222222",
    )


def handing(item, receiver, kind="transfer", on=TODAY, level="3", **more):
    code = f"{RECEIVER_USCC}{level}{item.code[19:]}"
    return Proposal(kind, on, "机构改革", receiver=receiver, code=code, **more)


def proposed(item, proposal, by=EDITOR):
    return propose_act(item.pk, proposal, by=by, at=AT)


def test_an_item_is_cancelled_on_its_day_and_not_before(item):
    act = proposed(item, Proposal("cancel", DAY, "国务院决定取消"))
    confirm_act(act.pk, by=REVIEWER, at=AT)
    assert published_items().filter(pk=item.pk).exists()

    assert begin_day(at=MIDNIGHT) == 1

    assert not published_items().filter(pk=item.pk).exists()
    act.refresh_from_db()
    assert (act.state, act.done_at) == ("done", MIDNIGHT)
    kinds = [entry.kind for entry in entries_of(item.pk)]
    assert kinds == ["item.act_proposed", "item.act_confirmed", "item.cancelled"]


def test_an_item_confirmed_for_today_is_cancelled_at_once(item):
    act = proposed(item, Proposal("cancel", TODAY, "国务院决定取消"))
    confirm_act(act.pk, by=REVIEWER, at=AT)

    item.refresh_from_db()
    assert item.status == "cancelled"
    assert entries_of(item.pk)[-1].facts["reason"] == "国务院决定取消"


@pytest.mark.parametrize("kind", ["transfer", "take_over"])
def test_another_organisation_carries_on_under_a_code_of_its_own(item, county, kind):
    act = proposed(item, handing(item, county, kind))
    confirm_act(act.pk, by=REVIEWER, at=AT)

    act.refresh_from_db()
    successor = published_items().get(code=act.code)
    assert (successor.organisation, successor.basic_code) == (county, item.basic_code)
    said = successor.current
    assert (said.name, said.promised_days) == ("食品经营许可", 7)
    assert [place.address for place in said.place_list] == ["渝水区抱石大道 1 号"]
    assert (said.consult_phone, said.complaint_phone) == ("0790-1111111", "0790-2222222")
    assert not published_items().filter(pk=item.pk).exists()
    last = entries_of(item.pk)[-1]
    assert (last.kind, last.facts["successor"]) == ("item.handed_over", successor.code)
    assert last.facts["moves_cases"] is False


def test_until_its_day_the_old_organisation_has_the_item(item, county):
    act = proposed(item, handing(item, county, on=DAY))
    confirm_act(act.pk, by=REVIEWER, at=AT)
    assert [one.pk for one in published_items()] == [item.pk]
    with pytest.raises(errors.CodeTaken):
        add_item(county, act.code, {"name": "另一项"}, by=SYSTEM, at=AT)

    assert begin_day(at=MIDNIGHT) == 1

    assert [one.code for one in published_items()] == [act.code]


def test_a_hand_over_called_off_leaves_nothing_behind(item, county):
    act = proposed(item, handing(item, county, on=DAY))
    confirm_act(act.pk, by=REVIEWER, at=AT)
    call_off_act(act.pk, reason="改革推迟", by=REVIEWER, at=AT)

    assert ServiceItem.objects.count() == 1
    assert begin_day(at=MIDNIGHT) == 0
    proposed(item, handing(item, county, on=DAY))


def test_delegation_goes_down_and_may_leave_the_item_with_both(item, county):
    with pytest.raises(errors.NotBelow):
        proposed(item, handing(item, county, "delegate", level="3"))

    act = proposed(item, handing(item, county, "delegate", level="4", keeps=True))
    confirm_act(act.pk, by=REVIEWER, at=AT)

    assert {one.code for one in published_items()} == {item.code, act.code}
    assert published_items().get(code=act.code).current.level == "4"


def test_an_item_is_merged_into_another(item):
    other = ItemFactory(published=True, organisation=item.organisation)
    act = proposed(item, Proposal("merge", TODAY, "两项合一", code=other.code))
    confirm_act(act.pk, by=REVIEWER, at=AT)

    assert [one.pk for one in published_items()] == [other.pk]
    last = entries_of(item.pk)[-1]
    assert (last.kind, last.facts["successor"]) == ("item.merged", other.code)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"receiver": None}, errors.NoReceiver),
        ({"code": "1234"}, errors.BadItemCode),
        ({"code": "11360500014471000N3000131999999"}, errors.OtherBasicCode),
        ({"on": TODAY - timedelta(days=1)}, errors.DayPast),
    ],
)
def test_what_does_not_fit_is_refused_when_it_is_proposed(item, county, change, error):
    with pytest.raises(error):
        proposed(item, replace(handing(item, county), **change), by=BOTH)


def test_a_code_that_is_taken_is_refused(item, county):
    ItemFactory(code=handing(item, county).code)

    with pytest.raises(errors.CodeTaken):
        proposed(item, handing(item, county))


def test_an_item_is_merged_only_into_another_on_the_list(item):
    gone = ItemFactory(published=True, organisation=item.organisation, status="cancelled")

    for code in (item.code, gone.code, "nothing"):
        with pytest.raises(errors.NoMergeTarget):
            proposed(item, Proposal("merge", TODAY, "合并", code=code))


def test_one_act_at_a_time(item):
    act = proposed(item, Proposal("cancel", DAY, "取消"))
    with pytest.raises(errors.ActExists):
        proposed(item, Proposal("cancel", DAY, "取消"))

    withdraw_act(act.pk, by=EDITOR, at=AT)
    second = proposed(item, Proposal("cancel", DAY, "取消"))
    refuse_act(second.pk, reason="依据不足", by=REVIEWER, at=AT)

    proposed(item, Proposal("cancel", DAY, "取消"))
    with pytest.raises(errors.WrongState):
        confirm_act(second.pk, by=REVIEWER, at=AT)


def test_who_proposes_does_not_confirm(item):
    act = proposed(item, Proposal("cancel", DAY, "取消"), by=BOTH)

    with pytest.raises(errors.SecondPersonNeeded):
        confirm_act(act.pk, by=BOTH, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemAct.objects.update(decided_by=BOTH.staff_id)


def test_who_confirms_must_reach_both_houses(item):
    away = OfficeFactory(path="pingxiang/market/", uscc=RECEIVER_USCC)
    act = proposed(item, handing(item, away))
    wide = officer("city", "item.review")

    assert available_act_moves(REVIEWER, act) == []
    with pytest.raises(NotAllowed):
        confirm_act(act.pk, by=REVIEWER, at=AT)
    assert available_act_moves(wide, act) == ["refuse", "confirm"]
    confirm_act(act.pk, by=wide, at=AT)


def test_who_takes_an_item_over_proposes_it_himself(item):
    away = OfficeFactory(path="pingxiang/market/", uscc=RECEIVER_USCC)

    with pytest.raises(NotAllowed):
        proposed(item, handing(item, away), by=NEIGHBOUR)
    assert proposed(item, handing(item, away, "take_over"), by=NEIGHBOUR).pk
