"""A deputy does the work of who is away; what is open on the return goes back (AB岗)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, an_office
from tests.conftest import AT
from tests.identity.factories import staff_account
from tests.orgs.factories import DeputyshipFactory, PostFactory, PostingFactory
from yimen.cases import queries
from yimen.cases.actions import claim_task, examine_case, hand_back_tasks, release_task
from yimen.cases.followers import tell_deputies
from yimen.cases.queries import timeline
from yimen.cases.tasks import sweep_returns
from yimen.identity.queries import actor_of
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import new_id
from yimen.notify.models import Message
from yimen.orgs.actions import appoint_deputy
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

TODAY, BACK = date(2026, 5, 20), date(2026, 5, 23)
RETURN = AT + timedelta(days=3)


class People:
    """An examiner who is away, a clerk who stands in for him, and a case to examine."""

    def __init__(self):
        self.office = an_office()
        self.holder, self.deputy = (self._officer(f"case.{g}") for g in ("examine", "accept"))
        DeputyshipFactory(
            holder=self.holder.staff, deputy=self.deputy.staff, since=TODAY, until=BACK
        )
        self.case = a_case("accepted", office=self.office)

    def _officer(self, grant):
        account = staff_account(organisation=self.office.organisation)
        PostingFactory(
            staff=account.staff,
            post=PostFactory(organisation=self.office.organisation, grants=[grant]),
        )
        return account

    @property
    def task(self):
        return open_tasks(self.case.pk)[0]

    def take(self, account, *, on=TODAY):
        claim_task(self.case.pk, self.task.pk, by=actor_of(account, on=on), at=AT)

    def hand_back(self):
        ids = self.holder.staff_id, self.deputy.staff_id
        return hand_back_tasks(*ids, at=RETURN)


@pytest.fixture
def people():
    return People()


def row(account, on=TODAY):
    (found,) = [
        row
        for row in queries.work_list(actor_of(account, on=on), today=on).rows
        if row.task.kind == "examine"
    ]
    return found


def test_the_list_says_for_whom_a_free_task_is_done(people):
    assert row(people.deputy).behind.holder == people.holder.staff
    assert row(people.holder).behind is None


def test_the_list_says_for_whom_a_held_task_is_done(people):
    people.take(people.holder)

    assert row(people.deputy).behind.until == BACK


def test_after_the_return_the_deputy_sees_nothing_of_it(people):
    found = queries.work_list(actor_of(people.deputy, on=BACK), today=BACK).rows

    assert [row for row in found if row.task.kind == "examine"] == []


def test_what_the_deputy_has_in_hand_goes_back_on_the_return(people):
    people.take(people.deputy)

    assert people.hand_back() == 1

    assert people.task.holder == people.holder.staff
    assert entries_of(people.case.pk)[-1].kind == "case.handed_back"
    assert people.hand_back() == 0


def test_nothing_goes_back_while_he_is_away(people):
    people.take(people.deputy)

    hand_back_tasks(people.holder.staff_id, people.deputy.staff_id, at=AT)

    assert people.task.holder == people.deputy.staff


def test_the_sweep_asks_once_for_each_pair_however_often_it_runs(people):
    today = timezone.localdate()
    pair = {"holder": people.holder.staff, "deputy": people.deputy.staff}
    for days in (9, 2):  # away twice within the month
        since = today - timedelta(days=days + 1)
        DeputyshipFactory(**pair, since=since, until=today - timedelta(days=days))

    for _ in range(2):  # no worker was there in between
        sweep_returns()

    (job,) = ProcrastinateJob.objects.filter(task_name="cases.hand_back")
    assert job.args == {
        name: str(staff.pk)
        for name, staff in zip(("holder_id", "deputy_id"), pair.values(), strict=True)
    }


def test_what_the_deputy_finished_stays_done(people):
    actor = actor_of(people.deputy, on=TODAY)
    examine_case(people.case.pk, conclusion="passed", text="符合条件", by=actor, at=AT)

    assert people.hand_back() == 0
    assert people.case.opinions.get().by == people.deputy.staff


def test_what_the_deputy_could_do_himself_stays_his(people):
    own = PostFactory(organisation=people.office.organisation, grants=["case.examine"])
    PostingFactory(staff=people.deputy.staff, post=own)
    people.take(people.deputy)

    assert people.hand_back() == 0


def test_where_the_holder_left_it_goes_back_to_the_post(people):
    people.take(people.deputy)
    people.holder.staff.is_active = False
    people.holder.staff.save()

    people.hand_back()

    assert people.task.holder is None


def test_the_applicant_does_not_see_who_handed_what_back(people):
    people.take(people.deputy)
    people.hand_back()

    shown = timeline(people.case, people.office.resident)

    assert "case.handed_back" not in {line.kind for line in shown}


def test_a_deputy_is_told_once(people):
    away, period = people._officer("case.examine").staff, {"since": TODAY, "until": BACK}
    deputy = people.deputy.staff
    appoint_deputy(away, deputy, **period, reason="年休假", by=SYSTEM, at=AT)

    for _ in range(2):
        tell_deputies(entries_of(away.pk))

    letter = Message.objects.get(account=people.deputy, channel="in_app")
    assert away.name in letter.title


def test_a_deputy_gives_back_what_is_not_for_him(people):
    people.take(people.holder)

    release_task(people.case.pk, people.task.pk, by=actor_of(people.deputy, on=TODAY), at=AT)

    assert people.task.holder is None


def test_a_letter_that_does_not_list_the_item_keeps_nothing_with_the_deputy(people):
    people.take(people.deputy)
    letter = PostFactory(
        organisation=people.office.organisation,
        grants=["case.examine"],
        only=[str(new_id())],
        letter="授权〔2026〕1号",
    )
    PostingFactory(staff=people.deputy.staff, post=letter)

    assert people.hand_back() == 1
    assert people.task.holder == people.holder.staff
