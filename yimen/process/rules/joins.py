"""Where branches join: who has arrived in this round, and who is still to come.

The engine's own joins also count arrivals of earlier rounds, so in a loop they open before every
branch is through (docs/adr/0021). These count each arrival once: it waits until the join goes on,
and then remembers which pass of the join took it up.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn.specs.defaults import InclusiveGateway, ParallelGateway
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

TAKEN_BY = "taken_by"


def taken_by(arrival: Task) -> UUID | None:
    """The pass of the join that went on with this arrival."""
    found = arrival.internal_data.get(TAKEN_BY)
    return UUID(hex=found) if found else None


class _Join:
    """What both kinds of join share; mixed into the engine's gateways."""

    name: str
    inputs: list[TaskSpec]

    def _update_hook(self, my_task: Task) -> bool:
        """Go on with one arrival from each path, or wait."""
        arrivals = self._arrivals(my_task)
        if not self._is_complete(my_task, set(arrivals)):
            my_task._set_state(TaskState.WAITING)
            return False
        for arrival in arrivals.values():
            if arrival is not my_task:
                arrival._set_internal_data(**{TAKEN_BY: my_task.id.hex})
                arrival.cancel()
        return True

    def _arrivals(self, my_task: Task) -> dict[str, Task]:
        """One waiting arrival from each path, this one among them."""
        waiting = my_task.workflow.get_tasks(state=TaskState.WAITING, spec_name=self.name)
        others = {t.parent.task_spec.name: t for t in waiting if t.workflow is my_task.workflow}
        return {**others, my_task.parent.task_spec.name: my_task}

    def _is_complete(self, my_task: Task, arrived: set[str]) -> bool:
        raise NotImplementedError


class ParallelJoin(_Join, ParallelGateway):
    """A parallel gateway: goes on when every path has arrived."""

    def _is_complete(self, my_task: Task, arrived: set[str]) -> bool:
        return len(arrived) == len(self.inputs)

    def _run_hook(self, my_task: Task) -> bool:
        return True


class InclusiveJoin(_Join, InclusiveGateway):
    """An inclusive gateway: goes on when nothing that could still arrive is on its way."""

    def _is_complete(self, my_task: Task, arrived: set[str]) -> bool:
        empty = {spec.name for spec in self.inputs} - arrived
        if not empty:
            return True
        here, to_come = self._leads_to(arrived), self._leads_to(empty)
        under_way = {task.task_spec.name for task in _under_way(my_task)} - {self.name}
        return not under_way & (to_come - here)

    def _leads_to(self, inputs: set[str]) -> set[str]:
        """The steps from which a path leads to these inputs without passing the join."""
        specs: dict[str, Any] = self._wf_spec.task_specs
        found = set(inputs) - {self.name}
        waiting = list(found)
        while waiting:
            for before in specs[waiting.pop()].inputs:
                if before.name not in found and before.name != self.name:
                    found.add(before.name)
                    waiting.append(before.name)
        return found

    def _run_hook(self, my_task: Task) -> bool:
        chosen, default = self._get_matching_outputs(my_task)
        my_task._sync_children(chosen or default, TaskState.FUTURE)
        for child in my_task.children:
            child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)
        return True


def _under_way(my_task: Task) -> Iterator[Task]:
    """Where the tokens are: what is not finished and follows something that is."""
    for task in my_task.workflow.tasks.values():
        is_reached = task.parent is not None and task.parent.has_state(TaskState.COMPLETED)
        if is_reached and task is not my_task and not task.has_state(TaskState.FINISHED_MASK):
            yield task
