"""What every row of a list of the item shares."""

from collections.abc import Mapping
from typing import Any

from django import forms


class RowForm(forms.Form):
    """One row of a list of the item."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, content: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content  # what else the draft says, for rows that refer to it

    def element(self) -> dict[str, Any]:
        """The row as the catalogue stores it; what this form does not ask stays as it was."""
        said = {k: v for k, v in self.cleaned_data.items() if k not in {"ORDER", "DELETE"}}
        return {**self._unasked(said["key"]), **said}

    def _unasked(self, key: str) -> dict[str, Any]:
        rows = self.content.get(str(self.prefix).rpartition("-")[0], ())
        kept: Mapping[str, Any] = next((row for row in rows if key and row.get("key") == key), {})
        return {part: value for part, value in kept.items() if part not in self.fields}
