"""What a draft says that is no list, a form for each page of the editor."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import CHOICES, ELEMENTS
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import code_names
from yimen.desk.forms.items.fields import choice_field, number_field, text_field

LIST_BREAKS = str.maketrans(dict.fromkeys("、，,;；", "\n"))

#: The code tables whose names the editor chooses from.
TABLES = {
    "item_type": "item_type",
    "level": "level",
    "audiences": "audience",
    "life_events": "life_event",
    "result_kind": "result_kind",
}


class PartForm(forms.Form):
    """A page of the draft; `seen` is the fingerprint of the version it was drawn from."""

    headings: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = ()

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TABLES.keys() & self.fields.keys():
            self._offer(name, code_names(TABLES[name], scheme))

    def _offer(self, name: str, known: dict[str, str]) -> None:
        """The names of a code table; what an import said in other codes is kept until somebody
        chooses anew."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        said = self.initial.get(name) or []
        unknown = set([said] if isinstance(said, str) else said) - set(known)
        is_many = isinstance(field, forms.MultipleChoiceField)
        empty = [] if field.required or is_many else [("", "—")]
        field.choices = [*empty, *known.items(), *((one, one) for one in sorted(unknown))]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields by the headings they stand under."""
        return [
            {"label": label, "fields": [self[name] for name in names]}
            for label, names in self.headings
        ]


class BasicsForm(PartForm):
    """What the item is, for whom, within what time, and why the draft changes it."""

    headings = (
        (_("The item"), ("name", "short_name", "name_en", "item_type", "level", "themes")),
        (_("Who it is for"), ("audiences", "life_events")),
        (
            _("Time limits"),
            ("legal_days", "legal_unit", "promised_days", "promised_unit", "pace", "limit_note"),
        ),
        (
            _("Ways"),
            (
                *("is_online", "online_depth", "prereview_days", "is_express", "is_pay_online"),
                *("visits", "visits_note", "consult_phone", "complaint_phone"),
            ),
        ),
        (
            _("What the applicant gets"),
            ("result_kind", "result_name", "result_sample", "validity_months"),
        ),
    )

    name = text_field(ELEMENTS["name"], 1000, required=True)
    short_name = text_field(ELEMENTS["short_name"], 200)
    name_en = text_field(ELEMENTS["name_en"], 1000)
    item_type = choice_field(ELEMENTS["item_type"], ())
    level = choice_field(ELEMENTS["level"], ())
    themes = text_field(ELEMENTS["themes"], 400, help_text=_("Several are separated by commas."))
    audiences = forms.MultipleChoiceField(
        label=ELEMENTS["audiences"], required=False, widget=forms.CheckboxSelectMultiple
    )
    life_events = forms.MultipleChoiceField(
        label=ELEMENTS["life_events"], required=False, widget=forms.CheckboxSelectMultiple
    )
    pace = choice_field(ELEMENTS["pace"], ItemVersion.Pace.choices)
    legal_days = number_field(
        ELEMENTS["legal_days"], 3650, help_text=_("Leave empty where the law sets none.")
    )
    legal_unit = choice_field(ELEMENTS["legal_unit"], ItemVersion.Unit.choices)
    promised_days = number_field(ELEMENTS["promised_days"], 3650)
    promised_unit = choice_field(ELEMENTS["promised_unit"], ItemVersion.Unit.choices)
    limit_note = text_field(ELEMENTS["limit_note"], 2000, rows=2)
    is_online = forms.BooleanField(label=ELEMENTS["is_online"], required=False)
    online_depth = choice_field(
        ELEMENTS["online_depth"], {"": "—", **CHOICES["online_depth"]}, required=False
    )
    prereview_days = number_field(
        ELEMENTS["prereview_days"], 60, help_text=_("Leave empty if there is no pre-review.")
    )
    is_express = forms.BooleanField(label=ELEMENTS["is_express"], required=False)
    is_pay_online = forms.BooleanField(label=ELEMENTS["is_pay_online"], required=False)
    visits = number_field(ELEMENTS["visits"], 20, required=True)
    visits_note = text_field(ELEMENTS["visits_note"], 2000)
    consult_phone = text_field(ELEMENTS["consult_phone"], 500)
    complaint_phone = text_field(ELEMENTS["complaint_phone"], 500)
    result_kind = choice_field(ELEMENTS["result_kind"], (), required=False)
    result_name = text_field(ELEMENTS["result_name"], 200)
    result_sample = text_field(ELEMENTS["result_sample"], 500)
    validity_months = number_field(
        ELEMENTS["validity_months"], 1200, help_text=_("Leave empty for a result without end.")
    )
    reason = text_field(_("Reason for the change"), 1000, rows=2)

    def __init__(self, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        themes = "、".join(initial["themes"])
        super().__init__(*args, initial={**initial, "themes": themes}, **kwargs)

    def clean_themes(self) -> list[str]:
        """The themes as a list."""
        lines = self.cleaned_data["themes"].translate(LIST_BREAKS).splitlines()
        return [line.strip() for line in lines if line.strip()]


class ConditionsForm(PartForm):
    """Under what conditions an application is accepted."""

    headings = ((_("Conditions"), ("conditions",)),)

    conditions = text_field(ELEMENTS["conditions"], 20000, rows=6)
