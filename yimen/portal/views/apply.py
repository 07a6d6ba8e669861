"""Applying: who, form, check, hand in. The draft is a row; its id is in the address."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.messages import declaration
from yimen.cases.models import Case
from yimen.cases.queries import (
    answer_groups,
    case_with_id,
    open_duplicates,
    situation_words,
)
from yimen.cases.states import State
from yimen.identity.queries import PARTY
from yimen.kernel.secrecy import digest
from yimen.portal import drafts, guide
from yimen.portal.doors import applicants
from yimen.portal.forms.apply import BeginForm, HandInForm
from yimen.portal.forms.dynamic import STAYING, application_form, rows_changed
from yimen.portal.forms.files import take_files
from yimen.portal.parties import suitable
from yimen.portal.promises import signed_and_open, signed_with
from yimen.portal.typed import forget_typed, keeps_typed, typed_before
from yimen.portal.views.items import published
from yimen.ui.answers import AnswerForm
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.situations import answers_in
from yimen.ui.views import acts, doors, reads, writes


def draft(request: Request, case_id: UUID) -> Case:
    """The applicant's own case with what its pages show, or 404."""
    case = case_with_id(case_id, request.actor)
    if case.state != State.DRAFT:
        raise Http404
    return case


@reads
@applicants
def apply_begin_page(request: Request, code: str) -> HttpResponse:
    """Before one starts: who applies, what one needs, how long it takes."""
    return _begin(request, code)


@acts
@applicants
def apply_begin_save(request: Request, code: str) -> HttpResponse:
    """Open a draft for the chosen applicant."""
    _item, version = published(request, code)
    fits, _others = suitable(request.actor, version)
    form = BeginForm([(party.pk, party.name) for party in fits], request.POST)
    if form.is_valid():
        case = tried(
            form,
            actions.draft_case,
            version.pk,
            UUID(form.cleaned_data["applicant"]),
            situation=answers_in(version.situation_list, request.GET),
            case_id=form.cleaned_data["case_id"],
            by=request.actor,
            at=timezone.now(),
        )
        if case:
            if request.session.get(PARTY) != str(case.applicant_id):
                request.session[PARTY] = str(case.applicant_id)
            return redirect(drafts.steps(case)[0]["link"])
    return _begin(request, code, form)


def _begin(request: Request, code: str, form: BeginForm | None = None) -> HttpResponse:
    item, version = published(request, code)
    fits, others = suitable(request.actor, version)
    begun = Case.objects.visible_to(request.actor).with_names().filter(item=item, state=State.DRAFT)
    context = {
        "item": item,
        "version": version,
        "form": form or BeginForm([(party.pk, party.name) for party in fits]),
        "fits": fits,
        "others": others,
        "begun": list(begun.order_by("-created_at", "pk")[:3]),
        "facts": guide.facts(version),
        "materials": version.narrowed(answers_in(version.situation_list, request.GET)).materials,
        "section": "items",
    }
    return render(request, "portal/apply/begin.html", context, status=422 if form else 200)


apply_begin = doors(get=apply_begin_page, post=apply_begin_save)


@reads
@applicants
def apply_resume(request: Request, case_id: UUID) -> HttpResponse:
    """Go on where one left off, on whatever device."""
    case = draft(request, case_id)
    return redirect(drafts.link(case, drafts.left_off(case, today=timezone.localdate())))


@reads
@applicants
def apply_form_page(request: Request, case_id: UUID) -> HttpResponse:
    """The form, with what was saved."""
    case = draft(request, case_id)
    known, typed = drafts.known_answers(case, request.actor), typed_before(request)
    form = application_form(case, typed, known=known, today=timezone.localdate(), strict=False)
    return _form(request, case, form, is_back=typed is not None)


