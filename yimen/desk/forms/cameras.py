"""Cameras at windows: the device, where it looks, and why somebody looks at a recording."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.desk.forms.fields import DATE, KeyedForm, offer
from yimen.orgs.models import Organisation, Post
from yimen.supervision.actions.cameras import Device, Window
from yimen.supervision.rules.footage import PLACES, Span
from yimen.ui.forms import SEARCHED, RowField

CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PostsField(forms.ModelMultipleChoiceField):
    """Posts, each with its office."""

    def label_from_instance(self, post: Post) -> str:
        """The office first: posts of different offices are called alike."""
        return f"{post.organisation.name} · {post.name}"


class WindowForm(KeyedForm):
    """Where a camera looks, and from when."""

    organisation = RowField(Organisation.objects.none(), label=_("Hall or office the window is in"))
    window = forms.CharField(
        label=pgettext_lazy("of a hall", "Window"),
        max_length=60,
        help_text=_("As the sign over it says, for example 3号综合窗口."),
    )
    posts = PostsField(
        Post.objects.none(),
        label=_("Posts that serve there"),
        widget=forms.SelectMultiple(attrs={"size": 6, **SEARCHED}),
        help_text=_("Whoever holds one of them on a day is taken to serve at this window."),
    )
    opens = forms.TimeField(label=_("Recorded from"), widget=CLOCK)
    closes = forms.TimeField(label=_("Recorded until"), widget=CLOCK)
    since = forms.DateField(label=_("At this window from"), widget=DATE)

    def __init__(
        self, *args: Any, halls: QuerySet[Organisation], posts: QuerySet[Post], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", halls)
        offer(self, "posts", posts)

    @property
    def place(self) -> Window:
        """Where it looks, as the action takes it."""
        said = self.cleaned_data
        named = (said["organisation"], said["window"], tuple(said["posts"]))
        return Window(*named, said["opens"], said["closes"])


class DeviceForm(forms.Form):
    """How a recording is played."""

    recorder = forms.CharField(
        label=_("Recorder"), max_length=120, help_text=_("Name or number, with its port.")
    )
    channel = forms.CharField(label=pgettext_lazy("of a recorder", "Channel"), max_length=40)
    link = forms.CharField(
        label=_("How a recording is played"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = " ".join(f"{{{name}}}" for name in PLACES)
        self.fields["link"].help_text = _(
            "An address with https:// or rtsp://, without a password; places: %(places)s"
        ) % {"places": places}

    @property
    def device(self) -> Device:
        """The device, as the action takes it."""
        return Device(*(self.cleaned_data[name] for name in ("recorder", "channel", "link")))


class CameraForm(WindowForm, DeviceForm):
    """A camera to register."""

    code = forms.CharField(
        label=_("Code of the device"),
        max_length=40,
        help_text=_("As on the device or at the video platform; detection names it so."),
    )
    field_order = ("key", "code", "organisation", "window", "posts", "opens", "closes", "since")


class DownForm(forms.Form):
    """From when a camera hangs there no more."""

    until = forms.DateField(label=_("Taken down from"), widget=DATE)


class WhyForm(KeyedForm):
    """Why a recording is looked at."""

    reason = forms.CharField(
        label=_("Why is it looked at?"), min_length=2, max_length=200, widget=forms.TextInput
    )


class LookForm(WhyForm):
    """A span of a recording, and why."""

    day = forms.DateField(label=pgettext_lazy("of a recording", "Day"), widget=DATE)
    begins = forms.TimeField(label=pgettext_lazy("of a span", "From"), widget=CLOCK)
    ends = forms.TimeField(label=pgettext_lazy("of a span", "To"), widget=CLOCK)
    field_order = ("key", "day", "begins", "ends", "reason")

    @property
    def span(self) -> Span:
        """The span, as the action takes it."""
        said = self.cleaned_data
        return span_of(said["day"], said["begins"], said["ends"])


def span_of(day: Any, begins: Any, ends: Any) -> Span:
    """A span of a day here."""
    zone = timezone.get_default_timezone()
    return Span(datetime.combine(day, begins, zone), datetime.combine(day, ends, zone))
