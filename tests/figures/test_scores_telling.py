"""Each step about a score is told to those it concerns, and not to who took it."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.conftest import AT
from tests.identity.factories import AccountFactory
from tests.orgs.factories import PostFactory, PostingFactory
from tests.supervision.factories import a_bench
from yimen.figures.actions.appeals import appeal_line, dismiss_appeal
from yimen.figures.actions.reminding import remind_to_publish
from yimen.figures.actions.schemes import ship_schemes
from yimen.figures.actions.scoring import Entered, enter_mark, publish_month
from yimen.figures.followers import tell_scores
from yimen.figures.models import Score, ScoreKind
from yimen.figures.queries.monthly import Subject
from yimen.journal.models import Entry
from yimen.journal.queries import view_of
from yimen.notify.models import Message
from yimen.orgs.models import Staff

MAY = date(2026, 5, 1)
pytestmark = pytest.mark.django_db


def on(day: int) -> datetime:
    return datetime(2026, 6, day, 9, tzinfo=timezone.get_default_timezone())


def test_who_is_scored_and_who_decides_learn_of_each_step():
    ship_schemes()
    bench = a_bench()
    house, names = bench.office.organisation, {}
    people = {"unit": "case.decide", "supervisor": "case.supervise", "keeper": "supervision.manage"}
    for name, grant in people.items():
        staff = Staff.objects.get(pk=getattr(bench, name).staff_id)
        PostingFactory(staff=staff, post=PostFactory(organisation=house, grants=[grant]))
        names[AccountFactory(staff=staff, party=None).pk] = name

    subject, entered = Subject(ScoreKind.DEPARTMENT, house.pk), Entered("attitude", 3, "查实")
    enter_mark(subject, MAY, entered, key=uuid4(), by=bench.supervisor, at=AT)
    publish_month(house.pk, MAY, by=bench.supervisor, at=on(1))
    (line,) = Score.objects.get(kind=ScoreKind.DEPARTMENT).lines.all()
    made = appeal_line(line.pk, "另有原因", key=uuid4(), by=bench.unit, at=on(2))
    dismiss_appeal(made.pk, "不成立", by=bench.keeper, at=on(3))
    entries = [view_of(one) for one in Entry.objects.filter(stream="score").order_by("id")]
    for _twice in range(2):
        tell_scores(entries)

    sent = Message.objects.filter(channel="in_app").order_by("key")
    assert [(one.kind, names[one.account_id]) for one in sent] == [
        ("desk.score.marked", "unit"),
        ("desk.score.published", "unit"),
        ("desk.score.appealed", "keeper"),
        ("desk.score.appeal_dismissed", "unit"),
    ]
    assert "2026-06-08" in sent[1].body


def test_who_may_close_a_month_is_reminded_until_it_is_closed():
    ship_schemes()
    bench = a_bench()
    house = bench.office.organisation
    told = {}
    for name, grant in {"unit": "case.decide", "supervisor": "case.supervise"}.items():
        staff = Staff.objects.get(pk=getattr(bench, name).staff_id)
        post = PostFactory(organisation=house, grants=[grant], reach_path=house.path)
        PostingFactory(staff=staff, post=post)
        told[name] = AccountFactory(staff=staff, party=None).pk
    due = Message.objects.filter(kind="desk.score.due", channel="in_app").order_by("key")

    remind_to_publish(at=datetime(2026, 5, 30, 9, tzinfo=timezone.get_default_timezone()))
    assert not due.filter(title__contains="2026-05").exists()  # the month is not over
    Message.objects.all().delete()
    for day in (1, 2, 8, 9, 15, 30):  # the 1st is a Monday
        remind_to_publish(at=on(day))
    assert [one.account_id for one in due] == [told["supervisor"]] * 3
    assert "2026-05" in due[0].title
    assert "1" in due[0].body
    assert due[0].link == "/desk/scores/?month=2026-05#publish"

    publish_month(house.pk, MAY, by=bench.supervisor, at=on(30))
    Message.objects.all().delete()
    assert remind_to_publish(at=on(30)) == 0
