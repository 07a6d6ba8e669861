"""One process running: begin, complete, return, stop. The only place that moves tokens.

Tokens are moved by SpiffWorkflow alone; going back is its own reset_from_task_id.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.util.subworkflow import BpmnBaseWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from yimen.kernel.expressions import Undecided, is_met
from yimen.process.errors import ConditionFailed, NotEarlier
from yimen.process.rules.freeze import State, freeze, thaw
from yimen.process.rules.joins import taken_by
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
    def begin(cls, plan: Plan, facts: Mapping[str, Any] | None = None) -> Self:
        """A new process, run on to the first links that wait for people.

        Of the facts it keeps only what its conditions ask for.
        """
        workflow = BpmnWorkflow(plan.spec, plan.parts, script_engine=Scripts())
        if facts:
            workflow.data.update({name: facts.get(name) for name in plan.asks})
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
        for task in _to_reset(target):
            if self._stands(task):
                self.workflow.reset_from_task_id(task.id)
        for workflow in _around(target.workflow):
            workflow.completed = False
        self.workflow.do_engine_steps()
        token: UUID = target.id
        return token

    def walked(self) -> set[tuple[str, str]]:
        """The paths taken so far, each as the ids of the nodes it joins."""
        taken = {
            (task.parent.task_spec.name, task.task_spec.name)
            for workflow in (self.workflow, *self.workflow.subprocesses.values())
            for task in workflow.tasks.values()
            if task.parent is not None and task.parent.has_state(TaskState.COMPLETED)
        }
        both = [(source, to) for source, to in taken if source[:1] == to[:1] == MARK]
        return {(source.removeprefix(MARK), to.removeprefix(MARK)) for source, to in both}

    def stop(self) -> None:
        """Nothing waits any more."""
        self.workflow.cancel()

    def _stands(self, task: Task) -> bool:
        """Whether an earlier reset has not removed it yet."""
        parts = self.workflow.subprocesses.values()
        return any(task.id in workflow.tasks for workflow in (self.workflow, *parts))

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


def _to_reset(target: Task) -> list[Task]:
    """The task, and what else must be reset to undo everything that followed from it.

    Where branches join, the process goes on below one arrival. A join that went on with what came
    from the task is undone even though it lies in another branch; and all arrivals that an undone
    join had taken up wait again.
    """
    undone = [target]
    for task in undone:  # grows while it is walked
        for follower in _followers(task):
            undone += [t for t in _joined_with(follower) if t not in undone]
        around = task.workflow.parent_task_id
        if around is not None:
            part = task.workflow.top_workflow.get_task_from_id(around)
            undone += [] if part in undone else [part]
    # A part is reset by the engine together with what lies in it, and would be emptied by itself.
    return [task for task in undone if task.id not in task.workflow.top_workflow.subprocesses]


def _followers(task: Task) -> list[Task]:
    below: list[Task] = task.workflow.get_tasks(
        first_task=task, state=TaskState.CANCELLED | TaskState.COMPLETED, skip_subprocesses=True
    )
    return below


def _joined_with(task: Task) -> list[Task]:
    """The pass of a join that took the arrival up, or the arrivals this pass of a join took up."""
    return [
        other
        for other in task.workflow.get_tasks(spec_name=task.task_spec.name)
        if taken_by(task) == other.id or taken_by(other) == task.id
    ]
