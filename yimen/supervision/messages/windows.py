"""Words about what is found at windows."""

from django.utils.translation import get_language

from yimen.supervision.rules.shipped import finding_kinds
from yimen.supervision.states import ObservationState

#: The colour of where a finding stands.
OBSERVATION_TONES = {
    ObservationState.PROPOSED: "near",
    ObservationState.CONFIRMED: "bad",
    ObservationState.DISMISSED: "good",
}


def finding_word(code: str) -> str:
    """What was found, in words; a kind the table no longer names stays as its code."""
    kind = finding_kinds().get(code)
    if kind is None:
        return code
    return kind.name_en if (get_language() or "").startswith("en") else kind.name


def finding_choices() -> list[tuple[str, str]]:
    """What can be found, to choose from."""
    return [(code, finding_word(code)) for code in finding_kinds()]
