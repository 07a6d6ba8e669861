"""Cards at the desk: the supervisor's queue, one card with its acts and papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.desk import supervision as shown
from yimen.desk.forms.supervision import CardForm
from yimen.desk.views.entry import holders_of, officers
from yimen.desk.views.sheet import blob_answer
from yimen.kernel.errors import DomainError, NotAllowed
from yimen.supervision.permissions import is_supervisor
from yimen.supervision.queries import cards as queries
from yimen.supervision.rules.queue import CardFilter
from yimen.supervision.states import KEEPER, SUPERVISOR
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import acts, reads


@reads
@officers
def supervision(request: Request) -> HttpResponse:
    """Supervisors come to their queue, other officers to what stands against their office."""
    if not request.actor.reach("case.") and not is_supervisor(request.actor):
        raise Http404
    return redirect("desk:card_list" if is_supervisor(request.actor) else "desk:card_unit")


@reads
@officers
@holders_of(SUPERVISOR, KEEPER)
def card_list(request: Request) -> HttpResponse:
    """The queue: cards that wait, by state, level, rule and office."""
    today, wanted = timezone.localdate(), CardFilter.read(request.GET.dict())
    after = request.GET.get("after", "")
    page = queries.card_list(request.actor, wanted, today=today, after=after)
    context: dict[str, Any] = {
        "page": page,
        "wanted": wanted,
        "today": today,
        "newer": shown.address(wanted) if after else "",
        "older": shown.address(wanted, after=page.next) if page.next else "",
    }
    if not request.htmx:
        counts = queries.card_counts(request.actor, today=today)
        context |= {
            "tabs": shown.tabs(request.actor, "desk:card_list"),
            "filters": shown.chips(wanted, counts),
            "menus": shown.menus(request.actor, wanted),
        }
    return render(request, part("desk/supervision/list.html", "rows", request), context)


@reads
@officers
def card_page(request: Request, card_id: UUID) -> HttpResponse:
    """One card: what happened, by which law, what was done, and what I may do."""
    return _sheet(request, card_id)


def _sheet(
    request: Request,
    card_id: UUID,
    *,
    bound: dict[str, CardForm] | None = None,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    sheet = queries.card_sheet(request.actor, card_id, today=today)
    if sheet is None:
        raise Http404
    primary, others = shown.card_offers(sheet.card, sheet.moves, bound or {})
    context = {
        "sheet": sheet,
        "today": today,
        "steps": shown.timeline(sheet),
        "primary": primary,
        "others": others,
        "bad_form": next(iter((bound or {}).values()), None),
        "error": error,
    }
    return render(request, "desk/supervision/card.html", context, status=status)


@acts
@officers
def card_act(request: Request, card_id: UUID, move: str) -> HttpResponse:
    """Do one act; a form that does not hold shows the card again with everything typed."""
    card = queries.card_seen(request.actor, card_id)
    if card is None or move not in shown.CARD_ACTS:
        raise Http404
    act = shown.CARD_ACTS[move]
    form = shown.form_of(move, card, request.POST, request.FILES)
    if form.is_valid():
        facts = {**form.facts, "by": request.actor, "at": timezone.now()}
        try:
            is_done = tried(form, act.action, card.pk, **facts)
        except NotAllowed:
            raise
        except DomainError as error:
            if error.status == 409:  # somebody was quicker, or it is too early or too late
                form.renew(queries.card_seen(request.actor, card_id))
                bound = {move: form}
                return _sheet(request, card_id, bound=bound, error=error, status=error.status)
            raise
        if is_done:
            messages.success(request, _("Done: %(act)s") % {"act": act.label})
            return redirect("desk:card_page", card_id=card_id)
    return _sheet(request, card_id, bound={move: form}, status=422)


@reads
@officers
@xframe_options_sameorigin
def card_file(request: Request, card_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A paper of a step, for those who see the card."""
    blob = queries.card_paper(request.actor, card_id, file_id)
    if blob is None:
        raise Http404
    return blob_answer(request, blob)
