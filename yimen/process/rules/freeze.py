"""A running process as JSON: the engine's tasks only, each on one short line.

The engine's own serialiser writes 4 kB for the standard process and repeats in every task what we
never use (data, events, loops). What is kept here is the tree: id, specification, state, parent.
"""

from typing import Any
from uuid import UUID

from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.bpmn.util.subworkflow import BpmnBaseWorkflow, BpmnSubWorkflow
from SpiffWorkflow.task import Task

VERSION = 1

State = dict[str, Any]


def freeze(workflow: BpmnWorkflow) -> State:
    """The state of a process without its specification."""
    parts = {ident.hex: _freeze(part) for ident, part in workflow.subprocesses.items()}
    frozen = {"v": VERSION, "data": workflow.data, **_freeze(workflow)}
    return {**frozen, "parts": parts} if parts else frozen


def thaw(workflow: BpmnWorkflow, state: State) -> None:
    """Fill a fresh, empty workflow with a frozen state."""
    if state["v"] != VERSION:
        raise ValueError(f"state of version {state['v']}, this is {VERSION}")
    workflow.data = dict(state["data"])
    _thaw(workflow, state)
    _thaw_parts(workflow, workflow, state.get("parts", {}))


def _freeze(workflow: BpmnBaseWorkflow) -> State:
    rows: list[list[Any]] = []
    numbers: dict[UUID, int] = {}
    waiting = [workflow.task_tree]
    while waiting:
        task = waiting.pop()
        numbers[task.id] = len(rows)
        row = [task.id.hex, task.task_spec.name, task.state, numbers.get(task._parent, -1)]
        rows.append([*row, task.internal_data] if task.internal_data else row)
        waiting.extend(reversed(task.children))
    last = numbers.get(workflow.last_task.id, -1) if workflow.last_task else -1
    return {"tasks": rows, "last": last, "done": workflow.completed}


def _thaw(workflow: BpmnBaseWorkflow, state: State) -> None:
    specs = workflow.spec.task_specs
    tasks: list[Task] = []
    for ident, spec, reached, parent, *inner in state["tasks"]:
        above = tasks[parent] if parent >= 0 else None
        task = Task(workflow, specs[spec], above, reached, UUID(hex=ident))
        task.internal_data = dict(inner[0]) if inner else {}
        tasks.append(task)
    workflow.task_tree = tasks[0]
    workflow.last_task = tasks[state["last"]] if state["last"] >= 0 else None
    workflow.completed = state["done"]


def _thaw_parts(top: BpmnWorkflow, workflow: BpmnBaseWorkflow, parts: State) -> None:
    """Sub-processes, each after the one it lies in: it needs the task that began it."""
    for task in list(workflow.tasks.values()):
        state = parts.get(task.id.hex)
        if state is None or not isinstance(task.task_spec, SubWorkflowTask):
            continue
        spec = top.subprocess_specs[task.task_spec.spec]
        part = BpmnSubWorkflow(spec, task.id, top, deserializing=True)
        _thaw(part, state)
        top.subprocesses[task.id] = part
        part.completed_event.connect(task.task_spec._on_subworkflow_completed, task)
        _thaw_parts(top, part, parts)
