"""Shapes of what is entered about calendars."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.fields import DATE, offer
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation
from yimen.orgs.permissions import may_load_calendar
from yimen.orgs.queries import halls_of
from yimen.orgs.rules import YearDays, read_holiday_cn
from yimen.ui.forms import RowField

MOST_BYTES = 200_000


class PlaceForm(forms.Form):
    """Which place a calendar belongs to; empty: the whole country."""

    place = forms.RegexField(r"^(\d{12})?$", required=False, widget=forms.HiddenInput)


class DayForm(PlaceForm):
    """A day a place sets for itself."""

    day = forms.DateField(label=_("Day"), widget=DATE)
    is_workday = forms.TypedChoiceField(
        label=_("What"),
        choices=[("no", _("Offices are closed")), ("yes", _("Offices work"))],
        coerce=lambda choice: choice == "yes",
    )
    name = forms.CharField(
        label=pgettext_lazy("of a day", "Name"),
        max_length=60,
        help_text=_("As calendars and time limits show it, for example a local festival."),
    )
    reason = forms.CharField(
        label=pgettext_lazy("of a day", "Ground"),
        min_length=2,
        max_length=200,
        help_text=_("The notice or decision; it stands in the journal."),
    )


class OwnDayForm(PlaceForm):
    """Which of a place's own days is meant."""

    day = forms.DateField(widget=forms.HiddenInput)


class UnsetDayForm(OwnDayForm):
    """Taking back one of a place's own days."""

    reason = forms.CharField(label=_("Reason"), min_length=2, max_length=200)


class NoticeForm(PlaceForm):
    """A year's notice: the file as it comes, or its text handed on by the page before."""

    file = forms.FileField(
        label=_("File of the year"),
        required=False,
        help_text=_("JSON as the open data set holiday-cn has it: year, days, isOffDay."),
    )
    notice = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The days the file names, as `days`; its text, as `text`."""
        said = super().clean() or {}
        file, text = said.get("file"), said.get("notice", "")
        try:
            if file and file.size > MOST_BYTES:
                raise ValueError(file.size)
            said["text"] = file.read().decode() if file else text
            said["days"] = read_holiday_cn(json.loads(said["text"]))
        except (ValueError, KeyError, TypeError):
            self.add_error("file", _("This is not a holiday notice of one year."))
        return said

    @property
    def days(self) -> YearDays:
        """What the notice says."""
        days: YearDays = self.cleaned_data["days"]
        return days


class ClosureForm(PlaceForm):
    """On which days a hall of the place keeps its doors shut."""

    hall = RowField(Organisation.objects.none(), label=_("Hall or station"))
    first = forms.DateField(label=_("From"), widget=DATE)
    last = forms.DateField(label=_("To (this day counted)"), widget=DATE)
    reason = forms.CharField(label=_("Reason"), min_length=2, max_length=200)
    instead = forms.CharField(label=_("Where people go meanwhile"), max_length=200, required=False)

    def __init__(self, *args: Any, place: str, actor: Actor, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"place": place})
        super().__init__(*args, **kwargs)
        halls = halls_of(place)
        offer(self, "hall", halls if may_load_calendar(actor, place) else halls.none())
