"""A request as the middleware leaves it."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from yimen.kernel.actor import Actor


class Request(HttpRequest):
    """What views may rely on beyond Django's own request."""

    actor: Actor
    htmx: HtmxDetails
