"""The one place where a person or an organisation becomes known."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from yimen.identity import errors
from yimen.identity.models import Party
from yimen.identity.rules import is_same_name, tidy_name
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.codes import parse_resident_id, parse_uscc
from yimen.kernel.secrecy import digest, seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What somebody says about a person or organisation."""

    kind: str
    name: str
    number: str
    phone: str = ""
    address: str = ""
    level: str = Party.Level.DECLARED


def make_known(said: Person, *, by: Actor, at: datetime) -> tuple[Party, bool]:
    """The party with this number, locked, and whether it was unknown so far.

    The number is checked by its check character before anything is looked up.
    """
    name = tidy_name(said.name)
    if not name:
        raise errors.NameMissing(field="name")
    document, number = _document(said, at)
    found = _locked(document, number)
    if found:
        return found, False
    try:
        with transaction.atomic():
            party = _create(said, name, document, number, at)
    except IntegrityError:  # somebody registered the same number in this very moment
        found = _locked(document, number)
        if found is None:
            raise
        return found, False
    facts = {"kind": said.kind, "document": document, "level": said.level}
    if said.kind == Party.Kind.ORGANISATION:
        facts |= {"name": name, "number": number}
    write("party", party.pk, "party.registered", by=by, at=at, facts=facts)
    return party, True


def make_known_by_name(said: Person, *, by: Actor, at: datetime) -> Party:
    """The party with this number; raises if it is known under another name."""
    party, is_new = make_known(said, by=by, at=at)
    if not is_new and not is_same_name(party.name, said.name):
        raise errors.PartyNameDiffers(field="name")
    return party


def _document(said: Person, at: datetime) -> tuple[str, str]:
    if said.kind == Party.Kind.ORGANISATION:
        return Party.Document.USCC, parse_uscc(said.number).value
    today = timezone.localdate(at)
    return Party.Document.RESIDENT_ID, parse_resident_id(said.number, today=today).value


def _locked(document: str, number: str) -> Party | None:
    locked = Party.objects.select_for_update(of=("self",))
    party: Party | None = locked.filter(document=document, number_digest=digest(number)).first()
    return party


def _create(said: Person, name: str, document: str, number: str, at: datetime) -> Party:
    party: Party = Party.objects.create(
        kind=said.kind,
        level=said.level,
        name=name,
        document=document,
        number_sealed=seal(number),
        number_digest=digest(number),
        phone_sealed=seal(said.phone) if said.phone else "",
        address=said.address,
        created_at=at,
    )
    return party
