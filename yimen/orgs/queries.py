"""Reading who answers where, and which days count."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.kernel.actor import Actor, Grant, Kind
from yimen.kernel.codes import lineage, prefix_of
from yimen.kernel.statements import Statement
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.models import (
    HALLS,
    CalendarYear,
    Closure,
    Deputyship,
    Organisation,
    Post,
    Posting,
    Region,
    Staff,
)
from yimen.orgs.querysets import reaching
from yimen.orgs.rules import BUILTIN_YEARS, MANAGING, YearDays, builtin_year, merge

T = TypeVar("T")

MOST_NEARBY = 300


def calendar_for(region_code: str) -> WorkCalendar:
    """The days offices work in a place: the country's notices, then the place's own days.

    Years nobody loaded are taken from the built-in notices. One query; the calendar itself is kept
    in the process under the keys of its notices, and loading a year anew makes a new key.
    """
    return _calendar(tuple(_NOTICES.all(regions=list(lineage(region_code)))))


#: Asked by every act.
_NOTICES = Statement("""
    select id, region, year from orgs_calendaryear
    where region = any(%(regions)s::text[]) order by region, year
""")


@lru_cache(maxsize=64)
def _calendar(notices: tuple[tuple[int, str, int], ...]) -> WorkCalendar:
    national = {year for _, region, year in notices if not region}
    layers = [(True, builtin_year(year)) for year in sorted(BUILTIN_YEARS - national)]
    rows = CalendarYear.objects.filter(pk__in=[pk for pk, _, _ in notices])
    found = {row.pk: row for row in rows.prefetch_related("days")}
    layers += [(not region, _days(found[pk])) for pk, region, _ in notices if pk in found]
    return merge(layers)


def own_days(code: str, year: int) -> YearDays:
    """What a place itself says about a year (the country: with an empty code)."""
    notice = CalendarYear.objects.filter(region=code, year=year).prefetch_related("days").first()
    return _days(notice) if notice else YearDays(year, {}, {}, "")


def calendar_if(region_code: str, *, place: str, days: YearDays) -> WorkCalendar:
    """The calendar of a place as it would be if some place around it said this about a year."""
    notices = CalendarYear.objects.filter(region__in=lineage(region_code))
    said = {(n.region, n.year): _days(n) for n in notices.prefetch_related("days")}
    if place in lineage(region_code):
        said[place, days.year] = days
    national = {year for region, year in said if not region}
    layers = [(True, builtin_year(year)) for year in sorted(BUILTIN_YEARS - national)]
    return merge([*layers, *((not key[0], said[key]) for key in sorted(said))])


def _days(notice: CalendarYear) -> YearDays:
    days = list(notice.days.all())
    return YearDays(
        year=notice.year,
        holidays={d.day: d.name for d in days if not d.is_workday},
        makeup={d.day: d.name for d in days if d.is_workday},
        source=notice.source,
    )


def closures_of(region_code: str, year: int) -> list[Closure]:
    """The days of a year on which halls of a place and of the places in it are closed."""
    prefix = prefix_of(region_code)
    found = Closure.objects.filter(hall__region__code__startswith=prefix)
    of_year = found.filter(first__lte=date(year, 12, 31), last__gte=date(year, 1, 1))
    return list(of_year.select_related("hall").order_by("first", "hall__path"))


def closure_with(closure_id: UUID) -> Closure | None:
    """One closing of a hall; where and when is public."""
    return Closure.objects.select_related("hall").filter(pk=closure_id).first()


def officer_numbered(number: str) -> Staff | None:
    """The officer of that staff number who works here: whom something is given to by number."""
    found = Staff.objects.active().filter(number=number.strip())
    officer: Staff | None = found.select_related("organisation").first()
    return officer


def halls_of(region_code: str) -> QuerySet[Organisation]:
    """The halls and stations in office of a place and of the places in it."""
    prefix = prefix_of(region_code)
    halls: QuerySet[Organisation] = Organisation.objects.public().in_region(prefix)
    return halls.filter(kind__in=HALLS).order_by("path")


def organisation_ids_within(grants: Iterable[Grant]) -> frozenset[UUID]:
    """The organisations some of the grants reach."""
    return frozenset(Organisation.objects.within(grants).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Duty:
    """What an officer is there for on a day."""

    posts: tuple[Post, ...]  #: his own, longest held first
    post_names: tuple[str, ...]  #: his own, then those of the officers he stands in for
    grants: frozenset[Grant]  #: of his own posts and of those he stands in for
    stands_in_for: frozenset[UUID]


def duty_of(staff: Staff, *, on: date) -> Duty:
    """An officer's posts, grants and deputyships on a day (AB岗).

    A deputy has the grants of the holder's own posts; they are not passed on further.
    """
    if not staff.is_active:
        return Duty((), (), frozenset(), frozenset())
    rows = _DUTY.all(staff=staff.pk, on=on)
    held = [(post, holder) for post, holder in rows if post is not None]
    return Duty(
        posts=tuple(post for post, holder in held if holder == staff.pk),
        post_names=tuple(dict.fromkeys(post.name for post, _ in held)),
        grants=frozenset(grant for post, _ in held for grant in grants_of(post)),
        stands_in_for=frozenset(holder for _, holder in rows) - {staff.pk},
    )


#: Asked by every request of an officer: his posts, then those of whom he stands in for.
_DUTY = Statement(
    """
    select {post}, who.staff
    from (
        select %(staff)s::uuid as staff
        union all
        select distinct d.holder_id from orgs_deputyship d
        join orgs_staff holder on holder.id = d.holder_id and holder.is_active
        where d.deputy_id = %(staff)s and d.since <= %(on)s and d.until > %(on)s
    ) who
    left join orgs_posting held on held.staff_id = who.staff
        and held.since <= %(on)s and (held.until is null or held.until > %(on)s)
    left join orgs_post post on post.id = held.post_id
    order by who.staff <> %(staff)s, held.since, held.id
    """,
    post=Post,
)


def staff_grants(staff: Staff, *, on: date) -> tuple[frozenset[Grant], frozenset[UUID]]:
    """What an officer may do on a day, and for whom he stands in."""
    duty = duty_of(staff, on=on)
    return duty.grants, duty.stands_in_for


def grants_of(post: Post) -> frozenset[Grant]:
    """What the post lets its holder do, and where."""
    only, letter = frozenset(post.only), post.letter
    return frozenset(
        Grant(name, post.reach_path, post.reach_region, only, letter) for name in post.grants
    )


def lasting_grants(staff: Staff, *, on: date) -> frozenset[Grant]:
    """All an officer has from a day on: by posts held now or later, his own and deputised ones."""
    deputised = Deputyship.objects.lasting(on).filter(deputy=staff)
    holders = [staff.pk, *deputised.values_list("holder_id", flat=True)]
    lasting = Posting.objects.lasting(on).filter(staff__in=holders)
    return frozenset(g for p in lasting.select_related("post") for g in grants_of(p.post))


def officers_with(grant: str, organisation: Organisation, *, on: date) -> list[UUID]:
    """The officers with a post of that grant over the organisation on a day."""
    held = Posting.objects.in_force(on).filter(
        reaching(path=organisation.path, region=organisation.region_id, prefix="post__"),
        post__grants__contains=[grant],
        staff__is_active=True,
    )
    return sorted(set(held.values_list("staff_id", flat=True)))


@dataclass(frozen=True, slots=True)
class StandIn:
    """An officer who is away: until when, and what his own posts give."""

    holder: Staff
    until: date
    grants: frozenset[Grant]


@dataclass(frozen=True, slots=True)
class Deputising:
    """What an officer has of his own, and for whom he stands in besides."""

    own: frozenset[Grant] = frozenset()
    away: tuple[StandIn, ...] = ()

    def behind(self, holder_id: UUID | None, wanted: Grant) -> StandIn | None:
        """For whom he does a task: who holds it and is away, or whose post alone gives it."""
        if holder_id is not None or _gives(self.own, wanted):
            return next((one for one in self.away if one.holder.pk == holder_id), None)
        return next((one for one in self.away if _gives(one.grants, wanted)), None)


def _gives(grants: Iterable[Grant], wanted: Grant) -> bool:
    return any(
        g.name == wanted.name and g.reaches(path=wanted.path, region=wanted.region) for g in grants
    )


def deputising(actor: Actor, *, on: date) -> Deputising:
    """For whom an officer stands in on a day; of who does for nobody, nothing is asked."""
    if not actor.stands_in_for:
        return Deputising()
    rows = Deputyship.objects.in_force(on).filter(deputy=actor.staff_id).select_related("holder")
    found = list(rows.order_by("until", "pk"))
    staff = [actor.staff_id, *(row.holder_id for row in found)]
    postings = Posting.objects.in_force(on).filter(staff__in=staff).select_related("post")
    held = _grouped((p.staff_id, g) for p in postings for g in grants_of(p.post))
    away = (StandIn(r.holder, r.until, frozenset(held[r.holder_id])) for r in found)
    own = held[actor.staff_id] if actor.staff_id else []
    return Deputising(frozenset(own), tuple(away))


def colleagues_of(staff: Staff) -> QuerySet[Staff]:
    """Who may stand in for an officer without his manager: those of his house."""
    officers: QuerySet[Staff] = Staff.objects.active().exclude(pk=staff.pk)
    return officers.filter(organisation__path__startswith=staff.organisation.path)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """An officer as the list of staff shows him."""

    staff: Staff
    posts: tuple[Post, ...]
    deputyships: tuple[Deputyship, ...]  #: who stands in for him, now or later
    stands_in: tuple[Deputyship, ...]  #: for whom he stands in, now or later

    @property
    def deputy(self) -> Deputyship | None:
        """The deputyship that comes next or is in force, if any."""
        return self.deputyships[0] if self.deputyships else None


def staff_rows(staff: QuerySet[Staff], *, on: date, limit: int | None = None) -> list[StaffRow]:
    """Officers with the posts they hold on a day, and who stands in for whom from then on."""
    ordered = staff.select_related("organisation").order_by("organisation__path", "number")
    officers = list(ordered[:limit])
    postings = Posting.objects.in_force(on).filter(staff__in=officers).select_related("post")
    posts = _grouped((p.staff_id, p.post) for p in postings.order_by("since", "pk"))
    ahead = Deputyship.objects.lasting(on).select_related("holder", "deputy")
    ahead = ahead.filter(Q(holder__in=officers) | Q(deputy__in=officers)).order_by("since", "pk")
    away = _grouped((d.holder_id, d) for d in ahead)
    helps = _grouped((d.deputy_id, d) for d in ahead)
    return [
        StaffRow(s, tuple(posts[s.pk]), tuple(away[s.pk]), tuple(helps[s.pk])) for s in officers
    ]


def _grouped(pairs: Iterable[tuple[UUID, T]]) -> defaultdict[UUID, list[T]]:
    groups: defaultdict[UUID, list[T]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def region_path(code: str) -> list[Region]:
    """The place and the known places around it, largest first."""
    return list(Region.objects.filter(pk__in=lineage(code)).order_by("level", "pk"))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows in order, and where to go on: hand `next` back as `after`."""

    rows: Sequence[T]
    next: str = ""


