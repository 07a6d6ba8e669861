"""Shapes of enquiries, notes of accountability, favours and periods of a report."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.cases.actions.green import Favour
from yimen.cases.actions.reproaches import Charge
from yimen.cases.messages import REPROACHES
from yimen.desk.forms.fields import DATE, KeyedForm, OfficerField, offer
from yimen.orgs.models import Staff
from yimen.ui.forms import RowField

LONGEST_REPORT = timedelta(days=3 * 366)


def _text(label: Any, *, rows: int = 3, **facts: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}), **facts
    )


class EnquiryForm(KeyedForm):
    """What somebody asks, and how to reach him."""

    question = _text(_("What is asked"))
    asked_by = forms.CharField(label=_("Who asks"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)


class AnswerForm(forms.Form):
    """What was answered."""

    answer = _text(_("What was answered"))


class ReplyForm(forms.Form):
    """The officer's own word."""

    reply = _text(_("My reply"))


class HandOnForm(forms.Form):
    """To whom it is handed on, found by his staff number."""

    officer = OfficerField(label=_("Staff number of who answers from now on"), max_length=30)
    note = forms.CharField(
        label=pgettext_lazy("on handing on", "Note"), max_length=200, required=False
    )


class ChargeForm(KeyedForm):
    """What an officer is held to account for."""

    officer = RowField(Staff.objects.none(), label=_("Officer"))
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a reproach", "Kind"), choices=list(REPROACHES.items())
    )
    rule = forms.CharField(
        label=_("Article or rule"),
        max_length=200,
        help_text=_("For example 《行政许可法》第七十二条."),
    )
    text = _text(_("What happened"))

    def __init__(self, *args: Any, officers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "officer", officers)

    @property
    def charge(self) -> Charge:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        return Charge(said["kind"], said["rule"], said["text"])


class FavourForm(forms.Form):
    """On what ground a case goes first."""

    basis = forms.CharField(
        label=_("Basis (document)"),
        max_length=200,
        help_text=_("The decision or list that names the project, with its number."),
    )
    days = forms.IntegerField(
        label=_("Own target in days"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("Counted as the promise of the item is, and not longer."),
    )
    is_for_applicant = forms.BooleanField(
        label=_("Also all this applicant files with this organisation from now on"),
        required=False,
    )

    @property
    def favour(self) -> Favour:
        """What was typed, as the action takes it."""
        return Favour(**self.cleaned_data)


class PeriodForm(forms.Form):
    """From a day to a day, both counted."""

    since = forms.DateField(label=_("From"), widget=DATE)
    until = forms.DateField(label=_("To (this day counted)"), widget=DATE)

    def clean(self) -> dict[str, Any]:
        """The end does not lie before the start, and nobody asks for a lifetime."""
        said = super().clean() or {}
        if (since := said.get("since")) and (until := said.get("until")):
            if until < since:
                self.add_error("until", _("The end must not lie before the start."))
            elif until - since > LONGEST_REPORT:
                self.add_error("until", _("At most three years at once."))
        return said
