"""The process that test_instant kills: it decides one case, and dies before it commits."""

import os
import signal
import sys
from datetime import datetime
from uuid import UUID

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from django.db import transaction  # noqa: E402

from yimen.cases.actions import decide_at_once  # noqa: E402
from yimen.cases.models import Case  # noqa: E402

with transaction.atomic():
    registry = {"age": 83, "is_local": True}
    case = decide_at_once(
        UUID(sys.argv[1]), registry=registry, at=datetime.fromisoformat(sys.argv[2])
    )
    assert case is not None and Case.objects.get(pk=case.pk).state == "result_made"
    os.kill(os.getpid(), signal.SIGKILL)
