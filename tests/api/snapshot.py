"""The reviewed description of the API: `python -m tests.api.snapshot` writes it anew."""

import json
from pathlib import Path

from yimen.config.boot import django_ready

SNAPSHOT = Path(__file__).with_name("openapi.json")


def described() -> str:
    """The API as it describes itself now."""
    from yimen.api.api import api

    return json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    django_ready("yimen.config.settings.test")
    SNAPSHOT.write_text(described(), encoding="utf-8")
