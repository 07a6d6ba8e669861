"""办件公示: acceptance, progress and result of cases for everybody, as a page and as a screen."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from yimen.figures.queries import (
    disclosed_case,
    disclosed_offices,
    disclosed_page,
    place,
)
from yimen.portal import counts
from yimen.portal.forms.disclosure import DisclosureForm
from yimen.portal.regions import chosen_region, prefix, region_asked
from yimen.ui.live import asks_for_part, live_answer
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads


@reads
def disclosure(request: Request) -> HttpResponse:
    """The cases of a day, or the one of a number; applicants are masked in the database."""
    today = timezone.localdate()
    form, region = DisclosureForm(request.GET), chosen_region(request)
    day = form.chosen_day(today)
    by, place_code = form.moment, prefix(region) or ""
    number, after = form.number_asked, form.cleaned_data.get("after", "")
    page = None
    if not number:
        page = disclosed_page(day, by=by, organisation=form.office, region=place_code, after=after)
    found = disclosed_case(number) if number else None
    context = {
        "rows": page.rows if page else [found] if found else [],
        "next": page.next if page else "",
        "after": after,
        "day": day,
        "today": today,
        "by": by,
        "office": str(form.office or ""),
        "offices": disclosed_offices(day, by=by, region=place_code),
        "number": number,
        "figures": counts.of_day(prefix(region), day),
        "section": "disclosure",
    }
    return render(request, part("portal/disclosure/list.html", "rows", request), context)


@reads
def screen(request: HttpRequest) -> HttpResponseBase:
    """Live cases for a screen in a hall; ?region= chooses the place where no browser did."""
    region = region_asked(request) or chosen_region(request)
    now = timezone.now()
    mark = f"{place()}.{timezone.localdate(now)}.{region.code if region else ''}"

    def draw() -> HttpResponse:
        name = "portal/disclosure/screen.html"
        template = f"{name}#picture" if asks_for_part(request) else name
        return render(request, template, _screen(region, mark, now))

    return live_answer(request, mark, draw)


def _screen(region: object, mark: str, now: datetime) -> dict[str, object]:
    code = getattr(region, "code", "")
    return {
        "region": region,
        "shown": counts.live_screen(prefix(region), timezone.localdate(now), mark),  # type: ignore[arg-type]
        "now": now,
        "live": f"{reverse('portal:screen')}?part=1&region={code}",
        "home": reverse("portal:home"),
    }
