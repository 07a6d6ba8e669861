"""Reading who answers where, and which days count."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from yimen.kernel.actor import Grant
from yimen.kernel.codes import lineage
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.models import CalendarYear, Deputyship, Organisation, Post, Posting, Region, Staff
from yimen.orgs.rules import BUILTIN_YEARS, YearDays, builtin_year, merge


def calendar_for(region_code: str) -> WorkCalendar:
    """The days offices work in a place: the country's notices, then the place's own days.

    Years nobody loaded are taken from the built-in notices. One query; the calendar itself is kept
    in the process under the keys of its notices, and loading a year anew makes a new key.
    """
    notices = CalendarYear.objects.filter(region__in=lineage(region_code))
    return _calendar(tuple(notices.order_by("region", "year").values_list("pk", "region", "year")))


@lru_cache(maxsize=64)
def _calendar(notices: tuple[tuple[int, str, int], ...]) -> WorkCalendar:
    national = {year for _, region, year in notices if not region}
    layers = [(True, builtin_year(year)) for year in sorted(BUILTIN_YEARS - national)]
    rows = CalendarYear.objects.filter(pk__in=[pk for pk, _, _ in notices])
    found = {row.pk: row for row in rows.prefetch_related("days")}
    layers += [(not region, _days(found[pk])) for pk, region, _ in notices if pk in found]
    return merge(layers)


def _days(notice: CalendarYear) -> YearDays:
    days = list(notice.days.all())
    return YearDays(
        year=notice.year,
        holidays={d.day: d.name for d in days if not d.is_workday},
        makeup={d.day: d.name for d in days if d.is_workday},
        source=notice.source,
    )


def organisation_ids_within(grants: Iterable[Grant]) -> frozenset[UUID]:
    """The organisations some of the grants reach."""
    return frozenset(Organisation.objects.within(grants).values_list("pk", flat=True))


def staff_grants(staff: Staff, *, on: date) -> tuple[frozenset[Grant], frozenset[UUID]]:
    """What an officer may do on a day, and for whom he stands in (AB岗).

    A deputy has the grants of the holder's own posts; they are not passed on further.
    """
    if not staff.is_active:
        return frozenset(), frozenset()
    deputised = Deputyship.objects.in_force(on).filter(deputy=staff, holder__is_active=True)
    holders = frozenset(deputised.values_list("holder_id", flat=True))
    posts = Post.objects.filter(
        pk__in=Posting.objects.in_force(on).filter(staff__in=[staff.pk, *holders]).values("post")
    )
    return frozenset(grant for post in posts for grant in grants_of(post)), holders


def grants_of(post: Post) -> frozenset[Grant]:
    """What the post lets its holder do, and where."""
    return frozenset(Grant(name, post.reach_path, post.reach_region) for name in post.grants)


def posts_of(staff: Staff, *, on: date) -> list[Post]:
    """The posts an officer himself holds on a day, oldest first."""
    postings = Posting.objects.in_force(on).filter(staff=staff).select_related("post")
    return [posting.post for posting in postings.order_by("since", "pk")]


def region_path(code: str) -> list[Region]:
    """The place and the known places around it, largest first."""
    return list(Region.objects.filter(pk__in=lineage(code)).order_by("level", "pk"))
