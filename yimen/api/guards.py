"""What every operation passes before it answers."""

import functools
import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import connections, transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from yimen.exchange.actions import count_use, give_answer, kept_answer
from yimen.exchange.adapters.oauth import Bearer, bearer_of
from yimen.exchange.errors import NoKey, NoToken
from yimen.ui.views import refuse_writes

P = ParamSpec("P")
Answer = TypeVar("Answer")
Operation = Callable[..., Any]

#: As the description shows it; `acts` reads it itself, before anything else is looked at.
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
    "description": "The same for each try of one request, which is done once.",
}


class SystemAuth(HttpBearer):
    """Lets in systems that show a token with one of the scopes, as often as each may ask."""

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> Bearer:
        """Who asks; nobody knows without a token."""
        found = super().__call__(request)
        if not isinstance(found, Bearer):
            raise NoToken
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Bearer:
        """Who shows this token."""
        bearer = bearer_of(token)
        count_use(bearer.client, at=timezone.now())
        if self.scopes:
            bearer.require(self.scopes)
        return bearer


def reads(operation: Callable[P, Answer]) -> Callable[P, Answer]:
    """An operation that reads cannot write: the database says no, as it does for pages."""

    @functools.wraps(operation)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Answer:
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(refuse_writes))
            return operation(*args, **kwargs)

    guarded.access = "reads"  # type: ignore[attr-defined]
    return guarded


def acts(operation: Operation) -> Operation:
    """An operation that changes something is done once for each key, in one transaction.

    Asked again with the same key it gives the answer it gave; one that is refused is not kept.
    """

    @functools.wraps(operation)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        client, key = bearer(request).client, _key(request)
        with transaction.atomic():
            kept = kept_answer(client, key, _fingerprint(request), at=timezone.now())
            if kept is not None:
                return kept
            answer = operation(request, *args, **kwargs)
            give_answer(client, key, answer)
            return answer

    guarded.access = "acts"  # type: ignore[attr-defined]
    return guarded


def bearer(request: HttpRequest) -> Bearer:
    """The system that asks, as SystemAuth let it in."""
    found = getattr(request, "auth", None)
    if not isinstance(found, Bearer):
        raise NoToken
    return found


def address_of(request: HttpRequest) -> str:
    """Where a request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        raise NoKey(field="Idempotency-Key") from None


def _fingerprint(request: HttpRequest) -> str:
    """What was asked: the same key may not stand for something else."""
    parts = [request.method or "", request.get_full_path()]
    if request.content_type == "multipart/form-data":
        parts += [f"{name}={request.POST[name]}" for name in sorted(request.POST)]
        for name in sorted(request.FILES):
            for file in request.FILES.getlist(name):
                parts.append(f"{name}={hashlib.sha256(file.read()).hexdigest()}")
                file.seek(0)
    else:
        parts.append(hashlib.sha256(request.body).hexdigest())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
