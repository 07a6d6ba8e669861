"""The search: what cannot be understood is left out, never an error page."""

from dataclasses import replace
from typing import Any

from django import forms

from yimen.catalogue.queries import Filters

FILTERS = ("organisation", "audience", "theme", "pace", "item_type", "level")
FARTHEST = 2000
LONGEST = 60


class SearchForm(forms.Form):
    """Words and filters from the address."""

    text = forms.CharField(required=False, max_length=LONGEST)
    organisation = forms.UUIDField(required=False)
    audience = forms.RegexField(r"^\d$", required=False)
    theme = forms.CharField(required=False, max_length=40)
    pace = forms.RegexField(r"^[12]$", required=False)
    item_type = forms.RegexField(r"^\d{2}$", required=False)
    level = forms.RegexField(r"^[1-7]$", required=False)
    start = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)

    def _understood(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def words(self) -> str:
        """What was typed."""
        return str(self._understood().get("text") or "")

    @property
    def filters(self) -> dict[str, Any]:
        """What is filtered by; an empty filter is None."""
        data = self._understood()
        return {"text": self.words, **{name: data.get(name) or None for name in FILTERS}}

    def narrowed(self, region: str | None, *, but: str = "") -> Filters:
        """By what the search is narrowed, with one filter left out if told so."""
        chosen = {name: self.filters[name] for name in FILTERS if name != but}
        return replace(Filters(region=region, with_above=True), **chosen)

    @property
    def passed(self) -> int:
        """How many items to pass over."""
        return int(self._understood().get("start") or 0)

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.filters[name] for name in FILTERS)
