"""The rules of supervision at the desk: those in force, one with its versions, the next version."""

from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk import supervision as shown
from yimen.desk.forms.rules import RuleForm
from yimen.desk.views.entry import form_and_act, officers, workers
from yimen.kernel.ids import read_count
from yimen.supervision.actions.ruling import follow_rule
from yimen.supervision.models import Rule
from yimen.supervision.permissions import may_keep
from yimen.supervision.queries import rules as queries
from yimen.supervision.states import KEEPER
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@workers
def rule_list(request: Request) -> HttpResponse:
    """By what officers are measured now, and what begins later."""
    now = timezone.now()
    context = {
        "tabs": shown.tabs(request.actor, "desk:rule_list"),
        "rules": queries.rules_in_force(now),
        "now": now,
    }
    return render(request, "desk/supervision/rules.html", context)


@reads
@officers
@workers
def rule_page(request: Request, rule_id: UUID) -> HttpResponse:
    """One version of a rule, the versions before and after it, and those of other places."""
    rule = _seen(rule_id)
    context = {
        "rule": rule,
        "versions": queries.versions_of(rule),
        "may_follow": queries.may_follow(request.actor, rule),
        "now": timezone.now(),
    }
    return render(request, "desk/supervision/rule.html", context)


def _seen(rule_id: UUID) -> Rule:
    rule = queries.rule_seen(rule_id)
    if rule is None:
        raise Http404
    return rule


def _new(request: Request, rule_id: UUID) -> HttpResponse:
    rule = _followed(request, rule_id)
    form = RuleForm(**_of(request, rule))
    return render(request, "desk/supervision/rule_new.html", {"rule": rule, "form": form})


def _publish(request: Request, rule_id: UUID) -> HttpResponse:
    rule = _seen(rule_id)
    if not may_keep(request.actor, rule.region):
        raise Http404
    rows, of = read_count(request.POST.get("rows")) or 0, _of(request, rule)
    if "more" in request.POST:  # one more row; what was typed stays
        form = RuleForm(initial=request.POST.dict(), rows=rows + 1, **of)
        return render(request, "desk/supervision/rule_new.html", {"rule": rule, "form": form})
    form = RuleForm(request.POST, rows=rows, **of)
    if form.is_valid():
        data = form.cleaned_data
        what = {"valid_from": form.begins, "reason": data["reason"], "key": data["key"]}
        who = {"by": request.actor, "at": timezone.now()}
        if (made := heard(form, follow_rule, rule.pk, form.terms, **what, **who)) is not None:
            news.success(request, _("The version is published."))
            return redirect("desk:rule_page", made.pk)
    context = {"rule": rule, "form": form}
    return render(request, "desk/supervision/rule_new.html", context, status=422)


def _of(request: Request, rule: Rule) -> dict[str, Any]:
    return {"rule": rule, "places": queries.places_to_keep(request.actor, rule)}


def _followed(request: Request, rule_id: UUID) -> Rule:
    """A version that this officer may follow by another; for others there is no such page."""
    rule = _seen(rule_id)
    if not queries.may_follow(request.actor, rule):
        raise Http404
    return rule


rule_new = form_and_act(KEEPER, get=_new, post=_publish)
