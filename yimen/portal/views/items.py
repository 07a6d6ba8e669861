"""Finding a service item and reading its guide."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from yimen.cases.messages import flow_of
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import (
    Asked,
    Filters,
    Said,
    code_name,
    kept_version,
    said_rows,
    search_items,
    suggest_items,
)
from yimen.portal import counts, guide, legal, words
from yimen.portal.forms.search import LONGEST, SearchForm
from yimen.portal.linked_data import linked_data
from yimen.portal.printing import guide_address
from yimen.portal.regions import chosen_region, prefix
from yimen.portal.situations import outcome
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.situations import SituationForm, answers_in, query_of
from yimen.ui.views import reads

PAGE = 20
SUGGESTIONS = 8


@reads
def item_list(request: Request) -> HttpResponse:
    """Items by words and filters; each filter says how many items it leaves."""
    form = SearchForm(request.GET)
    region, start, asked = chosen_region(request), form.passed, Asked(form.words)
    found = search_items(asked, form.narrowed(prefix(region)), start=start, limit=PAGE)
    context = {
        "form": form,
        "found": found,
        "region": region,
        "start": start,
        "next_start": start + PAGE if found.has_more else None,
        "previous_start": max(start - PAGE, 0) if start else None,
        "facets": _facets(form, asked, prefix(region)),
        "section": "items",
    }
    return render(request, part("portal/items/list.html", "results", request), context)


def _facets(form: SearchForm, asked: Asked, region: str | None) -> dict[str, Any]:
    """For each filter, what it would leave with all the others kept."""
    known: dict[Filters, tuple[list[Said], bool]] = {}

    def others(name: str) -> tuple[list[Said], bool]:
        narrowed = form.narrowed(region, but=name)
        if narrowed not in known:
            known[narrowed] = said_rows(asked, narrowed)
        return known[narrowed]

    paces, all_paces = others("pace")
    audiences, all_audiences = others("audience")
    themes, all_themes = others("theme")
    offices, all_offices = others("organisation")
    return {
        "audiences": counts.named(
            [(code, str(name)) for code, name, _icon in words.AUDIENCES],
            counts.by_audience(audiences),
            is_whole=all_audiences,
        ),
        "paces": counts.named(
            [(code, str(name)) for code, name in words.PACES.items()],
            counts.by_pace(paces),
            is_whole=all_paces,
        ),
        "themes": counts.by_theme(themes, is_whole=all_themes),
        "offices": counts.by_organisation(offices, is_whole=all_offices),
    }


@reads
def item_suggest(request: Request) -> HttpResponse:
    """A few items for what was typed so far."""
    text = request.GET.get("text", "").strip()[:LONGEST]
    filters = Filters(region=prefix(chosen_region(request)), with_above=True)
    found = suggest_items(text, filters, limit=SUGGESTIONS)
    return render(request, "portal/items/_suggestions.html", {"found": found, "text": text})


@reads
def item_guide(request: Request, code: str) -> HttpResponse:
    """The guide of an item (办事指南): in short, or whole."""
    item, version = published(request, code)
    full = request.GET.get("view") == "full"
    narrowed = version.narrowed(answers_in(version.situation_list, request.GET))
    kind = code_name("item_type", version.item_type, item.scheme)
    return render(
        request,
        part("portal/items/guide.html", "guide", request),
        {
            "item": item,
            "version": version,
            "full": full,
            "facts": guide.facts(version),
            "materials": legal.with_proofs(guide.material_rows(version, narrowed)),
            "terms": guide.term_rows(version, narrowed),
            "fees": guide.fee_rows(version, narrowed),
            "bases": legal.basis_rows(version) if full else [],
            "links": guide.link_rows(version, narrowed),
            "flow": flow_of(version) if version.drawing else [],
            "situation": SituationForm(narrowed),
            "outcome": outcome(version, narrowed),
            "answers": query_of(narrowed.answers),
            "type_name": kind,
            "level_name": code_name("level", version.level, item.scheme),
            "address": guide_address(item),
            "linked_data": linked_data(item, version, narrowed, kind=kind),
            "section": "items",
        },
    )


def published(request: Request, code: str) -> tuple[ServiceItem, ItemVersion]:
    """The item on offer with that code and what it says now, or 404."""
    items = ServiceItem.objects.visible_to(request.actor).on_offer()
    items = items.select_related("organisation", "organisation__region")
    item = get_object_or_404(items, code=code)
    if item.current_id is None:
        raise Http404
    return item, kept_version(item.current_id)
