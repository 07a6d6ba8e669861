"""The basic directory: what binds all who offer an item, and who deviates from it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.messages import finding_text
from yimen.catalogue.models import BasicItem
from yimen.catalogue.permissions import may_keep_basics
from yimen.desk.forms.basics import LISTS, BasicEditor
from yimen.desk.forms.items.rows import with_another_row
from yimen.desk.items.basics import basic_facts, basic_sections, deviation_table
from yimen.desk.items.filters import address
from yimen.desk.views.entry import holders_of, officers
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
@holders_of("item.edit", "item.review", "item.basic")
def basic_list(request: Request) -> HttpResponse:
    """The directory by code, with how many implementations each item has."""
    text, after = request.GET.get("q", ""), request.GET.get("after", "")
    page = queries.basic_list(text, after=after)
    context = {
        "page": page,
        "text": text,
        "older": page.after and address("desk:basic_list", q=text, after=page.after),
        "newer": address("desk:basic_list", q=text) if after else "",
        "types": queries.code_names("item_type"),
        "may_keep": may_keep_basics(request.actor),
    }
    return render(request, "desk/basics/list.html", context)


@reads
@officers
@holders_of("item.edit", "item.review", "item.basic")
def basic_page(request: Request, code: str) -> HttpResponse:
    """What the item is, its changes, and who of my reach says otherwise."""
    basic = get_object_or_404(BasicItem, code=code)
    found = queries.implementations(basic, request.actor)
    context = {
        "basic": basic,
        "facts": basic_facts(basic),
        "sections": basic_sections(basic),
        "versions": basic.versions.order_by("-number"),
        "table": deviation_table(found, finding_text, request.actor),
        "count": len(found),
        "may_keep": may_keep_basics(request.actor),
    }
    return render(request, "desk/basics/page.html", context)


@reads
@officers
@holders_of("item.basic")
def basic_new(request: Request) -> HttpResponse:
    """The form for an item that is not in the directory yet."""
    return _form(request, BasicEditor({}))


@writes
@officers
@holders_of("item.basic")
def basic_add(request: Request) -> HttpResponse:
    """Put an item into the directory; or, with “add a row”, show the form with one more row."""
    if "add" in request.POST:
        return _form(request, BasicEditor({}, _with_row(request)))
    editor = BasicEditor({}, request.POST)
    if editor.is_valid():
        said, elements = editor.main.cleaned_data, editor.elements()
        who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
        why = {"reason": said["reason"]}
        basic = tried(editor.main, actions.add_basic_item, said["code"], elements, **why, **who)
        if basic:
            return redirect("desk:basic_page", code=basic.code)
    return _form(request, editor, status=422)


@reads
@officers
@holders_of("item.basic")
def basic_edit(request: Request, code: str) -> HttpResponse:
    """The form for changing what the item is."""
    basic = get_object_or_404(BasicItem, code=code)
    return _form(request, BasicEditor(basic.content(), number=basic.number), basic)


@writes
@officers
@holders_of("item.basic")
def basic_save(request: Request, code: str) -> HttpResponse:
    """Change what the item is, saying why; or show the form with one more row."""
    basic = get_object_or_404(BasicItem, code=code)
    content, number = basic.content(), basic.number
    if "add" in request.POST:
        return _form(request, BasicEditor(content, _with_row(request), number=number), basic)
    editor = BasicEditor(content, request.POST, number=number)
    if not editor.is_valid():
        return _form(request, editor, basic, status=422)
    said = editor.main.cleaned_data
    why = {"reason": said["reason"], "seen": said["seen"]}
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    actions.change_basic_item(basic.pk, editor.elements(), **why, **who)
    messages.success(request, _("Changed. Implementations that go beyond it have findings now."))
    return redirect("desk:basic_page", code=code)


def _with_row(request: Request) -> Any:
    return with_another_row(request.POST, request.POST["add"], LISTS)


def _form(
    request: Request, editor: BasicEditor, basic: BasicItem | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"editor": editor, "basic": basic}
    return render(request, "desk/basics/form.html", context, status=status)
