"""Letting systems in, doing what they ask once, and telling them."""

from yimen.exchange.actions.applying import begin_application
from yimen.exchange.actions.asking import (
    count_use,
    forget_old,
    give_answer,
    kept_answer,
)
from yimen.exchange.actions.clients import register_client, revoke_client, rotate_secret
from yimen.exchange.actions.telling import (
    deliver_due,
    replay,
    subscribe,
    unsubscribe,
)

__all__ = [
    "begin_application",
    "count_use",
    "deliver_due",
    "forget_old",
    "give_answer",
    "kept_answer",
    "register_client",
    "replay",
    "revoke_client",
    "rotate_secret",
    "subscribe",
    "unsubscribe",
]
