"""A chief representative acts within his letter of authorisation and nowhere else (首席代表)."""

from datetime import date, timedelta

import pytest

from tests.cases.factories import a_case, an_office, do
from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from tests.identity.factories import staff_account
from tests.orgs.factories import OrganisationFactory, PostFactory, StaffFactory, staff_actor
from yimen.cases import queries
from yimen.cases.actions import accept_case, claim_task, examine_case, grant_case
from yimen.cases.errors.answering import BeyondLetter
from yimen.cases.models import Case
from yimen.identity.queries import actor_of
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions import LetterTerms, appoint, issue_letter, revoke_letter
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

TODAY, END = date(2026, 5, 20), date(2026, 12, 31)


class Hall:
    """A department, a hall, and an officer of the department who sits there."""

    def __init__(self):
        self.office = an_office()
        self.house = self.office.organisation
        self.hall = OrganisationFactory(kind="hall")
        self.account = staff_account(organisation=self.house)
        self.manager = staff_actor("org.manage", organisation=self.house)

    def letter(self, *acts, items=(), number="授权〔2026〕1号", until=END, **facts):
        named = tuple((item.pk, "食品经营许可") for item in items)
        terms = LetterTerms(number, acts or ("case.accept",), TODAY, until, named)
        parties = {"organisation": self.house, "hall": self.hall, "officer": self.account.staff}
        facts = {**parties, "by": self.manager, "at": AT, **facts}
        return issue_letter(terms=terms, **facts)

    def actor(self, on=TODAY):
        return actor_of(self.account, on=on)


@pytest.fixture
def hall():
    return Hall()


def test_within_the_letter_he_acts_and_the_record_names_it(hall):
    hall.letter("case.accept", items=[hall.office.item])
    case = a_case("submitted", office=hall.office)

    accept_case(case.pk, by=hall.actor(), at=AT)

    assert Case.objects.get(pk=case.pk).state == "accepted"
    assert entries_of(case.pk)[-1].facts["letter"] == "授权〔2026〕1号"


def test_an_item_the_letter_does_not_list_is_refused_in_clear_words(hall):
    hall.letter("case.accept", items=[ItemFactory(published=True, organisation=hall.house)])
    case = a_case("submitted", office=hall.office)

    with pytest.raises(BeyondLetter) as refused:
        accept_case(case.pk, by=hall.actor(), at=AT)

    assert "授权〔2026〕1号" in str(refused.value)


def test_an_act_the_letter_does_not_list_is_refused_in_clear_words(hall):
    hall.letter("case.accept", "case.examine", items=[hall.office.item])
    case = a_case("in_review", office=hall.office)

    with pytest.raises(BeyondLetter):
        grant_case(case.pk, reasons="符合法定条件", by=hall.actor(), at=AT)


@pytest.mark.parametrize("on", [TODAY - timedelta(days=1), END])
def test_before_and_after_its_term_the_letter_allows_nothing(hall, on):
    hall.letter("case.accept", items=[hall.office.item])

    assert hall.actor(on).grants == frozenset()


def test_a_revoked_letter_allows_nothing_from_that_day(hall):
    letter = hall.letter("case.accept")
    later = AT + timedelta(days=3)

    revoke_letter(letter.pk, reason="人员调整", by=hall.manager, at=later)

    assert hall.actor(TODAY + timedelta(days=2)).grants
    assert not hall.actor(TODAY + timedelta(days=3)).grants
    with pytest.raises(errors.LetterRevoked):
        revoke_letter(letter.pk, reason="人员调整", by=hall.manager, at=later)


def test_a_letter_revoked_on_its_first_day_allows_nothing(hall):
    letter = hall.letter("case.accept")

    revoke_letter(letter.pk, reason="写错了", by=hall.manager, at=AT)

    assert not hall.actor().grants


def test_the_work_list_shows_what_the_letter_lists_and_no_more(hall):
    other = an_office(organisation=hall.house)
    listed, unlisted = (a_case("submitted", office=one) for one in (hall.office, other))
    hall.letter("case.accept", items=[hall.office.item])

    rows = queries.work_list(hall.actor(), today=TODAY).rows

    assert [row.case.pk for row in rows] == [listed.pk]
    assert queries.case_sheet(hall.actor(), unlisted.number, TODAY) is not None


def test_he_takes_in_hand_what_the_letter_lists_and_no_more(hall):
    other = an_office(organisation=hall.house)
    hall.letter("case.accept", items=[hall.office.item])
    listed, unlisted = (a_case("submitted", office=one) for one in (hall.office, other))

    claim_task(listed.pk, open_tasks(listed.pk)[0].pk, by=hall.actor(), at=AT)
    with pytest.raises(NotAllowed):
        claim_task(unlisted.pk, open_tasks(unlisted.pk)[0].pk, by=hall.actor(), at=AT)


def test_no_offer_on_the_sheet_lies_outside_the_letter(hall):
    hall.letter("case.examine", items=[hall.office.item])
    case = a_case("submitted", office=hall.office)

    assert queries.case_sheet(hall.actor(), case.number, TODAY).moves == []
    case = do("accept", case, hall.office, AT)
    assert "examine" in queries.case_sheet(hall.actor(), case.number, TODAY).moves


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"by": staff_actor}, NotAllowed),
        ({"officer": StaffFactory}, errors.NotAtTheHall),
        ({"hall": OrganisationFactory}, errors.NotAHall),
        ({"until": TODAY}, errors.PeriodInvalid),
        ({"acts": ("org.manage",)}, errors.UnknownGrant),
    ],
)
def test_a_letter_that_cannot_be_is_refused(hall, changes, error):
    facts = {key: value() if callable(value) else value for key, value in changes.items()}

    with pytest.raises(error):
        hall.letter(*facts.pop("acts", ()), **facts)


def test_nobody_issues_a_letter_to_himself(hall):
    staff = StaffFactory(organisation=hall.house)
    himself = staff_actor("org.manage", staff=staff)

    with pytest.raises(errors.NotOneself):
        hall.letter(officer=staff, by=himself)


def test_an_organisation_has_one_representative_at_a_hall_at_a_time(hall):
    hall.letter()

    with pytest.raises(errors.LetterNumberTaken):
        hall.letter()
    with pytest.raises(errors.RepresentativeTaken):
        hall.letter(number="授权〔2026〕2号", officer=StaffFactory(organisation=hall.house))


def test_another_officer_does_not_get_the_post_without_a_letter(hall):
    letter = hall.letter()

    with pytest.raises(errors.OnlyByLetter):
        appoint(StaffFactory(organisation=hall.house), letter.post, TODAY, by=SYSTEM, at=AT)


def test_who_has_a_post_of_his_own_besides_needs_no_letter(hall):
    hall.letter("case.accept")
    own = PostFactory(organisation=hall.house, grants=["case.examine"])
    appoint(hall.account.staff, own, TODAY, by=SYSTEM, at=AT)
    case = a_case("accepted", office=hall.office)

    examine_case(case.pk, conclusion="passed", text="符合条件", by=hall.actor(), at=AT)

    assert "letter" not in entries_of(case.pk)[-1].facts
