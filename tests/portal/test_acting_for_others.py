"""Applying for another person: with his word, in his sight, and not a moment longer."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import PDF, a_case, a_draft, an_office
from tests.identity.factories import (
    AccountFactory,
    AgencyFactory,
    applicant_actor,
    resident_number,
    sign_in,
    staff_account,
)
from tests.orgs.factories import PostFactory, PostingFactory
from tests.portal.pages import errors, soup, words
from yimen.cases.actions import file_case, withdraw_case
from yimen.cases.followers import tell_agents, tell_people
from yimen.cases.models import Case
from yimen.identity.models import Agency, Party
from yimen.identity.queries import actor_of, document_number
from yimen.journal.queries import entries_of
from yimen.notify.models import Message
from yimen.ui import throttle

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def soon():
    return timezone.localdate() + timedelta(days=30)


@pytest.fixture
def mother(db):
    """Whose cases these are."""
    return AccountFactory()


@pytest.fixture
def her_office(mother):
    """An office where the mother applies."""
    office = an_office()
    office.resident = applicant_actor(mother.party, account=mother)
    return office


@pytest.fixture
def agency(mother, account):
    """The signed-in resident may act for his mother in everything."""
    return AgencyFactory(principal=mother.party, agent=account, role="agent")


def her_browser(mother) -> Client:
    client = Client()
    sign_in(client, mother)
    return client


class TestGiving:
    """Given, asked for, confirmed, taken back: in one's own account."""

    def body(self, account, **facts):
        number = document_number(account.party)
        body = {"name": account.party.name, "number": number, "until": soon().isoformat()}
        return {**body, **facts}

    def test_one_authorises_somebody_for_listed_services(self, me, account, mother, her_office):
        body = self.body(mother, principal=account.party_id, items=[her_office.item.code])

        answer = me.post(url("agent_authorise"), body)

        assert answer.url == url("agent_list")
        page = words(me.get(answer.url))
        assert mother.name in page and her_office.item.current.name in page
        assert Agency.objects.get().items == [her_office.item.pk]

    def test_a_wrong_number_tells_nothing_and_keeps_what_was_typed(self, me, account, mother):
        body = self.body(mother, principal=account.party_id, number=resident_number(4321))

        answer = me.post(url("agent_authorise"), body)

        assert list(errors(answer)) == ["#id_number"]
        assert soup(answer).find(id="id_name")["value"] == mother.party.name

    @pytest.mark.parametrize("page", ["agent_authorise", "agent_ask"])
    def test_who_guesses_whether_somebody_has_an_account_has_to_wait(
        self, me, account, mother, page
    ):
        good = self.body(mother, principal=account.party_id)
        wrong = {**good, "number": resident_number(4321)}

        tries = [me.post(url(page), wrong).status_code for _ in range(throttle.PER_NUMBER)]
        late = me.post(url(page), good)

        assert (set(tries), late.status_code) == ({422}, 429)
        assert "次数过多" in words(late)
        assert not Agency.objects.exists()

    def test_services_are_chosen_by_looking_for_them(self, me, her_office):
        page = me.get(url("agent_authorise"), {"items": her_office.item.code})

        assert her_office.item.current.name in words(page)
        assert "仅限以下事项" in words(page)

    def test_who_asks_acts_only_once_it_is_confirmed(self, me, mother, her_office):
        me.post(url("agent_ask"), self.body(mother))
        agency = Agency.objects.get()
        case = a_case("submitted", office=her_office, at=timezone.now())
        before = me.get(url("case_page", case.number)).status_code

        hers = her_browser(mother)
        page = words(hers.get(url("agent_list")))
        hers.post(url("agent_confirm", agency.pk))

        assert "希望为" in page
        assert before == 404
        assert me.get(url("case_page", case.number)).status_code == 200

    def test_who_asked_does_not_confirm_himself(self, me, mother):
        me.post(url("agent_ask"), self.body(mother))

        answer = me.post(url("agent_confirm", Agency.objects.get().pk))

        assert answer.status_code == 403

    def test_both_sides_are_told(self, me, account, mother):
        me.post(url("agent_ask"), self.body(mother))
        tell_agents(entries_of(mother.party_id))

        told = set(Message.objects.values_list("account", "title"))
        assert told == {(mother.pk, "代办申请"), (account.pk, "代办申请")}

    def test_of_another_s_authorisation_nobody_learns_or_ends(self, other, agency):
        assert other.post(url("agent_end", agency.pk)).status_code == 404
        assert Agency.objects.get().revoked_at is None


class TestActing:
    """Whoever acts sees for whom; the person hears of every act."""

    def test_he_begins_fills_in_and_hands_in_for_her(self, me, mother, her_office, agency):
        answer = me.post(
            url("apply_begin", her_office.item.code),
            {"case_id": uuid4(), "applicant": mother.party_id},
        )

        case = Case.objects.get()
        page = soup(me.get(answer.url))
        assert case.applicant == mother.party
        assert mother.party.name in page.find(class_="p-acting").get_text()
        assert page.find(id="id_contact_name")["value"] == mother.party.name

    def test_one_s_own_pages_carry_no_such_mark(self, me, office, now, agency):
        case = a_case("submitted", office=office, at=now)

        assert not soup(me.get(url("case_page", case.number))).find(class_="p-acting")

    def test_she_is_told_by_whom_it_was_handed_in(self, account, mother, her_office, agency, now):
        draft = a_draft(her_office, at=now)
        son = actor_of(account, on=timezone.localdate(now))
        case = file_case(draft.pk, by=son, at=now)
        tell_people(entries_of(case.pk))

        body = Message.objects.get(account=mother, channel="in_app").body
        assert f"{account.name} 经您授权代您办理" in body

    def test_of_what_she_does_herself_nothing_is_said_of_others(self, mother, her_office, now):
        case = a_case("submitted", office=her_office, at=now)
        tell_people(entries_of(case.pk))

        assert "代您办理" not in Message.objects.get(account=mother, channel="in_app").body


