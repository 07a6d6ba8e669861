"""What may be drawn, what was drawn, and how each office came off."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Avg, BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from yimen.cases.models import Case
from yimen.cases.states import State
from yimen.kernel.actor import SYSTEM, Actor
from yimen.orgs.models import Organisation
from yimen.supervision.models import Inspection, InspectionPlan
from yimen.supervision.rules import drawing
from yimen.supervision.states import KEEPER, InspectionState


def numbers_to_draw(path: str, since: date, until: date) -> dict[str, list[str]]:
    """The numbers of the cases a house concluded in those days, by the path of the office."""
    zone = timezone.get_default_timezone()
    begins = datetime.combine(since, time.min, zone)
    ends = datetime.combine(until + timedelta(days=1), time.min, zone)
    concluded = Case.objects.filter(
        state=State.CONCLUDED,
        ended_at__gte=begins,
        ended_at__lt=ends,
        organisation__path__startswith=path,
    )
    found: dict[str, list[str]] = defaultdict(list)
    rows = concluded.order_by("number").values_list("organisation__path", "number")
    for office, number in rows:
        found[office].append(number or "")
    return dict(found)


def sealed_list(plan: InspectionPlan) -> list[str]:
    """The cases of a plan as they are now; its digest says whether they are those sealed then."""
    numbers = numbers_to_draw(plan.organisation.path, plan.since, plan.until)
    return drawing.lines_of(numbers)


def is_as_sealed(plan: InspectionPlan) -> bool:
    """Whether the list is still the one that was sealed; a case corrected since changes it."""
    return drawing.digest_of(sealed_list(plan)) == plan.digest


@dataclass(frozen=True, slots=True)
class OfficeCases:
    """How many cases an office concluded in some days, and how many of them are to be drawn."""

    path: str
    name: str
    population: int
    drawn: int | None = None


def offices_to_draw(
    house: Organisation, since: date, until: date, terms: InspectionPlan | None = None
) -> list[OfficeCases]:
    """The offices of a house that concluded cases in those days; with a plan, what it takes."""
    numbers = numbers_to_draw(house.path, since, until)
    names = dict(Organisation.objects.filter(path__in=numbers).values_list("path", "name"))
    wanted = terms.counts if terms else {}
    return [
        OfficeCases(
            path,
            names[path],
            len(found),
            min(len(found), wanted.get(path, terms.each)) if terms else None,
        )
        for path, found in sorted(numbers.items())
    ]


def plans(actor: Actor) -> QuerySet[InspectionPlan]:
    """Plans of the houses this actor supervises, newest first, with how far each has come."""
    seen: QuerySet[InspectionPlan] = InspectionPlan.objects.visible_to(actor)
    return (
        seen.select_related("organisation")
        .annotate(
            drawn=Count("inspections"),
            marked=Count("inspections", filter=~Q(inspections__state=InspectionState.DRAWN)),
        )
        .order_by("-made_at")
    )


def houses_to_inspect(actor: Actor) -> QuerySet[Organisation]:
    """The houses whose inspection this actor may plan."""
    within = Organisation.objects.within(actor.reach(KEEPER))
    offices: QuerySet[Organisation] = within.filter(is_active=True).order_by("path")
    return offices


def inspections_of(actor: Actor, plan: InspectionPlan) -> QuerySet[Inspection]:
    """The drawn cases of a plan, office by office, in the order of their lots."""
    seen: QuerySet[Inspection] = Inspection.objects.visible_to(actor).filter(plan=plan)
    return seen.select_related("case__version", "organisation").order_by(
        "organisation__path", "lot"
    )


def inspections_against(actor: Actor) -> QuerySet[Inspection]:
    """What was found in cases of the offices this actor speaks for, still open first."""
    rows: QuerySet[Inspection] = Inspection.objects.visible_to(actor).answered_by(actor)
    is_settled = ExpressionWrapper(~Q(state=InspectionState.FAULTY), BooleanField())
    return rows.select_related("case__version", "organisation", "plan").order_by(
        is_settled, "mend_by", "-marked_at"
    )


@dataclass(frozen=True, slots=True)
class OfficeMarks:
    """How the drawn cases of an office came off."""

    organisation: str
    drawn: int
    marked: int
    faulty: int
    average: float | None


def marks_by_office(plan: InspectionPlan) -> list[OfficeMarks]:
    """The offices of a plan, best average first; those without a mark last."""
    rows: Any = (
        Inspection.objects.visible_to(SYSTEM)
        .filter(plan=plan)
        .values("organisation__name")
        .annotate(
            drawn=Count("id"),
            marked=Count("total"),
            faulty=Count("id", filter=~Q(findings="")),
            average=Avg("total"),
        )
    )
    found = [
        OfficeMarks(r["organisation__name"], r["drawn"], r["marked"], r["faulty"], r["average"])
        for r in rows
    ]
    return sorted(found, key=lambda one: (one.average is None, -(one.average or 0)))
