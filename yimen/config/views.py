"""The one page that is nobody's: whether this process is well."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from yimen.ui.views import reads


@reads
def health(request: HttpRequest) -> HttpResponse:
    """Answers `ok` when the database answers; for `yimen up`, load balancers and alarms."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok\n", content_type="text/plain")
