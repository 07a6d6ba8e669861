"""One outbox: told once over each channel, in the transaction of what it is about."""

import pytest
from django.db import transaction

from tests.conftest import AT
from tests.identity.factories import AccountFactory, applicant_actor
from tests.notify.conftest import mail, tell
from yimen.kernel.actor import STRANGER, SYSTEM
from yimen.notify.actions import mark_read
from yimen.notify.models import Message
from yimen.notify.queries import inbox, unread_count

pytestmark = pytest.mark.django_db


def test_the_same_key_tells_once_a_channel(account):
    tell(account)
    tell(account, title="另一句话")

    told = Message.objects.order_by("channel").values_list("channel", "state", "title")
    assert list(told) == [
        ("in_app", "sent", "您的申请已受理"),
        ("mail", "waiting", "您的申请已受理"),
    ]


def test_who_was_told_is_not_told_again_over_a_way_he_has_only_since(account):
    tell(account, channels=("in_app",))
    tell(account, channels=("in_app", "mail"))

    assert [message.channel for message in Message.objects.all()] == ["in_app"]


def test_one_key_tells_two_accounts(account):
    other = AccountFactory(email="wu@example.com")

    tell(account)
    tell(other)

    assert Message.objects.count() == 4


def test_what_is_undone_told_nobody(account):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(account)
        raise ZeroDivisionError

    assert not Message.objects.exists()


def test_a_message_on_the_site_has_arrived(account):
    tell(account, channels=["in_app"])

    assert Message.objects.get().sent_at == AT


def test_a_title_is_one_line_and_not_too_long(account):
    tell(account, title="受理\r\nBcc: all@example.com\n" + "长" * 300)

    assert mail().title.startswith("受理 Bcc: all@example.com 长长")
    assert len(mail().title) == 200


def test_the_inbox_is_ones_own_and_can_be_read(account):
    tell(account)
    me = applicant_actor(account=account)
    letter = inbox(me).get()

    mark_read(letter.pk, by=applicant_actor(), at=AT)
    mark_read(letter.pk, by=STRANGER, at=AT)
    assert unread_count(account) == 1
    mark_read(letter.pk, by=me, at=AT)
    mark_read(letter.pk, by=me, at=AT.replace(year=2027))

    assert unread_count(account) == 0
    assert inbox(me).get().read_at == AT


def test_messages_are_seen_by_whom_they_were_written_to(account):
    tell(account)

    assert Message.objects.visible_to(applicant_actor(account=account)).count() == 2
    assert Message.objects.visible_to(SYSTEM).count() == 2
    assert not Message.objects.visible_to(applicant_actor()).exists()
    assert not Message.objects.visible_to(STRANGER).exists()
