"""What is nobody's: whether this process is well, and where there is nothing."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.defaults import page_not_found

from yimen.api.errors import no_such_address
from yimen.ui.views import reads


@reads
def health(request: HttpRequest) -> HttpResponse:
    """Answers `ok` when the database answers; for `yimen up`, load balancers and alarms."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page for people; for programs a problem document, as all refusals of the interface are."""
    if request.path.startswith("/api/"):
        return no_such_address(request, exception)
    return page_not_found(request, exception)