class TestLimits:
    """In other matters, before, after, and once taken back, there is nothing to be seen."""

    PLACES = ("case_page", "case_receipt", "case_withdraw")

    def sees(self, client, case, mother) -> list[object]:
        """What a browser gets of her case: pages, file, list, begin page."""
        client.post(url("act_for"), {"party": mother.party_id})
        file = case.materials.get(material="m1")
        begin = client.get(url("apply_begin", case.item.code))
        return [
            *(client.get(url(place, case.number)).status_code for place in self.PLACES),
            client.get(url("file_view", file.pk)).status_code,
            case.number in client.get(url("case_list")).content.decode(),
            str(mother.party_id) in begin.content.decode(),
        ]

    NOTHING = (404, 404, 404, 404, False, False)

    def seen_by_status(self, client, case) -> int:
        answer = client.get(url("file_view", case.materials.get(material="m1").pk))
        b"".join(answer.streaming_content)
        return answer.status_code

    def test_in_force_he_sees_the_case(self, me, mother, her_office, agency, now):
        case = a_case("submitted", office=her_office, at=now)
        me.post(url("act_for"), {"party": mother.party_id})

        assert me.get(url("case_page", case.number)).status_code == 200
        assert self.seen_by_status(me, case) == 200
        assert case.number in me.get(url("case_list")).content.decode()

    @pytest.mark.parametrize(
        "changes",
        [
            {"items": [uuid4()]},
            {"awaits_consent": True},
            {"revoked_at": timezone.now()},
            {"until": timezone.localdate()},
            {"since": timezone.localdate() + timedelta(days=1)},
        ],
        ids=["other matters", "not confirmed", "taken back", "run out", "not yet"],
    )
    def test_outside_of_it_there_is_nothing(self, me, mother, her_office, agency, now, changes):
        case = a_case("submitted", office=her_office, at=now)
        Agency.objects.update(**changes)

        assert tuple(self.sees(me, case, mother)) == self.NOTHING

    def test_a_former_agent_cannot_act_either(self, me, account, her_office, agency, now):
        draft = a_draft(her_office, at=now)
        Agency.objects.update(revoked_at=now)
        body = {"revision": 0, "key": uuid4(), "declared": "on"}

        assert me.get(url("apply_form", draft.pk)).status_code == 404
        assert me.post(url("apply_check", draft.pk), body).status_code == 404

    def test_limited_to_one_service_he_acts_in_it(self, account, mother, her_office, now):
        AgencyFactory(
            principal=mother.party, agent=account, role="agent", items=[her_office.item.pk]
        )
        case = a_case("submitted", office=her_office, at=now)

        ended = withdraw_case(
            case.pk, by=actor_of(account, on=timezone.localdate(now)), at=now, reason=""
        )

        assert ended.state == "withdrawn"


class TestStation:
    """An officer of a station files for the resident before him."""

    @pytest.fixture
    def officer(self):
        account = staff_account()
        house = account.staff.organisation
        post = PostFactory(organisation=house, grants=["party.file_for"], reach_path=house.path)
        PostingFactory(staff=account.staff, post=post)
        return account

    @pytest.fixture
    def station(self, officer):
        client = Client()
        sign_in(client, officer)
        return client

    def begin(self, client, office, **facts):
        paper = SimpleUploadedFile("同意书.pdf", PDF, "application/pdf")
        body = {"item": office.item.code, "name": "赵测试", "number": resident_number(4567)}
        return client.post(url("station"), {**body, "paper": paper, **facts})

    def test_the_case_is_the_resident_s_and_says_who_filed(self, station, officer, office):
        begun = self.begin(station, office)
        resident = Party.objects.get(name="赵测试")
        to = station.post(begun.url, {"case_id": uuid4(), "applicant": resident.pk}).url
        page = soup(station.get(to))

        case = Case.objects.get()
        assert begun.url == url("apply_begin", office.item.code)
        assert (case.applicant, case.channel) == (resident, "station")
        assert "赵测试" in page.find(class_="p-acting").get_text()

    def test_when_the_resident_has_gone_he_is_an_officer_again(self, station, office):
        begun = self.begin(station, office)
        station.post(url("station_leave"))

        assert station.get(begun.url).status_code == 404

    def test_he_sees_no_other_case_of_the_resident(self, station, office, now):
        elsewhere = an_office()
        self.begin(station, office)
        elsewhere.resident = applicant_actor(Party.objects.get(name="赵测试"))
        case = a_case("submitted", office=elsewhere, at=now)

        assert station.get(url("case_page", case.number)).status_code == 404
        assert case.number not in station.get(url("case_list")).content.decode()

    def test_without_the_paper_nothing_begins(self, station, office):
        answer = self.begin(station, office, paper="")

        assert answer.status_code == 422
        assert list(errors(answer)) == ["#id_paper"]
        assert "选填" not in soup(answer).find("label", {"for": "id_paper"}).get_text()

    def test_a_number_that_cannot_be_is_said_at_its_field(self, station, office):
        answer = self.begin(station, office, number="123")

        assert list(errors(answer)) == ["#id_number"]

    def test_other_officers_and_residents_have_no_station(self, me, office):
        clerk = staff_account()
        client = Client()
        sign_in(client, clerk)

        assert client.get(url("station")).status_code == 404
        assert me.get(url("station")).status_code == 404
