"""The way to the sign-in, and back to the page one was at."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from yimen.ui.request import Request


def sign_in_first(request: Request, *, home: str, step: str | None = None) -> HttpResponse:
    """To the sign-in, or another step of it; whose session ended meanwhile is told so.

    Afterwards one is at the page again, or at `home` where none is known. A part of a page is
    never answered with a page: htmx is told to leave for it.
    """
    if session_ended(request):
        done_nothing = _("Your sign-in has ended, and nothing was done. Sign in, and do it again.")
        come_back = _("Your sign-in has ended. Sign in, and you come back to this page.")
        messages.warning(request, done_nothing if request.method == "POST" else come_back)
    answer = redirect_to_login(_page_of(request) or reverse(home), login_url=step)
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def session_ended(request: HttpRequest) -> bool:
    """Whether the browser comes with the cookie of a session that is there no more."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty()


def _page_of(request: Request) -> str:
    """The page a request is of or was sent from: the address of an act alone shows nothing."""
    if request.htmx:
        return request.htmx.current_url_abs_path or ""
    if request.method != "POST":
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return urlsplit(came_from)._replace(scheme="", netloc="").geturl()
    return ""
