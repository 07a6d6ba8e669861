"""What a field of the application form is like: the properties its kind has."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_quality import KEY, RESERVED

FEN = 100
LIMITED = frozenset({"text", "long_text", "number", "money", "file", "table"})
LIMITS: dict[str, tuple[Any, Any]] = {
    "text": (_("Least number of characters"), _("Greatest number of characters")),
    "long_text": (_("Least number of characters"), _("Greatest number of characters")),
    "number": (_("Least number"), _("Greatest number")),
    "money": (_("Least amount in yuan"), _("Greatest amount in yuan")),
    "file": (_("Least number of files"), _("Greatest number of files")),
    "table": (_("Least number of rows"), _("Greatest number of rows")),
}
LEVELS = (
    ("", "—"),
    (1, pgettext_lazy("level of a region", "Province")),
    (2, pgettext_lazy("level of a region", "City")),
    (3, pgettext_lazy("level of a region", "County")),
    (4, pgettext_lazy("level of a region", "Township")),
    (5, pgettext_lazy("level of a region", "Village")),
)
#: Properties by kind beside what all fields have; sections only have words and a condition.
MORE: dict[str, tuple[str, ...]] = {"text": ("pattern",), "number": ("unit",)}
FIELDS = ("key", "label", "label_en", "help", "help_en", "is_required", "min", "max")
WORDS = ("label", "label_en", "help", "help_en")
LOGIC = ("when", "check", "check_text", "check_text_en")


def _text(label: Any, room: int, rows: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=room, widget=widget, **more)


class PropertyForm(forms.Form):
    """The properties of one field; what holds of them is in `said`."""

    use_required_attribute = False

    label = _text(pgettext_lazy("part", "Label"), 200, rows=1)
    label_en = _text(pgettext_lazy("part", "English label"), 200)
    key = _text(pgettext_lazy("part", "Key"), 50)
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    help = _text(pgettext_lazy("part", "Help"), 1000, rows=2)
    help_en = _text(pgettext_lazy("part", "English help"), 1000)
    unit = _text(pgettext_lazy("part", "Unit"), 20)
    min = forms.DecimalField(label="", required=False, max_digits=12)
    max = forms.DecimalField(label="", required=False, max_digits=12)
    pattern = _text(pgettext_lazy("part", "Pattern"), 200)
    when = _text(_("Asked only if"), 500, rows=2)
    check = _text(pgettext_lazy("part", "Must hold"), 500, rows=2)
    check_text = _text(pgettext_lazy("part", "What to put right"), 200)
    check_text_en = _text(pgettext_lazy("part", "What to put right, in English"), 200)

    def __init__(
        self,
        data: Any = None,
        *,
        one: FormField,
        is_key_fixed: bool = False,
        taken: frozenset[str] = frozenset(),
    ) -> None:
        self.one, self.is_key_fixed, self.taken = one, is_key_fixed, taken
        super().__init__(data, prefix="p", initial=_shown(one), auto_id="%s")
        for name in set(self.fields) - set(_properties(one)):
            del self.fields[name]
        self._limit()
        if is_key_fixed:
            self.fields["key"].disabled = True
            self.fields["key"].help_text = _("Answers are kept under it: it stays as it is.")

    def _limit(self) -> None:
        if self.one.kind == "region":
            levels = (_("Coarsest place to choose"), _("Finest place to choose"))
            for name, label in zip(("min", "max"), levels, strict=True):
                widget = forms.Select(choices=LEVELS)
                self.fields[name] = forms.IntegerField(label=label, required=False, widget=widget)
        for name, label in zip(("min", "max"), LIMITS.get(self.one.kind, ()), strict=False):
            self.fields[name].label = label

    def clean_key(self) -> str:
        """The key, if it can be one and no other field has or had it."""
        key: str = self.cleaned_data["key"].strip()
        if key == self.one.key:
            return key
        if not KEY.fullmatch(key) or key in RESERVED:
            raise forms.ValidationError(_("Small letters, digits and _, a letter first."))
        if key in self.taken:
            raise forms.ValidationError(_("Another field has this key, or had it once."))
        return key

    @property
    def said(self) -> dict[str, Any]:
        """The properties that hold, as the field keeps them."""
        found = {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}
        for name in {"min", "max"} & found.keys():
            unit = FEN if self.one.kind == "money" else 1
            found[name] = None if found[name] is None else int(found[name] * unit)
        return {
            name: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
            for name, value in found.items()
        }

    @property
    def groups(self) -> dict[str, list[forms.BoundField]]:
        """The properties as the page shows them: words, what holds, when it is asked."""
        for one in self.fields.values():
            one.required = True  # most may stay empty: a mark at each would say nothing
        logic = [name for name in LOGIC if name in self.fields]
        limits = [name for name in self.fields if name not in {*WORDS, *logic}]
        return {
            "words": [self[name] for name in WORDS if name in self.fields],
            "limits": [self[name] for name in limits],
            "logic": [self[name] for name in logic],
        }


def _properties(one: FormField) -> tuple[str, ...]:
    if one.kind == "section":
        return ("key", *WORDS, "when")
    limits = ("min", "max") if one.kind in LIMITED or one.kind == "region" else ()
    return ("key", *WORDS, "is_required", *limits, *MORE.get(one.kind, ()), *LOGIC)


def _shown(one: FormField) -> dict[str, Any]:
    row = one.to_json()
    if one.kind == "money":
        for name in ("min", "max"):
            row[name] = None if row[name] is None else Decimal(row[name]) / FEN
    return row
