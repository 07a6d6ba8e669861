"""What is asked of the public page of cases."""

import re
from datetime import date
from uuid import UUID

from django import forms

from yimen.figures.queries import BY
from yimen.kernel.ids import read_id


class DisclosureForm(forms.Form):
    """A day, which moment counts, a department, or a case's number; nonsense counts as nothing."""

    day = forms.DateField(required=False)
    by = forms.ChoiceField(required=False, choices=[(name, name) for name in BY])
    organisation = forms.CharField(required=False, max_length=40)
    number = forms.CharField(required=False, max_length=90)
    after = forms.CharField(required=False, max_length=80)

    def chosen_day(self, today: date) -> date:
        """The day asked for, today unless told; never one to come."""
        self.full_clean()
        said: date | None = self.cleaned_data.get("day")
        return min(said or today, today)

    @property
    def moment(self) -> str:
        """Which moment the list goes by."""
        return self.cleaned_data.get("by") or "accepted"

    @property
    def office(self) -> UUID | None:
        """The department asked for, if any."""
        return read_id(self.cleaned_data.get("organisation", ""))

    @property
    def number_asked(self) -> str:
        """The number looked for, without the spaces people write into it."""
        return re.sub(r"[\s-]", "", self.cleaned_data.get("number", "")).upper()
