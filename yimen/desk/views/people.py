"""Messages to this officer; the list of staff."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from yimen.desk.views.entry import officers
from yimen.identity.queries import officers_accounts
from yimen.notify import actions as notify
from yimen.notify.models import Message
from yimen.notify.queries import inbox
from yimen.orgs.queries import staff_page
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes


@reads
@officers
def messages(request: Request) -> HttpResponse:
    """What the house told this officer, newest first."""
    letters = list(inbox(request.actor)[:100])
    return render(request, "desk/people/messages.html", {"inbox": letters})


@writes
@officers
def messages_read(request: Request) -> HttpResponse:
    """Everything shown has been read."""
    for message in Message.objects.visible_to(request.actor).unread()[:100]:
        notify.mark_read(message.id, by=request.actor, at=timezone.now())
    return redirect("desk:messages")


@reads
@officers
def people(request: Request) -> HttpResponse:
    """The officers of the organisations I manage, with posts and deputies."""
    text, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    page = staff_page(request.actor, on=timezone.localdate(), text=text, after=after)
    accounts = officers_accounts([row.staff.pk for row in page.rows])
    context = {
        "rows": [(row, accounts.get(row.staff.pk)) for row in page.rows],
        "text": text,
        "may_manage": request.actor.holds("org.manage"),
        "newer": f"?{urlencode({'q': text})}" if after else "",
        "older": f"?{urlencode({'q': text, 'after': page.next})}" if page.next else "",
    }
    return render(request, part("desk/people/staff.html", "rows", request), context)
