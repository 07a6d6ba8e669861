"""The exchange with catalogues of other levels: reports, packages and receipts."""

import gzip
import io
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.models import Package
from yimen.desk.forms.items.packages import PackageForm
from yimen.desk.views.entry import holders_of, officers
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes

SHOWN = 20
KEEPERS = ("item.edit", "item.review", "item.basic")


@reads
@officers
@holders_of(*KEEPERS)
def package_list(request: Request) -> HttpResponse:
    """With whom we exchange, and what went over last."""
    return _page(request, PackageForm())


def _page(request: Request, form: PackageForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "partners": queries.partners(request.actor),
        "packages": queries.packages(request.actor)[:SHOWN],
        "may_exchange": request.actor.holds("item.basic"),
    }
    return render(request, "desk/items/packages/list.html", context, status=status)


@writes
@officers
@holders_of("item.basic")
def package_report(request: Request, code: str) -> HttpResponse:
    """Make a package of what changed since the partner answered."""
    get_object_or_404(queries.partners(request.actor), code=code)
    package = actions.report_at_desk(code, by=request.actor, at=timezone.now())
    messages.success(request, _("The package is made. Download it and hand it over."))
    return redirect("desk:package_page", package_id=package.pk)


@writes
@officers
@holders_of("item.basic")
def package_receive(request: Request) -> HttpResponse:
    """Take a package or a receipt."""
    form = PackageForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        who = {"by": request.actor, "at": timezone.now()}
        if package := tried(form, actions.receive_at_desk, data, **who):
            return redirect("desk:package_page", package_id=package.pk)
    return _page(request, form, status=422)


@reads
@officers
@holders_of(*KEEPERS)
def package_page(request: Request, package_id: UUID) -> HttpResponse:
    """One package: how much was taken, and each line that was not; asks again while a job runs."""
    package = get_object_or_404(queries.packages(request.actor), pk=package_id)
    context = {
        "package": package,
        "counts": package.counts,
        "problems": package.problems[: SHOWN * 15],
    }
    return render(request, part("desk/items/packages/page.html", "package", request), context)


@reads
@officers
@holders_of(*KEEPERS)
def package_file(request: Request, package_id: UUID) -> HttpResponseBase:
    """Our package, or the receipt we gave for theirs."""
    package: Package = get_object_or_404(queries.packages(request.actor), pk=package_id)
    name = f"{package.partner.code}-{package.mark or 'x'}"
    if package.is_ours and package.data:
        data, name = gzip.decompress(bytes(package.data)), f"{name}.jsonl"
    elif package.answer:
        data, name = package.answer.encode(), f"{name}-receipt.json"
    else:
        raise Http404
    return FileResponse(io.BytesIO(data), as_attachment=True, filename=name)