def staff_page(
    actor: Actor, *, on: date, text: str = "", after: str = "", limit: int = 50
) -> Page[StaffRow]:
    """The officers an actor sees, house by house; by name, staff number or organisation."""
    staff = Staff.objects.visible_to(actor)
    if text:
        named = Q(name__icontains=text) | Q(number__istartswith=text)
        staff = staff.filter(named | Q(organisation__name__icontains=text))
    if after:
        path, _, number = after.rpartition("~")
        staff = staff.filter(
            Q(organisation__path__gt=path) | Q(organisation__path=path, number__gt=number)
        )
    rows = staff_rows(staff, on=on, limit=limit + 1)
    last = rows[limit - 1].staff if len(rows) > limit else None
    return Page(rows[:limit], f"{last.organisation.path}~{last.number}" if last else "")


def nearby(organisation: Organisation) -> QuerySet[Organisation]:
    """The other organisations in office in the same place, by name; a hint, not a limit."""
    place = organisation.region_id[:4]
    others: QuerySet[Organisation] = Organisation.objects.public().exclude(pk=organisation.pk)
    return others.filter(region__code__startswith=place).order_by("name", "pk")[:MOST_NEARBY]


def managed_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The organisations an actor manages; for him there are no others."""
    everything: QuerySet[Organisation] = Organisation.objects.all()
    if actor.kind is Kind.SYSTEM:
        return everything
    managed: QuerySet[Organisation] = Organisation.objects.within(actor.reach(MANAGING))
    return managed


def organisation_page(
    actor: Actor, *, text: str = "", after: str = "", limit: int = 60
) -> Page[Organisation]:
    """The tree an actor manages in its order, each with how many officers and posts it has."""
    found = managed_organisations(actor).filter(path__gt=after)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    rows = list(with_counts(found).order_by("path")[: limit + 1])
    return Page(rows[:limit], rows[limit - 1].path if len(rows) > limit else "")


def with_counts(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Organisations with their place, and how many officers and posts they have."""
    officers = Count("staff", filter=Q(staff__is_active=True), distinct=True)
    return organisations.select_related("region").annotate(
        officer_count=officers, post_count=Count("posts", distinct=True)
    )


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with those who hold it now or later."""

    post: Post
    postings: tuple[Posting, ...]


def post_rows(posts: QuerySet[Post], *, on: date) -> list[PostRow]:
    """Posts with their holders from a day on, longest held first."""
    found = list(posts.select_related("organisation").order_by("name", "pk"))
    lasting = Posting.objects.lasting(on).filter(post__in=found)
    ordered = lasting.select_related("staff__organisation").order_by("since", "pk")
    held = _grouped((posting.post_id, posting) for posting in ordered)
    return [PostRow(post, tuple(held[post.pk])) for post in found]


def postings_of(staff: Staff) -> list[Posting]:
    """Every post an officer holds, held or will hold, newest first."""
    held = Posting.objects.filter(staff=staff).select_related("post__organisation")
    return list(held.order_by("-since", "-pk"))


def managed_posting(actor: Actor, posting_id: int) -> Posting | None:
    """An appointment of an officer the actor sees."""
    seen = Staff.objects.visible_to(actor)
    return Posting.objects.filter(staff__in=seen, pk=posting_id).first()


def managed_deputyship(actor: Actor, deputyship_id: int) -> Deputyship | None:
    """A deputyship for an officer the actor sees."""
    seen = Staff.objects.visible_to(actor)
    return Deputyship.objects.filter(holder__in=seen, pk=deputyship_id).first()


def reach_of(post: Post) -> tuple[Organisation | None, list[Region]]:
    """How far a post reaches, by name: from which organisation down (none: all), in which place."""
    top: Organisation | None = Organisation.objects.filter(path=post.reach_path).first()
    return top, region_path(post.reach_region)[-1:] if post.reach_region else []
