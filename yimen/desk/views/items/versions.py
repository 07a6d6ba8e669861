"""Versions of an item: as they were, compared, and the whole history."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from yimen.catalogue import queries
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.desk.items.differences import change_views
from yimen.desk.items.history import history, version_rows
from yimen.desk.views.entry import officers
from yimen.desk.views.items.kept import content_of, kept_item
from yimen.kernel.ids import read_count
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
def version_page(request: Request, code: str, number: int) -> HttpResponse:
    """What one version said or will say."""
    item = kept_item(request, code)
    version = get_object_or_404(_versions(request, item), number=number)
    context = {"item": item, "version": version, "content": content_of(item, version)}
    return render(request, "desk/items/version.html", context)


@reads
@officers
def item_compare(request: Request, code: str) -> HttpResponse:
    """Any two versions beside each other; unless told, a version and the one before it."""
    item = kept_item(request, code)
    versions = list(_versions(request, item).order_by("-number"))
    numbers = [one.number for one in versions]
    if not numbers:
        raise Http404
    new = _number(request.GET.get("new"), numbers, numbers[0])
    before = next((number for number in numbers if number < new), new)
    old = _number(request.GET.get("old"), numbers, before)
    by_number = {one.number: one for one in versions}
    by_number[new].item = item
    context = {
        "item": item,
        "versions": versions,
        "old": by_number[old],
        "new": by_number[new],
        "changes": change_views(by_number[new], by_number[old]),
    }
    return render(request, "desk/items/compare.html", context)


def _number(said: str | None, numbers: list[int], default: int) -> int:
    """The version asked for, if the item has it."""
    return number if (number := read_count(said)) in numbers else default


def _versions(request: Request, item: ServiceItem) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.visible_to(request.actor).filter(item=item)


@reads
@officers
def item_history(request: Request, code: str) -> HttpResponse:
    """Versions, acts and everything that was done, with who, when and why."""
    item = kept_item(request, code)
    versions = list(queries.version_history(item))
    context = {
        "item": item,
        "name": (item.current or versions[0]).name if versions else item.code,
        "rows": version_rows(item.pk, versions),
        "acts": queries.acts_on(item),
        "history": history(item.pk),
    }
    return render(request, "desk/items/history.html", context)
