"""Shapes of what is entered about systems."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.cases.messages import TITLES
from yimen.desk.forms.fields import offer, offer_choices
from yimen.exchange.rules import MOST_PER_MINUTE, SCOPES
from yimen.orgs.messages import described
from yimen.orgs.models import Organisation
from yimen.ui.forms import RowField

#: Scopes that are no officer's power.
OWN = {
    "apply": _("Apply for residents"),
    "presence.report": _("Tell whether anybody is at a window"),
}


def scope_words(scope: str) -> str:
    """A scope as people read it."""
    return str(OWN[scope]) if scope in OWN else str(described(scope).word)


class SystemForm(forms.Form):
    """A system to let in."""

    client = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=pgettext_lazy("of a system", "Name"),
        max_length=60,
        help_text=_("As the department calls it, for example its approval platform."),
    )
    organisation = RowField(
        Organisation.objects.none(),
        label=_("Organisation it belongs to"),
        help_text=_("It sees and does only what belongs to this organisation and those below it."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    per_minute = forms.IntegerField(
        label=_("Requests a minute"), min_value=1, max_value=MOST_PER_MINUTE, initial=120
    )

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", houses)
        offer_choices(self, "scopes", [(scope, scope_words(scope)) for scope in SCOPES])


class SubscribeForm(forms.Form):
    """An address to tell."""

    url = forms.CharField(label=pgettext_lazy("of the web", "Address"), max_length=300)
    kinds = forms.MultipleChoiceField(
        label=_("Acts to be told of"),
        choices=lambda: list(TITLES.items()),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("None chosen: all."),
    )
