"""Persons and organisations."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.identity import errors
from yimen.identity.actions._known import Person, make_known_by_name
from yimen.identity.models import Party
from yimen.identity.permissions import may_register, may_reveal
from yimen.identity.queries import document_number
from yimen.identity.rules import is_same_name, tidy_name
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

_DOCUMENTS = {
    Party.Kind.PERSON.value: Party.Document.RESIDENT_ID,
    Party.Kind.ORGANISATION.value: Party.Document.USCC,
}


@transaction.atomic
def register_party(
    kind: str,
    name: str,
    document: str,
    number: str,
    phone: str,
    address: str = "",
    *,
    by: Actor,
    at: datetime,
) -> Party:
    """Enter a person or organisation whose document an officer saw, once for each number."""
    if not may_register(by):
        raise NotAllowed
    if document != _DOCUMENTS.get(kind):
        raise errors.DocumentInvalid(field="document")
    level = Party.Level.SEEN if by.kind is Kind.STAFF else Party.Level.DECLARED
    said = Person(kind=kind, name=name, number=number, phone=phone, address=address, level=level)
    return make_known_by_name(said, by=by, at=at)


@transaction.atomic
def declare_party(
    kind: str, name: str, number: str, phone: str = "", *, by: Actor, at: datetime
) -> Party:
    """Enter a person or organisation as another system vouches for it; whoever is known stays so.

    A refusal does not tell what is known.
    """
    if not by.client_id:
        raise NotAllowed
    if kind not in _DOCUMENTS:
        raise errors.DocumentInvalid(field="kind")
    said = Person(kind=kind, name=name, number=number, phone=phone)
    return make_known_by_name(said, by=by, at=at)


@transaction.atomic
def confirm_party(party_id: UUID, *, name: str, by: Actor, at: datetime) -> Party:
    """Record that an officer saw the document, and under which name it stands."""
    if not may_register(by):
        raise NotAllowed
    party: Party = Party.objects.select_for_update(of=("self",)).get(pk=party_id)
    was, party.name = party.name, tidy_name(name)
    if not party.name:
        raise errors.NameMissing(field="name")
    party.level = Party.Level.SEEN
    party.save(update_fields=["name", "level"])
    facts = {"is_renamed": not is_same_name(was, party.name)}
    write("party", party.pk, "party.confirmed", by=by, at=at, facts=facts)
    return party


@transaction.atomic
def reveal_number(party_id: UUID, *, by: Actor, at: datetime, purpose: str) -> str:
    """Show an officer a full document number, and keep who looked at it, when and what for.

    Personal Information Protection Law, arts. 6 and 51.
    """
    if not may_reveal(by):
        raise NotAllowed
    if not purpose.strip():
        raise errors.PurposeMissing(field="purpose")
    party = Party.objects.get(pk=party_id)
    facts = {"purpose": purpose.strip()}
    write("party", party.pk, "party.number_revealed", by=by, at=at, facts=facts)
    return document_number(party)
