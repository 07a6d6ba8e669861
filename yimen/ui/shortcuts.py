"""Pages and their parts."""

from django.http import HttpRequest


def part(template: str, name: str, request: HttpRequest) -> str:
    """The page for a plain request, its named part for one by htmx (never for a boosted one)."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        return f"{template}#{name}"
    return template
