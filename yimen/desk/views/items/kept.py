"""What every page about an item begins with: the item, and the version being prepared."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from yimen.cases.messages import flow_of
from yimen.catalogue import queries
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.desk.items.content import facts, sections
from yimen.ui.request import Request


def kept_item(request: Request, code: str) -> ServiceItem:
    """The item, if the actor keeps it; for anybody else's department it does not exist."""
    kept = ServiceItem.objects.visible_to(request.actor).kept_by(request.actor)
    return get_object_or_404(kept.select_related("organisation", "current"), code=code)


def open_version(request: Request, code: str, *states: str) -> ItemVersion:
    """The version being prepared, in one of these states."""
    item = kept_item(request, code)
    version = queries.open_version(item)
    if version is None or version.state not in states:
        raise Http404
    version.item = item
    return version


def content_of(item: ServiceItem, version: ItemVersion | None) -> dict[str, Any]:
    """Everything a version says, for desk/items/_content.html."""
    if version is None:
        return {}
    version.item = item
    chart = flow_of(version) if version.drawing else []
    shown = {"facts": facts(version), "sections": sections(version)}
    return {"version": version, "flow": chart, **shown}
