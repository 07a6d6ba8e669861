"""One case by its key: what every act and every page about a case begins with."""

from uuid import UUID

from yimen.cases.errors import NoSuchCase
from yimen.cases.models import Case
from yimen.cases.querysets import sees
from yimen.identity.models import Party
from yimen.kernel.actor import Actor
from yimen.kernel.statements import Statement
from yimen.orgs.models import Organisation

_FROM = """
    select {c}, {office}, {applicant} from cases_case c
    join orgs_organisation office on office.id = c.organisation_id
    join identity_party applicant on applicant.id = c.applicant_id
"""
_MODELS = {"c": Case, "office": Organisation, "applicant": Party}
_BY_NUMBER = Statement(_FROM + "where c.number = %(key)s", **_MODELS)
_BY_ID = Statement(_FROM + "where c.id = %(key)s", **_MODELS)
_LOCKED = Statement(_FROM + "where c.id = %(key)s for no key update of c", **_MODELS)


def case_numbered(number: str, actor: Actor) -> Case:
    """The case of that number, with office and applicant; outside the actor's scope is none."""
    return _found(_BY_NUMBER, number, actor)


def case_with_id(case_id: UUID, actor: Actor) -> Case:
    """The case, with office and applicant; outside the actor's scope there is none."""
    return _found(_BY_ID, case_id, actor)


def seen_case(number: str, actor: Actor) -> Case | None:
    """The case of that number, or none where the actor sees none."""
    try:
        return case_numbered(number, actor)
    except NoSuchCase:
        return None


def locked_case(case_id: UUID, actor: Actor) -> Case:
    """The case, held until the transaction ends; outside the actor's scope there is none."""
    return _found(_LOCKED, case_id, actor)


def _found(statement: Statement, key: UUID | str, actor: Actor) -> Case:
    row = statement.first(key=key)
    if row is None:
        raise NoSuchCase
    case: Case
    case, case.organisation, case.applicant = row
    if not sees(actor, case):
        raise NoSuchCase
    return case
