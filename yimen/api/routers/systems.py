"""Tokens for systems, what they were told, and what carriers of messages report."""

import time
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from yimen.api.guards import KEY, SystemAuth, acts, bearer, reads
from yimen.api.schemas import systems as shape
from yimen.api.schemas.problems import Problem
from yimen.exchange.actions import replay
from yimen.exchange.adapters.oauth import token_response
from yimen.exchange.models import Delivery
from yimen.exchange.queries import deliveries, reader_of
from yimen.kernel.http import is_signed
from yimen.notify.actions import note_reports
from yimen.notify.errors import BadReport
from yimen.notify.ports import Report

oauth, webhooks, reports = Router(), Router(auth=SystemAuth()), Router()
PAGE = 50
REFUSALS = {frozenset({401, 404, 422, 429}): Problem}
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": ["client_credentials"]},
                        "scope": {"type": "string"},
                        "client_id": {"type": "string"},
                        "client_secret": {"type": "string"},
                    },
                }
            }
        },
    }
}
SIGNED = {
    "parameters": [
        {"in": "header", "name": name, "required": True, "schema": {"type": "string"}}
        for name in ("X-Timestamp", "X-Signature")
    ]
}


def _asks(operation: Any) -> Any:
    """Neither reads nor acts: tells systems who they are, or is told by who signs."""
    operation.access = "asks"
    return operation


@oauth.post(
    "/token",
    response={200: shape.Token, frozenset({400, 401}): shape.TokenRefusal},
    operation_id="token",
    openapi_extra=FORM,
)
@_asks
def token(request: HttpRequest) -> Any:
    """An access token for a system that shows its id and secret, by HTTP Basic or in the form."""
    return token_response(request)


@webhooks.get(
    "/deliveries", response={200: shape.DeliveryLines, **REFUSALS}, operation_id="delivery_list"
)
@reads
def delivery_list(request: HttpRequest, before: Annotated[UUID | None, Query()] = None) -> Any:
    """What this system was told, newest first."""
    found = deliveries(reader_of(bearer(request).client))
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: PAGE + 1])
    return {
        "deliveries": [_shown(row) for row in rows[:PAGE]],
        "next_before": rows[PAGE - 1].pk if len(rows) > PAGE else None,
    }


@webhooks.post(
    "/deliveries/{uuid:delivery_id}/replay",
    response={200: shape.DeliveryOut, **REFUSALS},
    operation_id="delivery_replay",
    openapi_extra={"parameters": [KEY]},
)
@acts
def delivery_replay(request: HttpRequest, delivery_id: UUID) -> Any:
    """Be told once more, under the same id."""
    by = reader_of(bearer(request).client)
    return _shown(replay(delivery_id, by=by, at=timezone.now()))


@reports.post(
    "/reports",
    response={200: shape.CountOut, frozenset({401, 422}): Problem},
    operation_id="message_reports",
    openapi_extra=SIGNED,
)
@_asks
def message_reports(request: HttpRequest, said: shape.ReportsIn) -> Any:
    """What became of text messages; signed by their carrier with the secret agreed with it."""
    secret = settings.SMS["options"].get("secret", "")
    moment, signature = (request.headers.get(name, "") for name in ("X-Timestamp", "X-Signature"))
    if not is_signed(secret, moment, request.body, signature, now=time.time()):
        raise BadReport
    found = [Report(one.reference, one.is_delivered, one.reason) for one in said.reports]
    return {"count": note_reports(found, at=timezone.now())}


def _shown(row: Delivery) -> dict[str, Any]:
    same = ("id", "state", "attempts", "status", "last_error", "made_at", "sent_at")
    shown = {name: getattr(row, name) for name in same}
    return {**shown, "type": row.kind, "url": row.subscription.url}
