"""Who may do what to a card: one predicate for action and button."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import DomainError, NotAllowed
from yimen.orgs.models import Organisation
from yimen.process.rules.holding import hands_of
from yimen.supervision import errors
from yimen.supervision.models import Card, Inspection
from yimen.supervision.states import KEEPER, MOVES, OF_WARNINGS, SUPERVISOR, UNIT, CardState, Level

#: Acts of the life a person takes; the rest are the platform's.
BY_PEOPLE = tuple(move for move in MOVES if MOVES[move].grant != "system")


def holds(actor: Actor, card: Card, grant: str) -> bool:
    """Whether a grant of the officer reaches the office the card stands against."""
    if actor.kind is Kind.SYSTEM:
        return True
    return grant != "system" and _reaches(actor, card.organisation, grant)


def _reaches(actor: Actor, office: Organisation, grant: str) -> bool:
    is_his = actor.may(grant, path=office.path, region=office.region_id)
    return actor.kind is Kind.STAFF and is_his


def check(actor: Actor, card: Card, move: str, *, handlers: Collection[UUID], on: date) -> None:
    """Raise what stands against the act, if anything does."""
    if (error := refusal(actor, card, move, handlers=handlers, on=on)) is not None:
        raise error


def refusal(
    actor: Actor, card: Card, move: str, *, handlers: Collection[UUID], on: date
) -> DomainError | None:
    """Why the act is not possible: not his, not here, not about himself, not yet or too late."""
    if not holds(actor, card, MOVES[move].grant):
        return NotAllowed()
    if not fits(card, move):
        return errors.WrongState(state=CardState(card.state).label)
    if MOVES[move].is_judgement and (error := _own(actor, card, move, handlers)):
        return error
    return _untimely(card, move, on)


def fits(card: Card, move: str) -> bool:
    """Whether the card stands where the act begins, and is of a level that knows the act."""
    known = card.level != Level.WARNING or move in OF_WARNINGS
    return known and card.state in MOVES[move].sources


def available(actor: Actor, card: Card, *, handlers: Collection[UUID], on: date) -> list[str]:
    """The acts that would succeed now."""
    return [
        move for move in BY_PEOPLE if refusal(actor, card, move, handlers=handlers, on=on) is None
    ]


def supervises(actor: Actor, office: Organisation) -> bool:
    """Whether he supervises what is done at that organisation, at its windows or in its cases."""
    return _reaches(actor, office, SUPERVISOR) or _reaches(actor, office, KEEPER)


def may_mark(actor: Actor, inspection: Inspection) -> bool:
    """Whether a drawn case is his to mark: he supervises its office, and is of another."""
    is_his = _reaches(actor, inspection.organisation, SUPERVISOR)
    return is_his and actor.org_id != inspection.organisation_id


def may_mend(actor: Actor, inspection: Inspection) -> bool:
    """Whether he speaks for the office whose case was drawn."""
    return _reaches(actor, inspection.organisation, UNIT)


def may_keep(actor: Actor, region: str, beyond: Collection[str] | None = None) -> bool:
    """Whether a rule for a region is his to keep: he supervises every office it is for."""
    if actor.kind is Kind.SYSTEM:
        return True
    beyond = regions_beyond(actor) if beyond is None else beyond
    return actor.holds(KEEPER) and not any(code.startswith(region) for code in beyond)


def regions_beyond(actor: Actor) -> set[str]:
    """The regions of offices whose supervision the actor does not manage."""
    kept = Organisation.objects.within(actor.reach(KEEPER)).values("pk")
    others = Organisation.objects.filter(is_active=True).exclude(pk__in=kept)
    return set(others.values_list("region_id", flat=True))


def is_supervisor(actor: Actor) -> bool:
    """Whether the pages of those who supervise are for him."""
    return actor.holds(SUPERVISOR) or actor.holds(KEEPER)


def _own(actor: Actor, card: Card, move: str, handlers: Collection[UUID]) -> DomainError | None:
    hands = hands_of(actor)
    if move not in ("issue", "drop") and card.facts.get("seen_by") in {str(hand) for hand in hands}:
        return errors.OwnObservation()
    if not hands.isdisjoint(handlers):
        return errors.OwnWork()
    if card.state == CardState.APPEALED and card.reviewed_by_id in hands:
        return errors.OwnReview()
    return None


def _untimely(card: Card, move: str, on: date) -> DomainError | None:
    if move == "uphold" and card.state == CardState.ISSUED and _runs(card.due_on, on):
        return errors.StillExplaining(day=card.due_on)
    if move == "hold_to_account" and card.state == CardState.UPHELD and _runs(card.appeal_by, on):
        return errors.StillAppealing(day=card.appeal_by)
    if move == "appeal" and card.appeal_by is not None and on > card.appeal_by:
        return errors.AppealTooLate(day=card.appeal_by)
    return None


def _runs(until: date | None, on: date) -> bool:
    return until is not None and on <= until
