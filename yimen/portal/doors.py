"""Who may come in: applicants to their own pages; strangers sign in, officers have the desk."""

from collections.abc import Callable
from copy import copy
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from yimen.kernel.actor import Kind

View = Callable[..., HttpResponse]


def applicants(view: View) -> View:
    """Let in who may apply; an officer finds nothing here, for he must not read cases this way."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.actor.kind is not Kind.APPLICANT:
            raise Http404
        request.actor = copy(request.actor)  # from here on the actor itself, no longer lazy
        return view(request, *args, **kwargs)

    return inner
