"""What every page may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The actor, the demo mark and the reading mode, for layouts."""
    return {
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "elder": request.COOKIES.get("elder") == "1",
    }
