"""Phrases for opinions (常用意见): one's own, those of the house, and choosing one for a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions, queries
from yimen.cases.permissions import may_keep_phrases
from yimen.cases.queries import case_numbered
from yimen.cases.rules.phrases import PLACES
from yimen.desk.forms.notes import PhraseForm
from yimen.desk.views.entry import officers
from yimen.orgs.models import Organisation
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def phrase_list(request: Request) -> HttpResponse:
    """What I keep, and what my house keeps for all."""
    return _page(request, PhraseForm(houses=_houses(request)))


@writes
@officers
def phrase_add(request: Request) -> HttpResponse:
    """Keep a phrase."""
    form = PhraseForm(request.POST, houses=_houses(request))
    if form.is_valid():
        said = form.cleaned_data
        house = UUID(said["house"]) if said.get("house") else None
        who = {"by": request.actor, "at": timezone.now()}
        if tried(form, actions.keep_phrase, said["title"], said["text"], house=house, **who):
            messages.success(request, _("The phrase is kept."))
            return redirect("desk:phrase_list")
    return _page(request, form, status=422)


@writes
@officers
def phrase_drop(request: Request, phrase_id: UUID) -> HttpResponse:
    """Take a phrase away."""
    actions.drop_phrase(phrase_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The phrase is taken away."))
    return redirect("desk:phrase_list")


@reads
@officers
def phrase_choose(request: Request, number: str) -> HttpResponse:
    """My phrases with this case's facts in their places: asked for when somebody unfolds them."""
    case = case_numbered(number, request.actor)
    phrases = queries.phrases_for(request.actor, case, today=timezone.localdate())
    return render(request, "desk/cases/_phrases.html", {"phrases": phrases})


def _page(request: Request, form: PhraseForm, status: int = 200) -> HttpResponse:
    rows = [
        (phrase, phrase.staff_id is not None or _keeps(request, phrase.organisation))
        for phrase in queries.phrases_of(request.actor)
    ]
    context = {"rows": rows, "form": form, "places": PLACES}
    return render(request, "desk/cases/phrases.html", context, status=status)


def _keeps(request: Request, house: Organisation | None) -> bool:
    return house is not None and may_keep_phrases(request.actor, house)


def _houses(request: Request) -> list[tuple[str, str]]:
    """The officer's own house, if its phrases are his to keep."""
    seen = Organisation.objects.visible_to(request.actor)
    houses = seen.filter(pk__in=[request.actor.org_id])
    return [(str(house.pk), house.name) for house in houses if _keeps(request, house)]
