"""Keeping the catalogue sound: all findings, and the laws that changed under items."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from yimen.catalogue import queries
from yimen.desk import checks
from yimen.desk.items.filters import address
from yimen.desk.views.entry import holders_of, officers
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads

FIRST_LAWS = 30
MOST_CITING = 500


@reads
@officers
@holders_of("item.edit", "item.review")
def finding_list(request: Request) -> HttpResponse:
    """Everything to put right in the items my posts keep, by department, rule and level."""
    asked, after = checks.Asked.of_query(request.GET), request.GET.get("after", "")
    page = queries.finding_page(request.actor, asked.filter, after=after)
    context = {
        "rows": checks.rows_of(page.rows),
        "asked": asked,
        "published": asked.address(of=""),
        "drafts": asked.address(of="drafts"),
        "levels": checks.level_filters(request.actor, asked),
        "rules": checks.rule_filters(request.actor, asked),
        "departments": checks.departments(request.actor, asked),
        "older": page.after and asked.address(after=page.after),
        "newer": asked.address() if after else "",
        "tab": "findings",
    }
    return render(request, part("desk/checks/findings.html", "rows", request), context)


@reads
@officers
@holders_of("item.edit", "item.review")
def law_list(request: Request) -> HttpResponse:
    """The laws repealed or changed under my items, and any law by its title."""
    text = request.GET.get("q", "")[:100]
    context = {
        "changed": queries.changed_laws(request.actor),
        "found": queries.law_list(text)[:FIRST_LAWS] if text.strip() else [],
        "text": text,
        "tab": "laws",
    }
    return render(request, "desk/checks/laws.html", context)


@reads
@officers
@holders_of("item.edit", "item.review")
def law_items(request: Request, law_id: UUID) -> HttpResponse:
    """The items of mine that cite a law; those it changed under stand out."""
    law = get_object_or_404(queries.law_list(), pk=law_id)
    outdated = queries.citing_items(request.actor, law, outdated=True)
    context = {
        "law": law,
        "citing": queries.citing_items(request.actor, law)[:MOST_CITING],
        "outdated": set(outdated.values_list("pk", flat=True)),
        "back": address("desk:law_list"),
        "tab": "laws",
    }
    return render(request, "desk/checks/law.html", context)
