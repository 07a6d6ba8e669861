"""The process that tests/notify/test_killed_worker.py has killed: it sends one mail."""

import os
import sys
from datetime import datetime
from uuid import UUID

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from yimen.notify.actions import send_message  # noqa: E402

send_message(UUID(sys.argv[1]), at=datetime.fromisoformat(sys.argv[2]))
