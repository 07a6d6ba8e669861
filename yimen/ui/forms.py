"""Forms and acts: what an act refuses as invalid is said at the field."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm, FileField, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from yimen.kernel.errors import DomainError, Invalid

Result = TypeVar("Result")
#: Attributes of a long list that can be searched where there is JavaScript (ui/picker.js).
SEARCHED: dict[str, Any] = {
    "data-search": _("Type part of the name to search the list"),
    "data-found": _("Fitting: 0"),
}


class RowField(ModelChoiceField):
    """A choice among rows; what stands there before one has chosen says so."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **{"empty_label": _("Please choose"), **facts})


def tried(form: BaseForm, act: Callable[..., Result], /, *args: Any, **facts: Any) -> Result | None:
    """Run an act; input it refuses becomes an error of the form, and None comes back."""
    try:
        return act(*args, **facts)
    except Invalid as error:
        form.add_error(_field_of(form, error), str(error))
        return None


def heard(form: BaseForm, act: Callable[..., Result], /, *args: Any, **facts: Any) -> Result | None:
    """Like `tried`, for acts that need no page of their own: whatever is refused is said here."""
    try:
        return act(*args, **facts)
    except DomainError as error:
        form.add_error(_field_of(form, error), str(error))
        return None


def _field_of(form: BaseForm, error: DomainError) -> str | None:
    """The field an error is about; of a file that is not taken, the only one that takes files."""
    if error.field in form.fields:
        return error.field
    taking = [name for name, field in form.fields.items() if isinstance(field, FileField)]
    return taking[0] if error.code.startswith("file.") and len(taking) == 1 else None


def refusals(form: BaseForm) -> str:
    """All that a form refused, in one text, for where the form itself is not shown again."""
    return " ".join(str(text) for texts in form.errors.values() for text in texts)
