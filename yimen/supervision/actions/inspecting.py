"""Inspections: a sealed list, one draw anybody can repeat, marks, and what was put right."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases.models import Case
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.process.rules.holding import hands_of
from yimen.supervision import errors
from yimen.supervision.models import Inspection, InspectionPlan
from yimen.supervision.queries.handlers import who_acted_in
from yimen.supervision.queries.inspections import numbers_to_draw
from yimen.supervision.rules import drawing, marks
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT, InspectionState

STREAM = "inspection"
MENDING_DAYS = 15  # working days an office has to put right what was found
MOST_OF_AN_OFFICE = 200


@transaction.atomic
def plan_inspection(
    name: str,
    organisation: Organisation,
    terms: drawing.Terms,
    *,
    key: UUID,
    by: Actor,
    at: datetime,
) -> InspectionPlan:
    """Seal the list of cases a house concluded in those days; a form sent twice is one plan."""
    _check(by, organisation, KEEPER)
    if found := InspectionPlan.objects.filter(pk=key, made_by=by.staff_id).first():
        return found
    if not terms.since <= terms.until < timezone.localdate(at):
        raise errors.DaysTurned(field="until")
    offices = numbers_to_draw(organisation.path, terms.since, terms.until)
    numbers = drawing.lines_of(offices)
    if not any(terms.counts.get(office, terms.each) for office in offices):
        raise errors.NothingToDraw(field="since")
    assert by.staff_id is not None
    plan = InspectionPlan.objects.create(
        pk=key,
        name=name,
        organisation=organisation,
        **{**asdict(terms), "counts": dict(terms.counts)},
        sheet=[asdict(one) for one in marks.shipped()],
        population=len(numbers),
        digest=drawing.digest_of(numbers),
        made_by_id=by.staff_id,
        made_at=at,
    )
    facts = {"population": plan.population, "digest": plan.digest, "each": terms.each}
    facts |= {"counts": plan.counts} if plan.counts else {}
    write(STREAM, plan.pk, "inspection.planned", by=by, at=at, facts=facts)
    return plan


@transaction.atomic
def draw_cases(plan_id: UUID, seed: str, *, by: Actor, at: datetime) -> InspectionPlan:
    """Draw the cases with the announced seed: once, and only from the list that was sealed."""
    plan = _locked_plan(plan_id)
    _check(by, plan.organisation, KEEPER)
    if plan.drawn_at is not None:
        raise errors.AlreadyDrawn
    numbers = numbers_to_draw(plan.organisation.path, plan.since, plan.until)
    if drawing.digest_of(drawing.lines_of(numbers)) != plan.digest:
        raise errors.PopulationChanged(now=len(_all(numbers)), then=plan.population)
    plan.seed, plan.drawn_at = seed, at
    plan.save(update_fields=["seed", "drawn_at"])
    drawn = _all(drawing.draw(numbers, seed=seed, each=plan.each, counts=plan.counts))
    cases = Case.objects.filter(number__in=drawn)
    rows = cases.values_list("pk", "organisation_id", "number")
    Inspection.objects.bulk_create(
        [
            Inspection(
                plan=plan,
                case_id=pk,
                organisation_id=office,
                lot=drawing.lot(seed, number or ""),
            )
            for pk, office, number in rows
        ]
    )
    facts = {"seed": seed, "drawn": sorted(drawn)}
    write(STREAM, plan.pk, "inspection.drawn", by=by, at=at, facts=facts)
    return plan


@transaction.atomic
def mark_case(
    inspection_id: UUID, points: Mapping[str, int], *, findings: str, by: Actor, at: datetime
) -> Inspection:
    """Mark a drawn case on its plan's sheet; what costs points is said in words."""
    inspection = _locked(inspection_id, InspectionState.DRAWN)
    _check(by, inspection.organisation, SUPERVISOR)
    _check_other(inspection, by)
    sheet = marks.sheet_of(inspection.plan.sheet)
    if wrong := marks.out_of_bounds(sheet, points):
        raise errors.MarkOutOfBounds(field=wrong[0].key, points=wrong[0].points)
    total = sum(points[one.key] for one in sheet)
    if total < sum(one.points for one in sheet) and not findings.strip():
        raise errors.FindingsMissing(field="findings")
    inspection.marks = {one.key: points[one.key] for one in sheet}
    inspection.total, inspection.findings = total, findings.strip()
    inspection.marked_by_id, inspection.marked_at = by.staff_id, at
    inspection.state = InspectionState.FAULTY if inspection.findings else InspectionState.SOUND
    if inspection.findings:
        calendar = calendar_for(inspection.organisation.region_id)
        inspection.mend_by = calendar.add(timezone.localdate(at), MENDING_DAYS)
    inspection.save()
    facts = {"plan": str(inspection.plan_id), "total": total, "case": str(inspection.case_id)}
    write(STREAM, inspection.pk, "inspection.marked", by=by, at=at, facts=facts)
    return inspection


