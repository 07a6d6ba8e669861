"""Pages that keep themselves up to date: a screen asks every other second whether anything is new.

Asking is cheap: a mark names the state of what is shown, and who has that state already gets
"not modified" before anything is read or drawn.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

PART = "part"  # what a screen asks with: it wants its picture alone


def asks_for_part(request: HttpRequest) -> bool:
    """Whether the page that is already there asks for what has changed."""
    return PART in request.GET


def live_answer(
    request: HttpRequest, mark: str, draw: Callable[[], HttpResponse]
) -> HttpResponseBase:
    """What is drawn, with its mark; or that the asker has it already."""
    kind = "part" if asks_for_part(request) else "page"
    etag = f'"{mark}.{get_language()}.{kind}"'
    if asks_for_part(request) and (known := get_conditional_response(request, etag=etag)):
        return known
    answer = draw()
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer
