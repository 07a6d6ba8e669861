"""Handing out an uploaded file to whom it belongs."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from yimen.cases.models import Case
from yimen.files.queries import open_blob
from yimen.portal.doors import applicants
from yimen.ui.request import Request
from yimen.ui.shortcuts import file_answer
from yimen.ui.views import reads


@reads
@applicants
def file_download(request: Request, file_id: UUID) -> HttpResponseBase:
    """A file of one's own case, always as an attachment: a browser never runs it."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), materials=file_id)
    blob = case.materials.select_related("blob").get(pk=file_id).blob
    return file_answer(open_blob(blob), name=blob.name, media_type=blob.media_type)
