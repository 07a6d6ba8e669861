"""The life of a card: every arrow of the table, whose it is, when, and what is left of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cases.factories import a_pdf
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from tests.supervision.factories import DEEDS, PATHS, a_bench, a_card, as_deputy_of, do
from yimen.files.models import Blob
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed, Stale
from yimen.orgs.queries import calendar_for
from yimen.supervision import errors
from yimen.supervision.models import Card
from yimen.supervision.permissions import BY_PEOPLE, available
from yimen.supervision.queries.handlers import handlers_of
from yimen.supervision.states import MOVES, OPEN, PAST, CardState, Level

pytestmark = pytest.mark.django_db

JUDGEMENTS = [move for move in BY_PEOPLE if MOVES[move].is_judgement]
#: Later than every limit of a card made at AT.
LATER = AT + timedelta(days=40)


@pytest.fixture
def bench():
    return a_bench()


def ready(move, bench):
    """A card where the move begins, and the moment nothing stands against it."""
    state = sorted(MOVES[move].sources)[0]
    return a_card(state, bench=bench), AT if move == "appeal" else LATER


@pytest.mark.parametrize("move", BY_PEOPLE)
def test_each_move_leads_where_the_table_says_and_leaves_one_step_and_one_entry(move, bench):
    card, at = ready(move, bench)
    before = len(entries_of(card.pk))

    do(move, card, bench, at)

    card.refresh_from_db()
    step = card.steps.order_by("at", "pk").last()
    entries = entries_of(card.pk)
    assert card.state == MOVES[move].target
    assert (step.act, step.by_id) == (move, bench.who(move).staff_id)
    assert len(entries) == before + 1
    assert entries[-1].kind == f"card.{PAST[move]}"
    assert step.text == "" or step.text not in str(entries[-1].facts)
    assert (card.closed_at is None) == (card.state in OPEN)


@pytest.mark.parametrize("state", CardState)
def test_from_each_state_exactly_the_moves_of_the_table_are_open(state, bench):
    card = a_card(state, bench=bench)
    people = {move: bench.who(move) for move in BY_PEOPLE}
    at = AT if state == CardState.UPHELD else LATER

    found = {
        move
        for move, who in people.items()
        if move in available(who, card, handlers=(), on=timezone.localdate(at))
    }

    known = {move for move in BY_PEOPLE if state in MOVES[move].sources}
    if state == CardState.UPHELD:
        known.remove("hold_to_account")  # while the unit may appeal
    assert found == known


@pytest.mark.parametrize("move", BY_PEOPLE)
def test_a_move_from_elsewhere_is_refused_and_changes_nothing(move, bench):
    card = a_card(CardState.WITHDRAWN, bench=bench)

    with pytest.raises(errors.WrongState):
        do(move, card, bench, LATER)

    assert Card.objects.get(pk=card.pk).state == CardState.WITHDRAWN


@pytest.mark.parametrize("move", BY_PEOPLE)
def test_nobody_makes_a_move_without_its_grant_or_of_another_office(move, bench):
    card, at = ready(move, bench)
    reader = staff_actor("case.read", organisation=bench.office.organisation)
    neighbour = staff_actor("case.read", MOVES[move].grant, organisation=OrganisationFactory())

    with pytest.raises(NotAllowed):
        do(move, card, bench, at, by=reader)
    with pytest.raises(errors.NoSuchCard):
        do(move, card, bench, at, by=neighbour)


@pytest.mark.parametrize("move", JUDGEMENTS)
def test_nobody_judges_a_card_of_a_case_he_handled(move, bench):
    card, at = ready(move, bench)
    for handler in (bench.office.clerk, bench.office.examiner):  # who accepted; who had it in hand
        judge = staff_actor(
            "case.read",
            MOVES[move].grant,
            organisation=bench.office.organisation,
            staff=StaffFactory._meta.model.objects.get(pk=handler.staff_id),
        )
        deputy = as_deputy_of(bench.who(move), handler)
        for by in (judge, deputy):
            with pytest.raises(errors.OwnWork):
                do(move, card, bench, at, by=by)
            assert move not in available(
                by, card, handlers=handlers_of(card), on=timezone.localdate(at)
            )


@pytest.mark.parametrize("move", ["dismiss_appeal", "allow_appeal"])
def test_nobody_hears_the_appeal_against_his_own_review(move, bench):
    both = staff_actor(
        "case.read", "case.supervise", "supervision.manage", organisation=bench.office.organisation
    )
    card = a_card(CardState.EXPLAINED, bench=bench)
    do("uphold", card, bench, by=both)
    do("appeal", card, bench)

    with pytest.raises(errors.OwnReview):
        do(move, card, bench, by=both)

    assert do(move, card, bench).state == MOVES[move].target


def test_a_card_is_not_upheld_without_the_units_word_before_its_days_are_over(bench):
    card = a_card(CardState.ISSUED, bench=bench)
    day_after = AT + (card.due_on - timezone.localdate(AT)) + timedelta(days=1)

    with pytest.raises(errors.StillExplaining):
        do("uphold", card, bench, day_after - timedelta(days=1))

    assert do("uphold", card, bench, day_after).state == CardState.UPHELD


def test_the_last_day_to_appeal_is_the_fifth_working_day_and_nobody_answers_before(bench):
    card = a_card(CardState.UPHELD, bench=bench)
    today = timezone.localdate(AT)
    last = calendar_for(bench.office.organisation.region_id).add(today, 5)
    on_last = AT + (last - today)

    assert card.appeal_by == last
    with pytest.raises(errors.StillAppealing):
        do("hold_to_account", card, bench, on_last)
    with pytest.raises(errors.AppealTooLate):
        do("appeal", card, bench, on_last + timedelta(days=1))
    assert do("appeal", card, bench, on_last).state == CardState.APPEALED


@pytest.mark.parametrize(
    ("state", "days"),
    [("issued", 3), ("explained", 5), ("upheld", 10), ("appealed", 10), ("final", 10)],
)
def test_each_step_is_due_some_working_days_later_where_the_office_lies(state, days, bench):
    card = a_card(state, bench=bench)

    due = calendar_for(bench.office.organisation.region_id).add(timezone.localdate(AT), days)
    assert card.due_on == due


@pytest.mark.parametrize("state", ["rectified", "accounted", "withdrawn"])
def test_nothing_is_due_where_nothing_is_to_come(state, bench):
    card = a_card(state, bench=bench)

    assert card.due_on is None
    assert card.closed_at == AT


def test_a_warning_informs_and_is_only_taken_back(bench):
    card = a_card(CardState.ISSUED, bench=bench, level=Level.WARNING)
    on = timezone.localdate(LATER)

    assert card.due_on is None
    assert card.closed_at == AT
    assert available(bench.unit, card, handlers=(), on=on) == []
    assert available(bench.supervisor, card, handlers=(), on=on) == ["withdraw"]
    assert not Card.objects.open().filter(pk=card.pk).exists()
    with pytest.raises(errors.WrongState):
        do("explain", card, bench)


def test_the_same_form_twice_is_one_step_and_another_card_refuses_its_key(bench):
    card, other = a_card(bench=bench), a_card(bench=bench)
    key = uuid4()

    do("explain", card, bench, key=key)
    again = do("explain", card, bench, key=key)

    assert again.steps.filter(act="explain").count() == 1
    with pytest.raises(errors.KeyReused):
        do("explain", other, bench, key=key)


def test_an_act_from_a_page_drawn_before_another_act_is_refused(bench):
    card = a_card(CardState.EXPLAINED, bench=bench)
    seen = card.revision
    do("uphold", card, bench)

    with pytest.raises(Stale):
        do("withdraw", card, bench, revision=seen)


def test_papers_come_with_an_explanation_and_no_more_than_five(bench):
    card = a_card(bench=bench)

    with pytest.raises(errors.TooManyPapers):
        do("explain", card, bench, papers=[a_pdf(f"{n}.pdf") for n in range(6)])
    do("explain", card, bench, papers=[a_pdf("情况说明.pdf")])

    (file,) = card.steps.get(act="explain").files
    assert Blob.objects.get(pk=file).name == "情况说明.pdf"


@pytest.mark.parametrize("move", [m for m in BY_PEOPLE if m != "issue"])
def test_a_step_without_a_word_is_refused_at_its_field(move, bench):
    card, at = ready(move, bench)

    with pytest.raises(errors.WordsMissing) as caught:
        do(move, card, bench, at, text="  ")

    assert caught.value.field == "text"


@pytest.mark.parametrize(("ground", "is_unwarranted"), [("untrue", True), ("excused", False)])
def test_only_what_was_not_true_is_taken_back_as_unwarranted(ground, is_unwarranted, bench):
    card = do("withdraw", a_card(bench=bench), bench, ground=ground)

    assert card.is_unwarranted is is_unwarranted
    assert card.steps.get(act="withdraw").ground == ground


def test_only_who_works_there_or_handled_the_case_is_held_to_account(bench):
    card = a_card(CardState.RECTIFIED, bench=bench)

    with pytest.raises(errors.NotAnswerable):
        do("hold_to_account", card, bench, officer=StaffFactory())
    with pytest.raises(errors.UnknownMeasure):
        do("hold_to_account", card, bench, measure="fine")
    do("hold_to_account", card, bench)

    step = card.steps.get(act="hold_to_account")
    assert (step.officer, step.measure) == (card.officer, "talk")
    facts = entries_of(card.pk)[-1].facts
    assert facts["officer"] == str(card.officer)
    assert "谈话提醒" not in str(facts)


def test_cards_take_numbers_that_differ(bench):
    numbers = {a_card(bench=bench).number for _ in range(3)}

    assert len(numbers) == 3
    assert all(n.startswith("JC2026") and len(n) <= 20 for n in numbers)


def test_the_factories_know_every_move_and_state():
    assert set(DEEDS) == set(BY_PEOPLE) == set(MOVES) - {"retract"}
    assert set(PATHS) == set(CardState)
    assert available(SYSTEM, Card(state="withdrawn"), handlers=(), on=AT.date()) == []
