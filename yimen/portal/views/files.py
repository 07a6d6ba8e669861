"""Handing out an uploaded file to whom it belongs."""

from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from yimen.cases.models import Case
from yimen.files.queries import open_blob
from yimen.portal.doors import applicants
from yimen.ui.views import reads


@reads
@applicants
def file_download(request: HttpRequest, file_id: UUID) -> HttpResponseBase:
    """A file of one's own case, always as an attachment: a browser never runs it."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), materials=file_id)
    blob = case.materials.select_related("blob").get(pk=file_id).blob
    response = FileResponse(open_blob(blob), content_type=blob.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(blob.name)}"
    response["Content-Length"] = str(blob.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response