@acts
@keeps_typed
@applicants
def apply_form_save(request: Request, case_id: UUID) -> HttpResponse:
    """Keep the answers and go on; wrong ones are said at the field and nothing is lost."""
    case, now = draft(request, case_id), timezone.now()
    forget_typed(request)
    refused = take_files(request, case, at=now)
    data, at = rows_changed(request.POST)
    stays, later = bool(STAYING & request.POST.keys()), "later" in request.POST
    form = application_form(case, data, today=timezone.localdate(), strict=not stays)
    is_whole = form.is_valid() and not refused
    if is_whole or stays or later:
        actions.save_draft(case.pk, form.answers, by=request.actor, at=now)
    if stays or refused or not (is_whole or later):
        form.refuse(refused, at=at)
        return _form(request, case, form, status=200 if stays and is_whole else 422)
    if later:
        messages.success(request, _("Saved. You can go on whenever you like, on any device."))
        return redirect("portal:case_list")
    return redirect("portal:apply_materials", case.pk)


def _form(
    request: Request, case: Case, form: AnswerForm, *, status: int = 200, is_back: bool = False
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "steps": drafts.steps(case),
        "is_back": is_back,
        "draft_key": digest(f"draft {request.user.pk} {case.pk}"),
        "section": "items",
    }
    return render(request, "portal/apply/form.html", context, status=status)


apply_form = doors(get=apply_form_page, post=apply_form_save)


@acts
@keeps_typed
@applicants
def apply_keep(request: Request, case_id: UUID) -> HttpResponse:
    """Keep what is right so far while somebody types; answers with the time of saving."""
    case, now = draft(request, case_id), timezone.now()
    form = application_form(case, request.POST, today=timezone.localdate(), strict=False)
    form.is_valid()
    forget_typed(request)
    actions.save_draft(case.pk, form.answers, by=request.actor, at=now)
    return render(request, "portal/apply/_kept.html", {"now": now, "form": form})


@reads
@applicants
def apply_check_page(request: Request, case_id: UUID) -> HttpResponse:
    """Everything once more before it is handed in."""
    case = draft(request, case_id)
    return _check(request, case, HandInForm(revision=case.revision))


@acts
@applicants
def apply_check_save(request: Request, case_id: UUID) -> HttpResponse:
    """Hand in the application; pressing twice hands in once."""
    case = case_with_id(case_id, request.actor)
    form = HandInForm(request.POST)
    if form.is_valid():
        said = {**form.facts, "declared": declaration(case)}
        filed = tried(form, actions.hand_in, case.pk, **said, by=request.actor, at=timezone.now())
        if filed:
            return redirect("portal:case_receipt", filed.number)
    return _check(request, case, form, status=422)


def _check(request: Request, case: Case, form: HandInForm, *, status: int = 200) -> HttpResponse:
    files, signed = drafts.given_files(case), signed_with(case)
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "steps": drafts.steps(case),
        "answers": answer_groups(case, today=timezone.localdate()),
        "cards": drafts.cards(case, files, signed),
        "promises": signed_and_open(case, files, signed),
        "situation": situation_words(case),
        "not_needed": drafts.not_needed(case, files),
        "open_points": drafts.open_points(case, files, signed, today=timezone.localdate()),
        "duplicates": list(open_duplicates(case)[:3]),
        "declaration": declaration(case),
        "is_outdated": case.version_id != case.item.current_id,
        "section": "items",
    }
    return render(request, "portal/apply/check.html", context, status=status)


apply_check = doors(get=apply_check_page, post=apply_check_save)


@writes
@applicants
def apply_renew(request: Request, case_id: UUID) -> HttpResponse:
    """Go on under the new guide of the item."""
    case = draft(request, case_id)
    actions.renew_draft(case.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("Your application now follows the new guide. Please check it."))
    return redirect(drafts.steps(case)[0]["link"])


@reads
@applicants
def apply_discard_page(request: Request, case_id: UUID) -> HttpResponse:
    """What throwing a draft away means, before one does it."""
    case = draft(request, case_id)
    return render(request, "portal/apply/discard.html", {"case": case, "section": "cases"})


@writes
@applicants
def apply_discard_do(request: Request, case_id: UUID) -> HttpResponse:
    """Throw the draft away."""
    actions.discard_draft(draft(request, case_id).pk, by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is deleted."))
    return redirect("portal:case_list")


apply_discard = doors(get=apply_discard_page, post=apply_discard_do)
