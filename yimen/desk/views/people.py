"""Messages to this officer; staff, their posts, and who stands in for whom."""

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk.forms.people import DeputyForm
from yimen.desk.views.entry import holders_of, officers
from yimen.kernel.errors import DomainError
from yimen.notify import actions as notify
from yimen.notify.models import Message
from yimen.notify.queries import inbox
from yimen.orgs import actions
from yimen.orgs.models import Staff
from yimen.orgs.queries import staff_rows
from yimen.ui.request import Request
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
    return _people(request, DeputyForm(actor=request.actor))


@writes
@officers
@holders_of("org.manage")
def deputy_appoint(request: Request) -> HttpResponse:
    """Let somebody stand in for an absent officer."""
    form = DeputyForm(request.POST, actor=request.actor)
    if form.is_valid():
        try:
            actions.appoint_deputy(**form.cleaned_data, by=request.actor, at=timezone.now())
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            news.success(request, _("The deputy is appointed."))
            return redirect("desk:people")
    return _people(request, form, status=422)


def _people(request: Request, form: DeputyForm, status: int = 200) -> HttpResponse:
    rows = staff_rows(Staff.objects.visible_to(request.actor), on=timezone.localdate())
    context = {"rows": rows, "form": form if request.actor.holds("org.manage") else None}
    return render(request, "desk/people/staff.html", context, status=status)
