"""Who acts for somebody in some services sees the results of these, and no neighbour's."""

import pytest

from tests.cases.factories import a_case, an_office
from tests.conftest import AT
from tests.identity.factories import AccountFactory, AgencyFactory
from yimen.cases import actions
from yimen.cases.errors import after
from yimen.cases.models import Result
from yimen.cases.queries import results_of
from yimen.identity.queries import actor_of
from yimen.kernel.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def mothers():
    """A person's result in one office, her result in another, and a neighbour's in the first."""
    mine, elsewhere = an_office(version__validity_months=12), an_office()
    neighbour = mine.resident
    other = Result.objects.get(case=a_case("concluded", office=mine))
    mine.resident = elsewhere.resident
    hers = Result.objects.get(case=a_case("concluded", office=mine))
    far = Result.objects.get(case=a_case("concluded", office=elsewhere))
    assert other.holder_id == neighbour.party_id != hers.holder_id == far.holder_id
    return hers, far, other


def agent_of(result, items):
    account = AccountFactory()
    AgencyFactory(principal=result.holder, agent=account, role="agent", items=items)
    return actor_of(account, on=AT.date())


@pytest.mark.parametrize(
    ("limited", "sees"), [("hers", {"hers"}), ("nothing", set()), ("all", {"hers", "far"})]
)
def test_he_sees_those_of_his_services_only(mothers, limited, sees):
    hers, far, other = mothers
    items = {"hers": [hers.item_id], "nothing": [new_id()], "all": []}[limited]
    agent = agent_of(hers, items)

    names = {hers.pk: "hers", far.pk: "far", other.pk: "other"}
    assert {names[result.pk] for result in results_of(agent)} == sees


def test_he_renews_the_one_he_sees_and_does_not_learn_of_others(mothers):
    hers, far, other = mothers
    agent = agent_of(hers, [hers.item_id])

    draft = actions.follow_up_result(hers.pk, purpose="renewal", case_id=new_id(), by=agent, at=AT)

    assert draft.applicant_id == hers.holder_id
    for unseen in (far, other):
        with pytest.raises(after.NoSuchResult):
            actions.follow_up_result(
                unseen.pk, purpose="renewal", case_id=new_id(), by=agent, at=AT
            )
