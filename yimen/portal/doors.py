"""Who may come in: applicants to their own pages; strangers sign in, officers have the desk."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils import timezone

from yimen.identity.models import Account
from yimen.identity.permissions import may_enter_desk
from yimen.identity.queries import PARTY, station_actor
from yimen.kernel.actor import Actor, Kind
from yimen.ui.entry import sign_in_first
from yimen.ui.request import Request

View = Callable[..., HttpResponseBase]


def applicants(view: View) -> View:
    """Let in who may apply; an officer finds nothing here, for he must not read cases this way.

    At a station he files for the resident before him: with consent, in that matter, that day.
    """

    @wraps(view)
    def inner(request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return sign_in_first(request, home="portal:home")
        if request.actor.kind is Kind.STAFF:
            request.actor = _at_station(request)
        if request.actor.kind is not Kind.APPLICANT:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def _at_station(request: Request) -> Actor:
    """The officer as who he files for, if he has begun to; else himself."""
    party = request.session.get(PARTY)
    if not party or not isinstance(request.user, Account):
        return request.actor
    if not may_enter_desk(request.user, request.session):
        return request.actor
    today = timezone.localdate()
    found = station_actor(request.user, UUID(party), by=request.actor, on=today)
    return found or request.actor
