"""Forms of scores: points by hand, publishing, appeals."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yimen.desk.forms.fields import KeyedForm, offer, offer_choices
from yimen.desk.forms.supervision import PapersField
from yimen.figures.rules.scoring import LineRule, Terms
from yimen.orgs.models import Organisation

LONGEST = 2000
WORDS = forms.Textarea(attrs={"rows": 3})


def _papers() -> PapersField:
    help_text = _("At most ten files, 20 MB each.")
    return PapersField(label=pgettext_lazy("score", "Papers"), help_text=help_text)


class MarkForm(KeyedForm):
    """Points entered by hand: for which line, how many, why."""

    line = forms.ChoiceField(label=_("What for"))
    points = forms.IntegerField(label=_("Points"), min_value=1, max_value=100)
    reason = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        widget=WORDS,
        help_text=_("The unit reads this. Name no applicants."),
    )
    papers = _papers()

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [line for line in terms.lines if line.is_by_hand]
        offer_choices(self, "line", [(line.key, _bounded(line)) for line in lines])


def _bounded(line: LineRule) -> str:
    is_english = (get_language() or "").startswith("en")
    said = {
        "name": line.name_en if is_english else line.name,
        "least": line.least,
        "most": line.most,
    }
    if line.is_bonus:
        return str(_("%(name)s: %(least)s to %(most)s points added")) % said
    return str(_("%(name)s: %(least)s to %(most)s points off")) % said


class PublishForm(forms.Form):
    """Which house's month is closed."""

    organisation = forms.ModelChoiceField(
        label=_("House"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, houses: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", houses)


class AppealForm(KeyedForm):
    """What the unit says against a line."""

    text = forms.CharField(label=_("Why the line is wrong"), max_length=LONGEST, widget=WORDS)
    papers = _papers()


class DecideForm(forms.Form):
    """How an appeal is decided, and how many points the line then costs."""

    is_upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Upheld: the line is corrected")), ("no", _("Dismissed: it stands"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    points = forms.IntegerField(
        label=_("Points that are still taken off"),
        min_value=0,
        initial=0,
        required=False,
        help_text=_("Only if it is upheld; 0 takes the line away."),
    )
    text = forms.CharField(label=_("Reasons"), max_length=LONGEST, widget=WORDS)
