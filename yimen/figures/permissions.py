"""Who may say what is public, and enter, publish, speak against and decide scores."""

from datetime import date
from uuid import UUID

from yimen.catalogue.models import ServiceItem
from yimen.figures.models import Mark, ScoreAppeal, ScoreLine
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Organisation
from yimen.process.rules.holding import hands_of
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT


def may_disclose(actor: Actor, item: ServiceItem) -> bool:
    """Who reviews an item says what the public sees of its cases."""
    office = item.organisation
    return actor.may("item.review", path=office.path, region=office.region_id, item=item.pk)


def may_mark(actor: Actor, office: Organisation, staff: UUID | None = None) -> bool:
    """Who supervises the office enters points by hand; nobody does for himself."""
    return _reaches(actor, office, SUPERVISOR) and not _is_about(actor, staff)


def may_withdraw(actor: Actor, mark: Mark) -> bool:
    """Whoever could have entered it takes it back, as long as it stands."""
    return mark.withdrawn_at is None and may_mark(actor, mark.organisation, mark.staff_id)


def may_publish(actor: Actor, house: Organisation) -> bool:
    """Who supervises a house publishes its months."""
    return _reaches(actor, house, SUPERVISOR)


def may_appeal(actor: Actor, line: ScoreLine) -> bool:
    """Who speaks for the office speaks against a line; against one of a person, he himself."""
    score = line.score
    if score.staff_id is not None:
        return actor.staff_id == score.staff_id
    return _reaches(actor, score.organisation, UNIT)


def may_appeal_now(actor: Actor, line: ScoreLine, today: date) -> bool:
    """Whether the actor may still speak against the line."""
    is_timely = today <= line.score.publication.appeal_by
    is_against = line.points < 0 and not line.appeals.exists()
    return is_timely and is_against and may_appeal(actor, line)


def may_decide(actor: Actor, appeal: ScoreAppeal, makers: frozenset[UUID]) -> bool:
    """Who keeps supervision decides, and did not make what is appealed against."""
    score = appeal.line.score
    is_his = _reaches(actor, score.organisation, KEEPER) and not _is_about(actor, score.staff_id)
    return is_his and hands_of(actor).isdisjoint(makers)


def may_honour(actor: Actor, house: Organisation) -> bool:
    """Who keeps supervision over a house confirms its titles."""
    return _reaches(actor, house, KEEPER)


def _reaches(actor: Actor, office: Organisation, grant: str) -> bool:
    is_officer = actor.kind is Kind.STAFF or actor.kind is Kind.SYSTEM
    return is_officer and actor.may(grant, path=office.path, region=office.region_id)


def _is_about(actor: Actor, staff: UUID | None) -> bool:
    return staff is not None and staff in hands_of(actor)
