"""Shape of a letter of authorisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.cases.queries.of_items import items_of_house
from yimen.catalogue.models import ServiceItem
from yimen.desk.forms.fields import DATE, OfficerField, offer, offer_choices
from yimen.orgs.actions import LetterTerms
from yimen.orgs.messages import described
from yimen.orgs.models import Organisation
from yimen.orgs.queries import halls_of
from yimen.orgs.rules import LETTER_ACTS
from yimen.ui.forms import RowField


class ItemsField(forms.ModelMultipleChoiceField):
    """Items by the names they have now."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of the version in force."""
        return str(obj.current.name)


class LetterForm(forms.Form):
    """Who represents the organisation at which hall, for which acts on which items, how long."""

    number = forms.CharField(
        label=_("Number of the letter"),
        max_length=60,
        help_text=_("As your organisation counts its documents, for example 余市监授〔2026〕3号."),
    )
    hall = RowField(Organisation.objects.none(), label=_("Hall or station"))
    officer = OfficerField(label=_("Staff number of the representative"), max_length=30)
    acts = forms.MultipleChoiceField(
        label=_("What he may do there"), widget=forms.CheckboxSelectMultiple
    )
    items = ItemsField(
        ServiceItem.objects.none(),
        label=_("On which items"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every item of the organisation."),
    )
    since = forms.DateField(label=_("From"), widget=DATE)
    until = forms.DateField(label=_("Until (no longer on this day)"), widget=DATE)
    text = forms.CharField(
        label=_("What the letter says besides"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, house: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "acts", [(act, described(act).word) for act in LETTER_ACTS])
        offer(self, "hall", halls_of(""))
        offer(self, "items", items_of_house(house))

    @property
    def terms(self) -> LetterTerms:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        return LetterTerms(
            number=said["number"],
            acts=tuple(said["acts"]),
            since=said["since"],
            until=said["until"],
            items=tuple((item.pk, item.current.name) for item in said["items"]),
            text=said["text"],
        )
