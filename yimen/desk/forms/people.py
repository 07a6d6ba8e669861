"""Shapes of what is entered about staff."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.absence import AbsenceForm
from yimen.desk.forms.fields import DATE, offer
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation, Post, Staff
from yimen.orgs.queries import managed_organisations
from yimen.ui.forms import RowField


class DeputyForm(AbsenceForm):
    """Who stands in for an officer, and for how long; a colleague of his house."""

    holder = forms.ModelChoiceField(Staff.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, holder: Staff, **kwargs: Any) -> None:
        kwargs["initial"] = {"holder": holder.pk}
        officers = Staff.objects.visible_to(actor).active()
        house = officers.filter(organisation__path__startswith=holder.organisation.path)
        super().__init__(*args, colleagues=house, **kwargs)
        offer(self, "holder", officers.filter(pk=holder.pk))


class NewOfficerForm(forms.Form):
    """An officer and how he signs in; the hidden id makes pressing twice harmless."""

    staff_id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(label=pgettext_lazy("of an officer", "Name"), max_length=60)
    number = forms.CharField(label=_("Staff number"), max_length=30)
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    username = forms.CharField(
        label=_("User name"),
        min_length=4,
        max_length=60,
        help_text=_("To sign in with: letters, digits or the signs . _ - @"),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"staff_id": uuid4()}
        super().__init__(*args, **kwargs)


class AccountForm(forms.Form):
    """An account for an officer who has none."""

    username = forms.CharField(label=_("User name"), min_length=4, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)


class HoldForm(forms.Form):
    """A post of the officer's own house for him, from when, and until when if that is known."""

    post = RowField(Post.objects.none(), label=_("Post"))
    since = forms.DateField(label=_("From"), widget=DATE)
    until = forms.DateField(label=_("Until (no longer on this day)"), widget=DATE, required=False)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = staff.organisation.posts.filter(is_closed=False)
        offer(self, "post", posts.order_by("name", "pk"))


class MoveForm(forms.Form):
    """To which house an officer goes, and why."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Goes to"), empty_label=None
    )
    reason = forms.CharField(label=_("Reason"), min_length=2, max_length=200)

    def __init__(self, *args: Any, actor: Actor, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = managed_organisations(actor).exclude(pk=staff.organisation_id)
        offer(self, "organisation", others)
