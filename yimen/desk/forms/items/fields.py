"""Kinds of fields the forms of items share."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"


class Lines(forms.CharField):
    """Text of several lines. Browsers end each with two characters; what an item says has one."""

    def to_python(self, value: Any) -> str:
        """The text with one kind of line end, so that what nobody touched counts as unchanged."""
        return str(super().to_python(value)).replace("\r\n", "\n")


def text_field(label: Any, room: int, *, required: bool = False, rows: int = 0, **more: Any) -> Any:
    """A text; with `rows`, one of several lines."""
    facts = {"label": label, "required": required, "max_length": room, **more}
    if rows:
        return Lines(widget=forms.Textarea(attrs={"rows": rows}), **facts)
    return forms.CharField(widget=forms.TextInput, **facts)


def number_field(label: Any, most: int, *, required: bool = False, **more: Any) -> Any:
    """A whole number from nought."""
    return forms.IntegerField(label=label, required=required, min_value=0, max_value=most, **more)


def choice_field(label: Any, choices: Mapping[str, Any] | Iterable[Any], **more: Any) -> Any:
    """A choice begins with its first answer, so that an untouched row counts as untouched."""
    pairs = list(choices.items() if isinstance(choices, Mapping) else choices)
    return forms.ChoiceField(
        label=label, choices=pairs, initial=pairs[0][0] if pairs else None, **more
    )
