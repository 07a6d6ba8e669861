"""Forms of the basic directory: what binds all who offer an item."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import DUTY_STAGES, ELEMENTS, PARTS
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import code_names
from yimen.desk.forms.fields import offer_choices
from yimen.desk.forms.items.fields import choice_field, number_field, text_field
from yimen.desk.forms.items.rows import BasisForm, RowForm, RowSet, rows_of


class SharedMaterialForm(RowForm):
    """A paper an implementation may ask for."""

    name = text_field(PARTS["name"], 500, required=True)
    note = text_field(PARTS["note"], 2000, rows=2)


class DutyForm(RowForm):
    """What the organ owes at one step."""

    stage = choice_field(PARTS["stage"], DUTY_STAGES)
    text = text_field(ELEMENTS["duties"], 2000, required=True, rows=3)
    basis = text_field(PARTS["basis"], 500)


LISTS: dict[str, type[RowForm]] = {
    "bases": BasisForm,
    "materials": SharedMaterialForm,
    "duties": DutyForm,
}
EMPTY: dict[str, Any] = {name: [] for name in LISTS}


class BasicItemForm(forms.Form):
    """Everything a basic item says that is no list; and why it is changed."""

    code = text_field(ELEMENTS["code"], 12, required=True, help_text=_("Twelve characters."))
    name = text_field(ELEMENTS["name"], 1000, required=True)
    item_type = choice_field(ELEMENTS["item_type"], ())
    levels = forms.MultipleChoiceField(
        label=ELEMENTS["levels"], required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = text_field(ELEMENTS["conditions"], 20000, rows=5)
    legal_days = number_field(ELEMENTS["legal_days"], 3650)
    legal_unit = choice_field(ELEMENTS["legal_unit"], ItemVersion.Unit.choices)
    promised_days = number_field(ELEMENTS["promised_days"], 3650)
    promised_unit = choice_field(ELEMENTS["promised_unit"], ItemVersion.Unit.choices)
    accountability = text_field(ELEMENTS["accountability"], 5000, rows=3)
    is_listed = forms.BooleanField(
        label=_("Stands on the basic directory"), required=False, initial=True
    )
    reason = text_field(_("Reason for the change"), 1000, rows=2, required=True)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["code"]  # it is the item's identity
        for name, table in (("item_type", "item_type"), ("levels", "level")):
            offer_choices(self, name, code_names(table).items())


class BasicEditor:
    """The form of a basic item and the forms of its lists, as one."""

    def __init__(self, content: Mapping[str, Any], data: Any = None, *, number: int = 0) -> None:
        is_new = number == 0
        self.main = BasicItemForm(data, initial={**content, "seen": number}, is_new=is_new)
        self.lists: list[RowSet] = [
            rows_of(kind, name, {**EMPTY, **content}, data) for name, kind in LISTS.items()
        ]

    def is_valid(self) -> bool:
        """Whether every field has the right shape; all are looked at, so that all errors show."""
        return all([self.main.is_valid(), *(one.is_valid() for one in self.lists)])

    def elements(self) -> dict[str, Any]:
        """Everything said, as the catalogue stores it."""
        apart = {"code", "reason", "seen"}
        simple = {k: v for k, v in self.main.cleaned_data.items() if k not in apart}
        return simple | {str(one.prefix): one.rows() for one in self.lists}
