"""What a card is about decides its id: judged twice, late or after a rebuild, it is the same."""

from uuid import UUID, uuid5

#: The name space of cards; changing it would make every card anew.
CARDS = UUID("6d1c2f0e-8a43-5b0e-9a57-3c1f5f0c7e11")


def card_id(subject: UUID, code: str, key: str, level: int) -> UUID:
    """The id of the card of a case (or of an office, with the period in the key) under a rule."""
    return uuid5(CARDS, f"{subject}|{code}|{key}|{int(level)}")
