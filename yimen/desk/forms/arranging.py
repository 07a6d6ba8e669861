"""Who does an open task: another officer, one signer more, one fewer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.desk.forms.fields import KeyedForm, offer_choices
from yimen.desk.forms.items.fields import text_field
from yimen.orgs.models import Staff


class ReasonForm(KeyedForm):
    """Why; it stays on record."""

    reason = text_field(_("Reason"), 1000, required=True, rows=2, min_length=2)

    def __init__(self, *args: Any, colleagues: Iterable[Staff] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ColleagueForm(ReasonForm):
    """To whom, and why."""

    staff = forms.ChoiceField(label=_("Colleague"))
    field_order = ("staff", "reason")

    def __init__(self, *args: Any, colleagues: Iterable[Staff] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.name} · {one.number}") for one in colleagues]
        offer_choices(self, "staff", [("", _("Choose")), *named])

    def clean(self) -> dict[str, Any]:
        """The officer by his id, as the action takes him."""
        said = super().clean() or self.cleaned_data
        if said.get("staff"):
            said["staff_id"] = said.pop("staff")
        return said
