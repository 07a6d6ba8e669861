"""Who stands in for an officer while he is away (AB岗): named by his manager, or by himself."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions.posts import check_gives, check_manages, check_period, iso, lock_officer
from yimen.orgs.models import Deputyship, Staff
from yimen.orgs.permissions import may_manage
from yimen.orgs.queries import lasting_grants
from yimen.orgs.rules import AWAY_DAYS, may_entrust


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
    officer = lock_officer(holder)
    check_manages(by, officer.organisation, deputy.organisation)
    check_gives(by, deputy, lasting_grants(officer, on=timezone.localdate(at)))
    return _stand_in(officer, deputy, since, until, reason=reason, by=by, at=at)


@transaction.atomic
def record_absence(
    deputy: Staff, since: date, until: date, *, reason: str, by: Actor, at: datetime
) -> Deputyship:
    """An officer says himself that he is away, and which colleague of his house stands in.

    The colleague has what the officer's own posts give, for that time and no longer. Who manages
    people or the platform does not hand that on by himself: his manager appoints (ADR 0057).
    """
    if by.staff_id is None:
        raise NotAllowed
    officer = lock_officer(Staff.objects.get(pk=by.staff_id))
    if not _are_of_one_house(officer, deputy):
        raise errors.DeputyElsewhere(name=deputy.name, field="deputy")
    if not may_entrust(lasting_grants(officer, on=timezone.localdate(at))):
        raise errors.NotOneself
    if (until - since).days > AWAY_DAYS:
        raise errors.AbsenceTooLong(days=AWAY_DAYS, field="until")
    return _stand_in(officer, deputy, since, until, reason=reason, by=by, at=at)


def _are_of_one_house(officer: Staff, deputy: Staff) -> bool:
    mine, his = officer.organisation.path, deputy.organisation.path
    return mine.startswith(his) or his.startswith(mine)


def _stand_in(
    officer: Staff,
    deputy: Staff,
    since: date,
    until: date,
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> Deputyship:
    check_period(since, until)
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
    facts = {"deputy": str(deputy.pk), "since": iso(since), "until": iso(until), "reason": reason}
    write("staff", officer.pk, "staff.deputy_appointed", by=by, at=at, facts=facts)
    return deputyship


@transaction.atomic
def end_deputyship(deputyship_id: int, *, by: Actor, at: datetime) -> None:
    """Let the holder take over again from today; a deputyship that has not begun is dropped.

    Who manages his house says so, or he himself when he is back.
    """
    deputyship = Deputyship.objects.select_for_update(of=("self",)).get(pk=deputyship_id)
    if deputyship.holder_id != by.staff_id and not may_manage(by, deputyship.holder.organisation):
        raise NotAllowed
    today = timezone.localdate(at)
    if deputyship.since >= today:
        deputyship.delete()
    elif deputyship.until > today:
        deputyship.until = today
        deputyship.save(update_fields=["until"])
    facts = {"deputy": str(deputyship.deputy_id), "until": iso(today)}
    write("staff", deputyship.holder_id, "staff.deputy_ended", by=by, at=at, facts=facts)
