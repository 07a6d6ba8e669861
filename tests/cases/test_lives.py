"""Every state is reached by acts, and every act is refused where it does not belong."""

import pytest
from django.db import transaction

from tests.cases.factories import PATHS, a_case, an_office, do, office_for
from tests.conftest import AT
from yimen.cases import errors
from yimen.cases.models import Case
from yimen.cases.permissions import available_moves
from yimen.cases.states import MOVES, OPEN, PAST, WORK, State
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import DomainError
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

#: moves whose link the usual way to the state has not come to, or has passed
LINK_ELSEWHERE = {
    ("accepted", "grant"),
    ("accepted", "refuse"),
    ("accepted", "return"),
    ("in_review", "examine"),
    *((state, move) for state in ("accepted", "in_review") for move in WORK - {"examine"}),
}
#: the days have not passed in these tests; the item of a draft is filed for directly
NOT_YET = {
    ("draft", "file_for_prereview"),
    *((state, "deem_accepted") for state in ("submitted", "supplemented")),
    *((state, "lapse") for state in ("sent_back", "passed")),
}


class Undone(Exception):
    """Rolls an act back, so that the next begins from the same state."""


def is_lawful(state: str, move: str) -> bool:
    return state in MOVES[move].sources and (state, move) not in LINK_ELSEWHERE | NOT_YET


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_by_acts(state):
    case = a_case(state)

    assert case.state == state
    assert set(PATHS) == set(State)
    assert bool(open_tasks(case.pk)) is (case.state in OPEN)


@pytest.mark.parametrize("state", list(State))
def test_each_act_succeeds_in_its_states_and_changes_nothing_elsewhere(state):
    office = office_for(state)
    case = a_case(state, office=office)
    before = Case.objects.values().get(pk=case.pk)
    known = len(entries_of(case.pk))

    for move in MOVES:
        if is_lawful(state, move):
            with pytest.raises(Undone), transaction.atomic():
                moved = do(move, case, office, AT)
                assert moved.state == MOVES[move].target
                assert moved.revision == case.revision + 1
                entries = entries_of(case.pk)
                assert len(entries) == known + 1
                assert entries[-1].kind == f"case.{PAST[move]}"
                raise Undone
        else:
            with pytest.raises(DomainError):
                do(move, case, office, AT)
        assert Case.objects.values().get(pk=case.pk) == before
        assert len(entries_of(case.pk)) == known


@pytest.mark.parametrize("state", list(State))
def test_buttons_are_the_acts_that_would_succeed(state):
    office = office_for(state)
    case = a_case(state, office=office)

    for who in ("resident", "clerk", "examiner", "head", "courier"):
        actor = getattr(office, who)
        offered = set(available_moves(actor, case))
        open_here = {move for move, arrow in MOVES.items() if state in arrow.sources}
        assert offered <= open_here
        for move in open_here - {"deem_accepted", "lapse"}:
            try:
                with transaction.atomic():
                    do(move, case, office, AT, by=actor)
                    raise Undone
            except Undone:
                assert move in offered, (who, move)
            except DomainError:
                assert move not in offered, (who, move)


def test_a_wrong_state_says_where_the_case_stands():
    office = an_office()
    case = a_case("accepted", office=office)

    with pytest.raises(errors.WrongState) as refused:
        do("accept", case, office, AT)

    assert refused.value.facts["number"] == case.number
    assert refused.value.facts["state"] == State.ACCEPTED.label


def test_a_grant_before_examination_waits_for_its_link():
    office = an_office()
    case = a_case("accepted", office=office)

    with pytest.raises(errors.LinkNotOpen):
        do("grant", case, office, AT)


def test_the_system_stands_in_for_no_applicant():
    office = an_office()
    case = a_case("submitted", office=office)

    with pytest.raises(DomainError):
        do("withdraw", case, office, AT, by=SYSTEM)
    assert "withdraw" not in available_moves(SYSTEM, case)
