"""What can happen to processes and their tasks."""

from yimen.process.actions.anew import begin_anew
from yimen.process.actions.definitions import ensure_definition, publish_bpmn
from yimen.process.actions.holding import assign, claim, hand_back, hand_over, release
from yimen.process.actions.running import (
    cancel,
    complete,
    put_first,
    reschedule,
    reschedule_all,
    return_to,
    start,
)
from yimen.process.actions.signers import add_signer, remove_signer
from yimen.process.actions.undoing import recall

__all__ = [
    "add_signer",
    "assign",
    "begin_anew",
    "cancel",
    "claim",
    "complete",
    "ensure_definition",
    "hand_back",
    "hand_over",
    "publish_bpmn",
    "put_first",
    "recall",
    "release",
    "remove_signer",
    "reschedule",
    "reschedule_all",
    "return_to",
    "start",
]
