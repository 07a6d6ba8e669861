"""The texts people are written to with: what is in force, a preview, and writing a new version."""

from typing import Any

from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk.forms.outbox import TextForm
from yimen.desk.texts import PreviewText, Text, places_shown, text_groups, text_of
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.notify.actions import Words, write_wording
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@holders_of("message.edit")
def text_list(request: Request) -> HttpResponse:
    """Every kind of message, and which of its texts were rewritten."""
    context = {"groups": text_groups(request.actor), "tab": "texts"}
    return render(request, "desk/outbox/texts.html", context)


def _show(request: Request, kind: str, channel: str, language: str) -> HttpResponse:
    text = _found(request, kind, channel, language)
    initial = {
        "title": text.title,
        "body": text.body,
        "provider_code": text.provider_code,
        "seen": text.last,
    }
    form = TextForm(initial=initial, channel=channel)
    return _page(request, text, form, PreviewText(text, initial))


def _write(request: Request, kind: str, channel: str, language: str) -> HttpResponse:
    text = _found(request, kind, channel, language)
    if "preview" in request.POST:  # what was typed stays, nothing is kept
        form = TextForm(initial=request.POST.dict(), channel=channel)
        return _page(request, text, form, PreviewText(text, request.POST))
    form = TextForm(request.POST, channel=channel)
    if form.is_valid():
        data = form.cleaned_data
        words = Words(data.get("title", ""), data["body"], data.get("provider_code", ""))
        facts: dict[str, Any] = {"reason": data["reason"], "seen": data["seen"]}
        who = {"by": request.actor, "at": timezone.now()}
        if heard(form, write_wording, kind, channel, language, words, **facts, **who):
            news.success(request, _("In force from the next message on."))
            return redirect("desk:text_list")
    return _page(request, text, form, PreviewText(text, request.POST), status=422)


def _found(request: Request, kind: str, channel: str, language: str) -> Text:
    text = text_of(request.actor, kind, channel, language)
    if text is None:
        raise Http404
    return text


def _page(
    request: Request, text: Text, form: TextForm, preview: PreviewText, *, status: int = 200
) -> HttpResponse:
    context = {
        "text": text,
        "form": form,
        "preview": preview,
        "places": places_shown(text.kind),
        "tab": "texts",
    }
    return render(request, "desk/outbox/text.html", context, status=status)


text_edit = form_and_act("message.edit", get=_show, post=_write)
