"""Shape of what an officer says of his own absence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.desk.forms.fields import DATE, offer
from yimen.orgs.models import Staff
from yimen.ui.forms import RowField


class AbsenceForm(forms.Form):
    """Who stands in, from when, until when."""

    deputy = RowField(Staff.objects.none(), label=_("Deputy (B post)"))
    since = forms.DateField(label=_("From"), widget=DATE)
    until = forms.DateField(label=_("Until (back on this day)"), widget=DATE)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "deputy", colleagues.order_by("name", "pk"))
