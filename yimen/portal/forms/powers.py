"""The filters of the list of powers: what cannot be understood is left out."""

from typing import Any

from django import forms

from yimen.catalogue.queries import PowerFilter

FILTERS = ("item_type", "level", "region", "organisation", "audience", "theme", "life_event")
FARTHEST = 5000


class PowerForm(forms.Form):
    """Words and filters from the address."""

    text = forms.CharField(required=False, max_length=60)
    item_type = forms.RegexField(r"^\d{2}$", required=False)
    level = forms.RegexField(r"^[1-7]$", required=False)
    region = forms.RegexField(r"^\d{12}$", required=False)
    organisation = forms.UUIDField(required=False)
    audience = forms.RegexField(r"^\d$", required=False)
    theme = forms.CharField(required=False, max_length=40)
    life_event = forms.RegexField(r"^[a-z_]{1,20}$", required=False)
    view = forms.CharField(required=False, max_length=10)
    start = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)

    @property
    def chosen(self) -> dict[str, Any]:
        """What is filtered by, without what was not understood."""
        self.is_valid()
        said = {name: self.cleaned_data.get(name) or "" for name in ("text", *FILTERS)}
        return {**said, "organisation": said["organisation"] or None}

    def narrowed(self, place: str) -> PowerFilter:
        """The filter within a place."""
        return PowerFilter(place=place, **self.chosen)

    @property
    def shows_duties(self) -> bool:
        """Whether what is owed stands with each entry."""
        self.is_valid()
        return self.cleaned_data.get("view") == "duties"

    @property
    def passed(self) -> int:
        """How many entries to pass over."""
        self.is_valid()
        return int(self.cleaned_data.get("start") or 0)

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.chosen[name] for name in FILTERS)
