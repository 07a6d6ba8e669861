"""Authorising somebody, asking to be authorised, filing for a resident at a station."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.queries import published_items
from yimen.identity.models import Party
from yimen.portal.forms.people import PhoneField, ResidentNumberField

USUAL = timedelta(days=365)


class ItemsField(forms.ModelMultipleChoiceField):
    """The services it is for, by code; none means all."""

    widget = forms.MultipleHiddenInput

    def __init__(self) -> None:
        super().__init__(published_items(), to_field_name="code", required=False)


class AgencyForm(forms.Form):
    """Whom, by name and number, in what, until when."""

    use_required_attribute = False

    name = forms.CharField(label=_("Full name"), max_length=60)
    number = forms.CharField(
        label=_("Resident identity number"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("It does not hold on this day any more. At most three years."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"until": today + USUAL, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["items"] = ItemsField()

    @property
    def matters(self) -> list[Any]:
        """The ids of the chosen services."""
        return [item.pk for item in self.cleaned_data["items"]]


class AuthoriseForm(AgencyForm):
    """What one gives: for oneself, or for an organisation one represents."""

    field_order = ["principal", "name", "number", "until"]

    principal = forms.ChoiceField(label=_("Who is to be acted for?"), widget=forms.RadioSelect)

    def __init__(self, principals: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["principal"]
        found = list(principals)
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(party.pk), party.name) for party in found]
        field.initial = str(found[0].pk) if found else None
        if len(found) == 1:
            field.widget = forms.HiddenInput()


class StationForm(forms.Form):
    """The resident who stands at the counter of a station, and what he signed."""

    use_required_attribute = False

    name = forms.CharField(label=_("Full name"), max_length=60)
    number = ResidentNumberField(help_text=_("As on the identity card the resident shows you."))
    phone = PhoneField(autocomplete="off")
    paper = forms.FileField(
        label=_("Signed consent"),
        help_text=_("Scan or photo: the resident agrees that you file this service for him today."),
        error_messages={"required": _("Add the signed consent as a scan or photo.")},
    )
