"""The proof list, kept by editors."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.models import Proof
from yimen.catalogue.permissions import may_edit
from yimen.catalogue.states import ProofState
from yimen.desk.forms.items.acts import ReasonForm
from yimen.desk.forms.proofs import NewProofForm, ProofForm
from yimen.desk.views.entry import holders_of, officers
from yimen.orgs.models import Organisation
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

Facts = dict[str, Any]


@reads
@officers
@holders_of("item.edit", "item.review")
def proof_list(request: Request) -> HttpResponse:
    """The proofs my departments keep."""
    context = {
        "proofs": queries.kept_proofs(request.actor),
        "may_add": request.actor.holds("item.edit"),
        "tab": "proofs",
    }
    return render(request, "desk/checks/proofs.html", context)


@reads
@officers
@holders_of("item.edit")
def proof_new(request: Request) -> HttpResponse:
    """The form for a proof that is not on the list yet."""
    return _new(request, NewProofForm(organisations=_organisations(request)))


@writes
@officers
@holders_of("item.edit")
def proof_add(request: Request) -> HttpResponse:
    """Put a proof on the list."""
    form = NewProofForm(request.POST, organisations=_organisations(request))
    if form.is_valid():
        facts: Facts = dict(form.cleaned_data)
        organisation, key = facts.pop("organisation"), facts.pop("key")
        who: Facts = {"by": request.actor, "at": timezone.now()}
        if tried(form, actions.add_proof, organisation, key, facts, **who):
            messages.success(request, _("The proof is on the list."))
            return redirect("desk:proof_list")
    return _new(request, form, status=422)


def _new(request: Request, form: Form, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "tab": "proofs"}
    return render(request, "desk/checks/proof_new.html", context, status=status)


@reads
@officers
@holders_of("item.edit", "item.review")
def proof_edit(request: Request, proof_id: UUID) -> HttpResponse:
    """What an entry says, to read or to change."""
    proof = _kept(request, proof_id)
    return _edit(request, proof, ProofForm(initial=proof.__dict__))


@writes
@officers
@holders_of("item.edit", "item.review")
def proof_save(request: Request, proof_id: UUID) -> HttpResponse:
    """Say something else of a proof."""
    proof, form = _kept(request, proof_id), ProofForm(request.POST)
    if not form.is_valid():
        return _edit(request, proof, form, status=422)
    facts: Facts = form.cleaned_data
    actions.change_proof(proof.pk, facts, by=request.actor, at=timezone.now())
    messages.success(request, _("The entry is saved."))
    return redirect("desk:proof_edit", proof_id=proof.pk)


@writes
@officers
@holders_of("item.edit", "item.review")
def proof_withdraw(request: Request, proof_id: UUID) -> HttpResponse:
    """Take a proof off the list, with the reason."""
    proof, form = _kept(request, proof_id), ReasonForm(request.POST)
    if not form.is_valid():
        return _edit(request, proof, ProofForm(initial=proof.__dict__), form, status=422)
    reason = form.cleaned_data["reason"]
    actions.withdraw_proof(proof.pk, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, _("The proof is off the list."))
    return redirect("desk:proof_list")


def _kept(request: Request, proof_id: UUID) -> Proof:
    return get_object_or_404(queries.kept_proofs(request.actor), pk=proof_id)


def _edit(
    request: Request, proof: Proof, form: Form, reason: Form | None = None, *, status: int = 200
) -> HttpResponse:
    is_open = proof.state == ProofState.LISTED
    context = {
        "proof": proof,
        "form": form,
        "reason": reason or ReasonForm(),
        "may_edit": is_open and may_edit(request.actor, proof.organisation),
        "items": queries.items_asking(proof)[:100],
        "tab": "proofs",
    }
    return render(request, "desk/checks/proof.html", context, status=status)


def _organisations(request: Request) -> Any:
    """The organisations the actor edits items for."""
    edits = request.actor.reach("item.edit")
    return Organisation.objects.visible_to(request.actor).within(edits).order_by("path")
