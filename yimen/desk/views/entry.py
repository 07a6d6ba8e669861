"""The desk's door: officers only, and only after their second factor."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponseBase

from yimen.identity.permissions import Gate, desk_gate
from yimen.ui.entry import sign_in_first
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes

#: What an officer does first, by what stands between him and the desk.
STEPS = {
    Gate.RENEW: "account_change_password",
    Gate.ENROL: "mfa_activate_totp",
    Gate.CONFIRM: "mfa_reauthenticate",
}
View = Callable[..., HttpResponseBase]


def officers(view: View) -> View:
    """Let officers in: strangers sign in, residents see nothing here, no TOTP no desk."""

    @wraps(view)
    def inner(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        gate = desk_gate(request.user, request.session)
        if gate is Gate.OPEN:
            return view(request, *args, **kwargs)
        if gate is Gate.SIGN_IN:
            return sign_in_first(request, home="desk:work")
        if gate is Gate.NOT_STAFF:
            raise Http404
        return sign_in_first(request, home="desk:work", step=STEPS[gate])

    return inner


def holders_of(*grants: str) -> Callable[[View], View]:
    """Let in only officers who hold one of the grants; for others the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
            if not any(request.actor.holds(grant) for grant in grants):
                raise Http404
            return view(request, *args, **kwargs)

        return inner

    return decorate


def workers(view: View) -> View:
    """Let in only officers with some grant over cases; for others the page does not exist."""

    @wraps(view)
    def inner(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.actor.reach("case."):
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def form_and_act(grant: str, *, get: View, post: View) -> View:
    """A form and its act at one address, for officers who hold the grant."""
    holds = holders_of(grant)
    return doors(get=reads(officers(holds(get))), post=writes(officers(holds(post))))
