"""The search: what cannot be understood is left out, never an error page."""

from typing import Any
from uuid import UUID

from django import forms

FILTERS = ("organisation", "audience", "theme", "pace", "item_type")
FARTHEST = 2000


class SearchForm(forms.Form):
    """Words and filters from the address."""

    text = forms.CharField(required=False, max_length=60)
    organisation = forms.UUIDField(required=False)
    audience = forms.RegexField(r"^\d$", required=False)
    theme = forms.CharField(required=False, max_length=40)
    pace = forms.RegexField(r"^[12]$", required=False)
    item_type = forms.RegexField(r"^\d{2}$", required=False)
    start = forms.IntegerField(required=False, min_value=0, max_value=FARTHEST)

    def _understood(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    def filters(self) -> dict[str, Any]:
        """What `search_items` takes; an empty filter is None."""
        data = self._understood()
        wanted: dict[str, Any] = {"text": data.get("text") or ""}
        for name in FILTERS:
            value = data.get(name) or None
            wanted[name] = value if isinstance(value, (str, UUID)) else None
        return wanted

    @property
    def passed(self) -> int:
        """How many items to pass over."""
        return int(self._understood().get("start") or 0)

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.filters()[name] for name in FILTERS)
