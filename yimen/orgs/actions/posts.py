"""Posts, who holds them, and who stands in (AB岗)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Grant
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id
from yimen.orgs import errors
from yimen.orgs.actions.tree import lock_house
from yimen.orgs.models import Deputyship, Organisation, Post, Posting, Staff
from yimen.orgs.permissions import may_command, may_give, may_manage
from yimen.orgs.queries import grants_of, lasting_grants
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
    officer = _lock(staff)
    _check_manages(by, officer.organisation, post.organisation)
    _check_gives(by, officer, grants_of(post))
    _check_period(since, until)
    others = Posting.objects.filter(staff=officer, post=post)
    if found := others.filter(since=since, until=until).first():
        return found
    if others.overlapping(since, until).exists():
        raise errors.AlreadyAppointed(name=officer.name)
    posting = Posting.objects.create(staff=officer, post=post, since=since, until=until)
    facts = {"post": str(post.pk), "name": post.name, "since": _day(since), "until": _day(until)}
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
    _check_period(posting.since, until)
    posting.until = until
    posting.save(update_fields=["until"])
    facts = {"post": str(posting.post_id), "until": _day(until)}
    write("staff", posting.staff_id, "staff.posting_ended", by=by, at=at, facts=facts)
    return posting


@transaction.atomic
def appoint_deputy(
    holder: Staff,
    deputy: Staff,
    since: date,
    until: date,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> Deputyship:
    """Let a deputy (B岗) stand in for an absent officer (A岗) over a period, one at a time."""
    officer = _lock(holder)
    _check_manages(by, officer.organisation, deputy.organisation)
    _check_gives(by, deputy, lasting_grants(officer, on=timezone.localdate(at)))
    _check_period(since, until)
    if officer.pk == deputy.pk:
        raise errors.DeputyHimself(field="deputy")
    if not deputy.is_active:
        raise errors.StaffInactive(name=deputy.name)
    other = Deputyship.objects.filter(holder=officer).overlapping(since, until).first()
    if other:
        raise errors.DeputyTaken(name=officer.name, since=other.since, until=other.until)
    deputyship = Deputyship.objects.create(
        holder=officer, deputy=deputy, since=since, until=until, reason=reason
    )
    facts = {"deputy": str(deputy.pk), "since": _day(since), "until": _day(until)}
    facts |= {"reason": reason}
    write("staff", officer.pk, "staff.deputy_appointed", by=by, at=at, facts=facts)
    return deputyship


@transaction.atomic
def end_deputyship(deputyship_id: int, *, by: Actor, at: datetime) -> None:
    """Let the holder take over again from today; a deputyship that has not begun is dropped."""
    deputyship = Deputyship.objects.select_for_update(of=("self",)).get(pk=deputyship_id)
    _check_manages(by, deputyship.holder.organisation)
    today = timezone.localdate(at)
    if deputyship.since >= today:
        deputyship.delete()
    elif deputyship.until > today:
        deputyship.until = today
        deputyship.save(update_fields=["until"])
    facts = {"deputy": str(deputyship.deputy_id), "until": _day(today)}
    write("staff", deputyship.holder_id, "staff.deputy_ended", by=by, at=at, facts=facts)


def _lock(staff: Staff) -> Staff:
    """The officer's row, locked so that two appointments at once cannot both pass the checks."""
    locked: Staff = Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    if not locked.is_active:
        raise errors.StaffInactive(name=locked.name)
    return locked


def _check_manages(by: Actor, *organisations: Organisation) -> None:
    if not all(may_manage(by, organisation) for organisation in organisations):
        raise NotAllowed


def _check_gives(by: Actor, receiver: Staff, grants: Iterable[Grant]) -> None:
    if receiver.pk == by.staff_id:
        raise errors.NotOneself
    if not may_give(by, grants):
        raise errors.BeyondReach


def _check_period(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise errors.PeriodInvalid(field="until")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
