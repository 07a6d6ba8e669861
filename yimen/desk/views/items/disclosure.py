"""What the public sees of an item's cases: how names are masked, with the last cases as shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.catalogue.models import ServiceItem
from yimen.desk.forms.items.disclosure import DisclosureForm
from yimen.desk.views.entry import officers
from yimen.desk.views.items.kept import kept_item
from yimen.figures.actions import set_disclosure
from yimen.figures.permissions import may_disclose
from yimen.figures.queries import disclosure_of, disclosure_preview, name_samples
from yimen.kernel.errors import NotAllowed
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


@reads
@officers
def _show(request: Request, code: str) -> HttpResponse:
    """As it is set; with other choices in the address, as it would be."""
    item = kept_item(request, code)
    asked = request.GET if "person" in request.GET else None
    return _page(request, item, _form(item, asked), is_tried=asked is not None)


@writes
@officers
def _save(request: Request, code: str) -> HttpResponse:
    item = kept_item(request, code)
    if not may_disclose(request.actor, item):
        raise NotAllowed
    form = _form(item, request.POST)
    if form.is_valid():
        who = {"by": request.actor, "at": timezone.now()}
        if heard(form, set_disclosure, item.pk, **form.cleaned_data, **who) is not None:
            messages.success(request, _("Kept. The public page shows its cases so from now on."))
            return redirect("desk:item_disclosure", code=code)
    return _page(request, item, form, status=422)


item_disclosure = doors(get=_show, post=_save)


def _form(item: ServiceItem, data: Any) -> DisclosureForm:
    said = disclosure_of(item)
    initial = {
        "is_public": "yes" if said.is_public else "no",
        "person": said.person,
        "body": said.body,
    }
    return DisclosureForm(data, samples=name_samples(item), initial=initial)


def _page(
    request: Request,
    item: ServiceItem,
    form: DisclosureForm,
    *,
    is_tried: bool = False,
    status: int = 200,
) -> HttpResponse:
    said = disclosure_of(item)
    is_chosen = form.is_bound and form.is_valid()
    chosen: dict[str, Any] = form.cleaned_data if is_chosen else vars(said)
    context = {
        "item": item,
        "form": form,
        "may_set": may_disclose(request.actor, item),
        "is_tried": is_tried,
        "is_public": chosen["is_public"],
        "rows": disclosure_preview(item, person=chosen["person"], body=chosen["body"]),
    }
    return render(request, "desk/items/disclosure.html", context, status=status)
