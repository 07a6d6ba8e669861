"""A consent given on paper, recorded at a counter: once, in some services or all, and told."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_pdf
from tests.desk.editing import officer
from tests.identity.factories import AccountFactory, resident_number, sign_in
from tests.portal.pages import errors, soup, words
from yimen.cases.followers import tell_agents
from yimen.identity.models import Agency
from yimen.identity.queries import document_number
from yimen.journal.queries import entries_of
from yimen.notify.models import Message

pytestmark = pytest.mark.django_db
PAGE = "/desk/people/consents/"


@pytest.fixture
def agent():
    return AccountFactory(name="钱受托")


@pytest.fixture
def clerk(client, office):
    return officer(client, office, "case.accept")


def signed(agent, **more: object) -> dict[str, object]:
    """The form as an officer fills it in, with the scan."""
    return {
        "name": "赵示范",
        "number": resident_number(4001),
        "agent_name": agent.party.name,
        "agent_number": document_number(agent.party),
        "until": timezone.localdate() + timedelta(days=30),
        "paper": a_pdf("授权书.pdf"),
        "key": uuid4(),
        **more,
    }


def test_a_double_click_records_one_consent_for_all_services(client, clerk, agent):
    key = uuid4()

    for _ in range(2):
        answer = client.post(PAGE, signed(agent, key=key), follow=True)

    agency = Agency.objects.get()
    assert (agency.principal.name, agency.agent, agency.items) == ("赵示范", agent, [])
    assert (agency.consent, agency.paper.name) == ("paper", "授权书.pdf")
    assert "双方都会收到通知" in words(answer)


def test_a_consent_for_one_service_is_chosen_by_looking_for_it(client, clerk, agent, item):
    found = soup(client.get(PAGE, {"text": item.current.name[:4]}))
    assert found.find("button", {"name": "items", "value": item.code})
    chosen = soup(client.get(PAGE, {"items": item.code}))
    assert item.current.name in chosen.main.get_text()

    client.post(PAGE, signed(agent, items=[item.code]))

    assert Agency.objects.get().items == [item.pk]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"paper": ""}, "#id_paper"),
        ({"number": "123"}, "#id_number"),
        ({"agent_name": "别的名字"}, "#id_agent_number"),
        ({"until": date(2020, 1, 1)}, "#id_until"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(client, clerk, agent, wrong, field):
    answer = client.post(PAGE, signed(agent, **wrong))

    assert answer.status_code == 422
    assert list(errors(answer)) == [field]
    assert not Agency.objects.exists()


def test_the_person_is_told_finds_it_and_ends_it(client, clerk, agent):
    person = AccountFactory()
    said = {"name": person.party.name, "number": document_number(person.party)}
    client.post(PAGE, signed(agent, **said))
    tell_agents(entries_of(person.party_id))
    told = set(Message.objects.values_list("account", flat=True))
    sign_in(client, person)

    page = soup(client.get(reverse("portal:agent_list")))
    client.post(reverse("portal:agent_end", args=[Agency.objects.get().pk]))

    assert told == {person.pk, agent.pk}
    assert "在窗口签署书面同意" in page.main.get_text()
    assert Agency.objects.get().revoked_at is not None


def test_officers_away_from_a_counter_have_no_such_page(client, office):
    officer(client, office, "case.examine")

    assert client.get(PAGE).status_code == 404
