"""For those who keep the house running: followers, and what was set aside."""

from django.http import HttpResponse
from django.shortcuts import render

from yimen.desk.views.entry import holders_of, officers
from yimen.journal.queries import follower_status
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@holders_of("ops.view", "journal.read")
def operations(request: Request) -> HttpResponse:
    """How far each follower of the journal has come, and what it could not take."""
    return render(request, "desk/ops/followers.html", {"followers": follower_status()})
