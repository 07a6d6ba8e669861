"""What every request passes: language, actor, refusals as pages, and what a page may load."""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import timezone, translation

from yimen.catalogue.actions import begin_day
from yimen.identity.queries import actor_for
from yimen.kernel.errors import DomainError

Handler = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)

#: Everything from this site alone, nothing written into the page itself.
CONTENT_SECURITY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)


class ContentSecurityMiddleware:
    """Tells browsers to run no script and no style but this site's own files."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code >= 400):  # Django's own page has styles
            response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        return response


class LanguageMiddleware(LocaleMiddleware):
    """The language chosen on this device, else the account's, else the browser's, else Chinese."""

    def process_request(self, request: HttpRequest) -> None:
        """Choose before any page is drawn; stands after the session and the account."""
        super().process_request(request)
        if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            return
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()


class NewDayMiddleware:
    """The first page of a day puts in force what was decided for it: see ADR 0044.

    No page drawn after midnight shows what held the day before, whether or not a worker runs.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._begun: date | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        if self._begun != timezone.localdate(now):
            self._begin(now)
        return self.get_response(request)

    def _begin(self, now: datetime) -> None:
        try:
            begin_day(at=now)
        except DomainError:  # one item must not close the whole house; the next page tries again
            logger.exception("what was decided for this day could not be put in force")
        else:
            self._begun = timezone.localdate(now)


class ActorMiddleware:
    """Puts `request.actor` there, once per request: an actor itself, never a lazy stand-in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_for(  # type: ignore[attr-defined]
            request.user, session=request.session, address=request.META.get("REMOTE_ADDR", "")
        )
        return self.get_response(request)


class ActAsPageMiddleware:
    """Says in words that the address of an act shows no page, where Django answers with nothing."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class DomainErrorMiddleware:
    """Shows an expected refusal in one place; views have no `try`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of the refusal, or its notice alone for htmx."""
        if not isinstance(error, DomainError):
            return None
        page = "ui/error.html#notice" if getattr(request, "htmx", False) else "ui/error.html"
        return render(request, page, {"error": error}, status=error.status)


class UnfitDataMiddleware:
    """Says that a request could not be read where the database cannot hold what it brought.

    Forms tell people at the field; this is for the rest of a request: a NUL in an address, a number
    beyond all bounds. It is logged, for where people can get here a form misses a check.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a damaged request."""
        if not isinstance(error, DataError):
            return None
        logger.warning("%s: what came does not fit the database", request.path, exc_info=error)
        return render(request, "400.html", status=400)
