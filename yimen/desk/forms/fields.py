"""What the desk's forms share: days, amounts, rows to choose from, officers by number, a key."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.money import to_fen, typed_yuan
from yimen.orgs.models import Staff
from yimen.orgs.queries import officer_numbered

MOST_TYPED_FEN = 10**12 - 1  # ten digits of yuan
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KeyedForm(forms.Form):
    """A form that can be sent twice and counts once."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class OfficerField(forms.CharField):
    """An officer who works here, by his staff number."""

    def clean(self, value: Any) -> Staff:
        """The officer of that number."""
        staff = officer_numbered(super().clean(value))
        if staff is None:
            raise forms.ValidationError(_("There is no officer with this staff number."))
        return staff


class YuanField(forms.CharField):
    """An amount typed in yuan; whole fen come out of it, or None if it may be left empty and is."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(max_length=15, empty_value=None, widget=widget, **facts)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the field: fen in yuan, or what was typed."""
        return typed_yuan(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        """The fen of what was typed."""
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            fen = to_fen(typed)
        except ValueError:
            fen = None
        if fen is None or fen < 0:
            raise forms.ValidationError(
                _("Give the amount in yuan, with at most two decimals, for example 50 or 12.50.")
            )
        if fen > MOST_TYPED_FEN:
            raise forms.ValidationError(_("This amount is too large."))
        return fen


def offer_choices(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Let a field of the form choose among these values and words."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a field of the form choose among these rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
