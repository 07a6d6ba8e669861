"""Two moves every request makes: find the actor, and turn a refusal into a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from yimen.identity.queries import actor_for
from yimen.kernel.errors import DomainError

Handler = Callable[[HttpRequest], HttpResponse]


class ActorMiddleware:
    """Puts `request.actor` there; built at first use, once per request."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(
            lambda: actor_for(
                request.user, session=request.session, address=request.META.get("REMOTE_ADDR", "")
            )
        )
        return self.get_response(request)


class DomainErrorMiddleware:
    """Shows an expected refusal in one place; views have no `try`."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        page = "ui/error.html#notice" if request.htmx else "ui/error.html"
        return render(request, page, {"error": error}, status=error.status)
