"""One act for many like cases, each in a transaction of its own: one refusal stops no other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from yimen.cases.actions.acceptance import accept_case
from yimen.cases.actions.decision import grant_case
from yimen.cases.actions.delivery import conclude_case, make_result
from yimen.cases.actions.review import examine_case
from yimen.cases.models import Case
from yimen.cases.queries.desk import places_of
from yimen.cases.queries.one import case_with_id
from yimen.cases.rules.batches import MOST
from yimen.cases.rules.phrases import filled
from yimen.kernel.actor import Actor
from yimen.kernel.errors import DomainError

#: move → the act, the words' name there, what else it is told
BATCHED: Mapping[str, tuple[Callable[..., Case], str, Mapping[str, Any]]] = {
    "accept": (accept_case, "", {}),
    "examine": (examine_case, "text", {"conclusion": "passed"}),
    "grant": (grant_case, "reasons", {}),
    "make_result": (make_result, "", {}),
    "conclude": (conclude_case, "", {}),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case of a batch."""

    case_id: UUID
    error: DomainError | None = None


def act_on_each(
    move: str,
    chosen: Sequence[tuple[UUID, int]],
    *,
    words: str = "",
    key: UUID,
    by: Actor,
    at: datetime,
) -> list[Outcome]:
    """Do the act to each case as it stood when it was looked at; sent twice, it is done once.

    `chosen` are cases with the revision the preview showed: whatever was judged there still holds.
    """
    return [
        Outcome(case_id, _done(move, case_id, revision, words=words, key=key, by=by, at=at))
        for case_id, revision in chosen[:MOST]
    ]


def _done(
    move: str, case_id: UUID, revision: int, *, words: str, key: UUID, by: Actor, at: datetime
) -> DomainError | None:
    action, name, facts = BATCHED[move]
    try:
        said = {}
        if name:
            case = case_with_id(case_id, by)
            said = {name: filled(words, places_of(case, by, today=timezone.localdate(at)))}
        own = uuid5(key, str(case_id))
        action(case_id, **facts, **said, by=by, at=at, revision=revision, key=own)
    except DomainError as error:
        return error
    return None
