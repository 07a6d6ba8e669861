"""A consent given on paper at a counter: who, to whom, until when, the scan."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.queries import published_items
from yimen.desk.forms.fields import DATE, KeyedForm
from yimen.identity.actions import Person
from yimen.identity.models import Party
from yimen.kernel.codes import BadCode, parse_resident_id

USUAL = timedelta(days=365)


def _name(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=60)


def _number(label: Any, help_text: Any) -> forms.CharField:
    quiet = {"autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label, max_length=24, help_text=help_text, widget=forms.TextInput(attrs=quiet)
    )


class ConsentForm(KeyedForm):
    """The person who stands at the counter, whom he lets act for him, and what he signed."""

    use_required_attribute = False

    name = _name(_("Name of the person who consents"))
    number = _number(
        _("Identity number of the person"), _("As on the identity card the person shows you.")
    )
    agent_name = _name(_("Name of who acts"))
    agent_number = _number(
        _("Identity number of who acts"), _("Who acts for others needs an account here.")
    )
    until = forms.DateField(
        label=_("Until"),
        help_text=_("It does not hold on this day any more. At most three years."),
        widget=DATE,
    )
    paper = forms.FileField(
        label=_("Signed consent"),
        help_text=_("Scan or photo of the whole paper with the signature."),
        error_messages={"required": _("Please add the signed consent.")},
    )
    items = forms.ModelMultipleChoiceField(
        published_items(), to_field_name="code", required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": today + USUAL}, **kwargs})
        self.today = today

    def clean_number(self) -> str:
        """An identity number whose check character is right."""
        return self._checked("number")

    def clean_agent_number(self) -> str:
        """The same of who acts."""
        return self._checked("agent_number")

    def _checked(self, name: str) -> str:
        try:
            return parse_resident_id(self.cleaned_data[name], today=self.today).value
        except BadCode as error:
            raise forms.ValidationError(str(error)) from error

    @property
    def visible(self) -> list[forms.BoundField]:
        """What is typed; the services are chosen above."""
        return [field for field in self if field.name not in ("items", "key")]

    @property
    def person(self) -> Person:
        """Who consents, as the officer read it on the card."""
        said = self.cleaned_data
        kind, level = Party.Kind.PERSON, Party.Level.SEEN
        return Person(kind=kind, name=said["name"], number=said["number"], level=level)

    @property
    def matters(self) -> list[Any]:
        """The ids of the chosen services; none for all."""
        return [item.pk for item in self.cleaned_data["items"]]
