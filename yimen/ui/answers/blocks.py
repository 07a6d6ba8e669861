"""How a form is drawn: sections of single entries, groups, tables and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.forms import BoundField

from yimen.ui.answers.leaves import said

if TYPE_CHECKING:
    from yimen.ui.answers.form import AnswerForm


@dataclass
class Block:
    """One question: a single entry, entries side by side, rows of them, or files."""

    shape: str  #: leaf, group, table, file
    name: str
    label: str
    help: str
    is_required: bool
    is_asked: bool  #: as things stand
    depends: bool  #: whether it is asked only sometimes
    entries: list[BoundField] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    files: Sequence[Any] = ()
    may_add: bool = True

    @property
    def entry(self) -> BoundField:
        """The entry of a single question; of a table its count of rows, which bears its errors."""
        return self.entries[0]


@dataclass
class Row:
    """A row of a table."""

    name: str
    number: int
    blocks: list[Block]


@dataclass
class Section:
    """Questions under a heading; those before the first heading have none."""

    name: str
    label: str
    help: str
    is_asked: bool
    depends: bool
    blocks: list[Block] = field(default_factory=list)


def sections(form: AnswerForm) -> list[Section]:
    """The sections of a form, in order."""
    gone = set(form.unasked)
    found = [Section("", "", "", is_asked=True, depends=False)]
    for one in form.asked:
        if one.kind == "section":
            texts = (one.key, said(one, "label"), said(one, "help"))
            found.append(Section(*texts, one.key not in gone, bool(one.when)))
        else:
            found[-1].blocks.append(_block(form, one, one.key, gone))
    return [section for section in found if section.blocks or section.label]


def _block(form: AnswerForm, one: Any, name: str, gone: set[str]) -> Block:
    shapes = {"table": "table", "file": "file"}
    parts = [entry for entry in form.fields if entry.startswith(f"{name}-")]
    shape = shapes.get(one.kind) or ("leaf" if name in form.fields else "group")
    block = Block(
        shape,
        name,
        said(one, "label"),
        said(one, "help"),
        one.is_required,
        name not in gone,
        bool(one.when),
        entries=[form[entry] for entry in ([name] if name in form.fields else parts)],
    )
    if shape == "table":
        block.rows = _rows(form, one, name, gone)
        block.may_add = one.max is None or len(block.rows) < one.max
    if shape == "file":
        block.files = form.offers.files.get(name, ())
        block.may_add = one.max is None or len(block.files) < one.max
    return block


def _rows(form: AnswerForm, one: Any, name: str, gone: set[str]) -> list[Row]:
    return [
        Row(
            f"{name}-{n}",
            n + 1,
            [_block(form, column, f"{name}-{n}-{column.key}", gone) for column in one.columns],
        )
        for n in range(form.row_counts[name])
    ]
