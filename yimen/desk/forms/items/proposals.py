"""Forms of acts on items: one for each kind, asking what that kind needs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.actions import Proposal
from yimen.catalogue.messages import ELEMENTS
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.queries import code_at, code_names
from yimen.catalogue.states import ActKind
from yimen.desk.forms.items.fields import DayInput, text_field
from yimen.kernel.actor import STRANGER
from yimen.kernel.codes import parse_item_code
from yimen.orgs.models import Organisation

CASES = (
    ("stay", _("The present organisation finishes them (as the law means it)")),
    ("move", _("They go to the receiving organisation with their open tasks")),
)


class ActForm(forms.Form):
    """The day and the reason: every act has them."""

    on = forms.DateField(label=_("From which day"), widget=DayInput(format="%Y-%m-%d"))
    reason = text_field(_("Reason and basis"), 2000, required=True, rows=3, min_length=2)

    def __init__(self, *args: Any, item: ServiceItem, kind: str, **kwargs: Any) -> None:
        self.item, self.kind = item, kind
        super().__init__(*args, **kwargs)

    def proposal(self) -> Proposal:
        """What is proposed."""
        said = self.cleaned_data
        return Proposal(
            self.kind,
            said["on"],
            said["reason"],
            receiver=said.get("receiver"),
            code=said.get("code", ""),
            moves_cases=said.get("cases") == "move",
            keeps=bool(said.get("keeps")),
        )


class HandOverForm(ActForm):
    """To whom, under which code, and what becomes of running cases."""

    receiver = text_field(
        _("Receiving organisation"),
        200,
        required=True,
        help_text=_("Its full name or credit code."),
    )
    code = text_field(
        ELEMENTS["code"],
        50,
        help_text=_("Leave empty: it is made of the receiver's credit code, level and basic code."),
    )
    cases = forms.ChoiceField(
        label=_("Running cases"), choices=CASES, initial="stay", widget=forms.RadioSelect
    )
    field_order = ("receiver", "level", "code", "on", "cases", "keeps", "reason")

    def clean_receiver(self) -> Organisation:
        """The organisation of that name or number."""
        said = self.cleaned_data["receiver"].strip()
        active = Organisation.objects.visible_to(STRANGER)  # who is in office is public
        found = list(active.filter(uscc=said.upper())[:2] or active.filter(name=said)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("There is no organisation of this name or credit code."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        """A code nobody wrote is made."""
        said = super().clean() or self.cleaned_data
        if not said.get("code") and said.get("receiver"):
            said["code"] = code_at(self.item, said["receiver"], said.get("level", ""))
            if not said["code"]:
                self.add_error("code", _("This organisation has no credit code: write the code."))
        return said


class DelegateForm(HandOverForm):
    """To which level, and whether the present organisation goes on."""

    level = forms.ChoiceField(label=ELEMENTS["level"])
    keeps = forms.BooleanField(
        label=_("The present organisation goes on offering it too"), required=False
    )

    def __init__(self, *args: Any, item: ServiceItem, **kwargs: Any) -> None:
        super().__init__(*args, item=item, **kwargs)
        own = parse_item_code(item.code).level
        names = code_names("level", item.scheme)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, name) for code, name in names.items() if own < code < "7"]


class MergeForm(ActForm):
    """Into which item, and what becomes of running cases."""

    code = text_field(_("Code of the item it becomes part of"), 50, required=True)
    cases = forms.ChoiceField(
        label=_("Running cases"), choices=CASES, initial="stay", widget=forms.RadioSelect
    )
    field_order = ("code", "on", "cases", "reason")


FORMS: dict[str, type[ActForm]] = {
    ActKind.CANCEL: ActForm,
    ActKind.TRANSFER: HandOverForm,
    ActKind.DELEGATE: DelegateForm,
    ActKind.TAKE_OVER: HandOverForm,
    ActKind.MERGE: MergeForm,
}


def act_form(item: ServiceItem, kind: str, data: Any = None, *, today: date) -> ActForm:
    """The form of that kind of act."""
    return FORMS[kind](data, item=item, kind=kind, initial={"on": today})
