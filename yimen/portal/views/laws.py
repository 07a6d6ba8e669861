"""The texts of laws, and the list of proofs: what everything rests on, for everybody."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from yimen.catalogue.models import Article, Law
from yimen.catalogue.queries import (
    editions_of,
    items_asking,
    items_on_offer_citing,
    law_list,
    proof_list,
)
from yimen.portal.forms.laws import LawsForm, WordsForm
from yimen.portal.legal import passages_in
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads

PAGE = 30
MOST_ITEMS = 30


@reads
def law_index(request: Request) -> HttpResponse:
    """Laws by their title, and by who made them."""
    form = LawsForm(request.GET)
    text, kind, start = form.said("q"), form.said("kind"), form.passed
    found = list(law_list(text, kind=kind)[start : start + PAGE + 1])
    counts = dict(law_list(text).order_by().values_list("kind").annotate(n=Count("pk")))
    context = {
        "laws": found[:PAGE],
        "text": text,
        "kind": kind,
        "kinds": [(value, word, counts.get(value, 0)) for value, word in Law.Kind.choices],
        "start": start,
        "next_start": start + PAGE if len(found) > PAGE else None,
        "previous_start": max(start - PAGE, 0) if start else None,
        "section": "laws",
    }
    return render(request, part("portal/laws/list.html", "results", request), context)


@reads
def law_page(request: Request, law_id: UUID) -> HttpResponse:
    """The text of one edition, each article with an address of its own."""
    law = get_object_or_404(Law, pk=law_id)
    articles = list(law.articles.order_by("position"))
    editions = list(editions_of(law))
    items = list(items_on_offer_citing(law)[: MOST_ITEMS + 1])
    context = {
        "law": law,
        "articles": articles,
        "headings": _headings(articles),
        "editions": editions if len(editions) > 1 else [],
        "newest": next((one for one in editions if one.state != law.State.AMENDED), None),
        "items": items[:MOST_ITEMS],
        "has_more": len(items) > MOST_ITEMS,
        "section": "laws",
    }
    return render(request, "portal/laws/law.html", context)


def _headings(articles: list[Article]) -> list[tuple[str, str]]:
    """Where each chapter begins: its heading and the anchor of its first article."""
    found: dict[str, str] = {}
    for one in articles:
        if one.heading:
            found.setdefault(one.heading, one.anchor)
    return list(found.items())


@reads
def proof_index(request: Request) -> HttpResponse:
    """The proofs that may be asked for (证明事项清单)."""
    form = WordsForm(request.GET)
    text, start = form.said("q"), form.passed
    found = list(proof_list(text)[start : start + PAGE + 1])
    context = {
        "proofs": found[:PAGE],
        "text": text,
        "start": start,
        "next_start": start + PAGE if len(found) > PAGE else None,
        "previous_start": max(start - PAGE, 0) if start else None,
        "section": "proofs",
    }
    return render(request, part("portal/proofs/list.html", "results", request), context)


@reads
def proof_page(request: Request, key: str) -> HttpResponse:
    """One proof: why it is asked, by whom, where to get it, or what may be given instead."""
    proof = get_object_or_404(proof_list(), key=key)
    context = {
        "proof": proof,
        "passages": passages_in(proof.basis),
        "items": items_asking(proof)[:MOST_ITEMS],
        "section": "proofs",
    }
    return render(request, "portal/proofs/proof.html", context)
