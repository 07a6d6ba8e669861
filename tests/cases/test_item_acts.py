"""An act on an item waits: who hears of it."""

from datetime import timedelta

import pytest

from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from tests.identity.factories import staff_account
from tests.orgs.factories import PostFactory, PostingFactory
from yimen.cases.followers import tell_item_acts
from yimen.catalogue.actions import Proposal, propose_act
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.notify.models import Message

pytestmark = pytest.mark.django_db


def officer(house, *grants, reach=None):
    account = staff_account(organisation=house)
    path = house.path if reach is None else reach
    post = PostFactory(organisation=house, grants=list(grants), reach_path=path)
    PostingFactory(staff=account.staff, post=post)
    return account


def test_second_persons_and_the_receiver_hear_once_that_an_act_waits():
    city = OfficeFactory(path="xinyu/market/")
    county = OfficeFactory(path="xinyu/yushui/market/")
    item = ItemFactory(published=True, organisation=city)
    second = officer(city, "item.review", reach="xinyu/")
    receiver = officer(county, "item.edit")
    for other in (
        officer(city, "item.review"),  # reaches one house only
        officer(city, "item.edit"),
        officer(county, "case.accept"),
    ):
        assert other
    act = propose_act(
        item.pk,
        Proposal("cancel", AT.date() + timedelta(days=9), "依据修改"),
        by=SYSTEM,
        at=AT,
    )
    type(act).objects.filter(pk=act.pk).update(kind="transfer", receiver=county)
    entries = [entry for entry in entries_of(item.pk) if entry.kind == "item.act_proposed"]

    for _again in range(2):
        tell_item_acts(entries)

    told = Message.objects.filter(channel="in_app")
    assert {one.account_id for one in told} == {second.pk, receiver.pk}
    assert told.count() == 2
    message = told.first()
    assert item.current.name in message.title
    assert "依据修改" in message.body
    assert county.name in message.body
    assert message.link == f"/desk/items/acts/{act.pk}/"
