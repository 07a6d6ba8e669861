"""Forms of what comes after the decision: handing over, results, later checks, the switch."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.cases.messages import WAYS
from yimen.cases.messages.after import RESULT_GROUNDS, REVOKERS
from yimen.cases.messages.commitments import FINDINGS
from yimen.cases.models import Case
from yimen.cases.queries import owed
from yimen.cases.queries.commitments import owed_names
from yimen.cases.rules.delivery import WINDOW
from yimen.desk.forms.acts import ActForm, ReviewForm, _text


class GrantForm(ReviewForm):
    """Granting; where papers are still to come, knowingly."""

    reasons = _text(_("Reasons"))
    with_owed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        names = owed_names(case, owed(case))
        if names:
            self.fields["with_owed"].label = _("Grant although still to come: %(names)s") % {
                "names": names
            }
        else:
            del self.fields["with_owed"]


class DeliverForm(ActForm):
    """Handing over the result (art. 44); at the window by the code, or by a document seen."""

    way = forms.ChoiceField(label=_("Way"), choices=list(WAYS.items()))
    receiver = forms.CharField(label=_("Receiver"), max_length=100, required=False)
    code = forms.CharField(
        label=_("Pick-up code"),
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("At the window: six digits, which the applicant sees on his case page."),
    )
    has_shown_id = forms.BooleanField(
        label=_("No code: I have checked the identity document."), required=False
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"), max_length=60, required=False, help_text=_("By post.")
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        if case.delivery_way:
            kwargs["initial"] = {"way": case.delivery_way, **kwargs.get("initial", {})}
        super().__init__(*args, case=case, **kwargs)
        wish = _wish(case)
        if wish:
            self.fields["way"].help_text = wish

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes: only what belongs to the way chosen."""
        facts = dict(self.cleaned_data)
        if facts["way"] != WINDOW:
            facts.pop("code")
            facts.pop("has_shown_id")
        return facts


def _wish(case: Case) -> Any:
    if case.delivery_address:
        return _("The applicant wishes it by post to: %(address)s") % {
            "address": case.delivery_address
        }
    if case.delivery_way:
        return _("The applicant wishes it %(way)s.") % {"way": WAYS[case.delivery_way]}
    return ""


class CorrectForm(ActForm):
    """A slip of the pen, and what is right."""

    wrong = forms.CharField(label=_("What is written"), max_length=500)
    right = forms.CharField(label=_("What is right"), max_length=500)
    reason = _text(_("Reason"))


def _ground(move: str) -> forms.ChoiceField:
    """A ground of the law, to be chosen each time: none of them is the usual one."""
    choices = [("", _("Choose")), *RESULT_GROUNDS[move].items()]
    return forms.ChoiceField(label=_("Ground"), choices=choices)


class RevokeForm(ActForm):
    """Revoking, by whom and on which ground (art. 69)."""

    ground = _ground("revoke")
    who = forms.ChoiceField(label=_("Who revokes"), choices=list(REVOKERS.items()))
    reason = _text(_("Reason told to the applicant"))


class RecallForm(ActForm):
    """Withdrawing for the public interest, with what is paid for it (art. 8)."""

    ground = _ground("recall")
    reason = _text(_("Reason told to the applicant"))
    compensation = _text(
        _("Compensation"), help_text=_("What the holder is paid for his loss, or why nothing.")
    )


class AnnulForm(ActForm):
    """Striking off (art. 70)."""

    ground = _ground("annul")
    reason = _text(_("Reason told to the applicant"))


class CheckForm(forms.Form):
    """What a later check found."""

    use_required_attribute = False

    result = forms.ChoiceField(
        label=_("Finding"), choices=list(FINDINGS.items()), widget=forms.RadioSelect
    )
    note = _text(_("What was looked at, and what was found"))


class ReasonForm(forms.Form):
    """An act that needs a reason and nothing else."""

    use_required_attribute = False

    reason = _text(_("Reason"))


RESULT_FORMS: Mapping[str, type[ActForm]] = {
    "correct": CorrectForm,
    "revoke": RevokeForm,
    "recall": RecallForm,
    "annul": AnnulForm,
}