@transaction.atomic
def mend_findings(inspection_id: UUID, text: str, *, by: Actor, at: datetime) -> Inspection:
    """Say, as the office, what was put right."""
    inspection = _locked(inspection_id, InspectionState.FAULTY)
    _check(by, inspection.organisation, UNIT)
    if not text.strip():
        raise errors.WordsMissing(field="text")
    inspection.mended, inspection.mended_by_id, inspection.mended_at = text.strip(), by.staff_id, at
    inspection.state = InspectionState.MENDED
    inspection.save()
    facts = {"late": _is_late(inspection, at)}
    write(STREAM, inspection.pk, "inspection.mended", by=by, at=at, facts=facts)
    return inspection


@transaction.atomic
def settle_findings(
    inspection_id: UUID, *, is_enough: bool, remark: str, by: Actor, at: datetime
) -> Inspection:
    """Take what was put right, or send it back with the reason; the days start again."""
    inspection = _locked(inspection_id, InspectionState.MENDED)
    _check(by, inspection.organisation, SUPERVISOR)
    _check_other(inspection, by)
    if not is_enough and not remark.strip():
        raise errors.WordsMissing(field="remark")
    inspection.remark = remark.strip()
    if is_enough:
        inspection.state, inspection.settled_at = InspectionState.SETTLED, at
    else:
        calendar = calendar_for(inspection.organisation.region_id)
        inspection.state = InspectionState.FAULTY
        inspection.mend_by = calendar.add(timezone.localdate(at), MENDING_DAYS)
    inspection.save()
    kind = "inspection.settled" if is_enough else "inspection.sent_back"
    write(STREAM, inspection.pk, kind, by=by, at=at)
    return inspection


def _all(numbers: Mapping[str, list[str]]) -> list[str]:
    return [number for found in numbers.values() for number in found]


def _locked_plan(plan_id: UUID) -> InspectionPlan:
    rows = InspectionPlan.objects.select_for_update(of=("self",), no_key=True)
    plan: InspectionPlan = rows.select_related("organisation").get(pk=plan_id)
    return plan


def _locked(inspection_id: UUID, state: InspectionState) -> Inspection:
    rows = Inspection.objects.select_for_update(of=("self",), no_key=True)
    inspection: Inspection = rows.select_related("organisation", "plan").get(pk=inspection_id)
    if inspection.state != state:
        raise errors.InspectionElsewhere(state=InspectionState(inspection.state).label)
    return inspection


def _check(by: Actor, office: Organisation, grant: str) -> None:
    if not by.may(grant, path=office.path, region=office.region_id):
        raise NotAllowed


def _check_other(inspection: Inspection, by: Actor) -> None:
    """Nobody marks his own office, or a case he handled."""
    if by.org_id == inspection.organisation_id:
        raise errors.OwnOffice
    if not hands_of(by).isdisjoint(who_acted_in(inspection.case_id)):
        raise errors.OwnWork


def _is_late(inspection: Inspection, at: datetime) -> bool:
    return inspection.mend_by is not None and timezone.localdate(at) > inspection.mend_by
