"""What can happen to processes and their tasks."""

from yimen.process.actions.definitions import ensure_definition, publish_bpmn
from yimen.process.actions.holding import claim, hand_over, release
from yimen.process.actions.running import cancel, complete, reschedule, return_to, start

__all__ = [
    "cancel",
    "claim",
    "complete",
    "ensure_definition",
    "hand_over",
    "publish_bpmn",
    "release",
    "reschedule",
    "return_to",
    "start",
]
