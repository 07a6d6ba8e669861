"""How somebody reads: larger, in English, in which region. Cookies only."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from yimen.orgs.models import Region
from yimen.portal.forms.reading import ReadingForm, RegionForm
from yimen.portal.regions import COOKIE, SHOWN_LEVELS, chosen_region
from yimen.ui.views import doors, reads, writes

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    """The page somebody came from, if it is one of ours."""
    link = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(link, allowed_hosts={request.get_host()})
    return link if safe else "/"


@writes
def reading_set(request: HttpRequest) -> HttpResponse:
    """Elder version on or off; Chinese or English."""
    form = ReadingForm(request.POST)
    response = redirect(_back(request))
    if form.is_valid():
        if form.cleaned_data["elder"]:
            _keep(response, "elder", form.cleaned_data["elder"])
        if form.cleaned_data["language"]:
            _keep(response, settings.LANGUAGE_COOKIE_NAME, form.cleaned_data["language"])
    return response


@reads
def region_page(request: HttpRequest) -> HttpResponse:
    """Every region down to the counties, to choose one sub-portal."""
    regions = Region.objects.filter(level__in=SHOWN_LEVELS).order_by("code")
    return render(
        request,
        "portal/pages/regions.html",
        {"regions": regions, "chosen": chosen_region(request), "next": _back(request)},
    )


@writes
def region_set(request: HttpRequest) -> HttpResponse:
    """Remember the region in this browser."""
    form = RegionForm(request.POST)
    response = redirect(_back(request))
    if form.is_valid():
        _keep(response, COOKIE, form.cleaned_data["region"])
    return response


region_list = doors(get=region_page, post=region_set)


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
