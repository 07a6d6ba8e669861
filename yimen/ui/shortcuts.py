"""Pages and their parts; files handed out."""

from typing import BinaryIO

from django.http import FileResponse, HttpRequest

#: What a browser shows safely: pictures, and PDF in its own viewer.
VIEWABLE = frozenset({"application/pdf", "image/jpeg", "image/png"})
#: Nothing in what is shown may load or run anything; the styles are the viewer's.
SHUT = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def part(template: str, name: str, request: HttpRequest) -> str:
    """The page for a plain request, its named part for one by htmx (never for a boosted one)."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        return f"{template}#{name}"
    return template


def file_answer(
    content: BinaryIO, *, name: str, media_type: str, is_shown: bool = False
) -> FileResponse:
    """A stored file as an attachment, so that a browser never runs it, unless it may be shown."""
    response = FileResponse(
        content, as_attachment=not is_shown, filename=name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    if is_shown:
        response["Content-Security-Policy"] = SHUT
    return response
