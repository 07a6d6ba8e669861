"""Handing out an uploaded file to whom it belongs."""

from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.cases.models import Case
from yimen.files.models import Blob
from yimen.files.queries import open_blob
from yimen.portal.doors import applicants
from yimen.ui.request import Request
from yimen.ui.shortcuts import VIEWABLE, file_answer
from yimen.ui.views import reads


@reads
@applicants
def file_download(request: Request, file_id: UUID) -> HttpResponseBase:
    """A file of one's own case, always as an attachment: a browser never runs it."""
    blob = _own(request, file_id)
    return file_answer(open_blob(blob), name=blob.name, media_type=blob.media_type)


@reads
@applicants
@xframe_options_sameorigin
def file_view(request: Request, file_id: UUID) -> HttpResponseBase:
    """A picture or PDF of one's own case, to look at: nothing in it may load or run anything."""
    blob = _own(request, file_id)
    if blob.media_type not in VIEWABLE:
        raise Http404
    return file_answer(open_blob(blob), name=blob.name, media_type=blob.media_type, is_shown=True)


def _own(request: Request, file_id: UUID) -> Blob:
    case = get_object_or_404(Case.objects.visible_to(request.actor), materials=file_id)
    return case.materials.select_related("blob").get(pk=file_id).blob
