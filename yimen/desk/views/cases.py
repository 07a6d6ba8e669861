"""All cases an officer may see: find one, look at many."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from yimen.cases import queries
from yimen.cases.states import State
from yimen.desk.views.entry import officers
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads


@reads
@officers
def case_list(request: Request) -> HttpResponse:
    """Cases in scope, newest first; by number, applicant's name, state."""
    names = ("q", "state")
    chosen = {name: request.GET[name].strip() for name in names if request.GET.get(name)}
    after = request.GET.get("after", "")
    page = queries.case_list(
        request.actor,
        today=timezone.localdate(),
        text=chosen.get("q", ""),
        state=chosen.get("state", ""),
        after=after,
    )
    context = {
        "rows": page.rows,
        "q": chosen.get("q", ""),
        "state": chosen.get("state", ""),
        "states": [choice for choice in State.choices if choice[0] != State.DRAFT],
        "newer": f"?{urlencode(chosen)}" if after else "",
        "older": f"?{urlencode({**chosen, 'after': page.next})}" if page.next else "",
    }
    return render(request, part("desk/cases/list.html", "rows", request), context)
