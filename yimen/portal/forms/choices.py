"""What the page about messages sends back."""

from django import forms

from yimen.notify.messages import GROUPS


class ChoicesForm(forms.Form):
    """Groups of messages and the ways they are wanted over, as `group:way`."""

    wanted_over = forms.MultipleChoiceField(
        choices=[(f"{group}:{way}", "") for group in GROUPS for way in ("mail", "sms")],
        required=False,
    )

    def wanted(self) -> list[tuple[str, str]]:
        """The pairs that were ticked."""
        pairs = (choice.partition(":") for choice in self.cleaned_data["wanted_over"])
        return [(group, way) for group, _colon, way in pairs]
