"""Single entries of a form: a widget, and how what is typed becomes an answer and back.

An entry never refuses anything. What does not have its shape stays the text that was typed, and
whoever judges the answers says so.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yimen.kernel.money import to_fen, typed_yuan
from yimen.ui.forms import SEARCHED

FEW = 6  # up to so many options are shown at once, more in a list
YES_NO = (("yes", _("Yes")), ("no", _("No")))

Choices = list[tuple[str, Any]]


def is_english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


def said(one: Any, name: str) -> str:
    """Words of a field in the reader's language, where there are any."""
    return str((is_english() and getattr(one, f"{name}_en")) or getattr(one, name))


class Leaf(forms.Field):
    """An entry that takes what is typed; `required` is only a word beside the label."""

    def __init__(
        self,
        widget: forms.Widget,
        *,
        read: Callable[[Any], Any] = lambda typed: typed,
        show: Callable[[Any], Any] = lambda answer: answer,
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=widget, **kwargs)
        self.read, self.show = read, show

    def clean(self, value: Any) -> Any:
        """What was typed, as an answer."""
        return self.read(value)


def text(**attrs: Any) -> Callable[[], dict[str, Any]]:
    """An entry of one line."""
    return lambda: {"widget": forms.TextInput(attrs=attrs), "read": one_line_end}


def one_line_end(typed: Any) -> Any:
    """Browsers end lines with two characters; answers have one."""
    return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed


def long_text() -> dict[str, Any]:
    """An entry of several lines."""
    return {"widget": forms.Textarea(attrs={"rows": 4}), "read": one_line_end}


def number() -> dict[str, Any]:
    """A number; never an HTML number field, which loses what it does not understand."""
    return {"widget": forms.TextInput(attrs={"inputmode": "decimal"}), "show": _plain_number}


def _plain_number(answer: Any) -> Any:
    return f"{Decimal(str(answer)):f}" if isinstance(answer, float) else answer


def money() -> dict[str, Any]:
    """An amount, entered in yuan and kept in fen."""
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return {"widget": widget, "read": _fen, "show": _yuan}


def _fen(typed: Any) -> Any:
    if not isinstance(typed, str) or not typed.strip():
        return typed
    try:
        return to_fen(typed)
    except ValueError:
        return typed


def _yuan(answer: Any) -> Any:
    is_fen = isinstance(answer, int) and not isinstance(answer, bool)
    return typed_yuan(answer) if is_fen else answer


def date() -> dict[str, Any]:
    """A day."""
    return {"widget": forms.TextInput(attrs={"type": "date"})}


def choice(options: Choices) -> dict[str, Any]:
    """One of several: all at once where they are few."""
    if len(options) <= FEW:
        return {"widget": forms.RadioSelect(choices=options)}
    return {"widget": forms.Select(choices=[("", "—"), *options])}


def listed(options: Choices) -> dict[str, Any]:
    """One of many, in a list that can be searched."""
    return {"widget": forms.Select(attrs=SEARCHED, choices=[("", "—"), *options])}


def many(options: Choices) -> dict[str, Any]:
    """Some of several."""
    return {"widget": forms.CheckboxSelectMultiple(choices=options), "read": list}


def yes_no() -> dict[str, Any]:
    """Yes or no, neither of them chosen beforehand."""
    known = {"yes": True, "no": False}
    shown = {True: "yes", False: "no"}
    return {
        "widget": forms.RadioSelect(choices=YES_NO),
        "read": lambda typed: known.get(typed, typed),
        "show": lambda answer: shown[answer] if isinstance(answer, bool) else answer,
    }


def tick() -> dict[str, Any]:
    """A statement to agree to."""
    return {"widget": forms.CheckboxInput()}


def files(*, several: bool) -> dict[str, Any]:
    """Files to add; those given already are no entry."""
    kinds = ".pdf,.jpg,.jpeg,.png,.ofd,.docx,.xlsx"
    widget = Files(attrs={"accept": kinds, **({"multiple": True} if several else {})})
    return {"widget": widget}


class Files(forms.FileInput):
    """A file field that may take several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The files chosen just now."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)
