"""What makes the portal at home on a telephone: its manifest, and the page without a connection."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yimen.ui.views import reads

ICONS = (
    ("portal/icons/icon-192.png", "192x192", "any"),
    ("portal/icons/icon-512.png", "512x512", "any"),
    ("portal/icons/icon-maskable-512.png", "512x512", "maskable"),
)
#: What the page without a connection is drawn with.
SHELL = ("ui/yimen.css", "portal/portal.css", "ui/mark.svg")


@reads
def manifest(request: HttpRequest) -> HttpResponse:
    """Name, colours and icons under which the portal is put on a home screen."""
    icons = [
        {"src": staticfiles_storage.url(path), "sizes": sizes, "type": "image/png", "purpose": use}
        for path, sizes, use in ICONS
    ]
    told = {
        "name": _("Yimen: one door for government services"),
        "short_name": _("Yimen"),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#1556b6",
        "icons": icons,
        "shortcuts": [
            {"name": _("My cases"), "url": "/cases/"},
            {"name": _("Query a case"), "url": "/query/"},
        ],
    }
    return JsonResponse(
        told,
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


@reads
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of applications alone: see ADR 0059."""
    context = {"shell": [staticfiles_storage.url(path) for path in SHELL]}
    answer = render(request, "portal/phone/sw.js", context, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@reads
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a connection; nothing in it is anybody's."""
    return render(request, "portal/phone/offline.html", {})
