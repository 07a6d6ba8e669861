"""After the decision: results and their later life, later checks, records, the switch."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions, queries
from yimen.cases.models import Case, LaterCheck
from yimen.desk.after import RESULT_ACTS
from yimen.desk.forms.after import RESULT_FORMS, CheckForm, ReasonForm
from yimen.desk.views.entry import holders_of, officers
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import read_count
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes

PAGE = 50
VIEWS = ("", "expiring", "ended")


@reads
@officers
def result_list(request: Request) -> HttpResponse:
    """The results of the offices one reaches: all, ending soon, no longer in force."""
    view, text = request.GET.get("view", ""), request.GET.get("q", "").strip()
    if view not in VIEWS:
        raise Http404
    today = timezone.localdate()
    rows = queries.result_list(request.actor, today, view=view, text=text)
    start = read_count(request.GET.get("from")) or 0
    shown = list(rows[start : start + PAGE + 1])
    context = {
        "rows": shown[:PAGE],
        "next": start + PAGE if len(shown) > PAGE else 0,
        "view": view,
        "q": text,
        "tones": queries.RESULT_TONES,
        "today": today,
    }
    return render(request, "desk/after/results.html", context)


@reads
@officers
def later_check_list(request: Request) -> HttpResponse:
    """What is to be looked at again, by due day."""
    is_done = request.GET.get("view") == "done"
    rows = list(queries.check_list(request.actor, is_done=is_done)[: PAGE * 4])
    context = {
        "rows": [{"check": row, "paper": queries.paper_of(row)} for row in rows],
        "is_done": is_done,
        "today": timezone.localdate(),
    }
    return render(request, "desk/after/checks.html", context)


def _check_of(request: Request, number: str, check_id: UUID) -> LaterCheck:
    return get_object_or_404(queries.later_checks(request.actor), pk=check_id, case__number=number)


@reads
@officers
def later_check_page(request: Request, number: str, check_id: UUID) -> HttpResponse:
    """What is to be checked: the words that were given, or the decision of the table."""
    return _check(request, _check_of(request, number, check_id), CheckForm())


@writes
@officers
def later_check_save(request: Request, number: str, check_id: UUID) -> HttpResponse:
    """Keep what was found."""
    check, form = _check_of(request, number, check_id), CheckForm(request.POST)
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.check_later, check.pk, **said):
            messages.success(request, _("The check is on record."))
            return redirect("desk:case_sheet", number=number)
    return _check(request, check, form, status=422)


later_check = doors(get=later_check_page, post=later_check_save)


def _check(
    request: Request, check: LaterCheck, form: CheckForm, *, status: int = 200
) -> HttpResponse:
    context = {"check": check, "paper": queries.paper_of(check), "form": form}
    return render(request, "desk/after/check.html", context, status=status)


def _case_of(request: Request, number: str) -> Case:
    return get_object_or_404(Case.objects.visible_to(request.actor).with_names(), number=number)


@reads
@officers
def result_act_page(request: Request, number: str, move: str) -> HttpResponse:
    """The form of an act on a result, with what it means."""
    case = _case_of(request, number)
    return _result_act(request, case, move)


@writes
@officers
def result_act_save(request: Request, number: str, move: str) -> HttpResponse:
    """Correct, revoke, withdraw or annul the result of a case."""
    case = _case_of(request, number)
    found = queries.result_view(case, request.actor, timezone.localdate())
    if found is None or move not in RESULT_FORMS:
        raise Http404
    form = RESULT_FORMS[move](request.POST, case=case)
    if form.is_valid():
        said = {**form.facts, "by": request.actor, "at": timezone.now()}
        if tried(form, RESULT_ACTS[move].action, found.result.pk, **said):
            messages.success(request, _("Done: %(act)s") % {"act": RESULT_ACTS[move].label})
            return redirect("desk:case_sheet", number=number)
    return _result_act(request, case, move, form, status=422)


result_act = doors(get=result_act_page, post=result_act_save)


def _result_act(
    request: Request, case: Case, move: str, form: Any = None, *, status: int = 200
) -> HttpResponse:
    found = queries.result_view(case, request.actor, timezone.localdate())
    if found is None or move not in RESULT_FORMS:
        raise Http404
    if move not in found.moves:
        raise NotAllowed
    act = RESULT_ACTS[move]
    context = {
        "case": case,
        "outcome": found,
        "title": act.label,
        "warning": act.warning,
        "form": form or RESULT_FORMS[move](case=case),
        "move": move,
    }
    return render(request, "desk/after/result_act.html", context, status=status)


@reads
@officers
def record_lift_page(request: Request, number: str, record_id: UUID) -> HttpResponse:
    """A broken promise on record, and the reason to lift it."""
    return _lift(request, number, record_id, ReasonForm())


@writes
@officers
def record_lift_save(request: Request, number: str, record_id: UUID) -> HttpResponse:
    """Lift it."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        said = {"reason": form.cleaned_data["reason"], "by": request.actor, "at": timezone.now()}
        if tried(form, actions.lift_record, record_id, **said):
            messages.success(request, _("The record is lifted."))
            return redirect("desk:case_sheet", number=number)
    return _lift(request, number, record_id, form, status=422)


record_lift = doors(get=record_lift_page, post=record_lift_save)


def _lift(
    request: Request, number: str, record_id: UUID, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    case = _case_of(request, number)
    record = get_object_or_404(queries.distrusts(case.applicant_id), pk=record_id)
    context = {"case": case, "record": record, "form": form}
    return render(request, "desk/after/lift.html", context, status=status)


@reads
@officers
@holders_of("case.decide", "org.manage")
def instant(request: Request) -> HttpResponse:
    """The items that decide at once, and the switches."""
    return _instant(request)


def _instant(request: Request, form: ReasonForm | None = None, *, at: str = "") -> HttpResponse:
    context = {
        "page": queries.instant_page(request.actor),
        "form": form or ReasonForm(),
        "bad_at": at,
    }
    return render(request, "desk/after/instant.html", context, status=422 if form else 200)


@writes
@officers
@holders_of("case.decide", "org.manage")
def instant_switch(request: Request) -> HttpResponse:
    """Stop instant approval, of an item or of all, or let it go on."""
    raw = request.POST.get("item", "")
    item_id = _item_of(request, raw)
    said: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if request.POST.get("on") == "yes":
        actions.resume_instant(item_id, **said)
        messages.success(request, _("Tables decide again."))
        return redirect("desk:instant")
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, actions.stop_instant, item_id, reason=reason, **said):
            messages.success(request, _("Stopped: from now on people decide."))
            return redirect("desk:instant")
    return _instant(request, form, at=raw or "site")


def _item_of(request: Request, raw: str) -> UUID | None:
    """The item a switch belongs to; none for that of the site, 404 for one that is not shown."""
    if not raw:
        return None
    shown = {str(row.item.pk): row.item.pk for row in queries.instant_page(request.actor).rows}
    if raw not in shown:
        raise Http404
    return shown[raw]
