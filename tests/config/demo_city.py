"""The demo city in the test database, for the tests of one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from yimen.config.demo.loading import build_city


@contextmanager
def built(blocker: Any, media: Path, *, at: datetime) -> Iterator[None]:
    """The city as it stands at that moment, rolled back at the end."""
    with blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        build_city(lambda text: None, at=at)
        yield
        transaction.set_rollback(True)
