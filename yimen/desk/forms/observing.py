"""What a supervisor found at a window, or why a proposal is no finding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.cases.models import Case
from yimen.desk.forms.cameras import CLOCK, span_of
from yimen.desk.forms.fields import DATE, KeyedForm, offer_choices
from yimen.desk.forms.supervision import PapersField
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation
from yimen.supervision.actions.observing import Finding
from yimen.supervision.messages.windows import finding_choices
from yimen.supervision.queries.cameras import Served
from yimen.supervision.rules.footage import Span
from yimen.supervision.rules.limits import LONGEST
from yimen.supervision.states import Level


class FindingForm(KeyedForm):
    """What was found, how grave it is, and whom it concerns."""

    kind = forms.ChoiceField(label=pgettext_lazy("at a window", "What was found"))
    level = forms.TypedChoiceField(
        label=pgettext_lazy("of a card", "Level"),
        coerce=int,
        choices=Level.choices,
        initial=Level.YELLOW,
        help_text=_("A warning informs; a card is explained by the unit, which may appeal."),
    )
    organisation = forms.ChoiceField(label=_("Office it stands against"))
    officer = forms.ChoiceField(
        label=_("Officer, if known"), required=False, help_text=_("Who served there that day.")
    )
    number = forms.CharField(label=_("Case, if it is about one"), max_length=50, required=False)
    text = forms.CharField(
        label=_("What was seen"),
        min_length=2,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    papers = PapersField(
        label=pgettext_lazy("step of a card", "Papers"),
        help_text=_("At most five files, 20 MB each."),
    )

    def __init__(self, *args: Any, served: Served, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.served, self.actor = served, actor
        offer_choices(self, "kind", finding_choices())
        offer_choices(self, "organisation", [(str(one.pk), one.name) for one in served.offices])
        people = [(str(one.pk), f"{one.name} {one.number}") for one in served.officers]
        offer_choices(self, "officer", [("", _("not known")), *people])

    def clean_number(self) -> Case | None:
        """The case of that number, in scope."""
        number = self.cleaned_data["number"].replace(" ", "").upper()
        if not number:
            return None
        found: Case | None = Case.objects.visible_to(self.actor).filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("There is no such case, or it is not yours to see."))
        return found

    @property
    def finding(self) -> Finding:
        """What was found, as the action takes it."""
        said = self.cleaned_data
        return Finding(
            said["kind"],
            said["level"],
            said["text"],
            self._office(said["organisation"]),
            next((one for one in self.served.officers if str(one.pk) == said["officer"]), None),
            said["number"],
        )

    def _office(self, pk: str) -> Organisation:
        return next(one for one in self.served.offices if str(one.pk) == pk)


class SeenForm(FindingForm):
    """A finding with the span in which it was seen."""

    day = forms.DateField(label=pgettext_lazy("of a recording", "Day"), widget=DATE)
    begins = forms.TimeField(label=pgettext_lazy("of a span", "From"), widget=CLOCK)
    ends = forms.TimeField(label=pgettext_lazy("of a span", "To"), widget=CLOCK)
    field_order = ("key", "day", "begins", "ends")

    @property
    def span(self) -> Span:
        """The span, as the action takes it."""
        said = self.cleaned_data
        return span_of(said["day"], said["begins"], said["ends"])


class DismissForm(forms.Form):
    """Why it is no finding."""

    text = forms.CharField(
        label=_("Why it is no finding"),
        min_length=2,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
