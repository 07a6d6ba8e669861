"""The desk's door: officers only, and only after their second factor."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from yimen.identity.permissions import may_enter_desk
from yimen.kernel.actor import Kind

View = Callable[..., HttpResponse]


def officers(view: View) -> View:
    """Let officers in: strangers sign in, residents see nothing here, no TOTP no desk."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.user.staff_id is None or request.actor.kind is not Kind.STAFF:
            raise Http404
        if not may_enter_desk(request.user, request.session):
            return redirect("mfa_activate_totp")
        return view(request, *args, **kwargs)

    return inner


def holders_of(*grants: str) -> Callable[[View], View]:
    """Let in only officers who hold one of the grants; for others the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not any(request.actor.holds(grant) for grant in grants):
                raise Http404
            return view(request, *args, **kwargs)

        return inner

    return decorate
