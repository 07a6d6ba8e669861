"""Which item's result is another's material (前置), drawn."""

from django.http import HttpResponse
from django.shortcuts import render

from yimen.desk.items.preconditions import graph, places
from yimen.desk.views.entry import holders_of, officers
from yimen.kernel.ids import read_id
from yimen.ui.request import Request
from yimen.ui.views import reads

CITY = 4  # digits of a city's code


@reads
@officers
@holders_of("item.edit", "item.review")
def preconditions(request: Request) -> HttpResponse:
    """The graph of a place, around an office or an item if one is chosen."""
    around = places(request.actor.region)
    prefixes = [prefix for prefix, _name in around]
    asked = request.GET.get("place", "")
    place = asked if asked in prefixes else request.actor.region[:CITY]
    organisation = read_id(request.GET.get("organisation", ""))
    item = request.GET.get("item", "")
    context = {
        "graph": graph(place, organisation=organisation, item=item),
        "places": around,
        "place": place,
        "organisation": organisation,
        "item": item,
    }
    return render(request, "desk/items/preconditions.html", context)
