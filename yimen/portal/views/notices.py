"""What an office told the applicant in writing, as a page to print."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from yimen.cases.messages.notices import Paper
from yimen.cases.models import Case
from yimen.cases.queries import notice_paper
from yimen.portal.doors import applicants
from yimen.portal.views.mine import own
from yimen.ui.papers import notice_file
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@applicants
def case_notice(request: Request, number: str, seq: int) -> HttpResponse:
    """One written notice of one's own case."""
    case = own(request, number)
    context = {"case": case, "paper": _paper(case, seq), "seq": seq, "section": "cases"}
    return render(request, "portal/cases/notice.html", context)


@reads
@applicants
def case_notice_pdf(request: Request, number: str, seq: int) -> HttpResponse:
    """The same as PDF/A, to keep."""
    return notice_file(_paper(own(request, number), seq))


def _paper(case: Case, seq: int) -> Paper:
    paper = notice_paper(case, seq)
    if paper is None:
        raise Http404
    return paper
