"""Shapes of what is entered about messages."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.ids import read_id
from yimen.notify.models import Channel, Message

MOST = 200


class OutboxForm(forms.Form):
    """Which messages to list."""

    channel = forms.ChoiceField(choices=[("", ""), *Channel.choices], required=False)
    state = forms.ChoiceField(choices=[("", ""), *Message.State.choices], required=False)


class UuidsField(forms.MultipleChoiceField):
    """Some identifiers, whichever they are."""

    def valid_value(self, value: str) -> bool:
        """Whether it is one."""
        return read_id(value) is not None

    def clean(self, value: Any) -> list[UUID]:
        """As identifiers."""
        return [UUID(one) for one in super().clean(value)[:MOST]]


class AgainForm(forms.Form):
    """Which messages to try again."""

    message = UuidsField()


class TextForm(forms.Form):
    """A text with named places."""

    title = forms.CharField(
        label=pgettext_lazy("of a text", "Heading"), max_length=200, required=False
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Empty: the text the program brings."),
    )
    provider_code = forms.CharField(
        label=_("Code of the text at the carrier"),
        max_length=40,
        required=False,
        help_text=_("If the carrier registered this text: it fills the places itself."),
    )
    reason = forms.CharField(label=_("Reason"), min_length=2, max_length=200)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title" if channel == Channel.SMS else "provider_code"]
