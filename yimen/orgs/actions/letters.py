"""Letters of authorisation: an officer at a hall acts for his organisation there (首席代表)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Grant
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions.posts import check_gives, check_manages, check_period, iso, lock_officer
from yimen.orgs.actions.tree import lock_house
from yimen.orgs.models import HALLS, Letter, Organisation, Post, Posting, Staff
from yimen.orgs.permissions import may_manage
from yimen.orgs.rules import LETTER_ACTS

REPRESENTATIVE, REPRESENTATIVE_EN = "首席代表", "Chief representative"


@dataclass(frozen=True, slots=True)
class LetterTerms:
    """What a letter says: which acts, on which items (none: all), from when until when."""

    number: str
    acts: tuple[str, ...]
    since: date
    until: date
    items: tuple[tuple[UUID, str], ...] = field(default=())  #: with their names, as printed
    text: str = ""


@transaction.atomic
def issue_letter(
    organisation: Organisation,
    hall: Organisation,
    officer: Staff,
    terms: LetterTerms,
    *,
    by: Actor,
    at: datetime,
) -> Letter:
    """Authorise one officer to act for the organisation at a hall, within terms and time.

    It is a post of the organisation that only he holds; what the letter does not list he may not
    do. Nobody issues a letter to himself, or one that reaches further than he manages.
    """
    house = lock_house(organisation)
    _check_terms(house, hall, terms)
    check_manages(by, house)
    wanted = [Grant(act, house.path) for act in terms.acts]
    receiver = lock_officer(officer)
    check_gives(by, receiver, wanted)
    home = receiver.organisation
    if not home.path.startswith(house.path) and home.pk != hall.pk:
        raise errors.NotAtTheHall(name=receiver.name, field="officer")
    others = Letter.objects.filter(organisation=house, hall=hall, revoked_at__isnull=True)
    if other := others.filter(since__lt=terms.until, until__gt=terms.since).first():
        raise errors.RepresentativeTaken(
            name=other.officer.name, since=other.since, until=other.until
        )
    letter = _make(house, hall, receiver, terms, by=by, at=at)
    facts = {
        "number": terms.number,
        "organisation": str(house.pk),
        "hall": str(hall.pk),
        "acts": list(terms.acts),
        "items": [str(pk) for pk, _name in terms.items],
        "since": iso(terms.since),
        "until": iso(terms.until),
    }
    write("staff", receiver.pk, "staff.authorised", by=by, at=at, facts=facts)
    return letter


def _check_terms(house: Organisation, hall: Organisation, terms: LetterTerms) -> None:
    check_period(terms.since, terms.until)
    if not terms.acts:
        raise errors.LetterEmpty(field="acts")
    for unknown in set(terms.acts) - set(LETTER_ACTS):
        raise errors.UnknownGrant(name=unknown, field="acts")
    if hall.kind not in HALLS:
        raise errors.NotAHall(name=hall.name, field="hall")
    if Letter.objects.filter(number=terms.number).exists():
        raise errors.LetterNumberTaken(number=terms.number, field="number")


def _make(
    house: Organisation,
    hall: Organisation,
    officer: Staff,
    terms: LetterTerms,
    *,
    by: Actor,
    at: datetime,
) -> Letter:
    post = Post.objects.create(
        organisation=house,
        name=REPRESENTATIVE,
        name_en=REPRESENTATIVE_EN,
        grants=list(terms.acts),
        reach_path=house.path,
        letter=terms.number,
        only=[pk for pk, _name in terms.items],
    )
    Posting.objects.create(staff=officer, post=post, since=terms.since, until=terms.until)
    letter: Letter = Letter.objects.create(
        number=terms.number,
        organisation=house,
        hall=hall,
        officer=officer,
        post=post,
        acts=list(terms.acts),
        items=[{"id": str(pk), "name": name} for pk, name in terms.items],
        since=terms.since,
        until=terms.until,
        text=terms.text,
        issued_by_id=by.staff_id,
        issued_at=at,
    )
    return letter


@transaction.atomic
def revoke_letter(letter_id: UUID, *, reason: str, by: Actor, at: datetime) -> Letter:
    """Revoke a letter: from now on it allows nothing; what was done under it stays done."""
    locked = Letter.objects.select_for_update(of=("self",))
    letter: Letter = locked.get(pk=letter_id)
    if not may_manage(by, letter.organisation):
        raise NotAllowed
    if letter.revoked_at is not None:
        raise errors.LetterRevoked(number=letter.number)
    letter.post.postings.end(timezone.localdate(at))
    letter.revoked_at, letter.revoked_because = at, reason
    letter.revoked_by_id = by.staff_id
    letter.save(update_fields=["revoked_at", "revoked_because", "revoked_by"])
    facts = {"number": letter.number, "reason": reason}
    write("staff", letter.officer_id, "staff.authorisation_revoked", by=by, at=at, facts=facts)
    return letter
