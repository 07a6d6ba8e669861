"""The catalogue editor: items, drafts, review by a second person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.errors import NotReady
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.permissions import available_item_moves, available_moves, may_edit
from yimen.catalogue.states import ItemStatus, VersionState
from yimen.desk import items as shown
from yimen.desk.forms.items import Editor, NewItemForm, ReasonForm, SeenForm, with_another_row
from yimen.desk.views.entry import holders_of, officers
from yimen.orgs.models import Organisation
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes

STATUS_ACTS = {
    "suspend": actions.suspend_item,
    "resume": actions.resume_item,
    "cancel": actions.cancel_item,
}
STATUS_WORDS = {
    "suspend": (_("Suspend the item"), _("Nobody can apply until it is in use again.")),
    "resume": (_("Put the item in use again"), _("People can apply again at once.")),
    "cancel": (_("Cancel the item"), _("The item leaves the list for good; running cases go on.")),
}


def _item(request: Request, code: str) -> ServiceItem:
    """The item, if the actor keeps it; for anybody else's department it does not exist."""
    kept = ServiceItem.objects.visible_to(request.actor).kept_by(request.actor)
    return get_object_or_404(kept.select_related("organisation", "current"), code=code)


def _open(request: Request, code: str, *states: str) -> ItemVersion:
    """The version being prepared, in one of these states."""
    item = _item(request, code)
    version = queries.open_version(item)
    if version is None or version.state not in states:
        raise Http404
    version.item = item
    return version


@reads
@officers
@holders_of("item.edit", "item.review")
def item_list(request: Request) -> HttpResponse:
    """The items my posts keep, by state, with a search."""
    text, state = request.GET.get("q", ""), request.GET.get("state", "")
    page = queries.item_list(
        request.actor, text=text, state=state, after=request.GET.get("after", "")
    )
    context = {
        "page": page,
        "text": text,
        "state": state,
        "filters": shown.filters(queries.item_counts(request.actor), state),
        "older": page.after
        and shown.address("desk:item_list", q=text, state=state, after=page.after),
        "newer": shown.address("desk:item_list", q=text, state=state)
        if request.GET.get("after")
        else "",
        "may_add": request.actor.holds("item.edit"),
    }
    return render(request, part("desk/items/list.html", "rows", request), context)


@reads
@officers
@holders_of("item.edit")
def item_new(request: Request) -> HttpResponse:
    """The form for an item that is not on the list yet."""
    form = NewItemForm(organisations=_organisations(request))
    return render(request, "desk/items/new.html", {"form": form})


@writes
@officers
@holders_of("item.edit")
def item_add(request: Request) -> HttpResponse:
    """Put an item on the list; its first draft opens at once."""
    form = NewItemForm(request.POST, organisations=_organisations(request))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        organisation, code = facts.pop("organisation"), facts.pop("code")
        rest = {"local_code": facts.pop("local_code"), "by": request.actor, "at": timezone.now()}
        if tried(form, actions.add_item, organisation, code, facts, **rest):
            return redirect("desk:draft_edit", code=code)
    return render(request, "desk/items/new.html", {"form": form}, status=422)


def _organisations(request: Request) -> Any:
    """The organisations the actor edits items for."""
    edits = request.actor.reach("item.edit")
    return Organisation.objects.visible_to(request.actor).within(edits).order_by("path")


@reads
@officers
def item_page(request: Request, code: str) -> HttpResponse:
    """An item: what it says now, what is being prepared, its versions, its history."""
    item = _item(request, code)
    pending = queries.open_version(item)
    moves = available_item_moves(request.actor, item)
    context = {
        "item": item,
        "pending": pending,
        "content": _content(item, item.current or pending),
        "versions": queries.version_history(item),
        "history": shown.history(item.pk),
        "may_draft": _may_draft(request, item, pending),
        "moves": [(move, *STATUS_WORDS[move]) for move in moves],
        "reason": ReasonForm(),
    }
    return render(request, "desk/items/page.html", context)


def _may_draft(request: Request, item: ServiceItem, pending: ItemVersion | None) -> bool:
    is_free = pending is None and item.status != ItemStatus.CANCELLED
    return is_free and may_edit(request.actor, item.organisation)


