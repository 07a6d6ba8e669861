"""The list of powers and services, with what the authority owes at each step (权责清单)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from yimen.catalogue.queries import PowerFilter, code_names, listed_power, power_counts, power_list
from yimen.portal.counts import Facet
from yimen.portal.forms.powers import PowerForm
from yimen.portal.regions import chosen_region, prefix
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads

PAGE = 20

#: Filters whose values are codes: table of their names. Others name themselves.
CODED = {
    "item_type": "item_type",
    "level": "level",
    "audience": "audience",
    "life_event": "life_event",
}
FACETS = ("item_type", "level", "region", "organisation", "audience", "theme", "life_event")


@reads
def power_index(request: Request) -> HttpResponse:
    """One list over departments and levels; each filter says how many entries it leaves."""
    form = PowerForm(request.GET)
    narrowed, start = form.narrowed(prefix(chosen_region(request)) or ""), form.passed
    page = power_list(narrowed, start=start, limit=PAGE)
    context = {
        "form": form,
        "page": page,
        "duties": form.shows_duties,
        "facets": {name: _facet(narrowed, name) for name in FACETS},
        "types": code_names("item_type"),
        "levels": code_names("level"),
        "region": chosen_region(request),
        "next_start": start + PAGE if page.has_more else None,
        "previous_start": max(start - PAGE, 0) if start else None,
        "section": "powers",
    }
    return render(request, part("portal/powers/list.html", "results", request), context)


def _facet(narrowed: PowerFilter, name: str) -> list[Facet]:
    names = code_names(CODED[name]) if name in CODED else {}
    counted = power_counts(narrowed, name)
    return [Facet(value, names.get(value, label), count) for value, label, count in counted]


@reads
def power_page(request: Request, code: str) -> HttpResponse:
    """One entry: what may be done, on what law, what is owed, who answers for it."""
    item = listed_power(code)
    context: dict[str, Any] = {
        "item": item,
        "version": item.current,
        "basic": item.basic,  # type: ignore[attr-defined]
        "type_name": code_names("item_type").get(item.national_type, ""),  # type: ignore[attr-defined]
        "level_name": code_names("level").get(item.current.level if item.current else "", ""),
        "section": "powers",
    }
    return render(request, "portal/powers/entry.html", context)
