"""Beginning and handing in an application."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.cases.messages import WAYS
from yimen.identity.models import Party
from yimen.kernel.ids import new_id


class BeginForm(forms.Form):
    """For whom the application is; the id makes a double click one draft."""

    use_required_attribute = False

    case_id = forms.UUIDField(widget=forms.HiddenInput)
    applicant = forms.ChoiceField(label=_("Who applies?"), widget=forms.RadioSelect)

    def __init__(self, parties: list[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        first = str(parties[0][0]) if parties else None
        kwargs.setdefault("initial", {"case_id": new_id(), "applicant": first})
        super().__init__(*args, **kwargs)
        field = self.fields["applicant"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(pk), name) for pk, name in parties]


class TokenForm(forms.Form):
    """What every act of an applicant carries: the page's revision, and a key against doubles."""

    use_required_attribute = False

    revision = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, revision: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"revision": revision, "key": new_id()})
        super().__init__(*args, **kwargs)

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class HandInForm(TokenForm):
    """Handing in: what was read is confirmed."""

    declared = forms.BooleanField(
        label=_("Confirmation"),
        error_messages={"required": _("Please confirm this before you hand in.")},
    )

    @property
    def facts(self) -> dict[str, Any]:
        return {name: said for name, said in super().facts.items() if name != "declared"}


class WithdrawForm(TokenForm):
    """Taking an application back."""

    reason = forms.CharField(
        label=_("Why do you withdraw it?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeliveryForm(forms.Form):
    """How the result should reach the applicant."""

    use_required_attribute = False

    way = forms.ChoiceField(
        label=_("How should the result reach you?"),
        choices=[(way, WAYS[way]) for way in ("window", "post", "electronic")],
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=_("Postal address"),
        help_text=_("Only for post: with postcode, name and telephone of who receives it."),
        required=False,
        max_length=300,
    )


class FileForm(forms.Form):
    """One file for one material."""

    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose a file first.")})


class ActForForm(forms.Form):
    """One of the persons and organisations one may act for."""

    party = forms.ChoiceField()

    def __init__(self, parties: Iterable[Party], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(party.pk), party.name) for party in parties]
