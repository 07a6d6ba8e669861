"""The guide of an item in other forms: on paper, for machines, inside another site's page."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import attached_file, code_name
from yimen.catalogue.rules.situations import Narrowed
from yimen.files.queries import open_blob
from yimen.portal import guide, printing
from yimen.portal.linked_data import linked_data
from yimen.portal.views.items import published
from yimen.ui.request import Request
from yimen.ui.shortcuts import file_answer
from yimen.ui.situations import answers_in
from yimen.ui.views import reads

#: Whoever wants may show the short guide inside his own page; nothing is done in it.
ANYWHERE = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors *"


def _narrowed(request: Request, code: str) -> tuple[ServiceItem, ItemVersion, Narrowed]:
    """The item on offer, what it says, and what of that holds for the answers in the address."""
    item, version = published(request, code)
    return item, version, version.narrowed(answers_in(version.situation_list, request.GET))


@reads
def guide_pdf(request: Request, code: str) -> HttpResponse:
    """The full guide as PDF/A, to keep and to print."""
    item, version, narrowed = _narrowed(request, code)
    paper = printing.guide_pdf(item, version, narrowed, at=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="{item.code}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@reads
def guide_data(request: Request, code: str) -> HttpResponse:
    """The guide for machines, open to every site."""
    item, version, narrowed = _narrowed(request, code)
    kind = code_name("item_type", version.item_type, item.scheme)
    data = linked_data(item, version, narrowed, kind=kind)
    return JsonResponse(
        data,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
        headers={"Access-Control-Allow-Origin": "*"},
    )


@reads
def guide_file(request: Request, code: str, number: int, file_id: UUID) -> HttpResponseBase:
    """A blank form or a sample: open to everybody as the version that gives it along."""
    versions = ItemVersion.objects.visible_to(request.actor).filter(item__code=code)
    blob = attached_file(get_object_or_404(versions, number=number), file_id)
    if blob is None:
        raise Http404
    return file_answer(open_blob(blob), name=blob.name, media_type=blob.media_type)


@xframe_options_exempt
@reads
def guide_embedded(request: Request, code: str) -> HttpResponse:
    """The short guide without this site's bars, for the pages of others."""
    item, version, narrowed = _narrowed(request, code)
    context = {
        "item": item,
        "version": version,
        "facts": guide.facts(version),
        "materials": guide.material_rows(version, narrowed),
        "address": printing.guide_address(item, narrowed.answers),
    }
    response = render(request, "portal/items/embedded.html", context)
    response.headers["Content-Security-Policy"] = ANYWHERE
    return response
