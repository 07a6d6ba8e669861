"""Asking another department for its opinion, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.cases.actions.consulting import Question
from yimen.cases.messages import ADVICE
from yimen.desk.forms.fields import KeyedForm
from yimen.desk.forms.items.fields import text_field
from yimen.kernel.actor import STRANGER
from yimen.orgs.models import Organisation


class QuestionForm(KeyedForm):
    """Whom, what, until when, and what goes with it."""

    organisation = text_field(
        _("Department"), 200, required=True, help_text=_("Its full name or credit code.")
    )
    question = text_field(_("What the department is asked"), 4000, required=True, rows=4)
    days = forms.IntegerField(label=_("Working days to answer"), min_value=1, initial=5)
    shares_materials = forms.BooleanField(
        label=_("The department may read the materials"), required=False
    )
    is_confidential = forms.BooleanField(
        label=_("Confidential: only this office and the department read question and answer"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].widget.attrs["list"] = "departments"

    def clean_organisation(self) -> Organisation:
        """The organisation of that name or number; who is in office is public."""
        said = self.cleaned_data["organisation"].strip()
        active = Organisation.objects.visible_to(STRANGER)
        found = list(active.filter(uscc=said.upper())[:2] or active.filter(name=said)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("There is no organisation of this name or credit code."))
        return found[0]

    @property
    def asked(self) -> Question:
        """The question as the action takes it."""
        said = self.cleaned_data
        return Question(
            said["organisation"],
            said["question"],
            said["days"],
            is_confidential=said["is_confidential"],
            shares_materials=said["shares_materials"],
        )


class RecallForm(KeyedForm):
    """Why a question is taken back; the asked department reads it."""

    reason = text_field(_("Why no opinion is needed any more"), 1000, required=True, rows=3)


class AnswerForm(KeyedForm):
    """The department's one answer."""

    opinion = forms.ChoiceField(
        label=_("Opinion of the department"), choices=list(ADVICE.items()), widget=forms.RadioSelect
    )
    text = text_field(
        _("Reasons, conditions, remarks"), 4000, rows=5, help_text=_("Needed unless no remarks.")
    )
    paper = forms.FileField(label=_("Letter or other file"), required=False)
