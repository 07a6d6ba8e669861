"""Which region's sub-portal somebody reads: a cookie, never a right."""

from django.http import HttpRequest

from yimen.kernel.codes import parse_region_code
from yimen.orgs.models import Region

COOKIE = "region"
KEPT = "_chosen_region"
SHOWN_LEVELS = (Region.Level.PROVINCE, Region.Level.CITY, Region.Level.COUNTY)


def chosen_region(request: HttpRequest) -> Region | None:
    """The region chosen in this browser, if it is one we know."""
    code = request.COOKIES.get(COOKIE, "")
    if len(code) != 12 or not code.isdigit():
        return None
    kept = vars(request)  # one look-up a request
    if KEPT not in kept:
        kept[KEPT] = Region.objects.filter(pk=code).first()
    found: Region | None = kept[KEPT]
    return found


def region_asked(request: HttpRequest) -> Region | None:
    """The region the address names, for screens, on which nobody chooses."""
    code = request.GET.get("region", "")
    if len(code) != 12 or not code.isdigit():
        return None
    return Region.objects.filter(pk=code).first()


def prefix(region: Region | None) -> str | None:
    """What the codes of everything within the region begin with."""
    return parse_region_code(region.code).prefix if region else None
