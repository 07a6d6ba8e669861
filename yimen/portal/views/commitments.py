"""Commitments: signed while applying, and the promised papers handed in later."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries import CommitmentOffer, commitment_offers, is_distrusted
from yimen.portal import drafts
from yimen.portal.doors import applicants
from yimen.portal.forms.apply import FileForm
from yimen.portal.forms.commitments import CommitForm
from yimen.portal.promises import signed_with
from yimen.portal.views.apply import draft
from yimen.portal.views.mine import own, render_case
from yimen.ui.forms import refusals, tried
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


@reads
@applicants
def apply_commit_page(request: Request, case_id: UUID) -> HttpResponse:
    """What may be promised, with the text that would be signed."""
    case = draft(request, case_id)
    return _commit(request, case, CommitForm(_offers(case)))


@writes
@applicants
def apply_commit_save(request: Request, case_id: UUID) -> HttpResponse:
    """Sign; the text, the name and the moment are kept."""
    case = draft(request, case_id)
    form = CommitForm(_offers(case), request.POST)
    if form.is_valid():
        said = {"name": form.cleaned_data["name"], "by": request.actor, "at": timezone.now()}
        chosen = form.cleaned_data["chosen"]
        if tried(form, actions.sign_commitments, case.pk, chosen, **said):
            messages.success(request, _("Signed. You can go on without these papers now."))
            return redirect("portal:apply_resume", case.pk)
    return _commit(request, case, form, status=422)


apply_commit = doors(get=apply_commit_page, post=apply_commit_save)


@writes
@applicants
def commitment_remove(request: Request, case_id: UUID, commitment_id: UUID) -> HttpResponse:
    """Take a commitment back before the application is handed in."""
    case = draft(request, case_id)
    by, at = request.actor, timezone.now()
    actions.take_back_commitment(case.pk, commitment_id, by=by, at=at)
    return redirect("portal:apply_check", case.pk)


@writes
@applicants
def owed_add(request: Request, number: str, key: str) -> HttpResponse:
    """Hand in a paper that was promised."""
    case = own(request, number)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        said = {"by": request.actor, "at": timezone.now()}
        if tried(form, actions.hand_in_owed, case.pk, key, upload, **said):
            messages.success(request, _("The paper was handed in. Your promise is kept."))
            return redirect("portal:case_page", number)
    return render_case(request, case, owed_error={key: refusals(form)}, status=422)


def _offers(case: Case) -> Sequence[CommitmentOffer]:
    return commitment_offers(case, drafts.given_files(case).keys() | signed_with(case).keys())


def _commit(request: Request, case: Case, form: CommitForm, *, status: int = 200) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "is_distrusted": not form.offers and is_distrusted(case.applicant_id),
        "name": request.actor.name,
        "section": "items",
    }
    return render(request, "portal/apply/commit.html", context, status=status)
