"""Posts, and who holds them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Grant
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id
from yimen.orgs import errors
from yimen.orgs.actions.tree import lock_house
from yimen.orgs.models import Organisation, Post, Posting, Staff
from yimen.orgs.permissions import may_command, may_give, may_manage
from yimen.orgs.queries import grants_of
from yimen.orgs.rules import GRANTS, MANAGING


class PostDetails(TypedDict, total=False):
    """How far a post reaches (nothing said: its organisation), and its English name."""

    name_en: str
    reach_path: str | None
    reach_region: str


@transaction.atomic
def add_post(
    organisation: Organisation,
    name: str,
    grants: Iterable[str],
    *,
    post_id: UUID | None = None,
    by: Actor,
    at: datetime,
    **details: Unpack[PostDetails],
) -> Post:
    """Set up a post; it reaches its organisation and what lies below, unless said otherwise.

    Nobody sets up a post that reaches further than he manages himself. The same post id again is
    the same post.
    """
    names = sorted(set(grants))
    for unknown in set(names) - GRANTS:
        raise errors.UnknownGrant(name=unknown, field="grants")
    said = details.get("reach_path")
    path, region = organisation.path if said is None else said, details.get("reach_region", "")
    wanted = [Grant(name, path, region) for name in names or [MANAGING]]
    if not may_manage(by, organisation) or not may_give(by, wanted):
        raise errors.BeyondReach(field="grants")
    house = lock_house(organisation)
    made = post_id or new_id()
    if found := Post.objects.filter(pk=made, organisation=house).first():
        return found
    post = Post.objects.create(
        id=made,
        organisation=house,
        name=name,
        name_en=details.get("name_en", ""),
        grants=names,
        reach_path=path,
        reach_region=region,
    )
    facts = {"name": name, "grants": names, "path": path, "region": region}
    write("post", post.pk, "post.added", by=by, at=at, facts=facts)
    return post


@transaction.atomic
def appoint(
    staff: Staff,
    post: Post,
    since: date,
    until: date | None = None,
    *,
    by: Actor,
    at: datetime,
) -> Posting:
    """Appoint an officer to a post from a day on, until the day before another if one is given.

    Nobody appoints himself, or to a post that reaches further than he manages. The same
    appointment again is the same.
    """
    if post.letter:
        raise errors.OnlyByLetter(number=post.letter)
    if post.is_closed:
        raise errors.PostClosed(name=post.name)
    officer = lock_officer(staff)
    check_manages(by, officer.organisation, post.organisation)
    check_gives(by, officer, grants_of(post))
    check_period(since, until)
    others = Posting.objects.filter(staff=officer, post=post)
    if found := others.filter(since=since, until=until).first():
        return found
    if others.overlapping(since, until).exists():
        raise errors.AlreadyAppointed(name=officer.name)
    posting = Posting.objects.create(staff=officer, post=post, since=since, until=until)
    facts = {"post": str(post.pk), "name": post.name, "since": iso(since), "until": iso(until)}
    write("staff", officer.pk, "staff.appointed", by=by, at=at, facts=facts)
    return posting


@transaction.atomic
def end_posting(posting_id: int, *, until: date, by: Actor, at: datetime) -> Posting:
    """End an appointment: the post gives nothing from that day on. Who may give it may take it.

    An appointment that ends by then anyway stays as it is.
    """
    posting = Posting.objects.select_for_update(of=("self",)).get(pk=posting_id)
    if not may_command(by, posting.staff.organisation, grants_of(posting.post)):
        raise errors.BeyondReach
    if posting.until is not None and posting.until <= until:
        return posting
    check_period(posting.since, until)
    posting.until = until
    posting.save(update_fields=["until"])
    facts = {"post": str(posting.post_id), "until": iso(until)}
    write("staff", posting.staff_id, "staff.posting_ended", by=by, at=at, facts=facts)
    return posting


def lock_officer(staff: Staff) -> Staff:
    """The officer's row, locked so that two appointments at once cannot both pass the checks."""
    locked: Staff = Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    if not locked.is_active:
        raise errors.StaffInactive(name=locked.name)
    return locked


def check_manages(by: Actor, *organisations: Organisation) -> None:
    """Raise unless the actor manages all of them."""
    if not all(may_manage(by, organisation) for organisation in organisations):
        raise NotAllowed


def check_gives(by: Actor, receiver: Staff, grants: Iterable[Grant]) -> None:
    """Raise unless the actor may give the grants, and not to himself."""
    if receiver.pk == by.staff_id:
        raise errors.NotOneself
    if not may_give(by, grants):
        raise errors.BeyondReach


def check_period(since: date, until: date | None) -> None:
    """Raise unless the period ends after it starts."""
    if until is not None and until <= since:
        raise errors.PeriodInvalid(field="until")


def iso(day: date | None) -> str:
    """A day as the journal keeps it."""
    return day.isoformat() if day else ""
