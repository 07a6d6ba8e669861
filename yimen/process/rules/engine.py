"""One process running: begin, complete, return, stop. The only place that moves tokens.

Tokens are moved by SpiffWorkflow alone; going back is its own reset_from_task_id.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.mixins.unstructured_join import UnstructuredJoin
from SpiffWorkflow.bpmn.util.subworkflow import BpmnBaseWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from yimen.process.errors import ConditionFailed, NotEarlier
from yimen.process.rules.conditions import Undecided, is_met
from yimen.process.rules.freeze import State, freeze, thaw
from yimen.process.rules.plan import MARK, Plan

#: The engine gathers every task's data for a log line it may never write. Unset costs a third of
#: each step, and data of processes has no place in logs.
for _name in ("spiff.task", "spiff.workflow"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class Scripts:
    """What the engine may ask while it runs: conditions, answered by zen. Never a script."""

    def evaluate(self, task: Task, expression: str, external_context: object = None) -> bool:
        """Whether a path's condition holds for what the process has come to know."""
        try:
            return is_met(expression, task.workflow.top_workflow.data)
        except Undecided as doubt:
            element = task.task_spec.name.removeprefix(MARK)
            raise ConditionFailed(
                name=task.task_spec.bpmn_name or element,
                element=element,
                condition=expression,
                detail=str(doubt),
            ) from None

    def execute(self, task: Task, script: str, external_context: object = None) -> None:
        """Scripts are refused when a drawing is published; should one be here, it is not run."""
        raise RuntimeError(f"{task.task_spec.name} has a script")

    def call_service(self, task: Task, **_: object) -> None:
        """Services are refused when a drawing is published."""
        raise RuntimeError(f"{task.task_spec.name} calls a service")


@dataclass(frozen=True, slots=True)
class Token:
    """A link that waits for people."""

    id: UUID
    link: str


class Run:
    """A process of one subject, from its stored state to the next."""

    def __init__(self, plan: Plan, workflow: BpmnWorkflow) -> None:
        self.plan = plan
        self.workflow = workflow

    @classmethod
    def begin(cls, plan: Plan) -> Self:
        """A new process, run on to the first links that wait for people."""
        workflow = BpmnWorkflow(plan.spec, plan.parts, script_engine=Scripts())
        workflow.data.update(outcome="", outcomes={})
        workflow.do_engine_steps()
        return cls(plan, workflow)

    @classmethod
    def thaw(cls, plan: Plan, state: State) -> Self:
        """The process as it was stored."""
        workflow = BpmnWorkflow(plan.spec, plan.parts, script_engine=Scripts(), deserializing=True)
        thaw(workflow, state)
        return cls(plan, workflow)

    def freeze(self) -> State:
        """What to store of the process."""
        return freeze(self.workflow)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be done."""
        return bool(self.workflow.is_completed())

    def waiting(self) -> list[Token]:
        """The links that wait for people now."""
        return [_token(task) for task in self._tasks(TaskState.READY)]

    def tokens(self) -> set[UUID]:
        """Every pass of a link that stands: done or waiting, and undone by no return."""
        return {task.id for task in self._tasks(TaskState.READY | TaskState.COMPLETED)}

    def complete(self, token: UUID, outcome: str, data: Mapping[str, Any]) -> None:
        """The link is done with this outcome; run on to whatever waits next.

        Conditions see the last `outcome`, all `outcomes` by link, and `data` by name.
        """
        task = self.workflow.get_task_from_id(token)
        known = self.workflow.data
        known.update(data)
        known.update(outcome=outcome, outcomes={**known["outcomes"], _token(task).link: outcome})
        task.run()
        self.workflow.do_engine_steps()

    def return_to(self, link: str) -> UUID:
        """The last pass of a link waits again; everything that followed from it is undone.

        Parallel branches that did not follow from it stay as they are, done or waiting.
        """
        target = self._last_done(link)
        for task in [target, *_carried_on(target)]:
            if task.id in task.workflow.tasks:
                self.workflow.reset_from_task_id(task.id)
        for workflow in _around(target.workflow):
            workflow.completed = False
        self.workflow.do_engine_steps()
        token: UUID = target.id
        return token

    def stop(self) -> None:
        """Nothing waits any more."""
        self.workflow.cancel()

    def _last_done(self, link: str) -> Task:
        passes = [t for t in self._tasks(TaskState.COMPLETED) if _token(t).link == link]
        waits = any(token.link == link for token in self.waiting())
        if not passes or waits:
            spec = self.plan.links.get(link)
            raise NotEarlier(name=spec.name if spec else link, link=link)
        return max(passes, key=lambda task: task.depth)

    def _tasks(self, state: int) -> Iterator[Task]:
        tasks: Iterator[Task] = self.workflow.get_tasks_iterator(state=state, manual=True)
        return tasks


def _token(task: Task) -> Token:
    return Token(task.id, task.task_spec.name.removeprefix(MARK))


def _around(workflow: BpmnBaseWorkflow) -> Iterator[BpmnBaseWorkflow]:
    """A part, the part around it, and so on out to the whole process."""
    around: BpmnBaseWorkflow | None = workflow
    while around is not None:
        yield around
        around = around.parent_workflow


def _carried_on(task: Task) -> list[Task]:
    """The joins at which another branch went on with what came from this task.

    Where branches join, the engine cancels the arrivals of all but one and goes on below that one.
    To undo what followed from a cancelled arrival, the join that went on must be reset as well; it
    then waits for the branch to arrive again.
    """
    found: list[Task] = []
    waiting = [task]
    while waiting:
        current = waiting.pop()
        for arrival in _cancelled_arrivals(current):
            for join in _joins_for(arrival, current):
                if join not in found:
                    found.append(join)
                    waiting.append(join)
        around = current.workflow.parent_task_id
        if around is not None:
            waiting.append(current.workflow.top_workflow.get_task_from_id(around))
    return found


def _cancelled_arrivals(task: Task) -> list[Task]:
    return [
        below
        for below in task.workflow.get_tasks(first_task=task, state=TaskState.CANCELLED)
        if isinstance(below.task_spec, UnstructuredJoin) and below.workflow is task.workflow
    ]


def _joins_for(arrival: Task, origin: Task) -> list[Task]:
    """The pass of the same join that went on, in this round of a loop and not an earlier one."""
    passes = [
        other
        for other in arrival.workflow.get_tasks(
            state=TaskState.COMPLETED, spec_name=arrival.task_spec.name
        )
        if not other.is_descendant_of(origin) and not origin.is_descendant_of(other)
    ]
    return [p for p in passes if not any(p.is_descendant_of(other) for other in passes)]
