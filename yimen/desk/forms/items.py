"""Forms of the catalogue editor: what an item says, in rows that work without JavaScript."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import CHOICES, ELEMENTS, LINK_KINDS, PARTS
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import code_names
from yimen.kernel.codes import BadCode, parse_item_code

LIST_BREAKS = str.maketrans(dict.fromkeys("、，,;；", "\n"))


class Lines(forms.CharField):
    """Text of several lines. Browsers end each with two characters; what an item says has one."""

    def to_python(self, value: Any) -> str:
        """The text with one kind of line end, so that what nobody touched counts as unchanged."""
        return str(super().to_python(value)).replace("\r\n", "\n")


def _text(label: Any, room: int, *, required: bool = False, rows: int = 0, **more: Any) -> Any:
    facts = {"label": label, "required": required, "max_length": room, **more}
    if rows:
        return Lines(widget=forms.Textarea(attrs={"rows": rows}), **facts)
    return forms.CharField(widget=forms.TextInput, **facts)


def _number(label: Any, most: int, *, required: bool = False, **more: Any) -> Any:
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=most, **more)


def _choice(label: Any, choices: Mapping[str, Any] | Iterable[Any], **more: Any) -> Any:
    """A choice begins with its first answer, so that an untouched row counts as untouched."""
    pairs = list(choices.items() if isinstance(choices, Mapping) else choices)
    return forms.ChoiceField(
        label=label, choices=pairs, initial=pairs[0][0] if pairs else None, **more
    )


#: The code tables whose names the editor chooses from.
TABLES = {
    "item_type": "item_type",
    "level": "level",
    "audiences": "audience",
    "result_kind": "result_kind",
}


class ReasonForm(forms.Form):
    """An act that has to be explained."""

    reason = _text(_("Reason"), 1000, required=True, rows=3, min_length=2)


class SeenForm(forms.Form):
    """An act on what the page showed."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class NewItemForm(forms.Form):
    """An item for the list: who implements it, its code, its name."""

    organisation: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label=ELEMENTS["organisation"]
    )
    code = _text(
        ELEMENTS["code"],
        50,
        required=True,
        help_text=_("31 characters, or 33 for a handling item."),
    )
    local_code = _text(ELEMENTS["local_code"], 50)
    name = _text(ELEMENTS["name"], 1000, required=True)

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = forms.ModelChoiceField(
            organisations, label=ELEMENTS["organisation"]
        )

    def clean_code(self) -> str:
        """The code as the standard writes it; what is wrong with it stands at the field."""
        try:
            return parse_item_code(self.cleaned_data["code"]).value
        except BadCode as error:
            raise forms.ValidationError(str(error)) from error


