"""Sessions in the database, which end when nobody is there (GB/T 22239: idle time-out)."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from yimen.kernel.statements import Statement

_LIMIT = "idle_limit"
_SEEN = "idle_seen"
_STEP = 60  #: how often, in seconds, a session notes that somebody is there

Handler = Callable[[HttpRequest], HttpResponse]


#: Asked by every request of somebody signed in.
_SESSION = Statement("""
    select session_data from django_session
    where session_key = %(key)s and expire_date > %(now)s
""")


class SessionStore(DatabaseSessions):
    """Django's own; only what every request reads is written out."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing if there is none, or no more."""
        row = _SESSION.first(key=self.session_key, now=timezone.now())
        if row is None:
            self._session_key = None
            return {}
        held: dict[str, Any] = self.decode(row[0])
        return held


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
