"""What becomes of a result after the case: valid for its days, corrected, ended, renewed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import ANSWERS, a_case, a_pdf, an_office, do
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.orgs.factories import staff_actor
from yimen.cases import actions
from yimen.cases.errors import BadDelivery, NoSuchCase, ReasonsMissing, WrongState, after
from yimen.cases.models import Case, FollowUp, Result
from yimen.cases.queries import expiring, result_list, result_view, results_of, timeline
from yimen.cases.rules.results import GROUNDS, last_day, renew_by, renewed_from
from yimen.cases.states import RESULT_MOVES, RESULT_PAST, ResultState
from yimen.cases.tasks import expire_results
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed, Stale
from yimen.kernel.ids import new_id
from yimen.orgs.queries import calendar_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)
SAID = {
    "correct": {"wrong": "王测式", "right": "王测试", "reason": "笔误"},
    "revoke": {"ground": "fraud", "who": "own", "reason": "提供虚假材料"},
    "recall": {"ground": "law_changed", "reason": "依据废止", "compensation": "依法补偿"},
    "annul": {"ground": "body_gone", "reason": "主体终止"},
}
ACTIONS = {
    "correct": actions.correct_result,
    "revoke": actions.revoke_result,
    "recall": actions.recall_result,
    "annul": actions.annul_result,
}


@pytest.fixture
def office():
    return an_office(version__validity_months=12)


@pytest.fixture
def case(office):
    return a_case("concluded", office=office)


def act(move, result, by, **given):
    return ACTIONS[move](result.pk, **{**SAID[move], "by": by, "at": AT, **given})


def put_into(state, result):
    ended = None if state in ("valid", "corrected") else TODAY
    Result.objects.filter(pk=result.pk).update(state=state, ended_on=ended)


@pytest.mark.parametrize(
    ("months", "last"), [(12, (2027, 5, 19)), (1, (2026, 6, 19)), (None, None)]
)
def test_a_result_is_valid_for_its_months(months, last):
    found = last_day(TODAY, months)

    assert (found and (found.year, found.month, found.day)) == last


def test_a_renewal_in_time_joins_on_and_a_late_one_begins_when_it_is_made():
    assert renewed_from(TODAY, TODAY + timedelta(days=9)) == TODAY + timedelta(days=10)
    assert renewed_from(TODAY, TODAY - timedelta(days=9)) == TODAY
    assert renewed_from(TODAY, None) == TODAY


def test_the_last_day_to_renew_is_thirty_working_days_before(case):
    calendar = calendar_for(case.organisation.region_id)

    day = renew_by(case.result.valid_until, calendar)

    assert calendar.between(day, case.result.valid_until) == 30


def test_a_granted_case_has_its_result_and_a_refused_one_none(office):
    made, refused = a_case("result_made", office=office), a_case("refused", office=office)

    assert (made.result.valid_from, made.result.valid_until) == (TODAY, last_day(TODAY, 12))
    facts = entries_of(made.pk)[-1].facts
    assert facts["result"] == str(made.result.pk)
    assert not Result.objects.filter(case=refused).exists()


def test_delivered_at_once_it_is_made_by_that(office):
    case = do("deliver", a_case("granted", office=office), office, AT)

    assert case.result.state == "valid"
    assert Result.objects.count() == 1


def test_an_item_without_a_result_leaves_none():
    case = a_case("concluded", office=an_office(version__result_kind="none"))

    assert not Result.objects.exists() and result_view(case, applicant_actor(), TODAY) is None


@pytest.mark.parametrize("state", list(ResultState))
def test_each_act_is_open_in_its_states_and_nowhere_else(state, office, case):
    for move, arrow in RESULT_MOVES.items():
        if arrow.grant == "system":
            continue
        put_into(state, case.result)
        if state in arrow.sources:
            result = act(move, case.result, office.head)
            assert result.state == arrow.target
            assert entries_of(case.pk)[-1].kind == f"case.result_{RESULT_PAST[move]}"
            assert (result.ended_on is None) is (move == "correct")
        else:
            with pytest.raises(after.ResultNotOpen):
                act(move, case.result, office.head)


@pytest.mark.parametrize("move", list(SAID))
def test_only_who_decides_changes_a_result_and_others_do_not_see_it(move, office, case):
    for by in (office.clerk, office.examiner, office.courier, office.resident):
        with pytest.raises(NotAllowed):
            act(move, case.result, by)
    for by in (an_office().head, applicant_actor()):
        with pytest.raises(after.NoSuchResult):
            act(move, case.result, by)
    assert Result.objects.get().state == "valid"


@pytest.mark.parametrize("move", list(SAID))
def test_a_form_sent_twice_counts_once_and_a_stale_page_not_at_all(move, office, case):
    key, revision = new_id(), case.revision
    act(move, case.result, office.head, key=key, revision=revision)
    act(move, case.result, office.head, key=key, revision=revision)

    kinds = [entry.kind for entry in entries_of(case.pk)]
    assert kinds.count(f"case.result_{RESULT_PAST[move]}") == 1
    put_into("valid", case.result)
    with pytest.raises(Stale):
        act(move, case.result, office.head, revision=revision)


@pytest.mark.parametrize(
    ("move", "wrong", "refused"),
    [
        ("correct", {"right": " "}, after.CorrectionMissing),
        ("correct", {"right": "王测式"}, after.CorrectionMissing),
        ("correct", {"reason": ""}, ReasonsMissing),
        ("revoke", {"ground": "law_changed"}, after.BadResultGround),
        ("revoke", {"who": "anybody"}, after.BadResultGround),
        ("revoke", {"reason": " "}, ReasonsMissing),
        ("recall", {"ground": "fraud"}, after.BadResultGround),
        ("recall", {"compensation": ""}, ReasonsMissing),
        ("annul", {"ground": "whim"}, after.BadResultGround),
        ("annul", {"ground": "not_renewed"}, after.TermNotOver),
    ],
)
def test_grounds_and_reasons_are_those_of_the_law(move, wrong, refused, office, case):
    with pytest.raises(refused):
        act(move, case.result, office.head, **wrong)

    assert Result.objects.get().state == "valid"
    assert {name: len(grounds) for name, grounds in GROUNDS.items()} == {
        "revoke": 6,
        "recall": 2,
        "annul": 6,
    }


def test_the_holder_reads_what_became_of_it(office, case):
    act("correct", case.result, office.head)
    act("revoke", case.result, office.head)

    told = [line.text for line in timeline(case, office.resident)[:2]]
    assert "提供虚假材料" in told[0] and "王测试" in told[1]
    assert result_view(case, office.head, TODAY).moves == ["annul"]
    assert result_view(case, office.resident, TODAY).moves == []


def test_it_expires_after_its_last_day_and_not_before(office, case):
    last = case.result.valid_until

    with pytest.raises(after.NotExpired):
        actions.expire_result(case.result.pk, at=AT + (last - TODAY))
    result = actions.expire_result(case.result.pk, at=AT + (last - TODAY) + timedelta(days=1))

    assert result.state == "expired"
    expire_results.func()  # nothing is left to expire


def test_lists_know_scope_what_ends_soon_and_what_has_ended(office, case):
    soon = case.result.valid_until - timedelta(days=60)
    other = an_office()

    assert list(results_of(office.resident)) == list(results_of(office.clerk)) == [case.result]
    assert not results_of(other.clerk).exists() and not results_of(other.resident).exists()
    assert list(expiring(office.clerk, soon)) == [case.result]
    assert not expiring(office.clerk, TODAY).exists()
    assert list(result_list(office.clerk, TODAY, text=case.number)) == [case.result]
    assert not result_list(office.clerk, TODAY, text="没有这个").exists()
    act("annul", case.result, office.head)
    assert list(result_list(office.clerk, TODAY, view="ended")) == [Result.objects.get()]


def followed(case, office, purpose, at=AT):
    """A renewal or change handed in, granted and made."""
    draft = actions.follow_up_result(case.result.pk, purpose=purpose, by=office.resident, at=at)
    actions.add_material(draft.pk, "m1", a_pdf(), by=office.resident, at=at)
    later = actions.file_case(draft.pk, by=office.resident, at=at)
    for move in ("accept", "examine", "grant", "make_result"):
        later = do(move, later, office, at)
    return later


@pytest.mark.parametrize("purpose", ["renewal", "change"])
def test_a_new_result_takes_the_place_of_the_earlier_one(purpose, office, case):
    later = followed(case, office, purpose)
    old = Result.objects.get(pk=case.result.pk)

    assert (old.state, old.replaced_by) == ("replaced", later.result)
    if purpose == "renewal":
        assert later.result.valid_from == old.valid_until + timedelta(days=1)
        assert old.ended_on == old.valid_until
    else:
        assert (later.result.valid_from, later.result.valid_until) == (TODAY, old.valid_until)
    assert entries_of(case.pk)[-1].kind == "case.result_replaced"
    assert later.form["contact_name"] == ANSWERS["contact_name"]


def test_what_cannot_be_renewed_says_so(office, case):
    def begin(by=office.resident, purpose="renewal"):
        return actions.follow_up_result(case.result.pk, purpose=purpose, by=by, at=AT)

    with pytest.raises(NotAllowed):
        begin(by=office.clerk)
    with pytest.raises(after.NoSuchResult):
        begin(by=applicant_actor())
    with pytest.raises(after.NotRenewable):
        begin(purpose="gift")
    put_into("expired", case.result)
    with pytest.raises(after.NotRenewable):
        begin()
    Result.objects.update(state="valid", ended_on=None, valid_until=None)
    with pytest.raises(after.NotRenewable):
        begin()
    assert begin(purpose="change").purpose == "change"
    assert FollowUp.objects.count() == 1


def test_a_follow_up_begun_twice_is_one_draft(office, case):
    said = {"purpose": "renewal", "case_id": new_id(), "by": office.resident, "at": AT}
    one = actions.follow_up_result(case.result.pk, **said)
    two = actions.follow_up_result(case.result.pk, **said)

    assert one.pk == two.pk and FollowUp.objects.count() == 1


# Handing over


def test_the_code_opens_and_wrong_ones_are_counted_although_nothing_else_happens(office):
    case = a_case("result_made", office=office)
    said = {"receiver": "王测试", "by": office.courier, "at": AT}
    wrong = "000000" if case.pickup_code != "000000" else "111111"

    with pytest.raises(after.WrongPickupCode) as refused:
        actions.hand_over_by_code(case.pk, code=wrong, key=new_id(), **said)
    with pytest.raises(BadDelivery):
        actions.hand_over_by_code(case.pk, code=case.pickup_code, **{**said, "receiver": " "})
    assert refused.value.facts["left"] == 4
    assert Case.objects.get(pk=case.pk).pickup_tries == 1
    done = actions.hand_over_by_code(case.pk, code=case.pickup_code, **said)

    assert done.state == "delivered"
    assert entries_of(case.pk)[-1].facts["shown"] == "code"


def test_after_five_wrong_codes_only_a_document_opens(office):
    case = a_case("result_made", office=office)
    said = {"receiver": "王测试", "by": office.courier, "at": AT}
    for _ in range(5):
        with pytest.raises(after.WrongPickupCode):
            actions.hand_over_by_code(case.pk, code="abcdef", **said)

    with pytest.raises(after.PickupLocked):
        actions.hand_over_by_code(case.pk, code=case.pickup_code, **said)
    case = do("deliver", case, office, AT)

    assert entries_of(case.pk)[-1].facts["shown"] == "id"


def test_a_repeated_key_hands_over_once_and_others_never(office):
    case = a_case("result_made", office=office)
    said = {"code": case.pickup_code, "receiver": "王测试", "at": AT}
    with pytest.raises(NotAllowed):
        actions.hand_over_by_code(case.pk, by=office.examiner, **said)
    with pytest.raises(NoSuchCase):
        actions.hand_over_by_code(case.pk, by=staff_actor("case.deliver"), **said)
    key = new_id()
    for _ in range(2):
        actions.hand_over_by_code(case.pk, by=office.courier, key=key, **said)

    assert [e.kind for e in entries_of(case.pk)].count("case.delivered") == 1


def test_the_applicant_says_how_the_result_should_come_until_it_has(office):
    case = a_case("submitted", office=office)
    assert case.delivery_way == ANSWERS["result_way"]  # as the form's own question says

    with pytest.raises(after.AddressMissing):
        actions.choose_delivery(case.pk, way="post", by=office.resident, at=AT)
    with pytest.raises(BadDelivery):
        actions.choose_delivery(case.pk, way="pigeon", by=office.resident, at=AT)
    with pytest.raises(NotAllowed):
        actions.choose_delivery(case.pk, way="window", by=office.clerk, at=AT)
    said = {"way": "post", "address": "示范路1号", "by": office.resident, "at": AT}
    case = actions.choose_delivery(case.pk, **said)
    assert (case.delivery_way, case.delivery_address) == ("post", "示范路1号")
    assert entries_of(case.pk)[-1].facts == {"way": "post"}  # where he lives stays in the row

    delivered = a_case("delivered", office=office)
    with pytest.raises(WrongState):
        actions.choose_delivery(delivered.pk, way="window", by=office.resident, at=AT)
