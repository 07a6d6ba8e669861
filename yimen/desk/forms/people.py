"""Shapes of what is entered about staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.actor import Actor
from yimen.orgs.models import Staff


class DeputyForm(forms.Form):
    """Who stands in for whom, and for how long."""

    holder = forms.ModelChoiceField(Staff.objects.none(), label=_("Absent officer (A post)"))
    deputy = forms.ModelChoiceField(Staff.objects.none(), label=_("Deputy (B post)"))
    since = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("Until (back on this day)"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officers = Staff.objects.visible_to(actor).active().order_by("name", "pk")
        for name in ("holder", "deputy"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = officers
