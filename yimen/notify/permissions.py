"""Who may look after the outbox and its texts."""

from yimen.kernel.actor import Actor


def may_watch(actor: Actor) -> bool:
    """Who keeps the house running looks at what leaves it, and has it tried again."""
    return actor.holds("ops.view")


def may_write_texts(actor: Actor) -> bool:
    """Texts are the same for the whole site; who may write them is a power of its own."""
    return actor.holds("message.edit")