class ItemForm(forms.Form):
    """Everything an item says that is no list."""

    template_groups = (
        (_("The item"), ("name", "short_name", "name_en", "item_type", "level", "themes")),
        (_("Who it is for"), ("audiences", "conditions")),
        (
            _("Time limits"),
            (
                "legal_days",
                "legal_unit",
                "promised_days",
                "promised_unit",
                "pace",
                "limit_note",
            ),
        ),
        (_("Ways"), ("is_online", "visits", "visits_note", "consult_phone", "complaint_phone")),
        (_("What the applicant gets"), ("result_kind", "result_name")),
    )

    name = _text(ELEMENTS["name"], 1000, required=True)
    short_name = _text(ELEMENTS["short_name"], 200)
    name_en = _text(ELEMENTS["name_en"], 1000)
    item_type = _choice(ELEMENTS["item_type"], ())
    level = _choice(ELEMENTS["level"], ())
    themes = _text(ELEMENTS["themes"], 400, help_text=_("Several are separated by commas."))
    audiences = forms.MultipleChoiceField(
        label=ELEMENTS["audiences"], required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = _text(ELEMENTS["conditions"], 20000, rows=6)
    pace = _choice(ELEMENTS["pace"], ItemVersion.Pace.choices)
    legal_days = _number(
        ELEMENTS["legal_days"], 3650, help_text=_("Leave empty where the law sets none.")
    )
    legal_unit = _choice(ELEMENTS["legal_unit"], ItemVersion.Unit.choices)
    promised_days = _number(ELEMENTS["promised_days"], 3650)
    promised_unit = _choice(ELEMENTS["promised_unit"], ItemVersion.Unit.choices)
    limit_note = _text(ELEMENTS["limit_note"], 2000, rows=2)
    is_online = forms.BooleanField(label=ELEMENTS["is_online"], required=False)
    visits = _number(ELEMENTS["visits"], 20, required=True)
    visits_note = _text(ELEMENTS["visits_note"], 2000)
    consult_phone = _text(ELEMENTS["consult_phone"], 500)
    complaint_phone = _text(ELEMENTS["complaint_phone"], 500)
    result_kind = _choice(ELEMENTS["result_kind"], (), required=False)
    result_name = _text(ELEMENTS["result_name"], 200)
    reason = _text(_("Reason for the change"), 1000, rows=2)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, scheme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, table in TABLES.items():
            known = code_names(table, scheme)
            said = self.initial.get(name) or []
            unknown = set([said] if isinstance(said, str) else said) - set(known)
            # What an import said in other codes is kept until somebody chooses anew.
            empty = [] if self.fields[name].required or name == "audiences" else [("", "—")]
            kept = [(one, one) for one in sorted(unknown)]
            self._choice(name).choices = [*empty, *known.items(), *kept]

    def _choice(self, name: str) -> forms.ChoiceField:
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)
        return found

    def clean_themes(self) -> list[str]:
        """The themes as a list."""
        lines = self.cleaned_data["themes"].translate(LIST_BREAKS).splitlines()
        return [line.strip() for line in lines if line.strip()]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields by the headings they stand under."""
        return [
            {"label": label, "fields": [self[name] for name in names]}
            for label, names in self.template_groups
        ]


class RowForm(forms.Form):
    """One row of a list of the item."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def element(self) -> dict[str, Any]:
        """The row as the catalogue stores it."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"ORDER", "DELETE"}
        }


class BasisForm(RowForm):
    """A legal basis."""

    law = _text(PARTS["law"], 300, required=True)
    article = _text(PARTS["article"], 100)
    text = _text(PARTS["text"], 5000, rows=2)


class MaterialForm(RowForm):
    """A paper to hand in."""

    name = _text(PARTS["name"], 500, required=True)
    medium = _choice(PARTS["medium"], CHOICES["medium"])
    original = _number(PARTS["original"], 99, required=True, initial=0)
    copies = _number(PARTS["copies"], 99, required=True, initial=0)
    source = _choice(PARTS["source"], {"": "—", **CHOICES["source"]}, required=False)
    issuer = _text(PARTS["issuer"], 200)
    is_required = forms.BooleanField(label=PARTS["is_required"], required=False, initial=True)
    may_follow = forms.BooleanField(label=PARTS["may_follow"], required=False)
    note = _text(PARTS["note"], 2000, rows=2)
    basis = _text(PARTS["basis"], 500)


class FeeForm(RowForm):
    """A charge; the amount is asked in yuan and stored in fen."""

    name = _text(PARTS["name"], 200, required=True)
    standard = _text(PARTS["standard"], 1000)
    basis = _text(PARTS["basis"], 1000)
    amount = forms.DecimalField(
        label=_("Fixed amount in yuan"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
    )

    def element(self) -> dict[str, Any]:
        """The row as the catalogue stores it."""
        row = super().element()
        amount: Decimal | None = row.pop("amount")
        return {**row, "amount_fen": None if amount is None else int(amount * 100)}


class LinkForm(RowForm):
    """A link of the handling."""

    kind = _choice(PARTS["kind"], LINK_KINDS)
    name = _text(PARTS["name"], 60, required=True)
    name_en = _text(PARTS["name_en"], 60)
    grant = _choice(PARTS["grant"], CHOICES["grant"])
    days = _number(PARTS["days"], 365)


class PlaceForm(RowForm):
    """Where it is handled in person."""

    name = _text(PARTS["name"], 200)
    address = _text(PARTS["address"], 500, required=True)
    hours = _text(PARTS["hours"], 200)
    phone = _text(PARTS["phone"], 200)


class QuestionForm(RowForm):
    """A frequent question."""

    question = _text(PARTS["question"], 1000, required=True)
    answer = _text(PARTS["answer"], 5000, rows=2)


class RowSet(BaseFormSet):
    """The rows of one list; another empty row appears with the button “add”."""

    label: Any = ""

    def rows(self) -> list[dict[str, Any]]:
        """The rows left, in the order asked for."""
        return [form.element() for form in self.ordered_forms]


ROWS: dict[str, type[RowForm]] = {
    "bases": BasisForm,
    "materials": MaterialForm,
    "fees": FeeForm,
    "links": LinkForm,
    "places": PlaceForm,
    "questions": QuestionForm,
}


class Editor:
    """The form of an item and the forms of its lists, as one."""

    def __init__(self, version: ItemVersion, data: Any = None) -> None:
        self.version = version
        content = version.content()
        scheme = version.item.scheme
        seen = version.fingerprint()
        initial = {**content, "themes": "、".join(version.themes), "reason": version.reason}
        self.main = ItemForm(data, initial={**initial, "seen": seen}, scheme=scheme)
        self.lists = [self._list(name, content[name], data) for name in ROWS]

    def _list(self, name: str, rows: list[dict[str, Any]], data: Any) -> RowSet:
        kind = forms.formset_factory(
            ROWS[name], formset=RowSet, extra=0, can_order=True, can_delete=True, max_num=200
        )
        initial = [_initial(row, place) for place, row in enumerate(rows, start=1)]
        row_set = kind(data, prefix=name, initial=initial)
        assert isinstance(row_set, RowSet)
        row_set.label = ELEMENTS[name]
        return row_set

    def is_valid(self) -> bool:
        """Whether every field has the right shape; all are looked at, so that all errors show."""
        return all([self.main.is_valid(), *(one.is_valid() for one in self.lists)])

    def elements(self) -> dict[str, Any]:
        """Everything said, as the catalogue stores it."""
        simple = {k: v for k, v in self.main.cleaned_data.items() if k not in {"reason", "seen"}}
        return simple | {str(one.prefix): one.rows() for one in self.lists}


def _initial(row: Mapping[str, Any], place: int) -> dict[str, Any]:
    fen = row.get("amount_fen")
    amount = None if fen is None else Decimal(fen) / 100
    return {**row, "amount": amount, "ORDER": place}


def with_another_row(data: Any, name: str) -> Any:
    """The data of the form as it was typed, with one more untouched row in that list."""
    more = data.copy()
    total = f"{name}-TOTAL_FORMS"
    if name in ROWS and data.get(total, "").isdigit():
        place = int(data[total])
        more[total] = str(place + 1)
        for field, kind in ROWS[name].base_fields.items():
            if kind.initial is not None and kind.initial is not False:
                value = "on" if kind.initial is True else str(kind.initial)
                more[f"{name}-{place}-{field}"] = value
    return more
