"""What somebody typed while his sign-in ran out: kept sealed until he is back on the page.

It lies in the session of the stranger he became, which goes on when he signs in and ends with it
when he signs out. Only a page that is his, at the same address, ever shows it again.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import render

from yimen.kernel.secrecy import seal, unseal
from yimen.ui.request import Request

KEPT = "typed"
#: As it is sent, where a Chinese character counts nine: 6,600 of them. Anybody may send to these
#: pages, and what is kept fills his session for hours; answers saved before are not at stake.
MOST = 60_000
OF_THE_PAGE = ("csrfmiddlewaretoken", "key", "revision")

View = Callable[..., HttpResponseBase]


def keeps_typed(view: View) -> View:
    """Keep what a stranger sends to this page; it waits for him behind the sign-in."""

    @wraps(view)
    def inner(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            path = _page(request)
            _keep(request, path)
            if request.htmx:
                return render(request, "portal/apply/_signed_out.html", {"next": path})
            return redirect_to_login(path)
        return view(request, *args, **kwargs)

    return inner


def typed_before(request: Request) -> QueryDict | None:
    """What was typed on this very page before one had to sign in again."""
    held = request.session.get(KEPT)
    if not held or held["path"] != request.path:
        return None
    return QueryDict(unseal(held["sealed"]))


def forget_typed(request: Request) -> None:
    """The page has taken what was typed, or was left."""
    request.session.pop(KEPT, None)


def _keep(request: Request, path: str) -> None:
    said = request.POST.copy()
    for name in OF_THE_PAGE:
        said.pop(name, None)
    text = said.urlencode()
    if len(text) <= MOST:
        request.session[KEPT] = {"path": path, "sealed": seal(text)}


def _page(request: Request) -> str:
    """The page one is on: what saves while one types has an address of its own."""
    here = urlsplit(request.htmx.current_url or "").path if request.htmx else ""
    return here or request.path
