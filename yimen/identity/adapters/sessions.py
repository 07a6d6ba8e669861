"""Sessions that end when nobody is there (GB/T 22239: idle time-out)."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_LIMIT = "idle_limit"
_SEEN = "idle_seen"
_STEP = 60  #: how often, in seconds, a session notes that somebody is there

Handler = Callable[[HttpRequest], HttpResponse]


def end_when_idle(request: HttpRequest, seconds: int) -> None:
    """Mark the session to end after so many seconds without a request."""
    request.session[_LIMIT] = seconds
    request.session[_SEEN] = int(time.time())


class IdleMiddleware:
    """Ends marked sessions; stands between the session and the account middleware."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = request.session.get(_LIMIT)
        if limit:
            idle = int(time.time()) - request.session.get(_SEEN, 0)
            if idle > limit:
                request.session.flush()
            elif idle >= _STEP:
                request.session[_SEEN] = int(time.time())
        return self.get_response(request)
