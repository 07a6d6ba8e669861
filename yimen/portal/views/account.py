"""Who I am here: my data, masked, whom I act for, and how I sign in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yimen.identity.models import Agency
from yimen.identity.queries import masked_number, masked_phone, parties_of
from yimen.kernel.actor import Kind
from yimen.ui.entry import sign_in_first
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@never_cache
def account(request: Request) -> HttpResponse:
    """My data and ways to sign in; everybody signed in, officers too."""
    if not request.user.is_authenticated:
        return sign_in_first(request, home="portal:home")
    is_applicant = request.actor.kind is Kind.APPLICANT
    parties = parties_of(request.actor) if is_applicant else []
    held = Agency.objects.visible_to(request.actor).in_force(timezone.localdate())
    roles = {agency.principal_id: agency for agency in held.filter(agent=request.user.pk)}
    context = {
        "parties": [
            {
                "party": party,
                "number": masked_number(party),
                "phone": masked_phone(party),
                "agency": roles.get(party.pk),
            }
            for party in parties
        ],
        "section": "account",
    }
    return render(request, "portal/pages/account.html", context)
