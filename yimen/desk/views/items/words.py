"""The words that mean the same to who searches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.models import Synonym
from yimen.desk.forms.items.exchange import SynonymForm
from yimen.desk.views.entry import holders_of, officers
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes


@reads
@officers
@holders_of("item.review")
def word_list(request: Request) -> HttpResponse:
    """All groups, or those that hold a word."""
    return _page(request, SynonymForm())


def _page(request: Request, form: SynonymForm, *, status: int = 200) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    context = {
        "form": form,
        "text": text,
        "groups": queries.synonym_groups(text),
        "found": queries.search_items(text, limit=5) if text else None,
    }
    page = part("desk/items/words/list.html", "groups", request)
    return render(request, page, context, status=status)


@reads
@officers
@holders_of("item.review")
def word_edit(request: Request, synonym_id: int) -> HttpResponse:
    """One group, to be changed or taken away."""
    one = get_object_or_404(Synonym, pk=synonym_id)
    form = SynonymForm(initial={"words": "\n".join(one.words), "note": one.note})
    return render(request, "desk/items/words/edit.html", {"form": form, "group": one})


@writes
@officers
@holders_of("item.review")
def word_add(request: Request) -> HttpResponse:
    """Add a group; the next search knows it."""
    form = SynonymForm(request.POST)
    if form.is_valid() and _saved(request, form, None):
        return redirect("desk:word_list")
    return _page(request, form, status=422)


@writes
@officers
@holders_of("item.review")
def word_save(request: Request, synonym_id: int) -> HttpResponse:
    """Change a group; the next search knows it."""
    one, form = get_object_or_404(Synonym, pk=synonym_id), SynonymForm(request.POST)
    if form.is_valid() and _saved(request, form, one.pk):
        return redirect("desk:word_list")
    context = {"form": form, "group": one}
    return render(request, "desk/items/words/edit.html", context, status=422)


def _saved(request: Request, form: SynonymForm, synonym_id: int | None) -> bool:
    words, note = form.cleaned_data["words"], form.cleaned_data["note"]
    who = {"by": request.actor, "at": timezone.now()}
    if not tried(form, actions.save_synonym, synonym_id, words, note=note, **who):
        return False
    messages.success(request, _("Saved. The next search knows these words."))
    return True


@writes
@officers
@holders_of("item.review")
def word_remove(request: Request, synonym_id: int) -> HttpResponse:
    """Take a group away."""
    one = get_object_or_404(Synonym, pk=synonym_id)
    actions.remove_synonym(one.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("Taken away. The next search does without."))
    return redirect("desk:word_list")
