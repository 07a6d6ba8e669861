"""Posts, who holds them, and who stands in (AB岗)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.models import Deputyship, Organisation, Post, Posting, Staff
from yimen.orgs.permissions import may_manage
from yimen.orgs.rules import GRANTS, reaches_within


@transaction.atomic
def add_post(
    organisation: Organisation,
    name: str,
    grants: Iterable[str],
    *,
    name_en: str = "",
    reach_path: str | None = None,
    reach_region: str = "",
    by: Actor,
    at: datetime,
) -> Post:
    """Set up a post; it reaches its organisation and what lies below, unless said otherwise.

    Nobody sets up a post that reaches further than he manages himself.
    """
    names = sorted(set(grants))
    for unknown in set(names) - GRANTS:
        raise errors.UnknownGrant(name=unknown, field="grants")
    path = organisation.path if reach_path is None else reach_path
    if not may_manage(by, organisation) or not _may_give(by, path, reach_region):
        raise NotAllowed
    post = Post.objects.create(
        organisation=organisation,
        name=name,
        name_en=name_en,
        grants=names,
        reach_path=path,
        reach_region=reach_region,
    )
    facts = {"name": name, "grants": names, "path": path, "region": reach_region}
    write("post", post.pk, "post.added", by=by, at=at, facts=facts)
    return post


def _may_give(by: Actor, path: str, region: str) -> bool:
    managed = by.reach("org.manage")
    return by.kind is Kind.SYSTEM or reaches_within(managed, path=path, region=region)


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
    """Appoint an officer to a post from a day on, until the day before another if one is given."""
    officer = _lock(staff)
    _check_manages(by, officer.organisation, post.organisation)
    _check_period(since, until)
    if Posting.objects.filter(staff=officer, post=post).overlapping(since, until).exists():
        raise errors.AlreadyAppointed(name=officer.name)
    posting = Posting.objects.create(staff=officer, post=post, since=since, until=until)
    facts = {"post": str(post.pk), "name": post.name, "since": _day(since), "until": _day(until)}
    write("staff", officer.pk, "staff.appointed", by=by, at=at, facts=facts)
    return posting


@transaction.atomic
def end_posting(posting_id: int, *, until: date, by: Actor, at: datetime) -> Posting:
    """End an appointment: the post gives nothing from that day on."""
    posting = Posting.objects.select_for_update(of=("self",)).get(pk=posting_id)
    _check_manages(by, posting.staff.organisation)
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


def _check_period(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise errors.PeriodInvalid(field="until")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
