"""Planning an inspection, drawing, marking a case, putting right what was found."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yimen.desk.forms.fields import DATE, KeyedForm, offer
from yimen.orgs.models import Organisation
from yimen.supervision import errors
from yimen.supervision.actions.inspecting import MOST_OF_AN_OFFICE
from yimen.supervision.queries.inspections import OfficeCases
from yimen.supervision.rules.drawing import Terms
from yimen.supervision.rules.marks import Criterion
from yimen.ui.forms import RowField

WORDS = forms.Textarea(attrs={"rows": 4})
JULY = 7


def last_half_year(today: date) -> tuple[date, date]:
    """The half of a year that ended last: what is inspected in this one."""
    if today.month >= JULY:
        return date(today.year, 1, 1), date(today.year, 6, 30)
    return date(today.year - 1, 7, 1), date(today.year, 1, 1) - timedelta(days=1)


class PlanForm(KeyedForm):
    """Which concluded cases are looked at, and where the seed will come from."""

    name = forms.CharField(label=_("Name of the inspection"), max_length=60)
    organisation = RowField(
        label=_("House that is inspected"),
        queryset=Organisation.objects.none(),
        help_text=_("With all offices below it."),
    )
    since = forms.DateField(label=_("Concluded from"), widget=DATE)
    until = forms.DateField(label=_("Concluded until"), widget=DATE)
    each = forms.IntegerField(
        label=_("Cases of each office"), min_value=1, max_value=MOST_OF_AN_OFFICE, initial=5
    )
    seed_source = forms.CharField(
        label=_("Where the seed will come from"),
        max_length=200,
        help_text=_("A number nobody can know yet, such as that of a lottery drawn next week."),
    )

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", houses)
        self.offices: list[tuple[OfficeCases, forms.BoundField]] = []

    def ask_of_each(self, offices: Sequence[OfficeCases]) -> None:
        """A number of its own for each office, where another than the usual is wanted."""
        for place, office in enumerate(offices):
            name = f"count_{place}"
            self.fields[name] = forms.IntegerField(
                label=office.name,
                min_value=0,
                max_value=MOST_OF_AN_OFFICE,
                required=False,
                widget=forms.NumberInput(attrs={"aria-label": office.name}),
            )
            self.offices.append((office, self[name]))

    def refuse(self, asked: "OfficesForm") -> None:
        """Say at the fields why the offices cannot be named yet; the others are not judged."""
        self._errors = asked.errors

    @property
    def usual(self) -> list[forms.BoundField]:
        """The fields besides the numbers of single offices."""
        return [field for field in self if not field.name.startswith("count_")]

    @property
    def terms(self) -> Terms:
        """What was typed, as the action takes it."""
        said = self.cleaned_data
        counts = {
            office.path: said[field.name]
            for office, field in self.offices
            if said[field.name] is not None and said[field.name] != said["each"]
        }
        since, until = said["since"], said["until"]
        return Terms(since, until, said["each"], said["seed_source"], counts)


class OfficesForm(forms.Form):
    """The house and the days of which one wants to know the offices."""

    organisation = RowField(queryset=Organisation.objects.none())
    since, until = forms.DateField(), forms.DateField()

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", houses)

    def clean(self) -> dict[str, Any]:
        """The days lie one after the other."""
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and since > until:
            self.add_error("until", str(errors.DaysTurned()))
        return self.cleaned_data


class DrawForm(forms.Form):
    """The seed, as it was announced."""

    seed = forms.CharField(
        label=_("Seed"), max_length=100, help_text=_("Exactly as announced, spaces included.")
    )


class MarkForm(forms.Form):
    """A mark for each criterion, and what was found."""

    def __init__(self, *args: Any, sheet: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        is_chinese = (get_language() or "").startswith("zh")
        for one in sheet:
            self.fields[one.key] = forms.IntegerField(
                label=one.text if is_chinese else one.text_en,
                min_value=0,
                max_value=one.points,
                help_text=_("Up to %(points)s points") % {"points": one.points},
            )
        self.fields["findings"] = forms.CharField(
            label=pgettext_lazy("inspection", "What was found"),
            widget=WORDS,
            max_length=4000,
            required=False,
            help_text=_("Needed where points are taken off; the office puts it right."),
        )

    @property
    def points(self) -> dict[str, int]:
        """The marks by criterion."""
        return {one.key: self.cleaned_data[one.key] for one in self.sheet}


class MendForm(forms.Form):
    """What the office did about the findings."""

    text = forms.CharField(label=_("What was put right"), widget=WORDS, max_length=4000)


class SettleForm(forms.Form):
    """Whether what was put right is enough."""

    is_enough = forms.TypedChoiceField(
        label=_("Is it enough?"),
        choices=[("yes", _("Yes, this is settled")), ("no", _("No, back to the office"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
        help_text=_("Needed if it goes back."),
    )
