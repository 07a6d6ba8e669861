"""Messages to the person who signed in."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from yimen.notify.actions import mark_read
from yimen.notify.queries import inbox
from yimen.portal.doors import applicants
from yimen.portal.forms.reading import AfterForm
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

PAGE = 30


@reads
@applicants
def message_list(request: Request) -> HttpResponse:
    """Messages, newest first."""
    form = AfterForm(request.GET)
    after = form.cleaned_data["after"] if form.is_valid() else None
    letters = inbox(request.actor)
    if after:
        letters = letters.filter(pk__lt=after)
    shown = list(letters[: PAGE + 1])
    context = {
        "letters": shown[:PAGE],
        "next": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "is_start": after is None,
        "section": "messages",
    }
    return render(request, "portal/messages/list.html", context)


@writes
@applicants
def message_read(request: Request, message_id: UUID) -> HttpResponse:
    """Mark a message as read and go where it leads."""
    letter = get_object_or_404(inbox(request.actor), pk=message_id)
    mark_read(letter.pk, by=request.actor, at=timezone.now())
    if letter.link.startswith("/") and not letter.link.startswith("//"):
        return redirect(letter.link)
    return redirect("portal:message_list")
