"""Who may make which move: grant × scope × state, as one table without acts."""

from uuid import UUID

import pytest

from yimen.cases.models import Case
from yimen.cases.permissions import may
from yimen.cases.states import MOVES, State
from yimen.catalogue.models import ItemVersion
from yimen.kernel.actor import STRANGER, SYSTEM, Actor, Grant, Kind
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation

GRANTS = ("case.accept", "case.examine", "case.decide", "case.extend", "case.deliver", "case.read")
APPLICANT, JUST_ACTED = new_id(), new_id()
PATH, REGION = "xinyu/market/", "360502000000"


def applicant(*parties) -> Actor:
    return Actor(kind=Kind.APPLICANT, party_id=parties[0], party_ids=frozenset(parties))


def a_case(state: str, move: str) -> Case:
    """Never saved: `may` reads state, applicant, organisation, who just acted, how it is filed."""
    organisation = Organisation(path=PATH, region_id=REGION)
    days = 2 if move == "file_for_prereview" else None  # of two ways to file an item has one
    return Case(
        version=ItemVersion(prereview_days=days),
        state=state,
        organisation=organisation,
        applicant_id=APPLICANT,
        recallable_by=JUST_ACTED,
    )


def officer(name: str, path: str, region: str = "", staff_id: UUID | None = None) -> Actor:
    grants = frozenset({Grant(name, path, region)})
    return Actor(kind=Kind.STAFF, staff_id=staff_id or new_id(), grants=grants)


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", MOVES)
def test_state_and_grant_and_scope_decide_together(move, state):
    here = state in MOVES[move].sources
    needed = MOVES[move].grant
    other = "case.accept" if needed != "case.accept" else "case.read"
    expected = {
        "in scope": (officer(needed, PATH, "3605"), here and needed in GRANTS),
        "by the whole city": (officer(needed, "xinyu/"), here and needed in GRANTS),
        "neighbour department": (officer(needed, "xinyu/marketing/"), False),
        "other region": (officer(needed, PATH, "1101"), False),
        "other grant": (officer(other, PATH), False),
        "who just acted": (
            officer("case.read", PATH, staff_id=JUST_ACTED),
            here and needed == "own",
        ),
        "applicant": (applicant(APPLICANT), here and needed == "applicant"),
        "agent": (applicant(new_id(), APPLICANT), here and needed == "applicant"),
        "another applicant": (applicant(new_id()), False),
        "stranger": (STRANGER, False),
        "system": (SYSTEM, here and needed not in ("applicant", "own")),
    }
    case = a_case(state, move)

    answers = {who: may(actor, case, move) for who, (actor, _answer) in expected.items()}

    assert answers == {who: answer for who, (_actor, answer) in expected.items()}
