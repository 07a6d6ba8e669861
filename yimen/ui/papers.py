"""A written notice as a file to keep. Knows its attributes, not its home; see ui/_paper.html."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from yimen.kernel.typesetting import pdf
from yimen.ui.templatetags.ui import group4

SOURCE = Path(__file__).parent / "papers" / "notice.typ"


def notice_pdf(paper: Any) -> bytes:
    """The notice as PDF/A, in Chinese as it was told; the same notice gives the same bytes."""
    with translation.override("zh-hans"):
        footer = _("Case number %(number)s · not sealed electronically") % {
            "number": group4(paper.number)
        }
    data = {
        "title": paper.title,
        "document": paper.document,
        "office": paper.office,
        "addressee": paper.addressee,
        "paragraphs": [*paper.paragraphs],
        "points": [*paper.points],
        "closing": [*paper.closing],
        "day": f"{paper.on.year}年{paper.on.month}月{paper.on.day}日",
        "footer": footer,
    }
    return pdf(SOURCE, data, at=datetime.combine(paper.on, time(), UTC))


def notice_file(paper: Any) -> HttpResponse:
    """The answer that hands it out, named by its document number or that of the case."""
    name = f"{paper.title} {paper.document or paper.number}.pdf"
    response = HttpResponse(notice_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
