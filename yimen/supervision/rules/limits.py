"""How long each step of a card may take, in working days of the place of the office.

The published rules of electronic supervision name the steps (domain.md §4.1) and leave the days to
each place. These are the shipped ones, and what a card says it is due by; a step that comes late
still counts, and is marked late. Only an appeal can come too late.
"""

from collections.abc import Mapping

#: state of the card → within how many working days the next step is to be taken
NEXT_STEP: Mapping[str, int] = {
    "to_issue": 2,  # the supervisor issues it or drops it
    "issued": 3,  # the unit explains
    "explained": 5,  # the supervisor reviews
    "upheld": 10,  # the unit puts it right
    "appealed": 10,  # somebody else hears the appeal
    "final": 10,  # the unit puts it right
}
#: Working days to appeal after a card was upheld.
APPEAL = 5
#: The longest text of a step, and how many papers may come with it.
LONGEST, MOST_PAPERS = 4000, 5


def days_for(state: str, *, is_warning: bool) -> int | None:
    """How many working days the next step may take; none when no step is to come."""
    if is_warning and state != "to_issue":
        return None
    return NEXT_STEP.get(state)