def _content(item: ServiceItem, version: ItemVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    version.item = item
    return {
        "version": version,
        "facts": shown.facts(version),
        "sections": shown.sections(version),
    }


@reads
@officers
def version_page(request: Request, code: str, number: int) -> HttpResponse:
    """What one version said or will say."""
    item = _item(request, code)
    version = get_object_or_404(
        ItemVersion.objects.visible_to(request.actor).filter(item=item), number=number
    )
    context = {"item": item, "version": version, "content": _content(item, version)}
    return render(request, "desk/items/version.html", context)


@writes
@officers
def item_status(request: Request, code: str, move: str) -> HttpResponse:
    """Suspend, resume or cancel an item, with the reason."""
    item, form = _item(request, code), ReasonForm(request.POST)
    if move not in STATUS_ACTS:
        raise Http404
    if not form.is_valid():
        return _ask_reason(request, item, form)
    STATUS_ACTS[move](
        item.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
    )
    messages.success(request, _("Done: %(act)s") % {"act": STATUS_WORDS[move][0]})
    return redirect("desk:item_page", code=code)


def _ask_reason(request: Request, item: ServiceItem, form: ReasonForm) -> HttpResponse:
    """The reason was missing: ask for it on a page of its own; the address stays the act's."""
    context = {"item": item, "form": form}
    return render(request, "desk/items/reason.html", context, status=422)


@writes
@officers
def draft_begin(request: Request, code: str) -> HttpResponse:
    """Begin a new version of an item, saying why."""
    item, form = _item(request, code), ReasonForm(request.POST)
    if not form.is_valid():
        return _ask_reason(request, item, form)
    reason = form.cleaned_data["reason"]
    actions.draft_version(item.pk, reason=reason, by=request.actor, at=timezone.now())
    return redirect("desk:draft_edit", code=code)


@reads
@officers
def draft_edit(request: Request, code: str) -> HttpResponse:
    """The form for everything a draft says, with what is to be put right beside it."""
    version = _open(request, code, VersionState.DRAFT)
    return _editor(request, version, Editor(version))


def _editor(
    request: Request, version: ItemVersion, editor: Editor, *, status: int = 200
) -> HttpResponse:
    findings = shown.finding_views(version)
    context = {
        "item": version.item,
        "version": version,
        "editor": editor,
        "findings": findings,
        "blocking": [one for one in findings if one.is_blocking] if status == 422 else [],
        "moves": available_moves(request.actor, version),
    }
    return render(request, "desk/items/edit.html", context, status=status)


@writes
@officers
def draft_save(request: Request, code: str) -> HttpResponse:
    """Save the draft; or, with the button “add a row”, show it again with one more row."""
    version = _open(request, code, VersionState.DRAFT)
    if "add" in request.POST:
        more = with_another_row(request.POST, request.POST["add"])
        return _editor(request, version, Editor(version, more))
    editor = Editor(version, request.POST)
    if not editor.is_valid():
        return _editor(request, version, editor, status=422)
    facts = editor.main.cleaned_data
    actions.save_draft(
        version.pk,
        editor.elements(),
        reason=facts["reason"],
        seen=facts["seen"],
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("The draft is saved."))
    return redirect("desk:draft_edit", code=code)


@writes
@officers
def draft_submit(request: Request, code: str) -> HttpResponse:
    """Hand the draft to a second person; what blocks it is shown at its fields."""
    version = _open(request, code, VersionState.DRAFT)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        actions.submit_version(version.pk, seen=seen, by=request.actor, at=timezone.now())
    except NotReady:
        return _editor(request, version, Editor(version), status=422)
    messages.success(request, _("Handed in. A second person reviews it now."))
    return redirect("desk:item_page", code=code)


@writes
@officers
def draft_discard(request: Request, code: str) -> HttpResponse:
    """Give a draft up."""
    version = _open(request, code, VersionState.DRAFT)
    actions.discard_draft(version.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is discarded."))
    return redirect("desk:item_page", code=code)


@reads
@officers
def version_review(request: Request, code: str) -> HttpResponse:
    """What publishing would change, field by field, for the second person."""
    version = _open(request, code, VersionState.IN_REVIEW)
    return _review(request, version, ReasonForm())


def _review(
    request: Request, version: ItemVersion, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "item": version.item,
        "version": version,
        "changes": shown.change_views(version),
        "findings": shown.finding_views(version),
        "content": _content(version.item, version),
        "moves": available_moves(request.actor, version),
        "seen": version.fingerprint(),
        "form": form,
    }
    return render(request, "desk/items/review.html", context, status=status)


@writes
@officers
def version_publish(request: Request, code: str) -> HttpResponse:
    """Publish a reviewed version; it holds at once."""
    version = _open(request, code, VersionState.IN_REVIEW)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    actions.publish_version(version.pk, seen=seen, by=request.actor, at=timezone.now())
    messages.success(request, _("Published. The portal shows it now."))
    return redirect("desk:item_page", code=code)


@writes
@officers
def version_send_back(request: Request, code: str) -> HttpResponse:
    """Send a version back to its editors, saying what to change."""
    version = _open(request, code, VersionState.IN_REVIEW)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _review(request, version, form, status=422)
    reason = form.cleaned_data["reason"]
    actions.send_back_version(version.pk, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, _("Sent back to its editors."))
    return redirect("desk:item_page", code=code)
