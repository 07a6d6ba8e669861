"""What templates about messages may say. `{% load outbox %}`."""

from typing import Any

from django import template

from yimen.kernel.actor import Actor
from yimen.notify.ports import kinds

register = template.Library()

TONES = {"waiting": "active", "sent": "plain", "delivered": "good", "failed": "bad", "read": "good"}


@register.filter
def message_tone(state: str) -> str:
    """The colour of a message's state."""
    return TONES.get(state, "plain")


@register.filter
def delivery_tone(state: str) -> str:
    """The colour of what a system was told: taken is the end of it."""
    return "good" if state == "sent" else message_tone(state)


@register.filter
def message_kind(name: str) -> Any:
    """What a message is about, in words."""
    return kinds[name].title if name in kinds else name


@register.filter
def holds(actor: Actor, grant: str) -> bool:
    """Whether a link leads somewhere for who looks."""
    return actor.holds(grant)
