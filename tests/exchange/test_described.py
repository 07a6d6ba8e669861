"""Whatever the description of the API allows may be sent, by whomever, and more:
nothing breaks, and every answer is one that is described."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi import checks

from tests.api.snapshot import SNAPSHOT
from tests.cases.factories import a_case, a_draft, an_office
from tests.exchange.factories import OFFICE, a_system, an_officer
from yimen.exchange.models import Application, Delivery, Subscription

# in one process, so that the world is made once
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("described")]
load_all_checks()
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
site = get_wsgi_application()


def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The site; the connection of the test outlives each request, as Django's own client has it."""
    listeners = (request_started, request_finished)
    for one in listeners:
        one.disconnect(close_old_connections)
    try:
        answer = site(environ, start_response)
        body = list(answer)
        answer.close()
        return body
    finally:
        for one in listeners:
            one.connect(close_old_connections)


def described(*modes: GenerationMode) -> Any:
    """The API as its description has it; what is tried with it lies in or beyond its words."""
    schema = schemathesis.openapi.from_dict(json.loads(SNAPSHOT.read_text()))
    schema.app = app
    schema.config.generation.modes = list(modes)
    schema.config.phases.coverage.generation.modes = list(modes)
    schema.config.phases.coverage.unexpected_methods = set()
    return schema


def tries(count: int) -> Any:
    """So many requests of each operation, the same every time."""
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@dataclass
class World:
    """A system that may do everything, and things there are, by their place in an address."""

    token: str
    officer: str
    places: dict[str, str] = field(default_factory=dict)

    def send(self, case: Case, *, token: str | None = None) -> None:
        """Send it, and look at what comes back."""
        case.headers["Accept-Encoding"] = "identity"  # what asks here reads no compressed answer
        if token is not None:
            case.headers["Authorization"] = f"Bearer {token}"
        else:
            case.headers.pop("Authorization", None)
        case.validate_response(case.call(), checks=CHECKS)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once, for that takes longer than to ask; each test undoes what it did to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def a_world() -> World:
    office = an_office()
    system = a_system(office.organisation, "apply", *OFFICE, per_minute=6000)
    filed, written = a_case("in_review", office=office), a_draft(office)
    Application.objects.create(case=written, client=system.client)
    heard = Subscription.objects.create(
        client=system.client, url="https://example.org/", made_at=filed.filed_at
    )
    told = Delivery.objects.create(
        subscription=heard,
        entry=1,
        kind="case.filed",
        body={},
        next_try_at=filed.filed_at,
        made_at=filed.filed_at,
    )
    return World(
        token=system.get_token().json()["access_token"],
        officer=an_officer(office.organisation, *OFFICE),
        places={
            "number": filed.number,
            "case_id": str(written.pk),
            "file_id": str(written.materials.first().pk),
            "delivery_id": str(told.pk),
            "code": office.item.code,
            "kind": "uscc",
        },
    )


everything = described(GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
meant_well = described(GenerationMode.POSITIVE)


@everything.parametrize()
@tries(2)
def test_nothing_that_is_described_breaks_it(case: Case, world: World) -> None:
    world.send(case, token=world.token)


@everything.parametrize()
@tries(1)
def test_nor_does_a_stranger(case: Case, world: World) -> None:
    world.send(case)


@meant_well.parametrize()
@tries(4)
def test_nor_does_what_concerns_things_there_are(case: Case, world: World) -> None:
    for name in case.path_parameters or {}:
        case.path_parameters[name] = world.places.get(name, case.path_parameters[name])
    if isinstance(case.body, dict):
        case.body |= {"officer": world.officer} if "officer" in case.body else {}
        case.body |= {"item": world.places["code"]} if "item" in case.body else {}
    world.send(case, token=world.token)
