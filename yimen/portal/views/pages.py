"""Pages that only say something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yimen.ui.views import reads


@reads
def help_page(request: HttpRequest) -> HttpResponse:
    """How the site is used, in a few sentences."""
    return render(request, "portal/pages/help.html", {})


@reads
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we keep to so that everybody can use the site, and whom to tell if we do not."""
    return render(request, "portal/pages/accessibility.html", {})
