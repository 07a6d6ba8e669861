"""Inspections at the desk: plans, the draw, the sheet of a drawn case, what stands against us."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk.forms.inspections import (
    DrawForm,
    MarkForm,
    MendForm,
    OfficesForm,
    PlanForm,
    SettleForm,
)
from yimen.desk.forms.inspections import last_half_year as half_year
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.supervision.actions import inspecting
from yimen.supervision.models import Inspection, InspectionPlan
from yimen.supervision.permissions import may_mark, may_mend
from yimen.supervision.queries import inspections as queries
from yimen.supervision.rules.marks import sheet_of
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT, InspectionState
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

MOST_PLANS = 100
supervisors = holders_of(SUPERVISOR, KEEPER)


@reads
@officers
@supervisors
def plan_list(request: Request) -> HttpResponse:
    """The inspections of the houses I supervise, newest first."""
    context = {"plans": queries.plans(request.actor)[:MOST_PLANS], "may_plan": _may_plan(request)}
    return render(request, "desk/inspections/list.html", context)


def _may_plan(request: Request) -> bool:
    return request.actor.holds(KEEPER)


def _new(request: Request) -> HttpResponse:
    """The form; once house and days are told, with the offices and how many cases each has."""
    since, until = half_year(timezone.localdate())
    initial = {"since": since, "until": until, **request.GET.dict()}
    form = PlanForm(houses=queries.houses_to_inspect(request.actor), initial=initial)
    asked = _ask_of_each(request, form, request.GET)
    if "organisation" in request.GET and asked.errors:
        form.refuse(asked)
    return render(request, "desk/inspections/new.html", {"form": form})


def _ask_of_each(request: Request, form: PlanForm, said: Any) -> OfficesForm:
    asked = OfficesForm(said, houses=queries.houses_to_inspect(request.actor))
    if asked.is_valid():
        data = asked.cleaned_data
        what = (data["organisation"], data["since"], data["until"])
        form.ask_of_each(queries.offices_to_draw(*what))
    return asked


def _plan(request: Request) -> HttpResponse:
    form = PlanForm(request.POST, houses=queries.houses_to_inspect(request.actor))
    _ask_of_each(request, form, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        what = (data["name"], data["organisation"], form.terms)
        who: dict[str, Any] = {"key": data["key"], "by": request.actor, "at": timezone.now()}
        plan = heard(form, inspecting.plan_inspection, *what, **who)
        if plan is not None:
            news.success(request, _("The list is sealed. Draw when the seed is known."))
            return redirect("desk:inspection_plan", plan.pk)
    return render(request, "desk/inspections/new.html", {"form": form}, status=422)


plan_new = form_and_act(KEEPER, get=_new, post=_plan)


@reads
@officers
@supervisors
def plan_page(request: Request, plan_id: UUID) -> HttpResponse:
    """One inspection: its seal, its seed, the drawn cases, and how each office came off."""
    return _plan_page(request, _seen_plan(request, plan_id))


def _seen_plan(request: Request, plan_id: UUID) -> InspectionPlan:
    return get_object_or_404(queries.plans(request.actor), pk=plan_id)


def _plan_page(
    request: Request, plan: InspectionPlan, *, status: int = 200, **bound: Any
) -> HttpResponse:
    span = (plan.organisation, plan.since, plan.until)
    context = {
        "plan": plan,
        "is_as_sealed": queries.is_as_sealed(plan),
        "taken": queries.offices_to_draw(*span, plan) if plan.drawn_at is None else [],
        "rows": queries.inspections_of(request.actor, plan),
        "offices": queries.marks_by_office(plan) if plan.drawn_at else [],
        "draw": DrawForm(),
        "may_draw": _may_plan(request) and plan.drawn_at is None,
        **bound,
    }
    return render(request, "desk/inspections/plan.html", context, status=status)


@reads
@officers
@supervisors
def plan_numbers(request: Request, plan_id: UUID) -> HttpResponse:
    """The sealed list, office and number line by line, so that anybody can draw again."""
    plan = _seen_plan(request, plan_id)
    lines = queries.sealed_list(plan)
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{plan.digest[:12]}.txt"'
    return response


@writes
@officers
@holders_of(KEEPER)
def plan_draw(request: Request, plan_id: UUID) -> HttpResponse:
    """Draw the cases with the announced seed."""
    plan, form = _seen_plan(request, plan_id), DrawForm(request.POST)
    who = _who(request)
    if form.is_valid():
        seed = form.cleaned_data["seed"]
        if heard(form, inspecting.draw_cases, plan.pk, seed, **who) is not None:
            news.success(request, _("The cases are drawn."))
            return redirect("desk:inspection_plan", plan.pk)
    return _plan_page(request, plan, status=422, draw=form)


@reads
@officers
@holders_of(UNIT)
def against(request: Request) -> HttpResponse:
    """What was found in cases of the offices I speak for, what is to be put right first."""
    rows = queries.inspections_against(request.actor)[:MOST_PLANS]
    return render(request, "desk/inspections/against.html", {"rows": rows})


@reads
@officers
def inspection(request: Request, inspection_id: UUID) -> HttpResponse:
    """One drawn case: its marks, what was found, and what is to be done."""
    return _page(request, _seen(request, inspection_id))


def _seen(
    request: Request, inspection_id: UUID, may: Callable[[Actor, Inspection], bool] | None = None
) -> Inspection:
    """The drawn case, for whom it exists; who sees it and may not act is told so."""
    seen = Inspection.objects.visible_to(request.actor)
    rows = seen.select_related("case__version", "organisation", "plan", "marked_by", "mended_by")
    found: Inspection = get_object_or_404(rows, pk=inspection_id)
    if may is not None and not may(request.actor, found):
        raise NotAllowed
    return found


def _page(request: Request, one: Inspection, *, status: int = 200, **bound: Any) -> HttpResponse:
    sheet, state = sheet_of(one.plan.sheet), one.state
    marks, mends = may_mark(request.actor, one), may_mend(request.actor, one)
    context = {
        "one": one,
        "sheet": [(criterion, one.marks.get(criterion.key)) for criterion in sheet],
        "is_late": one.mend_by and timezone.localdate() > one.mend_by,
        "mark": MarkForm(sheet=sheet) if marks and state == InspectionState.DRAWN else None,
        "mend": MendForm() if mends and state == InspectionState.FAULTY else None,
        "settle": SettleForm() if marks and state == InspectionState.MENDED else None,
        "sees_plan": request.actor.holds(SUPERVISOR) or request.actor.holds(KEEPER),
        **bound,
    }
    return render(request, "desk/inspections/page.html", context, status=status)


@writes
@officers
def mark(request: Request, inspection_id: UUID) -> HttpResponse:
    """Mark a drawn case."""
    one = _seen(request, inspection_id, may_mark)
    form = MarkForm(request.POST, sheet=sheet_of(one.plan.sheet))
    if form.is_valid():
        what = {"findings": form.cleaned_data["findings"], **_who(request)}
        if heard(form, inspecting.mark_case, one.pk, form.points, **what) is not None:
            news.success(request, _("The case is marked."))
            return redirect("desk:inspection_plan", one.plan_id)
    return _page(request, one, status=422, mark=form)


@writes
@officers
def mend(request: Request, inspection_id: UUID) -> HttpResponse:
    """Say what the office put right."""
    one, form = _seen(request, inspection_id, may_mend), MendForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        if heard(form, inspecting.mend_findings, one.pk, text, **_who(request)) is not None:
            news.success(request, _("Those who inspect will look at it."))
            return redirect("desk:inspection", one.pk)
    return _page(request, one, status=422, mend=form)


@writes
@officers
def settle(request: Request, inspection_id: UUID) -> HttpResponse:
    """Take what was put right, or send it back."""
    one, form = _seen(request, inspection_id, may_mark), SettleForm(request.POST)
    if form.is_valid():
        what = {**form.cleaned_data, **_who(request)}
        if heard(form, inspecting.settle_findings, one.pk, **what) is not None:
            news.success(request, _("Done."))
            return redirect("desk:inspection", one.pk)
    return _page(request, one, status=422, settle=form)


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}
