"""What every page may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def site(request: HttpRequest) -> dict[str, Any]:
    """The actor, the demo mark and the reading mode, for layouts."""
    context = {
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "elder": request.COOKIES.get("elder") == "1",
    }
    if settings.DEMO and request.path.startswith("/accounts/"):
        context["demo_accounts"] = SimpleLazyObject(_demo_accounts)
    return context


def _demo_accounts() -> Any:
    """The sample accounts, for the sign-in page of the demonstration only."""
    from yimen.config.demo import accounts

    return accounts()
