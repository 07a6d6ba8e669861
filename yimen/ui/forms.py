"""Forms and acts: what an act refuses as invalid is said at the field."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import BaseForm

from yimen.kernel.errors import DomainError, Invalid

Result = TypeVar("Result")


def tried(form: BaseForm, act: Callable[..., Result], /, *args: Any, **facts: Any) -> Result | None:
    """Run an act; input it refuses becomes an error of the form, and None comes back."""
    try:
        return act(*args, **facts)
    except Invalid as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def heard(form: BaseForm, act: Callable[..., Result], /, *args: Any, **facts: Any) -> Result | None:
    """Like `tried`, for acts that need no page of their own: whatever is refused is said here."""
    try:
        return act(*args, **facts)
    except DomainError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
