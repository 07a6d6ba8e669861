"""The application form of an item version, built from its fields."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.rules.elements import FormField
from yimen.kernel.codes import BadCode, parse_resident_id, parse_uscc

FEN = 100  # amounts are kept in fen and entered in yuan
FEW = 6  # up to so many options are shown at once, more in a list

YES_NO = (("yes", _("Yes")), ("no", _("No")))

#: What is wrong with an answer, by the reason the case gives when an application is handed in.
PROBLEMS = {
    "required": _("Please fill this in."),
    "not_text": _("Please enter words."),
    "too_short": _("This is too short."),
    "too_long": _("This is too long."),
    "pattern": _("This does not have the form asked for."),
    "not_a_number": _("Please enter a number."),
    "too_small": _("This number is too small."),
    "too_big": _("This number is too big."),
    "not_a_date": _("Please enter a date."),
    "not_an_option": _("Please choose one of the options."),
    "bad_number": _("This number is not right. Please check each digit."),
}


class CodeField(forms.CharField):
    """A number with a check digit."""

    def __init__(self, *, check: Callable[[str], object], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.check = check

    def clean(self, value: Any) -> str:
        text: str = re.sub(r"\s", "", super().clean(value)).upper()
        if text:
            try:
                self.check(text)
            except BadCode as error:
                raise forms.ValidationError(str(error)) from error
        return text


class ApplicationForm(forms.Form):
    """Answers by field key; `answers` gives back what the case stores."""

    def __init__(self, fields: Iterable[FormField], *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        english = (get_language() or "").startswith("en")
        self.kinds: dict[str, str] = {}
        for field in fields:
            self.kinds[field.key] = field.kind
            self.fields[field.key] = _field(field, english=english, today=today)

    @property
    def answers(self) -> dict[str, Any]:
        """Every answer that holds, in the form the case keeps; others are left as they were."""
        return {key: self._stored(key, value) for key, value in self.cleaned_data.items()}

    def _stored(self, key: str, value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, Decimal):
            is_money = self.kinds[key] == "money"
            return int(value * FEN) if is_money else format(value, "f")
        return value


def initial(fields: Iterable[FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Stored answers as the form shows them."""
    shown = dict(answers)
    for field in fields:
        if field.kind == "yes_no" and isinstance(shown.get(field.key), bool):
            shown[field.key] = "yes" if shown[field.key] else "no"
        if field.kind == "money" and isinstance(shown.get(field.key), int):
            shown[field.key] = f"{Decimal(shown[field.key]) / FEN:.2f}"
    return shown


def _field(field: FormField, *, english: bool, today: date) -> forms.Field:
    common = {
        "label": (english and field.label_en) or field.label,
        "required": field.is_required,
        "help_text": field.help,
        "error_messages": {"required": PROBLEMS["required"]},
    }
    make = MAKERS.get(field.kind, _text)
    return make(field, common, english, today)


def _text(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": 4}) if field.kind == "long_text" else forms.TextInput()
    checks = (
        [RegexValidator(f"^(?:{field.pattern})$", PROBLEMS["pattern"])] if field.pattern else []
    )
    return forms.CharField(
        **common,
        widget=widget,
        min_length=field.min,
        max_length=field.max or 4000,
        validators=checks,
    )


def _number(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    places, unit = (2, FEN) if field.kind == "money" else (6, 1)
    least, most = (None if n is None else Decimal(n) / unit for n in (field.min, field.max))
    common["error_messages"] = {**common["error_messages"], "invalid": PROBLEMS["not_a_number"]}
    return forms.DecimalField(
        **common,
        min_value=least,
        max_value=most,
        decimal_places=places,
        max_digits=18,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def _date(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    common["error_messages"] = {**common["error_messages"], "invalid": PROBLEMS["not_a_date"]}
    return forms.DateField(
        **common, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


def _options(field: FormField, english: bool) -> list[tuple[str, str]]:
    return list(field.options_en if english and field.options_en else field.options)


def _choice(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    options = _options(field, english)
    if len(options) <= FEW:
        return forms.ChoiceField(**common, choices=options, widget=forms.RadioSelect)
    return forms.ChoiceField(**common, choices=[("", "—"), *options])


def _many(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    return forms.MultipleChoiceField(
        **common, choices=_options(field, english), widget=forms.CheckboxSelectMultiple
    )


def _yes_no(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    return forms.TypedChoiceField(
        **common,
        choices=YES_NO,
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _phone(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    wrong = _("Please enter a telephone number, such as 0790-6440001 or a mobile number.")
    common["error_messages"] = {**common["error_messages"], "invalid": wrong}
    return forms.RegexField(
        r"^\+?\d[\d \-]{5,19}$",
        **common,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


def _resident_id(
    field: FormField, common: dict[str, Any], english: bool, today: date
) -> forms.Field:
    return CodeField(**common, check=lambda text: parse_resident_id(text, today=today))


def _uscc(field: FormField, common: dict[str, Any], english: bool, today: date) -> forms.Field:
    return CodeField(**common, check=parse_uscc)


def _declaration(
    field: FormField, common: dict[str, Any], english: bool, today: date
) -> forms.Field:
    common["error_messages"] = {"required": _("Please confirm this to go on.")}
    return forms.BooleanField(**common)


MAKERS: dict[str, Callable[[FormField, dict[str, Any], bool, date], forms.Field]] = {
    "number": _number,
    "money": _number,
    "date": _date,
    "choice": _choice,
    "many": _many,
    "yes_no": _yes_no,
    "phone": _phone,
    "resident_id": _resident_id,
    "uscc": _uscc,
    "declaration": _declaration,
}
