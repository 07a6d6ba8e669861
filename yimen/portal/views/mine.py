"""One's own cases: the list, one case, its receipt, and taking it back."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.messages import flow_of_case
from yimen.cases.models import Case, CaseMaterial
from yimen.cases.permissions import available_moves, may
from yimen.cases.queries import (
    answer_groups,
    clock_of,
    clocks_of,
    my_cases,
    narrowed,
    originals_asked,
    promised_words,
)
from yimen.cases.queries.hearings import hearing_view
from yimen.cases.queries.remedies import remedies_of
from yimen.cases.queries.results import expiring
from yimen.identity.queries import PARTY, parties_of
from yimen.portal import drafts, story
from yimen.portal.doors import applicants
from yimen.portal.forms.apply import ActForForm, WithdrawForm
from yimen.portal.outcomes import outcome_block
from yimen.portal.promises import owed_cards
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import doors, reads, writes


def own(request: Request, number: str) -> Case:
    """The applicant's own filed case, or 404."""
    cases = Case.objects.visible_to(request.actor).filed().with_names().with_clock()
    return get_object_or_404(cases, number=number)


@reads
@applicants
def case_list(request: Request) -> HttpResponse:
    """All of one's cases, newest first, each with its clock."""
    after = request.GET.get("after", "")
    page = my_cases(request.actor, after=after)
    clocks = clocks_of(page.rows, timezone.localdate())
    context = {
        "rows": [{"case": case, "clock": clocks[case.pk]} for case in page.rows],
        "next": page.next,
        "is_start": not after,
        "expiring": expiring(request.actor, timezone.localdate())[:3] if not after else (),
        "parties": parties_of(request.actor),
        "section": "cases",
    }
    return render(request, part("portal/cases/list.html", "rows", request), context)


@writes
@applicants
def act_for(request: Request) -> HttpResponse:
    """Choose whose cases are shown: one's own, or those of an organisation one is agent of."""
    form = ActForForm(parties_of(request.actor), request.POST)
    if form.is_valid():
        request.session[PARTY] = form.cleaned_data["party"]
    return redirect("portal:case_list")


@reads
@applicants
def case_page(request: Request, number: str) -> HttpResponse:
    """One case: how it stands, until when, whose turn it is, what happened."""
    return render_case(request, own(request, number))


def render_case(
    request: Request, case: Case, *, owed_error: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page; also shown again when a promised paper was refused."""
    files, promised = drafts.given_files(case), promised_words(case)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "case": case,
        "owed": owed_cards(case, today, owed_error),
        "outcome": outcome_block(case, request.actor, today),
        "clock": clock_of(case, today),
        "originals": originals_asked(case),
        "hearing": hearing_view(case, request.actor, today),
        "moves": available_moves(request.actor, case),
        "timeline": story.lines(case, request.actor),
        "answers": answer_groups(case, is_masked=True),
        "papers": [
            {
                "name": material.name,
                "files": files.get(material.key, []),
                "promise": promised.get(material.key, ""),
            }
            for material in narrowed(case).materials
        ],
        "links": (links := story.links(case)),
        "flow": flow_of_case(case.version, links, told=False) if case.version.drawing else [],
        "decision": story.decision(case),
        "remedies": remedies_of(case),
        "is_undelivered": case.is_open and case.delivered_at is None,
        "section": "cases",
    }
    return render(request, "portal/cases/page.html", context, status=status)


@reads
@applicants
def case_receipt(request: Request, number: str) -> HttpResponse:
    """What to keep after handing in: number, code, what was given."""
    case = own(request, number)
    files, promised = drafts.given_files(case), promised_words(case)
    query = reverse("portal:status_query") + "?" + urlencode({"number": case.number or ""})
    context = {
        "case": case,
        "papers": [
            {"name": material.name, "given": given}
            for material in narrowed(case).materials
            if (given := _names(files.get(material.key, ())) or promised.get(material.key))
        ],
        "address": settings.PUBLIC_URL + query,
        "section": "cases",
    }
    return render(request, "portal/cases/receipt.html", context)


def _names(files: Iterable[CaseMaterial]) -> str:
    return "、".join(file.blob.name for file in files)


@reads
@applicants
def case_withdraw_page(request: Request, number: str) -> HttpResponse:
    """What withdrawing means, before one does it."""
    case = own(request, number)
    if not may(request.actor, case, "withdraw"):
        raise Http404
    return _withdraw(request, case, WithdrawForm(revision=case.revision))


@writes
@applicants
def case_withdraw_save(request: Request, number: str) -> HttpResponse:
    """Take the application back."""
    case = own(request, number)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        facts = {**form.facts, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.withdraw_case, case.pk, **facts):
            messages.success(request, _("Your application was withdrawn."))
            return redirect("portal:case_page", number)
    return _withdraw(request, case, form, status=422)


def _withdraw(
    request: Request, case: Case, form: WithdrawForm, *, status: int = 200
) -> HttpResponse:
    context = {"case": case, "form": form, "section": "cases"}
    return render(request, "portal/cases/withdraw.html", context, status=status)


case_withdraw = doors(get=case_withdraw_page, post=case_withdraw_save)
