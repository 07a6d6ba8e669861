"""What leaves the house: how much is in which state, what failed and why, and trying again."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from yimen.desk.forms.outbox import AgainForm, OutboxForm
from yimen.desk.views.entry import holders_of, officers
from yimen.notify.actions import try_again
from yimen.notify.models import Channel, Message
from yimen.notify.ports import has_sms
from yimen.notify.queries import outbox_counts, outgoing
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

SINCE = timedelta(days=7)
STATES = (Message.State.WAITING, Message.State.SENT, Message.State.DELIVERED, Message.State.FAILED)


@reads
@officers
@holders_of("ops.view")
def outbox(request: Request) -> HttpResponse:
    """Messages of the last week by channel and state, and the newest of those asked for."""
    form = OutboxForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    channel, state = asked.get("channel", ""), asked.get("state", "")
    counts = outbox_counts(request.actor, since=timezone.now() - SINCE)
    context = {
        "counts": [
            (Channel(name), [(one, found.get(one, 0)) for one in STATES])
            for name, found in counts
            if name != Channel.IN_APP
        ],
        "states": STATES,
        "rows": outgoing(request.actor, channel=channel, state=state),
        "channel": channel,
        "state": state,
        "is_demo": settings.DEMO and settings.SMS["gateway"].endswith("DemoGateway"),
        "has_sms": has_sms(),
        "tab": "outbox",
    }
    return render(request, "desk/outbox/list.html", context)


@writes
@officers
@holders_of("ops.view")
def outbox_again(request: Request) -> HttpResponse:
    """Try messages again that were given up."""
    form = AgainForm(request.POST)
    if form.is_valid():
        count = try_again(form.cleaned_data["message"], by=request.actor, at=timezone.now())
        said = ngettext(
            "%(count)s message is tried again.", "%(count)s messages are tried again.", count
        )
        news.success(request, said % {"count": count})
    return redirect("desk:outbox")
