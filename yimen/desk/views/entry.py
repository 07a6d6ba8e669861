"""The desk's door: officers only, and only after their second factor."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from yimen.identity.adapters.sessions import session_ended
from yimen.identity.permissions import Gate, desk_gate
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
            return _sign_in(request)
        if gate is Gate.NOT_STAFF:
            raise Http404
        return redirect_to_login(request.get_full_path(), login_url=STEPS[gate])

    return inner


def _sign_in(request: Request) -> HttpResponseBase:
    """To the sign-in and back to the page one was at; whose session ended meanwhile is told so."""
    is_act = request.method == "POST"
    if session_ended(request):
        done_nothing = _("Your sign-in has ended, and nothing was done. Sign in, and do it again.")
        come_back = _("Your sign-in has ended. Sign in, and you come back to this page.")
        messages.warning(request, done_nothing if is_act else come_back)
    return redirect_to_login(_page_of(request) if is_act else request.get_full_path())


def _page_of(request: Request) -> str:
    """The page an act was sent from: the address of an act alone shows nothing."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return urlsplit(came_from)._replace(scheme="", netloc="").geturl()
    return reverse("desk:work")


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
