"""Detection at windows over the open API: taken once, proposed, never a card."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.conftest import AT
from tests.supervision.window import a_corner
from yimen.exchange.actions import register_client
from yimen.kernel.actor import SYSTEM
from yimen.supervision.models import CameraPlace, Card, Observation, Presence

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/windows/presence"


@pytest.fixture
def corner():
    corner = a_corner()
    CameraPlace.objects.update(opens="00:00", closes="23:59:59")
    return corner


def bearer(client, organisation, *scopes):
    """A token of a system of that organisation."""
    system, secret = register_client("在岗检测", organisation, scopes, by=SYSTEM, at=AT)
    asked = {"grant_type": "client_credentials", "client_id": str(system.pk)}
    answer = client.post("/api/v1/oauth/token", {**asked, "client_secret": secret})
    return f"Bearer {answer.json()['access_token']}"


def told(*, minutes=30, key="a-1", camera="3605-03", is_present=False):
    began = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(
        days=1
    )
    span = {"since": began.isoformat(), "until": (began + timedelta(minutes=minutes)).isoformat()}
    return {"key": key, "camera": camera, "is_present": is_present, **span}


def tell(client, token, *spans, key=None):
    headers = {"Authorization": token, "Idempotency-Key": str(key or uuid4())}
    body = json.dumps({"spans": spans})
    return client.post(ADDRESS, body, content_type="application/json", headers=headers)


def test_an_absence_is_proposed_once_however_often_it_is_told(client, corner):
    token, key = bearer(client, corner.hall, "presence.report"), uuid4()

    first = tell(client, token, told(), key=key)
    again = tell(client, token, told(), key=key)
    anew = tell(client, token, told())

    assert first.json() == again.json() == {"taken": 1, "known": 0, "proposed": 1}
    assert anew.json() == {"taken": 0, "known": 1, "proposed": 0}
    assert Observation.objects.get().state == "proposed" and not Card.objects.exists()


def test_it_needs_its_own_scope(client, corner):
    token = bearer(client, corner.hall, "case.read", "case.decide")

    assert tell(client, token, told()).status_code == 403
    assert tell(client, "Bearer none", told()).status_code == 401


def test_a_camera_nobody_knows_refuses_the_whole_report(client, corner):
    token = bearer(client, corner.hall, "presence.report")

    answer = tell(client, token, told(), told(key="a-2", camera="none"))

    assert answer.status_code == 422 and answer.json()["type"].endswith("no_such_camera")
    assert not Presence.objects.exists()


def test_the_scope_opens_no_case(client, corner):
    token = bearer(client, corner.hall, "presence.report")

    answer = client.get("/api/v1/office/cases", headers={"Authorization": token})

    assert answer.status_code == 403
