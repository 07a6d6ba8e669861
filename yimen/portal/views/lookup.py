"""Where a case is, for whoever has its number and code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yimen.cases.queries import public_status
from yimen.portal.forms.lookup import QueryForm
from yimen.ui import throttle
from yimen.ui.shortcuts import part
from yimen.ui.views import doors, reads, writes


@reads
def status_page(request: HttpRequest) -> HttpResponse:
    """The two fields; a QR code on the receipt fills in the number."""
    number = request.GET.get("number", "")[:50]
    return _page(request, QueryForm(initial={"number": number}))


@writes
def status_find(request: HttpRequest) -> HttpResponse:
    """The state of the case, masked; a wrong code and an unknown number look the same."""
    form = QueryForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    number, code = form.cleaned_data["number"], form.cleaned_data["code"]
    address = request.META.get("REMOTE_ADDR", "")
    if throttle.is_closed(number, address):
        form.add_error(None, _("Too many wrong tries. Please wait a quarter of an hour."))
        return _page(request, form, status=429)
    found = public_status(number, code)
    if found is None:
        throttle.note_wrong(number, address)
        form.add_error(None, _("No case has this number and code. Please check both."))
        return _page(request, form, status=404)
    return _page(request, form, found=found)


def _page(
    request: HttpRequest, form: QueryForm, *, found: object = None, status: int = 200
) -> HttpResponse:
    page = part("portal/lookup/query.html", "answer", request)
    context = {"form": form, "found": found, "section": "query"}
    return render(request, page, context, status=status)


status_query = doors(get=status_page, post=status_find)
