"""Running cases when their item goes to another organisation, or leaves the list."""

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases import errors
from yimen.cases.actions import accept_case, draft_case, hand_over_case
from yimen.cases.followers import follow_item, tell_people
from yimen.cases.models import Case
from yimen.cases.tasks import hand_over_cases
from yimen.catalogue.actions import Proposal, confirm_act, propose_act
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.notify.models import Message
from yimen.process.actions import claim
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

USCC = "11360502MB1234567X"


@pytest.fixture
def receiver():
    return OrganisationFactory(uscc=USCC)


def transfer(office, receiver, *, moves_cases):
    """The item goes over today, by two persons who may."""
    code = f"{USCC}3{office.item.code[19:]}"
    proposal = Proposal(
        "transfer",
        timezone.localdate(AT),
        "机构改革",
        receiver=receiver,
        code=code,
        moves_cases=moves_cases,
    )
    act = propose_act(office.item.pk, proposal, by=SYSTEM, at=AT)
    confirm_act(act.pk, by=SYSTEM, at=AT)
    follow_item([entry for entry in entries_of(office.item.pk) if entry.kind == "item.handed_over"])
    for job in ProcrastinateJob.objects.filter(task_name="cases.hand_over"):
        hand_over_cases(**job.args)


def test_running_cases_are_finished_by_the_old_authority_unless_the_act_says_otherwise(
    office, receiver
):
    case = a_case("submitted", office=office)

    transfer(office, receiver, moves_cases=False)

    case.refresh_from_db()
    assert case.organisation == office.organisation
    assert accept_case(case.pk, by=office.clerk, at=AT).state == "accepted"


def test_running_cases_move_with_their_tasks_where_the_act_says_so(office, receiver):
    case, ended = a_case("submitted", office=office), a_case("withdrawn", office=office)
    claim(open_tasks(case.pk)[0].pk, by=office.clerk, at=AT)
    version, number = case.version, case.number

    transfer(office, receiver, moves_cases=True)

    case.refresh_from_db()
    ended.refresh_from_db()
    assert (case.organisation, case.version, case.number) == (receiver, version, number)
    assert ended.organisation == office.organisation
    assert [(t.organisation_id, t.holder_id) for t in open_tasks(case.pk)] == [(receiver.pk, None)]
    with pytest.raises(errors.NoSuchCase):
        accept_case(case.pk, by=office.clerk, at=AT)
    clerk = staff_actor("case.accept", organisation=receiver)
    assert accept_case(case.pk, by=clerk, at=timezone.now()).state == "accepted"
    examiner = staff_actor("case.examine", organisation=receiver)
    assert open_tasks(case.pk)[0].organisation_id == examiner.org_id


def test_a_hand_over_interrupted_and_done_again_is_done_once(office, receiver):
    case = a_case("submitted", office=office)

    for _ in range(2):
        hand_over_case(case.pk, receiver.pk, reason="机构改革", at=AT)

    entries = [entry for entry in entries_of(case.pk) if entry.kind == "case.handed_over"]
    assert len(entries) == 1
    assert entries[0].facts["receiver"] == receiver.name
    tell_people(entries)
    assert Message.objects.filter(subject=case.pk, body__contains=receiver.name).exists()


def test_a_draft_of_an_item_handed_over_is_not_filed_at_the_old_place(office, receiver):
    draft = a_draft(office)

    transfer(office, receiver, moves_cases=True)

    with pytest.raises(errors.NotOnOffer):
        do("file", Case.objects.get(pk=draft.pk), office, AT)


def test_what_an_authority_exercises_of_itself_cannot_be_applied_for():
    office = an_office(version__item_type="02")

    with pytest.raises(errors.NotOnOffer):
        a_draft(office)


def test_an_item_nobody_has_published_cannot_be_applied_for(office):
    office.item = ItemFactory(organisation=office.organisation)
    draft = office.item.versions.create(
        number=1, name="未发布", item_type="01", level="3", created_at=AT
    )

    with pytest.raises(errors.NotOnOffer):
        draft_case(draft.pk, office.resident.party_id, by=office.resident, at=AT)
