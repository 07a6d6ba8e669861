"""What an office told the applicant in writing, as a page to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from yimen.cases.queries import notice_paper
from yimen.portal.doors import applicants
from yimen.portal.views.mine import own
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@applicants
def case_notice(request: Request, number: str, seq: int) -> HttpResponse:
    """One written notice of one's own case."""
    case = own(request, number)
    paper = notice_paper(case, seq)
    if paper is None:
        raise Http404
    context = {"case": case, "paper": paper, "section": "cases"}
    return render(request, "portal/cases/notice.html", context)
