"""Refusals as problem documents (RFC 9457), in the language the caller asked for."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFilesSent
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from yimen.exchange.errors import NoToken
from yimen.kernel.errors import DomainError, Invalid

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
PLAIN = (str, int, float, bool, type(None))
_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


class NoSuchCase(DomainError):
    """A wrong code and an unknown number look the same."""

    code = "case.not_found"
    status = 404
    message = gettext_lazy("No case has this number and code. Please check both.")


class TooManyTries(DomainError):
    """Whoever guesses has to wait, and so has everybody who asks for the same number."""

    code = "too_many_tries"
    status = 429
    message = gettext_lazy("Too many wrong tries. Please wait a quarter of an hour.")


class UnknownAnswer(Invalid):
    """The item has no such question, or the question no such option."""

    code = "item.unknown_answer"
    message = gettext_lazy("The item knows no answer “%(answer)s”.")


class NoSuchKind(DomainError):
    """The address names no kind of code."""

    code = "code.no_such_kind"
    status = 404
    message = gettext_lazy("There is no kind of code “%(kind)s”.")


class DaysInWrongOrder(Invalid):
    """A span ends before it starts."""

    code = "workdays.wrong_order"
    message = gettext_lazy("The first day lies after the last.")


class SpanTooLong(Invalid):
    """Limits refuse rather than cap: a shortened answer would look like the right one."""

    code = "workdays.too_long"
    message = gettext_lazy("At most %(most)s days can be counted at once.")


def problem(
    code: str, title: str, status: int, members: Mapping[str, object] | None = None
) -> HttpResponse:
    """A problem document; the members are its extensions and never replace the standard ones."""
    body = {**(members or {}), "type": f"/problems/{code}", "title": title, "status": status}
    unescaped = {"ensure_ascii": False}
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, json_dumps_params=unescaped)


def add_handlers(api: NinjaAPI) -> None:
    """Show every refusal in this one place."""
    api.add_exception_handler(DomainError, _refused)
    api.add_exception_handler(ValidationError, _not_understood)
    api.add_exception_handler(Http404, no_such_address)
    api.add_exception_handler(HttpError, _unreadable)
    for garbled in (BadRequest, MultiPartParserError, RequestDataTooBig, TooManyFilesSent):
        api.add_exception_handler(garbled, _garbled)
    api.add_exception_handler(DataError, _unfit)


def describe_problems(described: dict[str, Any]) -> None:
    """Say of every refusal that it is a problem document, and that a body may be unreadable."""
    for operations in described["paths"].values():
        for method, operation in operations.items():
            answers = operation["responses"]
            if method != "get":
                answers.setdefault(400, {"description": "Bad Request", "content": _PROBLEM})
            for answer in answers.values():
                if answer.get("content") == {"application/json": _PROBLEM[MEDIA_TYPE]}:
                    answer["content"] = _PROBLEM


def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    members = {name: _plain(value) for name, value in error.facts.items()}
    if error.field:
        members["field"] = error.field
    response = problem(error.code, str(error), error.status, members)
    if error.status == NoToken.status:
        response.headers["WWW-Authenticate"] = "Bearer"
    if error.status == TooManyTries.status and "wait" in members:
        response.headers["Retry-After"] = str(members["wait"])
    return response


def _not_understood(request: HttpRequest, error: Any) -> HttpResponse:
    errors = [
        {"field": str(one["loc"][-1]), "reason": one["type"], "detail": one["msg"]}
        for one in error.errors
    ]
    title = _("Please check the parameters of the request.")
    return problem("request.invalid", title, 422, {"errors": errors})


def no_such_address(request: HttpRequest, error: Any) -> HttpResponse:
    """Nothing is there, or nothing that this caller may know of."""
    return problem("not_found", _("There is nothing at this address."), 404)


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    """What cannot be parsed at all; its words are for programmers."""
    title = _("The request cannot be read.")
    return problem("request.unreadable", title, error.status_code, {"detail": str(error)})


def _garbled(request: HttpRequest, error: Any) -> HttpResponse:
    return _unreadable(request, HttpError(400, str(error)))


def _unfit(request: HttpRequest, error: Any) -> HttpResponse:
    logger.warning("%s: what came does not fit the database", request.path, exc_info=error)
    return _unreadable(request, HttpError(400, "a text holds NUL, or a number is out of bounds"))


def _plain(value: object) -> object:
    return value if isinstance(value, PLAIN) else str(value)
