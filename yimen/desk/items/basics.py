"""A basic item as facts and tables, and who deviates from it in what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from yimen.catalogue.messages import DUTY_STAGES, element_label, part_label
from yimen.catalogue.models import BasicItem
from yimen.catalogue.permissions import keeps
from yimen.catalogue.queries import Implementation, code_names
from yimen.desk.items.content import Fact, Section
from yimen.desk.items.words import Words
from yimen.kernel.actor import Actor


@dataclass(frozen=True)
class Deviation:
    """A cell of the table: what an implementation says otherwise about an element."""

    texts: list[str]
    is_blocking: bool


@dataclass(frozen=True)
class DeviationRow:
    """An implementation; `cells` in the order of the table's elements, None where it agrees."""

    name: str
    code: str  # empty: its pages at the desk are not for who reads this
    organisation: str
    cells: list[tuple[str, Deviation | None]]


@dataclass(frozen=True)
class DeviationTable:
    """Implementations by deviating elements; only what deviates somewhere is a column."""

    heads: list[str]
    rows: list[DeviationRow]


def basic_facts(basic: BasicItem) -> list[Fact]:
    """The simple elements, those that say something."""
    words, levels = Words(basic.scheme), code_names("level")
    facts = [
        Fact(element_label("item_type"), words.value("item_type", basic.item_type)),
        Fact(element_label("levels"), "、".join(levels.get(one, one) for one in basic.levels)),
        *_limits(basic),
        Fact(element_label("conditions"), basic.conditions),
        Fact(element_label("accountability"), basic.accountability),
    ]
    return [fact for fact in facts if fact.value]


def _limits(basic: BasicItem) -> list[Fact]:
    limits = (
        ("legal_days", basic.legal_days, basic.get_legal_unit_display()),
        ("promised_days", basic.promised_days, basic.get_promised_unit_display()),
    )
    return [
        Fact(element_label(name), str(days), note=str(unit))
        for name, days, unit in limits
        if days is not None
    ]


def basic_sections(basic: BasicItem) -> list[Section]:
    """The lists as tables."""
    bases = [[one.law, one.article, one.text] for one in basic.basis_list]
    materials = [[one.name, one.note] for one in basic.material_list]
    duties = [[str(DUTY_STAGES.get(d.stage, d.stage)), d.text, d.basis] for d in basic.duty_list]
    tables: tuple[tuple[str, tuple[str, ...], list[list[str]]], ...] = (
        ("bases", ("law", "article", "text"), bases),
        ("materials", ("name", "note"), materials),
        ("duties", ("stage", "text", "basis"), duties),
    )
    return [
        Section(element_label(name), [_head(name, part) for part in parts], rows)
        for name, parts, rows in tables
        if rows
    ]


def _head(name: str, part: str) -> str:
    return element_label("duties") if (name, part) == ("duties", "text") else part_label(part, name)


def deviation_table(
    found: Sequence[Implementation], text_of: Callable[[Any], str], actor: Actor
) -> DeviationTable:
    """Who says otherwise about what."""
    fields = sorted({finding.field for one in found for finding in one.findings})
    labels = [element_label(field) for field in fields]
    rows = [
        DeviationRow(
            one.version.name,
            one.item.code if keeps(actor, one.item) else "",
            one.item.organisation.name,
            [(label, _cell(one, f, text_of)) for f, label in zip(fields, labels, strict=True)],
        )
        for one in found
        if one.findings
    ]
    return DeviationTable(labels, rows)


def _cell(one: Implementation, field: str, text_of: Callable[[Any], str]) -> Deviation | None:
    findings = [finding for finding in one.findings if finding.field == field]
    if not findings:
        return None
    texts = [text_of(finding) for finding in findings]
    return Deviation(texts, any(finding.is_blocking for finding in findings))
