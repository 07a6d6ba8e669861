"""Who may come in: applicants to their own pages; strangers sign in, officers have the desk."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseBase

from yimen.kernel.actor import Kind
from yimen.ui.request import Request

View = Callable[..., HttpResponseBase]


def applicants(view: View) -> View:
    """Let in who may apply; an officer finds nothing here, for he must not read cases this way."""

    @wraps(view)
    def inner(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if request.actor.kind is not Kind.APPLICANT:
            raise Http404
        return view(request, *args, **kwargs)

    return inner
